// SPDX-License-Identifier: Apache-2.0
// What a desk does with articles and incidents, through the routes and without sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api_for_tests.h"
#include "marsad/people/secret.h"
#include "presence.h"
#include "samples.h"

namespace marsad::server {
namespace {

using testing::HasSubstr;

class DeskTest : public ApiTest {
 protected:
  // A correction on what stands now; the status, and its number in `number_`.
  int correct(json body) {
    const json now = got("/articles/a1");
    body["version"] = now["article"]["version"];
    body["revision"] = now["revision"];
    const Reply done = ask("POST", "/articles/a1/corrections", body);
    if (done.status == 200) number_ = json::parse(done.body)["correction"];
    return done.status;
  }
  // A second person who makes releases.
  Result<store::Number> put_lead(const std::string& name) {
    return service_->write("test", [&](Observatory& desk) {
      return put_person(
          desk, {0, name, "lead", "ar", false, *people::hashed(kPassword), "", store::now()},
          "account");
    });
  }
  std::string added() const { return "added/" + std::to_string(number_); }
  int number_ = 0;
};

TEST_F(DeskTest, NamesAreGivenInBothLanguages) {
  become("annotator");
  const json claims = got("/claims", {{"country", "SY"}})["rows"];
  ASSERT_FALSE(claims.empty());
  EXPECT_EQ(claims[0]["place"]["name_ar"], "حماة");
  const json page = got("/articles/a1");
  const std::string entity = claims[0]["place"]["entity"];
  EXPECT_EQ(page["names"][entity]["ar"], "حماة");
  EXPECT_EQ(page["names"][entity]["en"], claims[0]["place"]["name"]);
  EXPECT_EQ(got("/incidents")["rows"][0]["place"]["name_ar"], "حماة");
  EXPECT_EQ(got("/map")["features"][0]["properties"]["place"]["name_ar"], "حماة");
  EXPECT_THAT(got("/inbox")["rows"][1]["places_ar"], testing::Contains("حماة"));
  become("reader");
  EXPECT_FALSE(got("/articles/a1").contains("names"));
}

TEST_F(DeskTest, SamplesGoIntoAnEmptyStoreOnly) {
  become("lead");
  EXPECT_EQ(ask("POST", "/samples").status, 409);
  const std::string path = (folder_ / "empty.db").string();
  const auto fresh = Service::open(path, service_->language(), service_->samples()).value();
  std::vector<std::size_t> told;
  const auto read = read_samples(*fresh, "lead", [&](std::size_t done, std::size_t total) {
    told.push_back(done);
    EXPECT_EQ(total, 60U);
  });
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->added, 58U);
  EXPECT_EQ(read->revised, 2U);
  EXPECT_GT(told.size(), 5U);
  EXPECT_EQ(told.back(), 60U);
  EXPECT_FALSE(read_samples(*fresh, "lead", [](std::size_t, std::size_t) {}));
  const auto without = Service::open(path, service_->language()).value();
  EXPECT_FALSE(read_samples(*without, "lead", [](std::size_t, std::size_t) {}));
}

TEST_F(DeskTest, ClaimsAreMergedAndSplitAndUndone) {
  become("annotator");
  const json analysis = got("/articles/a1")["analysis"];
  ASSERT_FALSE(analysis["claims"].empty());
  json second = analysis["claims"][0];
  second["id"] = "c9";
  EXPECT_EQ(correct({{"action", "split"}, {"subject", "claim/0"}, {"after", {{"claim", 3}}}}), 400);
  EXPECT_EQ(correct({{"action", "split"},
                     {"subject", "claim/0"},
                     {"after", {{"claim", second}, {"takes", {"figure/9"}}}}}),
            400);
  ASSERT_EQ(correct({{"action", "split"},
                     {"subject", "claim/0"},
                     {"after", {{"claim", second}, {"takes", {"figure/0"}}}}}),
            200);
  const int split = number_;
  EXPECT_EQ(
      correct({{"action", "merge"}, {"subject", "claim/0"}, {"after", {{"into", "claim/0"}}}}),
      400);
  EXPECT_EQ(
      correct({{"action", "merge"}, {"subject", "claim/0"}, {"after", {{"into", "figure/0"}}}}),
      400);
  EXPECT_EQ(correct({{"action", "merge"}, {"subject", "figure/0"}, {"after", {{"into", added()}}}}),
            400);
  ASSERT_EQ(correct({{"action", "merge"}, {"subject", added()}, {"after", {{"into", "claim/0"}}}}),
            200);
  EXPECT_EQ(correct({{"action", "accept"}, {"subject", "added/" + std::to_string(split)}}), 400)
      << "it is no claim of its own any more";
  EXPECT_EQ(ask("POST", "/corrections/" + std::to_string(number_) + "/undo").status, 200);
  EXPECT_EQ(correct({{"action", "accept"}, {"subject", "added/" + std::to_string(split)}}), 200);
}

TEST_F(DeskTest, WhatAPersonAddedIsReadAgainAndTreated) {
  become("reviewer");
  const json analysis = got("/articles/a1")["analysis"];
  json figure = analysis["figures"][0];
  figure["low"] = 14;
  ASSERT_EQ(correct({{"action", "add"}, {"subject", "figure"}, {"after", figure}}), 200);
  const std::string subject = added();
  figure["low"] = 13;
  ASSERT_EQ(correct({{"action", "correct"}, {"subject", subject}, {"after", figure}}), 200);
  const std::string id = incident();
  const json page = got("/incidents/" + id);
  ASSERT_EQ(page["added"].size(), 1U);
  EXPECT_EQ(page["added"][0]["id"], "a1/1/" + subject);
  EXPECT_EQ(page["added"][0]["reading"]["low"], 13);
  EXPECT_EQ(page["added"][0]["author"], "reviewer");
  ASSERT_EQ(ask("POST", "/incidents/" + id + "/decisions",
                {{"action", "prefer"},
                 {"version", page["version"]},
                 {"reason", "read by us"},
                 {"detail", "a1/1/" + subject},
                 {"claims", {"a1/1/" + subject}},
                 {"settles", "number.killed"}})
                .status,
            200);
  const json after = got("/incidents/" + id);
  EXPECT_EQ(after["decisions"][0]["detail"]["settles"], "number.killed");
  EXPECT_EQ(after["decisions"][0]["detail"]["claims"][0], "a1/1/" + subject);
  EXPECT_EQ(ask("POST", "/incidents/" + id + "/decisions",
                {{"action", "range"},
                 {"version", after["version"]},
                 {"reason", "x"},
                 {"settles", "the weather"}})
                .status,
            400);
  ASSERT_EQ(correct({{"action", "reject"}, {"subject", subject}}), 200);
  EXPECT_TRUE(got("/incidents/" + id)["added"].empty());
  become("reader");
  EXPECT_TRUE(got("/incidents/" + id)["added"].empty());
}

TEST_F(DeskTest, ListsAndMapHaveTheRangeOfThePolicy) {
  become("reader");
  const json ucdp = got("/incidents", {{"policy", "ucdp-like"}});
  EXPECT_EQ(ucdp["policy"]["name"], "ucdp-like");
  const json killed = ucdp["rows"][0]["range"]["measures"][0];
  EXPECT_EQ(killed["low"], 12);
  EXPECT_EQ(killed["high"], 15);
  const json acled = got("/incidents", {{"policy", "acled-like"}})["rows"][0]["range"];
  EXPECT_EQ(acled["measures"][0]["high"], 12);
  const json graded = got("/map", {{"policy", "airwars-like"}})["features"][0]["properties"];
  EXPECT_NE(graded["range"]["grade"], "");
  EXPECT_EQ(ask("GET", "/map", nullptr, {{"policy", "/etc/passwd"}}).status, 400);
}

TEST_F(DeskTest, ARangeIsJudgedAnewWhenTheIncidentChanges) {
  become("lead");
  const json before = got("/incidents")["rows"][0];
  ASSERT_EQ(ask("POST", "/articles",
                {{"text", "قتل 40 شخصا في قصف على سوق حماة اليوم، بحسب الدفاع المدني."},
                 {"outlet", "جريدة التل"},
                 {"published", "1998-06-02"}})
                .status,
            200);
  const std::string id = before["id"];
  const std::string other = got("/incidents")["rows"][0]["id"];
  ASSERT_NE(other, id);
  EXPECT_EQ(got("/incidents")["rows"][1]["range"], before["range"]);
  ASSERT_EQ(ask("POST", "/incidents/" + id + "/decisions",
                {{"action", "merge"},
                 {"version", before["version"]},
                 {"other", other},
                 {"reason", "one shelling"}})
                .status,
            200);
  EXPECT_EQ(got("/incidents")["rows"][0]["range"]["measures"][0]["high"], 40);
}

TEST_F(DeskTest, TheInboxSaysWhoReadsWhat) {
  const auto state = [&](const char* id) {
    const json inbox = got("/inbox", {{"state", "all"}});
    for (const json& row : inbox["rows"]) {
      if (row["article"] == id) return std::pair(row["state"], row["by"]);
    }
    return std::pair(json(), json());
  };
  become("reader");
  got("/articles/a1");
  become("annotator");
  EXPECT_EQ(state("a1").first, "new") << "who may not decide reads for nobody else";
  got("/articles/a1");
  EXPECT_EQ(state("a1").first, "new") << "one knows what one has open oneself";
  become("reviewer");
  EXPECT_EQ(state("a1"), std::pair(json("reading"), json({"annotator"})));
  EXPECT_EQ(state("a2").first, "new");
  now_ += 2 * kReading;
  EXPECT_EQ(state("a1").first, "new") << "nobody has it open any more";
  ASSERT_EQ(correct({{"action", "reject"}, {"subject", "figure/0"}}), 200);
  now_ += 2 * kReading;
  EXPECT_EQ(state("a1").first, "reading") << "it was begun";
  ASSERT_EQ(correct({{"action", "done"}}), 200);
  EXPECT_EQ(state("a1").first, "decided");
  become("reader");
  EXPECT_EQ(state("a1"), std::pair(json("decided"), json::array()));
}

TEST_F(DeskTest, ClaimsAreCounted) {
  become("reader");
  const json total = got("/claims/total");
  EXPECT_EQ(total["total"], got("/claims", {{"limit", "500"}})["rows"].size());
  EXPECT_EQ(total["complete"], true);
  EXPECT_EQ(got("/claims/total", {{"limit", "1"}})["total"], total["total"]);
  EXPECT_EQ(got("/claims/total", {{"outlet", "nobody"}})["total"], 0);
}

TEST_F(DeskTest, ConditionsTellNobodyWhatHeMayNotSee) {
  for (const char* path : {"/claims", "/claims/total", "/articles"}) {
    for (const char* field : {"words", "actor", "near", "within", "source"}) {
      const std::map<std::string, std::string> query{{field, "حماة"}};
      become("reader");
      EXPECT_EQ(ask("GET", path, nullptr, query).status, 403) << path << field;
      become("annotator");
      EXPECT_NE(ask("GET", path, nullptr, query).status, 403) << path << field;
    }
    become("reader");
    EXPECT_EQ(ask("GET", path, nullptr, {{"source", "abbas-combat-division"}}).status, 200);
    EXPECT_EQ(ask("GET", path, nullptr, {{"type", "shelling"}, {"country", "SY"}}).status, 200);
  }
}

TEST_F(DeskTest, ASpeakerIsAskedForByEitherName) {
  become("lead");
  ASSERT_EQ(ask("POST", "/articles",
                {{"text", "قالت وزارة الدفاع الروسية إن 7 أشخاص قتلوا في قصف على مدينة حمص أمس."},
                 {"outlet", "صوت الوادي"},
                 {"published", "1998-07-02"}})
                .status,
            200);
  const json rows = got("/claims", {{"source", "وزارة الدفاع الروسية"}})["rows"];
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0]["source_ar"], "وزارة الدفاع الروسية");
  EXPECT_EQ(got("/claims", {{"source", rows[0]["source"]}})["rows"], rows);
}

