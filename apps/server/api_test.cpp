// SPDX-License-Identifier: Apache-2.0
// The routes without sockets: who may what, against whom, and what is answered.
#include "api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "api_for_tests.h"

namespace marsad::server {

const char* const kPassword = "كلمة سر طويلة";

void ApiTest::SetUp() {
  folder_ =
      std::filesystem::temp_directory_path() /
      ("marsad-api-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
       std::to_string(::getpid()));
  std::filesystem::create_directories(folder_);
  const std::string path = (folder_ / "desk.db").string();
  ASSERT_TRUE(store::Store::open(path, store::Access::create));
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  ASSERT_TRUE(kLanguage);
  service_ = Service::open(path, *kLanguage, MARSAD_SOURCE_DIR "/docs/samples/archive").value();
  sessions_ = std::make_unique<Sessions>(*service_, [this] { return now_; });
  static const std::string kHash = *people::hashed(kPassword);
  ASSERT_TRUE(service_->write("test", [&](Observatory& desk) -> Result<void> {
    observatory::Preparer preparer(*kLanguage);
    for (const auto& [id, outlet, text] :
         {std::tuple("a1", "صوت الوادي",
                     "قال مصدر طبي إن 12 مدنيا قتلوا في قصف على سوق في مدينة حماة اليوم."),
          std::tuple("a2", "إذاعة السهل", "قتل 15 شخصا في قصف على سوق حماة اليوم بحسب ناشطين.")}) {
      Document document;
      document.id = id;
      document.outlet = outlet;
      document.title = "قصف سوق في حماة";
      document.text = text;
      document.published = parse_iso("1998-06-02");
      const auto added = desk.add(
          preparer.prepare(document,
                           {sha256(id), "text/html", "", std::make_shared<std::string>(id)}, true),
          "pack");
      if (!added) return tl::unexpected<Error>(added.error());
    }
    if (const auto kept = desk.commit(); !kept) return kept;
    for (const auto role : people::kRoles) {
      const auto put = put_person(
          desk, {0, std::string(role), std::string(role), "en", false, kHash, "", store::now()},
          "account");
      if (!put) return tl::unexpected<Error>(put.error());
    }
    return {};
  }));
}

namespace {

using testing::HasSubstr;

std::string filled(std::string_view path) {
  std::string out(path);
  for (const auto& [part, value] :
       {std::pair("{id}", "a1"), std::pair("{number}", "1"), std::pair("{name}", "nobody")}) {
    if (const auto at = out.find(part); at != std::string::npos) {
      out.replace(at, std::string(part).size(), value);
    }
  }
  return out;
}

TEST_F(ApiTest, EveryRouteIsOpenToThoseRolesAloneWhoNeedIt) {
  for (const auto role : people::kRoles) {
    token_.clear();
    become(std::string(role));
    const auto may = people::may(*people::roles_from(role));
    for (const Route& route : routes()) {
      // These end the session that walks the table.
      if (route.path == "/session" || route.path == "/me/sessions/{id}") continue;
      bool allowed = true;
      for (std::size_t i = 0; i < people::kPermissions.size(); ++i) {
        if (people::kPermissions[i] == route.needs) {
          allowed = people::allows(may, static_cast<people::May>(i));
        }
      }
      const Reply reply = ask(std::string(route.method), filled(route.path));
      if (allowed) {
        EXPECT_NE(reply.status, 403) << role << " " << route.method << " " << route.path;
        EXPECT_LT(reply.status, 500)
            << role << " " << route.method << " " << route.path << reply.body;
      } else {
        EXPECT_EQ(reply.status, 403) << role << " " << route.method << " " << route.path;
      }
    }
  }
}

TEST_F(ApiTest, WithoutSignInNothingButSignIn) {
  for (const Route& route : routes()) {
    if (route.needs == "nobody") continue;
    for (const char* forged : {"", "0", "'; DROP TABLE session; --"}) {
      token_ = forged;
      EXPECT_EQ(ask(std::string(route.method), filled(route.path)).status, 401) << route.path;
    }
  }
}

TEST_F(ApiTest, NoChangeWithoutTheTokenOfThePage) {
  become("lead");
  for (const char* forged : {"", "0"}) {
    csrf_ = forged;
    for (const Route& route : routes()) {
      if (route.needs == "nobody" || route.method == "GET") continue;
      EXPECT_EQ(ask(std::string(route.method), filled(route.path)).status, 403) << route.path;
    }
  }
}

TEST_F(ApiTest, TheDocumentAndTheTableSayTheSame) {
  std::ifstream file(MARSAD_SOURCE_DIR "/docs/openapi.json");
  std::ostringstream all;
  all << file.rdbuf();
  const json document = json::parse(all.str());
  std::set<std::string> documented;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      documented.insert(method + " " + path + " " + operation["x-needs"].get<std::string>());
    }
  }
  // Its answer never ends, so it stands in server.cpp.
  std::set<std::string> served{"get /events anybody"};
  for (const Route& route : routes()) {
    std::string method(route.method);
    for (char& c : method) c = static_cast<char>(c | 0x20);
    served.insert(method + " " + std::string(route.path) + " " + std::string(route.needs));
  }
  EXPECT_EQ(documented, served);
}

