// SPDX-License-Identifier: Apache-2.0
// Likeness of reports that are put together by hand.
#include "marsad/incidents/link.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

PlaceValue place(const char* name, PlaceLevel level, double lat, double lon,
                 const char* country = "SY") {
  return {name, name, country, lat, lon, level};
}

Report report(const char* day, PlaceValue where, double killed) {
  Report out;
  out.leads = true;
  out.dated = true;
  out.from = out.to = parse_iso(day);
  out.types = {EventType::shelling};
  out.places = {std::move(where)};
  out.tolls = {{FigureKind::killed, killed, killed}};
  out.words = {1, 2, 3};
  return out;
}

const PlaceValue kNawa = place("nawa", PlaceLevel::city, 32.89, 36.04);
const PlaceValue kAleppo = place("aleppo", PlaceLevel::city, 36.2, 37.16);

double points(const Likeness& likeness, std::string_view what) {
  const auto found = std::find_if(likeness.reasons.begin(), likeness.reasons.end(),
                                  [&](const Reason& reason) { return reason.what == what; });
  return found == likeness.reasons.end() ? 0 : found->points;
}

TEST(Link, SameDayPlaceAndTollAreOneHappening) {
  const auto found = likeness(report("2011-05-02", kNawa, 7), report("2011-05-02", kNawa, 7));
  EXPECT_TRUE(found.linked);
  double sum = 0;
  for (const Reason& reason : found.reasons) sum += reason.points;
  EXPECT_DOUBLE_EQ(sum, found.score);
}

TEST(Link, ItIsSymmetric) {
  const Report a = report("2011-05-02", kNawa, 7);
  Report b = report("2011-05-03", kAleppo, 30);
  b.types = {EventType::clash, EventType::shelling};
  EXPECT_DOUBLE_EQ(likeness(a, b).score, likeness(b, a).score);
}

TEST(Link, WhoTellsTheHarmAndWhoTellsTheAttackMayTellOfOneHappening) {
  const auto type_points = [](EventType a, EventType b) {
    Report one = report("2011-05-02", kNawa, 7);
    Report other = one;
    one.types = {a};
    other.types = {b};
    EXPECT_DOUBLE_EQ(likeness(one, other).score, likeness(other, one).score);
    return points(likeness(one, other), "type");
  };
  EXPECT_GT(type_points(EventType::violence, EventType::airstrike), 0);
  EXPECT_GT(type_points(EventType::destruction, EventType::shelling), 0);
  EXPECT_GT(type_points(EventType::shooting, EventType::clash), 0);
  EXPECT_LT(type_points(EventType::abduction, EventType::airstrike), 0);
  EXPECT_LT(type_points(EventType::protest, EventType::shelling), 0);
}

TEST(Link, WhereTheLeadingKindsAreAkinAKindInCommonSpeaksLouder) {
  const auto type_points = [](std::vector<EventType> a, std::vector<EventType> b) {
    Report one = report("2011-05-02", kNawa, 7);
    Report other = one;
    one.types = std::move(a);
    other.types = std::move(b);
    return points(likeness(one, other), "type");
  };
  const double akin =
      type_points({EventType::shooting, EventType::clash}, {EventType::clash, EventType::arrest});
  EXPECT_LT(akin, type_points({EventType::clash}, {EventType::clash}));
  EXPECT_GT(akin, type_points({EventType::arrest, EventType::clash}, {EventType::clash}));
}

TEST(Link, AnotherTownOfTheCountryIsAnotherHappening) {
  EXPECT_FALSE(likeness(report("2011-05-02", kNawa, 7), report("2011-05-02", kAleppo, 9)).linked);
}

TEST(Link, DaysFarApartAndOtherCountriesForbidALink) {
  EXPECT_TRUE(likeness(report("2011-05-02", kNawa, 7), report("2011-05-09", kNawa, 7)).excluded);
  const PlaceValue elsewhere = place("kabul", PlaceLevel::city, 34.5, 69.2, "AF");
  EXPECT_TRUE(
      likeness(report("2011-05-02", kNawa, 7), report("2011-05-02", elsewhere, 7)).excluded);
}

