// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/summary.h"

#include <algorithm>
#include <map>
#include <string>

namespace marsad::incidents {
namespace {

// The report that tells most of what a line needs.
const Report* foremost(const std::vector<const Report*>& reports) {
  const auto rank = [](const Report* report) {
    return (report->leads ? 4 : 0) + (report->dated ? 2 : 0) + (report->places.empty() ? 0 : 1);
  };
  const auto best =
      std::max_element(reports.begin(), reports.end(),
                       [&](const Report* a, const Report* b) { return rank(a) < rank(b); });
  return best == reports.end() ? nullptr : *best;
}

bool is_wide(const PlaceValue& place) {
  return place.level == PlaceLevel::country || place.level == PlaceLevel::region;
}

// The place that the leading reports name most, rather an exact one.
std::optional<PlaceValue> place_of(const std::vector<const Report*>& reports) {
  constexpr double kByRank = 0.7;  // what the next place of a report counts less
  constexpr double kWide = 0.2;
  constexpr double kBackground = 0.1;
  std::map<std::string, std::pair<const PlaceValue*, double>> votes;
  for (const Report* report : reports) {
    double weight = report->leads ? 1 : kBackground;
    for (const PlaceValue& place : report->places) {
      auto& vote = votes[place.entity + "/" + place.name];
      vote.first = &place;
      vote.second += is_wide(place) ? weight * kWide : weight;
      weight *= kByRank;
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.second < b.second.second;
  });
  return best == votes.end() ? std::nullopt : std::optional(*best->second.first);
}

}  // namespace

Summary summary_of(const std::vector<const Report*>& reports) {
  Summary out;
  const Report* const report = foremost(reports);
  if (report == nullptr) return out;
  out.from = report->from;
  out.to = report->to;
  out.dated = report->dated;
  if (!report->types.empty()) out.type = report->types.front();
  out.place = place_of(reports);
  for (const Report* one : reports) {
    if (!one->leads) continue;
    for (const Toll& toll : one->tolls) {
      if (toll.kind != FigureKind::killed || !toll.low) continue;
      out.killed_low = std::min(out.killed_low.value_or(*toll.low), *toll.low);
      const double high = toll.high.value_or(*toll.low);
      out.killed_high = std::max(out.killed_high.value_or(high), high);
    }
  }
  return out;
}

}  // namespace marsad::incidents
