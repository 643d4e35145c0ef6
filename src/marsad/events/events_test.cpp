// SPDX-License-Identifier: Apache-2.0
// Events and figures of invented sentences, read with the whole language.
#include "marsad/events/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/mentions/reading_for_tests.h"

namespace marsad::events {
namespace {

using mentions::ReadingForTests;

std::string joined(const ReadingForTests& reading, const std::vector<Index>& mentions) {
  std::string out;
  for (const Index mention : mentions)
    out += (out.empty() ? "" : " + ") + reading.quote_of(mention);
  return out;
}

std::string bound(const std::optional<double>& value) {
  return value ? std::to_string(static_cast<long>(*value)) : "open";
}

// "type | trigger | status | agents > targets | weapons | places | first day..last day",
// then "kind low..high victims | words | sources | within" for each figure.
std::vector<std::string> told_in(const std::string& sentence) {
  const auto& language = mentions::language_for_tests();
  static const claims::Cues kCues(*language.lexicon);
  static const Coder kCoder(*language.lexicon);
  const ReadingForTests reading(sentence);
  std::vector<claims::Found> claims;
  kCues.find(reading.page, claims);
  Analysis analysis;
  kCoder.find(reading.page, claims, analysis);
  std::vector<std::string> out;
  for (const Event& event : analysis.events) {
    out.push_back(std::string(name(event.type)) + " | " + reading.quote(event.trigger) + " | " +
                  std::string(name(event.status)) + " | " + joined(reading, event.agents) + " > " +
                  joined(reading, event.targets) + " | " + joined(reading, event.weapons) + " | " +
                  joined(reading, event.places) + " | " + (event.from ? to_iso(*event.from) : "") +
                  ".." + (event.to ? to_iso(*event.to) : ""));
  }
  for (const Figure& figure : analysis.figures) {
    out.push_back(std::string(name(figure.kind)) + ' ' + bound(figure.low) + ".." +
                  bound(figure.high) + ' ' + std::string(name(figure.victims)) + " | " +
                  reading.quote(figure.span) + " | " + joined(reading, figure.sources) + " | " +
                  (figure.within == kNone ? "whole" : "part"));
  }
  return out;
}

struct Case {
  const char* sentence;
  std::vector<std::string> told;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(told_in(one.sentence), one.told) << one.sentence;
}

TEST(Events, SubjectAndObjectOfAVerbPlayTheRolesOfItsFrame) {
  check({
      {"قصف الجيش السوري حمص بالمدفعية.",
       {"shelling | قصف | reported | الجيش السوري >  | المدفعية | حمص | 2016-11-03..2016-11-03"}},
      {"شنت طائرات حربية غارات على بلدة سراقب فجر الجمعة.",
       {"airstrike | غارات | reported | طائرات حربية >  |  | بلدة سراقب | 2016-10-28..2016-10-28"}},
      {"انسحب مقاتلو المعارضة من مناطق تسيطر عليها قوات الحكومة.",
       {"withdrawal | انسحب | reported | مقاتلو المعارضة >  |  |  | 2016-11-03..2016-11-03"}},
  });
}

TEST(Events, WhoBearsNoArmsSuffersWhatAVerbalNounTells) {
  // The sentences before it make a report of conflict, where naming a happening is enough.
  const auto told = told_in(
      "قصفت قوات النظام بلدة سراقب أمس. وقتل خمسة جنود في اشتباكات مع مقاتلي المعارضة. "
      "وندد الجيش السوري باغتيال الصحفية سلمى في حمص.");
  EXPECT_THAT(told, testing::Contains("shooting | اغتيال | reported |  > الصحفية سلمى |  | حمص | "
                                      "2016-11-02..2016-11-02"));
}

TEST(Events, WhoeverClaimsResponsibilityDidIt) {
  check(
      {{"أعلن تنظيم الدولة الإسلامية مسؤوليته عن الهجوم.",
        {"clash | الهجوم | reported | تنظيم الدولة الإسلامية >  |  |  | 2016-11-03..2016-11-03"}}});
}

TEST(Events, TheUseOfAWeaponIsTheEventOfItsType) {
  check({{"استخدم الجيش السوري غاز السارين في دوما.",
          {"chemical_attack | غاز | reported | الجيش السوري >  | غاز السارين | دوما | "
           "2016-11-03..2016-11-03"}}});
}

TEST(Events, AFigureHasItsBoundsItsVictimsItsPartAndItsSource) {
  check({
      {"قال المرصد السوري إن 15 مدنيا بينهم أربعة أطفال قتلوا في قصف على دوما.",
       {"shelling | قصف | reported |  >  |  | دوما | 2016-11-03..2016-11-03",
        "killed 15..15 civilians | 15 مدنيا | المرصد السوري | whole",
        "killed 4..4 children | أربعة أطفال | المرصد السوري | part"}},
      {"انفجرت سيارة مفخخة في بغداد وأصيب نحو 20 شخصا.",
       {"bombing | انفجرت سيارة | reported |  >  | سيارة مفخخة | بغداد | 2016-11-03..2016-11-03",
        "injured 20..20 people | نحو 20 شخصا |  | whole"}},
  });
}

// A sentence among others that make a report of conflict, where naming a happening is enough.
std::vector<std::string> told_in_report(const std::string& sentence) {
  return told_in("قصفت قوات النظام بلدة سراقب أمس. وقتل خمسة جنود في اشتباكات. " + sentence);
}

// The beginning of what is told: type, trigger, status, agents > targets.
void expect_told(const std::string& sentence, const std::string& told) {
  EXPECT_THAT(told_in_report(sentence), testing::Contains(testing::StartsWith(told))) << sentence;
}
void expect_untold(const std::string& sentence, const std::string& type) {
  EXPECT_THAT(told_in_report(sentence),
              testing::Not(testing::Contains(testing::StartsWith(type + " |"))))
      << sentence;
}

TEST(Events, WhoClaimsAnAttackDoesNotCountItsVictims) {
  EXPECT_THAT(told_in("تبنى التنظيم هجوما انتحاريا أوقع أربعة قتلى."),
              testing::Contains(testing::HasSubstr("أربعة قتلى |  |")));
  EXPECT_THAT(told_in("أعلنت الشرطة أن هجوما انتحاريا أوقع أربعة قتلى."),
              testing::Contains(testing::HasSubstr("أربعة قتلى | الشرطة |")));
}

TEST(Events, WhoseGroundIsHitIsHit) {
  EXPECT_THAT(told_in("قصفت المدفعية مواقع المسلحين قرب حماة وقتل ثلاثة مدنيين في القصف."),
              testing::Contains(testing::HasSubstr("|  > المسلحين |")));
}

TEST(Events, GroundIsTakenWithOrWithoutAName) {
  expect_told("وبدأ الجيش السوري هجوما للسيطرة على المبنى.", "territory | للسيطرة | planned |");
  expect_told("واشتكى الأهالي من الجماعة المسلحة التي تسيطر على المنطقة.",
              "territory | تسيطر | reported | الجماعة المسلحة >");
  expect_told("وتخضع عدن لسيطرة قوات الحكومة اليمنية.", "territory | سيطرة | reported |");
  expect_untold("ونزح السكان من منطقة تسيطر عليها المعارضة.", "territory");
  expect_untold("وزعم الاحتلال أنه لم يعرف شيئا.", "territory");
}

TEST(Events, FireIsToldByTheWeaponAndTheVerbThatResumesIt) {
  expect_told("وأصيب منزل بقذيفة أطلقتها ميليشيا الحوثي.",
              "shelling | قذيفة أطلقتها | reported | ميليشيا الحوثي >");
  EXPECT_EQ(told_in_report("وأدى سقوط قذيفة أطلقتها المعارضة إلى حريق.").size(),
            told_in_report("وأدى سقوط قذيفة إلى حريق.").size());
  expect_untold("وقال الضابط إن هذه البنادق تستخدم في المنطقة.", "shooting");
}

TEST(Events, WhoBearsArmsAndFleesWithdraws) {
  expect_told("كما فر المسلحون من القرية.", "withdrawal | فر | reported | المسلحون >");
  expect_told("كما فر السكان من القرية.", "displacement | فر | reported |");
}

TEST(Events, APassiveIsToldByWhom) {
  expect_told("وقتل القائد على يد مسلحي تنظيم الدولة.",
              "violence | قتل | reported | مسلحي تنظيم الدولة > القائد |");
  expect_told("ونشر ناشطون صورا لاستهداف الجسر من قبل الطيران الروسي.",
              "violence | استهداف | reported | الطيران الروسي >");
}

TEST(Events, TheDeadOfAnAttackAreThoseItHit) {
  expect_told("وقتل القائد في هجوم على حمص.", "clash | هجوم | reported |  > القائد |");
  expect_told("وقتل مسلحون ثلاثة أشخاص في هجوم على مطعم.", "clash | هجوم | reported | مسلحون >");
}

TEST(Events, AnAttackPointsToTheOneToldByItsWord) {
  expect_told("ووقع هجوم انتحاري في حمص. وأسفر الهجوم عن مقتل ثلاثة أشخاص.",
              "bombing | الهجوم | reported |");
  expect_told("وقصفت الطائرات دمشق. وكثف المسلحون هجماتهم في حمص.",
              "clash | هجماتهم | reported | المسلحون >");
}

TEST(Events, APronounOnAVerbalNounIsItsGenitive) {
  expect_told("وتحصن الجهاديون في الجبال بعد طردهم من مدينة الرقة.",
              "territory | طردهم | reported |  > الجهاديون |");
}

TEST(Events, BackersAndBackedAreToldInARelativeClause) {
  expect_told("واتهم القوات الحكومية التي تدعمها روسيا بالكذب.",
              "support | تدعمها | reported | روسيا > القوات الحكومية |");
}

TEST(Events, TheDeadAreToldWhereSomeOfThemAreCounted) {
  expect_told("وقال مدير المكتب إن من بين القتلى ثلاثة موظفين.", "violence | القتلى | reported |");
  expect_untold("وقال مدير المكتب إنه رأى القتلى.", "violence");
}

TEST(Events, WhoActsWithSupportIsGivenIt) {
  expect_told("وأطلق الجيش اليمني بدعم من التحالف العربي عملية عسكرية.",
              "support | بدعم | reported | التحالف العربي > الجيش اليمني |");
}

TEST(Events, ATollTellsByItsNumber) {
  EXPECT_EQ(told_in_report("ولم يذكر البيان أعداد القتلى.").size(),
            told_in_report("ولم يذكر البيان شيئا.").size());
}

TEST(Events, SportIllnessAndMarketsTellNoAttack) {
  check({
      {"هاجم الفريق مرمى ضيفه في الشوط الثاني وسجل اللاعب هدفين في المباراة.", {}},
      {"أصيب اللاعب في التدريب ويغيب عن المباراة النهائية للبطولة.", {}},
      {"قالت الدراسة إن الإصابة بالسكري تزيد خطر الوفاة.", {}},
  });
}

TEST(Figures, WhatIsToldOfThoseCountedSaysMoreThanTheirNoun) {
  check({
      {"توفي أربعة من الجرحى في هجوم على الحاجز.",
       {"clash | هجوم | reported |  > الحاجز |  |  | 2016-11-03..2016-11-03",
        "killed 4..4 people | أربعة من الجرحى |  | whole"}},
      {"أفرج الفصيل عن 30 أسيرا.",
       {"release | أفرج | reported | الفصيل >  |  |  | 2016-11-03..2016-11-03",
        "released 30..30 people | 30 أسيرا |  | whole"}},
      {"تبادل الفصيلان 40 أسيرا.",
       {"release | أسيرا | reported | الفصيلان >  |  |  | 2016-11-03..2016-11-03",
        "released 40..40 people | 40 أسيرا |  | whole"}},
  });
}

TEST(Figures, ATollMayStandBehindItsNumber) {
  check({{"ارتفع إلى تسعة عدد قتلى الهجوم على الحاجز في بلدة سراقب.",
          {"killed 9..9 people | تسعة |  | whole"}}});
  check({{"بلغ عدد الجرحى 75 في هجوم أمس.", {"injured 75..75 people | 75 |  | whole"}}});
  check({{"ارتفع عدد القتلى إلى 40 بعد وفاة ثلاثة متأثرين بجراحهم.",
          {"killed 40..40 people | 40 |  | whole", "killed 3..3 people | ثلاثة |  | whole"}}});
}

TEST(Events, FamiliesAreNotTaken) {
  check({{"وزعت المنظمة سلالا غذائية على الأسر المتضررة.",
          {"aid | سلالا غذائية | reported | المنظمة >  |  |  | 2016-11-03..2016-11-03"}}});
}

TEST(Roles, WhomANumberCountsBehindAVerbOfKillingWereKilled) {
  check({{"قتل خمسة عناصر من الشرطة في هجوم على بلدة سراقب.",
          {"clash | هجوم | reported |  >  |  | بلدة سراقب | 2016-11-03..2016-11-03",
           "killed 5..5 combatants | خمسة عناصر |  | whole"}},
         {"قتل مسلحون خمسة عناصر من الشرطة في بلدة سراقب.",
          {"violence | قتل | reported | مسلحون > عناصر من الشرطة |  | بلدة سراقب | "
           "2016-11-03..2016-11-03",
           "killed 5..5 combatants | خمسة عناصر |  | whole"}}});
}

TEST(Events, WhatIsTakenIsGround) {
  check({{"استعاد الحزب شعبيته بعد خسارة منافسه.", {}},
         {"استولت قوات الحكومة على أسلحة وذخائر.", {}},
         {"سقطت بلدة سراقب في أيدي المسلحين.",
          {"territory | سقطت | reported | المسلحين >  |  | بلدة سراقب | 2016-11-03..2016-11-03"}}});
}

TEST(Events, BetweenAVerbAndItsPrepositionStandsWhoDidIt) {
  check({{"حقق الحزب فوزا كبيرا في الانتخابات.", {}},
         {"حققت الشرطة في الحادث.",
          {"sanction | حققت | reported | الشرطة >  |  |  | 2016-11-03..2016-11-03"}}});
}

// "trigger agents > targets" of each event of the last sentence, in a report of conflict.
std::string roles_in(const std::string& sentence) {
  const auto& language = mentions::language_for_tests();
  static const claims::Cues kCues(*language.lexicon);
  static const Coder kCoder(*language.lexicon);
  const ReadingForTests reading("قصفت قوات النظام بلدة سراقب أمس. وقتل خمسة جنود في اشتباكات. " +
                                sentence);
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
           joined(reading, event.agents) + " > " + joined(reading, event.targets);
  }
  return out;
}

TEST(Roles, WhoClaimsAnAttackMadeIt) {
  EXPECT_EQ(roles_in("وقتل ثلاثة من رجال الشرطة في هجوم أعلن تنظيم داعش مسؤوليته عنه."),
            "هجوم تنظيم داعش > ");
  EXPECT_EQ(roles_in("وقتل ستة جنود في تفجير تبناه تنظيم داعش."), "تفجير تنظيم داعش > ");
}

TEST(Roles, WhatAChargeIsLaidAtIsItsTarget) {
  EXPECT_EQ(roles_in("وانفجرت سيارة مفخخة أمام مقر الشرطة."), "انفجرت سيارة  > الشرطة");
  EXPECT_EQ(roles_in("ووقع الانفجار قرب القوات الحكومية."), "وقع الانفجار  > القوات الحكومية");
}

TEST(Roles, BehindABlowThatIsTheSubjectStandsWhatWasHit) {
  EXPECT_EQ(roles_in("ودمرت الغارات الجوية محطة الكهرباء."),
            "دمرت  > محطة الكهرباء, الغارات الجوية  > ");
}

TEST(Roles, AProtestIsOfThoseWhoProtest) {
  EXPECT_EQ(roles_in("وفرقت الشرطة المتظاهرين بالغاز المسيل للدموع."), "المتظاهرين المتظاهرين > ");
}

TEST(Roles, WhoTellsItIsNotWhereItWas) {
  EXPECT_EQ(roles_in("ونزح نحو 25 ألف شخص في مناطق أخرى، وفق الأمم المتحدة."), "نزح  > ");
}

TEST(Roles, DuringAnotherHappeningOthersAct) {
  EXPECT_EQ(roles_in("وأصيب شاب بالرصاص الحي خلال اقتحام القوات الحكومية بلدة تسيل."),
            "أصيب  > , اقتحام القوات الحكومية > ");
}

TEST(Roles, TheGenitiveOfWhoCarriedItOutIsTheirs) {
  EXPECT_EQ(roles_in("واعتقلت الشرطة منفذ الهجوم."), "اعتقلت الشرطة > منفذ, الهجوم منفذ > ");
}

TEST(Roles, WhoThwartsOrBlamesDidNotMakeIt) {
  EXPECT_EQ(roles_in("ومنعت الشرطة اقتحام المبنى."), "اقتحام  > ");
  EXPECT_EQ(roles_in("وحملت الحكومة الفصائل مسؤولية الهجوم."), "الهجوم الفصائل > ");
  EXPECT_EQ(roles_in("وتبنى تنظيم داعش الهجوم عبر وكالته الإخبارية."), "الهجوم تنظيم داعش > ");
}

TEST(Roles, APronounBehindTheComplementizerIsWhoSpeaks) {
  EXPECT_EQ(roles_in("وقالت القوات إنها قصفت بلدة تسيل."), "قصفت القوات > ");
  EXPECT_EQ(roles_in("وأظهرت الأرقام الرسمية أنها قصفت مرتين."), "قصفت  > ");
  EXPECT_EQ(roles_in("وقال الجيش إنه قصف بلدة تسيل."), "قصف الجيش > ");
}

TEST(Roles, OfARelativeClauseThePronounIsTheSubject) {
  EXPECT_EQ(roles_in("وأدان الوزير العنف الذي يستهدف الطواقم الطبية."),
            "العنف  > , يستهدف  > الطواقم الطبية");
}

TEST(Roles, WhoHoldsTheGroundThatIsHitIsHit) {
  EXPECT_EQ(roles_in("وشنت طائرات روسية غارات على مناطق تسيطر عليها الفصائل المعارضة."),
            "غارات طائرات روسية > الفصائل المعارضة");
}

TEST(Roles, WhatAnAttackAimedAtIsHit) {
  EXPECT_EQ(roles_in("وقتل ستة مدنيين في هجوم انتحاري استهدف رتلا عسكريا."),
            "هجوم انتحاري  > رتلا عسكريا");
}

TEST(Roles, WhoFallsInAFightTookPartInIt) {
  EXPECT_EQ(roles_in("وقتل 12 شخصا من قوات النظام في اشتباكات ليلية."), "اشتباكات قوات النظام > ");
}

TEST(Roles, ARelativeAsideHoldsNoSubject) {
  EXPECT_EQ(roles_in("ويشن الحزب الكردي، الذي تعتبره تركيا عدوا، هجوما على بلدة تسيل."),
            "هجوما الحزب الكردي > ");
}

TEST(Roles, WhoActsAimsAtWhatTheActIsFor) {
  EXPECT_EQ(roles_in("وتواصل القوات الحكومية مهمتها لاستعادة السيطرة على بلدة تسيل."),
            "استعادة السيطرة القوات الحكومية > ");
}

TEST(Roles, ACountInDigitsFollowsAVerb) {
  EXPECT_EQ(roles_in("قتل 12 مدنيا في قصف على سوق في مدينة حماة اليوم."), "قصف  > ");
}

TEST(Roles, WhoIsAccusedOrAskedDoesIt) {
  EXPECT_EQ(roles_in("واتهمت الحكومة الفصائل بقصف بلدة تسيل."), "قصف الفصائل > ");
  EXPECT_EQ(roles_in("وطلبت روسيا من مقاتلي المعارضة مغادرة حلب."), "مغادرة مقاتلي المعارضة > ");
  EXPECT_EQ(roles_in("وخرج مقاتلو الفصائل من بلدة تسيل."), "خرج مقاتلو مقاتلو الفصائل > ");
}

// Where and when the happening of a trigger was.
std::string set_in(const std::string& sentences, const std::string& trigger) {
  // A report of conflict, in which naming a happening is enough.
  const std::string report =
      "قصفت قوات النظام بلدة تسيل. وقتل خمسة جنود في اشتباكات مع مقاتلي المعارضة. ";
  for (const std::string& told : told_in(report + sentences)) {
    if (told.find(" | " + trigger + " | ") == std::string::npos) continue;
    const std::size_t when = told.rfind(" | ");
    return told.substr(told.rfind(" | ", when - 1) + 3);
  }
  return "no such event";
}

TEST(Places, OfPlacesEachInTheNextTheFirstIsWhereItHappened) {
  EXPECT_EQ(set_in("قتل ستة مدنيين في قصف على بلدة سراقب في ريف إدلب.", "قصف"),
            "بلدة سراقب | 2016-11-03..2016-11-03");
  EXPECT_EQ(set_in("قتل ستة جنود في هجوم في محافظة حمص قبل أن ينسحب التنظيم.", "هجوم"),
            "محافظة حمص | 2016-11-03..2016-11-03");
}

TEST(Places, ADatelineIsNotWhereItHappened) {
  EXPECT_EQ(set_in("دبي، الإمارات العربية المتحدة -- قتل ستة جنود في هجوم على بلدة سراقب.", "هجوم"),
            "بلدة سراقب | 2016-11-03..2016-11-03");
}

TEST(Dates, WhatIsToldSinceSomethingElseIsNotOfItsDay) {
  EXPECT_EQ(set_in("القصف على سراقب هو الأعنف منذ أعلنت الهدنة العام الماضي.", "القصف"),
            "سراقب | 2016-11-03..2016-11-03");
  EXPECT_EQ(set_in("وقع انفجار في سراقب لم تعرف أسبابه حتى الآن.", "وقع انفجار"),
            "سراقب | 2016-11-03..2016-11-03");
}

TEST(Dates, TimesThatAreJoinedAreOneStretch) {
  EXPECT_EQ(set_in("شن الجيش السوري غارات على سراقب بين أيار 2015 وتموز 2015.", "غارات"),
            "سراقب | 2015-05-01..2015-07-31");
}

TEST(Dates, WhatBeganGoesOnAndItsNameBringsItsDate) {
  const std::string told = "بدأت الاشتباكات في سراقب في 5 تشرين الأول. وقتل ستة جنود في المعارك.";
  EXPECT_EQ(set_in(told, "الاشتباكات"), "سراقب | 2016-10-05..");
  EXPECT_EQ(set_in(told, "المعارك"), "سراقب | 2016-10-05..");
}

TEST(Dates, WhatWasTriedHasADay) {
  EXPECT_EQ(set_in("حاول المتظاهرون اقتحام مبنى المحافظة في البصرة.", "اقتحام"),
            "البصرة | 2016-11-03..2016-11-03");
}

// Who was counted, of the figures of a sentence.
std::string counted_in(const std::string& sentence) {
  std::string out;
  for (const std::string& told : told_in(sentence)) {
    if (std::count(told.begin(), told.end(), '|') != 3) continue;
    out += (out.empty() ? "" : ", ") + told.substr(0, told.find(" | "));
  }
  return out;
}

TEST(Victims, OthersAreSuchAsThoseBefore) {
  EXPECT_EQ(counted_in("قتل أربعة جنود وأصيب تسعة آخرون في هجوم على سراقب."),
            "killed 4..4 combatants, injured 9..9 combatants");
  EXPECT_EQ(counted_in("قتلت ثلاث نساء وأصيب تسعة آخرون في هجوم على سراقب."),
            "killed 3..3 women, injured 9..9 people");
}

TEST(Victims, ANumberThatNamesCountsNobody) {
  EXPECT_EQ(counted_in("أوقفت الشرطة عشرة مسلحين على ذمة القضية رقم 1074 في سراقب."),
            "detained 10..10 combatants");
}

TEST(Victims, CiviliansAmongOthersMakeThemMixed) {
  EXPECT_EQ(counted_in("قتل 20 شخصا، بينهم مدنيون، في هجوم على سراقب."), "killed 20..20 mixed");
  EXPECT_EQ(counted_in("قتل 20 شخصا، جميعهم من المدنيين، في هجوم على سراقب."),
            "killed 20..20 people");
  EXPECT_EQ(counted_in("ارتفع عدد القتلى المدنيين في سراقب إلى 40 قتيلا."),
            "killed 40..40 civilians");
}

TEST(Victims, OneNumberForDeadAndHurtBehindItsVerb) {
  EXPECT_EQ(counted_in("قال مصدر أمني إن ستة أشخاص سقطوا بين قتيل وجريح بانفجار عبوة في سراقب."),
            "affected 6..6 people");
}

TEST(Victims, QuartersOfATownAreNobody) {
  EXPECT_EQ(counted_in("قتل ستة جنود في هجوم على أحد الأحياء السكنية في سراقب."),
            "killed 6..6 combatants");
}

TEST(Victims, WhatIsSaidOfTheNumberIsNobody) {
  EXPECT_EQ(counted_in("قتل ستة جنود في قصف على سراقب وعدد القتلى مرشح للارتفاع."),
            "killed 6..6 combatants");
}

// "agents > targets" of the event of a trigger.
std::string parties_of(const std::string& sentences, const std::string& trigger) {
  const std::string report =
      "قصفت قوات النظام بلدة تسيل. وقتل خمسة جنود في اشتباكات مع مقاتلي المعارضة. ";
  for (const std::string& told : told_in(report + sentences)) {
    const std::string mark = " | " + trigger + " | reported | ";
    const std::size_t at = told.find(mark);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + mark.size();
    return told.substr(begin, told.find(" | ", begin) - begin);
  }
  return "no such event";
}

TEST(Roles, WhoseWeaponItWasDidIt) {
  EXPECT_EQ(parties_of("قتل فتى برصاص قوات النظام في سراقب.", "قتل"), "قوات النظام > ");
}

TEST(Roles, WhoseVerbalNounItIsDidNotDoIt) {
  EXPECT_EQ(parties_of("قصفت قوات النظام سراقب بعد دقائق من موافقة مجلس الأمن على الهدنة.", "قصفت"),
            "قوات النظام > ");
}

TEST(Roles, ACampOrASchoolDoesNothing) {
  EXPECT_EQ(parties_of("دخل الجيش السوري المخيم واندلعت مواجهات في المخيم.", "اندلعت مواجهات"),
            "الجيش السوري > المخيم");
}

TEST(Roles, WomenWhoWereTakenSuffer) {
  EXPECT_EQ(parties_of("وقال شاهد إن النساء اختطفن.", "اختطفن"), " > النساء");
}

TEST(Roles, MenWithoutANumberAct) {
  EXPECT_EQ(parties_of("وقال شاهد إن مسلحين على دراجات نارية هاجموا الحاجز.", "هاجموا"),
            "مسلحين > الحاجز");
}

TEST(Words, ThePartOfTheDayThatATimeBeginsWithIsNoVerb) {
  EXPECT_EQ(parties_of("اقتحم الجيش السوري البلدة فجرا وانسحب.", "فجرا"), "no such event");
}

}  // namespace
}  // namespace marsad::events
