// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/series.h"

#include <algorithm>

namespace marsad::incidents {

std::vector<Series> series_of(const Dossier& dossier) {
  return series_of(dossier, [](const Claimed&) { return true; });
}

std::vector<Series> series_of(const Dossier& dossier,
                              const std::function<bool(const Claimed&)>& counts) {
  std::vector<Series> out;
  for (std::size_t i = 0; i < dossier.claims.size(); ++i) {
    const Claimed& claim = dossier.claims[i];
    const Statement& row = claim.statement;
    if (!row.figure || row.cumulative || row.part || (!row.low && !row.high)) continue;
    if (row.status == Status::negated || row.stance == Stance::denies) continue;
    if (!counts(claim)) continue;
    auto series = std::find_if(out.begin(), out.end(), [&](const Series& one) {
      return one.origin == claim.origin && one.kind == *row.figure;
    });
    if (series == out.end()) {
      out.push_back({claim.origin, *row.figure, {}});
      series = out.end() - 1;
    }
    const Point point{dossier.articles[claim.article].published, row.low, row.high, i};
    // An article that gives several figures of one kind tells parts; the largest is the toll.
    const auto same = std::find_if(
        series->points.begin(), series->points.end(),
        [&](const Point& other) { return dossier.claims[other.claim].article == claim.article; });
    if (same == series->points.end()) {
      series->points.push_back(point);
    } else if (point.low.value_or(0) > same->low.value_or(0)) {
      *same = point;
    }
  }
  for (Series& series : out) {
    std::stable_sort(series.points.begin(), series.points.end(),
                     [](const Point& a, const Point& b) { return a.day < b.day; });
  }
  return out;
}

}  // namespace marsad::incidents
