// SPDX-License-Identifier: Apache-2.0
// Articles of our own about an invented happening, read with the whole language, into a store.
#include "marsad/observatory/observatory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/observatory/ledger.h"
#include "marsad/pipeline/words.h"

namespace marsad::observatory {
namespace {

const Language& language() {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  return *kLanguage;
}

Document article(const std::string& id, const std::string& outlet, const std::string& title,
                 const std::string& text, const char* published = "2014-06-03") {
  Document out;
  out.id = id;
  out.url = "http://sada.example/" + id;
  out.outlet = outlet;
  out.title = title;
  out.text = text;
  out.published = parse_iso(published);
  return out;
}

const Document kMail = article("mail", "بريد السهل", "12 قتيلا بقصف سوق في حماة",
                               "قتل 12 شخصا وأصيب 30 آخرون الثلاثاء في قصف مدفعي على سوق في "
                               "مدينة حماة، بحسب المرصد السوري لحقوق الإنسان.");
const Document kVoice = article("voice", "صوت الوادي", "قصف سوق حماة يوقع 15 قتيلا",
                                "سقط 15 قتيلا في قصف بالمدفعية استهدف الثلاثاء سوقا في مدينة "
                                "حماة، وفق المرصد السوري لحقوق الإنسان.");
const Document kMatch = article("match", "بريد السهل", "فوز فريق حماة",
                                "فاز فريق حماة على ضيفه بهدفين في مباراة أقيمت الثلاثاء.");

class Desk : public testing::Test {
 protected:
  Desk() : desk_(Observatory::open(":memory:", store::Access::create, "tester")) {}

  Outcome add(const Document& document) {
    Preparer preparer(language());
    const std::string bytes = document.title + "\n" + document.text;
    const auto outcome = desk_->add(
        preparer.prepare(
            document, {sha256(bytes), "text/plain", "here", std::make_shared<std::string>(bytes)},
            true),
        "pack");
    EXPECT_TRUE(outcome) << describe(outcome.error());
    EXPECT_TRUE(desk_->commit());
    return outcome.value_or(Outcome::unchanged);
  }
  std::vector<store::IncidentRow> incidents() { return desk_->store().incidents({}).value(); }
  void expect_clean() {
    const auto faults = desk_->store().verify({}, {});
    ASSERT_TRUE(faults);
    EXPECT_THAT(*faults, testing::IsEmpty());
  }

  Result<Observatory> desk_;
};

TEST_F(Desk, TheSameArticleAgainChangesNothing) {
  EXPECT_EQ(add(kMail), Outcome::added);
  const auto before = desk_->store().checkpoint()->seq;
  EXPECT_EQ(add(kMail), Outcome::unchanged);
  EXPECT_EQ(desk_->store().checkpoint()->seq, before);
  EXPECT_EQ(desk_->store().counts()->versions, 1);
  expect_clean();
}

TEST_F(Desk, ReportsOfOneHappeningMeetAndSportBeginsNone) {
  add(kMail);
  add(kVoice);
  add(kMatch);
  const auto rows = incidents();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].leads, 2);
  EXPECT_EQ(rows[0].type, EventType::shelling);
  EXPECT_EQ(rows[0].place->country, "SY");
  EXPECT_EQ(rows[0].killed_low, 12);
  EXPECT_EQ(rows[0].killed_high, 15);
  expect_clean();
}

TEST_F(Desk, TwoOutletsThatQuoteOneMonitorAreOneOrigin) {
  add(kMail);
  add(kVoice);
  const auto dossier = desk_->dossier(incidents().front().id);
  ASSERT_TRUE(dossier && *dossier);
  EXPECT_EQ((*dossier)->articles.size(), 2U);
  EXPECT_FALSE((*dossier)->articles[1].reasons.empty());
  std::set<std::string> origins;
  std::set<double> killed;
  for (const auto& claim : (*dossier)->claims) {
    if (claim.statement.figure != FigureKind::killed) continue;
    origins.insert(claim.origin);
    killed.insert(*claim.statement.low);
  }
  EXPECT_THAT(killed, testing::ElementsAre(12, 15));
  EXPECT_EQ(origins.size(), 1U);
  EXPECT_THAT(*origins.begin(), testing::StartsWith("actor:"));
}

Document corrected_mail() {
  Document out = kMail;
  out.text = "قتل 14 شخصا وأصيب 30 آخرون الثلاثاء في قصف مدفعي على سوق في مدينة حماة.";
  return out;
}

TEST_F(Desk, ACorrectedVersionStandsInThePlaceOfTheOld) {
  add(kMail);
  const std::string id = incidents().front().id;
  const Document corrected = corrected_mail();
  EXPECT_EQ(add(corrected), Outcome::revised);
  const auto rows = incidents();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, id);
  EXPECT_EQ(rows[0].articles, 1);
  const auto dossier = desk_->dossier(id);
  ASSERT_TRUE(dossier && *dossier);
  ASSERT_EQ((*dossier)->articles.size(), 1U);
  EXPECT_EQ((*dossier)->articles[0].version, 2);
  EXPECT_EQ(desk_->store().versions(corrected.url)->size(), 2U);
  EXPECT_EQ(add(corrected), Outcome::unchanged);
  expect_clean();
}

