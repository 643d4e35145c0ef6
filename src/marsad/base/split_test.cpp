// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/split.h"

#include <gtest/gtest.h>

namespace marsad {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Split, GivesThePartsBetweenSeparators) {
  EXPECT_EQ(split("جنود|جند"), (Parts{"جنود", "جند"}));
  EXPECT_EQ(split("a b", ' '), (Parts{"a", "b"}));
}

TEST(Split, PassesOverEmptyParts) {
  EXPECT_EQ(split(""), Parts{});
  EXPECT_EQ(split("|a||b|"), (Parts{"a", "b"}));
}

}  // namespace
}  // namespace marsad
