// SPDX-License-Identifier: Apache-2.0
// An event of one sentence while it is being read: the word that tells it, what its row
// says, and what was found of its roles so far.
//
//   "قتل ستة في قصف على البلدة"  →  drafts [قتل light, killed] [قصف shelling], of which the
//                                   second stays and the first lends it its dead
//
// Shared by the files of this room: finder.cpp finds them, roles.cpp fills the roles, figures.cpp counts people,
// events.cpp chooses and keeps. Tested by events_test.cpp.
#pragma once
#include <optional>
#include <vector>

#include "marsad/events/triggers.h"
#include "marsad/mentions/page.h"

namespace marsad::events {

struct Draft {
  Event event;
  Span trigger;  // tokens
  const TriggerRow* row = nullptr;
  const morphology::Reading* reading = nullptr;  // nullptr for phrases
  bool is_verb = false;
  std::uint32_t verb =
      mentions::kNoToken;  // token of the verb: of the phrase, or the trigger itself
  bool phrase = false;
  bool light = false;          // a word of killing or harm only
  bool open = false;           // tells that someone or something was hit, not by what
  bool person = false;         // … that names the harmed (القتلى)
  bool placed = false;         // its own words tell where, not only its sentence
  bool framed = false;         // an argument of its frame was found
  bool ambiguous = false;      // the word has readings that tell no event
  bool dated = false;          // a time was told of it
  bool undated = false;        // no time was told of it, nor yet of what the article is about
  bool by_protesters = false;  // told by what people do who protest, not by a word of protest
  std::optional<FigureKind> harm;
};

// A word that tells harm, of all that a sentence has, dropped as events or not.
struct HarmWord {
  Span trigger;  // tokens
  const TriggerRow* row = nullptr;
  bool is_verb = false;
  std::optional<FigureKind> harm;
  Status status = Status::reported;
};

// Types that can stand behind the dead of one sentence: a word of killing beside
// them names no event of its own.
[[nodiscard]] bool is_attack(EventType type);
// Attacks, and harm to persons by whatever means.
[[nodiscard]] bool is_violent(EventType type);
// Ground that is taken, left or shut in.
[[nodiscard]] bool tells_of_ground(EventType type);

// What a weapon makes of a word that leaves the means open, by its row.
[[nodiscard]] std::optional<EventType> type_of_weapon(const mentions::Page& page,
                                                      const mentions::Found& weapon);
// Whether a mention is a body or person that bears arms.
[[nodiscard]] bool is_armed(const mentions::Found& found);
[[nodiscard]] inline Index index_of(const mentions::Page& page, const mentions::Found* found) {
  return static_cast<Index>(found - page.mentions.all.data());
}
// Whether a token stands in a number with what it counts.
[[nodiscard]] bool in_quantity(const mentions::Page& page, std::uint32_t token);

}  // namespace marsad::events
