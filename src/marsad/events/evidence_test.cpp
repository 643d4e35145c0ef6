// SPDX-License-Identifier: Apache-2.0
// What makes an event where the text is no report of conflict: invented sentences, each
// alone, read with the whole language.
#include "marsad/events/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "marsad/analysis/names.h"
#include "marsad/events/events.h"
#include "marsad/mentions/reading_for_tests.h"

namespace marsad::events {
namespace {

using mentions::ReadingForTests;
using testing::ElementsAre;
using testing::IsEmpty;

// The types of the events of a text.
std::vector<std::string> types_in(const std::string& text) {
  const auto& language = mentions::language_for_tests();
  static const claims::Cues kCues(*language.lexicon);
  static const Coder kCoder(*language.lexicon);
  const ReadingForTests reading(text);
  std::vector<claims::Found> claims;
  kCues.find(reading.page, claims);
  Analysis analysis;
  kCoder.find(reading.page, claims, analysis);
  std::vector<std::string> out;
  for (const Event& event : analysis.events) out.emplace_back(name(event.type));
  return out;
}

TEST(Evidence, AVerbOfTheMainClauseWithTheDeadCountedAndAWeaponTells) {
  EXPECT_THAT(types_in("قتل ستة أشخاص في انفجار سيارة مفخخة وسط سوق في حمص أمس الأربعاء."),
              ElementsAre("bombing"));
  EXPECT_THAT(types_in("انفجرت عبوة ناسفة أمس قرب حاجز في إدلب وأصيب ثلاثة مدنيين."),
              ElementsAre("bombing"));
}

TEST(Evidence, AnArmedBodyThatDidItSomewhereTells) {
  EXPECT_THAT(types_in("نفى الجيش السوري قصف المستشفى في حمص."), ElementsAre("shelling"));
  EXPECT_THAT(types_in("لم يقصف الجيش السوري مدينة حمص."), ElementsAre("shelling"));
}

TEST(Evidence, NamingAHappeningBesideACourtTellsNone) {
  EXPECT_THAT(types_in("استمعت المحكمة إلى شاهد في قضية اغتيال الوزير السابق."), IsEmpty());
  EXPECT_THAT(types_in("تحدث الكاتب في روايته عن الهجمات التي عرفتها المدينة."), IsEmpty());
}

TEST(Evidence, DeathsBesideAnAccidentAreNoViolence) {
  EXPECT_THAT(types_in("قتل عشرة أشخاص وأصيب عشرون في تحطم قطار قرب دمشق أمس."), IsEmpty());
}

TEST(Evidence, ACrowdSomewhereForSomethingIsAProtest) {
  EXPECT_THAT(types_in("تظاهر مئات الطلاب في دمشق أمس احتجاجا على رفع الأسعار."),
              ElementsAre("protest"));
  EXPECT_THAT(types_in("تجمع نحو ألفي متظاهر في ساحة بحلب وهتفوا ضد الحكومة."),
              ElementsAre("protest"));
  EXPECT_THAT(types_in("يدرس الكاتب في كتابه أثر المظاهرات في الأدب."), IsEmpty());
}

TEST(Evidence, AnAlertTellsWhatItsFirstWordTells) {
  EXPECT_THAT(types_in("هاجم مسلحون مخفرا للشرطة في تعز."), ElementsAre("clash"));
  EXPECT_THAT(types_in("عاجل | غارات جوية على بلدة سراقب."), ElementsAre("airstrike"));
  EXPECT_THAT(types_in("مقتل ثلاثة جنود بانفجار لغم في ريف حمص."), ElementsAre("bombing"));
  EXPECT_THAT(types_in("فجر انتحاري نفسه في مسجد بكابل."), ElementsAre("bombing"));
}

TEST(Evidence, AHeadlineOfSomethingElseTellsNone) {
  EXPECT_THAT(types_in("هجوم لاذع من النقاد على الفيلم الجديد."), IsEmpty());
  EXPECT_THAT(types_in("الرئيس يدين الهجوم على السفارة."), IsEmpty());
  EXPECT_THAT(types_in("قتل خمسة أشخاص في حادث سير على طريق حمص."), IsEmpty());
  EXPECT_THAT(types_in("قتل الوقت في عطلة نهاية الأسبوع."), IsEmpty());
}

}  // namespace
}  // namespace marsad::events
