// SPDX-License-Identifier: Apache-2.0
// Words of invented articles, read with the whole language.
#include "marsad/pipeline/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace marsad {
namespace {

std::vector<std::string> words(const std::string& text) {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  Document document;
  document.text = text;
  Analysis analysis;
  analyse(document, *kLanguage, workspace, analysis);
  std::vector<std::string> out;
  for (const ContentWord& word : content_words(*kLanguage, workspace)) out.emplace_back(word.text);
  return out;
}

TEST(Words, InflectionAndSpellingDoNotMatter) {
  EXPECT_THAT(words("وقصفوا الأسواق"), testing::IsSupersetOf({"قصف", "سوق"}));
  EXPECT_EQ(words("أسواق"), words("اسواق"));
}

TEST(Words, GrammarSaysNothingAndUnknownWordsStandForThemselves) {
  EXPECT_THAT(words("إلى زغلبوط"), testing::ElementsAre("زغلبوط"));
}

TEST(Words, EachStandsOnceWithItsFirstPlace) {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  Document document;
  document.text = "زغلبوط ثم زغلبوط";
  Analysis analysis;
  analyse(document, *kLanguage, workspace, analysis);
  const auto found = content_words(*kLanguage, workspace);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().first, 0U);
  EXPECT_EQ(running_words(workspace).size(), 3U);
}

TEST(Words, AQuestionAsksForAnyReadingOfEachOfItsWords) {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  const auto asked = words_of_question("كتب في الأسواق", *kLanguage, workspace);
  ASSERT_EQ(asked.size(), 2U);
  const auto text = words("وكتبوا عن السوق");
  for (const auto& any : asked) {
    EXPECT_TRUE(std::any_of(any.begin(), any.end(), [&](const std::string& word) {
      return std::find(text.begin(), text.end(), word) != text.end();
    }));
  }
}

TEST(Words, ARowKnowsAWordANameOnlyNamesItAndNothingIsCounted) {
  const auto language = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  Document document;
  document.text = "وصل زغلبوط إلى حمص";
  Analysis analysis;
  analyse(document, *language, workspace, analysis);
  Coverage coverage;
  add_coverage(*language, workspace, analysis, coverage);
  EXPECT_EQ(coverage.words, 4U);
  EXPECT_EQ(coverage.unknown, 1U);
  EXPECT_EQ(coverage.unknown_words.at("زغلبوط"), 1U);
}

}  // namespace
}  // namespace marsad
