// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/question.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::observatory {
namespace {

Result<Language> language() { return open_language(MARSAD_BINARY_DIR "/marsad.pack"); }

Result<ClaimFilter> filter(const Question& question) { return filter_of(question, language, "--"); }

TEST(Question, MeansWhatItSays) {
  Question asked;
  asked.type = "shelling";
  asked.from = "1998-06-01";
  asked.near = "حماة";
  asked.within = 20;
  asked.page = 3;
  const auto meant = filter(asked);
  ASSERT_TRUE(meant) << describe(meant.error());
  EXPECT_EQ(meant->type, EventType::shelling);
  EXPECT_EQ(meant->from, parse_iso("1998-06-01"));
  ASSERT_TRUE(meant->near);
  EXPECT_NEAR(meant->near->lat, 35.13, 0.05);
  EXPECT_EQ(meant->near->km, 20);
  EXPECT_EQ(meant->skip, 100U);
}

TEST(Question, APointNeedsNoLanguage) {
  Question asked;
  asked.near = "36.2,37.15";
  const auto meant = filter_of(
      asked, []() -> Result<Language> { return fail(ErrorCode::pack, "", "opened", ""); }, "");
  ASSERT_TRUE(meant);
  EXPECT_EQ(meant->near->lon, 37.15);
  EXPECT_EQ(meant->near->km, 25);
}

TEST(Question, AnAreaIsAllThatLiesInIt) {
  Question asked;
  asked.area = "حلب";
  const auto meant = filter(asked);
  ASSERT_TRUE(meant && meant->area);
  EXPECT_EQ(meant->area->name, "Aleppo Governorate");
  const auto search = search_of({"", "", "", "", "حلب"}, language, "");
  ASSERT_TRUE(search && search->places);
  EXPECT_EQ(search->places->size(), meant->area->places.size());
  EXPECT_FALSE(search_of({"", "", "", ""}, language, "")->places);
}

TEST(Question, WhatThereIsNotIsNamed) {
  Question day;
  day.published_to = "1998-02-30";
  EXPECT_EQ(filter(day).error().where, "--published-to 1998-02-30");
  Question word;
  word.stance = "shouts";
  EXPECT_NE(filter(word).error().remedy.find("denies"), std::string::npos);
  Question place;
  place.near = "91,0";
  EXPECT_EQ(filter(place).error().code, ErrorCode::usage);
  EXPECT_EQ(search_of({"then", "", "", ""}, language, "--").error().where, "--since then");
  Question area;
  area.area = "زغلبوط";
  EXPECT_EQ(filter(area).error().where, "--in زغلبوط");
  EXPECT_EQ(search_of({"", "", "", "", "زغلبوط"}, language, "").error().where, "in زغلبوط");
}

}  // namespace
}  // namespace marsad::observatory
