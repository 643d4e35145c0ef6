// SPDX-License-Identifier: Apache-2.0
// Whether two reports tell of one happening: a score that says why, and what speaks against.
//
//   "35 قتيلا في سوق بدمشق", 2018-03-20   and   "29 قتيلا … ضاحية دمشق", 2018-03-20
//     →  for: same place Damascus 2.0, same day 1.0, shelling 1.0; against: killed 35 / 29 −0.3
//
// Points are added, none is hidden: day, place (the nearer and the more exact the more),
// kind of happening, tolls, actors, weapons, wording; joining.h says how many. A day too far or
// places that exclude each other forbid a link however alike the rest is; an article without any
// day is like others without one only. Symmetric but for the order of the reasons. Tested by
// link_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "marsad/incidents/joining.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

struct Reason {
  std::string what;   // "day", "place", "type", "toll", "actors", "weapons", "wording"
  std::string which;  // "Damascus", "killed 35"
  double points = 0;  // below 0: it speaks against
};

struct Likeness {
  double score = 0;
  bool excluded = false;  // cannot be one happening; `score` is then 0
  bool linked = false;    // joined without being asked
  std::vector<Reason> reasons;
};

// Along the ground between two points in degrees.
[[nodiscard]] double kilometres(double lat, double lon, double other_lat, double other_lon);

// Never more than these kilometres, and seldom much less; without trigonometry.
[[nodiscard]] double least_kilometres(double lat, double lon, double other_lat, double other_lon);

// Without reasons it takes a third of the time, for comparing with thousands; the score of what is
// not linked may then be without that of the words.
[[nodiscard]] Likeness likeness(const Report& a, const Report& b,
                                const Joining& rules = default_joining(), bool with_reasons = true);

}  // namespace marsad::incidents