TEST_F(DeskTest, AStewardEndsSessionsOfOthers) {
  become("lead");
  const std::string other = token_;
  become("steward");
  const json sessions = got("/people/lead/sessions");
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(ask("DELETE", "/people/lead/sessions/none").status, 404);
  EXPECT_EQ(ask("DELETE", "/people/nobody/sessions/all").status, 404);
  EXPECT_EQ(ask("GET", "/people/nobody/sessions").status, 404);
  EXPECT_EQ(ask("DELETE", "/people/lead/sessions/" + sessions[0]["id"].get<std::string>()).status,
            200);
  EXPECT_TRUE(got("/people/lead/sessions").empty());
  EXPECT_EQ(ask("DELETE", "/people/steward/sessions/all").status, 200);
  EXPECT_EQ(ask("GET", "/people").status, 200) << "the own one is kept";
  token_ = other;
  EXPECT_EQ(ask("GET", "/inbox").status, 401);
}

TEST_F(DeskTest, ACodeCountsOnceAlsoAfterARestart) {
  become("lead");
  const std::string secret = json::parse(ask("POST", "/me/second-factor").body)["secret"];
  ASSERT_EQ(ask("PUT", "/me/second-factor", {{"code", people::totp(secret, now_ / 30)}}).status,
            200);
  now_ += 60;
  const json with{
      {"name", "lead"}, {"password", kPassword}, {"code", people::totp(secret, now_ / 30)}};
  ASSERT_EQ(ask("POST", "/session", with).status, 200);
  sessions_ = std::make_unique<Sessions>(*service_, [this] { return now_; });
  EXPECT_EQ(ask("POST", "/session", with).status, 401);
}

