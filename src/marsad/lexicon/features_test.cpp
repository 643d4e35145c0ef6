// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/features.h"

#include <gtest/gtest.h>

#include <bit>

namespace marsad::lexicon {
namespace {

TEST(Features, DumpNamesTheBitsInTheirOrder) {
  EXPECT_EQ("", dump(0));
  EXPECT_EQ("verb m sg past", dump(feature::past | feature::sg | feature::m | feature::verb));
  EXPECT_EQ("noun +li +al", dump(feature::with_al | feature::noun | feature::with_li));
}

TEST(Features, EveryNameMeansOneBitAndComesBack) {
  Features seen = 0;
  for (int bit = 0; bit < 64; ++bit) {
    const std::string name = dump(1ull << bit);
    if (name.empty()) continue;
    EXPECT_EQ(1ull << bit, feature_named(name)) << name;
    seen |= 1ull << bit;
  }
  EXPECT_EQ(47, std::popcount(seen));
  EXPECT_EQ(feature::parts_of_speech, seen & feature::parts_of_speech);
  EXPECT_EQ(feature::proclitics, seen & feature::proclitics);
}

TEST(Features, WhatNamesNoFeatureIsNone) {
  for (const char* word : {"", "verbs", "Verb", "wa", "+", "+wawa", "verb ", "فعل"}) {
    EXPECT_FALSE(feature_named(word)) << word;
  }
}

TEST(Features, EncliticAndProcliticBitsAreApartFromTheStems) {
  constexpr Features kEnclitic = feature::enclitic | feature::enclitic_p1 | feature::enclitic_p2 |
                                 feature::enclitic_p3 | feature::enclitic_m | feature::enclitic_f |
                                 feature::enclitic_sg | feature::enclitic_du | feature::enclitic_pl;
  EXPECT_EQ(0u, kEnclitic & feature::proclitics);
  EXPECT_EQ(0u, kEnclitic & (feature::m | feature::f | feature::sg | feature::p3));
  EXPECT_EQ(9, std::popcount(kEnclitic));
}

}  // namespace
}  // namespace marsad::lexicon
