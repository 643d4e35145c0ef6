// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/joining.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/incidents/link.h"

namespace marsad::incidents {
namespace {

// The file that comes with the program, with one line of it changed.
std::string changed(const std::string& line, const std::string& by) {
  std::ifstream file(MARSAD_SOURCE_DIR "/policies/joining/default.toml", std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  std::string out = all.str();
  const auto at = out.find(line);
  EXPECT_NE(at, std::string::npos) << line;
  return at == std::string::npos ? out : out.replace(at, line.size(), by);
}

Error fault(const std::string& line, const std::string& by) {
  const auto read = read_joining(changed(line, by), "desk.toml");
  EXPECT_FALSE(read) << by;
  return read ? Error{} : read.error();
}

TEST(Joining, TheDefaultIsTheFileThatComesWithTheProgram) {
  const Joining& rules = default_joining();
  EXPECT_EQ(rules.name, "default");
  EXPECT_EQ(rules.linked, 4.2);
  EXPECT_EQ(rules.place.exactness.of(PlaceLevel::admin1), 0.6);
  EXPECT_EQ(rules.place.reach.of(PlaceLevel::site), 6);
  EXPECT_EQ(rules.copies.least_words, 25);
  EXPECT_EQ(rules.sha256, sha256(changed("version = 1", "version = 1")));
  EXPECT_EQ(find_joining("")->sha256, rules.sha256);
}

TEST(Joining, AnotherFileMovesTheLine) {
  const auto strict = read_joining(changed("linked = 4.2", "linked = 4.6"), "desk.toml");
  ASSERT_TRUE(strict) << describe(strict.error());
  EXPECT_NE(strict->sha256, default_joining().sha256);
  Report report;
  report.from = report.to = parse_iso("2011-05-02");
  report.dated = true;
  report.types = {EventType::shelling};
  PlaceValue town;
  town.name = town.entity = "nawa";
  town.country = "SY";
  report.places = {town};
  const Likeness found = likeness(report, report);  // 1.0 + 2.5 + 1.0
  EXPECT_DOUBLE_EQ(found.score, 4.5);
  EXPECT_TRUE(found.linked);
  EXPECT_FALSE(likeness(report, report, *strict).linked);
}

TEST(Joining, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_EQ(fault("linked = 4.2", "linked = \"many\"").where.substr(0, 10), "desk.toml:");
  EXPECT_EQ(fault("linked = 4.2", "linked = \"many\"").what, "is no number");
  EXPECT_EQ(fault("linked = 4.2", "linkde = 4.2").what, "\"linkde\" is no key of it");
  EXPECT_EQ(fault("linked = 4.2", "# linked").what, "there is no linked");
  EXPECT_EQ(fault("copied = 0.6", "copied = 60").what, "is no share from 0 to 1");
  EXPECT_EQ(fault("much = 3 ", "much = -3 ").what, "is less than 0");
  EXPECT_EQ(fault("compared = 4", "compared = 4.5").what, "is no whole number from 1 on");
  EXPECT_EQ(fault("version = 1", "version = 0").what, "is no whole number from 1 on");
  EXPECT_EQ(fault("most = 2.0", "most = -2.0").what, "wording.least is more than wording.most");
  EXPECT_EQ(fault("[day]", "[day").code, ErrorCode::input);
  EXPECT_EQ(fault("name = \"default\"", "name = 5").what, "is no text");
  EXPECT_EQ(find_joining("/nowhere/at/all.toml").error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace marsad::incidents
