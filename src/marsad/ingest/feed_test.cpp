// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  std::string whole;  // the error of the whole feed
};

Seen read(std::string_view xml, const Limits& limits = {}) {
  Seen seen;
  auto in = Input::memory(xml, "feed.xml", limits);
  const auto end = read_feed(*in, [&](Result<Document> one) {
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

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>صدى الوادي</title>"
         "<image><title>شعار</title></image>" +
         items + "</channel></rss>";
}

TEST(Feed, ReadsAnItemOfRss) {
  const auto seen = read(rss(
      "<item><title>هدنة</title><media:title>صورة</media:title><link> http://sada.example/1 </link>"
      "<guid>n-1</guid><pubDate>Thu, 03 Nov 2016 23:40:00 +0300</pubDate>"
      "<description>&lt;p&gt;موجز.&lt;/p&gt;</description>"
      "<content:encoded><![CDATA[<p>قتل 12&nbsp;شخصا.</p><p>وجرح آخرون & "
      "نزحوا.</p>]]></content:encoded>"
      "</item><item><title>بلا متن</title></item>"));
  EXPECT_EQ(seen.whole, "");
  ASSERT_THAT(seen.articles, SizeIs(2));
  const Document& first = seen.articles[0];
  EXPECT_EQ(first.id, "n-1");
  EXPECT_EQ(first.title, "هدنة");
  EXPECT_EQ(first.outlet, "صدى الوادي");
  EXPECT_EQ(first.url, "http://sada.example/1");
  EXPECT_EQ(first.published, date_named("2016-11-03"));
  EXPECT_EQ(first.text, "قتل 12 شخصا.\nوجرح آخرون & نزحوا.");
  EXPECT_EQ(seen.articles[1].id, "feed.xml:2");
  EXPECT_EQ(seen.articles[1].text, "بلا متن");
}

TEST(Feed, ReadsAnEntryOfAtom) {
  const auto seen = read(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>صدى</title><link "
      "href=\"http://s.example\"/>"
      "<entry><title>5 &lt; 7</title><link rel=\"self\" href=\"http://s.example/self\"/>"
      "<link href=\"http://s.example/2\"/><id>urn:2</id><updated>2016-11-05T00:00:00Z</updated>"
      "<published>2016-11-03T00:00:00Z</published><summary>موجز</summary><author><name>x</name></"
      "author>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>قتل <b>12</b> "
      "شخصا.</p>"
      "<p>a &lt; b</p></div></content></entry>"
      "<entry><id>urn:3</id><title type=\"html\">&lt;b&gt;هدنة&lt;/b&gt;</title>"
      "<updated>2016-11-05T00:00:00Z</updated><content "
      "type=\"html\">&lt;p&gt;نص&lt;/p&gt;</content>"
      "</entry></feed>");
  EXPECT_EQ(seen.whole, "");
  ASSERT_THAT(seen.articles, SizeIs(2));
  EXPECT_EQ(seen.articles[0].id, "urn:2");
  EXPECT_EQ(seen.articles[0].title, "5 < 7");
  EXPECT_EQ(seen.articles[0].outlet, "صدى");
  EXPECT_EQ(seen.articles[0].url, "http://s.example/2");
  EXPECT_EQ(seen.articles[0].published, date_named("2016-11-03"));
  EXPECT_EQ(seen.articles[0].text, "قتل 12 شخصا.\na < b");
  EXPECT_EQ(seen.articles[1].title, "هدنة");
  EXPECT_EQ(seen.articles[1].text, "نص");
  EXPECT_EQ(seen.articles[1].published, date_named("2016-11-05"));
}

TEST(Feed, ReadsRdf) {
  const auto seen = read(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
      "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<channel><title>صدى</title></channel><item><title>هدنة</title><link>http://s.example/1</"
      "link>"
      "<description>نص أول</description><dc:date>2016-11-03T10:00:00Z</dc:date></item></rdf:RDF>");
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].id, "http://s.example/1");
  EXPECT_EQ(seen.articles[0].outlet, "صدى");
  EXPECT_EQ(seen.articles[0].text, "نص أول");
  EXPECT_EQ(seen.articles[0].published, date_named("2016-11-03"));
}

TEST(Feed, MendsWhatFeedsOftenGetWrong) {
  const auto seen =
      read("\xEF\xBB\xBF\n " +
           rss("<item><title>قصف & نزوح&nbsp;كبير</title><link>http://s.example/?a=1&b=2</link>"
               "<description>قبل\x0B\xff بعد &copy; &#0; &#1571;</description></item>"));
  EXPECT_EQ(seen.whole, "");
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].title, "قصف & نزوح كبير");
  EXPECT_EQ(seen.articles[0].url, "http://s.example/?a=1&b=2");
  EXPECT_THAT(seen.articles[0].text, HasSubstr("قبل \uFFFD بعد ©"));
  EXPECT_THAT(seen.articles[0].text, HasSubstr(" أ"));
}

TEST(Feed, ReadsOtherEncodings) {
  const auto arabic = read(
      "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><item>"
      "<title>\xde\xca\xe1 12</title></item></channel></rss>");
  ASSERT_THAT(arabic.articles, SizeIs(1));
  EXPECT_EQ(arabic.articles[0].title, "قتل 12");
  std::string wide = "\xFF\xFE";
  for (const char c :
       std::string_view("<rss><channel><item><title>abc</title></item></channel></rss>")) {
    wide += c;
    wide += '\0';
  }
  ASSERT_THAT(read(wide).articles, SizeIs(1));
}

