// SPDX-License-Identifier: Apache-2.0
// What neighbours decide, in the tiny language of tests/language.
#include "marsad/morphology/choose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace marsad::morphology {
namespace {

namespace feature = lexicon::feature;

const lexicon::Lexicon& tiny() {
  static const auto kTiny = lexicon::Lexicon::open(MARSAD_BINARY_DIR "/tiny.pack");
  if (!kTiny) {
    ADD_FAILURE() << describe(kTiny.error());
    std::abort();
  }
  return **kTiny;
}

struct Chosen {
  text::Text text;
  Readings before, after;
};

Chosen choose(std::string_view utf8) {
  Chosen out;
  Analyser analyser(tiny());
  text::read(utf8, tiny().orthography(), out.text);
  analyser.analyse(out.text, out.before);
  out.after = out.before;
  Chooser(tiny()).choose(out.text, out.after);
  return out;
}

// "verb", "other" or "both": what the last word of a sentence may still be.
std::string last(std::string_view utf8) {
  const Chosen chosen = choose(utf8);
  const auto of = chosen.after.of(static_cast<std::uint32_t>(chosen.text.tokens.size()) - 1);
  const auto is_verb = [](const Reading& r) { return (r.features & feature::verb) != 0; };
  if (std::all_of(of.begin(), of.end(), is_verb)) return "verb";
  return std::none_of(of.begin(), of.end(), is_verb) ? "other" : "both";
}

TEST(Choose, NeighboursDecideBetweenVerbAndNoun) {
  const struct {
    const char *words, *kept;
  } table[] = {
      {"قتل", "both"},            // it opens the sentence: either
      {"قال: قصف", "both"},       // so does what follows a mark
      {"قد قتل", "verb"},         // after a particle that asks for a verb
      {"الذي قتل", "verb"},       // after a relative pronoun
      {"في قصف", "other"},        // after a preposition: the masdar
      {"قالوا قصف", "other"},     // after a verb: its object
      {"كانوا قصف", "both"},      // but not after an auxiliary
      {"مدينة قصف", "other"},     // after a noun without the article
      {"المدينة قصف", "both"},    // a new clause may begin
      {"إن قصف", "other"},        // إن asks for a noun
      {"الذي المدينة", "other"},  // never refuses the last reading
  };
  for (const auto& line : table) EXPECT_EQ(line.kept, last(line.words)) << line.words;
}

// The readings of a token in one order, refused ones included.
std::vector<std::string> all_of(const Readings& readings, std::uint32_t token) {
  const WordReadings& word = readings.words[token];
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < word.count + word.refused; ++i) {
    out.push_back(dump(readings.readings[word.first + i], tiny()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Choose, RefusedReadingsStandBehindTheKeptAndNothingIsLost) {
  constexpr const char* kWords[] = {"قتل",   "قصف",     "في",    "الذي",  "لم",   "قد",
                                    "مدينة", "المدينة", "يقول",  "كان",   "أن",   "إن",
                                    "،",     ".",       "12",    "زغبرط", "وقتل", "من",
                                    "علي",   "على",     "الجيش", "قال",   "مصاب", "بقصف"};
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string sentence;
    for (std::size_t n = 1 + random() % 8; n > 0; --n) {
      sentence += kWords[random() % std::size(kWords)];
      sentence += ' ';
    }
    const Chosen chosen = choose(sentence);
    for (std::uint32_t token = 0; token < chosen.text.tokens.size(); ++token) {
      ASSERT_EQ(chosen.before.of(token).empty(), chosen.after.of(token).empty()) << sentence;
      ASSERT_EQ(all_of(chosen.before, token), all_of(chosen.after, token)) << sentence;
      // The kept ones stay in their order.
      std::size_t at = 0;
      for (const Reading& kept : chosen.after.of(token)) {
        const auto given = chosen.before.of(token);
        while (at < given.size() && dump(given[at], tiny()) != dump(kept, tiny())) ++at;
        ASSERT_LT(at, given.size()) << sentence;
      }
    }
  }
}

TEST(Choose, AnEmptyTextIsNothingToChooseFrom) { EXPECT_TRUE(choose("").after.words.empty()); }

}  // namespace
}  // namespace marsad::morphology