TEST(Link, AnArticleWithoutADayIsLikeOthersWithoutOneOnly) {
  Report undated = report("2011-05-02", kNawa, 7);
  undated.from = undated.to = std::nullopt;
  EXPECT_TRUE(likeness(undated, report("2011-05-02", kNawa, 7)).excluded);
  EXPECT_FALSE(likeness(undated, undated).excluded);
}

TEST(Link, DozensAreNoNumberThatAgreesButMayBeTheOtherNumber) {
  Report dozens = report("2011-05-02", kNawa, 0);
  dozens.tolls = {{FigureKind::killed, 20, 99}};
  EXPECT_DOUBLE_EQ(points(likeness(dozens, dozens), "toll"), 0.3);
  EXPECT_DOUBLE_EQ(points(likeness(dozens, report("2011-05-02", kNawa, 70)), "toll"), 0.3);
  EXPECT_LT(points(likeness(dozens, report("2011-05-02", kNawa, 500)), "toll"), 0);
  EXPECT_GT(
      points(likeness(report("2011-05-02", kNawa, 70), report("2011-05-02", kNawa, 70)), "toll"),
      1);
}

TEST(Link, KilometresAlongTheGround) {
  EXPECT_NEAR(kilometres(33.51, 36.29, 36.2, 37.16), 309, 3);  // Damascus to Aleppo
  EXPECT_EQ(kilometres(33, 36, 33, 36), 0);
}

TEST(Link, TheLeastKilometresAreNeverMore) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> lat(-90, 90);
  std::uniform_real_distribution<double> lon(-180, 180);
  int close = 0;
  for (int round = 0; round < 100000; ++round) {
    const double a = lat(random);
    const double b = lon(random);
    // Half of them are near each other.
    const double c = round % 2 == 0 ? lat(random) : std::clamp(a + lon(random) / 60, -90.0, 90.0);
    const double d = round % 2 == 0 ? lon(random) : b + lon(random) / 60;
    const double least = least_kilometres(a, b, c, d);
    const double real = kilometres(a, b, c, d);
    ASSERT_LE(least, real) << a << " " << b << " " << c << " " << d;
    close += least > real * 0.6 ? 1 : 0;
  }
  EXPECT_GT(close, 50000);
}

TEST(Link, WithoutReasonsWhatIsLinkedIsTheSame) {
  std::mt19937 random(5);
  const auto upto = [&](int most) { return static_cast<int>(random() % (most + 1)); };
  const auto any = [&] {
    Report out;
    out.leads = true;
    out.dated = upto(1) == 0;
    out.from = out.to = Date{std::chrono::days(upto(6))};
    for (int i = upto(4); i >= 0; --i) out.types.push_back(static_cast<EventType>(upto(5)));
    for (int i = upto(4); i > 0; --i) {
      const int at = upto(30);
      out.places.push_back({"p", "gn:" + std::to_string(at), at % 3 == 0 ? "IQ" : "SY",
                            33 + at % 5 / 2.0, 36 + at / 5.0, static_cast<PlaceLevel>(at % 8)});
    }
    if (upto(1) == 0) out.tolls.push_back({FigureKind::killed, 4, 4});
    for (int i = 0; i < 12; ++i) out.words.push_back(static_cast<std::uint32_t>(upto(30)));
    std::sort(out.words.begin(), out.words.end());
    out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
    return out;
  };
  int linked = 0;
  for (int round = 0; round < 20000; ++round) {
    const Report a = any();
    const Report b = any();
    const Likeness full = likeness(a, b);
    const Likeness quick = likeness(a, b, default_joining(), false);
    ASSERT_EQ(full.linked, quick.linked);
    ASSERT_EQ(full.excluded, quick.excluded);
    if (!full.linked) continue;
    ASSERT_EQ(full.score, quick.score);
    ++linked;
  }
  EXPECT_GT(linked, 300);
}

}  // namespace
}  // namespace marsad::incidents
