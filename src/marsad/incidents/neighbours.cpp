// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/neighbours.h"

#include <algorithm>

namespace marsad::incidents {
namespace {

constexpr std::size_t kMostHeld = 30000;  // reports; about 2 kB each

}  // namespace

Neighbours::Day& Neighbours::day(std::optional<Date> when) {
  auto found = days_.find(when);
  if (found == days_.end()) {
    found = days_.emplace(when, Day{}).first;
    if (load_) found->second.reports = load_(when);
    held_ += found->second.reports.size();
  }
  found->second.used = ++clock_;
  return found->second;
}

void Neighbours::let_go() {
  if (!load_ || held_ <= kMostHeld) return;
  std::vector<std::uint64_t> used;
  for (const auto& [when, day] : days_) used.push_back(day.used);
  const auto middle = used.begin() + static_cast<std::ptrdiff_t>(used.size() / 2);
  std::nth_element(used.begin(), middle, used.end());
  for (auto at = days_.begin(); at != days_.end();) {
    if (at->second.used < *middle) {
      held_ -= at->second.reports.size();
      at = days_.erase(at);
    } else {
      ++at;
    }
  }
}

void Neighbours::add(Neighbour neighbour) {
  std::vector<Neighbour>& reports = day(neighbour.report.from).reports;
  const bool undated = !neighbour.report.from;
  reports.push_back(std::move(neighbour));
  ++held_;
  if (undated && reports.size() > kUndated) {
    reports.erase(reports.begin());
    --held_;
  }
  let_go();
}

void Neighbours::forget(std::int64_t article, std::optional<Date> when) {
  std::vector<Neighbour>& reports = day(when).reports;
  held_ -= std::erase_if(reports, [&](const Neighbour& one) { return one.article == article; });
}

void Neighbours::clear() {
  days_.clear();
  held_ = 0;
}

std::optional<Nearest> Neighbours::nearest(const Report& report) {
  std::optional<Nearest> best;
  const auto look = [&](std::optional<Date> when) {
    for (const Neighbour& other : day(when).reports) {
      const Likeness found = likeness(report, other.report, rules_, false);
      if (!found.linked || (best && found.score <= best->likeness.score)) continue;
      best = Nearest{other.incident, other.article, likeness(report, other.report, rules_)};
    }
  };
  if (!report.from) {
    look(std::nullopt);
    return best;
  }
  const auto farthest = std::chrono::days(static_cast<int>(rules_.farthest_days));
  const Date last = std::min(*report.to, *report.from + kLongestDays) + farthest;
  if (load_) {
    for (Date when = *report.from - farthest - kLongestDays; when <= last;
         when += std::chrono::days(1)) {
      look(when);
    }
  } else {
    const auto first = days_.lower_bound(*report.from - farthest - kLongestDays);
    for (auto at = first; at != days_.end() && at->first <= last; ++at) look(at->first);
  }
  return best;
}

}  // namespace marsad::incidents
