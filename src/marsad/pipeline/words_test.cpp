// SPDX-License-Identifier: Apache-2.0
// Words of invented articles, read with the whole language.
#include "marsad/pipeline/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marsad {
namespace {

std::vector<std::string> words(const std::string& text, std::uint32_t end) {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  Document document;
  document.text = text;
  Analysis analysis;
  analyse(document, *kLanguage, workspace, analysis);
  return content_words(*kLanguage, workspace, end);
}

TEST(Words, InflectionAndSpellingDoNotMatter) {
  EXPECT_THAT(words("وقصفوا الأسواق", 100), testing::IsSupersetOf({"قصف", "سوق"}));
  EXPECT_EQ(words("أسواق", 100), words("اسواق", 100));
}

TEST(Words, GrammarSaysNothingAndUnknownWordsStandForThemselves) {
  EXPECT_THAT(words("إلى زغلبوط", 100), testing::ElementsAre("زغلبوط"));
}

TEST(Words, OnlyUpToTheEnd) {
  EXPECT_THAT(words("سوق قصف", 3), testing::Not(testing::Contains("قصف")));
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
