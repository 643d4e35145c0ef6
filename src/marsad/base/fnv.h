// SPDX-License-Identifier: Apache-2.0
// FNV-1a, 64 bits: a quick hash for words and keys where nobody attacks, the same on every
// machine and in every run, so that it may stand in a store.
//
//   fnv1a("")  →  0xcbf29ce484222325;  fnv1a("سوق")  →  of its six bytes
//
// Not for custody: that is sha256.h. Tested by sha256_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>

namespace marsad {

[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  return hash;
}

// A hash folded to 32 bits: two words of one text hardly ever meet.
[[nodiscard]] constexpr std::uint32_t folded_hash(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace marsad
