// SPDX-License-Identifier: Apache-2.0
#include "readings.h"

#include <gtest/gtest.h>

namespace marsad::server {
namespace {

using nlohmann::json;

json analysis() {
  return {{"claims",
           {{{"id", "c1"}, {"cue", {}}, {"about", nullptr}, {"within", nullptr}},
            {{"id", "c2"}, {"cue", {}}, {"about", "c1"}, {"within", nullptr}},
            {{"id", "c3"}, {"cue", {}}, {"about", "c2"}, {"within", "c2"}}}},
          {"events", {{{"id", "e1"}, {"trigger", {}}, {"claims", {"c1"}}}}},
          {"figures",
           {{{"id", "f1"}, {"kind", "killed"}, {"claims", {"c1"}}},
            {{"id", "f2"}, {"kind", "injured"}, {"claims", {"c1", "c2"}}}}},
          {"mentions", json::array()}};
}

store::CorrectionRow row(store::Number number, const std::string& action,
                         const std::string& subject, const json& after = nullptr) {
  return {number, 1, action, subject, "null", after.dump(), "", "سعاد", "", 0};
}

TEST(Readings, WhatIsMergedIsToldByTheOther) {
  const Readings readings(analysis(), {row(1, "merge", "claim/1", {{"into", "claim/0"}})});
  EXPECT_EQ(readings.find("claim/1"), nullptr);
  const json now = readings.analysis();
  ASSERT_EQ(now["claims"].size(), 2U);
  EXPECT_EQ(now["claims"][1]["about"], "c1");
  EXPECT_EQ(now["claims"][1]["within"], "c1");
  EXPECT_EQ(now["figures"][1]["claims"], json({"c1"})) << "each once";
}

TEST(Readings, AMergeOfAMergeLeadsToTheLast) {
  const Readings readings(analysis(), {row(1, "merge", "claim/2", {{"into", "claim/1"}}),
                                       row(2, "merge", "claim/1", {{"into", "claim/0"}})});
  EXPECT_EQ(readings.analysis()["claims"].size(), 1U);
}

TEST(Readings, ASplitTakesWhatGoesWithIt) {
  const json fresh{{"id", "c4"}, {"cue", json::object()}, {"about", nullptr}};
  const Readings readings(
      analysis(),
      {row(5, "split", "claim/0", {{"claim", fresh}, {"takes", {"figure/0", "event/0"}}})});
  ASSERT_NE(readings.find("added/5"), nullptr);
  EXPECT_EQ(readings.find("added/5")->author, "سعاد");
  const json now = readings.analysis();
  EXPECT_EQ(now["claims"].size(), 4U);
  EXPECT_EQ(now["figures"][0]["claims"], json({"c4"}));
  EXPECT_EQ(now["events"][0]["claims"], json({"c4"}));
  EXPECT_EQ(now["figures"][1]["claims"], json({"c1", "c2"}));
}

TEST(Readings, WhatAPersonAddedIsCorrectedAndRejected) {
  const json figure{{"id", "f3"}, {"kind", "killed"}, {"low", 2}};
  json better = figure;
  better["low"] = 3;
  auto rows = std::vector{row(7, "add", "figure", figure), row(8, "correct", "added/7", better)};
  EXPECT_EQ(Readings(analysis(), rows).find("added/7")->now["low"], 3);
  EXPECT_EQ(Readings(analysis(), rows).find("added/7")->first["low"], 2);
  rows.push_back(row(9, "reject", "added/7"));
  EXPECT_EQ(Readings(analysis(), rows).analysis()["figures"].size(), 2U);
  rows[0].undone_by = 10;
  EXPECT_EQ(Readings(analysis(), rows).find("added/7"), nullptr);
}

TEST(Readings, TwoThatAreCalledAlikeAreToldApart) {
  const json figure{{"id", "f3"}, {"kind", "killed"}};
  const Readings readings(analysis(),
                          {row(7, "add", "figure", figure), row(8, "add", "figure", figure),
                           row(9, "add", "", {{"kind", "injured"}})});
  EXPECT_EQ(readings.find("added/7")->now["id"], "f3");
  EXPECT_EQ(readings.find("added/8")->now["id"], "desk8");
  EXPECT_EQ(readings.find("added/9")->now["id"], "desk9");
}

TEST(Readings, TheLastOfAcceptedAndRejectedCounts) {
  const Readings readings(analysis(), {row(1, "reject", "figure/0"), row(2, "accept", "figure/0")});
  EXPECT_FALSE(readings.find("figure/0")->rejected);
  EXPECT_EQ(readings.analysis(), analysis());
}

TEST(Readings, NothingIsMadeOfWhatIsNoAnalysis) {
  EXPECT_TRUE(Readings("text", {row(1, "reject", "claim/0")}).all().empty());
}

}  // namespace
}  // namespace marsad::server
