// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/neighbours.h"

#include <algorithm>

namespace marsad::incidents {
namespace {

constexpr std::size_t kMostHeld = 30000;  // reports; about 2 kB each

}  // namespace

Days days_around(const Report& report, const Joining& rules) {
  const auto farthest = std::chrono::days(static_cast<int>(rules.farthest_days));
  return {*report.from - farthest - kLongestDays,
          std::min(*report.to, *report.from + kLongestDays) + farthest};
}

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
  // Without a loader older ones are kept: one of them counts again when a later one is forgotten.
  if (load_ && undated && reports.size() > kUndated) {
    reports.erase(reports.begin());
    --held_;
  }
  let_go();
}

void Neighbours::forget(std::int64_t article, std::optional<Date> when) {
  if (load_ && !when) {
    // An older one takes its place among the last kUndated.
    if (const auto found = days_.find(when); found != days_.end()) {
      held_ -= found->second.reports.size();
      days_.erase(found);
    }
    return;
  }
  std::vector<Neighbour>& reports = day(when).reports;
  held_ -= std::erase_if(reports, [&](const Neighbour& one) { return one.article == article; });
}

void Neighbours::clear() {
  days_.clear();
  held_ = 0;
}

std::optional<Nearest> Neighbours::nearest(const Report& report, const Admits& admits) {
  std::optional<Nearest> best;
  const auto look = [&](std::optional<Date> when) {
    const std::vector<Neighbour>& reports = day(when).reports;
    const std::size_t first =
        !when && reports.size() > kUndated ? reports.size() - kUndated : std::size_t{0};
    for (std::size_t i = first; i < reports.size(); ++i) {
      const Neighbour& other = reports[i];
      if (admits && !admits(other.report)) continue;
      const Likeness found = likeness(report, other.report, rules_, false);
      if (!found.linked || (best && found.score <= best->likeness.score)) continue;
      best = Nearest{other.incident, other.article, likeness(report, other.report, rules_)};
    }
  };
  if (!report.from) {
    look(std::nullopt);
    return best;
  }
  const Days days = days_around(report, rules_);
  if (load_) {
    for (Date when = days.first; when <= days.last; when += std::chrono::days(1)) look(when);
  } else {
    const auto first = days_.lower_bound(days.first);
    for (auto at = first; at != days_.end() && at->first <= days.last; ++at) look(at->first);
  }
  return best;
}

}  // namespace marsad::incidents
