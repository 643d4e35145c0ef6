// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/charset.h"

#include <gtest/gtest.h>

#include <string>

namespace marsad::ingest {
namespace {

TEST(Charset, ConvertsTheEncodingsOfOldPages) {
  EXPECT_EQ(to_utf8("\xc7\xe1\xce\xc8\xd1 12 \xa1", "windows-1256"), "الخبر 12 ،");
  EXPECT_EQ(to_utf8("\xc7\xe1\xce\xc8\xd1", "CP1256"), "الخبر");
  EXPECT_EQ(to_utf8("\xc7\xe4\xce\xc8\xd1 12 \xac", "ISO-8859-6"), "الخبر 12 ،");
  EXPECT_EQ(to_utf8("caf\xe9 \x93", "iso-8859-1"), "café “");
}

TEST(Charset, ConvertsTextLongerThanItsBuffers) {
  std::string bytes, text;
  for (int i = 0; i < 20000; ++i) {
    bytes += "\xc7\xe1 ";
    text += "ال ";
  }
  EXPECT_TRUE(to_utf8(bytes, "windows-1256") == text);
}

TEST(Charset, KeepsPairsWholeAcrossItsBuffers) {
  for (std::size_t before = 4090; before < 4100; ++before) {
    std::string bytes = "\xFF\xFE", text;
    for (std::size_t i = 0; i < before; ++i) {
      bytes += std::string("a\0", 2);
      text += 'a';
    }
    for (int i = 0; i < 3; ++i) {
      bytes += std::string("\x3D\xD8\x00\xDE", 4);
      text += "😀";
    }
    EXPECT_TRUE(to_utf8(bytes, "") == text) << before;
  }
}

TEST(Charset, BelievesAByteOrderMarkBeforeAll) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFنص", "windows-1256"), "نص");
  EXPECT_EQ(to_utf8(std::string_view("\xFF\xFE\x46\x06\x35\x06", 6), "windows-1256"), "نص");
  EXPECT_EQ(to_utf8(std::string_view("\xFE\xFF\x06\x46\x06\x35", 6), ""), "نص");
}

TEST(Charset, BelievesBytesThatAreUtf8BeforeTheLabel) {
  EXPECT_EQ(to_utf8("الخبر", "windows-1256"), "الخبر");
}

TEST(Charset, ReplacesWhatItCannotConvert) {
  EXPECT_EQ(to_utf8("a\xff", ""), "a\uFFFD");
  EXPECT_EQ(to_utf8("a\xff", "no-such-charset"), "a\uFFFD");
  EXPECT_EQ(to_utf8("a\xff", "utf-8"), "a\uFFFD");
  EXPECT_EQ(to_utf8("", "windows-1256"), "");
}

TEST(Charset, FindsTheCharsetOfAContentType) {
  EXPECT_EQ(charset_of("text/html; charset=Windows-1256"), "windows-1256");
  EXPECT_EQ(charset_of("text/html;charset = \"utf-8\" ; x=y"), "utf-8");
  EXPECT_EQ(charset_of("text/html; Charset='utf-8'"), "utf-8");
  EXPECT_EQ(charset_of("text/html"), "");
  EXPECT_EQ(charset_of("text/html; charset"), "");
  EXPECT_EQ(charset_of("text/html; charset="), "");
}

}  // namespace
}  // namespace marsad::ingest
