// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/warc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

namespace marsad::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Seen {
  std::vector<Document> articles;
  std::vector<std::string> errors;
  std::string whole;
};

Seen read(std::string_view bytes, const Limits& limits = {}) {
  Seen seen;
  auto in = Input::memory(bytes, "crawl.warc", limits);
  EXPECT_TRUE(in);
  const auto end = read_warc(*in, [&](Result<Document> one, const Original&) {
    if (one) {
      seen.articles.push_back(*one);
    } else {
      seen.errors.push_back(describe(one.error()));
    }
    return true;
  });
  if (!end) seen.whole = describe(end.error());
  return seen;
}

std::string compressed(std::string_view bytes, int window_bits) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(bytes.size() + 200, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string record(const std::string& type, const std::string& content_type,
                   const std::string& block, const std::string& uri = "http://s.example/1") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
         "\r\nWARC-Date: 2016-11-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: " +
         content_type + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string answer(const std::string& fields, const std::string& body,
                   const std::string& status = "HTTP/1.1 200 OK") {
  return record("response", "application/http; msgtype=response",
                status + "\r\n" + fields + "\r\n\r\n" + body);
}

std::string chunked(const std::string& body) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += 16) {
    const std::string piece = body.substr(at, 16);
    out += (piece.size() == 16 ? std::string("10")
                               : std::string(1, "0123456789abcdef"[piece.size()])) +
           ";x=y\r\n" + piece + "\r\n";
  }
  return out + "0\r\n\r\n";
}

const std::string kPage = "<title>هدنة</title><p>قتل 12 شخصا في قصف على سوق البلدة.</p>";
const std::string kText = "قتل 12 شخصا في قصف على سوق البلدة.";

TEST(Warc, ReadsAPage) {
  const auto seen = read(answer("Content-Type: text/html; charset=utf-8", kPage));
  EXPECT_EQ(seen.whole, "");
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].id, "urn:uuid:1");
  EXPECT_EQ(seen.articles[0].url, "http://s.example/1");
  EXPECT_EQ(seen.articles[0].title, "هدنة");
  EXPECT_EQ(seen.articles[0].text, kText);
  EXPECT_EQ(seen.articles[0].published, date_named("2016-11-03"));
}

TEST(Warc, TakesTheDateOfThePageBeforeThatOfTheArchive) {
  const auto seen =
      read(answer("Content-Type: text/html", "<time datetime=2016-10-30></time>" + kPage));
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].published, date_named("2016-10-30"));
}

TEST(Warc, UndoesWhatTheTransportDid) {
  const std::string html = "Content-Type: text/html\r\n";
  for (const std::string& archive :
       {answer(html + "Transfer-Encoding: chunked", chunked(kPage)),
        answer(html + "Transfer-Encoding: chunked", kPage),
        answer(html + "Content-Encoding: gzip", compressed(kPage, 16 + MAX_WBITS)),
        answer(html + "Content-Encoding: gzip", kPage),
        answer(html + "Content-Encoding: deflate", compressed(kPage, MAX_WBITS)),
        answer(html + "Content-Encoding: deflate", compressed(kPage, -MAX_WBITS)),
        answer(html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
               chunked(compressed(kPage, 16 + MAX_WBITS))),
        answer(html + "X-Folded: a\r\n b\r\nodd line", kPage), answer("X: y", kPage)}) {
    const auto seen = read(archive);
    ASSERT_THAT(seen.articles, SizeIs(1)) << archive.substr(0, 400);
    EXPECT_EQ(seen.articles[0].text, kText);
  }
}

TEST(Warc, ReadsTheCharsetOfTheTransport) {
  const auto seen = read(answer("Content-Type: text/html; charset=windows-1256",
                                "<p>\xde\xca\xe1 12 \xd4\xce\xd5\xc7"));
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].text, "قتل 12 شخصا");
}

TEST(Warc, ReadsResourceAndConversionRecords) {
  const auto seen = read(record("resource", "text/html", kPage) +
                         record("conversion", "text/plain", "نص صرف", "<http://s.example/2>"));
  ASSERT_THAT(seen.articles, SizeIs(2));
  EXPECT_EQ(seen.articles[0].text, kText);
  EXPECT_EQ(seen.articles[1].text, "نص صرف");
  EXPECT_EQ(seen.articles[1].url, "http://s.example/2");
}

TEST(Warc, PassesOverWhatHoldsNoArticle) {
  const auto seen = read(
      record("warcinfo", "application/warc-fields", "software: x") +
      record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
      record("metadata", "text/plain", "x: y") + record("revisit", "application/http", "") +
      answer("Content-Type: text/html", kPage, "HTTP/1.1 404 Not Found") +
      answer("Content-Type: image/png", "\x89PNG") + record("resource", "image/png", "\x89PNG"));
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.articles, IsEmpty());
  EXPECT_THAT(seen.errors, IsEmpty());
}

