// SPDX-License-Identifier: Apache-2.0
// Who did it to whom, with what, where and when: the roles of one event, from the structure of
// its clause and the frame of its row.
//
//   "شنت الطائرات غارات على مواقع للفصائل قرب حمص"
//     غارات  →  agents الطائرات (subject of the light verb), targets الفصائل (whose ground it is),
//               places حمص
//
// To the right: the subject and object of a verb, the genitive of a noun, then prepositions. To
// the left: the subject before a verb, the verb that governs a noun. What the clause does not
// tell, its sentence may (weapon, place, time), and the place the sentence before.
// Tested by events_test.cpp.
#pragma once
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/clause.h"
#include "marsad/events/draft.h"

namespace marsad::events {

class RoleReader {
 public:
  RoleReader(const mentions::Page& page, const ClauseReader& clause,
             const std::vector<claims::Found>& claims)
      : page_(page), clause_(clause), claims_(claims) {}

  // Fills the roles and times of drafts[at], a draft of the sentence; those before it are
  // filled. `carried`: where the happening before it was, or nullptr.
  void read(std::vector<Draft>& drafts, std::size_t at, const text::Sentence& sentence,
            const mentions::Found* carried);

 private:
  // What stands behind the trigger is read token by token; this is how far it has come.
  struct Right {
    Clause clause;
    Role subject = Role::none, object = Role::none;
    Role expected = Role::none;    // of an actor that stands here without a preposition
    Role pending = Role::none;     // of the next actor, behind a preposition
    bool direct = true;            // nothing but words of the noun phrase so far
    bool another_trigger = false;  // what follows belongs to another happening
    bool another_verb = false;     // … to another verb
    bool ground = false;           // ground that was hit has been met
  };
  [[nodiscard]] Right expectations(const Draft& draft, Clause clause) const;
  bool read_subject_before(Draft& draft, Role subject) const;
  void read_right(Draft& draft, Right& right) const;
  std::uint32_t read_mention(Draft& draft, Right& right, std::uint32_t token,
                             std::optional<Role> behind) const;
  std::uint32_t read_actor(Draft& draft, Right& right, std::uint32_t token) const;
  std::uint32_t read_place(Draft& draft, const Right& right, std::uint32_t token) const;
  void pass_word(const Draft& draft, Right& right, std::uint32_t token) const;
  void share_subject(Draft& draft, const std::vector<Draft>& drafts) const;
  void share_agents(Draft& draft, const std::vector<Draft>& drafts) const;
  void read_left(Draft& draft) const;
  void read_surroundings(Draft& draft, Clause clause, const mentions::Found* carried) const;
  void read_times(Draft& draft, Clause clause) const;

  static bool carries_place(EventType type);
  [[nodiscard]] const claims::Found* innermost_claim(Span tokens) const;
  [[nodiscard]] const mentions::Found* nearest_place(const Draft& draft, Clause clause) const;
  [[nodiscard]] bool of_speaker(const claims::Found& claim, const mentions::Found& place) const;
  [[nodiscard]] bool stands_in(const mentions::Found& place) const;
  [[nodiscard]] bool borders(const mentions::Found& place) const;
  [[nodiscard]] bool in_dateline(const mentions::Found& place) const;
  [[nodiscard]] const mentions::Found* finest(const mentions::Found& place) const;
  [[nodiscard]] const mentions::Found* joined_behind(const mentions::Found& time) const;
  [[nodiscard]] bool claimed_between(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool may_date(const Draft& draft, const mentions::Found& time) const;

  [[nodiscard]] bool only_tells(const Draft& draft, const mentions::Found& found) const;
  void add(Draft& draft, Role role, const mentions::Found* found) const;
  std::uint32_t add_all(Draft& draft, Role role, std::uint32_t token) const;
  static bool is_passive(const Draft& draft);
  static bool is_moved(const Draft& draft);
  void keep_finest_places(Event& event) const;
  std::uint32_t read_holder(Draft& draft, std::uint32_t verb, std::uint32_t limit) const;
  [[nodiscard]] const mentions::Found* nearest_protesters(const Draft& draft) const;
  [[nodiscard]] const mentions::Found* speaker_meant(const Draft& draft) const;
  [[nodiscard]] bool has_relative_subject(const Draft& draft) const;
  [[nodiscard]] const mentions::Found* who_claims(const Draft& draft, Clause clause) const;
  [[nodiscard]] bool stands_before(Index mention, const Draft& draft) const;
  [[nodiscard]] bool suffers(const Draft& draft) const;
  [[nodiscard]] bool told_by_whom(const Draft& draft, Clause clause) const;
  void turn_subjects(Draft& draft) const;
  [[nodiscard]] bool subject_follows(const Draft& draft) const;
  [[nodiscard]] Role genitive_of(const Draft& draft, Clause clause) const;
  [[nodiscard]] std::optional<Role> role_behind(const TriggerRow& row, std::uint32_t token) const;

  const mentions::Page& page_;
  const ClauseReader& clause_;
  const std::vector<claims::Found>& claims_;
  text::Sentence sentence_;
};

}  // namespace marsad::events
