// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/date.h"

#include <gtest/gtest.h>

#include <string_view>

namespace marsad::ingest {
namespace {

constexpr Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days{std::chrono::year_month_day{
      std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day_of_month}}};
}

TEST(Date, NamesADayOfTheCalendarAndNothingElse) {
  EXPECT_EQ(date_named("2016-11-03"), day(2016, 11, 3));
  EXPECT_EQ(date_named("2016-02-29"), day(2016, 2, 29));
  for (const std::string_view wrong :
       {"", "2016", "2016-11", "2016-02-30", "2015-02-29", "2016-13-01", "2016-00-10", "2016-11-00",
        "2016-11-31", "16-11-03", "2016-1-3", "2016/11/03", "2016-11-03 ", " 2016-11-03",
        "2016-11-03T10:00", "-2016-11-03", "٢٠١٦-١١-٠٣", "yesterday"}) {
    EXPECT_EQ(date_named(wrong), std::nullopt) << wrong;
  }
}

TEST(Date, TakesTheDayAsWrittenFromATimestamp) {
  for (const std::string_view right :
       {"2016-11-03", "2016-11-03T23:40", "2016-11-03T23:40:00Z", "2016-11-03T23:40:00.125Z",
        "2016-11-03 23:40:00", "2016-11-03t23:40:00-05:00", "2016-11-03T23:40:00+0300",
        "2016-11-03T00:10:00 +03", "2016-11-03 23:40:00 UTC"}) {
    EXPECT_EQ(date_of_timestamp(right), day(2016, 11, 3)) << right;
  }
  for (const std::string_view wrong :
       {"2016-02-30T10:00:00Z", "2016-11-03T", "2016-11-03T9:00", "2016-11-03T25:00",
        "2016-11-03T10:61", "2016-11-03T10:00+3", "2016-11-03T10:00:00 local", "2016-11-031"}) {
    EXPECT_EQ(date_of_timestamp(wrong), std::nullopt) << wrong;
  }
}

TEST(Date, ReadsTheFormsOfFeeds) {
  for (const std::string_view right :
       {"Thu, 03 Nov 2016 23:40:00 +0300", "3 Nov 2016 23:40 GMT", "Thu, 3 November 2016",
        "\n  Thu, 03 NOV 16 10:00:00 EST  ", "2016-11-03T10:00:00Z"}) {
    EXPECT_EQ(date_of_feed(right), day(2016, 11, 3)) << right;
  }
  EXPECT_EQ(date_of_feed("1 Jan 99"), day(1999, 1, 1));
  for (const std::string_view wrong : {"", "Thu", "Thu, 30 Feb 2016", "3 Foo 2016", "3 Nov",
                                       "Nov 3", "3 Nov 201", "3 Nov 20166"}) {
    EXPECT_EQ(date_of_feed(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace marsad::ingest
