// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/gather.h"

#include <fmt/format.h>

#include <algorithm>

namespace marsad::incidents {
// FNV-1a, mixed once more so that ids of neighbours differ at a glance.
std::string incident_id(std::string_view article) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : article) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  return fmt::format("i-{:010x}", hash >> 24U);
}

void Gathering::add(const std::string& article, const std::string& outlet,
                    std::vector<Report> reports) {
  for (Report& report : reports) {
    auto found = leading_.nearest(report);
    if (!found && !report.leads) continue;
    Member member{article, outlet, std::move(report), {}, {}};
    std::size_t incident = incidents_.size();
    if (found) {
      incident = static_cast<std::size_t>(found->incident);
      member.nearest =
          incidents_[incident].members[static_cast<std::size_t>(found->article)].article;
      member.likeness = std::move(found->likeness);
    } else {
      incidents_.push_back({incident_id(article), {}});
    }
    std::vector<Member>& members = incidents_[incident].members;
    const bool known = std::any_of(members.begin(), members.end(),
                                   [&](const Member& other) { return other.article == article; });
    if (known) continue;  // the article tells of it already, as its leading happening
    if (member.report.leads) {
      leading_.add({static_cast<std::int64_t>(incident), static_cast<std::int64_t>(members.size()),
                    member.report});
    }
    members.push_back(std::move(member));
  }
}

}  // namespace marsad::incidents
