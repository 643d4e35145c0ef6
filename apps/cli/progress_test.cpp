// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <gtest/gtest.h>

namespace marsad::cli {
namespace {

TEST(Progress, SaysHowFastAndHowLong) {
  EXPECT_EQ(progress_line(300, 0, 0, 2), "300 articles, 150 a second");
  EXPECT_EQ(progress_line(300, 50, 0, 2), "300 articles, 150 a second");
  EXPECT_EQ(progress_line(300, 25, 100, 2), "300 articles, 150 a second, about 6 s left");
}

TEST(Progress, NothingIsLeftOfWhatIsReadOrHasGrown) {
  EXPECT_EQ(progress_line(1, 100, 100, 1), "1 articles, 1 a second, about 0 s left");
  EXPECT_EQ(progress_line(1, 150, 100, 1), "1 articles, 1 a second, about 0 s left");
}

TEST(Progress, OfTheFirstInstantNothingIsDividedByNothing) {
  EXPECT_EQ(progress_line(0, 0, 10, 0), "0 articles, 0 a second");
}

}  // namespace
}  // namespace marsad::cli