TEST_F(Desk, ACorrectionJoinsTheIncidentOfTheOldVersionWhateverIsInMemory) {
  add(kMail);
  const std::string id = incidents().front().id;
  desk_->forget_neighbours();  // as another process would find it
  const Document corrected = corrected_mail();
  EXPECT_EQ(add(corrected), Outcome::revised);
  const auto rows = incidents();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, id);
  expect_clean();
}

TEST_F(Desk, CopiesOfOneTextAreOneFamily) {
  std::string text = kMail.text;
  for (const char* more : {" وقال سكان إن القذائف سقطت عند الظهر حين كان السوق مزدحما بالناس.",
                           " ونقل الجرحى إلى مستشفى المدينة الذي طلب من الأهالي التبرع بالدم."}) {
    text += more;
  }
  Document first = article("first", "وكالة السهل", kMail.title, text);
  Document copy = article("copy", "موقع الوادي", "قتلى في حماة", text + " (وكالات)");
  add(first);
  add(copy);
  const auto one = desk_->store().current(first.url);
  const auto other = desk_->store().current(copy.url);
  EXPECT_EQ((*other)->family, (*one)->number);
  EXPECT_EQ((*one)->family, (*one)->number);
}

TEST_F(Desk, EachConditionHoldsOfTheClaimItself) {
  add(kMail);
  add(kVoice);
  add(kMatch);
  ClaimFilter filter;
  filter.figure = FigureKind::killed;
  EXPECT_EQ(claims(desk_->store(), filter)->size(), 2U);
  filter.near = Near{35.13, 36.75, 30};
  EXPECT_EQ(claims(desk_->store(), filter)->size(), 2U);
  filter.near = Near{33.5, 36.3, 30};  // Damascus
  EXPECT_EQ(claims(desk_->store(), filter)->size(), 0U);
  filter.near.reset();
  filter.outlet = "صوت الوادي";
  ASSERT_EQ(claims(desk_->store(), filter)->size(), 1U);
  EXPECT_EQ(claims(desk_->store(), filter)->front().claim.statement.low, 15);
  filter.to = parse_iso("2014-06-01");
  EXPECT_EQ(claims(desk_->store(), filter)->size(), 0U);
}

TEST(Facets, AQuestionMeetsEveryTimeThatTouchesIt) {
  const auto day = [](const char* iso) { return *parse_iso(iso); };
  const auto meets = [&](const char* from, const char* to, const char* asked, const char* until) {
    const auto question = facets_of(day(asked), day(until), true);
    for (const std::string& one : facets_of(day(from), day(to), false)) {
      if (std::find(question.begin(), question.end(), one) != question.end()) return true;
    }
    return false;
  };
  EXPECT_TRUE(meets("1998-06-02", "1998-06-02", "1998-06-01", "1998-06-30"));
  EXPECT_TRUE(meets("1997-01-01", "1998-12-31", "1998-06-01", "1998-06-30"));
  EXPECT_TRUE(meets("1998-05-31", "1998-06-01", "1998-06-01", "1998-06-30"));
  EXPECT_FALSE(meets("1998-07-01", "1998-07-01", "1998-06-01", "1998-06-30"));
}

TEST_F(Desk, AWordFindsItsOtherForms) {
  add(kMail);
  add(kMatch);
  Workspace workspace;
  ClaimFilter filter;
  filter.words = words_of_question("أسواق", language(), workspace);
  const auto found = search(desk_->store(), filter);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().article.id, "mail");
  filter.words = words_of_question("يفوز", language(), workspace);
  ASSERT_EQ(search(desk_->store(), filter)->size(), 1U);
  filter.skip = 1;
  EXPECT_EQ(search(desk_->store(), filter)->size(), 0U);
}

TEST_F(Desk, AQuestionReadsNoMoreArticlesThanItMay) {
  add(kMail);
  add(kMatch);
  ClaimFilter filter;
  EXPECT_EQ(search(desk_->store(), filter)->size(), 2U);
  filter.most_read = 1;
  const auto found = search(desk_->store(), filter);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().article.id, "match");
}

TEST_F(Desk, WhatIsRejectedIsKeptWithItsReason) {
  ASSERT_TRUE(
      desk_->reject({ErrorCode::input, "f:3", "is no JSON", "mend it"}, "{", "application/json"));
  ASSERT_TRUE(desk_->commit());
  const auto rows = desk_->store().rejected(false);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().reason, "is no JSON");
  EXPECT_EQ(rows->front().bytes, "{");
  expect_clean();
}

}  // namespace
}  // namespace marsad::observatory
