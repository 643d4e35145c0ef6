// SPDX-License-Identifier: Apache-2.0
// The day of an article, as the options of a program, a record, a feed or a
// page write it. A wrong day would shift every أمس of the article by as much, so nothing
// is guessed: what is not a day of the calendar in a known form is no date.
//
//   <pubDate>Thu, 03 Nov 2016 23:40:00 +0300</pubDate>   →  2016-11-03
//   date_named("2016-02-30")                             →  none
//
// The day is the one that is written: no time zone is applied, since an outlet
// says أمس by its own clock. No allocation. Tested by date_test.cpp.
#pragma once
#include <optional>
#include <string_view>

#include "marsad/analysis/analysis.h"

namespace marsad::ingest {

// "YYYY-MM-DD" and nothing before or after it.
[[nodiscard]] std::optional<Date> date_named(std::string_view text);

// date_named, or an ISO 8601 date-time that begins with it: 2016-11-03T23:40:00+03:00,
// with a space for T, with or without seconds, fraction and zone.
[[nodiscard]] std::optional<Date> date_of_timestamp(std::string_view text);

// date_of_timestamp, or the form of RFC 822 that RSS uses, with or without the
// weekday and the time: "Thu, 03 Nov 2016 23:40:00 +0300". Spaces around it are ignored.
[[nodiscard]] std::optional<Date> date_of_feed(std::string_view text);

}  // namespace marsad::ingest
