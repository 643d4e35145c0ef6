// SPDX-License-Identifier: Apache-2.0
#include "layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace marsad::cli {
namespace {

std::string print(const Paragraph& paragraph, Look look, std::string_view first = "",
                  std::string_view rest = "") {
  std::string out;
  paragraph.print(out, look, first, rest);
  return out;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(Layout, IsolatesEachRunOfArabicAsOneValue) {
  const Paragraph line = Paragraph().add("says").add("قال إن 12 شخصا").add("[c1]");
  EXPECT_EQ(print(line, {}), "says \u2068قال إن 12 شخصا\u2069 [c1]\n");
  EXPECT_EQ(print(line, {.isolates = false}), "says قال إن 12 شخصا [c1]\n");
}

TEST(Layout, IsolatesEachLineOfAWrappedQuoteByItself) {
  const Paragraph quote = Paragraph().add("واحد اثنان ثلاثة أربعة");
  EXPECT_EQ(print(quote, {.width = 14}, "  │ ", "  │ "),
            "  │ \u2068واحد اثنان\u2069\n  │ \u2068ثلاثة\u2069\n  │ \u2068أربعة\u2069\n");
}

TEST(Layout, GluedWordsStayWithTheWordBefore) {
  const Paragraph line = Paragraph().add("one").add("two").glue(",").add("three");
  EXPECT_EQ(print(line, {}), "one two, three\n");
  EXPECT_EQ(print(line, {.width = 7}), "one\ntwo,\nthree\n");
}

TEST(Layout, TiedWordsStayTogetherWithASpace) {
  const Paragraph line = Paragraph().add("one").add("?").tie("unverified").add("three");
  EXPECT_EQ(print(line, {}), "one ? unverified three\n");
  EXPECT_EQ(print(line, {.width = 14}), "one\n? unverified\nthree\n");
  EXPECT_EQ(line.least_width(), 12);
}

TEST(Layout, HangsTheLinesAfterTheFirst) {
  EXPECT_EQ(print(Paragraph().add("one two three"), {.width = 8}, "• ", "  "),
            "• one\n  two\n  three\n");
}

TEST(Layout, ColoursInsideTheIsolate) {
  EXPECT_EQ(print(Paragraph().add("قال", Style::bold), {.color = true}),
            "\u2068\x1b[1mقال\x1b[0m\u2069\n");
  EXPECT_EQ(print(Paragraph().add("قال", Style::bold), {}), "\u2068قال\u2069\n");
}

struct CleanCase {
  const char* given;
  const char* cleaned;
};

TEST(Layout, LetsNoControlThrough) {
  const CleanCase kCases[] = {
      {"a\x1b[31mred", "a [31mred"},
      {"قال\nإن\t\r\n 3", "قال إن 3"},
      {"\u202Eevil\u202C \u2067x\u2069", "evil x"},
      {"\u200Fعلى\u061C", "على"},
      {"a\u0085b\u2028c", "a b c"},
      {"  edges  ", "edges"},
      {"bad \xD8 byte", "bad \uFFFD byte"},
      {"بِسْمِ", "بِسْمِ"},
      {"می\u200Cخواهم", "می\u200Cخواهم"},
      {"", ""},
      {"\n\t ", ""},
  };
  for (const auto& [given, cleaned] : kCases) EXPECT_EQ(clean(given), cleaned);
}

struct WidthCase {
  const char* text;
  int width;
};

TEST(Layout, CountsColumnsNotBytes) {
  const WidthCase kCases[] = {{"", 0},     {"abc", 3},  {"قال", 3},           {"قَالَ", 3},
                              {"中文", 4}, {"≈200", 4}, {"\u2068x\u2069", 1}, {"é", 1}};
  for (const auto& [text, width] : kCases) EXPECT_EQ(display_width(text), width) << text;
}

// The words of a line that is laid out, without isolates.
std::string bare(std::string text) {
  for (const std::string_view mark : {"\u2068", "\u2069"}) {
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

TEST(Layout, WrappingLosesNothingAndKeepsTheWidth) {
  std::mt19937 engine(5);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(engine() % limit); };
  const char* const kWords[] = {"قال", "المتحدث", "a", "longer", "،", "12", "واستهدفت", "(x)"};
  for (int round = 0; round < 500; ++round) {
    Paragraph paragraph;
    std::string all;
    for (unsigned runs = 1 + below(8); runs > 0; --runs) {
      std::string text;
      for (unsigned words = 1 + below(6); words > 0; --words) {
        text += std::string(text.empty() ? "" : " ") + kWords[below(8)];
      }
      all += (all.empty() ? "" : " ") + text;
      paragraph.add(text);
    }
    const int width = 10 + static_cast<int>(below(40));
    std::string joined;
    for (const Line& line : paragraph.lines(width, {})) {
      EXPECT_LE(line.width, width);
      EXPECT_EQ(display_width(line.text), line.width);
      EXPECT_EQ(count(line.text, "\u2068"), count(line.text, "\u2069"));
      joined += (joined.empty() ? "" : " ") + bare(line.text);
    }
    EXPECT_EQ(joined, all);
    EXPECT_EQ(paragraph.natural_width(), display_width(all));
  }
}

TEST(Layout, AWordLongerThanTheLineStandsAlone) {
  EXPECT_EQ(print(Paragraph().add("a").add("المستشفيات").add("b"), {.width = 5}),
            "a\n\u2068المستشفيات\u2069\nb\n");
}

TEST(Table, AlignsColumnsThatHoldArabic) {
  Table table({"WHO", "COUNT"});
  std::vector<Paragraph> row(2);
  row[0].add("مدنيون");
  row[1].add("12+");
  table.add(row);
  row[0] = Paragraph().add("children");
  row[1] = Paragraph().add("4");
  table.add(row);
  std::string out;
  table.print(out, {}, "  ");
  EXPECT_EQ(out, "  WHO       COUNT\n  \u2068مدنيون\u2069    12+\n  children  4\n");
}

TEST(Table, WrapsTheWidestCellsToFit) {
  Table table({"A", "B"});
  std::vector<Paragraph> row(2);
  row[0].add("one two three four five six");
  row[1].add("x");
  table.add(row);
  std::string out;
  table.print(out, {.width = 16}, "");
  EXPECT_EQ(out, "A              B\none two three  x\nfour five six\n");
  for (const std::string& line : split_lines(out)) EXPECT_LE(display_width(line), 16);
}

}  // namespace
}  // namespace marsad::cli
