// SPDX-License-Identifier: Apache-2.0
// Attribution: who says, to whom, with what stance, about what.
//
//   "وقال مسؤول طبي لرويترز إن ثمانية أشخاص نقلوا إلى مستشفيات"
//     claim: source مسؤول طبي, told to رويترز, cue قال, asserts,
//            content "ثمانية أشخاص نقلوا إلى مستشفيات"
//
// Every word or phrase that reports is a row of cues.tsv with its stance and
// its frames: what may stand where around it. A cue counts only where one of
// its frames finds its content. Sources come from structure: the subject after
// the verb, or before it, or the antecedent of its relative clause; the
// genitive of وفق and بحسب; with وأضاف and مشيرا the speaker of the claim before.
// Tested by claims_test.cpp and the stories under tests/.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "marsad/mentions/page.h"

namespace marsad::claims {

// A claim with the tokens it was read from.
struct Found {
  Claim claim;
  Span cue;      // tokens
  Span content;  // tokens; may be empty
  std::uint32_t row = lexicon::kNothing;
};

// The rows of cues.tsv, understood once for a language.
class Cues {
 public:
  explicit Cues(const lexicon::Lexicon& lexicon);
  ~Cues();
  Cues(Cues&&) noexcept;

  // All claims of an article, in the order of their cues.
  void find(const mentions::Page& page, std::vector<Found>& out) const;

 private:
  struct Table;
  std::unique_ptr<const Table> table_;
};

}  // namespace marsad::claims
