// SPDX-License-Identifier: Apache-2.0
// Places of whole texts, read with the whole language.
#include "marsad/mentions/place.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/mentions/reading_for_tests.h"

namespace marsad::mentions {
namespace {

// The places of a text: country codes, in order.
std::vector<PlaceValue> places_of(const std::string& utf8) {
  const ReadingForTests reading(utf8);
  std::vector<PlaceValue> out;
  for (const Found& found : reading.mentions.all) {
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

TEST(Place, AWordWithTheArticleIsNoPlaceOfACountryThatIsNotSpokenOf) {
  for (const PlaceValue& place :
       places_of("انفجرت القنبلة في الزاوية الجنوبية من السفارة في بكين. كما وقع حادث في شنغهاي")) {
    EXPECT_EQ("CN", place.country) << place.name;
  }
  const auto libya = places_of("وصل الوفد من طرابلس إلى الزاوية ثم إلى بنغازي في ليبيا");
  ASSERT_EQ(4u, libya.size());
  EXPECT_EQ("Zawiya", libya[1].name);
  const auto alone = places_of("وصل الوفد إلى الزاوية");
  ASSERT_EQ(1u, alone.size());
  EXPECT_EQ(1u, places_of("بحث الوزير أزمات الشرق الأوسط").size());
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
