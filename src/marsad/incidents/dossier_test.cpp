// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/dossier.h"

#include <gtest/gtest.h>

namespace marsad::incidents {
namespace {

// "قتل 12 في حماة وجرح 5 في حمص": two events, a figure of each, and one of none.
Analysis analysis() {
  Analysis out;
  out.document.text = "قتل 12 في حماة وجرح 5 في حمص، و3 آخرون";
  out.events.resize(2);
  for (Event& event : out.events) event.type = EventType::shelling;
  const auto figure = [&](Index event, FigureKind kind, double value, Span span) {
    Figure one;
    one.event = event;
    one.kind = kind;
    one.low = one.high = value;
    one.span = span;
    out.figures.push_back(one);
  };
  figure(0, FigureKind::killed, 12, {4, 6});
  figure(1, FigureKind::injured, 5, {20, 21});
  figure(kNone, FigureKind::killed, 3, {32, 33});
  return out;
}

Dossier dossier(bool leads) {
  Dossier out;
  DossierArticle article;
  article.id = "hama";
  article.version = 2;
  article.leads = leads;
  out.articles.push_back(article);
  return out;
}

TEST(Dossier, HoldsTheStatementsOnItsEvents) {
  Dossier background = dossier(false);
  add_claims(background, analysis(), {1}, {"صوت الوادي", ""});
  ASSERT_FALSE(background.claims.empty());
  for (const Claimed& claim : background.claims) EXPECT_EQ(claim.statement.event, 1U);
  EXPECT_EQ(background.claims[0].origin, "outlet:صوت الوادي");
  EXPECT_TRUE(background.claims[0].id.starts_with("hama/2/"));
}

TEST(Dossier, AnArticleThatLeadsAddsTheFiguresOfItsOpening) {
  Dossier leading = dossier(true);
  add_claims(leading, analysis(), {0}, {"صوت الوادي", ""});
  bool of_none = false;
  for (const Claimed& claim : leading.claims) {
    EXPECT_NE(claim.statement.event, 1U);
    of_none = of_none || claim.statement.event == kNone;
  }
  EXPECT_TRUE(of_none);
}

TEST(Dossier, IdsOfIncidentsAreOfTheirFirstArticleAlone) {
  EXPECT_EQ(incident_id("hama"), incident_id("hama"));
  EXPECT_NE(incident_id("hama"), incident_id("homs"));
  EXPECT_EQ(incident_id("hama").size(), 12U);
}

}  // namespace
}  // namespace marsad::incidents
