// SPDX-License-Identifier: Apache-2.0
// Actors, by name and by description, and weapons.
//
//   "قال مسؤول طبي"             →  class medical, name مسؤول طبي
//   "مقاتلو حركة الشباب"         →  the group: its entity, class armed-group
//   "المرصد" after its full name →  the same entity (settle_actors)
//
// Classes of described actors come from the rows of their head and modifiers:
// titles.tsv (class), nouns.tsv (tags), or the actor they belong to.
// Tested by actor_test.cpp and the examples of the rules.
#pragma once
#include "marsad/mentions/mentions.h"

namespace marsad::mentions {

[[nodiscard]] std::span<const grammar::Maker> actor_makers();

// Gives short forms (المرصد, الجيش; actors.tsv, generic_ar) the entity that the article
// has named before, else that of the only such actor of the article's country in its year.
void settle_actors(Workshop& workshop, const grammar::Chart& chart);

}  // namespace marsad::mentions
