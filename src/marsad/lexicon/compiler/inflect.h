// SPDX-License-Identifier: Apache-2.0
// Rows of verbs, nouns and adjectives to all their written forms.
//
//   verb قتل (قَتَلَ يَقْتُلُ)  →  قتل past p3 m sg active passive, قتلوا, قتلو (bound),
//                           يقتلون, يقتلوا jussive, قاتلين …, مقتولة …
//   verb أصاب (أَصَابَ يُصِيبُ) →  أصاب active, أصيب passive, يصب jussive, إصابات …
//   noun مدني               →  مدني, مدنيا, مدنيان …, مدنيون, مدنيو (construct) …
//
// The reader of a text sees letters without vowels, so forms come out unvocalised;
// but stems and the seat of the hamza follow the vowels, so verbs are inflected
// vocalised, from the past and the present of the row, and spelled at the end.
// All letters stand in the tables of language/<code>/morphology: what weak verbs
// there are, their stems, endings, spelling. The code knows how to match a
// pattern, fill a template, strip and add.
//
// Guaranteed of each call: no empty form; no form twice; forms that differ in
// voice alone, or in the kind of participle alone, are one form with both bits.
// First and second person singular of the past are one form (قتلت) with both
// bits. Part of speech is `verb` on participles and masdars too. Linear in the
// rows. Tested by inflect_test.cpp.
//
// A form that may stand before an attached pronoun as it is has no second row.
// Before a pronoun stand: forms without `accusative` that show no case, or are
// `construct` or `bound`. Forms with `bound` stand only there (مدينت+ه, قتلو+هم).
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/lexicon/features.h"

namespace marsad::lexicon::compiler {

struct Form {
  std::u16string letters;  // unvocalised, exact (أ ة ى kept), without clitics
  Features features = 0;
  friend bool operator==(const Form&, const Form&) = default;
};

// The columns of verbs.tsv that inflection needs, cells with | taken apart.
struct VerbRow {
  std::u16string vocalised;  // past 3 m sg: أَصَابَ
  std::u16string present;    // present 3 m sg: يُصِيبُ
  std::string form;          // I … X, Q1, Q2, Q4
  std::vector<std::u16string> masdars;
  std::vector<std::u16string> active_participles;
  std::vector<std::u16string> passive_participles;
  // False for verbs that no passive is formed of (سقط). Verbs with a preposition
  // may have one: عُثِرَ على, أُفْرِجَ عن.
  bool has_passive = true;
};

struct NounRow {
  std::u16string lemma;
  std::string gender;  // "m" or "f"
  std::vector<std::u16string> plurals;
  std::string kind;
  std::vector<std::string> tags;  // "defective" and "plural" count
};

struct AdjectiveRow {
  std::u16string lemma;
  std::u16string feminine;  // may be empty
  std::vector<std::u16string> plurals;
  std::vector<std::u16string> elatives;
  std::string kind;
};

// The compiled tables of a morphology folder. Immutable, shared, cheap to copy.
class Paradigms {
 public:
  struct Tables;
  explicit Paradigms(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::shared_ptr<const Tables> tables_;
};

// Reads symbols, spelling, verb_forms, verb_classes, verb_stems, verb_endings,
// verb_imperative, nominal_classes, nominal_plurals and nominal_endings (.tsv).
// Errors: ErrorCode::language with file:line:column.
[[nodiscard]] Result<Paradigms> load_paradigms(const std::string& folder);

// Appends the forms of a row. The verb's is false where no class fits its past
// and present, or its form is unknown: then only its masdars and participles
// were added, and the row or verb_classes.tsv wants mending.
bool inflect(const VerbRow& row, const Paradigms& paradigms, std::vector<Form>& out);
void inflect(const NounRow& row, const Paradigms& paradigms, std::vector<Form>& out);
void inflect(const AdjectiveRow& row, const Paradigms& paradigms, std::vector<Form>& out);

}  // namespace marsad::lexicon::compiler
