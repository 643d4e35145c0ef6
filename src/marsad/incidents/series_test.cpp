// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/series.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

void say(Dossier& dossier, const char* origin, const char* day, double killed) {
  DossierArticle article;
  article.published = parse_iso(day);
  dossier.articles.push_back(article);
  Claimed claim;
  claim.article = dossier.articles.size() - 1;
  claim.origin = origin;
  claim.statement.figure = FigureKind::killed;
  claim.statement.low = claim.statement.high = killed;
  dossier.claims.push_back(claim);
}

TEST(Series, ATollThatRisesIsOneSeriesOfOneOrigin) {
  Dossier dossier;
  say(dossier, "actor:m", "2011-05-03", 7);
  say(dossier, "actor:n", "2011-05-02", 5);
  say(dossier, "actor:m", "2011-05-02", 3);
  const auto series = series_of(dossier);
  ASSERT_EQ(series.size(), 2U);
  ASSERT_EQ(series[0].points.size(), 2U);
  EXPECT_EQ(series[0].points[0].low, 3);
  EXPECT_EQ(series[0].points[1].low, 7);
}

TEST(Series, PartsAndCumulativeTollsAreNoPoints) {
  Dossier dossier;
  say(dossier, "actor:m", "2011-05-03", 7);
  dossier.claims.back().statement.part = true;
  say(dossier, "actor:m", "2011-05-03", 900);
  dossier.claims.back().statement.cumulative = true;
  say(dossier, "actor:m", "2011-05-03", 8);
  dossier.claims.back().statement.stance = Stance::denies;
  EXPECT_TRUE(series_of(dossier).empty());
}

}  // namespace
}  // namespace marsad::incidents