TEST_F(ApiTest, TriesAreCountedAndWait) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ask("POST", "/session", {{"name", "lead"}, {"password", "wrong password"}}).status,
              401);
  }
  const Reply refused = ask("POST", "/session", {{"name", "lead"}, {"password", kPassword}});
  EXPECT_EQ(refused.status, 429);
  EXPECT_GT(refused.retry_after, 0);
  now_ += 1000;
  become("lead");
}

TEST_F(ApiTest, ASessionEnds) {
  become("reader");
  now_ += std::int64_t{11} * 3600;
  EXPECT_EQ(ask("GET", "/inbox").status, 200);
  now_ += std::int64_t{13} * 3600;
  EXPECT_EQ(ask("GET", "/inbox").status, 401);
  become("reader");
  const std::string other = token_;
  become("reader");
  EXPECT_EQ(ask("DELETE", "/me/sessions/all").status, 200);
  EXPECT_EQ(ask("GET", "/inbox").status, 200);
  token_ = other;
  EXPECT_EQ(ask("GET", "/inbox").status, 401);
}

TEST_F(ApiTest, ASecondFactorIsAskedForOnceItWasConfirmed) {
  become("lead");
  const std::string secret = json::parse(ask("POST", "/me/second-factor").body)["secret"];
  EXPECT_EQ(ask("PUT", "/me/second-factor", {{"code", "000000x"}}).status, 400);
  EXPECT_EQ(ask("PUT", "/me/second-factor", {{"code", people::totp(secret, now_ / 30)}}).status,
            200);
  const Reply asked = ask("POST", "/session", {{"name", "lead"}, {"password", kPassword}});
  EXPECT_EQ(asked.status, 401);
  EXPECT_THAT(asked.body, HasSubstr("code_needed"));
  now_ += 30;
  const json with{
      {"name", "lead"}, {"password", kPassword}, {"code", people::totp(secret, now_ / 30)}};
  EXPECT_EQ(ask("POST", "/session", with).status, 200);
  EXPECT_EQ(ask("POST", "/session", with).status, 401) << "a code counts once";
}

TEST_F(ApiTest, AReaderSeesNoProtectedField) {
  become("reader");
  const json article = got("/articles/a1");
  EXPECT_TRUE(article["analysis"].is_null());
  for (const json& claim : got("/claims")["rows"]) {
    EXPECT_EQ(claim["quote"], "");
    EXPECT_TRUE(claim["targets"].empty());
  }
  const json page = got("/incidents/" + incident());
  for (const auto& [origin, claims] : page["claims"].items()) {
    for (const json& claim : claims) EXPECT_EQ(claim["quote"], "");
  }
  become("lead");
  ASSERT_EQ(ask("POST", "/exports", {{"format", "csv"}}).status, 200);
  become("reader");
  EXPECT_EQ(got("/exports")["releases"][0]["author"], "");
  become("annotator");
  EXPECT_EQ(got("/articles/a1")["analysis"]["schema"], "marsad.analysis/1");
  EXPECT_NE(got("/claims")["rows"][0]["quote"], "");
}

