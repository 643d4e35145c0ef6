// SPDX-License-Identifier: Apache-2.0
#include "marsad/releases/releases.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"

namespace marsad::releases {
namespace {

TEST(Releases, WritesWhatTheSearchFindsAndSaysSo) {
  auto desk = observatory::Observatory::open(":memory:", store::Access::create, "tester");
  ASSERT_TRUE(desk);
  const auto language = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  ASSERT_TRUE(language);
  observatory::Preparer preparer(*language);
  for (const char* day : {"1998-06-02", "1998-07-02"}) {
    Document document;
    document.id = day;
    document.outlet = "صوت الوادي";
    document.title = "قصف سوق في حماة";
    document.text = "قتل 12 مدنيا في قصف على سوق في مدينة حماة اليوم.";
    document.published = parse_iso(day);
    ASSERT_TRUE(desk->add(
        preparer.prepare(document,
                         {sha256(day), "text/plain", "", std::make_shared<std::string>(day)}, true),
        language->hash()));
  }
  ASSERT_TRUE(desk->commit());
  std::string file;
  const auto sink = [&](std::string_view bytes) -> Result<void> {
    file += bytes;
    return {};
  };
  const auto policy = incidents::find_policy("acled-like");
  store::IncidentSearch search;
  search.from = parse_iso("1998-07-01");
  const auto manifest = write_incidents(*desk, *exports::format_named("acled"), *policy, search,
                                        {{"from", "1998-07-01"}}, sink);
  ASSERT_TRUE(manifest) << describe(manifest.error());
  EXPECT_EQ(manifest->counts.at("incidents"), 1U);
  EXPECT_EQ(manifest->filter.at("from"), "1998-07-01");
  EXPECT_EQ(manifest->policy, "acled-like");
  EXPECT_EQ(manifest->sha256, sha256(file));
  file.clear();
  const auto rows = write_rows(*desk, sink);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->sha256, sha256(file));
  EXPECT_EQ(rows->bytes, file.size());
}

TEST(Releases, AFaultOfTheSinkIsHandedOn) {
  auto desk = observatory::Observatory::open(":memory:", store::Access::create, "tester");
  ASSERT_TRUE(desk);
  const auto full = [](std::string_view) -> Result<void> {
    return fail(ErrorCode::output, "file", "the disk is full", "make room");
  };
  const auto manifest = write_incidents(*desk, *exports::format_named("csv"),
                                        *incidents::find_policy("ucdp-like"), {}, {}, full);
  ASSERT_FALSE(manifest);
  EXPECT_EQ(manifest.error().what, "the disk is full");
}

}  // namespace
}  // namespace marsad::releases
