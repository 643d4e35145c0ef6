// SPDX-License-Identifier: Apache-2.0
// Who speaks, from the structure of the sentence.
//
//   "قال، الخميس، مدير المستشفى لوكالة محلية"  after(قال): مدير المستشفى, told_to وكالة محلية
//   "المرصد الذي أكد"                           before(أكد): المرصد
//   "وكان المجلس في المدينة قد أعلن"            before(أعلن): المجلس, the topic of the clause
//
// A subject is never taken from under a preposition, and where a noun that is no
// known actor stands in its place, no other actor is taken for it. Tested by claims_test.cpp.
#pragma once
#include <vector>

#include "marsad/claims/candidates.h"

namespace marsad::claims {

struct Subject {
  std::vector<Index> actors;
  std::uint32_t first = mentions::kNoToken;
  std::uint32_t end = 0;  // the token after it; where it was sought, if there is none
  bool noun = false;      // a noun stands there that is no known actor
  Index told_to = kNone;  // the outlet to which it was said
  [[nodiscard]] bool found() const { return !actors.empty() || noun; }
};

// The subject after a verb, in [from, limit). `direct`: a happening that follows
// at once is the object (أعلن مقتل), not the subject.
[[nodiscard]] Subject subject_after(const Scan& scan, std::uint32_t from, std::uint32_t limit,
                                    bool direct);

// The subject before a verb: what its relative clause describes, or the topic of its clause.
[[nodiscard]] Subject subject_before(const Scan& scan, const text::Sentence& sentence,
                                     std::uint32_t verb, const morphology::Reading* reading);

// Whether the form of a verb or participle agrees with an actor that stands before it.
[[nodiscard]] bool agrees(const Scan& scan, const morphology::Reading* reading, Index actor,
                          std::size_t actors);

// The actors coordinated from a token on, added to the subject.
void coordinate(const Scan& scan, std::uint32_t token, std::uint32_t limit, Subject& out);

}  // namespace marsad::claims
