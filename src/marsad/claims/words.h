// SPDX-License-Identifier: Apache-2.0
// What the reading of claims asks of an article beyond Page: the word classes of
// reporting, where quotations begin and end, and which token may stand for what.
//
//   "قال المرصد إن \"الهدنة صامدة\""
//     colon(1) no;  lead(2) yes (إن);  close_of(3) → the second quotation mark
//
// Quotation marks that do not tell which way they turn open and close by turns,
// anew in each line. Linear in the text. Tested by claims_test.cpp.
#pragma once
#include <span>
#include <vector>

#include "marsad/mentions/page.h"

namespace marsad::claims {

// Sets of the word classes that only claims ask for (grammar/classes.tsv).
struct Words {
  explicit Words(const lexicon::Lexicon& lexicon);
  std::uint32_t speaks;          // verbs whose object may be what is said: أعلن مقتل
  std::uint32_t relays;          // نقل: the subject passes on what another says
  std::uint32_t about;           // عن
  std::uint32_t partitive;       // كل من, عدد من: the subject follows
  std::uint32_t what;            // ما of وفق ما
  std::uint32_t ungoverned;      // إن: no preposition stands before it
  std::uint32_t responsibility;  // مسؤوليته عن
  std::uint32_t blames;          // حمل: it blames only with its مسؤولية
  std::uint32_t light;           // وجه, تبادل: their noun tells
  std::uint32_t called;          // يدعى: who is named so
  std::uint32_t writes;          // كتب, تابع: a quotation may stand far behind them
  std::uint32_t led_by;          // بقيادة, بدعم
  std::uint32_t leads_noun;      // إلى, عن
  std::uint32_t saying;          // قائلا: no more than the verb before it
  std::uint32_t doubt;           // شكك
  std::uint32_t within;          // في بيان, خلال لقاء: in what somebody speaks
  std::uint32_t result;          // مما
  std::uint32_t beside;          // فيما, في حين, لكن: a clause beside the one before
  std::uint32_t counts;          // وثق, سجل: of those who keep count
  std::uint32_t alert;           // عاجل: before what is told
};

class Scan {
 public:
  Scan(const mentions::Page& page, const Words& words);

  const mentions::Page& page;
  const Words& words;

  [[nodiscard]] bool colon(std::uint32_t token) const;
  [[nodiscard]] bool pause(std::uint32_t token) const;
  [[nodiscard]] bool opens_quote(std::uint32_t token) const;
  // The mark that closes the quotation which opens at the token or holds it, or kNoToken.
  [[nodiscard]] std::uint32_t close_of(std::uint32_t token) const { return close_[token]; }
  // أن, إن, بأنه: what follows is told.
  [[nodiscard]] bool lead(std::uint32_t token) const;
  [[nodiscard]] bool time(std::uint32_t token) const;
  [[nodiscard]] bool place(std::uint32_t token) const;
  [[nodiscard]] bool preposition(std::uint32_t token) const;         // a word of its own
  [[nodiscard]] bool joined_preposition(std::uint32_t token) const;  // ب or ل on the word
  // The actor stands under a preposition, so it is no subject.
  [[nodiscard]] bool governed(const mentions::Found& actor, std::uint32_t from) const;
  // "طبيب في المستشفى", not "الطبيب", and none that a row knows; no actor is not.
  [[nodiscard]] bool indefinite(const mentions::Found* actor) const;
  [[nodiscard]] bool quantity(std::uint32_t token) const;
  // A noun that can be told: a masdar, an event, a number of people.
  [[nodiscard]] bool tells(std::uint32_t token) const;
  // The word or phrase of contrast that ends right before the token, or no tokens.
  [[nodiscard]] Span contrast_before(std::uint32_t token) const;
  // The word of contrast whose clause a cue stands in, back to `first`: "فيما أعلن",
  // "لكن متحدثا باسم الجيش نفى"; no tokens if it stands in none.
  [[nodiscard]] Span contrast_over(std::uint32_t cue, std::uint32_t first) const;
  // The last word of contrast in a stretch, outside quotations.
  [[nodiscard]] Span last_contrast(Span tokens) const;
  // One of the particles, without a pronoun.
  [[nodiscard]] bool one_of(std::span<const lexicon::LexemeId> particles,
                            std::uint32_t token) const;
  // One of the particles stands there, and behind it a noun that can be told: "عن مقتل".
  [[nodiscard]] bool tells_behind(std::span<const lexicon::LexemeId> particles,
                                  std::uint32_t token) const;
  // A verb that is surely one, outside relative clauses: a clause of its own.
  [[nodiscard]] bool finite(std::uint32_t token) const;
  [[nodiscard]] Index index_of(const mentions::Found* found) const {
    return static_cast<Index>(found - page.mentions.all.data());
  }

 private:
  std::vector<std::uint32_t> close_;
};

}  // namespace marsad::claims
