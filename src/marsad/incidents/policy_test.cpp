// SPDX-License-Identifier: Apache-2.0
// Worked examples of the shipped policies: claims about one attack, and what follows.
#include "marsad/incidents/policy.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/series.h"

namespace marsad::incidents {
namespace {

struct Said {
  const char* origin;
  const char* day;
  std::optional<double> low, high;
  Victims victims = Victims::people;
  Stance stance = Stance::asserts;
  bool part = false;
  bool cumulative = false;
  FigureKind kind = FigureKind::killed;
  bool leads = true;
};

Dossier dossier(const std::vector<Said>& said) {
  Dossier out;
  for (const Said& one : said) {
    DossierArticle article;
    article.id = "a" + std::to_string(out.articles.size());
    article.published = parse_iso(one.day);
    article.leads = one.leads;
    out.articles.push_back(article);
    Claimed claim;
    claim.id = article.id + "/1/1";
    claim.article = out.articles.size() - 1;
    claim.origin = one.origin;
    claim.statement.type = EventType::shelling;
    claim.statement.stance = one.stance;
    if (one.low || one.high) {
      claim.statement.figure = one.kind;
      claim.statement.low = one.low;
      claim.statement.high = one.high;
      claim.statement.victims = one.victims;
      claim.statement.part = one.part;
      claim.statement.cumulative = one.cumulative;
    }
    out.claims.push_back(claim);
  }
  return out;
}

struct Expected {
  std::optional<double> low, best, high;
  std::string grade;
};

void expect(const std::string& policy, const std::vector<Said>& said, const Expected& expected) {
  const auto found = find_policy(policy);
  ASSERT_TRUE(found) << describe(found.error());
  const Verdict verdict = judge(*found, dossier(said));
  EXPECT_EQ(verdict.grade, expected.grade) << policy;
  if (!expected.low && !expected.high) {
    EXPECT_TRUE(verdict.ranges.empty()) << policy;
    return;
  }
  ASSERT_FALSE(verdict.ranges.empty()) << policy;
  EXPECT_EQ(verdict.ranges[0].low, expected.low) << policy;
  EXPECT_EQ(verdict.ranges[0].best, expected.best) << policy;
  EXPECT_EQ(verdict.ranges[0].high, expected.high) << policy;
}

constexpr auto kNoFigure = std::nullopt;

TEST(Policy, AnUpdateOfOneSourceIsNoAddition) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 3, 3}, {"actor:m", "2011-05-03", 7, 7}};
  expect("acled-like", said, {7, 7, 7, ""});
  expect("ucdp-like", said, {7, 7, 7, ""});
  expect("airwars-like", said, {7, kNoFigure, 7, "weak"});
}

TEST(Policy, TwoSourcesThatDisagreeGiveARange) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 12, 12},
                               {"actor:n", "2011-05-02", 15, 15}};
  expect("acled-like", said, {12, 12, 12, ""});
  expect("ucdp-like", said, {12, 13.5, 15, ""});
  expect("airwars-like", said, {12, kNoFigure, 15, "fair"});
}

TEST(Policy, CopiesAreOneOrigin) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 12, 12},
                               {"actor:m", "2011-05-02", 12, 12},
                               {"actor:m", "2011-05-02", 12, 12}};
  expect("airwars-like", said, {12, kNoFigure, 12, "weak"});
  expect("ucdp-like", said, {12, 12, 12, ""});
  expect("acled-like", said, {12, 12, 12, ""});
}

TEST(Policy, ADenialIsNoFigureAndContests) {
  const std::vector<Said> said{
      {"actor:m", "2011-05-02", 12, 12},
      {"actor:n", "2011-05-02", 14, 14},
      {"actor:army", "2011-05-03", {}, {}, Victims::people, Stance::denies}};
  expect("airwars-like", said, {12, kNoFigure, 14, "contested"});
  expect("ucdp-like", said, {12, 13, 14, ""});
  expect("acled-like", said, {12, 12, 12, ""});
}

TEST(Policy, CumulativeTollsAndPartsNeverCount) {
  const std::vector<Said> said{
      {"actor:m", "2011-05-02", 12, 12},
      {"actor:m", "2011-05-02", 4, 4, Victims::children, Stance::asserts, true},
      {"actor:n", "2011-05-02", 900, 900, Victims::people, Stance::asserts, false, true}};
  expect("acled-like", said, {12, 12, 12, ""});
  expect("ucdp-like", said, {12, 12, 12, ""});
  expect("airwars-like", said, {12, kNoFigure, 12, "fair"});
}

TEST(Policy, VagueWordsCountAsThePolicySays) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 20, 99}};
  expect("acled-like", said, {10, 10, 10, ""});
  expect("ucdp-like", said, {20, 59.5, 99, ""});
  expect("airwars-like", said, {20, kNoFigure, 99, "weak"});
}

