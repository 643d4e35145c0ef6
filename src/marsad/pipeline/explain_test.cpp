// SPDX-License-Identifier: Apache-2.0
// What is explained, and what a focus leaves out; the sentences are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "marsad/pipeline/pipeline.h"

namespace marsad {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string explained(const Focus& focus) {
  static const Result<Language> kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  if (!kLanguage) return describe(kLanguage.error());
  Document document;
  document.text = "قال ناشطون إن القصف على حمص قتل تسعة مدنيين أمس. وقتل ثلاثة جنود في إدلب.";
  Workspace workspace;
  return explain(document, *kLanguage, workspace, focus);
}

TEST(Explain, WordsBearTheirRowsAndRulesTheirFile) {
  const std::string all = explained({});
  EXPECT_THAT(all, HasSubstr("sentence 1"));
  EXPECT_THAT(all, HasSubstr("sentence 2"));
  EXPECT_THAT(all, HasSubstr("<verbs.tsv:"));
  EXPECT_THAT(all, HasSubstr(".rules:"));
  EXPECT_THAT(all, HasSubstr("claim \"قال\""));
  EXPECT_THAT(all, HasSubstr("figure at "));
}

TEST(Explain, ASentenceAlone) {
  Focus focus;
  focus.sentence = 2;
  const std::string second = explained(focus);
  EXPECT_THAT(second, Not(HasSubstr("sentence 1")));
  EXPECT_THAT(second, HasSubstr("\"جنود\""));
  EXPECT_THAT(second, Not(HasSubstr("claim")));
}

TEST(Explain, AWordHoweverSpelled) {
  Focus focus;
  focus.word = "ألقصف";
  const std::string word = explained(focus);
  EXPECT_THAT(word, HasSubstr("\"القصف\""));
  EXPECT_THAT(word, Not(HasSubstr("\"حمص\"")));
  EXPECT_THAT(word, HasSubstr("event at "));
  EXPECT_THAT(word, Not(HasSubstr("figure")));
}

TEST(Explain, ASpanAndWhatTouchesIt) {
  Focus focus;
  focus.span = Span{54, 64};  // "ثلاثة جنود"
  const std::string span = explained(focus);
  EXPECT_THAT(span, HasSubstr("\"ثلاثة\""));
  EXPECT_THAT(span, HasSubstr("figure at 54..64"));
  EXPECT_THAT(span, Not(HasSubstr("\"حمص\"")));
}

}  // namespace
}  // namespace marsad
