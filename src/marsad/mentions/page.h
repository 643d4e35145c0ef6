// SPDX-License-Identifier: Apache-2.0
// One article as the rooms above read it: tokens with their readings, the
// chart, and what was found in it; with the questions that attribution and
// events ask of a token all the time.
//
//   "قال المرصد إن 12 شخصا قتلوا"
//     page.verb(0) → قال;  page.is(2, that) → yes;  page.mention(1) → actor المرصد
//
// Holds views only; cheap to make once an article. Tested by page_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "marsad/mentions/mentions.h"

namespace marsad::mentions {

// Sets of the word classes of a language, looked up once.
struct Classes {
  explicit Classes(const lexicon::Lexicon& lexicon);
  std::uint32_t complementizer, that, relative, preposition, conjunction, negation, negates_noun,
      future, possible, clause_opener, auxiliary, wish, purpose, aspect, person, group, weapon,
      victim, cue, trigger, false_friend, before_verb, and_word, prevent;
};

// Code points of tokens [begin, end), without a conjunction or preposition that every
// reading of the first word has written onto it: of "وبالجيش السوري" "الجيش السوري". "للجيش"
// stays whole, since its ل has taken the place of a letter.
[[nodiscard]] Span code_points(const grammar::Chart& chart, Span tokens);
// How many letters of the first token are clitics and no part of it: one of "لمرتزقة".
[[nodiscard]] std::uint32_t outer_letters(const grammar::Chart& chart, Span tokens);
// Whether the letter of a token is the ل of "للجيش", behind which the article shows no ا.
[[nodiscard]] bool hides_article(const grammar::Chart& chart, std::uint32_t token,
                                 std::uint32_t at);

class Page {
 public:
  Page(const Document& document, const grammar::Chart& chart, const Mentions& mentions,
       const Classes& classes);

  const Document& document;
  const text::Text& text;
  const lexicon::Lexicon& lexicon;
  const grammar::Chart& chart;
  const Mentions& mentions;
  const Classes& classes;

  [[nodiscard]] std::uint32_t tokens() const { return chart.tokens(); }
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t token) const { return sentence_of_[token]; }
  [[nodiscard]] const text::Sentence& sentence_at(std::uint32_t token) const {
    return text.sentences[sentence_of_[token]];
  }
  [[nodiscard]] std::span<const morphology::Reading> readings(std::uint32_t token) const {
    return chart.readings_of(chart.word(token));
  }
  // Whether some reading of the token is of the class.
  [[nodiscard]] bool is(std::uint32_t token, std::uint32_t set) const {
    const std::uint64_t bit = lexicon.class_bit(set);
    return bit != 0 ? (classes_of_[token] & bit) != 0 : is_by_set(token, set);
  }
  // Whether every reading of the token is of the class.
  [[nodiscard]] bool surely(std::uint32_t token, std::uint32_t set) const;
  // Whether some (every) reading has all these features.
  [[nodiscard]] bool has(std::uint32_t token, lexicon::Features features) const;
  [[nodiscard]] bool always(std::uint32_t token, lexicon::Features features) const;
  // A particle and nothing else; "من" also has a row among the words of numbers.
  [[nodiscard]] bool particle(std::uint32_t token) const;
  // The first reading with all of `required` and none of `forbidden`, or nullptr.
  [[nodiscard]] const morphology::Reading* reading(std::uint32_t token, lexicon::Features required,
                                                   lexicon::Features forbidden = 0) const;
  [[nodiscard]] const morphology::Reading* verb(std::uint32_t token) const {
    return reading(token, lexicon::feature::verb);
  }
  // Finite and nothing else: a clause has a verb here. "سيناء" in a name is none.
  [[nodiscard]] bool surely_verb(std::uint32_t token) const {
    return always(token, lexicon::feature::verb) && !in_name(token);
  }
  // Inside a place, a person, or a body that a row names.
  [[nodiscard]] bool in_name(std::uint32_t token) const;
  // A verb by its readings, or an ambiguous word that opens a clause before a noun:
  // "شن التنظيم هجوما", "وقصف الجيش البلدة".
  [[nodiscard]] bool acts_as_verb(std::uint32_t token) const;
  // "قتلوا طعنا أو حرقا": of a verbal noun that says how, the verb before it; else kNoToken.
  [[nodiscard]] std::uint32_t manner_of(std::uint32_t token) const;
  [[nodiscard]] bool punctuation(std::uint32_t token) const {
    return text.tokens[token].kind == text::TokenKind::punctuation;
  }
  [[nodiscard]] text::Orthography::Role role(std::uint32_t token) const {
    return text.tokens[token].role;
  }
  // The longest mention over a token, or nullptr; and its index.
  [[nodiscard]] const Found* mention(std::uint32_t token) const;
  [[nodiscard]] const Found* actor(std::uint32_t token) const;
  [[nodiscard]] Span code_points(Span tokens) const {
    return marsad::mentions::code_points(chart, tokens);
  }
  // Rows of a table that speak of a lexeme.
  template <typename Each>
  void rows(lexicon::LexemeId lexeme, std::string_view file, const Each& each) const {
    for (const lexicon::RowId row : lexicon.rows_of(lexeme)) {
      if (lexicon.file_of(row) == file) each(row);
    }
  }

 private:
  [[nodiscard]] bool is_by_set(std::uint32_t token, std::uint32_t set) const;
  std::vector<std::uint32_t> sentence_of_;
  std::vector<std::uint64_t> classes_of_;  // token → bits of the classes of its readings
};

template <typename T>
[[nodiscard]] const T* value_of(const Found* found) {
  return found == nullptr ? nullptr : std::get_if<T>(&found->mention.value);
}

}  // namespace marsad::mentions
