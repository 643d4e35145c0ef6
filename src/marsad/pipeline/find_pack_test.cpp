// SPDX-License-Identifier: Apache-2.0
// A pack is found beside the program, in the prefix round it, or where one was named.
#include "marsad/pipeline/find_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace marsad {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class FindPack : public testing::Test {
 protected:
  void SetUp() override {
    ::unsetenv("MARSAD_PACK");
    root_ = fs::path(testing::TempDir()) / ("find_pack_" + std::to_string(::getpid()));
    fs::create_directories(root_ / "bin");
    fs::create_directories(root_ / "lib" / "x86_64-linux-gnu");
    fs::create_directories(root_ / "share" / "marsad");
  }
  void TearDown() override {
    ::unsetenv("MARSAD_PACK");
    fs::remove_all(root_);
  }
  std::string make(const fs::path& path) {
    std::ofstream(root_ / path) << "pack";
    return (root_ / path).string();
  }
  fs::path root_;
};

TEST_F(FindPack, WhatIsNamedIsTakenWhetherItIsThereOrNot) {
  make("bin/marsad.pack");
  EXPECT_EQ("no/such.pack", find_pack("no/such.pack", root_ / "bin", "by its path").value());
  ::setenv("MARSAD_PACK", "of/the/environment.pack", 1);
  EXPECT_EQ("of/the/environment.pack", find_pack("", root_ / "bin", "by its path").value());
  EXPECT_EQ("given.pack", find_pack("given.pack", root_ / "bin", "by its path").value());
}

TEST_F(FindPack, BesideTheProgramBeforeThePrefix) {
  const std::string installed = make("share/marsad/marsad.pack");
  EXPECT_EQ(installed, find_pack("", root_ / "bin", "by its path").value());
  EXPECT_EQ(installed, find_pack("", root_ / "lib", "by its path").value());
  EXPECT_EQ(installed, find_pack("", root_ / "lib" / "x86_64-linux-gnu", "by its path").value());
  const std::string beside = make("bin/marsad.pack");
  EXPECT_EQ(beside, find_pack("", root_ / "bin", "by its path").value());
}

TEST_F(FindPack, WhatLiesInTheWorkingDirectoryIsNoDefault) {
  make("marsad.pack");
  const fs::path before = fs::current_path();
  fs::current_path(root_);
  const bool found = find_pack("", "", "by its path").has_value();
  fs::current_path(before);
  EXPECT_FALSE(found);
}

TEST_F(FindPack, NoneIsAnErrorThatNamesThePlaceAndTheRemedy) {
  const auto none = find_pack("", root_ / "bin", "by its path");
  ASSERT_FALSE(none);
  EXPECT_EQ(ErrorCode::pack, none.error().code);
  EXPECT_THAT(describe(none.error()), HasSubstr("bin/marsad.pack"));
  EXPECT_THAT(none.error().remedy, HasSubstr("name one by its path or in MARSAD_PACK"));
}

}  // namespace
}  // namespace marsad
