// SPDX-License-Identifier: Apache-2.0
// Who has which article open: so that two people of a desk do not read the same one unknowingly.
//
//   note("a1", "سعاد", 12:00)  →  true: news to the others
//   who("a1", 12:05)            →  {سعاد};  who("a1", 12:20)  →  {}
//
// Kept in memory alone, for kReading seconds after somebody last asked for the article: it binds
// nobody, and a closed laptop holds nothing up. Thread-safe. Tested by presence_test.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace marsad::server {

inline constexpr std::int64_t kReading = 600;  // seconds

class Presence {
 public:
  // Times are seconds since 1970. Whether it was not known of this person.
  bool note(const std::string& article, const std::string& person, std::int64_t now);
  [[nodiscard]] std::set<std::string> who(const std::string& article, std::int64_t now) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::map<std::string, std::int64_t>> seen_;  // by article, by person
};

}  // namespace marsad::server
