// SPDX-License-Identifier: Apache-2.0
// Times: what an expression says of the calendar, and which days that is.
//
//   "مساء الجمعة"  (published Thursday 2016-11-03)   →  2016-10-28TEV, 2016-10-28..2016-10-28
//   "بحلول مساء الجمعة"                              →  2016-11-04TEV, ..2016-11-04
//   "منذ يوليو"                                      →  2016-07, 2016-07-01..
//   "1 محرم 1445"                                    →  2023-07-19 (Umm al-Qura)
//   "أكثر من خمس سنوات"                              →  P5Y
//
// Rules (language/…/grammar/20_times.rules) find the parts of an expression and hand
// them over by name; the makers read what the rows of times.tsv say of each, put it
// together and reckon from the day of publication. Values are TIMEX3; a day is its own
// first and last day, a month its first to last, a duration has neither. Without a day of
// publication relative times keep a value with X (XXXX-WXX-5) and open ends.
//
// Keys of date() and time(). Captures: day, month, again (the month in its other name),
// year, era, weekday, nth, relative, part, unit, count, more (and a half), direction,
// boundary, clock, hour, minute, half, minutes, festival, season, decade, span, reference,
// and date, until (dates made before; with until: from one to the other). Constants:
// way=back|forward|here, ago=yes, nth=last, day=N, ranks=yes (a rank
// counts: the fourth day), steps=N, calendar=hijri, bare=yes (a year with no
// word for it), overnight=yes (it ends a day later), written=short (a year of two digits). Since, until and by are read off the
// word before the expression (roles anchor-… of times.tsv). A date that does not exist
// (31 نيسان), or a year that is none, is refused.
// Tested by time_test.cpp and the examples of the rules.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "marsad/mentions/mentions.h"

namespace marsad::mentions {

enum class Calendar : std::uint8_t { gregorian, hijri, coptic };

// What an expression says, before it is reckoned. All are optional.
struct When {
  Calendar calendar = Calendar::gregorian;
  std::optional<int> year, month, day;
  std::optional<int> weekday;   // 1 Monday .. 7 Sunday
  std::optional<int> nth;       // the nth such weekday of the month; -1 the last
  std::optional<int> offset;    // days from publication
  std::string part;             // TMO …
  char unit = 0;                // s m h D W M Y E(decade) C(century) w(weekend)
  std::optional<double> count;  // of the unit; none: an unknown number (X)
  bool counted = false;
  std::string more;  // further parts of a duration: "T20M"
  enum class Way : std::uint8_t { none, back, forward, here } way = Way::none;
  int steps = 1;
  bool ago = false;  // so long before publication, not a stretch up to it
  enum class Boundary : std::uint8_t {
    none,
    start,
    mid,
    end,
    early,
    late
  } boundary = Boundary::none;
  std::optional<int> minute;    // of the day
  bool half_day_known = false;  // the clock is not of twelve hours
  bool feast = false;           // its day comes every year, and is looked forward to
  std::string season, decade, span, reference;
};

// Times in the value table of edges of kind date. Handed to the makers as their world.
struct TimeWorkshop : Workshop {
  std::vector<When> dates;
};

// First and last day of what was said, and its TIMEX3 value; none if there is no such day.
[[nodiscard]] std::optional<TimeValue> reckon(const When& when, std::optional<Date> published);

// A day of the Hijri (Umm al-Qura) or Coptic calendar.
[[nodiscard]] std::optional<Date> day_of(Calendar calendar, int year, int month, int day);

[[nodiscard]] std::span<const grammar::Maker> time_makers();

}  // namespace marsad::mentions
