// SPDX-License-Identifier: Apache-2.0
// Reports out of analyses that are put together by hand.
#include "marsad/incidents/report.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

PlaceValue town(const char* name) { return {name, name, "SY", 33.5, 36.3, PlaceLevel::city}; }

Event event(EventType type, std::uint32_t at, Index place, const char* day) {
  Event out;
  out.type = type;
  out.trigger = {at, at + 3};
  out.places = {place};
  out.from = out.to = parse_iso(day);
  return out;
}

// A shelling of Nawa in the opening, an older bombing of Tafas far behind it.
Analysis article() {
  Analysis out;
  out.document.published = parse_iso("2011-05-03");
  out.document.text = std::string(2000, 'x');
  out.mentions.push_back({{10, 14}, town("nawa"), {}});
  out.mentions.push_back({{900, 904}, town("tafas"), {}});
  out.events.push_back(event(EventType::shelling, 5, 0, "2011-05-02"));
  out.events.push_back(event(EventType::bombing, 890, 1, "2011-03-01"));
  Figure figure;
  figure.kind = FigureKind::killed;
  figure.low = figure.high = 7;
  figure.span = {20, 25};
  figure.event = 0;
  out.figures.push_back(figure);
  return out;
}

TEST(Report, TheOpeningLeadsAndWhatIsFartherBackIsBackground) {
  const Analysis title;
  const Analysis text = article();
  const auto reports = reports_of({title, text, {7, 9, 7}});
  ASSERT_EQ(reports.size(), 2U);
  const Report& lead = reports.front();
  EXPECT_TRUE(lead.leads);
  EXPECT_TRUE(lead.dated);
  EXPECT_EQ(lead.from, parse_iso("2011-05-02"));
  EXPECT_EQ(lead.types, std::vector{EventType::shelling});
  EXPECT_EQ(lead.places.front().entity, "nawa");
  EXPECT_EQ(lead.tolls, (std::vector<Toll>{{FigureKind::killed, 7, 7}}));
  EXPECT_EQ(lead.words.size(), 2U);
  EXPECT_FALSE(reports.back().leads);
  EXPECT_EQ(reports.back().from, parse_iso("2011-03-01"));
  EXPECT_EQ(reports.back().places.front().entity, "tafas");
}

TEST(Report, ALongTextWithoutHarmGivesNoneWhateverItsHeadline) {
  Analysis text = article();
  EXPECT_TRUE(may_report(text));
  text.events.clear();
  text.figures.clear();
  EXPECT_FALSE(may_report(text));
  text.document.text = "قصير";
  EXPECT_TRUE(may_report(text));
}

TEST(Report, ACountSinceTheWarBeganIsNoTollOfTheHappening) {
  const Analysis title;
  Analysis text = article();
  Figure total = text.figures[0];
  total.low = total.high = 400;
  total.from = parse_iso("2009-11-01");
  total.to = parse_iso("2011-05-03");
  text.figures.push_back(total);
  EXPECT_EQ(reports_of({title, text, {}}).front().tolls,
            (std::vector<Toll>{{FigureKind::killed, 7, 7}}));
}

TEST(Report, WhatIsPlannedOrOnlySaidIsNoHappening) {
  const Analysis title;
  Analysis text = article();
  text.figures.clear();
  text.events.pop_back();
  text.events.front().status = Status::planned;
  EXPECT_TRUE(reports_of({title, text, {}}).empty());
  text.events.front().status = Status::reported;
  text.events.front().type = EventType::talks;
  EXPECT_TRUE(reports_of({title, text, {}}).empty());
}

TEST(Report, WithoutADayOfItsOwnItHasTheDayOfPublicationOrNone) {
  const Analysis title;
  Analysis text = article();
  text.events.pop_back();
  text.events.front().from = text.events.front().to = std::nullopt;
  auto reports = reports_of({title, text, {}});
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_FALSE(reports.front().dated);
  EXPECT_EQ(reports.front().from, parse_iso("2011-05-03"));
  text.document.published.reset();
  reports = reports_of({title, text, {}});
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_FALSE(reports.front().from.has_value());
}

TEST(Report, AnOpeningCountsCodePoints) {
  EXPECT_EQ(opening_end("قتل"), 3U);
  EXPECT_EQ(opening_end(std::string(2000, 'x')), 500U);
}

}  // namespace
}  // namespace marsad::incidents
