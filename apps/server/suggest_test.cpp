// SPDX-License-Identifier: Apache-2.0
#include "suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace marsad::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json span(int start, int end, const char* text) {
  return {{"start", start}, {"end", end}, {"text", text}};
}

std::string analysis() {
  json event{{"id", "e1"}, {"type", "violence"}, {"trigger", span(0, 4, "دوّى")}};
  return json{{"document", {{"text", "دوّى الصوت في السوق\tوقالت الرابطة إن الجسر مغلق"}}},
              {"claims", json::array()},
              {"events", json::array({event})},
              {"figures", json::array()},
              {"mentions", json::array()}}
      .dump();
}

store::CorrectionRow row(store::Number number, const std::string& action,
                         const std::string& subject, const json& after = nullptr) {
  return {number, 1, action, subject, "null", after.dump(), "", "سعاد", "", 0};
}

TEST(Suggest, AnotherKindOfHappeningIsATrigger) {
  json better{{"id", "e1"}, {"type", "bombing"}, {"trigger", span(0, 4, "دوّى")}};
  Suggestions all;
  all.read("a1", analysis(), {row(1, "correct", "event/0", better)});
  all.read("a2", analysis(), {row(2, "correct", "event/0", better)});
  const std::string text = all.text();
  EXPECT_THAT(text, HasSubstr("# file lexicon/triggers.tsv\n"));
  EXPECT_THAT(text, HasSubstr("\n# 2 times\n"));
  EXPECT_THAT(text, HasSubstr("# a1, event/0: دوّى الصوت في السوق وقالت"));
  EXPECT_THAT(text, HasSubstr("\nدوّى\t?\tbombing\t"));
}

TEST(Suggest, WhatIsRejectedMeansNoViolence) {
  Suggestions all;
  all.read("a1", analysis(), {row(1, "reject", "event/0")});
  EXPECT_THAT(all.text(), HasSubstr("# file lexicon/false_friends.tsv\nphrase\twhy\n"));
  EXPECT_THAT(all.text(), HasSubstr("\nدوّى\t?\n"));
  EXPECT_THAT(all.text(), Not(HasSubstr("triggers.tsv")));
}

TEST(Suggest, AddedSpeakersAndTheirWordsAreRowsToo) {
  json claim{{"id", "c1"}, {"stance", "asserts"}, {"cue", span(20, 25, "قالت")}};
  json actor = span(26, 33, "الرابطة");
  actor.update({{"id", "m1"}, {"type", "actor"}, {"class", "official"}});
  Suggestions all;
  all.read("a1", analysis(), {row(1, "add", "claim", claim), row(2, "add", "mention", actor)});
  EXPECT_THAT(all.text(), HasSubstr("\nقالت\t?\tasserts\t?\t\t\n"));
  EXPECT_THAT(all.text(), HasSubstr("\n?\t?\tالرابطة\t\t\tofficial\t"));
}

TEST(Suggest, WhatWasUndoneOrOnlyAcceptedSaysNothing) {
  auto undone = row(1, "reject", "event/0");
  undone.undone_by = 2;
  Suggestions all;
  all.read("a1", analysis(), {undone, row(3, "accept", "event/0")});
  all.read("a2", "no json", {row(4, "reject", "event/0")});
  EXPECT_THAT(all.text(), Not(HasSubstr("# file")));
}

TEST(Suggest, TheColumnsAreThoseOfTheFiles) {
  json claim{{"id", "c1"}, {"stance", "asserts"}, {"cue", span(20, 25, "قالت")}};
  json event{{"id", "e2"}, {"type", "bombing"}, {"trigger", span(0, 4, "دوّى")}};
  json actor = span(26, 33, "الرابطة");
  actor.update({{"id", "m1"}, {"type", "actor"}, {"class", "official"}});
  Suggestions all;
  all.read("a1", analysis(),
           {row(1, "add", "claim", claim), row(2, "add", "mention", actor),
            row(3, "add", "event", event), row(4, "reject", "event/0")});
  const std::string text = all.text();
  for (const char* name : {"ar/lexicon/triggers.tsv", "ar/lexicon/false_friends.tsv",
                           "ar/lexicon/cues.tsv", "world/actors.tsv"}) {
    std::ifstream file(std::string(MARSAD_SOURCE_DIR "/language/") + name);
    std::string columns;
    while (std::getline(file, columns) && columns.starts_with('#')) continue;
    ASSERT_FALSE(columns.empty()) << name;
    EXPECT_THAT(text, HasSubstr("\n" + columns + "\n")) << name;
  }
}

}  // namespace
}  // namespace marsad::server
