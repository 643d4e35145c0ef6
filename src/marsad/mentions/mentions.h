// SPDX-License-Identifier: Apache-2.0
// What a text names: quantities, times, places, actors, weapons, with values.
//
//   "قتل ما لا يقل عن 12 مدنيا في حلب يوم الجمعة"   (published 2016-11-03)
//     quantity "ما لا يقل عن 12 مدنيا" 12..open, counted مدني
//     place    "حلب" Aleppo 36.20 37.16 city
//     time     "يوم الجمعة" 2016-10-28
//
// The words that show these are rows and rules of language/; here stand the
// makers that turn matched edges into values, and the choices that need the
// whole article (which of several towns of one name; who المرصد is). Stages run
// in this order, each over the edges that the earlier ones made:
//   numbers, times, quantities (number.h, time.h); places (place.h);
//   actors, weapons (actor.h, weapon.h)
// Tested by the examples of the rules and by the *_test.cpp of each file.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "marsad/analysis/analysis.h"
#include "marsad/base/laps.h"
#include "marsad/grammar/chart.h"
#include "marsad/grammar/rules.h"

namespace marsad::mentions {

inline constexpr std::uint32_t kNoToken = 0xffffffff;

class Terms;  // terms.h

// A number as the words say it, with its modifiers: 12; ≥12; 20..99; ≈200.
struct Number {
  std::optional<double> low, high;  // both included; open = none
  bool approximate = false;
  bool ordinal = false;  // الثالث: a rank, no count
  bool percent = false;
  bool vague = false;  // عشرات, مئات: the bounds are a convention
  Span tokens;         // with its modifiers
};

// A number with what it counts. A dual (شخصان) or a vague plural noun (عشرات
// المدنيين) is one too. The counted noun may be missing ("أصيب حوالي 120").
struct Quantity {
  Number number;
  Span tokens;                    // modifiers, number, counted noun (with adjectives)
  std::uint32_t noun = kNoToken;  // token of the counted noun's head
  lexicon::LexemeId counted = lexicon::kNothing;
  // "others": آخرون after or for the noun (وإصابة 5 آخرين).
  bool others = false;
};

// One mention where it stands. `mention.span` counts code points, `tokens` tokens.
struct Found {
  Mention mention;
  Span tokens;
  std::uint32_t head = kNoToken;    // token of the head word
  std::uint32_t number = kNoToken;  // times, quantities, weapons: index of its Number, if any
  lexicon::RowId row = lexicon::kNothing;  // weapon or title row behind it
};

// Everything found in one article. `all` is ordered by tokens.
struct Mentions {
  std::vector<Number> numbers;       // value tables of edges of kind number …
  std::vector<Quantity> quantities;  // … and quantity
  std::vector<Found> all;
  std::vector<std::uint32_t> at;  // token → index into `all` of the longest actor, place, time
                                  // or weapon that covers it, or kNoToken
  // Whether what is found, here and in the rooms above, says why. Set it before find().
  bool why = true;
};

// A place whose candidates are known and whose choice waits for the article.
struct PlaceDraft {
  std::uint32_t made = 0;           // index into Workshop::made
  std::vector<std::uint32_t> rows;  // of the gazetteer; empty: the same place again
  bool cued = false;                // a noun such as بلدة stands before the name
  bool governorate = false;         // … and it asks for an administrative unit
  bool common = false;              // الزاوية: its bare name is also a word, with the article
  bool part = false;                // شرق حلب: a part of the place
};

// What the makers work on and fill (the `world` of Cascade::run).
struct Workshop {
  const Document* document = nullptr;
  const text::Text* text = nullptr;
  const lexicon::Lexicon* lexicon = nullptr;
  const Terms* terms = nullptr;
  Mentions* mentions = nullptr;
  // Value tables of the made edges of kinds time, place, actor, weapon:
  // index = Edge::value. Filled by the makers, then gathered into Mentions::all.
  std::vector<Found> made;
  std::vector<PlaceDraft> places;
  std::vector<std::uint32_t> states, persons;  // of `made`: countries that act, named persons
};

// All makers of this room, for Cascade::open.
[[nodiscard]] std::span<const grammar::Maker> makers();

// Runs all stages over the chart of one article; `laps`, if given, gains the time of each.
// `terms` are those of the chart's lexicon.
void find(const Document& document, const grammar::Cascade& cascade, const Terms& terms,
          grammar::Chart& chart, Mentions& out, std::vector<grammar::TraceLine>* trace,
          Laps* laps = nullptr);

}  // namespace marsad::mentions
