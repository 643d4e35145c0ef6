// SPDX-License-Identifier: Apache-2.0
#include "gold.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"
#include "marsad/pipeline/pipeline.h"

namespace marsad::server {
namespace {

using nlohmann::json;

std::string analysis() {
  const auto language = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  Document document;
  document.text = "قال مصدر طبي إن 12 مدنيا قتلوا في قصف على سوق في مدينة حماة اليوم.";
  document.published = parse_iso("1998-06-02");
  Analysis out;
  analyse(document, *language, workspace, out);
  return to_json(out, {.with_text = true});
}

store::CorrectionRow row(const std::string& action, const std::string& subject, const json& after) {
  return {1, 1, action, subject, "null", after.dump(), "", "", "", 0};
}

TEST(Gold, HoldsWhatTheDeskReads) {
  const json before = json::parse(analysis());
  json figure = before["figures"][0];
  figure["kind"] = "injured";
  const json gold = json::parse(gold_of(before.dump(), {row("correct", "figure/0", figure)}));
  EXPECT_EQ(gold["figures"][0]["kind"], "injured");
  EXPECT_EQ(gold["claims"], before["claims"]);
}

TEST(Gold, AReadingThatIsRejectedIsReferredToByNone) {
  const json before = json::parse(analysis());
  ASSERT_FALSE(before["claims"].empty());
  const std::string id = before["claims"][0]["id"];
  const std::string line = gold_of(before.dump(), {row("reject", "claim/0", nullptr)});
  ASSERT_FALSE(line.empty());
  const json gold = json::parse(line);
  EXPECT_EQ(gold["claims"].size() + 1, before["claims"].size());
  EXPECT_EQ(gold["figures"].size(), before["figures"].size());
}

TEST(Gold, WhatWasUndoneSaysNothing) {
  auto undone = row("reject", "claim/0", nullptr);
  undone.undone_by = 2;
  const std::string before = analysis();
  EXPECT_EQ(gold_of(before, {undone}), before + "\n");
  EXPECT_EQ(gold_of("no json", {}), "");
}

}  // namespace
}  // namespace marsad::server
