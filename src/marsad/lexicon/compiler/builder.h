// SPDX-License-Identifier: Apache-2.0
// The growing pack: pools of strings and letters, lexemes with rows and marks,
// forms, names; and how they are written. compile.cpp fills it, table by table.
//
//   add_lexeme("قتل", verb), add_form(قتل, "يقتلون", present …), attach(قتل, row of triggers.tsv)
//
// Tested by compile_test.cpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/lexicon/compiler/tsv.h"
#include "marsad/lexicon/lexicon.h"
#include "marsad/text/text.h"

namespace marsad::lexicon::compiler {

// Letters of a word as they are, and folded for look-up; spaces between words.
struct Spelling {
  std::u16string letters, folded;
  [[nodiscard]] std::size_t words() const;
};

class Builder {
 public:
  explicit Builder(const text::Orthography& orthography) : orthography_(orthography) {}

  // One or several words; tokens that stand glued in the text stay glued.
  [[nodiscard]] Spelling spell(std::string_view utf8) const;
  // The same for letters that are canonical already (inflected forms).
  [[nodiscard]] Spelling spell_letters(std::u16string_view letters) const;

  LexemeId add_lexeme(std::string_view text, Features part_of_speech, LexemeId root = kNothing);
  // The lexemes with this citation form, exactly spelt, of one of these parts of speech.
  [[nodiscard]] std::vector<LexemeId> lexemes_called(std::string_view text, Features any_of) const;
  // The lexemes of which some form has these folded letters and all these features.
  [[nodiscard]] std::vector<LexemeId> lexemes_with_form(const std::u16string& folded,
                                                        Features all_of) const;
  void add_form(LexemeId lexeme, std::u16string_view letters, std::u16string_view folded,
                Features features);
  // Keeps the row and returns its number; it bears the mark "file.row=any"; `marks` are columns whose values (split at '|')
  // become marks "file.column=value" of every lexeme it is attached to.
  RowId add_row(const Table& table, const TableRow& row,
                const std::vector<std::string_view>& marks);
  void attach(LexemeId lexeme, RowId row);
  // A surface name, also in its joins with ل where it begins with the article.
  void add_name(const Spelling& spelling, NameKind kind, std::uint32_t target);
  void add_phrase(LexemeId lexeme, const std::vector<PhraseWord>& words, std::uint32_t gap,
                  std::uint32_t gap_after, const std::vector<std::vector<LexemeId>>& members);

  // Number of the set of exactly these lexemes (sorted, unique).
  std::uint32_t add_set(std::vector<LexemeId> members);
  [[nodiscard]] const std::vector<LexemeId>& set_members(std::uint32_t set) const {
    return sets_[set];
  }
  // Lexemes that bear the mark "file.column=value".
  [[nodiscard]] std::vector<LexemeId> lexemes_marked(std::string_view mark) const;
  // Whether any row has marks in this "file.column".
  [[nodiscard]] bool knows_column(std::string_view column) const;

  [[nodiscard]] Ref string(std::string_view utf8);
  [[nodiscard]] std::size_t lexeme_count() const { return lexemes_.size(); }
  [[nodiscard]] std::string_view text_of(LexemeId lexeme) const;
  [[nodiscard]] Features part_of_speech(LexemeId lexeme) const {
    return lexemes_[lexeme].part_of_speech;
  }

  std::vector<Clitic> proclitics, enclitics;
  std::vector<PlaceRow> places;
  std::vector<std::uint32_t> holders;  // of each place, as holders.h says
  std::vector<ActorRow> actors;
  std::vector<WordClass> classes;
  std::string rules;

  // The pack as it stands.
  [[nodiscard]] std::string finish();

 private:
  struct LexemeDraft {
    std::string text;
    Features part_of_speech = 0;
    LexemeId root = kNothing;
    std::vector<RowId> rows;
    std::uint32_t words = 1;
  };
  std::uint32_t mark(std::string_view name);
  Ref letters_ref(std::u16string_view letters);

  const text::Orthography& orthography_;
  mutable text::Text scratch_;
  std::vector<LexemeDraft> lexemes_;
  std::unordered_multimap<std::string, LexemeId> by_text_;
  std::map<std::u16string, std::vector<FormEntry>> forms_;
  std::map<std::u16string, std::vector<NameEntry>> names_;
  std::vector<Row> rows_;
  std::vector<Field> fields_;
  std::vector<std::vector<std::uint32_t>> row_marks_;
  std::vector<std::string> marks_;
  std::unordered_map<std::string, std::uint32_t> mark_numbers_;
  std::vector<Phrase> phrases_;
  std::vector<PhraseWord> phrase_words_;
  std::vector<std::vector<std::uint32_t>> phrases_from_;  // by lexeme
  std::vector<std::vector<LexemeId>> sets_;
  std::map<std::vector<LexemeId>, std::uint32_t> set_numbers_;
  std::string strings_;
  std::unordered_map<std::string, Ref> string_refs_;
  std::u16string letters_;
  std::unordered_map<std::u16string, Ref> letter_refs_;
};

}  // namespace marsad::lexicon::compiler
