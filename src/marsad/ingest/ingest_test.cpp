// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/ingest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace marsad::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Seen {
  std::vector<Document> articles;
  std::vector<std::string> all;  // ids and errors, in order
  std::string whole;
};

Each into(Seen& seen) {
  return [&seen](Result<Document> one) {
    seen.all.push_back(one ? one->id : describe(one.error()));
    if (one) seen.articles.push_back(std::move(*one));
    return true;
  };
}

Seen read(std::string_view bytes, Form form, const std::string& name = "in",
          std::optional<Date> published = {}, const Limits& limits = {}) {
  Seen seen;
  if (const auto end = read_bytes(bytes, name, form, published, limits, into(seen)); !end) {
    seen.whole = describe(end.error());
  }
  return seen;
}

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("marsad-ingest-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) {
    const std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  Seen read_file(const std::string& name, std::string_view bytes, std::optional<Form> from = {}) {
    Seen seen;
    if (const auto end = read_articles(write(name, bytes), from, {}, Limits{}, into(seen)); !end) {
      seen.whole = end.error().what + "; " + end.error().remedy;
    }
    return seen;
  }

  std::filesystem::path folder_;
};

TEST(Ingest, KnowsTheFormsByNameAndByEnding) {
  for (const std::string_view name : {"text", "html", "json", "jsonl", "feed", "warc"}) {
    ASSERT_TRUE(form_named(name)) << name;
    EXPECT_EQ(name_of(*form_named(name)), name);
  }
  EXPECT_EQ(form_named("pdf"), std::nullopt);
  const std::vector<std::pair<std::string_view, Form>> cases{
      {"a/b.txt", Form::text},    {"-", Form::text},
      {"news", Form::text},       {"a.b/news", Form::text},
      {"B.HTML", Form::html},     {"b.htm.gz", Form::html},
      {"b.json", Form::json},     {"b.jsonl.zst", Form::jsonl},
      {"b.ndjson", Form::jsonl},  {"b.xml", Form::feed},
      {"b.rss", Form::feed},      {"b.atom", Form::feed},
      {"b.warc.gz", Form::warc},  {".hidden", Form::text},
      {"B.JSONL.GZ", Form::jsonl}};
  for (const auto& [path, form] : cases) EXPECT_EQ(form_of(path), form) << path;
  EXPECT_EQ(form_of("b.pdf"), std::nullopt);
  EXPECT_EQ(form_of("b.docx"), std::nullopt);
}

TEST(Ingest, ReadsTextAsItStands) {
  const auto seen = read("قتل 12\r\nشخصا\n", Form::text, "a/خبر.txt.gz", date_named("2016-11-03"));
  ASSERT_EQ(seen.whole, "");
  EXPECT_EQ(seen.articles.at(0).id, "خبر.txt");
  EXPECT_EQ(seen.articles.at(0).text, "قتل 12\r\nشخصا\n");
  EXPECT_EQ(seen.articles.at(0).published, date_named("2016-11-03"));
  EXPECT_EQ(read("\xEF\xBB\xBFنص", Form::text).articles.at(0).text, "نص");
  EXPECT_EQ(read("نص \xff", Form::text).articles.at(0).text, "نص \uFFFD");
  EXPECT_EQ(read(std::string_view("\xFF\xFE\x46\x06\x35\x06", 6), Form::text).articles.at(0).text,
            "نص");
}

TEST(Ingest, ReadsJsonLineByLine) {
  const auto seen = read(
      "\xEF\xBB\xBF{\"text\":\"أول\"}\r\n\n{\"text\": oops}\n{\"id\":\"x\",\"text\":\"رابع\"}\n"
      "{\"text\":\"خامس\",\"published\":\"2016-11-05\"}",
      Form::jsonl, "a/news.jsonl", date_named("2016-11-03"));
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.all, ElementsAre("news.jsonl:1", HasSubstr("a/news.jsonl:3:10: is no JSON"), "x",
                                    "news.jsonl:5"));
  ASSERT_EQ(seen.articles.size(), 3u);
  EXPECT_EQ(seen.articles[0].text, "أول");
  EXPECT_EQ(seen.articles[0].published, date_named("2016-11-03"));
  EXPECT_EQ(seen.articles[2].published, date_named("2016-11-05"));
}

TEST(Ingest, PassesOverALineThatIsTooLong) {
  Limits limits;
  limits.article_bytes = 100;
  const auto seen = read("{\"text\":\"" + std::string(500, 'x') + "\"}\n{\"text\":\"b\"}",
                         Form::jsonl, "in", {}, limits);
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.all, ElementsAre(HasSubstr("in:1: is longer than 100 bytes"), "in:2"));
}

TEST(Ingest, StopsWhenToldTo) {
  int count = 0;
  EXPECT_TRUE(read_bytes("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "in", Form::jsonl, {}, Limits{},
                         [&](const Result<Document>&) { return ++count < 1; }));
  EXPECT_EQ(count, 1);
}

