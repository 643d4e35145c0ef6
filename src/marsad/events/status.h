// SPDX-License-Identifier: Apache-2.0
// Whether what a word tells is told as having happened, and phrases whose violent word tells
// nothing of the kind.
//
//   "لم يقصف الجيش البلدة"  →  negated      "يسعى إلى استعادة التل"  →  planned
//   "قصف الفريق مرمى ضيفه"  →  a false friend, and no event
//
// A row may fix the status; else the words before the trigger do (negation, future, doubt,
// purpose, wish), then the claim that holds it. Tested by status_test.cpp.
#pragma once
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/clause.h"
#include "marsad/events/draft.h"

namespace marsad::events {

class StatusReader {
 public:
  StatusReader(const mentions::Page& page, const ClauseReader& clause,
               const std::vector<claims::Found>& claims)
      : page_(page), clause_(clause), claims_(claims) {}

  [[nodiscard]] Status read(const Draft& draft) const;

 private:
  [[nodiscard]] Status mood(Span trigger, bool is_verb) const;
  [[nodiscard]] bool is_aimed_at(const Draft& draft) const;
  [[nodiscard]] bool is_answered(const Draft& draft) const;
  [[nodiscard]] bool gathered(const Draft& draft) const;
  [[nodiscard]] bool is_granted(const Draft& draft, const claims::Found& denial) const;
  [[nodiscard]] Status claimed(const Draft& draft, Status told) const;

  const mentions::Page& page_;
  const ClauseReader& clause_;
  const std::vector<claims::Found>& claims_;
};

// The tokens of each phrase of the sentence that false_friends.tsv lists.
[[nodiscard]] std::vector<Span> false_friends(const mentions::Page& page,
                                              const text::Sentence& sentence);

}  // namespace marsad::events
