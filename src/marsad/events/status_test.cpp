// SPDX-License-Identifier: Apache-2.0
// Status of invented sentences, read with the whole language; and false friends among them.
#include "marsad/events/status.h"

#include <gtest/gtest.h>

#include <string>

#include "marsad/analysis/names.h"
#include "marsad/events/events.h"
#include "marsad/mentions/reading_for_tests.h"

namespace marsad::events {
namespace {

// "trigger status" of each event of the last sentence; those before it make a report of conflict.
std::string status_in(const std::string& sentence) {
  const std::string report = "قصفت قوات النظام بلدة سراقب أمس. وقتل خمسة جنود في اشتباكات. ";
  const auto& language = mentions::language_for_tests();
  static const claims::Cues kCues(*language.lexicon);
  static const Coder kCoder(*language.lexicon);
  const mentions::ReadingForTests reading(report + sentence);
  std::vector<claims::Found> claims;
  kCues.find(reading.page, claims);
  Analysis analysis;
  kCoder.find(reading.page, claims, analysis);
  const std::uint32_t last = reading.page.text.sentences.back().first;
  const std::uint32_t begin = reading.page.code_points({last, last + 1}).begin;
  std::string out;
  for (const Event& event : analysis.events) {
    if (event.trigger.begin < begin) continue;
    out += (out.empty() ? "" : ", ") + reading.quote(event.trigger) + " " +
           std::string(name(event.status));
  }
  return out;
}

TEST(Status, ComesFromTheWordsBefore) {
  EXPECT_EQ(status_in("قصف الجيش السوري مدينة حمص."), "قصف reported");
  EXPECT_EQ(status_in("لم يقصف الجيش السوري مدينة حمص."), "لم يقصف negated");
  EXPECT_EQ(status_in("سيقصف الجيش السوري مدينة حمص."), "يقصف planned");
  EXPECT_EQ(status_in("تسعى قوات الحكومة إلى استعادة السيطرة على حمص."), "استعادة السيطرة planned");
}

TEST(Status, WhatIsAimedAtIsPlannedAndWhatBefallsIsNot) {
  EXPECT_EQ(status_in("وتقدم الجيش السوري لاستعادة السيطرة على حمص."),
            "تقدم reported, استعادة السيطرة planned");
  EXPECT_EQ(status_in("وتخضع مدينة عدن لسيطرة قوات الحكومة."), "سيطرة reported");
}

TEST(Status, ComesFromTheClaim) {
  EXPECT_EQ(status_in("نفى الجيش السوري قصف المستشفى في حمص."), "قصف denied");
}

TEST(Status, WhatIsAnsweredOrLookedIntoHappened) {
  EXPECT_EQ(status_in("وتوعد الجيش السوري بالرد على قصف المطار."), "قصف reported");
  EXPECT_EQ(status_in("وطالبت الحكومة بتحقيق مستقل في قصف المطار."), "تحقيق planned, قصف reported");
  EXPECT_EQ(status_in("وهدد الجيش السوري بقصف المطار."), "قصف planned");
}

TEST(Status, WhereNobodyWasHurtTheBlowWasReal) {
  EXPECT_EQ(status_in("ولم يصب أحد بأذى في الانفجار."), "الانفجار reported");
}

TEST(Status, WhatIsThwartedWasOnlyMeant) {
  EXPECT_EQ(status_in("وأحبطت الشرطة اقتحام المطار."), "اقتحام planned");
}

TEST(Status, WhatNoNewsTellsOfIsNegated) {
  EXPECT_EQ(status_in("ولم ترد أنباء عن وقوع إصابات."), "وقوع إصابات negated");
}

TEST(Status, OfAPhraseComesFromTheWordsBeforeItsVerb) {
  EXPECT_EQ(status_in("لم تطلق القوات أي صاروخ على البلدة."), "صاروخ negated");
  EXPECT_EQ(status_in("لم تطلق القوات سوى صاروخ على البلدة."), "صاروخ reported");
  EXPECT_EQ(status_in("وكان الجيش قد أطلق عملية عسكرية في حمص."), "أطلق عملية reported");
}

TEST(Events, WhoBacksABodyIsToldInTheWordsForIt) {
  EXPECT_EQ(status_in("وواصلت القوات الحكومية المدعومة من روسيا مهمتها."), "المدعومة reported");
}

TEST(Status, GroundSaidToBeUnderControlIsTold) {
  EXPECT_EQ(status_in("باتت بلدة سراقب تحت سيطرة الحكومة."), "تحت سيطرة reported");
  EXPECT_EQ(status_in("وصل الوفد إلى مناطق تحت سيطرة الحكومة."), "");
}

TEST(Status, WhoDeniesThatCiviliansFellGrantsTheAttack) {
  EXPECT_EQ(status_in("نفى الجيش سقوط مدنيين في القصف الذي قتل فيه عشرة مسلحين."),
            "سقوط مدنيين denied, القصف reported");
  EXPECT_EQ(status_in("نفى الجيش ضلوعه في القصف."), "القصف denied");
}

TEST(Status, PeopleGatherToProtestAndStatesComplain) {
  EXPECT_EQ(status_in("واحتشد نحو 700 متظاهر في ساحة التحرير للاحتجاج على القرار."),
            "احتشد reported, للاحتجاج reported");
  EXPECT_EQ(status_in("واستدعت الخارجية السفير للاحتجاج على القرار."),
            "السفير reported, للاحتجاج planned");
}

TEST(Status, OfWhatIsCommentedOnIsNotThatOfTheComment) {
  EXPECT_EQ(status_in("ولم يصدر أي تعليق من الحكومة على مقتل القائد."), "مقتل reported");
}

TEST(Status, OfWhatARetractedReportToldIsDenied) {
  EXPECT_EQ(status_in("سحبت الوكالة خبرها عن غارة على دير الزور."), "غارة denied");
}

TEST(Events, WhoWithdrawsLeavesAPlace) {
  EXPECT_EQ(status_in("وعرقلت الميليشيات محاولات الخروج من الأزمة."), "");
  EXPECT_EQ(status_in("وينص البند على خروج الفصائل من بلدة تسيل."), "خروج planned");
}

TEST(FalseFriends, TellNoEvent) {
  EXPECT_EQ(status_in("وتراجع عن روايته."), "");
  EXPECT_EQ(status_in("وواصل رجال الإنقاذ البحث عن المفقودين."), "");
}

}  // namespace
}  // namespace marsad::events
