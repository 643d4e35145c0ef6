// SPDX-License-Identifier: Apache-2.0
// What one article tells of one happening, in the few facts by which reports of the same
// happening know each other: kind of happening, places, day, tolls, actors, weapons, words.
//
//   title "35 قتيلا بقذيفة على سوق في دمشق", published 2018-03-20
//     →  leads, 2018-03-20, shelling, Damascus (city), killed 35, words of the opening
//
// An article has at most one leading report: what its headline and opening sentences are
// about. What else it tells with a day and a place of its own is background (`leads` false),
// such as last month's attack on the same market. Happenings are violence, seizures and
// losses of territory, and protests; talks, aid and statements are claims but no incidents.
// Days carry whether the text told them. Pure functions. Tested by report_test.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/analysis/analysis.h"

namespace marsad::incidents {

// A figure about people harmed, as the article gives it.
struct Toll {
  FigureKind kind = FigureKind::killed;
  std::optional<double> low, high;  // both included; open = none
  bool operator==(const Toll&) const = default;
};

struct Report {
  bool leads = false;
  bool dated = false;  // the text tells the day; else it is the day of publication
  // First and last day on which it can have happened; none where nothing tells a day.
  std::optional<Date> from, to;
  std::vector<EventType> types;    // most frequent first
  std::vector<PlaceValue> places;  // most often named first; countries too
  std::vector<Toll> tolls;
  std::vector<std::string> actors;   // entity ids, else names
  std::vector<std::string> weapons;  // kinds
  // Words of title and opening, sorted, each once: as hashes (fnv1a, folded), since a store compares
  // thousands of reports and only how many words are shared counts.
  std::vector<std::uint32_t> words;
  std::vector<Index> events;  // of the article's analysis
};

// Whether an event of this type is a happening that incidents are made of.
[[nodiscard]] bool is_happening(EventType type);

// What is read of an article: its headline on its own, then its text.
struct Reading {
  const Analysis& title;
  const Analysis& text;
  // Hashes of the words of headline and opening by which wordings are compared, any order.
  std::vector<std::uint32_t> words;
};

// Whether a text can give a report at all, whatever its headline: it tells of a happening or of
// people harmed, or is too short to say.
[[nodiscard]] bool may_report(const Analysis& text);

// The leading report first, where there is one. Linear in the analysis but for sorting.
[[nodiscard]] std::vector<Report> reports_of(const Reading& reading);

// Where the opening of a text ends, in code points: the paragraphs that a headline sums up.
[[nodiscard]] std::uint32_t opening_end(std::string_view text);

}  // namespace marsad::incidents
