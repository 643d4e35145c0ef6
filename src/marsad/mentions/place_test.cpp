// SPDX-License-Identifier: Apache-2.0
// Places of whole texts, read with the whole language.
#include "marsad/mentions/place.h"
#include "marsad/mentions/terms.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/morphology/choose.h"

namespace marsad::mentions {
namespace {

const lexicon::Lexicon& language() {
  static const auto kLanguage = lexicon::Lexicon::open(MARSAD_BINARY_DIR "/marsad.pack");
  if (!kLanguage) {
    ADD_FAILURE() << describe(kLanguage.error());
    std::abort();
  }
  return **kLanguage;
}

const grammar::Cascade& cascade() {
  static const auto kCascade = grammar::Cascade::open(language().section("rules"), makers());
  if (!kCascade) {
    ADD_FAILURE() << describe(kCascade.error());
    std::abort();
  }
  return *kCascade;
}

const Terms& terms() {
  static const Terms kTerms(language());
  return kTerms;
}

// The places of a text: country codes, in order.
std::vector<PlaceValue> places_of(const std::string& utf8) {
  Document document;
  document.text = utf8;
  document.published = std::chrono::sys_days(std::chrono::year(2016) / 11 / 3);
  text::Text text;
  text::read(utf8, language().orthography(), text);
  morphology::Analyser analyser(language());
  morphology::Readings readings;
  analyser.analyse(text, readings);
  morphology::Chooser(language()).choose(text, readings);
  grammar::Chart chart;
  grammar::build(text, language(), readings, chart);
  Mentions mentions;
  find(document, cascade(), terms(), chart, mentions, nullptr);
  std::vector<PlaceValue> out;
  for (const Found& found : mentions.all) {
    if (const auto* place = std::get_if<PlaceValue>(&found.mention.value)) out.push_back(*place);
  }
  return out;
}

TEST(Place, CommonWordsAreNone) {
  for (const char* sentence :
       {"كان السوق بعيدا عن البيت", "وصف الطبيب المنطقة الواقعة هناك بالهادئة",
        "أكد ذلك بناء على طلبه", "حلقت مروحيات سورية", "جاء وكيل الوزارة", "زار مناطق عدة"}) {
    EXPECT_TRUE(places_of(sentence).empty()) << sentence;
  }
}

TEST(Place, TheCountryOfTheArticleChoosesAmongTownsOfOneName) {
  const auto syria = places_of("في سوريا وصل الوفد إلى دمشق ثم إلى حمص. سمع دوي في طرطوس");
  ASSERT_EQ(4u, syria.size());
  for (const PlaceValue& place : syria) EXPECT_EQ("SY", place.country) << place.name;
  const auto libya = places_of("في ليبيا وصل الوفد إلى بنغازي ثم إلى طرابلس");
  const auto lebanon = places_of("في لبنان وصل الوفد إلى بيروت ثم إلى صيدا وطرابلس");
  ASSERT_EQ(3u, libya.size());
  ASSERT_EQ(4u, lebanon.size());
  EXPECT_EQ("LY", libya.back().country);
  EXPECT_EQ("LB", lebanon.back().country);
}

TEST(Place, APartOfATownLiesAtTheTown) {
  const auto places = places_of("وصل الوفد إلى سرمدا ثم هدأ شرق المدينة");
  ASSERT_EQ(2u, places.size());
  EXPECT_EQ(places[0].lat, places[1].lat);
  EXPECT_EQ(places[0].lon, places[1].lon);
}

TEST(Place, APartOfNoKnownTownIsNone) { EXPECT_TRUE(places_of("هدأ شرق المدينة").empty()); }

}  // namespace
}  // namespace marsad::mentions
