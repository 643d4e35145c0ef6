// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace marsad::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstandard(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

Result<std::string> all_of(std::string_view bytes, const Limits& limits = {}) {
  auto in = Input::memory(bytes, "memory", limits);
  if (!in) return tl::unexpected<Error>(in.error());
  return in->rest(std::size_t{1} << 30);
}

std::vector<std::string> lines_of(std::string_view bytes, std::size_t limit) {
  auto in = Input::memory(bytes, "memory", Limits{});
  std::vector<std::string> lines;
  while (true) {
    const auto line = in->line(limit);
    if (!line || !*line) return lines;
    lines.push_back((*line)->too_long ? "(too long)" : std::string((*line)->bytes));
  }
}

// Text that does not compress to nothing, longer than all buffers.
std::string long_text() {
  std::string text;
  unsigned int state = 7;
  while (text.size() < 700'000) {
    state = state * 1664525u + 1013904223u;
    text += std::to_string(state % 100000) + (state % 5 == 0 ? " قذيفة\n" : " ");
  }
  return text;
}

TEST(Input, GivesTheSameBytesWhateverIsAroundThem) {
  const std::string text = long_text();
  for (const std::string& bytes : {text, gzipped(text), zstandard(text),
                                   gzipped(text.substr(0, 1000)) + gzipped(text.substr(1000)),
                                   zstandard(text.substr(0, 999)) + zstandard(text.substr(999)),
                                   gzipped(text) + std::string(512, '\0')}) {
    const auto read = all_of(bytes);
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_TRUE(*read == text);
  }
  EXPECT_EQ(*all_of(gzipped("")), "");
  EXPECT_EQ(*all_of(zstandard("")), "");
  EXPECT_EQ(*all_of(""), "");
}

TEST(Input, TellsDamagedCompressedDataFromItsEnd) {
  const std::string text = long_text();
  for (std::string bytes : {gzipped(text), zstandard(text)}) {
    for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, std::size_t{20}}) {
      const auto cut = all_of(std::string_view(bytes).substr(0, size));
      ASSERT_FALSE(cut) << size;
      EXPECT_THAT(cut.error().what, HasSubstr("ends early"));
    }
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    bytes[bytes.size() / 2 + 1] = static_cast<char>(bytes[bytes.size() / 2 + 1] ^ 0x55);
    const auto read = all_of(bytes);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().what, HasSubstr("damaged"));
  }
  const auto more = all_of(gzipped("نص") + "other");
  ASSERT_FALSE(more);
  EXPECT_THAT(more.error().what, HasSubstr("behind the gzip data"));
}

TEST(Input, RefusesDataThatUnfoldsWithoutMeasure) {
  Limits limits;
  limits.article_bytes = std::size_t{1} << 20;
  const std::string zeros(std::size_t{8} << 20, '0');
  for (const std::string& bomb : {gzipped(zeros), zstandard(zeros)}) {
    const auto read = all_of(bomb, limits);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().what, HasSubstr("more than 200 times"));
  }
  EXPECT_TRUE(all_of(gzipped(zeros.substr(0, 1000000)), limits));  // small enough to be held
}

TEST(Input, GivesLinesWithoutTheirEnds) {
  EXPECT_THAT(lines_of("a\nb\r\n\nج", 100), ElementsAre("a", "b", "", "ج"));
  EXPECT_THAT(lines_of("a\n", 100), ElementsAre("a"));
  EXPECT_THAT(lines_of("", 100), ElementsAre());
  EXPECT_THAT(lines_of("\n", 100), ElementsAre(""));
}

TEST(Input, PassesOverALineThatIsTooLongAndGoesOn) {
  const std::string huge(1'000'000, 'x');
  EXPECT_THAT(lines_of("a\n" + huge + "\nb\n" + huge, 1000),
              ElementsAre("a", "(too long)", "b", "(too long)"));
  EXPECT_THAT(lines_of("12345\n123456", 5), ElementsAre("12345", "(too long)"));
}

TEST(Input, GivesLinesLongerThanItsBuffer) {
  const std::string huge(2'000'000, 'x');
  EXPECT_THAT(lines_of(huge + "\nb", 3'000'000), ElementsAre(huge, "b"));
}

TEST(Input, PeeksSkipsAndTakes) {
  auto in = Input::memory("0123456789", "memory", Limits{});
  EXPECT_EQ(*in->peek(3), "012");
  EXPECT_EQ(*in->skip(2), 2u);
  char two[2];
  EXPECT_EQ(*in->take(two, 2), 2u);
  EXPECT_EQ(std::string_view(two, 2), "23");
  EXPECT_EQ(*in->peek(100), "456789");
  EXPECT_EQ(*in->skip(100), 6u);
  EXPECT_EQ(*in->take(two, 2), 0u);
}

TEST(Input, SaysWhatIsWrongWithAPath) {
  const auto folder = std::filesystem::temp_directory_path().string();
  auto opened = Input::open(folder, Limits{});
  ASSERT_FALSE(opened);
  EXPECT_EQ(describe(opened.error()), folder + ": is a folder; name the files in it");
  opened = Input::open(folder + "/no/such/file.txt", Limits{});
  ASSERT_FALSE(opened);
  EXPECT_EQ(describe(opened.error()), folder +
                                          "/no/such/file.txt: no such file; name a file that "
                                          "exists, or - for standard input");
}

TEST(Input, TellsHowManyBytesOfTheFileItHasRead) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("marsad-input-" + std::to_string(::getpid()) + ".gz");
  const std::string text = long_text();
  const std::string bytes = gzipped(text);
  std::ofstream(path, std::ios::binary) << bytes;
  std::atomic<std::uintmax_t> read = 0;
  Limits limits;
  limits.read = &read;
  auto in = Input::open(path.string(), limits);
  ASSERT_TRUE(in);
  EXPECT_GT(read, 0U);
  EXPECT_EQ(*in->rest(std::size_t{1} << 30U), text);
  EXPECT_EQ(read, bytes.size());
  std::filesystem::remove(path);
}

TEST(Input, NamesAFileWithoutFoldersAndCompression) {
  EXPECT_EQ(plain_name("a/b/news.jsonl.gz"), "news.jsonl");
  EXPECT_EQ(plain_name("news.html.zst"), "news.html");
  EXPECT_EQ(plain_name("/news.txt"), "news.txt");
  EXPECT_EQ(plain_name("-"), "-");
  EXPECT_EQ(plain_name(".gz"), ".gz");
}

}  // namespace
}  // namespace marsad::ingest