TEST(Feed, GivesWhatStandsBeforeAFault) {
  const std::string good = "<item><title>أول</title></item>\n";
  for (const std::string& bad :
       {rss(good + "<item><title>ثان</b></item>"), rss(good + "<item>").substr(0, 320),
        rss(good).substr(0, rss(good).size() - 16) + "<item><title>"}) {
    const auto seen = read(bad);
    ASSERT_THAT(seen.articles, testing::Not(IsEmpty())) << bad;
    EXPECT_EQ(seen.articles[0].title, "أول");
    EXPECT_THAT(seen.whole, HasSubstr("feed.xml:")) << bad;
    EXPECT_THAT(seen.whole, HasSubstr("damaged")) << bad;
  }
}

TEST(Feed, GoesOnPastADamagedEntry) {
  const std::string good = "<item><title>أول</title></item>\n";
  const std::string last = "<item><title>آخر</title><content:encoded>نص</content:encoded></item>\n";
  for (const std::string bad :
       {"<item><title>ثان</b></item>", "<item><title>نصف <b>مفتوح</title></item>",
        "<item><title a=1 b=>ثان</title></item>", "<item a=1 a=2><title>ثان</title></item>",
        "<item><title>ثان</item>", "<item", "<item><title>ثان</title", "</item></item>",
        "<item><description>ثان"}) {
    const auto seen = read(rss(good + "\n" + bad + "\n" + last + last));
    const std::size_t faults = seen.errors.size() + (seen.whole.empty() ? 0 : 1);
    EXPECT_TRUE(faults == 1 || faults == 2) << bad;
    ASSERT_THAT(seen.articles, SizeIs(testing::Ge(2U))) << bad;
    EXPECT_EQ(seen.articles.front().title, "أول") << bad;
    EXPECT_EQ(seen.articles.back().title, "آخر") << bad;
    EXPECT_EQ(seen.articles.back().text, "نص") << bad;
  }
  const auto open = read(rss("<item><title>أ</title>\n<item><title>ب</title>\n" + last));
  EXPECT_THAT(open.articles, SizeIs(3)) << "entries without an end tag";
}

TEST(Feed, TellsTheLineOfEachFault) {
  const std::string bad = "<item><title>أ</b></item>\n";
  const std::string good = "<item><title>أ</title></item>\n";
  const auto seen =
      read("<rss><channel>\n" + bad + good + "\n\n" + bad + bad + good + "</channel></rss>");
  EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("feed.xml:2:"), HasSubstr("feed.xml:6:"),
                                       HasSubstr("feed.xml:7:")));
  EXPECT_THAT(seen.articles, SizeIs(2));
}

TEST(Feed, ManyDamagedEntriesTakeNoTimeThatGrowsWithTheirNumberSquared) {
  std::string items;
  for (int i = 0; i < 20000; ++i) items += "<item><a></b>";
  const auto seen = read(rss(items));
  EXPECT_EQ(seen.errors.size(), 19999U);
  EXPECT_THAT(seen.whole, HasSubstr("damaged"));
}

TEST(Feed, RefusesWhatIsNoFeed) {
  EXPECT_THAT(read("<html><p>x</p></html>").whole, HasSubstr("its root is <html>"));
  EXPECT_THAT(read("hello").whole, HasSubstr("is no XML"));
  EXPECT_THAT(read("").whole, HasSubstr("is no XML"));
}

TEST(Feed, ExpandsNoEntities) {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ها\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&b;&f;</title></item>"
      "</channel></rss>";
  const auto seen = read(bomb);
  EXPECT_THAT(seen.articles, IsEmpty());
  EXPECT_THAT(seen.whole, HasSubstr("declares entities"));
  EXPECT_THAT(read("<!DOCTYPE rss [<!ENTITY % a SYSTEM \"http://127.0.0.1:1/\">]><rss/>").whole,
              HasSubstr("declares entities"));
  const auto outside = read(
      "<!DOCTYPE rss SYSTEM \"http://127.0.0.1:1/x.dtd\"><rss><channel><item>"
      "<title>&x; نص</title></item></channel></rss>");
  ASSERT_THAT(outside.articles, SizeIs(1));
  EXPECT_EQ(outside.articles[0].title, "&x; نص");
}

TEST(Feed, PassesOverAnEntryThatIsTooLarge) {
  Limits limits;
  limits.page_bytes = 1000;
  const auto seen = read(rss("<item><title>ا</title><description>" + std::string(5000, 'x') +
                             "</description></item><item><title>ب</title></item>"),
                         limits);
  EXPECT_EQ(seen.whole, "");
  EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("the entry is larger than 1000 bytes")));
  ASSERT_THAT(seen.articles, SizeIs(1));
  EXPECT_EQ(seen.articles[0].title, "ب");
}

TEST(Feed, SaysThatAnEntryIsEmptyAndGoesOn) {
  const auto seen =
      read(rss("<item><link>http://s.example/1</link></item><item><title>ب</title></item>"));
  EXPECT_THAT(seen.errors, ElementsAre(HasSubstr("no text and no title")));
  EXPECT_THAT(seen.articles, SizeIs(1));
}

TEST(Feed, ReadsAFeedLongerThanItsBuffers) {
  std::string items;
  for (int i = 0; i < 3000; ++i) {
    items += "<item><guid>" + std::to_string(i) + "</guid><description><![CDATA[<p>قتل 12 & جرح " +
             std::to_string(i) + "</p>]]></description></item>";
  }
  const auto seen = read(rss(items));
  EXPECT_EQ(seen.whole, "");
  ASSERT_THAT(seen.articles, SizeIs(3000));
  for (int i = 0; i < 3000; ++i) {
    EXPECT_EQ(seen.articles[i].id, std::to_string(i));
    EXPECT_EQ(seen.articles[i].text, "قتل 12 & جرح " + std::to_string(i));
  }
}

}  // namespace
}  // namespace marsad::ingest
