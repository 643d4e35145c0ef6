// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/result.h"

#include <gtest/gtest.h>

#include <set>

namespace marsad {
namespace {

TEST(Base, AnErrorIsOneLineOfWhereWhatAndRemedy) {
  EXPECT_EQ(describe({ErrorCode::language, "verbs.tsv:12:3", "قتل stands twice", "remove one"}),
            "verbs.tsv:12:3: قتل stands twice; remove one");
  EXPECT_EQ(describe({ErrorCode::usage, "", "no input", "name a file"}), "no input; name a file");
  EXPECT_EQ(describe({ErrorCode::output, "-", "the pipe is closed", ""}), "-: the pipe is closed");
}

TEST(Base, EveryErrorCodeEndsAProgramInItsOwnWay) {
  std::set<int> seen = {0, 1};  // success, and "no" as an answer
  for (ErrorCode code : {ErrorCode::usage, ErrorCode::input, ErrorCode::partly, ErrorCode::pack,
                         ErrorCode::language, ErrorCode::output}) {
    EXPECT_TRUE(seen.insert(exit_code(code)).second) << exit_code(code);
  }
}

TEST(Base, AFailureCarriesItsErrorThroughAResult) {
  const Result<int> result = fail(ErrorCode::pack, "marsad.pack", "too short", "build it again");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::pack);
  EXPECT_EQ(describe(result.error()), "marsad.pack: too short; build it again");
}

}  // namespace
}  // namespace marsad
