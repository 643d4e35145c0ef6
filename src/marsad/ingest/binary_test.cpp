// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/binary.h"

#include <gtest/gtest.h>

#include <string>

namespace marsad::ingest {
namespace {

using namespace std::string_literals;

TEST(Binary, IsKnownByItsFirstBytes) {
  EXPECT_EQ(binary_kind("%PDF-1.4"), "a PDF");
  EXPECT_EQ(binary_kind("PK\x03\x04rest"), "a zip archive or an office document");
  EXPECT_EQ(binary_kind("\x1F\x8B\x08"), "gzip data within compressed data");
  EXPECT_EQ(binary_kind("\x28\xB5\x2F\xFD"), "zstd data within compressed data");
  EXPECT_EQ(binary_kind("قتل 12 شخصا"), "");
  EXPECT_EQ(binary_kind(""), "");
}

TEST(Binary, HoldsManyNuls) {
  EXPECT_TRUE(holds_binary(std::string(100, '\0')));
  EXPECT_TRUE(holds_binary("قصف\0قصف"s));
  EXPECT_FALSE(holds_binary("قصف\0"s + std::string(100, 'a'))) << "one slip is no binary data";
  EXPECT_FALSE(holds_binary(std::string(kGlance, 'a') + std::string(100, '\0')));
  EXPECT_FALSE(holds_binary("\xFF\xFE\0a\0a"s)) << "UTF-16 with its mark";
  EXPECT_FALSE(holds_binary(""));
}

}  // namespace
}  // namespace marsad::ingest
