// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace marsad::ingest {
namespace {

using testing::ElementsAre;

std::string ordered(std::string_view html) { return put_in_order(html).html; }

std::string times(std::size_t count, std::string_view piece) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

TEST(Markup, KeepsWhatAnArticleNeeds) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases{
      {"<P>قتل 12</P>", "<p>قتل 12</p>"},
      {"<DIV onclick=x class=a>ن</div>", "<div class=\"a\">ن</div>"},
      {"<b>قتل</b> <font color=red>12</font>", "قتل 12"},
      {"a<!-- <p>لا</p> -->b", "ab"},
      {"a<!-->b", "ab"},
      {"a<!--x--!>b<!-- open", "ab"},
      {"a<script>var x = '<div>';</script>b", "ab"},
      {"a<SCRIPT>x</scripty></Script >b", "ab"},
      {"a<script>never closed", "a"},
      {"a<style>p{}</style><svg><path d='x>y'/></svg>b", "ab"},
      {"a<svg>b", "ab"},
      {"<form><p>ن</p></form>", "<p>ن</p>"},
      {"<title>a <b> c</title>", "<title>a &lt;b> c</title>"},
      {"5 < 7 <3", "5 &lt; 7 &lt;3"},
      {"<div title='a>b' id='x\"y'>ن</div>", "<div id=\"x&quot;y\">ن</div>"},
      {"<div id=a id=b>ن</div>", "<div id=\"a\">ن</div>"},
      {"<div id>ن</div>", "<div id=\"\">ن</div>"},
      {"ن<div class=\"open", "ن"},
      {"<div><section>ن</div>م", "<div><section>ن</section></div>م"},
      {"<div>ن", "<div>ن</div>"},
      {"ن</div></section>م", "نم"},
      {"<?xml version='1.0'?><!DOCTYPE html>ن", "<!DOCTYPE html>ن"},
      {"<![CDATA[x]]>ن", "ن"},
      {"<p>a<br/>b<hr>", "<p>a<br>b<hr>"},
      {"", ""},
      {"<", "&lt;"},
      {"ن</", "ن"},
  };
  for (const auto& [html, wanted] : cases) {
    EXPECT_EQ(ordered(html), wanted) << html;
    EXPECT_EQ(ordered(wanted), wanted) << html;
  }
}

TEST(Markup, HandsOverLinkedDataApart) {
  const auto markup = put_in_order(
      "<script type=\"application/ld+json\">{\"a\":\"<p>\"}</script><script>x</script>ن");
  EXPECT_THAT(markup.linked_data, ElementsAre("{\"a\":\"<p>\"}"));
  EXPECT_EQ(markup.html, "ن");
}

TEST(Markup, DropsTagsThatAreTooDeepAndKeepsTheirText) {
  const std::string html = ordered(times(5000, "<div>") + "ن" + times(5000, "</div>"));
  EXPECT_EQ(html, times(kDepth, "<div>") + "ن" + times(kDepth, "</div>"));
}

TEST(Markup, NeverNestsDeeperThanItSays) {
  for (const std::string_view piece :
       {"<div></x>", "<span><div></span>", "<div><marquee></div>", "<svg><g/>", "<b><div></b>",
        "<div/>", "<table><tr><td>", "<li><dd>", "<a href=1><p>"}) {
    const std::string html = ordered(times(3000, piece));
    std::size_t depth = 0, deepest = 0;
    for (std::size_t i = 0; i < html.size(); ++i) {
      if (html[i] != '<' || html.compare(i, 2, "<p") == 0 || html.compare(i, 3, "<li") == 0 ||
          html.compare(i, 3, "<tr") == 0 || html.compare(i, 3, "<td") == 0) {
        continue;
      }
      html[i + 1] == '/' ? --depth : ++depth;
      deepest = std::max(deepest, depth);
    }
    EXPECT_LE(deepest, kDepth) << piece;
    EXPECT_EQ(depth, 0u) << piece;
  }
}

TEST(Markup, KeepsNoMoreTagsThanItSays) {
  const std::string html = ordered(times(kMostTags + 500, "<br>") + "ن");
  EXPECT_EQ(html.size(), kMostTags * 4 + 2);
}

TEST(Markup, MendsReferencesPastTheLastCharacter) {
  EXPECT_EQ(put_in_order("&#1161160601161160605060&#x110000; &#1114112;").html,
            "&#0000000000000000065533&#x00fffd; &#0065533;");
  EXPECT_EQ(put_in_order("<p class='&#99999999999'>&#xFFFFFFFFFFFFFFFFFF").html,
            "<p class=\"&#00000065533\">&#x00000000000000fffd");
  EXPECT_EQ(put_in_order("<l&#x110000>").html, "<l&#x00fffd></l&#x00fffd>");  // a name of a tag
  for (const char* sound : {"&#1114111;", "&#x10FFFF;", "&#", "&#x", "&#;", "&#0;", "&#1593;"}) {
    EXPECT_EQ(put_in_order(sound).html, sound);
  }
}

TEST(Markup, FindsTheCharsetOfAPage) {
  EXPECT_EQ(charset_of_page("<html><META charset=\"Windows-1256\">"), "windows-1256");
  EXPECT_EQ(charset_of_page("<meta name=x><meta http-equiv=Content-Type "
                            "content=\"text/html; charset=iso-8859-6\">"),
            "iso-8859-6");
  EXPECT_EQ(charset_of_page("<?xml version='1.0' encoding='windows-1256'?><html>"), "windows-1256");
  EXPECT_EQ(charset_of_page("<html><p>charset=utf-8"), "");
  EXPECT_EQ(charset_of_page("<?xml version='1.0'?><p encoding='x'>"), "");
}

}  // namespace
}  // namespace marsad::ingest
