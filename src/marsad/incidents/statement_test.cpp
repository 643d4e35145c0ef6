// SPDX-License-Identifier: Apache-2.0
// Rows of the ledger out of an analysis that is put together by hand.
#include "marsad/incidents/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

using testing::ElementsAre;

// A paper quotes a monitor: seven killed by shelling; the text itself adds a clash.
Analysis article() {
  Analysis out;
  out.document.text = "ذكرت الصحيفة أن المرصد قال إن القصف قتل 7 في نوى. واندلع اشتباك.";
  out.mentions.push_back({{5, 12}, ActorValue{"Mail", "mail", ActorClass::media}, {}});
  out.mentions.push_back({{16, 22}, ActorValue{"Monitor", "monitor", ActorClass::monitor}, {}});
  out.mentions.push_back(
      {{45, 48}, PlaceValue{"Nawa", "nawa", "SY", 32.9, 36, PlaceLevel::city}, {}});
  Claim outer;
  outer.sources = {0};
  outer.cue = {0, 4};
  outer.content = {16, 48};
  Claim inner;
  inner.sources = {1};
  inner.cue = {23, 26};
  inner.content = {30, 48};
  inner.within = 0;
  out.claims = {outer, inner};
  Event shelling;
  shelling.type = EventType::shelling;
  shelling.trigger = {30, 35};
  shelling.places = {2};
  shelling.claims = {0, 1};
  shelling.from = shelling.to = parse_iso("2011-05-02");
  Event clash;
  clash.type = EventType::clash;
  clash.trigger = {57, 63};
  out.events = {shelling, clash};
  Figure killed;
  killed.low = killed.high = 7;
  killed.span = {40, 41};
  killed.event = 0;
  killed.claims = {0, 1};
  out.figures = {killed};
  return out;
}

TEST(Statement, TheFirstSpeakerIsTheSourceAndOthersAreItsChain) {
  const auto rows = statements_of(article());
  ASSERT_EQ(rows.size(), 3U);
  const Statement& figure = rows[1].figure ? rows[1] : rows[0];
  EXPECT_EQ(figure.source_entity, "monitor");
  EXPECT_THAT(figure.chain, ElementsAre("Mail"));
  EXPECT_EQ(figure.type, EventType::shelling);
  EXPECT_EQ(figure.place->entity, "nawa");
  EXPECT_EQ(figure.low, 7);
  EXPECT_FALSE(figure.cumulative);
}

TEST(Statement, WhatNobodyToldIsTheOutletsOwnWord) {
  const auto rows = statements_of(article());
  const Statement& clash = rows.back();
  EXPECT_EQ(clash.type, EventType::clash);
  EXPECT_EQ(clash.source, "");
  EXPECT_EQ(clash.quote, "اشتباك");
}

TEST(Statement, QuotesAreTheWordsAtTheirSpans) {
  const Analysis analysis = article();
  for (const Statement& row : statements_of(analysis)) {
    EXPECT_FALSE(row.quote.empty());
    EXPECT_NE(analysis.document.text.find(row.quote), std::string::npos);
  }
}

TEST(Statement, AClaimThatTellsOfNoHappeningStillHasARow) {
  Analysis analysis;
  analysis.document.text = "نفى الجيش ذلك";
  analysis.mentions.push_back({{4, 9}, ActorValue{"Army", "army", ActorClass::military}, {}});
  Claim denial;
  denial.sources = {0};
  denial.cue = {0, 3};
  denial.content = {10, 13};
  denial.stance = Stance::denies;
  analysis.claims = {denial};
  const auto rows = statements_of(analysis);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].stance, Stance::denies);
  EXPECT_EQ(rows[0].quote, analysis.document.text);
}

TEST(Statement, ACountOverManyMonthsIsCumulative) {
  Analysis analysis = article();
  analysis.figures[0].from = parse_iso("2010-01-01");
  analysis.figures[0].to = parse_iso("2011-05-02");
  bool seen = false;
  for (const Statement& row : statements_of(analysis))
    seen = seen || (row.figure && row.cumulative);
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace marsad::incidents
