// SPDX-License-Identifier: Apache-2.0
// The words of a sentence that may tell an event: drafts, before anything is known of their
// roles.
//
//   "شن الجيش هجوما بعد وقف القصف"  →  هجوما clash (its verb شن), وقف القصف ceasefire
//
// Phrases of triggers.tsv first, since they say more than their words; then words; then what
// no row tells: the use of a weapon, people who protest and act, the end of an attack. What a
// false friend or a name covers tells nothing. Tested by events_test.cpp.
#pragma once
#include <vector>

#include "marsad/events/clause.h"
#include "marsad/events/draft.h"

namespace marsad::events {

class DraftFinder {
 public:
  DraftFinder(const mentions::Page& page, const TriggerRows& rows, const ClauseReader& clause)
      : page_(page), rows_(rows), clause_(clause) {}

  // In the order of the text. In a `peaceful` article no word tells violence.
  [[nodiscard]] std::vector<Draft> find(const text::Sentence& sentence, bool peaceful);

 private:
  void find_phrases();
  void find_words();
  void add_weapon_uses();
  void add_weapon_use(std::uint32_t word, const mentions::Found& weapon, bool adjacent);
  [[nodiscard]] bool is_told(const mentions::Found& weapon) const;
  void add_crowds();
  void join_stops();

  [[nodiscard]] bool names_more(std::uint32_t token) const;
  [[nodiscard]] bool begins_phrase(std::uint32_t token) const;
  [[nodiscard]] bool taken(std::uint32_t token) const;
  void take(Span tokens);
  template <typename Fits>
  [[nodiscard]] const TriggerRow* row_of(lexicon::LexemeId lexeme, const Fits& wanted) const;
  [[nodiscard]] bool fits(const TriggerRow& row, const morphology::Reading& reading,
                          std::uint32_t token) const;
  [[nodiscard]] bool taken_apart(const morphology::Reading& reading, std::uint32_t token) const;
  [[nodiscard]] bool is_weapon_rather(std::uint32_t token) const;
  [[nodiscard]] bool describes_bond(const TriggerRow& row, const morphology::Reading& reading,
                                    std::uint32_t token) const;
  [[nodiscard]] bool names_doer(Span gap, std::uint32_t preposition) const;
  [[nodiscard]] bool names_people(const morphology::Reading& reading, std::uint32_t token) const;
  [[nodiscard]] bool cited_as(const TriggerRow& row, const morphology::Reading& reading) const;
  [[nodiscard]] bool in_name(std::uint32_t token) const;
  [[nodiscard]] bool in_time(std::uint32_t token) const;
  void push(Draft draft);

  const mentions::Page& page_;
  const TriggerRows& rows_;
  const ClauseReader& clause_;
  text::Sentence sentence_;
  bool peaceful_ = false;
  std::vector<Draft> drafts_;
  std::vector<bool> taken_;
};

}  // namespace marsad::events
