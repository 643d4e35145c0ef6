// SPDX-License-Identifier: Apache-2.0
// Reckoning, without any language: what is said, and which days that is.
// That the words are read so, the examples of 20_times.rules show.
#include "marsad/mentions/time.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace marsad::mentions {
namespace {

using std::chrono::year;
using std::chrono::year_month_day;
using Way = When::Way;

// A Thursday.
const Date kThursday = Date(year(2016) / 11 / 3);

std::string iso(std::optional<Date> date) {
  if (!date) return "";
  const year_month_day ymd(*date);
  return fmt::format("{}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}
std::string reckoned(const When& when, std::optional<Date> published = kThursday) {
  const auto value = reckon(when, published);
  return value ? fmt::format("{} {}..{}", value->value, iso(value->from), iso(value->to)) : "none";
}

When weekday(int number, Way way = Way::none) {
  When when;
  when.weekday = number;
  when.way = way;
  return when;
}
When unit(char letter, Way way, std::optional<double> count = 1, bool counted = false) {
  When when;
  when.unit = letter;
  when.way = way;
  when.count = count;
  when.counted = counted;
  return when;
}
When date(std::optional<int> y, std::optional<int> m, std::optional<int> d,
          Calendar calendar = Calendar::gregorian) {
  When when;
  when.year = y;
  when.month = m;
  when.day = d;
  when.calendar = calendar;
  return when;
}

TEST(Time, AWeekdayIsTheLastOneUnlessTheWayLeadsOn) {
  EXPECT_EQ("2016-10-28 2016-10-28..2016-10-28", reckoned(weekday(5)));
  EXPECT_EQ("2016-11-04 2016-11-04..2016-11-04", reckoned(weekday(5, Way::forward)));
  EXPECT_EQ("2016-11-03 2016-11-03..2016-11-03", reckoned(weekday(4)));
  EXPECT_EQ("2016-10-27 2016-10-27..2016-10-27", reckoned(weekday(4, Way::back)));
  EXPECT_EQ("2016-11-10 2016-11-10..2016-11-10", reckoned(weekday(4, Way::forward)));
}

TEST(Time, WithoutADayOfPublicationRelativeTimesStayOpen) {
  EXPECT_EQ("XXXX-WXX-5 ..", reckoned(weekday(5), std::nullopt));
  EXPECT_EQ("XXXX-11-03 ..", reckoned(date({}, 11, 3), std::nullopt));
  EXPECT_EQ("2015-04-14 2015-04-14..2015-04-14", reckoned(date(2015, 4, 14), std::nullopt));
}

TEST(Time, AMonthWithoutItsYearIsOfThisYearUnlessItIsFarAhead) {
  EXPECT_EQ("2016-07 2016-07-01..2016-07-31", reckoned(date({}, 7, {})));
  EXPECT_EQ("2016-12 2016-12-01..2016-12-31", reckoned(date({}, 12, {})));
  EXPECT_EQ("2015-12 2015-12-01..2015-12-31", reckoned(date({}, 12, {}), Date(year(2016) / 2 / 1)));
}

TEST(Time, LastAndNextMonthOfThatNameAreNotThisOne) {
  When november = date({}, 11, {});
  november.way = Way::back;
  EXPECT_EQ("2015-11 2015-11-01..2015-11-30", reckoned(november));
  november.way = Way::forward;
  EXPECT_EQ("2017-11 2017-11-01..2017-11-30", reckoned(november));
  november.way = Way::here;
  EXPECT_EQ("2016-11 2016-11-01..2016-11-30", reckoned(november));
}

TEST(Time, ADayThatIsNoneIsRefused) {
  EXPECT_EQ("none", reckoned(date(2015, 4, 31)));
  EXPECT_EQ("none", reckoned(date(2015, 2, 29)));
  EXPECT_EQ("2016-02-29 2016-02-29..2016-02-29", reckoned(date(2016, 2, 29)));
}

TEST(Time, UnitsAroundPublicationAreWholeUnits) {
  EXPECT_EQ("2016-W43 2016-10-24..2016-10-30", reckoned(unit('W', Way::back)));
  EXPECT_EQ("2016-W44 2016-10-31..2016-11-06", reckoned(unit('W', Way::here)));
  EXPECT_EQ("2016-12 2016-12-01..2016-12-31", reckoned(unit('M', Way::forward)));
  EXPECT_EQ("2015 2015-01-01..2015-12-31", reckoned(unit('Y', Way::back)));
  EXPECT_EQ("2015-W53 2015-12-28..2016-01-03",
            reckoned(unit('W', Way::here), Date(year(2016) / 1 / 1)));
}

TEST(Time, CountedUnitsReachUpToPublication) {
  EXPECT_EQ("P3D 2016-10-31..2016-11-03", reckoned(unit('D', Way::back, 3, true)));
  EXPECT_EQ("PXD ..2016-11-03", reckoned(unit('D', Way::back, std::nullopt, true)));
  EXPECT_EQ("PT24H 2016-11-02..2016-11-03", reckoned(unit('h', Way::back, 24, true)));
}

TEST(Time, TheLongerAgoTheCoarser) {
  const auto ago = [](char letter, std::optional<double> count) {
    When when = unit(letter, Way::back, count, true);
    when.ago = true;
    return reckoned(when);
  };
  EXPECT_EQ("2016-10-27 2016-10-27..2016-10-27", ago('W', 1));
  EXPECT_EQ("2016-09 2016-09-01..2016-09-30", ago('M', 2));
  EXPECT_EQ("2015-11 2015-11-01..2015-11-30", ago('Y', 1));
  EXPECT_EQ("2009 2009-01-01..2009-12-31", ago('Y', 7));
  EXPECT_EQ("PXY ..", ago('Y', std::nullopt));
}

TEST(Time, HalvesGoIntoTheNextSmallerUnit) {
  EXPECT_EQ("P18M ..", reckoned(unit('Y', Way::none, 1.5)));
  EXPECT_EQ("PT90M ..", reckoned(unit('h', Way::none, 1.5)));
  EXPECT_EQ("PXY ..", reckoned(unit('Y', Way::none, std::nullopt)));
}

TEST(Time, HijriAndCopticDaysHaveTheirGregorianOnes) {
  EXPECT_EQ("2023-07-19", iso(day_of(Calendar::hijri, 1445, 1, 1)));
  EXPECT_EQ("2016-06-06", iso(day_of(Calendar::hijri, 1437, 9, 1)));
  EXPECT_EQ("2016-09-11", iso(day_of(Calendar::coptic, 1733, 1, 1)));
  EXPECT_EQ("", iso(day_of(Calendar::hijri, 1437, 9, 31)));
  EXPECT_EQ("2016-06-06/2016-07-05 2016-06-06..2016-07-05",
            reckoned(date({}, 9, {}, Calendar::hijri)));
  EXPECT_EQ("2019-05-06/2019-06-03 2019-05-06..2019-06-03",
            reckoned(date(2019, 9, {}, Calendar::hijri)));
}

TEST(Time, WeekdaysOfAMonthAreCountedFromEitherEnd) {
  When when = date(2014, 9, {});
  when.weekday = 2;
  when.nth = 3;
  EXPECT_EQ("2014-09-16 2014-09-16..2014-09-16", reckoned(when));
  when.nth = -1;
  EXPECT_EQ("2014-09-30 2014-09-30..2014-09-30", reckoned(when));
  when.nth = 6;
  EXPECT_EQ("none", reckoned(when));
}

TEST(Time, ASeasonOfWinterEndsInTheNextYear) {
  When when;
  when.season = "WI";
  when.year = 2015;
  EXPECT_EQ("2015-WI 2015-12-01..2016-02-29", reckoned(when));
  when.year.reset();
  when.season = "SU";
  when.way = Way::forward;
  EXPECT_EQ("2017-SU 2017-06-01..2017-08-31", reckoned(when));
}

}  // namespace
}  // namespace marsad::mentions
