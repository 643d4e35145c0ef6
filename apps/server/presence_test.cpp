// SPDX-License-Identifier: Apache-2.0
#include "presence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace marsad::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Presence, LastsForAWhileAfterSomebodyLooked) {
  Presence presence;
  constexpr std::int64_t kNow = 1800000000;
  EXPECT_TRUE(presence.note("a1", "سعاد", kNow));
  EXPECT_FALSE(presence.note("a1", "سعاد", kNow + 10)) << "the others know";
  EXPECT_TRUE(presence.note("a1", "هدى", kNow + 20));
  EXPECT_THAT(presence.who("a1", kNow + 30), ElementsAre("سعاد", "هدى"));
  EXPECT_THAT(presence.who("a2", kNow + 30), IsEmpty());
  EXPECT_THAT(presence.who("a1", kNow + 15 + kReading), ElementsAre("هدى"));
  EXPECT_TRUE(presence.note("a1", "سعاد", kNow + 20 + kReading)) << "it is news again";
}

TEST(Presence, WhatIsLongPastIsForgottenWhenThereIsMuch) {
  Presence presence;
  for (int i = 0; i < 10000; ++i) presence.note(std::to_string(i), "سعاد", 1000);
  EXPECT_TRUE(presence.note("fresh", "سعاد", 1000 + 2 * kReading));
  EXPECT_THAT(presence.who("fresh", 1000 + 2 * kReading), ElementsAre("سعاد"));
  EXPECT_THAT(presence.who("1", 1000), IsEmpty());
}

}  // namespace
}  // namespace marsad::server
