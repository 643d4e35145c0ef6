// SPDX-License-Identifier: Apache-2.0
// A row of triggers.tsv as data: what it names, and who plays which role around it.
//
//   قصف … "V AGENT TARGET (ب WEAPON) (في PLACE)|N AGENT ل TARGET"
//     verb: subject agent, object target, ب weapon, في place
//     noun: genitive agent, ل target
//
// The words of a frame are read with the lexicon, so the frames of another
// language need no code. Tested by events_test.cpp.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "marsad/analysis/analysis.h"
#include "marsad/lexicon/lexicon.h"
#include "marsad/morphology/analyser.h"

namespace marsad::events {

inline constexpr std::size_t kEventTypes = 22;

enum class Role : std::uint8_t { none, agent, target, weapon, place };

// "على TARGET": a particle (its lexemes) or a clitic preposition, and the role behind it.
struct Preposition {
  std::vector<lexicon::LexemeId> particles;
  lexicon::Features clitics = 0;
  Role role = Role::none;
};

struct TriggerRow {
  lexicon::RowId row = 0;
  EventType type = EventType::violence;
  std::optional<FigureKind> harm;
  std::optional<Status> status;
  bool verb = false, noun = false, participle = false, phrase = false;
  bool weak = false;     // counts only with an argument of its frame, or in a report of conflict
  bool armed = false;    // counts only where an armed body plays a role (دخل, غادر)
  bool counted = false;  // counts only where people are counted behind it (عدد القتلى)
  bool last = false;     // counts only where no other word of the sentence names an event
  Role subject = Role::none, object = Role::none, passive_subject = Role::none,
       genitive = Role::none;
  // The noun takes whom it is done to as its genitive as well: "N AGENT TARGET", "N TARGET".
  bool objective = false;
  std::vector<Preposition> prepositions;
  // Whoever takes part is an agent: "N بين AGENT و AGENT".
  [[nodiscard]] bool mutual() const {
    for (const Preposition& preposition : prepositions) {
      if (preposition.role == Role::agent && !preposition.particles.empty()) return true;
    }
    return false;
  }
  Codes codes;
};

class TriggerRows {
 public:
  explicit TriggerRows(const lexicon::Lexicon& lexicon);
  [[nodiscard]] const TriggerRow* of(lexicon::RowId row) const;
  // For a happening that a weapon names and no trigger does ("استخدم غاز السارين"):
  // the agent before the weapon, its codes those of the first row of the type.
  [[nodiscard]] const TriggerRow* of_type(EventType type) const {
    return &by_type_[static_cast<std::size_t>(type)];
  }

 private:
  std::array<TriggerRow, kEventTypes> by_type_;
  std::vector<TriggerRow> rows_;
  std::vector<std::uint32_t> index_;
};

}  // namespace marsad::events
