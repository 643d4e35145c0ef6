// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "marsad/ingest/date.h"

namespace marsad::ingest {
namespace {

using testing::HasSubstr;
using testing::Not;

Document page(std::string_view html, std::string_view charset = "") {
  const auto read = read_page(html, charset, "page.html", Limits{});
  EXPECT_TRUE(read) << describe(read.error());
  return read.value_or(Document{});
}

const std::string kFirst = "قتل 12 شخصا على الأقل في قصف على سوق البلدة، وفق ما قال مصدر طبي.";
const std::string kSecond = "وقال متحدث باسم الجيش إن القوات لم تقصف البلدة في ذلك اليوم.";
const std::string kThird = "ولم يتسن التحقق من الأرقام من مصدر مستقل حتى مساء الخميس.";

std::string paragraphs() {
  return "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
}
std::string lines() { return kFirst + "\n" + kSecond + "\n" + kThird; }

TEST(Html, TakesTheArticleOutOfThePage) {
  const std::string other = "<p>خبر آخر عن الطقس في الجبال وتساقط الثلوج على الطرق الرئيسية</p>";
  const std::vector<std::string> pages{
      "<article>" + paragraphs() + "</article>",
      "<nav>" + other + "</nav><header>صدى الوادي</header><article><header><h1>هدنة</h1></header>" +
          paragraphs() + "</article><footer>" + other + "</footer>",
      "<aside>" + other + "</aside><div><div>" + paragraphs() + "</div></div>",
      "<div class='sidebar'>" + other + other + "</div><div id=content>" + paragraphs() + "</div>",
      "<div class='top relatedPosts'>" + other + "</div><main><div>" + paragraphs() +
          "</div></main>",
      "<div itemprop=articleBody>" + paragraphs() + "</div><div>" + other + "</div>",
      "<ul><li><a href=1>" + kFirst + kFirst + kFirst + "</a></li></ul><div>" + paragraphs() +
          "</div>",
      "<table><tr><td>" + other + "<td>" + paragraphs() + "</table>",
      "<div>" + kFirst + "<br><br/>" + kSecond + "<br>" + kThird + "</div><div>صغير</div>",
      "<div><div>" + kFirst + "</div><div>" + kSecond + "</div><div>" + kThird + "</div></div>",
      "<div><section><p>" + kFirst + "</p></section><div class=ad>x</div><section><p>" + kSecond +
          "</p><p>" + kThird + "</p></section></div>",
      "<article>" + paragraphs() + "<ul><li><a href=1>قصة أخرى</a><li><a href=2>وأخرى</a></ul>" +
          "<p><a href=3>اقرأ أيضا: قصة طويلة عن شيء آخر تماما</a></p></article>",
      "<article><figure><img><figcaption>صورة من الأرشيف لسوق البلدة قبل "
      "سنوات</figcaption></figure>" +
          paragraphs() + "<div class='comments'>" + other + "</div></article>",
      "<body class='has-sidebar'><div class='with-comments'>" + paragraphs() + "</div>",
      "<form action=x><div>" + paragraphs() + "</div></form>",
      "<article><div hidden>" + other + "</div>" + paragraphs() + "</article>",
  };
  for (const std::string& html : pages) {
    EXPECT_EQ(page("<html><body>" + html).text, lines()) << html;
  }
}

TEST(Html, ReadsShortAndBarePages) {
  EXPECT_EQ(page("<p>هدنة").text, "هدنة");
  EXPECT_EQ(page("هدنة <b>في</b> الوادي").text, "هدنة في الوادي");
  EXPECT_EQ(page("<a href=x>هدنة</a>").text, "هدنة");
  EXPECT_EQ(page("<pre>سطر\nثان</pre>").text, "سطر\nثان");
}

TEST(Html, MakesOneLineOfAParagraph) {
  EXPECT_EQ(page("<p>قتل&nbsp;12\n   شخصا<p>وجرح <i>آخرون</i>.<br>سطر</p>").text,
            "قتل 12 شخصا\nوجرح آخرون.\nسطر");
  EXPECT_EQ(page("<table><tr><td>قتل<td>12<tr><td>جرح<td>7</table>").text, "قتل 12\nجرح 7");
  EXPECT_EQ(page("<p>سطر\r\nواحد</p>\r\n<p>ثان</p>").text, "سطر واحد\nثان");
}

TEST(Html, DecodesEntities) {
  EXPECT_EQ(page("<p>5 &lt; 7 &amp; &#1571;&#x628; &laquo;نص&raquo; &unknown; &amp;lt;").text,
            "5 < 7 & أب «نص» &unknown; &lt;");
}

TEST(Html, ReadsWhatThePageSaysOfItself) {
  const std::string body = "<article>" + paragraphs() + "</article>";
  const auto full = page(R"(<title>ع - ص</title><meta property="og:title" content="هدنة &amp; سلام">
      <meta property="og:site_name" content="صدى الوادي"><link rel="canonical" href="http://s.example/1">
      <meta property="article:published_time" content="2016-11-03T10:00:00+03:00"><h1>غيره</h1>)" +
                         body);
  EXPECT_EQ(full.title, "هدنة & سلام");
  EXPECT_EQ(full.outlet, "صدى الوادي");
  EXPECT_EQ(full.url, "http://s.example/1");
  EXPECT_EQ(full.published, date_named("2016-11-03"));
  EXPECT_EQ(full.id, "");

