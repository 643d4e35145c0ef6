// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/report_json.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

TEST(ReportJson, ComesBackAsItWent) {
  Report report;
  report.leads = true;
  report.from = parse_iso("1998-06-02");
  report.to = parse_iso("1998-06-03");
  report.types = {EventType::shelling, EventType::violence};
  report.places = {{"Hama", "gn:1", "SY", 35.13, 36.75, PlaceLevel::city}};
  report.tolls = {{FigureKind::killed, 12, std::nullopt}};
  report.actors = {"حركة السهل"};
  report.weapons = {"artillery"};
  report.words = {7, 0xffffffff};
  report.events = {0, 3};
  const auto back = report_from_json(to_json(report));
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), to_json(report));
  EXPECT_EQ(back->words, report.words);
  EXPECT_EQ(back->tolls, report.tolls);
  EXPECT_EQ(back->places.front().lat, 35.13);
}

TEST(ReportJson, WhatIsOfAnotherFormIsAnErrorOfItsOwn) {
  for (const char* line : {"", "{}", "[]", R"({"leads":1})"}) EXPECT_FALSE(report_from_json(line));
  EXPECT_FALSE(place_from_json("[1,2]"));
}

}  // namespace
}  // namespace marsad::incidents
