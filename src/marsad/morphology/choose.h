// SPDX-License-Identifier: Apache-2.0
// Narrows the readings of a word by its neighbours, where the language leaves
// little doubt. What stays ambiguous stays for the grammar.
//
//   "لم يتسن"      after لم only a verb: jussive
//   "عملية قصف"    after a noun without the article: the masdar, not the verb
//   "الذي قتل"     after a relative pronoun: the verb
//   "ترد تقارير"   no shortened imperfect (of أردى) without لم or أن before it
//
// Refused readings are moved behind the kept ones (Readings::refused counts
// them), so that `explain` can still show them. Never refuses the last reading.
// The words that decide are classes of language/<code>/grammar/classes.tsv.
// Tested by choose_test.cpp.
#pragma once
#include "marsad/lexicon/lexicon.h"
#include "marsad/morphology/analyser.h"
#include "marsad/text/text.h"

namespace marsad::morphology {

class Chooser {
 public:
  explicit Chooser(const lexicon::Lexicon& lexicon);
  void choose(const text::Text& text, Readings& readings) const;

 private:
  const lexicon::Lexicon& lexicon_;
  std::uint32_t before_verb_, preposition_, relative_, auxiliary_, that_, negation_;
};

}  // namespace marsad::morphology