TEST_F(ApiTest, AReadingIsCorrectedOnceAndUndone) {
  become("annotator");
  const json before = got("/articles/a1");
  const json body{{"version", 1},
                  {"revision", before["revision"]},
                  {"action", "reject"},
                  {"subject", "figure/0"},
                  {"reason", "not a toll"}};
  const Reply done = ask("POST", "/articles/a1/corrections", body);
  ASSERT_EQ(done.status, 200) << done.body;
  // The same again was read before the first: the answer says what stands now.
  const Reply late = ask("POST", "/articles/a1/corrections", body);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(json::parse(late.body)["corrections"].size(), 1U);
  const auto number = json::parse(done.body)["correction"].get<int>();
  EXPECT_EQ(
      ask("POST", "/corrections/" + std::to_string(number) + "/undo", {{"reason", "it is"}}).status,
      200);
  EXPECT_EQ(
      ask("POST", "/corrections/" + std::to_string(number) + "/undo", {{"reason", "it is"}}).status,
      409);
  const json after = got("/articles/a1");
  EXPECT_EQ(after["analysis"], before["analysis"]) << "the machine's reading stays";
  EXPECT_TRUE(after["corrections"][0]["undone"]);
  EXPECT_TRUE(
      service_->read([](Observatory& desk) { return desk.store().verify({}, {}); })->empty());
}

TEST_F(ApiTest, ASpanThatDoesNotHoldIsRefused) {
  become("annotator");
  const auto add = [&](const json& after) {
    return ask("POST", "/articles/a1/corrections",
               {{"version", 1}, {"revision", 0}, {"action", "add"}, {"after", after}})
        .status;
  };
  EXPECT_EQ(add({{"start", 0}, {"end", 3}, {"text", "قيل"}}), 400);
  EXPECT_EQ(add({{"start", 0}, {"end", 3000}, {"text", "قال"}}), 400);
  EXPECT_EQ(add({{"start", -1}, {"end", 3}, {"text", "قال"}}), 400);
  EXPECT_EQ(add({{"start", 0}, {"end", 3}, {"text", "قال"}}), 200);
}

TEST_F(ApiTest, ADecisionNeedsItsReasonAndTheVersionThatWasRead) {
  become("reviewer");
  const std::string id = incident();
  const json page = got("/incidents/" + id);
  json body{{"action", "range"}, {"version", page["version"]}};
  EXPECT_EQ(ask("POST", "/incidents/" + id + "/decisions", body).status, 400);
  body["reason"] = "two origins differ";
  EXPECT_EQ(ask("POST", "/incidents/" + id + "/decisions", body).status, 200);
  const Reply late = ask("POST", "/incidents/" + id + "/decisions", body);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(json::parse(late.body)["decisions"].size(), 1U);
  EXPECT_EQ(ask("POST", "/decisions/1/undo", {{"reason", "no"}}).status, 200);
  EXPECT_EQ(ask("POST", "/decisions/1/undo", {{"reason", "no"}}).status, 409);
}

TEST_F(ApiTest, AReleaseIsKeptAndGivenOut) {
  become("lead");
  const Reply made =
      ask("POST", "/exports", {{"format", "csv"}, {"filter", {{"from", "1998-01-01"}}}});
  ASSERT_EQ(made.status, 200) << made.body;
  const json body = json::parse(made.body);
  const Reply file = ask("GET", "/exports/" + std::to_string(body["number"].get<int>()));
  EXPECT_EQ(sha256(file.body), body["manifest"]["sha256"]);
  EXPECT_THAT(file.download, HasSubstr(".csv"));
  EXPECT_EQ(got("/exports")["releases"][0]["author"], "lead");
  EXPECT_EQ(ask("POST", "/exports", {{"format", "../../x"}}).status, 400);
}

