// SPDX-License-Identifier: Apache-2.0
// Numbers in words and digits, with what widens them, and what they count.
//
//   "ما لا يقل عن خمسة وعشرين مدنيا"  →  number 25, number 25..open, quantity 25..open of مدني
//   "عشرات الآلاف من النازحين"        →  number 20000..99999, quantity of نازح
//   "1.2 مليون", "مئتا ألف", "3/4"    →  1200000, 200000, 0.75
//   "شخصان"                           →  quantity 2 of شخص
//
// What a word says of numbers stands in language/…/lexicon/numbers.tsv: `value` is
// a number, the bounds of a vague word ("20-99"), or several of these in the order of
// `role` (a scale with a second value is that value as a dual before its noun); `effect`
// of a modifier says how it widens, `side` on which side of the number it stands.
//
// Any number up to 10^15 that is spoken in the order of Arabic is read; agreement of
// gender and case is not asked for, since newspapers err in it. A rank (الثالث) has
// Number::ordinal and counts nothing. Of a percentage the value is the share (40 % is 0.4).
// Linear in the text. Tested by number_test.cpp and the rules' examples.
#pragma once
#include "marsad/grammar/chart.h"
#include "marsad/mentions/mentions.h"
#include "marsad/mentions/number_words.h"

namespace marsad::mentions {

// Adds edges of kind number: each number as said, and again with its modifiers or as
// a range. Edge::value is its index in Mentions::numbers. `words` are those of the chart.
void find_numbers(grammar::Chart& chart, const NumberWords& words, Mentions& mentions);

// Adds edges of kind quantity for the numbers that no closed edge hides, with the noun
// they count, before or after; and for nouns in the dual. Edge::value is its index in
// Mentions::quantities. Run it after times, whose numbers are hidden then.
void find_quantities(grammar::Chart& chart, const NumberWords& words, Mentions& mentions);

// "12..open ~", for tests and the examples of rules.
[[nodiscard]] std::string dump(const Number& number);

}  // namespace marsad::mentions
