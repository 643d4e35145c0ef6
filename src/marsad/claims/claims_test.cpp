// SPDX-License-Identifier: Apache-2.0
// Claims of sentences, read with the whole language.
#include "marsad/claims/claims.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/analysis/names.h"
#include "marsad/mentions/reading_for_tests.h"

namespace marsad::claims {
namespace {

using mentions::ReadingForTests;

// "source + source > outlet | cue | stance | content" for each claim.
std::vector<std::string> claims_of(const std::string& sentence) {
  static const Cues kCues(*mentions::language_for_tests().lexicon);
  const ReadingForTests reading(sentence);
  std::vector<Found> found;
  kCues.find(reading.page, found);
  std::vector<std::string> out;
  for (const Found& claim : found) {
    std::string line;
    for (const Index source : claim.claim.sources) {
      if (!line.empty()) line += " + ";
      line += reading.quote_of(source);
    }
    if (claim.claim.told_to != kNone) {
      line += " > " + reading.quote_of(claim.claim.told_to);
    }
    line += " | " + reading.quote(claim.claim.cue);
    line += " | " + std::string(name(claim.claim.stance));
    line += " | " + reading.quote(claim.claim.content);
    out.push_back(std::move(line));
  }
  return out;
}

struct Case {
  const char* sentence;
  std::vector<std::string> claims;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(claims_of(one.sentence), one.claims) << one.sentence;
}

TEST(Claims, SubjectStandsAfterTheVerbPastWhatIsSetOff) {
  check({
      {"قال وزير الدفاع إن الجيش لم ينسحب من التل.",
       {"وزير الدفاع | قال | asserts | الجيش لم ينسحب من التل"}},
      {"وأعلن، يوم الخميس، الجيش السوري أن الطريق مغلق.",
       {"الجيش السوري | أعلن | asserts | الطريق مغلق"}},
      {"أكدت الشرطة مقتل ثلاثة مسلحين قرب الجسر.",
       {"الشرطة | أكدت | asserts | مقتل ثلاثة مسلحين قرب الجسر"}},
  });
}

TEST(Claims, SubjectStandsBeforeTheVerbInItsClause) {
  check({
      {"لكن الجيش السوري قال إن الطريق مفتوح.", {"الجيش السوري | قال | asserts | الطريق مفتوح"}},
      {"وكان الجيش السوري قد أعلن أن الهدنة انتهت.",
       {"الجيش السوري | أعلن | asserts | الهدنة انتهت"}},
  });
}

TEST(Claims, VerbWithoutSubjectHasTheLastSpeaker) {
  check({
      {"قالت الشرطة إن الجسر دمر. وأضافت أن القصف مستمر.",
       {"الشرطة | قالت | asserts | الجسر دمر", "الشرطة | أضافت | asserts | القصف مستمر"}},
      {"قالت الشرطة إن الجسر دمر، مشيرة إلى أن القصف مستمر.",
       {"الشرطة | قالت | asserts | الجسر دمر", "الشرطة | مشيرة | asserts | القصف مستمر"}},
  });
}

TEST(Claims, AttributionEndsTheContentBeforeIt) {
  check({
      {"دمر الجسر في القصف، وفق وزير الدفاع.",
       {"وزير الدفاع | وفق | asserts | دمر الجسر في القصف"}},
      {"دمر الجسر في القصف، بحسب ما أفادت الشرطة.",
       {"الشرطة | بحسب ما أفادت | asserts | دمر الجسر في القصف"}},
  });
}

TEST(Claims, AnAttributionAmidItsClauseIsOfTheWholeOfIt) {
  check({
      {"ولا يزال يعيش وفق الأمم المتحدة نحو ألف نازح قرب الحدود.",
       {"الأمم المتحدة | وفق | asserts | ولا يزال يعيش وفق الأمم المتحدة نحو ألف نازح قرب الحدود"}},
      {"قتل ثلاثة جنود وفق الشرطة وأغلق الطريق.", {"الشرطة | وفق | asserts | قتل ثلاثة جنود"}},
  });
}

TEST(Claims, RelayNamesTheSpeakerAndTheOutlet) {
  check({{"ونقلت وكالة رويترز عن وزير الدفاع قوله إن الطريق مغلق.",
          {"وزير الدفاع > وكالة رويترز | قوله | asserts | الطريق مغلق"}}});
}

TEST(Claims, DemandsAndDenialsTakeNouns) {
  check({
      {"دعا وزير الدفاع إلى وقف القتال في البلدة.",
       {"وزير الدفاع | دعا | demands | وقف القتال في البلدة"}},
      {"نفت الشرطة مشاركتها في الهجوم.", {"الشرطة | نفت | denies | مشاركتها في الهجوم"}},
  });
}

TEST(Claims, WhatAnotherSaysStandsBesideWhatTheFirstSaid) {
  check({
      {"قالت وزارة الصحة إن الجسر دمر فيما أعلنت الشرطة أن الطريق مفتوح.",
       {"وزارة الصحة | قالت | asserts | الجسر دمر", "الشرطة | أعلنت | asserts | الطريق مفتوح"}},
      {"أعلن الجيش السوري أن البلدة سقطت، في حين نفت الشرطة سقوطها.",
       {"الجيش السوري | أعلن | asserts | البلدة سقطت", "الشرطة | نفت | denies | سقوطها"}},
      {"وقال شهود إن الجسر دمر، لكن متحدثا باسم الجيش نفى ذلك.",
       {"شهود | قال | asserts | الجسر دمر", "متحدثا باسم الجيش | نفى | denies | ذلك"}},
      {"قالت الشرطة إن ستة جنود قتلوا بينما قتل سبعة وفق وزير الدفاع.",
       {"الشرطة | قالت | asserts | ستة جنود قتلوا", "وزير الدفاع | وفق | asserts | قتل سبعة"}},
      // What happens meanwhile is told by the same speaker.
      {"قالت الشرطة إن الطريق مغلق فيما يستمر القصف.",
       {"الشرطة | قالت | asserts | الطريق مغلق فيما يستمر القصف"}},
  });
}

TEST(Claims, EachAttributionOfASentenceHasItsOwnClause) {
  check({
      {"قتل ستة جنود بحسب الشرطة وسبعة بحسب وزير الدفاع.",
       {"الشرطة | بحسب | asserts | قتل ستة جنود", "وزير الدفاع | بحسب | asserts | سبعة"}},
      {"وبحسب الشرطة قتل ثلاثة جنود، في حين قال وزير الدفاع إن العدد أكبر.",
       {"الشرطة | بحسب | asserts | قتل ثلاثة جنود", "وزير الدفاع | قال | asserts | العدد أكبر"}},
  });
}

TEST(Claims, WhoPassesOnIsNotTheSource) {
  check({
      {"وأفادت وكالة رويترز نقلا عن وزير الدفاع بأن الطريق مغلق.",
       {"وزير الدفاع > وكالة رويترز | أفادت | asserts | الطريق مغلق"}},
      {"دمر الجسر، بحسب ما نقلت وكالة رويترز عن وزير الدفاع.",
       {"وزير الدفاع > وكالة رويترز | بحسب ما نقلت | asserts | دمر الجسر"}},
  });
}

TEST(Claims, WhatStandsAsideIsNotTold) {
  check({
      {"وأعلن الجيش السوري في بيان مقتل ثلاثة جنود.",
       {"الجيش السوري | أعلن | asserts | مقتل ثلاثة جنود"}},
      {"وتعهد وزير الدفاع في اتصال هاتفي بالرد على الهجوم.",
       {"وزير الدفاع | تعهد | promises | الرد على الهجوم"}},
      {"وأعلنت الشرطة إغلاق الجسر على أن يفتح غدا.",
       {"الشرطة | أعلنت | asserts | إغلاق الجسر على أن يفتح غدا"}},
      {"كما أعلن الجيش السوري إغلاق الجسر.", {"الجيش السوري | أعلن | asserts | إغلاق الجسر"}},
  });
}

TEST(Claims, AVerbThatNobodyIsNamedForHasNoSource) {
  check({
      {"وذكر أن الجسر دمر.", {" | ذكر | asserts | الجسر دمر"}},
      {"قالت الشرطة إن الجسر دمر. وكان مشروع القرار يدعو إلى وقف القتال.",
       {"الشرطة | قالت | asserts | الجسر دمر", " | يدعو | demands | وقف القتال"}},
      {"توقف القصف، مما يشير إلى هدنة.", {}},
  });
}

TEST(Claims, ThePaperThatACueNamesIsItsSource) {
  check({
      {"دمر الجسر، بحسب إحصاءات أولية.", {"إحصاءات أولية | بحسب إحصاءات | asserts | دمر الجسر"}},
  });
}

TEST(Claims, TheNounOfALightVerbTells) {
  check({
      {"ووجهت الشرطة الاتهامات إلى وزير الدفاع بقصف الجسر.",
       {"الشرطة | الاتهامات | accuses | إلى وزير الدفاع بقصف الجسر"}},
      {"وأعلن الجيش السوري مسؤوليته عن القصف.",
       {"الجيش السوري | أعلن | asserts | مسؤوليته عن القصف"}},
  });
}

TEST(Claims, ToWhomItIsToldIsNotWhoSpeaks) {
  check({
      {"قالت الشرطة إن الجسر دمر. وأضافت لرويترز أن الطريق مغلق.",
       {"الشرطة | قالت | asserts | الجسر دمر", "الشرطة > رويترز | أضافت | asserts | الطريق مغلق"}},
  });
}

TEST(Claims, ASubjectThatTouchesItsVerbIsNotSoughtBehindIt) {
  check({
      {"لكن الجيش السوري ينفي بشكل قاطع أي روابط بالحزب.",
       {"الجيش السوري | ينفي | denies | روابط بالحزب"}},
      {"لكن وكالة رويترز نقلت عن وزير الدفاع قوله إن الطريق مغلق.",
       {"وزير الدفاع > وكالة رويترز | قوله | asserts | الطريق مغلق"}},
      {"وقالت الشرطة إن الرتل يسير ضمن قوات التحالف.",
       {"الشرطة | قالت | asserts | الرتل يسير ضمن قوات التحالف"}},
  });
}

TEST(Claims, ASubjectThatNobodyKnowsIsNotWhoSpokeBefore) {
  check({
      {"قالت الشرطة إن الجسر دمر. وأكد أمن عدن أن الطريق مغلق.",
       {"الشرطة | قالت | asserts | الجسر دمر", " | أكد | asserts | الطريق مغلق"}},
      {"قال الجيش إن الجسر دمر. وأكد مجددا أن الطريق مغلق.",
       {"الجيش | قال | asserts | الجسر دمر", "الجيش | أكد | asserts | الطريق مغلق"}},
  });
}

TEST(Claims, DoubtsAreOfWhatCouldNotBeVerified) {
  check({
      {"ولم يتسن لوكالة رويترز التأكد من صحة الأنباء.", {" | ولم يتسن | doubts | من صحة الأنباء"}},
      {"ولم تتمكن وكالة رويترز من التأكد من صحة الأنباء.",
       {"وكالة رويترز | ولم تتمكن | doubts | من صحة الأنباء"}},
      {"ولم يتسن ل\"نخيل الشمال\" التأكد من صحة الأنباء.",
       {" | ولم يتسن | doubts | من صحة الأنباء"}},
      {"وشككت الشرطة في صحة التقرير.", {"الشرطة | شككت | doubts | صحة التقرير"}},
      {"وأكد الجيش السوري صحة النبأ.", {"الجيش السوري | أكد | confirms | النبأ"}},
  });
}

TEST(Claims, NounInTheSubjectsPlaceGivesTheClaimToNobodyElse) {
  check({{"قالت الشرطة إن الجسر دمر. وأعلنت الكنيسة أن القصف مستمر.",
          {"الشرطة | قالت | asserts | الجسر دمر", " | أعلنت | asserts | القصف مستمر"}}});
}

TEST(Claims, ANameInQuotationMarksSpeaks) {
  check({
      {"قالت الشرطة إن الجسر دمر. وأعلنت \"نخيل الشمال\" أن القصف مستمر.",
       {"الشرطة | قالت | asserts | الجسر دمر", "نخيل الشمال | أعلنت | asserts | القصف مستمر"}},
      {"وقالت ترنكوفا: \"الطريق مغلق\".", {"ترنكوفا | قالت | asserts | الطريق مغلق"}},
  });
}

TEST(Claims, WordsThatOnlyLookLikeCuesReportNothing) {
  check({
      {"قتل خمسة بينهم طفل قرب مدينة حلب قبل أيام.", {}},
      {"شهدت البلدة معارك بين الجيش والمسلحين.", {}},
      {"لم يعلن وزير الدفاع مقتل أي جندي.", {}},
      {"تدعم الحكومة عدة فصائل في الشمال.", {}},
      {"وردت وحدات من الجيش على مصادر النيران.", {}},
      {"استشهد فتى برصاص الجنود عند الحاجز.", {}},
  });
}

TEST(Claims, AVerbRightBehindPeopleNobodyKnowsTellsOfThem) {
  check({{"قصفت قوات النظام البلدة، بحسب سكان قالوا إن الجسر دمر.",
          {"سكان | بحسب | asserts | قصفت قوات النظام البلدة",
           "سكان | قالوا | asserts | الجسر دمر"}}});
}

TEST(Claims, WhoCarriesBlamesNobody) { check({{"حمل الشبان صور القتلى.", {}}}); }

TEST(Claims, WhoIsAccusedIsNotWhoAccuses) {
  check({{"نفت الشرطة مسؤوليتها عن القصف واتهمت الفلول بقصف البلدة.",
          {"الشرطة | نفت | denies | مسؤوليتها عن القصف واتهمت الفلول بقصف البلدة",
           "الشرطة | اتهمت | accuses | قصف البلدة"}}});
}

TEST(Claims, TheNounThatSaysHowSomethingWasDeniedIsNotWhatWas) {
  check({{"نفت الشرطة نفيا قاطعا قصف البلدة، مؤكدة أن الجسر دمر.",
          {"الشرطة | نفت | denies | قصف البلدة", "الشرطة | مؤكدة | asserts | الجسر دمر"}}});
}

TEST(Claims, WhoAsksNotToBeNamedSpeaksAllTheSame) {
  check({{"وقال طبيب اشترط عدم الكشف عن هويته إن الجسر دمر.", {"طبيب | قال | asserts | الجسر دمر"}},
         {"وقال حارس في البلدة طلب عدم ذكر اسمه إن الجسر دمر.",
          {"حارس | قال | asserts | الجسر دمر"}}});
}

}  // namespace
}  // namespace marsad::claims
