// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/summary.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

TEST(Summary, TheForemostReportGivesTheDayAndMostGiveThePlace) {
  Report vague;
  vague.leads = true;
  vague.from = vague.to = parse_iso("1998-06-03");
  vague.places = {{"Syria", "SY", "SY", 35, 38, PlaceLevel::country}};
  vague.tolls = {{FigureKind::killed, 12, std::nullopt}, {FigureKind::injured, 90, 90}};
  Report exact = vague;
  exact.dated = true;
  exact.from = exact.to = parse_iso("1998-06-02");
  exact.types = {EventType::shelling};
  exact.places = {{"Hama", "hama", "SY", 35, 36.7, PlaceLevel::city}};
  exact.tolls = {{FigureKind::killed, 29, 29}};
  Report background = exact;
  background.leads = false;
  background.tolls = {{FigureKind::killed, 500, 500}};
  const Summary sum = summary_of({&vague, &exact, &background});
  EXPECT_EQ(sum.from, parse_iso("1998-06-02"));
  EXPECT_TRUE(sum.dated);
  EXPECT_EQ(sum.type, EventType::shelling);
  EXPECT_EQ(sum.place->name, "Hama");
  EXPECT_EQ(sum.killed_low, 12);
  EXPECT_EQ(sum.killed_high, 29);
}

TEST(Summary, OfNothingIsEmpty) { EXPECT_FALSE(summary_of({}).from); }

}  // namespace
}  // namespace marsad::incidents
