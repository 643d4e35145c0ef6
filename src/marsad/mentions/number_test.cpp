// SPDX-License-Identifier: Apache-2.0
// Numbers and quantities, read with the whole language.
#include "marsad/mentions/number.h"

#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/mentions/number_words.h"
#include "marsad/morphology/choose.h"

namespace marsad::mentions {
namespace {

const lexicon::Lexicon& language() {
  static const auto kLanguage = lexicon::Lexicon::open(MARSAD_BINARY_DIR "/marsad.pack");
  if (!kLanguage) {
    ADD_FAILURE() << describe(kLanguage.error());
    std::abort();
  }
  return **kLanguage;
}

// A sentence with its numbers and quantities; no rule has run.
struct Read {
  explicit Read(const std::string& sentence) : analyser(language()), chooser(language()) {
    again(sentence);
  }
  void again(const std::string& sentence) {
    mentions = {};
    text::read(sentence, language().orthography(), text);
    analyser.analyse(text, readings);
    chooser.choose(text, readings);
    grammar::build(text, language(), readings, chart);
    static const NumberRows kRows(language());
    const NumberWords words(chart, kRows);
    find_numbers(chart, words, mentions);
    find_quantities(chart, words, mentions);
  }
  // "12..", "3 of 2": the quantities, each with the number of its tokens.
  [[nodiscard]] std::string quantities() const {
    std::string out;
    for (const Quantity& quantity : mentions.quantities) {
      if (!out.empty()) out += " | ";
      out += dump(quantity.number) + " in " + std::to_string(quantity.tokens.size());
      if (quantity.noun != kNoToken) {
        out += " of " + std::string(language().string(language().lexemes()[quantity.counted].text));
      }
      if (quantity.others) out += " others";
    }
    return out;
  }

