// SPDX-License-Identifier: Apache-2.0
// Words to readings: proclitics + stem + enclitic, with the features of each
// part. Ambiguity is kept; the grammar chooses.
//
//   وسيقتلونهم  →  verb قتل present active p3 m pl +wa +sa enclitic p3 m pl
//   للقطاع      →  noun قطاع m sg +li +al
//
// Of all readings only those are kept whose spelling is nearest to the row's
// (spelling_distance), so أن and إن, على and علي are told apart where the text does.
// A pronoun is spelled exactly (شركة is not شرك+ه), and a word that stands in the tables
// whole is not taken apart at both ends (فيسبوك).
// Tested by analyser_test.cpp, with a slow twin on generated words.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/lexicon/lexicon.h"

namespace marsad::morphology {

struct Reading {
  lexicon::LexemeId lexeme = lexicon::kNothing;  // kNothing: no row knows the word
  lexicon::Features features = 0;                // of stem and clitics together
  std::uint8_t stem_begin = 0;                   // units of the token before the stem
  std::uint8_t stem_end = 0;                     // units of the token up to the end of the stem
};

// What one word may be. `starts`: where, in units from its begin, a surface
// name may start in it (after a proclitic), as a bit set.
struct WordReadings {
  std::uint32_t first = 0, count = 0;  // into Readings::readings
  std::uint32_t starts = 0;
  std::uint32_t first_step = 0;  // into Readings::steps, one for each bit of starts
  std::uint32_t refused = 0;     // readings after the `count` ones, given up by choose()
};

// The readings of a whole text, one entry a token. Buffers are reused.
struct Readings {
  std::vector<Reading> readings;
  std::vector<WordReadings> words;
  std::vector<lexicon::Step> steps;  // of the names that start so (Lexicon::name_step)
  [[nodiscard]] std::span<const Reading> of(std::uint32_t token) const {
    return {readings.data() + words[token].first, words[token].count};
  }
};

// How far the spelling of a text is from a row's: 0 the same letters, 1 careless
// (one of both has the plain letter: ا and أ, ه and ة, ي and ى), 2 contrary (أ and إ).
// `folded` is common to both; all three have the same size, else 2.
[[nodiscard]] int spelling_distance(std::u16string_view letters, std::u16string_view folded,
                                    std::u16string_view row);

// Analyses words; keeps those it has seen (one Analyser a thread).
class Analyser {
 public:
  explicit Analyser(const lexicon::Lexicon& lexicon);
  // All tokens of a text. Numbers and punctuation get no readings.
  void analyse(const text::Text& text, Readings& out);
  // Parts words that were written together (الاممالمتحدة → الامم | المتحدة): an
  // unknown word whose two halves are known, the second with the article. The
  // tokens of `text` grow; its letters and offsets stay. Call it before analyse.
  void split_joined_words(text::Text& text);
  // One word, for the compiler and tests. `letters` and `folded` have the same size.
  [[nodiscard]] std::vector<Reading> analyse_word(std::u16string_view letters,
                                                  std::u16string_view folded);

 private:
  struct Known {
    std::uint32_t first = 0, count = 0, starts = 0;
    std::uint32_t letters = 0, first_step = 0;
    std::uint16_t size = 0;
    // Where it parts in two joined words; 0 where it does not.
    std::uint8_t cut = 0;
  };
  void read_word(std::u16string_view letters, std::u16string_view folded,
                 std::vector<Reading>& out) const;
  // Where looking a word up has come to. Words of a text are looked up side by side, one
  // step of all before the next step of any, since nearly every step waits for memory.
  struct Look {
    std::uint32_t hash = 0;  // 0: no word
    std::uint32_t word = 0;  // index in known_
  };
  void look_up(const text::Text& text);
  const Known& known_at(const text::Text& text, std::size_t token);  // after look_up
  [[nodiscard]] bool is(const Known& known, std::u16string_view letters) const {
    return std::u16string_view(known_letters_).substr(known.letters, known.size) == letters;
  }
  std::uint32_t remember(std::u16string_view letters, std::u16string_view folded,
                         std::uint32_t hash);
  [[nodiscard]] std::uint32_t starts_of(std::u16string_view folded);
  [[nodiscard]] std::uint8_t cut_of(std::u16string_view letters, std::u16string_view folded);
  void grow();

  const lexicon::Lexicon& lexicon_;
  // Open addressing into known_, which is in the order of first sight, so that common
  // words lie together; emptied when it cannot grow.
  struct Slot {
    std::uint32_t hash = 0;  // never 0 where a word is
    std::uint32_t word = 0;
  };
  std::vector<Slot> slots_;
  std::vector<Known> known_;
  std::vector<Reading> known_readings_;
  std::u16string known_letters_;
  std::vector<lexicon::Step> known_steps_;
  std::vector<Reading> scratch_;
  std::vector<Look> looks_;  // of the tokens of a text
};

// "قتل verb past …" for tests and `explain`.
[[nodiscard]] std::string dump(const Reading& reading, const lexicon::Lexicon& lexicon);

}  // namespace marsad::morphology
