// SPDX-License-Identifier: Apache-2.0
// The log: every write of a store, each entry chained to the one before by SHA-256 and naming
// the digest of each object that it wrote; and the check that all of it still holds.
//
//   17  2026-… ingest  objects "original/9=3f… article/12=a0…"  previous 8c…  hash 51…
//   somebody changes the text of article 12 (قصف السوق)  →  verify: article/12 differs from entry 17
//
// Digest of an object: SHA-256 over its rows (kObjects), each row "\n" and each value a letter
// (n null, i integer, r real, t text, b blob), its length in bytes, ":" and its bytes; integers
// in decimal, reals as the 16 hexadecimal digits of IEEE 754. Hash of an entry: SHA-256 over
// seq, at, actor, action, detail, objects and previous, each followed by "\n". tools/verify_store.py
// checks the same with nothing but Python. A cut tail leaves a sound shorter chain: only a
// checkpoint (seq and hash, printed and kept elsewhere) shows it. Tested by custody_test.cpp.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/store/connection.h"
#include "marsad/store/rows.h"

namespace marsad::store {

// Of "article", 12.
[[nodiscard]] std::string digest_of(Connection& connection, std::string_view kind, Number number);

// The hash that an entry must bear.
[[nodiscard]] std::string hash_of(const LogRow& entry);

struct Checkpoint {
  std::int64_t seq = 0;
  std::string hash;
};

// Everything that is wrong, each in one line with its place; nothing when all is well.
// `checkpoint`, printed earlier, must be in the chain. `progress` is told how many
// objects of how many are checked.
[[nodiscard]] std::vector<std::string> verify(
    Connection& connection, const std::optional<Checkpoint>& checkpoint,
    const std::function<void(std::size_t, std::size_t)>& progress);

// A sketch as the store keeps it, four bytes a minimum, the lowest first; none for another size.
[[nodiscard]] std::string bytes_of(const incidents::Sketch& sketch);
[[nodiscard]] std::optional<incidents::Sketch> sketch_from(std::string_view bytes);

// The sum of the hashes of an article's words but facets of claims (facets.h), by which verify
// knows the index of words whole. Each is followed by a space.
[[nodiscard]] std::int64_t sum_of(std::string_view words);

}  // namespace marsad::store
