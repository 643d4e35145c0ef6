// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/writer.h"

#include <gtest/gtest.h>

#include "marsad/base/sha256.h"
#include "marsad/export/record_for_tests.h"

namespace marsad::exports {
namespace {

TEST(Writer, CountsAndSumsWhatItWrites) {
  auto other = market();
  other.id = "i-2";
  const auto& [text, manifest] = write_all("csv", {market(), other});
  EXPECT_EQ(manifest.format, "csv");
  EXPECT_EQ(manifest.bytes, text.size());
  EXPECT_EQ(manifest.sha256, sha256(text));
  EXPECT_EQ(manifest.counts.at("incidents"), 2U);
  EXPECT_EQ(manifest.counts.at("claims"), 2U);
  EXPECT_EQ(manifest.counts.at("articles"), 1U);  // that tells of both
  EXPECT_EQ(manifest.packs, std::set<std::string>{"70ac"});
  EXPECT_EQ(manifest.policy, "ucdp-like");
  EXPECT_FALSE(manifest.lost.empty());
}

TEST(Writer, ThePlaceOfAnIncidentChangesNoSumOfItsRows) {
  auto other = market();
  other.id = "i-2";
  for (const Format& format : formats()) {
    const auto one = write_all(format.name, {market(), other}).manifest.incidents;
    const auto two = write_all(format.name, {other, market()}).manifest.incidents;
    EXPECT_EQ(one.size(), 2U) << format.name;
    EXPECT_EQ(one, two) << format.name;
  }
}

TEST(Writer, WritesHeadAndEndWhenThereIsNothing) {
  EXPECT_EQ(rows(all("acled", {})).size(), 1U);
  EXPECT_EQ(all("geojson", {}), "{\"type\":\"FeatureCollection\",\"features\":[\n\n]}\n");
}

TEST(Writer, OnlyTablesHaveAMarkOfByteOrder) {
  const auto& [text, manifest] = write_all("acled", {market()}, "ucdp-like", true);
  EXPECT_TRUE(text.starts_with("\uFEFFevent_id_cnty,"));
  EXPECT_EQ(manifest.sha256, sha256(text));
  EXPECT_TRUE(write_all("prov", {market()}, "ucdp-like", true).text.starts_with("{"));
}

TEST(Writer, HandsOnTheErrorOfItsSink) {
  const auto dossier = market();
  const auto verdict = incidents::judge(*incidents::find_policy("ucdp-like"), dossier);
  Writer writer(*format_named("csv"), [](std::string_view) -> Result<void> {
    return fail(ErrorCode::output, "disk", "is full", "make room");
  });
  const auto done = writer.add({dossier, verdict});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::output);
}

}  // namespace
}  // namespace marsad::exports
