// SPDX-License-Identifier: Apache-2.0
// Places: from names of the gazetteer to coordinates.
//
//   "في مدينة الباب شرق حلب"  →  الباب, the town near Aleppo, not the common word;
//                               "شرق حلب" a district at Aleppo's coordinates
//
// One name stands for many places. The makers keep all candidates; settle()
// chooses when the whole article has been seen: by the cue before the name
// (محافظة asks for a governorate), the countries that the article names, the
// places near by, and how many people live there. A name that is a common word
// counts only behind a cue or where the article has it so.
// Tested by place_test.cpp and the examples of 30_places.rules.
#pragma once
#include "marsad/mentions/mentions.h"

namespace marsad::mentions {

[[nodiscard]] std::span<const grammar::Maker> place_makers();

// Chooses among the candidates of every place of the article; places that turn
// out to be none are left without a name (and are dropped when gathered).
void settle_places(Workshop& workshop);

}  // namespace marsad::mentions
