// SPDX-License-Identifier: Apache-2.0
// The figures of an incident over time, one series for each origin: a toll that rises from 3
// to 7 is one series of one source. An update is not an addition.
//
//   "المرصد: 3 قتلى" (May 2), "المرصد: 7 قتلى" (May 3)  →  actor:sohr, killed: May 2 3, May 3 7
//
// Cumulative tolls and parts of figures are no points. Pure. Tested by series_test.cpp.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "marsad/incidents/dossier.h"

namespace marsad::incidents {

struct Point {
  std::optional<Date> day;  // of publication
  std::optional<double> low, high;
  std::size_t claim = 0;  // in Dossier::claims
};

struct Series {
  std::string origin;
  FigureKind kind = FigureKind::killed;
  std::vector<Point> points;  // by day, then as they stand; of one day and article the largest
};

// By origin as each speaks first, then by kind.
[[nodiscard]] std::vector<Series> series_of(const Dossier& dossier);
// Of those claims only for which `counts` is true.
[[nodiscard]] std::vector<Series> series_of(const Dossier& dossier,
                                            const std::function<bool(const Claimed&)>& counts);

}  // namespace marsad::incidents
