// SPDX-License-Identifier: Apache-2.0
// What happened: events with type, roles, status and dates; figures of people
// harmed, attributed to who claims them.
//
//   "قصفت طائرات السوق وقتلت 12 مدنيا"
//     event  airstrike, trigger قصفت, weapons طائرات
//     figure killed 12..12 civilians, of that event
//
// Triggers are rows of triggers.tsv with frames that say which argument plays
// which role; false friends are rows that veto. Status comes from the clause:
// negation, mood, wish, and the stance of the claim around it.
// Tested by events_test.cpp and the stories under tests/.
#pragma once
#include <memory>
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/mentions/page.h"

namespace marsad::events {

class Coder {
 public:
  explicit Coder(const lexicon::Lexicon& lexicon);
  ~Coder();
  Coder(Coder&&) noexcept;

  // Fills events and figures of `out`; their mentions and claims are indices into those
  // of the page and into `claims`.
  void find(const mentions::Page& page, const std::vector<claims::Found>& claims,
            Analysis& out) const;

 private:
  struct Table;
  std::unique_ptr<const Table> table_;
};

}  // namespace marsad::events
