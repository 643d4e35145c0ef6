// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/blocks.h"

#include <gtest/gtest.h>

#include <random>

#include "marsad/analysis/json.h"
#include "marsad/incidents/link.h"
#include "marsad/incidents/neighbours.h"

namespace marsad::incidents {
namespace {

constexpr int kDays = 8;

Report report(Date from, std::vector<PlaceValue> places) {
  Report out;
  out.leads = out.dated = true;
  out.from = out.to = from;
  out.types = {EventType::shelling};
  out.places = std::move(places);
  return out;
}

bool meet(const Report& earlier, const Report& later, const Joining& rules, int days) {
  for (const Block& one : blocks_of(later, rules, days)) {
    if (!one.asks) continue;
    if (one.cell && share_country(later, earlier, rules)) continue;
    for (const Block& other : blocks_of(earlier, rules, days)) {
      if (other.key == one.key && other.waits) return true;
    }
  }
  return false;
}

// Reports at random over the whole earth, poles and the line of dates too: whoever could be
// joined meets. The slow twin is likeness() itself.
TEST(Blocks, WhoeverIsNotExcludedMeets) {
  std::mt19937 random(7);
  const auto upto = [&](int most) { return static_cast<int>(random() % (most + 1)); };
  const std::vector<std::string> countries{"SY", "IQ", "RU", ""};
  const auto any_place = [&](const Report* near) {
    PlaceValue out;
    if (near != nullptr && !near->places.empty() && upto(2) > 0) {
      out = near->places[static_cast<std::size_t>(upto(static_cast<int>(near->places.size()) - 1))];
      out.lat = std::clamp(out.lat + (upto(200) - 100) / 8.0, -90.0, 90.0);
      out.lon += (upto(200) - 100) / 8.0;
      if (out.lon > 180) out.lon -= 360;
      if (out.lon < -180) out.lon += 360;
    } else {
      out.lat = upto(180) - 90;
      out.lon = upto(360) - 180;
    }
    out.level = static_cast<PlaceLevel>(upto(static_cast<int>(PlaceLevel::site)));
    out.country = countries[static_cast<std::size_t>(upto(3))];
    out.name = "place " + std::to_string(upto(3));
    out.entity = upto(20) == 0 ? "" : "gn:" + std::to_string(random());
    return out;
  };
  int joinable = 0;
  int met = 0;
  for (int round = 0; round < 20000; ++round) {
    Report a = report(Date{std::chrono::days(upto(60) - 30)}, {});
    a.to = *a.from + std::chrono::days(upto(8));
    for (int i = upto(3); i > 0; --i) a.places.push_back(any_place(nullptr));
    Report b = report(*a.from + std::chrono::days(upto(20) - 10), {});
    b.to = *b.from + std::chrono::days(upto(8));
    for (int i = upto(3); i > 0; --i) b.places.push_back(any_place(&a));
    const Joining& rules = default_joining();
    const Days days = days_around(b, rules);
    const bool may = *a.from >= days.first && *a.from <= days.last && !likeness(b, a).excluded;
    const bool together = meet(a, b, rules, 1 + upto(20));
    joinable += may ? 1 : 0;
    met += together ? 1 : 0;
    ASSERT_TRUE(!may || together) << "round " << round;
  }
  EXPECT_GT(joinable, 2000);
  EXPECT_LT(met, 19000);  // not everybody meets everybody
}

TEST(Blocks, OtherCountriesFarAwayDoNotMeet) {
  const Date day = *parse_iso("1998-06-12");
  const PlaceValue hama{"Hama", "gn:1", "SY", 35.13, 36.75, PlaceLevel::city};
  const PlaceValue caracas{"Caracas", "gn:2", "VE", 10.5, -66.9, PlaceLevel::city};
  const Joining& rules = default_joining();
  EXPECT_TRUE(meet(report(day, {hama}), report(day, {hama}), rules, kDays));
  EXPECT_FALSE(meet(report(day, {hama}), report(day, {caracas}), rules, kDays));
  EXPECT_FALSE(
      meet(report(day, {hama}), report(day + std::chrono::days(60), {hama}), rules, kDays));
  EXPECT_TRUE(meet(report(day, {}), report(day, {caracas}), rules, kDays));
}

TEST(Blocks, BackgroundAsksAndIsNotFound) {
  Report background = report(*parse_iso("1998-06-12"), {});
  background.leads = false;
  for (const Block& block : blocks_of(background, default_joining(), kDays)) {
    EXPECT_TRUE(block.asks);
    EXPECT_FALSE(block.waits);
  }
  Report undated;
  undated.leads = true;
  EXPECT_EQ(blocks_of(undated, default_joining(), kDays).size(), 1U);
  EXPECT_FALSE(meet(undated, report(*parse_iso("1998-06-12"), {}), default_joining(), kDays));
}

}  // namespace
}  // namespace marsad::incidents
