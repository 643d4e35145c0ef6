// SPDX-License-Identifier: Apache-2.0
// The words and phrases of a sentence that may report, before one looks for what
// they report.
//
//   "كما ذكر المرصد أن …، وفق ما نقلت وكالة"
//     verb ذكر; attribution [وفق ما نقلت], whose verb is no candidate of its own
//
// One token belongs to one candidate. A word inside a name is none; neither is a
// verb in the first person, nor one in a form that tells no reporting (أن يعلن,
// سيقول, لم يذكر). Tested by claims_test.cpp.
#pragma once
#include <vector>

#include "marsad/claims/frames.h"
#include "marsad/claims/words.h"

namespace marsad::claims {

enum class Sort : std::uint8_t { verb, participle, noun, attribution, phrase };

struct Candidate {
  Span cue;  // tokens
  const CueRow* row = nullptr;
  const morphology::Reading* reading = nullptr;  // of the word or the verb of a phrase
  Sort sort = Sort::verb;
  // The word may also be a noun or particle: only clear content counts.
  bool doubtful = false;
  std::uint32_t after = 0;  // where what follows the cue begins
};

// Fills `out` in the order of the cues.
void gather(const Scan& scan, const CueRows& rows, const text::Sentence& sentence,
            std::vector<Candidate>& out);

}  // namespace marsad::claims