TEST(Policy, WithoutAFigureThereIsNoRange) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", {}, {}}};
  expect("acled-like", said, {{}, {}, {}, ""});
  expect("ucdp-like", said, {{}, {}, {}, ""});
  expect("airwars-like", said, {{}, {}, {}, "weak"});
}

TEST(Policy, OnlyCombatantsAreDiscounted) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 5, 5, Victims::combatants}};
  expect("airwars-like", said, {5, kNoFigure, 5, "discounted"});
  expect("ucdp-like", said, {5, 5, 5, ""});
}

TEST(Policy, WhoSaysThatHeDidItConfirms) {
  Dossier one = dossier({{"actor:army", "2011-05-02", 5, 5}});
  one.claims[0].statement.claim = 0;
  one.claims[0].statement.source = "Army";
  one.claims[0].statement.agents = {"Army"};
  EXPECT_EQ(judge(*find_policy("airwars-like"), one).grade, "confirmed");
}

TEST(Policy, BackgroundArticlesDoNotCount) {
  const std::vector<Said> said{{"actor:m", "2011-05-02", 12, 12},
                               {"actor:n", "2011-06-02", 30, 30, Victims::people, Stance::asserts,
                                false, false, FigureKind::killed, false}};
  expect("ucdp-like", said, {12, 12, 12, ""});
}

TEST(Policy, ShippedFilesAreAllRead) {
  EXPECT_EQ(policies().size(), 3U);
  for (const Policy& policy : policies()) EXPECT_FALSE(policy.summary.empty());
}

TEST(Policy, FaultsNameTheirLine) {
  const auto broken = read_policy("name = \"x\"\nversion = 1\nlow = \"lots\"\n", "my.toml");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().where.substr(0, 10), "my.toml:3:");
  EXPECT_FALSE(read_policy("= 3", "my.toml"));
  EXPECT_FALSE(read_policy("name = \"x\"\nversion = 1\n", "my.toml"));
  EXPECT_FALSE(read_policy("name = \"x\"\nversion = 1\nmeasures = [\"killed\"]\nodd = 1", "m"));
  EXPECT_FALSE(find_policy("none-like"));
}

TEST(Policy, AtLeastIsNoVagueWord) {
  expect("acled-like", {{"actor:m", "2011-05-02", 20, {}}}, {20, 20, 20, ""});
  expect("acled-like", {{"actor:m", "2011-05-02", 200, {}}}, {200, 200, 200, ""});
}

TEST(Policy, APartThatIsToldAloneIsNoUnknownNumber) {
  const std::vector<Said> said{
      {"actor:m", "2011-05-02", 4, 4, Victims::children, Stance::asserts, true}};
  expect("acled-like", said, {{}, {}, {}, ""});
}

// Who is told to have done it and says that he did not, or that he will, accepts nothing.
TEST(Policy, WhoSaysThatHeDidNotDoItDoesNotConfirm) {
  Dossier one = dossier({{"actor:m", "2011-05-02", 5, 5}, {"actor:army", "2011-05-02", {}, {}}});
  Statement& row = one.claims[1].statement;
  row.claim = 0;
  row.source = "Army";
  row.agents = {"Army"};
  const Policy policy = *find_policy("airwars-like");
  for (const Status status : {Status::denied, Status::negated}) {
    row.status = status;
    EXPECT_EQ(judge(policy, one).grade, "contested") << name(status);
  }
  for (const Status status : {Status::possible, Status::planned}) {
    row.status = status;
    EXPECT_NE(judge(policy, one).grade, "confirmed") << name(status);
  }
  row.status = Status::reported;
  for (const Stance stance : {Stance::doubts, Stance::demands, Stance::promises}) {
    row.stance = stance;
    EXPECT_NE(judge(policy, one).grade, "confirmed") << name(stance);
  }
}

// "12 were killed, and 30 may have been": what does not count hides nothing that does.
TEST(Policy, APossibleFigureDoesNotHideAReportedOne) {
  Dossier one = dossier({{"actor:m", "2011-05-02", 12, 12}});
  one.claims.push_back(one.claims[0]);
  one.claims[1].statement.low = one.claims[1].statement.high = 30;
  one.claims[1].statement.status = Status::possible;
  const Verdict verdict = judge(*find_policy("acled-like"), one);
  ASSERT_EQ(verdict.ranges.size(), 1U);
  EXPECT_EQ(verdict.ranges[0].low, 12);
}

TEST(Policy, NumbersOfAFileAreWholeAndNotBelowNought) {
  const std::string head = "name = \"x\"\nmeasures = [\"killed\"]\n";
  EXPECT_TRUE(read_policy(head + "version = 1", "m"));
  EXPECT_FALSE(read_policy(head + "version = -1", "m"));
  EXPECT_FALSE(read_policy(head + "version = 1.5", "m"));
  EXPECT_FALSE(read_policy(head + "version = 1\n[[grade]]\nname = \"weak\"\norigins = -1", "m"));
  EXPECT_FALSE(read_policy(head + "version = 1\n[[grade]]\norigins = 1", "m"));
}

}  // namespace
}  // namespace marsad::incidents
