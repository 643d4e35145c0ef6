// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/span.h"

#include <gtest/gtest.h>

namespace marsad {
namespace {

TEST(Base, ASpanHoldsItsPartsAndItself) {
  const Span whole{4, 11};
  EXPECT_TRUE(whole.contains(whole));
  EXPECT_TRUE(whole.contains({4, 6}));
  EXPECT_TRUE(whole.contains({10, 11}));
  EXPECT_FALSE(whole.contains({3, 6}));
  EXPECT_FALSE(whole.contains({10, 12}));
}

TEST(Base, NeighboursDoNotOverlap) {
  EXPECT_FALSE((Span{4, 7}).overlaps({7, 11}));
  EXPECT_FALSE((Span{7, 11}).overlaps({4, 7}));
  EXPECT_TRUE((Span{4, 8}).overlaps({7, 11}));
  EXPECT_TRUE((Span{7, 11}).overlaps({4, 8}));
}

TEST(Base, AJoinIsTheSmallestSpanOverBoth) {
  EXPECT_EQ(join({9, 11}, {4, 6}), (Span{4, 11}));
  EXPECT_EQ(join({4, 11}, {5, 6}), (Span{4, 11}));
}

TEST(Base, AnEmptySpanHasNoSize) {
  EXPECT_TRUE((Span{}).empty());
  EXPECT_TRUE((Span{5, 5}).empty());
  EXPECT_FALSE((Span{5, 6}).empty());
  EXPECT_EQ((Span{5, 9}).size(), 4u);
}

}  // namespace
}  // namespace marsad
