// SPDX-License-Identifier: Apache-2.0
// Decisions over a store whose reports are put together by hand.
#include "marsad/observatory/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"

namespace marsad::observatory {
namespace {

class Decide : public testing::Test {
 protected:
  Decide() : desk_(Observatory::open(":memory:", store::Access::create, "tester")) {
    // Two happenings that are really one, and one of another town.
    a_ = begin("a", "Nawa", 32.9);
    b_ = begin("b", "Hama", 35.1);
    c_ = begin("c", "Aleppo", 36.2);
  }

  std::string begin(const std::string& id, const char* town, double lat) {
    Prepared one;
    one.original = {sha256(id), "text/plain", "here", std::make_shared<std::string>(id)};
    one.article.key = one.article.id = id;
    one.article.original = one.original.sha256;
    one.article.content = id;
    one.article.analysis = to_json(Analysis{}, {.with_text = true});
    incidents::Report report;
    report.leads = report.dated = true;
    report.from = report.to = parse_iso("2011-05-02");
    report.types = {EventType::shelling};
    report.places = {{town, town, "SY", lat, 36, PlaceLevel::city}};
    one.reports = {report};
    EXPECT_TRUE(desk_->add(std::move(one), "pack"));
    EXPECT_TRUE(desk_->commit());
    const auto article = desk_->store().current(id);
    const auto rows = desk_->store().reports_of_article((*article)->number);
    return desk_->store().incident(rows->front().incident).value()->id;
  }
  // Ids of the articles of each incident that is listed.
  std::map<std::string, std::set<std::string>> listed() {
    std::map<std::string, std::set<std::string>> out;
    const auto rows = desk_->store().incidents({});
    for (const auto& row : *rows) {
      const auto reports = desk_->store().reports_of_incident(row.number, 100);
      for (const auto& report : *reports) {
        out[row.id].insert(desk_->store().article(report.article, false).value()->id);
      }
      EXPECT_EQ(row.articles, static_cast<int>(out[row.id].size()));
    }
    return out;
  }
  void expect_clean() { EXPECT_THAT(desk_->store().verify({}, {}).value(), testing::IsEmpty()); }

  Result<Observatory> desk_;
  std::string a_, b_, c_;
};

TEST_F(Decide, AMergeKeepsBothIdsAndIsUndone) {
  const auto before = listed();
  const auto merged = merge(*desk_, a_, b_, "one attack");
  ASSERT_TRUE(merged) << describe(merged.error());
  EXPECT_EQ(listed().at(a_), (std::set<std::string>{"a", "b"}));
  EXPECT_EQ(desk_->store().incident(b_).value()->id, a_);
  EXPECT_EQ(desk_->dossier(a_).value()->former_ids, std::vector{b_});
  expect_clean();
  ASSERT_TRUE(undo(*desk_, *merged, "two after all"));
  EXPECT_EQ(listed(), before);
  EXPECT_EQ(desk_->store().incident(b_).value()->id, b_);
  EXPECT_FALSE(undo(*desk_, *merged, "again"));
  expect_clean();
}

TEST_F(Decide, ASplitMakesAnIncidentAndIsUndone) {
  ASSERT_TRUE(merge(*desk_, a_, b_, ""));
  const auto before = listed();
  const auto parted = split(*desk_, a_, {"b"}, "two places");
  ASSERT_TRUE(parted);
  EXPECT_EQ(listed().at(a_), std::set<std::string>{"a"});
  EXPECT_EQ(listed().size(), 3U);
  ASSERT_TRUE(undo(*desk_, *parted, ""));
  EXPECT_EQ(listed(), before);
  EXPECT_FALSE(split(*desk_, a_, {"a", "b"}, ""));  // nothing would be left
  EXPECT_FALSE(split(*desk_, a_, {"c"}, ""));       // not of this incident
  EXPECT_EQ(listed(), before);
  expect_clean();
}

TEST_F(Decide, LaterDecisionsAreUndoneFirst) {
  const auto first = move(*desk_, "a", a_, c_, "");
  ASSERT_TRUE(first);
  const auto second = move(*desk_, "a", c_, b_, "");
  ASSERT_TRUE(second);
  EXPECT_EQ(listed().at(b_), (std::set<std::string>{"a", "b"}));
  EXPECT_FALSE(undo(*desk_, *first, ""));
  ASSERT_TRUE(undo(*desk_, *second, ""));
  ASSERT_TRUE(undo(*desk_, *first, ""));
  EXPECT_EQ(listed().at(a_), std::set<std::string>{"a"});
  expect_clean();
}

TEST_F(Decide, ATreatmentStandsBesideTheClaims) {
  const auto number = treat(*desk_, a_, Treatment::prefer,
                            {"actor:monitor", "number.killed", {"a/1/1"}}, "it was there");
  ASSERT_TRUE(number);
  const auto rows = desk_->store().decisions(0).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].action, "prefer");
  EXPECT_EQ(rows[0].author, "tester");
  EXPECT_EQ(rows[0].reason, "it was there");
  EXPECT_EQ(rows[0].detail,
            R"({"claims":["a/1/1"],"settles":"number.killed","what":"actor:monitor"})");
  for (const char* none : {"number.", "number.eaten", "killed", "weather"}) {
    EXPECT_FALSE(treat(*desk_, a_, Treatment::range, {"", none, {}}, "")) << none;
  }
  EXPECT_FALSE(treat(*desk_, "i-none", Treatment::ask, {}, ""));
  ASSERT_TRUE(undo(*desk_, *number, ""));
  expect_clean();
}

TEST_F(Decide, AReleaseIsPublishedByASecondPerson) {
  ASSERT_TRUE(desk_->change());
  ASSERT_TRUE(desk_->store().add(
      store::ReleaseRow{0, "csv", "{}", "tester", "1998-06-02T00:00:00Z", "id\n"}));
  ASSERT_TRUE(desk_->store().log("tester", "export", "{}"));
  ASSERT_TRUE(desk_->commit());
  EXPECT_FALSE(publish(*desk_, 1, "my own"));
  desk_->act_as("سعاد");
  EXPECT_FALSE(publish(*desk_, 2, "there is none"));
  const auto number = publish(*desk_, 1, "checked");
  ASSERT_TRUE(number);
  EXPECT_EQ(publications(desk_->store()).value().at(1).author, "سعاد");
  EXPECT_FALSE(publish(*desk_, 1, "again"));
  ASSERT_TRUE(undo(*desk_, *number, "a mistake in it"));
  EXPECT_TRUE(publications(desk_->store()).value().empty());
  expect_clean();
}

}  // namespace
}  // namespace marsad::observatory
