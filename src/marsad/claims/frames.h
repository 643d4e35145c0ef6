// SPDX-License-Identifier: Apache-2.0
// A row of cues.tsv as data: what its frames ask for around the cue.
//
//   "CUE SOURCE (ل ADDRESSEE) إن CONTENT|CUE SOURCE: CONTENT.quote"
//     that = yes (إن), quote = yes, content after the source
//
// The words of a frame are read with the lexicon, so the frames of another
// language need no code. Tested by claims_test.cpp.
#pragma once
#include <vector>

#include "marsad/analysis/analysis.h"
#include "marsad/lexicon/lexicon.h"
#include "marsad/morphology/analyser.h"

namespace marsad::claims {

struct CueRow {
  lexicon::RowId row = 0;
  Stance stance = Stance::asserts;
  bool verb = false, noun = false, participle = false, preposition = false, phrase = false;
  bool no_claim = false;    // NOCLAIM, NOCOMMENT, HEDGE, BACKGROUND
  bool hedge = false;       // HEDGE: colours the event inside
  bool impersonal = false;  // HEDGE, BACKGROUND: a verb in the present, of nobody
  // What may lead to the content.
  bool that = false;                   // a complementizer
  bool quote = false;                  // a colon or an opening quotation mark
  bool noun_phrase = false;            // directly a masdar or noun phrase
  bool figure = false;                 // directly a number
  bool about = false;                  // an earlier claim is answered
  bool before = false;                 // CONTENT، CUE SOURCE
  bool target = false;                 // TARGET stands before the content
  bool self = false;                   // CUE=SOURCE
  bool governed = false;               // ^SOURCE
  bool via_verb = false;               // CUE VERB SOURCE
  bool passes_on = false;              // ADDRESSEE CUE SOURCE: the one tells what the other said
  lexicon::Features prepositions = 0;  // ب ل ك written onto the content
  std::vector<lexicon::LexemeId> particles;     // إلى عن على في من before it
  std::vector<lexicon::LexemeId> before_about;  // … before the claim that is answered: شكك في
  std::vector<lexicon::LexemeId> before_that;   // … before its complementizer: أكد على أن
};

// All rows of cues.tsv, indexed by RowId through `of`.
class CueRows {
 public:
  explicit CueRows(const lexicon::Lexicon& lexicon);
  [[nodiscard]] const CueRow* of(lexicon::RowId row) const;

 private:
  std::vector<CueRow> rows_;
  std::vector<std::uint32_t> index_;
};

}  // namespace marsad::claims
