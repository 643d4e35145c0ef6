// SPDX-License-Identifier: Apache-2.0
// One analysis as a page to read: who says what, with what stance, then what
// the article says in its own voice, then the figures side by side.
//
//   "نفى الجيش مقتل 3 مدنيين في حماة"  →
//     WHO SAYS
//     Army الجيش (military)
//       ✗ denies نفى  c1
//         │ مقتل 3 مدنيين في حماة
//         • violence مقتل ✗ denied · at Hama (city, 35.13°N 36.00°E)
//             killed 3 civilians 3 مدنيين ✗ denied
//
// Names are the neutral canonical ones, quotes are the article's own words.
// Figures keep their bounds (12+, ≈200, 20–99), coordinates have no more digits
// than the level of the place allows, what is doubted or denied says so on its
// own line, and nothing is added up.
//
// Guaranteed: every claim, event and figure of the analysis stands on the page;
// the same analysis and look give the same bytes. Tested by report_test.cpp.
#pragma once
#include <string>

#include "layout.h"
#include "marsad/analysis/analysis.h"

namespace marsad::cli {

// The page, ending in a line feed. `why` adds the rules and rows behind each line.
[[nodiscard]] std::string report(const Analysis& analysis, const Look& look, bool why = false);

// "12", "12+", "≈200", "20–99", "up to 50", "?"; thousands apart: "2,000–9,999".
[[nodiscard]] std::string count_text(std::optional<double> low, std::optional<double> high,
                                     bool approximate);

// "2016-11-03", "2016-07" for a whole month, "2016" for a whole year,
// "2016-11-01 to 2016-11-03", "since 2016-07-01", "until 2016-07-01", "".
[[nodiscard]] std::string dates_text(std::optional<Date> from, std::optional<Date> to);

}  // namespace marsad::cli
