// SPDX-License-Identifier: Apache-2.0
#include "presence.h"

namespace marsad::server {

bool Presence::note(const std::string& article, const std::string& person, std::int64_t now) {
  constexpr std::size_t kMostArticles = 10000;
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= kMostArticles) {
    for (auto& [name, people] : seen_) {
      std::erase_if(people, [&](const auto& one) { return one.second + kReading < now; });
    }
    std::erase_if(seen_, [](const auto& one) { return one.second.empty(); });
  }
  std::int64_t& last = seen_[article][person];
  const bool fresh = last + kReading < now;
  last = now;
  return fresh;
}

std::set<std::string> Presence::who(const std::string& article, std::int64_t now) const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> out;
  const auto found = seen_.find(article);
  if (found == seen_.end()) return out;
  for (const auto& [person, last] : found->second) {
    if (last + kReading >= now) out.insert(person);
  }
  return out;
}

}  // namespace marsad::server