  EXPECT_EQ(
      page("<title>هدنة في الوادي - صدى</title><meta name=application-name content=صدى>" + body)
          .title,
      "هدنة في الوادي");
  EXPECT_EQ(page("<title>غيره</title><h1> هدنة\nفي <b>الوادي</b></h1>" + body).title,
            "هدنة في الوادي");
  const auto linked = page(R"(<script type="application/ld+json">{"headline":"هدنة","datePublished":
      "2016-11-03","publisher":{"name":"صدى"}}</script>)" +
                           body);
  EXPECT_EQ(linked.title + linked.outlet, "هدنةصدى");
  EXPECT_EQ(linked.published, date_named("2016-11-03"));
}

TEST(Html, FindsTheDate) {
  const std::vector<std::string> pages{
      "<meta itemprop=datePublished content=2016-11-03>",
      "<span itemprop=datePublished content='2016-11-03T10:00'></span>",
      "<meta name=pubdate content='2016-11-03'>",
      "<meta name='DC.date.issued' content='2016-11-03'>",
      "<time datetime='2016-11-03T10:00:00Z'>الخميس</time><time datetime=2017-01-01></time>",
      "<meta property='article:published_time' content='أمس'><time datetime=2016-11-03></time>",
  };
  for (const std::string& html : pages) {
    EXPECT_EQ(page(html + paragraphs()).published, date_named("2016-11-03")) << html;
  }
  EXPECT_EQ(page(paragraphs()).published, std::nullopt);
  EXPECT_EQ(page("<time datetime=2016-02-30></time>" + paragraphs()).published, std::nullopt);
}

TEST(Html, DoesNotRepeatTheTitleInTheText) {
  const auto read = page("<article><h1>هدنة في الوادي</h1>" + paragraphs() + "</article>");
  EXPECT_EQ(read.title, "هدنة في الوادي");
  EXPECT_EQ(read.text, lines());
}

TEST(Html, KeepsHeadingsWithinTheArticle) {
  EXPECT_EQ(
      page("<article><p>" + kFirst + "</p><h2>رد الجيش</h2><p>" + kSecond + "</p></article>").text,
      kFirst + "\nرد الجيش\n" + kSecond);
}

