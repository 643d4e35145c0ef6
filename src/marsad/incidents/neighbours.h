// SPDX-License-Identifier: Apache-2.0
// Leading reports by their day, so that a new report is compared with those near it in time
// and with no others.
//
//   add(report of 1998-06-02, قصف سوق حماة)
//   nearest(report of 1998-06-03, 12 قتيلا في حماة)  →  the first, score 6.1, why
//
// With a loader, days are fetched when they are first asked for and the longest unused ones
// are let go, so that memory and the cost of one report do not grow with the archive. A
// report that spans more than kLongestDays is found by its first days only; of reports
// without any day the last kUndated are compared. Tested by neighbours_test.cpp.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "marsad/incidents/link.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

inline constexpr auto kLongestDays = std::chrono::days(4);
inline constexpr std::size_t kUndated = 500;

// First and last day on which a report must begin for this one, which has a day, to be compared
// with it.
struct Days {
  Date first, last;
};
[[nodiscard]] Days days_around(const Report& report, const Joining& rules);

// Numbers are the caller's own.
struct Neighbour {
  std::int64_t incident = 0;
  std::int64_t article = 0;
  Report report;
};

struct Nearest {
  std::int64_t incident = 0;
  std::int64_t article = 0;
  Likeness likeness;
};

class Neighbours {
 public:
  // The leading reports whose first day is this; those without a day for none.
  using Load = std::function<std::vector<Neighbour>(std::optional<Date>)>;

  explicit Neighbours(Load load = {}, Joining rules = default_joining())
      : load_(std::move(load)), rules_(std::move(rules)) {}

  void add(Neighbour neighbour);
  // Drops the reports of an article, which another version has taken the place of.
  void forget(std::int64_t article, std::optional<Date> day);
  // Forgets all days, which are then loaded anew.
  void clear();
  // The report that this one is most like and linked to; the earlier added of equals.
  // Where `admits` is given, of those only for which it is true.
  using Admits = std::function<bool(const Report&)>;
  [[nodiscard]] std::optional<Nearest> nearest(const Report& report, const Admits& admits = {});

 private:
  struct Day {
    std::vector<Neighbour> reports;
    std::uint64_t used = 0;
  };
  Day& day(std::optional<Date> when);
  void let_go();

  Load load_;
  Joining rules_;
  std::map<std::optional<Date>, Day> days_;
  std::size_t held_ = 0;
  std::uint64_t clock_ = 0;
};

}  // namespace marsad::incidents
