// SPDX-License-Identifier: Apache-2.0
// SHA-256: the identity of original bytes, of packs, and of each entry of the log.
//
//   sha256("")  →  "e3b0c442 98fc1c14 …", 64 hexadecimal digits without blanks
//
// One call for bytes at hand; Sha256 for bytes that come in pieces, as rows do.
// Tested by sha256_test.cpp.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace marsad {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  // Hexadecimal, lower case; begins anew.
  [[nodiscard]] std::string take();

 private:
  void* context_;
};

[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace marsad