TEST(Html, ReadsTheCharsetOfThePageAndOfTheTransport) {
  const std::string bytes = "\xde\xca\xe1 12 \xd4\xce\xd5\xc7";
  EXPECT_EQ(page("<meta charset=windows-1256><p>" + bytes).text, "قتل 12 شخصا");
  EXPECT_EQ(
      page("<meta http-equiv=Content-Type content='text/html; charset=windows-1256'><p>" + bytes)
          .text,
      "قتل 12 شخصا");
  EXPECT_EQ(page("<p>" + bytes, "windows-1256").text, "قتل 12 شخصا");
  EXPECT_EQ(page("\xEF\xBB\xBF<p>قتل 12").text, "قتل 12");
  EXPECT_EQ(page("\xEF\xBB\xBF<p>\xEF\xBB\xBFقتل 12").text, "قتل 12");
  EXPECT_EQ(page("<p>قتل \xff").text, "قتل \uFFFD");
}

TEST(Html, SaysThatAPageHasNoText) {
  for (const std::string_view html :
       {"", "<html></html>", "<script>var x;</script>", "<p>&nbsp;</p>"}) {
    const auto read = read_page(html, "", "page.html", Limits{});
    ASSERT_FALSE(read) << html;
    EXPECT_THAT(describe(read.error()), HasSubstr("page.html: no text is found on the page"));
  }
  Limits limits;
  limits.page_bytes = 100;
  EXPECT_FALSE(read_page(std::string(200, 'x'), "", "page.html", limits));
}

TEST(Html, ReadsHostilePagesInLinearTime) {
  const auto many = [](std::string_view piece, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += piece;
    return out;
  };
  const std::size_t size = std::size_t{1} << 19;
  int number = 0;
  std::string numbered;
  while (numbered.size() < size) numbered += "<font x=" + std::to_string(++number) + "><p>ن";
  std::string attributes = "<p ";
  for (int i = 0; attributes.size() < size; ++i) attributes += "a" + std::to_string(i) + " ";
  for (const std::string& html : {many("<div>", size),
                                  many("<div></x>", size),
                                  many("<svg>", size),
                                  many("<b><div></b>", size),
                                  many("<a href=1><table><td>", size),
                                  many("<li><dd>", size),
                                  many("<span><div></span>", size),
                                  many("<p>", size),
                                  many("<!--", size),
                                  many("<script>", size),
                                  many("&", size),
                                  many("<table>", size),
                                  many("<select><option>", size),
                                  many("</p>", size),
                                  many("</br>", size),
                                  many("<h1><p>", size),
                                  many("<button>", size),
                                  many("<ruby><rt>", size),
                                  numbered,
                                  attributes + ">"}) {
    const auto read = read_page("<p>نص</p>" + html + "<p>نهاية", "", "page.html", Limits{});
    ASSERT_TRUE(read) << html.substr(0, 40);
    EXPECT_THAT(read->text, HasSubstr("نص")) << html.substr(0, 40);
  }
}

TEST(Html, ReadsAFragment) {
  EXPECT_EQ(text_of_fragment("<p>قتل 12&nbsp;شخصا.</p><p>وجرح <a href=x>آخرون</a></p>"),
            "قتل 12 شخصا.\nوجرح آخرون");
  EXPECT_EQ(text_of_fragment("  بلا\n وسوم "), "بلا وسوم");
  EXPECT_EQ(text_of_fragment("a &amp; b"), "a & b");
  EXPECT_EQ(text_of_fragment(""), "");
  EXPECT_THAT(text_of_fragment("<script>x</script>ن"), Not(HasSubstr("x")));
}

TEST(Html, GivesUtf8WhateverCharacterIsReferredTo) {
  const auto page = read_page(
      "<html><title>&#4294967295;</title><p>&#1161160601161160605060 قتل &#xFFFFFFFF80; 12</p>", {},
      "page.html", Limits{});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, "\uFFFD قتل \uFFFD 12");
}

}  // namespace
}  // namespace marsad::ingest
