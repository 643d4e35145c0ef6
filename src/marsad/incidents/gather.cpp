// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/gather.h"

#include <fmt/format.h>

#include <algorithm>

namespace marsad::incidents {
namespace {

// FNV-1a, mixed once more so that ids of neighbours differ at a glance.
std::string id_of(std::string_view article) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : article) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  return fmt::format("i-{:010x}", hash >> 24U);
}

// A report that spans longer than this is found by its first days only.
constexpr auto kLongest = std::chrono::days(31);

}  // namespace

std::optional<Gathering::Nearest> Gathering::nearest(const Report& report) const {
  std::optional<Nearest> best;
  std::optional<Date> first;
  std::optional<Date> last;
  if (report.from) {
    first = *report.from - kFarthestDays - kLongest;
    last = *report.to + kFarthestDays;
  }
  for (auto day = by_day_.lower_bound(first); day != by_day_.end() && day->first <= last; ++day) {
    for (const Place& place : day->second) {
      const Member& member = incidents_[place.incident].members[place.member];
      Likeness found = likeness(report, member.report);
      if (!found.linked() || (best && found.score <= best->likeness.score)) continue;
      best = Nearest{place.incident, place.member, std::move(found)};
    }
  }
  return best;
}

void Gathering::add(const std::string& article, const std::string& outlet,
                    std::vector<Report> reports) {
  for (Report& report : reports) {
    auto found = nearest(report);
    if (!found && !report.leads) continue;
    Member member{article, outlet, std::move(report), {}, {}};
    std::size_t incident = incidents_.size();
    if (found) {
      incident = found->incident;
      member.nearest = incidents_[incident].members[found->member].article;
      member.likeness = std::move(found->likeness);
    } else {
      incidents_.push_back({id_of(article), {}});
    }
    std::vector<Member>& members = incidents_[incident].members;
    const bool known = std::any_of(members.begin(), members.end(),
                                   [&](const Member& other) { return other.article == article; });
    if (known) continue;  // the article tells of it already, as its leading happening
    if (member.report.leads) by_day_[member.report.from].push_back({incident, members.size()});
    members.push_back(std::move(member));
  }
}

}  // namespace marsad::incidents
