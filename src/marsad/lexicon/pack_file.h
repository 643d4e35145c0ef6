// SPDX-License-Identifier: Apache-2.0
// The file of a compiled language: a header, a table of named sections, the
// sections, each aligned to 64 bytes so that its rows are used where they lie.
//
//   header   "MARSADPK" version, size, xxHash of the rest (damage), SHA-256 (identity)
//   section  "forms" → FormEntry rows,  "names.trie" → a marisa trie, …
//
// A pack is never migrated: another version is refused and the pack is built
// again from its text. Tested by lexicon_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "marsad/base/result.h"

namespace marsad::lexicon {

inline constexpr std::uint32_t kPackVersion = 2;

// Collects sections and writes them in the order added.
class PackWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  template <typename T>
  void add_rows(std::string_view name, const std::vector<T>& rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    add(name, {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T)});
  }
  // The whole file. The same sections give the same bytes.
  [[nodiscard]] std::string finish() const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

// Sections of a pack in memory; views into `bytes`.
struct PackSections {
  std::string sha256;  // hexadecimal
  std::vector<std::pair<std::string_view, std::string_view>> sections;
  [[nodiscard]] std::string_view find(std::string_view name) const;
};
// Errors: ErrorCode::pack; `name` is how the file is called in them.
[[nodiscard]] Result<PackSections> read_sections(std::string_view bytes, const std::string& name);

}  // namespace marsad::lexicon