TEST(Warc, ReadsOneGzipMemberForEachRecord) {
  const auto seen = read(compressed(record("warcinfo", "text/plain", "x"), 16 + MAX_WBITS) +
                         compressed(answer("Content-Type: text/html", kPage), 16 + MAX_WBITS) +
                         compressed(answer("Content-Type: text/html", kPage), 16 + MAX_WBITS));
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.articles, SizeIs(2));
}

TEST(Warc, GoesOnPastARecordThatCannotBeRead) {
  Limits limits;
  limits.article_bytes = 2000;
  const auto seen = read(answer("Content-Type: text/html", "<script>x</script>") +
                             answer("Content-Type: text/html\r\nContent-Encoding: br", "x") +
                             answer("Content-Type: text/html\r\nContent-Encoding: gzip",
                                    compressed(kPage, 16 + MAX_WBITS).substr(0, 30)) +
                             answer("Content-Type: text/html\r\nContent-Encoding: gzip",
                                    compressed(std::string(3000, 'x'), 16 + MAX_WBITS)) +
                             answer("Content-Type: text/html", std::string(3000, 'x')) +
                             answer("Content-Type: text/html", kPage),
                         limits);
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("crawl.warc record 1: no text"),
                                       HasSubstr("record 2: is compressed with Brotli"),
                                       HasSubstr("record 3: the gzip data ends early"),
                                       HasSubstr("record 4: is larger than 2000"),
                                       HasSubstr("record 5: is larger than 2000")));
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].text, kText);
}

TEST(Warc, SaysWhereTheArchiveIsDamaged) {
  const std::string good = answer("Content-Type: text/html", kPage);
  const std::vector<std::pair<std::string, std::string>> cases{
      {"hello\r\n", "record 2: does not begin with WARC/"},
      {"WARC/1.0\r\nno colon\r\n\r\n", "a header line without a colon"},
      {"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "has no Content-Length"},
      {"WARC/1.0\r\nContent-Length: x1\r\n\r\n", "has no Content-Length"},
      {"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "has no Content-Length"},
      {"WARC/1.0\r\nContent-Length: 5\r\n", "ends within the header"},
      {"WARC/1.0\r\nContent-Length: 50\r\n\r\nshort", "ends within a record"},
      {"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\nshort", "ends within a record"},
      {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 50\r\n\r\nshort",
       "ends within a record"},
      {"WARC/1.0\r\nX: " + std::string(100000, 'x'), "has no end"},
  };
  for (const auto& [bytes, what] : cases) {
    const auto seen = read(good + bytes);
    EXPECT_THAT(seen.articles, SizeIs(1)) << what;
    EXPECT_THAT(seen.whole, HasSubstr(what));
  }
}

TEST(Warc, GoesOnPastADamagedHeader) {
  const std::string good = answer("Content-Type: text/html", kPage);
  for (const std::string bytes :
       {"hello\r\n", "WARC/1.0\r\nno colon\r\n\r\n", "WARC/1.0\r\n",
        "WARC/1.0\r\nContent-Length: -1\r\n\r\n", "WARC/1.0\r\nX: y\r\n\r\nWARC 1\r\n"}) {
    const auto seen = read(good + bytes + good + good);
    EXPECT_EQ(seen.whole, "") << bytes;
    EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("record 2"))) << bytes;
    EXPECT_THAT(seen.articles, SizeIs(3)) << bytes;
  }
}

TEST(Warc, MakesNoArticleOfNoise) {
  const std::string twice = compressed(compressed(kPage, 16 + MAX_WBITS), 16 + MAX_WBITS);
  Limits limits;
  limits.page_bytes = 2000;
  const auto seen = read(answer("Content-Type: text/html\r\nContent-Encoding: gzip", twice) +
                             answer("Content-Type: text/html\r\nContent-Encoding: deflate",
                                    compressed(std::string(3000, 'x'), MAX_WBITS)) +
                             answer("Content-Type: text/html", std::string(100, '\0')) +
                             answer("Content-Type: text/html", "%PDF-1.4") +
                             answer("Content-Type: text/html", kPage),
                         limits);
  EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("record 1: is gzip data within"),
                                       HasSubstr("record 2: is larger than 2000"),
                                       HasSubstr("record 3: holds binary data"),
                                       HasSubstr("record 4: is a PDF, not text/html")));
  EXPECT_THAT(seen.articles, SizeIs(1));
}

}  // namespace
}  // namespace marsad::ingest
