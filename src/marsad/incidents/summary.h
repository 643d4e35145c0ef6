// SPDX-License-Identifier: Apache-2.0
// What reports of one happening say together: the day, the place and the kind that most of
// them give, and the least and the most killed that any gives. Nothing is added up.
//
//   "12 قتيلا في حماة" and "29 قتيلا في ريف حماة"  →  Hama, shelling, killed 12 … 29
//
// A line for lists; the dossier has the claims. Pure. Tested by summary_test.cpp.
#pragma once
#include <optional>
#include <vector>

#include "marsad/incidents/report.h"

namespace marsad::incidents {

struct Summary {
  std::optional<Date> from, to;
  bool dated = false;
  std::optional<EventType> type;
  std::optional<PlaceValue> place;
  std::optional<double> killed_low, killed_high;
};

// Reports from which a line is made, where there are more: those that lead first, then by day of
// publication, then as added.
inline constexpr std::size_t kMostSummed = 200;

[[nodiscard]] Summary summary_of(const std::vector<const Report*>& reports);

}  // namespace marsad::incidents
