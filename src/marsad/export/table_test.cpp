// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/table.h"

#include <gtest/gtest.h>

#include "marsad/export/record_for_tests.h"

namespace marsad::exports {
namespace {

TEST(Table, NumbersAndLists) {
  EXPECT_EQ(number(13.5), "13.5");
  EXPECT_EQ(number(1200000.0), "1200000");
  EXPECT_EQ(number(std::nullopt), "");
  EXPECT_EQ(whole(13.5), "13");
  EXPECT_EQ(whole(std::nullopt), "");
  EXPECT_EQ(once_each({"b", "", "a", "b"}), "b; a");
}

TEST(Table, CountriesAreThoseOfIso) {
  EXPECT_EQ(country_of("SY").name, "Syria");
  EXPECT_EQ(country_of("SY").numeric, "760");
  EXPECT_EQ(country_of("AF").numeric, "4");
  EXPECT_EQ(country_of("XK").name, "Kosovo");  // a code of users: ISO has no number for it
  EXPECT_EQ(country_of("XK").numeric, "");
  for (const char* none : {"", "ZZ", "Q1", "SYR9", "001"}) {
    EXPECT_EQ(country_of(none).name, "") << none;
    EXPECT_EQ(country_of(none).numeric, "") << none;
  }
}

TEST(Table, CiviliansAreOnlyThoseWhomEveryTollCallsSo) {
  auto dossier = market();
  EXPECT_TRUE(only_civilians(dossier, FigureKind::killed));
  EXPECT_FALSE(only_civilians(dossier, FigureKind::injured));  // nobody counts them
  const auto less = toll("Medic", 13, Victims::people);
  dossier.claims.push_back(less);
  EXPECT_FALSE(only_civilians(dossier, FigureKind::killed));
  // What does not count: denials, cumulative tolls, articles about something else.
  dossier.claims.back().statement.stance = Stance::denies;
  EXPECT_TRUE(only_civilians(dossier, FigureKind::killed));
  dossier.claims.back() = less;
  dossier.claims.back().statement.cumulative = true;
  EXPECT_TRUE(only_civilians(dossier, FigureKind::killed));
  dossier.articles.emplace_back();
  dossier.claims.back() = less;
  dossier.claims.back().article = 1;
  EXPECT_TRUE(only_civilians(dossier, FigureKind::killed));
}

TEST(Table, TollsInWords) {
  auto dossier = market();
  EXPECT_EQ(disputed(dossier), "Killed, by origin: Monitor 12.");
  auto& row = dossier.claims[0].statement;
  row.approximate = true;
  row.high = 15;
  EXPECT_EQ(disputed(dossier), "Killed, by origin: Monitor about 12 to 15.");
  row.approximate = false;
  row.low.reset();
  EXPECT_EQ(disputed(dossier), "Killed, by origin: Monitor at most 15.");
  row.source.clear();  // the outlet's own word, of copies that of the first
  dossier.claims[0].origin = "outlet:صوت الوادي";
  EXPECT_EQ(disputed(dossier), "Killed, by origin: صوت الوادي at most 15.");
  dossier.claims.clear();
  EXPECT_EQ(disputed(dossier), "");
}

TEST(Table, IdentifiersHoldWhatAUrnMay) {
  EXPECT_EQ(urn("claim", "a/1/2"), "urn:marsad:claim:a/1/2");
  EXPECT_EQ(urn("outlet", "صوت 1"), "urn:marsad:outlet:%D8%B5%D9%88%D8%AA%201");
  EXPECT_EQ(urn("outlet", "a#b?c%"), "urn:marsad:outlet:a%23b%3Fc%25");
}

}  // namespace
}  // namespace marsad::exports
