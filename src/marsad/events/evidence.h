// SPDX-License-Identifier: Apache-2.0
// How plainly a sentence tells a violent happening as news of its own, in a text that is
// not a report of conflict: a line by itself, an article on trials, politics or trade.
//
//   "قتل ستة في انفجار سيارة وسط سوق أمس"      a verb of the main clause, the dead counted,
//                                              a weapon, a day: 9 points, an event
//   "المتهم في قضية اغتيال الوزير"             a genitive beside words of a court: none
//
// The points are few and small; each stands for something that reporters do when they
// tell what happened, and do not when they only name it. They were chosen on newspaper
// sentences judged by three readers (docs/decisions/0005-evidence-is-counted.md).
// Tested by evidence_test.cpp.
#pragma once
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/clause.h"

namespace marsad::events {

// What is known of a word that may tell a violent happening.
struct Telling {
  Span trigger;  // tokens
  std::uint32_t verb =
      mentions::kNoToken;  // its verb where it is one or stands in a phrase with one
  const morphology::Reading* reading = nullptr;  // nullptr for phrases
  EventType type = EventType::violence;
  Status status = Status::reported;
  bool weak = false;           // the row says that the word needs company
  bool armed = false;          // an armed body is its agent or target
  bool whole = false;          // an armed body did it to someone, or somewhere
  bool plain = false;          // its row says that it tells violence whatever stands beside it
  bool beside = false;         // another word of the sentence tells violence too
  bool told_before = false;    // the text told a violent happening already
  bool of_protesters = false;  // it is what people do who protest
  bool harm_only = false;      // it tells that people died or were hurt, not by what
  bool anchored = false;       // a party, a person or a place stands with it
};

class Evidence {
 public:
  // So many points make an event; fewer are enough in an article that speaks of armed
  // bodies, and beside a happening of the sentence that has enough; nearly none in an alert
  // that one opened: "مقتل ثلاثة بقذيفة".
  static constexpr int kEnough = 7;
  static constexpr int kEnoughAmongArmed = 5;
  static constexpr int kEnoughBeside = 4;
  static constexpr int kEnoughInAlert = 1;

  Evidence(const mentions::Page& page, const ClauseReader& clause,
           const std::vector<claims::Found>& claims)
      : page_(page), clause_(clause), claims_(claims) {}

  [[nodiscard]] int points(const Telling& telling) const;
  // Further points where the text is a line or two whose news a word opens: an alert, a headline.
  [[nodiscard]] int points_of_alert(const Telling& telling) const;
  // The same for a protest: a crowd that is counted, somewhere, for or against something.
  [[nodiscard]] int points_of_protest(const Telling& telling) const;

 private:
  [[nodiscard]] int told_as_done(const Telling& telling) const;
  [[nodiscard]] int company(const Telling& telling) const;
  [[nodiscard]] bool counts_victims(const text::Sentence& sentence) const;
  [[nodiscard]] bool is_past(const Telling& telling) const;
  [[nodiscard]] bool counts_crowd(const text::Sentence& sentence) const;
  [[nodiscard]] bool is_claimed(const Telling& telling) const;
  [[nodiscard]] bool leads_a_claim(const Telling& telling) const;
  [[nodiscard]] bool in_relative_clause(const Telling& telling) const;
  // "غارات على بلدة …", "عاجل | انفجرت عبوة …": the word opens a line that is all the text.
  [[nodiscard]] bool opens_alert(const Telling& telling) const;

  const mentions::Page& page_;
  const ClauseReader& clause_;
  const std::vector<claims::Found>& claims_;
};

}  // namespace marsad::events