  morphology::Analyser analyser;
  morphology::Chooser chooser;
  text::Text text;
  morphology::Readings readings;
  grammar::Chart chart;
  Mentions mentions;
};

// ---- A speller, to read back what it says ----

const std::array<const char*, 20> kBelowTwenty{
    "صفر",       "واحد",     "اثنان",   "ثلاثة",    "أربعة",      "خمسة",     "ستة",
    "سبعة",      "ثمانية",   "تسعة",    "عشرة",     "أحد عشر",    "اثنا عشر", "ثلاثة عشر",
    "أربعة عشر", "خمسة عشر", "ستة عشر", "سبعة عشر", "ثمانية عشر", "تسعة عشر"};
const std::array<const char*, 10> kTens{"",      "",     "عشرون", "ثلاثون", "أربعون",
                                        "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"};
const std::array<const char*, 10> kHundreds{"",       "مئة",   "مئتان",  "ثلاثمئة", "أربعمئة",
                                            "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " و") + part;
  return out;
}

std::string below_thousand(long number) {
  std::vector<std::string> parts;
  if (number >= 100) parts.emplace_back(kHundreds[static_cast<std::size_t>(number / 100)]);
  const long rest = number % 100;
  if (rest >= 20) {
    if (rest % 10 != 0) parts.emplace_back(kBelowTwenty[static_cast<std::size_t>(rest % 10)]);
    parts.emplace_back(kTens[static_cast<std::size_t>(rest / 10)]);
  } else if (rest > 0) {
    parts.emplace_back(kBelowTwenty[static_cast<std::size_t>(rest)]);
  }
  return joined(parts);
}

struct Scale {
  long value;
  const char *one, *two, *few, *many;
};
const std::array<Scale, 3> kScales{{{1'000'000'000, "مليار", "ملياران", "مليارات", "مليارا"},
                                    {1'000'000, "مليون", "مليونان", "ملايين", "مليونا"},
                                    {1'000, "ألف", "ألفان", "آلاف", "ألفا"}}};

std::string spoken(long number) {
  std::vector<std::string> parts;
  for (const Scale& scale : kScales) {
    const long count = number / scale.value;
    number %= scale.value;
    if (count == 0) continue;
    const long last = count % 100;
    if (count == 1) {
      parts.emplace_back(scale.one);
    } else if (count == 2) {
      parts.emplace_back(scale.two);
    } else {
      const char* form = last >= 3 && last <= 10 ? scale.few : last > 10 ? scale.many : scale.one;
      parts.push_back(below_thousand(count) + ' ' + form);
    }
  }
  if (number > 0) parts.push_back(below_thousand(number));
  return joined(parts);
}

void expect_read_back(Read& read, long number) {
  read.again(spoken(number));
  ASSERT_FALSE(read.mentions.numbers.empty()) << spoken(number);
  // The longest comes first.
  grammar::EdgeId id = read.chart.head[0];
  while (id != grammar::kNoEdge && read.chart.edges[id].kind != grammar::Kind::number) {
    id = read.chart.edges[id].next;
  }
  ASSERT_NE(grammar::kNoEdge, id) << spoken(number);
  const grammar::Edge& edge = read.chart.edges[id];
  EXPECT_EQ(static_cast<double>(number), read.mentions.numbers[edge.value].low.value_or(-1))
      << spoken(number);
  EXPECT_EQ(read.chart.tokens(), edge.last) << spoken(number);
}

TEST(Number, EveryNumberToTenThousandIsReadBackAsItIsSpoken) {
  Read read("");
  for (long number = 1; number <= 10'000; ++number) {
    expect_read_back(read, number);
    if (HasFailure()) return;
  }
}

TEST(Number, NumbersToAMillionMillionAreReadBackAsTheyAreSpoken) {
  Read read("");
  std::mt19937_64 random(7);
  for (int i = 0; i < 3'000; ++i) {
    std::uniform_int_distribution<long> size(1, 12);
    long limit = 1;
    for (long digits = size(random); digits > 0; --digits) limit *= 10;
    expect_read_back(read, std::uniform_int_distribution<long>(1, limit - 1)(random));
    if (HasFailure()) return;
  }
}

TEST(Number, SignsInDigitsMeanThousandsBeforeThreeDigitsAndDecimalsElse) {
  EXPECT_EQ(12, digits_value(u"12", false));
  EXPECT_EQ(1'000, digits_value(u"1,000", false));
  EXPECT_EQ(1'200'000, digits_value(u"1,200,000", false));
  EXPECT_EQ(12.5, digits_value(u"12.5", false));
  EXPECT_EQ(1'000, digits_value(u"1.000", false));
  EXPECT_EQ(1.25, digits_value(u"1.250", true));
  EXPECT_EQ(0.125, digits_value(u"0.125", false));
  EXPECT_EQ(1'234.5, digits_value(u"1,234.5", false));
  EXPECT_EQ(1.125, digits_value(u"1\u066B125", false));
  EXPECT_EQ(1'125, digits_value(u"1\u066C125", false));
}

struct Case {
  const char* sentence;
  const char* quantities;
};

TEST(Number, WordsAroundItWidenANumber) {
  for (const Case& one : std::vector<Case>{
           {"ما لا يقل عن 12", "12.. in 5"},
           {"أكثر من خمسين", "50.. in 3"},
           {"أقل من مئة", "..100 in 3"},
           {"ما يصل إلى 50", "..50 in 4"},
           {"نحو 200", "200 about in 2"},
           {"بين 10 و15", "10..15 in 4"},
           {"بين خمسة وعشرين", "5..20 in 3"},
           {"ثلاثة أو أربعة", "3..4 in 3"},
           {"3 إلى 5 آلاف", "3000..5000 in 4"},
           {"عشرات", "20..99 in 1"},
           {"عشرات الآلاف", "20000..99999 in 2"},
           {"1.5 مليون", "1500000 in 2"},
           {"نصف مليون", "500000 in 2"},
           {"مليون ونصف المليون", "1500000 in 3"},
           {"مئتا ألف", "200000 in 2"},
           {"3/4", "0.75 in 3"},
           {"40 في المئة", "0.4 share in 3"},
           {"12 000", "12000 in 2"},
           {"الثالث", ""},
       }) {
    EXPECT_EQ(one.quantities, Read(one.sentence).quantities()) << one.sentence;
  }
}

TEST(Quantity, ANumberCountsTheNounAfterOrBeforeIt) {
  for (const Case& one : std::vector<Case>{
           {"قتل 12 شخصا", "12 in 2 of شخص"},
           {"قتل 12 شخصا آخرين", "12 in 3 of شخص others"},
           {"أصيب 120", "120 in 1"},
           {"قتل خمسة آخرون", "5 in 2 others"},
           {"قتل 15 مدنيا على الأقل", "15.. in 4 of مدني"},
           {"فر مئات من المدنيين", "200..999 in 3 of مدني"},
           {"نقل المرضى الثمانية", "8 in 2 of مريض"},
           {"قتل طفلان", "2 in 1 of طفل"},
           {"قتل شخص واحد", "1 in 2 of شخص"},
           {"قتل 12 وأصيب 5", "12 in 1 | 5 in 1"},
           {"هاجمت حركة طالبان الحاجز", ""},
           {"شيع المئات جثامين الضحايا", "200..999 in 1"},
           {"سقطت عشرون قذيفة منازل", "20 in 2 of قذيفة"},
       }) {
    EXPECT_EQ(one.quantities, Read(one.sentence).quantities()) << one.sentence;
  }
}

}  // namespace
}  // namespace marsad::mentions
