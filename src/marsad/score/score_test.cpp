// SPDX-License-Identifier: Apache-2.0
// Layers of small invented analyses, counted by hand.
#include "marsad/score/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marsad::score {
namespace {

using testing::Contains;
using testing::Field;

// Words:  0 نفى  1 الجيش  2 مقتل  3 3  4 مدنيين  5 في  6 حمص
constexpr const char* kText = "نفى الجيش مقتل 3 مدنيين في حمص";

Analysis sample() {
  Analysis out;
  out.document.id = "sample";
  out.document.text = kText;
  ActorValue army;
  army.cls = ActorClass::military;
  out.mentions.push_back({{4, 9}, army, {}});
  PlaceValue homs;
  homs.lat = 34.73;
  homs.lon = 36.71;
  out.mentions.push_back({{27, 30}, homs, {}});
  Claim claim;
  claim.sources = {0};
  claim.cue = {0, 3};
  claim.stance = Stance::denies;
  claim.content = {10, 30};
  out.claims.push_back(claim);
  Event event;
  event.trigger = {10, 14};
  event.status = Status::denied;
  event.places = {1};
  out.events.push_back(event);
  Figure figure;
  figure.low = figure.high = 3;
  figure.victims = Victims::civilians;
  figure.span = {15, 23};
  figure.sources = {0};
  figure.place = 1;
  out.figures.push_back(figure);
  return out;
}

Layer layer(const Score& score, const std::string& name) {
  for (const Layer& one : score.layers()) {
    if (one.name == name) return one;
  }
  return {};
}

TEST(Score, TheSameAnalysisHitsEverything) {
  Score score;
  const Analysis gold = sample();
  score.add(gold, &gold);
  for (const Layer& one : score.layers()) {
    EXPECT_EQ(one.hit, one.gold) << one.name;
    EXPECT_EQ(one.hit, one.system) << one.name;
  }
  EXPECT_EQ(layer(score, "content").hit, 5u);
  EXPECT_TRUE(score.faults().empty());
}

TEST(Score, NoAnswerMissesEverything) {
  Score score;
  score.add(sample(), nullptr);
  EXPECT_EQ(score.unanswered(), 1u);
  EXPECT_EQ(layer(score, "figure").hit, 0u);
  EXPECT_EQ(layer(score, "figure").gold, 1u);
  EXPECT_EQ(layer(score, "figure").system, 0u);
  EXPECT_DOUBLE_EQ(score.mean(), 0.0);
}

TEST(Score, AttachedLettersDecideNothingAndHalfAnActorIsEnough) {
  Score score;
  Analysis system = sample();
  system.mentions[0].span = {6, 9};   // "جيش"
  system.figures[0].span = {17, 23};  // "مدنيين"
  score.add(sample(), &system);
  EXPECT_EQ(layer(score, "actor").hit, 1u);
  EXPECT_EQ(layer(score, "figure").hit, 1u);
  EXPECT_EQ(layer(score, "figure+source").hit, 1u);
}

TEST(Score, WhatIsToldOtherwiseIsAFaultOfItsLayer) {
  Score score;
  Analysis system = sample();
  system.figures[0].high.reset();
  system.events[0].type = EventType::shelling;
  std::get<PlaceValue>(system.mentions[1].value).lat = 36;  // 140 km off
  system.claims[0].stance = Stance::asserts;
  score.add(sample(), &system);
  EXPECT_EQ(layer(score, "figure").hit, 0u);
  EXPECT_EQ(layer(score, "event").hit, 0u);
  EXPECT_EQ(layer(score, "trigger").hit, 1u);
  EXPECT_EQ(layer(score, "place").hit, 0u);
  EXPECT_EQ(layer(score, "stance").hit, 0u);
  EXPECT_EQ(layer(score, "claim").hit, 1u);
  EXPECT_THAT(score.faults(), Contains(Field(&Fault::what, "killed 3..3 got killed 3..open")));
  EXPECT_THAT(score.faults(), Contains(Field(&Fault::what, "violence got shelling")));
}

TEST(Score, WhatIsInventedCountsAgainstPrecisionOnly) {
  Score score;
  Analysis system = sample();
  Figure another = system.figures[0];
  another.span = {24, 26};
  system.figures.push_back(another);
  score.add(sample(), &system);
  EXPECT_DOUBLE_EQ(layer(score, "figure").precision(), 0.5);
  EXPECT_DOUBLE_EQ(layer(score, "figure").recall(), 1.0);
  EXPECT_THAT(score.faults(), Contains(Field(&Fault::what, "invented killed")));
}

}  // namespace
}  // namespace marsad::score