TEST_F(DeskTest, SuggestedRowsAreForWhoeverMakesReleases) {
  become("annotator");
  json event = got("/articles/a1")["analysis"]["events"][0];
  event["type"] = "bombing";
  ASSERT_EQ(correct({{"action", "correct"}, {"subject", "event/0"}, {"after", event}}), 200);
  become("lead");
  const Reply rows = ask("GET", "/corrections/rows");
  EXPECT_THAT(rows.body, HasSubstr("# file lexicon/triggers.tsv"));
  EXPECT_THAT(rows.body, HasSubstr("\tbombing\t"));
  EXPECT_EQ(rows.download, "suggested-rows.tsv");
}

TEST_F(DeskTest, AReleaseIsMadeByOnePublishedByAnotherAndCompared) {
  const auto roles = put_lead("هدى");
  ASSERT_TRUE(roles);
  become("lead");
  ASSERT_EQ(ask("POST", "/exports", {{"format", "csv"}}).status, 200);
  EXPECT_TRUE(got("/exports/1/changes")["against"].is_null());
  ASSERT_EQ(ask("POST", "/articles",
                {{"text", "قتل 7 أشخاص في انفجار في مدينة حمص أمس، بحسب الشرطة."},
                 {"outlet", "صوت الوادي"},
                 {"published", "1998-07-02"}})
                .status,
            200);
  ASSERT_EQ(ask("POST", "/exports", {{"format", "csv"}}).status, 200);
  const json changes = got("/exports/2/changes");
  EXPECT_EQ(changes["against"], 1);
  EXPECT_EQ(changes["added"].size(), 1U);
  EXPECT_TRUE(changes["withdrawn"].empty());
  EXPECT_TRUE(changes["same_policy"]);
  EXPECT_THAT(ask("GET", "/exports/2").download, HasSubstr("draft"));
  EXPECT_EQ(ask("POST", "/exports/2/publication").status, 409) << "one's own";
  become("هدى");
  EXPECT_EQ(ask("POST", "/exports/2/publication", {{"reason", "checked"}}).status, 200);
  EXPECT_EQ(ask("POST", "/exports/2/publication").status, 409) << "twice";
  const json published = got("/exports")["releases"][0]["published"];
  EXPECT_EQ(published["author"], "هدى");
  EXPECT_THAT(ask("GET", "/exports/2").download, testing::Not(HasSubstr("draft")));
  become("reviewer");
  EXPECT_EQ(
      ask("POST", "/decisions/" + published["decision"].dump() + "/undo", {{"reason", "x"}}).status,
      403);
  become("reader");
  EXPECT_EQ(got("/exports")["releases"][0]["published"]["author"], "");
  become("lead");
  EXPECT_EQ(ask("DELETE", "/exports/2/publication").status, 400);
  EXPECT_EQ(ask("DELETE", "/exports/2/publication", {{"reason", "a mistake"}}).status, 200);
  EXPECT_TRUE(got("/exports")["releases"][0]["published"].is_null());
}

}  // namespace
}  // namespace marsad::server
