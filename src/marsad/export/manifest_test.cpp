// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/manifest.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "marsad/export/record_for_tests.h"

namespace marsad::exports {
namespace {

using nlohmann::json;

TEST(Manifest, SaysWhatWasWritten) {
  Manifest manifest = write_all("acled", {market()}).manifest;
  manifest.filter["country"] = "SY";
  const json out = json::parse(to_json(manifest));
  EXPECT_EQ(out["schema"], "marsad.manifest/1");
  EXPECT_EQ(out["format"], "acled");
  EXPECT_EQ(out["filter"]["country"], "SY");
  EXPECT_EQ(out["policy"]["name"], "ucdp-like");
  EXPECT_EQ(out["policy"]["version"], manifest.version);
  EXPECT_EQ(out["packs"], json::array({"70ac"}));
  EXPECT_EQ(out["counts"]["incidents"], 1);
  EXPECT_EQ(out["notice"], "documented, not total");
  EXPECT_EQ(out["incidents_sha256"].size(), 1U);
  EXPECT_FALSE(out["lost"].empty());
  EXPECT_FALSE(out.contains("since"));
}

TEST(Manifest, ReadsBackWhatAComparisonNeeds) {
  const Manifest manifest = write_all("acled", {market()}).manifest;
  const auto read = read_manifest(to_json(manifest), "m.json");
  ASSERT_TRUE(read);
  const auto none = difference(*read, manifest);
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->added.empty() && none->changed.empty() && none->withdrawn.empty());
  json whole = json::parse(to_json(manifest));
  std::vector<std::string> bad{"", "[]", "{}", "{\"schema\":\"marsad.manifest/1\"}"};
  for (const auto& [key, value] :
       std::vector<std::pair<const char*, json>>{{"schema", "other/1"},
                                                 {"format", 1},
                                                 {"incidents_sha256", {{"i-1", 1}}},
                                                 {"merged", 2}}) {
    json other = whole;
    other[key] = value;
    bad.push_back(other.dump());
  }
  for (const std::string& text : bad) {
    const auto fault = read_manifest(text, "m.json");
    ASSERT_FALSE(fault) << text;
    EXPECT_EQ(fault.error().where, "m.json");
  }
}

TEST(Manifest, TellsWhatWasAddedChangedWithdrawnAndMerged) {
  auto one = market();
  one.former_ids.clear();
  auto two = one;
  two.id = "i-2";
  auto gone = one;
  gone.id = "i-3";
  const Manifest before = write_all("acled", {one, two, gone}).manifest;
  two.former_ids = {"i-1"};  // i-1 was joined to it
  two.claims.push_back(toll("Medic", 20, Victims::people));
  auto fresh = one;
  fresh.id = "i-4";
  const Manifest after = write_all("acled", {two, fresh}).manifest;
  const auto since = difference(before, after);
  ASSERT_TRUE(since);
  EXPECT_EQ(since->added, std::vector<std::string>{"i-4"});
  EXPECT_EQ(since->changed, std::vector<std::string>{"i-2"});
  EXPECT_EQ(since->withdrawn, (std::vector<std::string>{"i-1", "i-3"}));
  EXPECT_EQ(since->merged, (std::map<std::string, std::string>{{"i-1", "i-2"}}));
  EXPECT_EQ(json::parse(to_json(after, *since))["since"]["merged"]["i-1"], "i-2");
}

TEST(Manifest, OtherFormatsAndFiltersDoNotCompare) {
  const Manifest acled = write_all("acled", {market()}).manifest;
  EXPECT_FALSE(difference(write_all("csv", {market()}).manifest, acled));
  Manifest narrow = acled;
  narrow.filter["country"] = "SY";
  const auto fault = difference(acled, narrow);
  ASSERT_FALSE(fault);
  EXPECT_EQ(fault.error().code, ErrorCode::input);
}

}  // namespace
}  // namespace marsad::exports
