// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/neighbours.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

Report report(const char* day) {
  Report out;
  out.leads = out.dated = true;
  out.from = out.to = parse_iso(day);
  out.types = {EventType::shelling};
  out.places = {{"Nawa", "nawa", "SY", 32.9, 36, PlaceLevel::city}};
  out.tolls = {{FigureKind::killed, 12, 12}};
  return out;
}

TEST(Neighbours, FindsTheLikestWithinItsDays) {
  Neighbours near;
  near.add({1, 10, report("2011-05-02")});
  near.add({2, 20, report("2011-05-09")});
  const auto found = near.nearest(report("2011-05-03"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->incident, 1);
  EXPECT_EQ(found->article, 10);
  EXPECT_FALSE(near.nearest(report("2011-05-20")));
  near.forget(10, parse_iso("2011-05-02"));
  EXPECT_FALSE(near.nearest(report("2011-05-03")));
}

TEST(Neighbours, OnlyWhatIsAdmittedIsCompared) {
  Neighbours near;
  near.add({1, 10, report("2011-05-02")});
  EXPECT_FALSE(near.nearest(report("2011-05-02"), [](const Report&) { return false; }));
  EXPECT_TRUE(near.nearest(report("2011-05-02"), [](const Report&) { return true; }));
}

TEST(Neighbours, ALoaderGivesWhatWasAddedBefore) {
  int loads = 0;
  Neighbours near([&](std::optional<Date> day) {
    ++loads;
    std::vector<Neighbour> out;
    if (day == parse_iso("2011-05-02")) out.push_back({7, 70, report("2011-05-02")});
    return out;
  });
  ASSERT_TRUE(near.nearest(report("2011-05-02")));
  const int once = loads;
  EXPECT_EQ(near.nearest(report("2011-05-02"))->incident, 7);
  EXPECT_EQ(loads, once);  // each day once
}

TEST(Neighbours, OnlyTheLastReportsWithoutADayAreKept) {
  Neighbours near;
  Report undated = report("2011-05-02");
  undated.from = undated.to = std::nullopt;
  for (std::size_t i = 0; i <= kUndated; ++i) {
    near.add({static_cast<std::int64_t>(i), static_cast<std::int64_t>(i), undated});
  }
  EXPECT_EQ(near.nearest(undated)->incident, 1);
  // One of them is forgotten: the one before takes its place.
  near.forget(static_cast<std::int64_t>(kUndated), std::nullopt);
  EXPECT_EQ(near.nearest(undated)->incident, 0);
}

TEST(Neighbours, WhatIsForgottenOfThoseWithoutADayIsLoadedAnew) {
  Report undated = report("2011-05-02");
  undated.from = undated.to = std::nullopt;
  std::vector<Neighbour> kept{{1, 10, undated}, {2, 20, undated}};
  Neighbours near([&](std::optional<Date> day) { return day ? std::vector<Neighbour>{} : kept; });
  EXPECT_EQ(near.nearest(undated)->incident, 1);
  kept.erase(kept.begin());
  near.forget(10, std::nullopt);
  EXPECT_EQ(near.nearest(undated)->incident, 2);
}

}  // namespace
}  // namespace marsad::incidents
