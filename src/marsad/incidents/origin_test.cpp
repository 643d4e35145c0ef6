// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/origin.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace marsad::incidents {
namespace {

std::vector<std::uint32_t> words(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::uint32_t> out(count);
  for (std::uint32_t& word : out) word = static_cast<std::uint32_t>(random());
  return out;
}

// The slow twin: the share of runs of three words that both have.
double shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto runs = [](const std::vector<std::uint32_t>& text) {
    std::set<std::array<std::uint32_t, 3>> out;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
      out.insert({text[i], text[i + 1], text[i + 2]});
    return out;
  };
  const auto one = runs(a);
  const auto other = runs(b);
  std::size_t both = 0;
  for (const auto& run : one) both += other.count(run);
  return static_cast<double>(both) / static_cast<double>(one.size() + other.size() - both);
}

TEST(Origin, SketchesAgreeAsTextsDo) {
  double farthest = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const auto text = words(200, seed);
    auto edited = text;
    for (std::size_t i = 0; i < edited.size(); i += 4 + seed) edited[i] ^= 1U;
    const double real = shared(text, edited);
    farthest =
        std::max(farthest, std::abs(alike(*sketch_of(text, 25), *sketch_of(edited, 25)) - real));
  }
  EXPECT_LT(farthest, 0.35);  // 32 minima: a standard error of at most .09
}

TEST(Origin, CopiesMeetInABandAndStrangersDoNot) {
  int met = 0;
  int strangers = 0;
  const auto meet = [](const Sketch& a, const Sketch& b) {
    const auto one = bands_of(a);
    const auto other = bands_of(b);
    for (std::size_t i = 0; i < kBands; ++i) {
      if (one[i] == other[i]) return true;
    }
    return false;
  };
  for (unsigned seed = 1; seed <= 50; ++seed) {
    const auto text = words(200, seed);
    auto copy = text;
    copy[20] ^= 1U;  // an outlet changes a few words
    copy[90] ^= 1U;
    copy.resize(190);
    met += meet(*sketch_of(text, 25), *sketch_of(copy, 25)) ? 1 : 0;
    strangers += meet(*sketch_of(text, 25), *sketch_of(words(200, seed + 1000), 25)) ? 1 : 0;
  }
  EXPECT_EQ(met, 50);
  EXPECT_EQ(strangers, 0);
}

TEST(Origin, AShortTextIsNoCopyOfAnything) {
  EXPECT_FALSE(sketch_of(words(24, 1), 25));
  EXPECT_TRUE(sketch_of(words(24, 1), 24));
  EXPECT_FALSE(sketch_of(words(2, 1), 1));  // it has no run
}

TEST(Origin, ATextIsComparedWithThoseThatShareMostBandsThenTheNewest) {
  EXPECT_EQ(looked_at({3, 7, 5, 3}), (std::vector<std::int64_t>{3, 7, 5}));
  std::vector<std::int64_t> many(kMostLooked + 10);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i);
  many.push_back(0);  // shares two
  const auto looked = looked_at(many);
  ASSERT_EQ(looked.size(), kMostLooked);
  EXPECT_EQ(looked[0], 0);
  EXPECT_EQ(looked[1], static_cast<std::int64_t>(kMostLooked) + 9);
}

TEST(Origin, OnlyTheClosestAreCopiesAndOnlyFromAShareOn) {
  EXPECT_EQ(closest({0.7, 0.9, 0.6, 0.9}, 0.6), (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(closest({0.6}, 0.6), (std::vector<std::size_t>{0}));
  EXPECT_TRUE(closest({0.5, 0.59}, 0.6).empty());
  EXPECT_TRUE(closest({}, 0.6).empty());
}

TEST(Origin, WhomAClaimGoesBackTo) {
  Statement monitor;
  monitor.source = "Monitor";
  monitor.source_entity = "monitor";
  EXPECT_EQ(origin_of(monitor, {"صوت الوادي", ""}), origin_of(monitor, {"بريد السهل", ""}));
  Statement medic;
  medic.source = "مصدر طبي";
  EXPECT_NE(origin_of(medic, {"صوت الوادي", ""}), origin_of(medic, {"بريد السهل", ""}));
  const Statement own;
  EXPECT_EQ(origin_of(own, {"صوت الوادي", ""}), "outlet:صوت الوادي");
  // An outlet that is quoted elsewhere is the origin that it is at home.
  EXPECT_EQ(origin_of(own, {"المونيتور", "monitor"}), origin_of(monitor, {"صوت الوادي", ""}));
}

}  // namespace
}  // namespace marsad::incidents
