// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "marsad/ingest/date.h"

namespace marsad::ingest {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

Result<Document> article(std::string_view json) {
  JsonReader reader;
  return reader.article(json, false, "f.jsonl:3", "f:3");
}

std::string error_of(std::string_view json) {
  const auto read = article(json);
  return read ? "read" : read.error().where + ": " + read.error().what;
}

TEST(Json, ReadsAllFields) {
  const auto read = article(
      R"({"id": "n-1", "text": "قتل \"12\"\nشخصا", "published": "2016-11-03", "title": "هدنة",
          "outlet": "صدى الوادي", "url": "http://sada.example/1", "extra": [1, {"text": 5}]})");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->id, "n-1");
  EXPECT_EQ(read->text, "قتل \"12\"\nشخصا");
  EXPECT_EQ(read->published, date_named("2016-11-03"));
  EXPECT_EQ(read->title, "هدنة");
  EXPECT_EQ(read->outlet, "صدى الوادي");
  EXPECT_EQ(read->url, "http://sada.example/1");
}

TEST(Json, TakesNullAndNothingForAllButTheText) {
  for (const std::string_view json :
       {R"({"text":"نص"})",
        R"({"text":"نص","id":null,"published":null,"title":null,"outlet":null,"url":null})"}) {
    const auto read = article(json);
    ASSERT_TRUE(read) << json;
    EXPECT_EQ(read->id, "f:3");
    EXPECT_EQ(read->text, "نص");
    EXPECT_EQ(read->published, std::nullopt);
    EXPECT_EQ(read->title + read->outlet + read->url, "");
  }
  EXPECT_EQ(article(R"({"text":""})")->text, "");
}

TEST(Json, TakesANumberAsIdAndADateTimeAsDate) {
  const auto read = article(R"({"text":"نص","id":-7,"published":"2016-11-03T23:40:00+03:00"})");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->id, "-7");
  EXPECT_EQ(read->published, date_named("2016-11-03"));
}

TEST(Json, CountsTheLastOfAFieldThatStandsTwice) {
  EXPECT_EQ(article(R"({"text":"a","text":"b","id":"x","id":null})")->text, "b");
  EXPECT_EQ(article(R"({"text":"a","text":"b","id":"x","id":null})")->id, "f:3");
}

TEST(Json, ReadsTheDocumentOfAnAnalysis) {
  const auto read =
      article(R"({"document":{"id":"n-2","text":"نص","published":"2016-11-03"},"claims":[]})");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->id, "n-2");
  EXPECT_EQ(read->text, "نص");
}

TEST(Json, ReplacesInvalidUtf8) {
  const auto read = article("{\"text\":\"قبل \xff\xd8 بعد\"}");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->text, "قبل \uFFFD\uFFFD بعد");
}

TEST(Json, SaysWhereAndWhatIsWrong) {
  EXPECT_EQ(error_of(R"({"id":"x"})"), "f.jsonl:3: has no \"text\"");
  EXPECT_EQ(error_of(R"({"text":5})"), "f.jsonl:3: \"text\" is a number");
  EXPECT_EQ(error_of(R"({"text":null})"), "f.jsonl:3: \"text\" is null");
  EXPECT_EQ(error_of(R"({"text":"a","title":["x"]})"), "f.jsonl:3: \"title\" is an array");
  EXPECT_EQ(error_of(R"({"text":"a","id":1.5})"), "f.jsonl:3: \"id\" is a number");
  EXPECT_EQ(error_of(R"({"text":"a","published":20161103})"),
            "f.jsonl:3: \"published\" is a number");
  EXPECT_EQ(error_of(R"({"text":"a","published":"2016-02-30"})"),
            "f.jsonl:3: \"published\" is \"2016-02-30\", which is no date");
  EXPECT_EQ(error_of(R"(["text"])"), "f.jsonl:3: is an array, not an object");
  EXPECT_EQ(error_of(R"("text")"), "f.jsonl:3: is a string, not an object");
  EXPECT_EQ(error_of(R"({"text":"a" "id":"b"})"), "f.jsonl:3:16: is no JSON near this column");
  EXPECT_EQ(error_of(R"({"text":"a)"), "f.jsonl:3:11: the JSON ends too early");
  EXPECT_THAT(error_of(R"({"text":"a","n":1e999})"),
              StartsWith("f.jsonl:3: is JSON that is not read"));
}

TEST(Json, SurvivesDeepNesting) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  EXPECT_THAT(error_of("{\"text\":\"a\",\"x\":" + deep + "}"), StartsWith("f.jsonl:3"));
}

TEST(Json, ReadsAnArrayEntryByEntry) {
  JsonReader reader;
  std::vector<std::string> seen;
  const auto read =
      reader.articles(R"([{"text":"a"}, 3, {"id":"z","text":"b"}, {"document":{"text":"c"}}])",
                      "f.json", "f", [&](Result<Document> one) {
                        seen.push_back(one ? one->id + "=" + one->text : one.error().where);
                        return true;
                      });
  EXPECT_TRUE(read);
  EXPECT_THAT(seen, ElementsAre("f[0]=a", "f.json[1]", "z=b", "f[3]=c"));
}

TEST(Json, StopsWhenToldTo) {
  JsonReader reader;
  int count = 0;
  EXPECT_TRUE(reader.articles(R"([{"text":"a"},{"text":"b"}])", "f.json", "f",
                              [&](const Result<Document>&) { return ++count < 1; }));
  EXPECT_EQ(count, 1);
}

TEST(Json, FindsWhatAPageSaysOfItself) {
  const auto found = linked_data(
      R"({"@context":"x","@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"هدنة",
          "datePublished":"2016-11-03T10:00:00Z","publisher":{"name":"صدى الوادي"}}]})");
  EXPECT_EQ(found.headline, "هدنة");
  EXPECT_EQ(found.published, "2016-11-03T10:00:00Z");
  EXPECT_EQ(found.publisher, "صدى الوادي");
  EXPECT_EQ(linked_data(R"([{"headline":"أ"},{"headline":"ب"}])").headline, "أ");
  EXPECT_EQ(linked_data("{oops").headline, "");
}

}  // namespace
}  // namespace marsad::ingest