TEST_F(ApiTest, AnAreaHoldsWhatLiesInIt) {
  become("lead");
  const auto rows = [&](const char* path, const char* place) {
    const Reply reply = ask("GET", path, nullptr, {{"in", place}});
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    return json::parse(reply.body)["rows"].size();
  };
  for (const char* path : {"/claims", "/articles", "/incidents"}) {
    EXPECT_GT(rows(path, "محافظة حماة"), 0U) << path;
    EXPECT_GT(rows(path, "سوريا"), 0U) << path;
    EXPECT_EQ(rows(path, "محافظة حلب"), 0U) << path;
    EXPECT_EQ(ask("GET", path, nullptr, {{"in", "زغلبوط"}}).status, 400) << path;
  }
  const json filter = {{"in", "محافظة حلب"}};
  const Reply made = ask("POST", "/exports", {{"format", "csv"}, {"filter", filter}});
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(json::parse(made.body)["manifest"]["filter"], filter);
  EXPECT_EQ(json::parse(made.body)["manifest"]["counts"]["incidents"], 0);
}

TEST_F(ApiTest, StrangeWordsAreNoErrorsOfOurs) {
  become("lead");
  for (const char* strange :
       {"'; DROP TABLE article; --", "\" OR 1=1", "%00", "<script>", "\xff\xfe", "../../etc/passwd",
        "999999999999999999999", "-1", "\r\nSet-Cookie: x=1"}) {
    for (const char* field : {"words", "type", "outlet", "source", "actor", "near", "country", "in",
                              "from", "limit", "page", "policy", "since", "state", "before"}) {
      for (const char* path :
           {"/claims", "/articles", "/incidents", "/inbox", "/map", "/timeline", "/sources"}) {
        EXPECT_LT(ask("GET", path, nullptr, {{field, strange}}).status, 500)
            << path << field << strange;
      }
    }
    EXPECT_EQ(ask("GET", "/articles/" + percent(strange)).status, 404) << strange;
    EXPECT_EQ(ask("GET", "/incidents/" + percent(strange)).status, 404) << strange;
  }
  EXPECT_TRUE(
      service_->read([](Observatory& desk) { return desk.store().verify({}, {}); })->empty());
}

TEST_F(ApiTest, ThereIsAlwaysASteward) {
  become("steward");
  EXPECT_EQ(ask("PATCH", "/people/steward", {{"disabled", true}}).status, 409);
  EXPECT_EQ(ask("PATCH", "/people/steward", {{"roles", {"reader"}}}).status, 409);
  EXPECT_EQ(
      ask("POST", "/people", {{"name", "سعاد"}, {"password", kPassword}, {"roles", {"steward"}}})
          .status,
      200);
  EXPECT_EQ(
      ask("POST", "/people", {{"name", "سعاد"}, {"password", kPassword}, {"roles", {"steward"}}})
          .status,
      409);
  EXPECT_EQ(ask("PATCH", "/people/reader", {{"disabled", true}}).status, 200);
  EXPECT_EQ(ask("POST", "/session", {{"name", "reader"}, {"password", kPassword}}).status, 401);
  EXPECT_EQ(ask("POST", "/first-run", {{"name", "x"}, {"password", kPassword}, {"language", "ar"}})
                .status,
            409);
}

TEST_F(ApiTest, AnArticleThatIsSentIsRead) {
  become("lead");
  const Reply sent = ask("POST", "/articles",
                         {{"text", "قتل 7 أشخاص في انفجار في مدينة حمص أمس."},
                          {"outlet", "صوت الوادي"},
                          {"published", "1998-07-02"}});
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(json::parse(sent.body)["outcome"], "added");
  EXPECT_EQ(
      got("/articles/" +
          json::parse(sent.body)["article"].get<std::string>())["analysis"]["figures"][0]["low"],
      7);
}

}  // namespace
}  // namespace marsad::server
