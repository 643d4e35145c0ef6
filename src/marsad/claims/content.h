// SPDX-License-Identifier: Apache-2.0
// Where what is said begins and ends.
//
//   "قال المرصد إن الهدنة صامدة، مشيرا إلى …"
//     begin: after إن;  end: before the comma, for مشيرا reports anew
//
// How content is led in decides how much it proves: after إن or in quotation
// marks any cue reports; a preposition or a bare noun (أعلن مقتل) only after verbs
// of saying. Tested by claims_test.cpp.
#pragma once
#include <optional>

#include "marsad/claims/candidates.h"

namespace marsad::claims {

enum class Lead : std::uint8_t { that, quote, preposition, direct };

struct Content {
  std::uint32_t begin = 0;
  Lead lead = Lead::that;
};

// What is led in by أن, a colon or quotation marks after a cue: the first before
// another clause begins. [skip.begin, skip.end) is the subject, passed over.
[[nodiscard]] std::optional<Content> led_content(const Scan& scan, const text::Sentence& sentence,
                                                 const CueRow& row, std::uint32_t from, Span skip,
                                                 std::uint32_t window);

// What follows by the cue's preposition (أشار إلى) or at once (أعلن مقتل).
// `any_noun`: it need not be a happening.
[[nodiscard]] std::optional<Content> noun_content(const Scan& scan, const text::Sentence& sentence,
                                                  const CueRow& row, std::uint32_t from,
                                                  bool any_noun);

// The end of content that begins at a token: the closing quotation mark, the
// next cue of the same speaker or attribution, or the end of the sentence.
[[nodiscard]] std::uint32_t content_end(const Scan& scan, const text::Sentence& sentence,
                                        const std::vector<Candidate>& candidates,
                                        std::uint32_t begin);

}  // namespace marsad::claims