TEST(Ingest, ReadsEveryForm) {
  EXPECT_THAT(read("<p>نص</p>", Form::html, "a.html").all, ElementsAre("a.html"));
  EXPECT_THAT(read("{\"text\":\"a\"}", Form::json, "a.json").all, ElementsAre("a.json"));
  EXPECT_THAT(read("[{\"text\":\"a\"}]", Form::json, "a.json").all, ElementsAre("a.json[0]"));
  EXPECT_THAT(
      read("<rss><channel><item><title>a</title></item></channel></rss>", Form::feed, "a.xml").all,
      ElementsAre("a.xml:1"));
  EXPECT_THAT(read("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                   "Content-Length: 1\r\n\r\nx\r\n\r\n",
                   Form::warc, "a.warc")
                  .all,
              ElementsAre("a.warc:1"));
}

TEST(Ingest, RefusesWhatHoldsNoArticle) {
  EXPECT_EQ(read("", Form::text).whole, "in: is empty; give a file that holds an article");
  EXPECT_THAT(read(" \n\n", Form::text).whole, HasSubstr("has no text"));
  EXPECT_THAT(read("\n \n", Form::jsonl).whole, HasSubstr("has no article in it"));
  EXPECT_THAT(read("%PDF-1.7 ...", Form::text).whole, HasSubstr("is a PDF, not text"));
  EXPECT_THAT(read("PK\x03\x04 ...", Form::jsonl).whole, HasSubstr("is a zip archive"));
  EXPECT_THAT(read("\x7F"
                   "ELF...",
                   Form::html)
                  .whole,
              HasSubstr("is a program"));
  EXPECT_THAT(read("\x89PNG\r\n", Form::text).whole, HasSubstr("is a PNG image"));
  EXPECT_THAT(read(std::string(500, '\0') + "text", Form::text).whole, HasSubstr("binary data"));
  EXPECT_THAT(read(std::string_view("\xFF\xFE{\0", 4), Form::jsonl).whole, HasSubstr("UTF-16"));
}

TEST(Ingest, SaysWhichFormItSeesInstead) {
  const std::string record = "{\"text\":\"a\"}\n", page = "<!DOCTYPE html><p>a</p>",
                    feed = "<?xml version='1.0'?><rss></rss>";
  EXPECT_THAT(read(record + record, Form::html).whole,
              HasSubstr("looks like jsonl; say --from jsonl"));
  EXPECT_THAT(read(page, Form::jsonl).whole, HasSubstr("say --from html"));
  EXPECT_THAT(read("[" + record + "]", Form::jsonl).whole, HasSubstr("say --from json"));
  EXPECT_THAT(read(record + record, Form::json).whole, HasSubstr("no JSON"));
  EXPECT_THAT(read(feed, Form::html).whole, HasSubstr("say --from feed"));
  EXPECT_THAT(read(page, Form::warc).whole, HasSubstr("is no WARC"));
  EXPECT_THAT(read("WARC/1.0\r\n", Form::text, "in").articles.at(0).text,
              "WARC/1.0\r\n");  // as said
}

TEST_F(Files, GoByTheirEnding) {
  EXPECT_THAT(read_file("a.txt", "نص").all, ElementsAre("a.txt"));
  EXPECT_THAT(read_file("a.jsonl", "{\"text\":\"a\"}\n").all, ElementsAre("a.jsonl:1"));
  EXPECT_THAT(read_file("a.md", "نص").whole, HasSubstr("ending does not say"));
  EXPECT_THAT(read_file("a.md", "نص", Form::text).all, ElementsAre("a.md"));
  EXPECT_THAT(read_file("a.pdf", "%PDF-1.4").whole, HasSubstr("is a PDF"));
  EXPECT_THAT(read_file("a.txt", "<html><p>نص</p></html>").whole, HasSubstr("say --from html"));
  EXPECT_THAT(read_file("a.txt", "<html><p>نص</p></html>", Form::text).all, ElementsAre("a.txt"));
}

TEST(Ingest, RefusesATextThatIsTooLong) {
  Limits limits;
  limits.text_bytes = 10;
  const auto seen =
      read("{\"id\":\"a\",\"text\":\"0123456789\"}\n{\"id\":\"b\",\"text\":\"01234567890\"}",
           Form::jsonl, "in.jsonl", {}, limits);
  EXPECT_THAT(seen.all, ElementsAre("a", HasSubstr("in.jsonl article b: its text is larger")));
}

TEST_F(Files, ThatCannotBeReadAreErrors) {
  Seen seen;
  const auto missing = read_articles(folder_ / "none.txt", {}, {}, Limits{}, into(seen));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::input);
  const auto folder = read_articles(folder_, {}, {}, Limits{}, into(seen));
  ASSERT_FALSE(folder);
  EXPECT_THAT(folder.error().what, HasSubstr("is a folder without files"));
  EXPECT_THAT(read_file("a.jsonl.gz", "\x1f\x8b\x08 damaged").whole, HasSubstr("damaged"));
  EXPECT_THAT(seen.all, IsEmpty());
}

}  // namespace
}  // namespace marsad::ingest
