// SPDX-License-Identifier: Apache-2.0
// Questions to a page, in the tiny language of tests/language.
#include "marsad/mentions/page.h"
#include "marsad/mentions/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "marsad/morphology/choose.h"
#include "marsad/text/utf8.h"

namespace marsad::mentions {
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

const grammar::Cascade& cascade() {
  static const auto kCascade = grammar::Cascade::open(tiny().section("rules"), makers());
  if (!kCascade) {
    ADD_FAILURE() << describe(kCascade.error());
    std::abort();
  }
  return *kCascade;
}

const Terms& terms() {
  static const Terms kTerms(tiny());
  return kTerms;
}

// One article read as far as its mentions.
struct Sheet {
  explicit Sheet(std::string utf8) : classes(tiny()) {
    document.text = std::move(utf8);
    text::read(document.text, tiny().orthography(), text);
    morphology::Analyser analyser(tiny());
    analyser.analyse(text, readings);
    morphology::Chooser(tiny()).choose(text, readings);
    grammar::build(text, tiny(), readings, chart);
    find(document, cascade(), terms(), chart, mentions, nullptr);
    page = std::make_unique<Page>(document, chart, mentions, classes);
  }
  [[nodiscard]] std::string quote(Span code_points) const {
    std::string out;
    std::uint32_t at = 0;
    for (const char byte : document.text) {
      if ((byte & 0xC0) != 0x80) ++at;
      if (at > code_points.begin && at <= code_points.end) out += byte;
    }
    return out;
  }

  Document document;
  Classes classes;
  text::Text text;
  morphology::Readings readings;
  grammar::Chart chart;
  Mentions mentions;
  std::unique_ptr<Page> page;
};

TEST(Page, AnswersForATokenFromAnyOfItsReadings) {
  const Sheet sheet("قال المصدر إن الجيش قصف المدينة.");
  const Page& page = *sheet.page;
  EXPECT_EQ(7u, page.tokens());
  EXPECT_TRUE(page.is(0, page.classes.cue));
  EXPECT_TRUE(page.is(1, page.classes.person));
  EXPECT_TRUE(page.is(2, page.classes.that));
  EXPECT_FALSE(page.is(1, page.classes.that));
  EXPECT_FALSE(page.is(6, page.classes.that));  // a full stop has no readings
  EXPECT_TRUE(page.has(4, feature::verb | feature::past));
  EXPECT_FALSE(page.has(5, feature::verb));
  EXPECT_TRUE(page.always(5, feature::noun));
  EXPECT_FALSE(page.always(6, feature::noun));
  EXPECT_TRUE(page.punctuation(6));
  EXPECT_EQ(text::Orthography::Role::sentence_end, page.role(6));
}

TEST(Page, AClassThatTheLanguageLacksHoldsNothing) {
  const Sheet sheet("قال المصدر ذلك");
  EXPECT_EQ(lexicon::kNothing, sheet.page->classes.wish);
  for (std::uint32_t token = 0; token < sheet.page->tokens(); ++token) {
    EXPECT_FALSE(sheet.page->is(token, sheet.page->classes.wish));
  }
}

TEST(Page, AReadingIsGivenByWhatItMustAndMustNotBe) {
  const Sheet sheet("قصف");
  const Page& page = *sheet.page;
  const auto* verb = page.reading(0, feature::verb);
  const auto* noun = page.reading(0, 0, feature::verb);
  ASSERT_TRUE(verb != nullptr && noun != nullptr);
  EXPECT_TRUE(verb->features & feature::verb);
  EXPECT_FALSE(noun->features & feature::verb);
  EXPECT_EQ(nullptr, page.reading(0, feature::verb | feature::noun));
  EXPECT_EQ(verb, page.verb(0));
  EXPECT_FALSE(page.surely_verb(0));
  EXPECT_TRUE(Sheet("يقصفون").page->surely_verb(0));
}

TEST(Page, EachTokenKnowsItsSentence) {
  const Sheet sheet("قال المصدر. قصف الجيش. قتل جندي");
  const Page& page = *sheet.page;
  EXPECT_EQ(0u, page.sentence_of(0));
  EXPECT_EQ(0u, page.sentence_of(2));
  EXPECT_EQ(1u, page.sentence_of(3));
  EXPECT_EQ(2u, page.sentence_of(page.tokens() - 1));
  EXPECT_EQ(3u, page.sentence_at(3).first);
}

TEST(Page, TheMentionOverATokenIsFound) {
  const Sheet sheet("قصف الجيش السوري حلب");
  const Page& page = *sheet.page;
  ASSERT_NE(nullptr, page.mention(1));
  EXPECT_EQ(page.mention(1), page.mention(2));
  EXPECT_EQ(page.mention(1), page.actor(1));
  EXPECT_EQ("Syrian Army", value_of<ActorValue>(page.actor(1))->name);
  EXPECT_EQ(nullptr, page.mention(0));
  EXPECT_EQ(nullptr, page.actor(3));  // a place is no actor
  ASSERT_NE(nullptr, value_of<PlaceValue>(page.mention(3)));
  EXPECT_EQ("Aleppo", value_of<PlaceValue>(page.mention(3))->name);
  EXPECT_EQ(nullptr, value_of<PlaceValue>(nullptr));
}

TEST(Page, AQuoteLeavesOutWhatIsWrittenOntoItsFirstWord) {
  const struct {
    const char *text, *quote;
  } table[] = {
      {"الجيش", "الجيش"},      {"والجيش", "الجيش"},   {"وبالجيش", "الجيش"},
      {"للقطاع", "للقطاع"},    {"وللقطاع", "للقطاع"}, {"للقاء", "لقاء"},
      {"بمدينتها", "مدينتها"}, {"سيقتل", "يقتل"},     {"وسيقتلونهم", "يقتلونهم"},
      {"مدينة", "مدينة"},      {"12", "12"},          {"وقال الجيش", "قال الجيش"},
      {"وَالجَيْشُ", "الجَيْشُ"},  // marks count, and belong to their letters
  };
  for (const auto& line : table) {
    const Sheet sheet(line.text);
    const Span all{0, sheet.page->tokens()};
    EXPECT_EQ(line.quote, sheet.quote(sheet.page->code_points(all))) << line.text;
    EXPECT_EQ(sheet.page->code_points(all), code_points(sheet.chart, all));
  }
}

TEST(Page, ALetterThatSomeReadingCountsToTheWordStays) {
  // ولد may be ولد and و + لد; only what all readings have goes.
  const Sheet sheet("وزغبرط");
  EXPECT_EQ("وزغبرط", sheet.quote(sheet.page->code_points({0, 1})));
}

TEST(Page, RowsOfOneTableAreGivenAlone) {
  const Sheet sheet("قصف");
  const auto* verb = sheet.page->verb(0);
  ASSERT_NE(nullptr, verb);
  std::vector<std::string> origins;
  sheet.page->rows(verb->lexeme, "triggers.tsv",
                   [&](lexicon::RowId row) { origins.push_back(tiny().origin(row)); });
  EXPECT_THAT(origins, testing::ElementsAre("triggers.tsv:4 قصف"));
}

TEST(Page, AnEmptyTextIsAPage) {
  const Sheet sheet("");
  EXPECT_EQ(0u, sheet.page->tokens());
}

}  // namespace
}  // namespace marsad::mentions
