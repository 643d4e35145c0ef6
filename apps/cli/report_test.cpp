// SPDX-License-Identifier: Apache-2.0
#include "report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "marsad/analysis/json.h"
#include "marsad/analysis/quotes.h"

namespace marsad::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kText =
    "قال المرصد إن 15 مدنيا على الأقل بينهم أربعة أطفال قتلوا في قصف على الرستن أمس. "
    "ونفى الجيش ذلك وقال إن نحو 200 مسلح قتلوا. ولم يتسن التحقق من حصيلة الجيش. "
    "ونزح آلاف من البلدة نحو الشمال.";

// The code points of `quote` in kText.
Span at(std::string_view quote) {
  const auto points = [](std::string_view text) { return Quotes(text).size(); };
  const std::uint32_t begin = points(kText.substr(0, kText.find(quote)));
  return {begin, begin + points(quote)};
}

Analysis sample() {
  const Date today = *parse_iso("2019-05-02");
  const Date yesterday = *parse_iso("2019-05-01");
  Analysis a;
  a.document = {"s1", "قصف على الرستن", today, "Test Wire", "", std::string(kText)};
  a.mentions = {
      {at("المرصد"), ActorValue{"Observatory", "obs", ActorClass::monitor}, {}},
      {at("الرستن"), PlaceValue{"Rastan", "", "SY", 34.9236, 36.7331, PlaceLevel::city}, {}},
      {at("أمس"), TimeValue{"2019-05-01", yesterday, yesterday}, {}},
      {at("الجيش"), ActorValue{"Army", "army", ActorClass::military}, {}},
      {at("مسلح"), ActorValue{"مسلح", "", ActorClass::armed_group}, {}},
  };
  const Claim said{{0},
                   at("قال"),
                   Stance::asserts,
                   at("15 مدنيا على الأقل بينهم أربعة أطفال قتلوا في قصف على الرستن أمس"),
                   kNone,
                   kNone,
                   kNone,
                   {"cue said", "verbs.tsv:1"}};
  const Claim denied{{3}, at("نفى"), Stance::denies, at("ذلك"), kNone, 0, kNone, {}};
  const std::uint32_t second = at("قال إن نحو").begin;
  const Claim counted{
      {3}, {second, second + 3}, Stance::asserts, at("نحو 200 مسلح قتلوا"), kNone, kNone, kNone,
      {}};
  const Claim doubted{{}, at("لم يتسن التحقق"), Stance::doubts, at("حصيلة الجيش"), kNone, 2, kNone,
                      {}};
  a.claims = {said, denied, counted, doubted};
  a.events = {
      {EventType::shelling,
       at("قصف"),
       {3},
       {},
       {},
       {1},
       {2},
       yesterday,
       yesterday,
       Status::reported,
       {0},
       {},
       {"trigger shelling"}},
      {EventType::displacement,
       at("نزح"),
       {},
       {},
       {},
       {1},
       {},
       today,
       today,
       Status::reported,
       {},
       {},
       {}},
  };
  a.figures = {
      {FigureKind::killed,
       15,
       {},
       false,
       Victims::civilians,
       at("15 مدنيا على الأقل"),
       0,
       {0},
       {0},
       kNone,
       1,
       yesterday,
       yesterday,
       Status::reported,
       {}},
      {FigureKind::killed,
       4,
       4,
       false,
       Victims::children,
       at("أربعة أطفال"),
       0,
       {0},
       {0},
       0,
       1,
       yesterday,
       yesterday,
       Status::reported,
       {}},
      {FigureKind::killed,
       200,
       200,
       true,
       Victims::combatants,
       at("نحو 200 مسلح"),
       kNone,
       {2},
       {3},
       kNone,
       kNone,
       {},
       {},
       Status::reported,
       {}},
      {FigureKind::displaced,
       2000,
       9999,
       false,
       Victims::people,
       at("آلاف"),
       1,
       {},
       {},
       kNone,
       1,
       today,
       today,
       Status::reported,
       {}},
  };
  return a;
}

TEST(Report, ReadsAsOnePage) {
  EXPECT_EQ(report(sample(), {.width = 80, .isolates = false}),
            R"(قصف على الرستن
s1 · 2019-05-02 · Test Wire

WHO SAYS

Observatory المرصد (monitor)
  says قال [c1]
    │ 15 مدنيا على الأقل بينهم أربعة أطفال قتلوا في قصف على الرستن أمس
    • shelling قصف ✗ denied by Army · by Army · at Rastan الرستن (city, 34.92°N
      36.73°E) · 2019-05-01
        killed 15+ civilians 15 مدنيا على الأقل ✗ denied by Army
        └ of them killed 4 children أربعة أطفال ✗ denied by Army

Army الجيش (military)
  ✗ denies نفى · answering Observatory [c1] [c2]
    │ ذلك
  says قال [c3]
    │ نحو 200 مسلح قتلوا
    • killed ≈200 combatants نحو 200 مسلح ? unverified

No source named
  ? doubts لم يتسن التحقق · answering Army [c3] [c4]
    │ حصيلة الجيش

THE ARTICLE ITSELF in its own voice, no source given

  • displacement نزح · at Rastan الرستن (city, 34.92°N 36.73°E) · 2019-05-02
      displaced 2,000–9,999 people آلاف

FIGURES as documented here: not a total, nothing is added up

HARM       COUNT        WHO         SOURCE       WHERE   WHEN        STANDING
killed     15+          civilians   Observatory  Rastan  2019-05-01  denied by
                                                                     Army
└ killed   4            children    Observatory  Rastan  2019-05-01  denied by
                                                                     Army
killed     ≈200         combatants  Army                             unverified
displaced  2,000–9,999  people      the article  Rastan  2019-05-02  reported
)");
}

TEST(Report, ListsFiguresWhereATableIsTooWide) {
  EXPECT_THAT(
      report(sample(), {.width = 60}),
      HasSubstr(
          "killed · 15+ · civilians · Observatory · Rastan ·\n    2019-05-01 · denied by Army\n"
          "└ killed · 4 · children"));
}

TEST(Report, IsolatesEveryQuote) {
  const std::string page = report(sample(), {});
  EXPECT_THAT(page, HasSubstr("\u2068قصف على الرستن\u2069\n"));
  EXPECT_THAT(page, HasSubstr("Observatory \u2068المرصد\u2069 (monitor)"));
  EXPECT_THAT(page, HasSubstr("• shelling \u2068قصف\u2069 ✗ denied by Army"));
}

TEST(Report, SaysWhyOnRequest) {
  EXPECT_THAT(report(sample(), {}), Not(HasSubstr("why:")));
  const std::string page = report(sample(), {}, true);
  EXPECT_THAT(page, HasSubstr("    why: cue said ← verbs.tsv:1\n"));
  EXPECT_THAT(page, HasSubstr("      why: trigger shelling\n"));
}

TEST(Report, MarksEveryStance) {
  const std::pair<Stance, const char*> kCases[] = {
      {Stance::asserts, "\n  says "},       {Stance::confirms, "\n  ✓ confirms "},
      {Stance::denies, "\n  ✗ denies "},    {Stance::accuses, "\n  ! accuses "},
      {Stance::doubts, "\n  ? doubts "},    {Stance::demands, "\n  → demands "},
      {Stance::promises, "\n  … promises "}};
  for (const auto& [stance, mark] : kCases) {
    Analysis a = sample();
    a.claims[0].stance = stance;
    EXPECT_THAT(report(a, {}), HasSubstr(mark));
  }
}

TEST(Report, MarksEveryStatusPlainly) {
  const std::pair<Status, const char*> kCases[] = {
      {Status::denied, "\u2068نزح\u2069 ✗ denied"},
      {Status::negated, "\u2068نزح\u2069 ∅ said not to have happened"},
      {Status::possible, "\u2068نزح\u2069 ? unverified"},
      {Status::planned, "\u2068نزح\u2069 → not yet happened"},
      {Status::reported, "\u2068نزح\u2069 · at"}};
  for (const auto& [status, mark] : kCases) {
    Analysis a = sample();
    a.events[1].status = status;
    EXPECT_THAT(report(a, {}), HasSubstr(mark));
  }
}

TEST(Report, NamesJointSourcesAndChains) {
  Analysis a = sample();
  a.claims[0].sources = {0, 3};
  a.claims[0].told_to = 3;
  a.claims[2].within = 0;
  const std::string page = report(a, {.isolates = false});
  EXPECT_THAT(page,
              HasSubstr("Observatory المرصد (monitor) and Army الجيش (military)\n  say قال to"));
  EXPECT_THAT(page, HasSubstr("quoted by Observatory [c1] [c3]"));
}

TEST(Report, TellsWhatAnInnerClaimTellsOnlyThere) {
  Analysis a = sample();
  a.claims[2].within = 0;
  a.events[0].claims = {0, 2};
  const std::string page = report(a, {.isolates = false});
  EXPECT_EQ(page.find("• shelling"), page.rfind("• shelling"));
  EXPECT_GT(page.find("• shelling"), page.find("[c3]"));
}

TEST(Report, LeavesNothingOutHoweverThingsHangTogether) {
  std::mt19937 engine(11);
  const auto below = [&](int limit) { return static_cast<Index>(engine() % unsigned(limit)); };
  for (int round = 0; round < 300; ++round) {
    // Words w10, w11, … of three letters and a space each: one for each thing.
    Analysis a;
    std::uint32_t words = 0;
    const auto word = [&] {
      a.document.text += fmt::format("w{} ", 10 + words);
      const std::uint32_t begin = 4 * words++;
      return Span{begin, begin + 3};
    };
    const auto some = [&](int limit) {
      std::vector<Index> picked;
      for (int n = below(3); n > 0; --n) picked.push_back(below(limit));
      return picked;
    };
    for (int i = 0; i < 3; ++i) a.mentions.push_back({word(), ActorValue{}, {}});
    for (int i = 0; i < 5; ++i) {
      Claim claim;
      claim.sources = some(3);
      claim.cue = word();
      claim.content = word();
      if (i > 0 && below(2) == 0) claim.within = below(i);
      if (i > 0 && below(2) == 0) claim.about = below(i);
      claim.stance = static_cast<Stance>(below(7));
      a.claims.push_back(claim);
    }
    for (int i = 0; i < 5; ++i) {
      Event event;
      event.trigger = word();
      event.claims = some(5);
      event.status = static_cast<Status>(below(5));
      a.events.push_back(event);
    }
    for (int i = 0; i < 5; ++i) {
      Figure figure;
      figure.span = word();
      figure.claims = some(5);
      if (below(3) > 0) figure.event = below(5);
      if (i > 0 && below(3) == 0) figure.within = below(i);
      a.figures.push_back(figure);
    }
    const std::string page = report(a, {});
    for (std::uint32_t i = 3; i < words; ++i) {
      ASSERT_THAT(page, HasSubstr(fmt::format("w{}", 10 + i))) << "round " << round;
    }
  }
}

TEST(Report, ShowsAnEventWithoutResolvedDateByItsWords) {
  Analysis a = sample();
  a.events[0].from = a.events[0].to = std::nullopt;
  EXPECT_THAT(report(a, {.width = 200}), HasSubstr("· \u2068أمس\u2069 (not resolved)"));
}

TEST(Report, HasAWordForAnArticleThatClaimsNothing) {
  Analysis a;
  a.document.id = "empty.txt";
  EXPECT_EQ(report(a, {}),
            "empty.txt\nno date: relative times stay open\n\n"
            "Marsad reads no claim, event or figure in it.\n");
}

TEST(Report, LetsAHeadlineDriveNoTerminal) {
  Analysis a;
  a.document.title = "\x1b]0;owned\x07 \u202Etxt";
  const std::string page = report(a, {});
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  EXPECT_EQ(page.find("\u202E"), std::string::npos);
}

TEST(Report, KeepsEveryLineInTheWidth) {
  for (const int width : {40, 60, 80, 100, 140}) {
    const std::string page = report(sample(), {.width = width}, true);
    for (std::size_t head = 0; head < page.size();) {
      const std::size_t end = page.find('\n', head);
      EXPECT_LE(display_width(page.substr(head, end - head)), width);
      head = end + 1;
    }
  }
}

struct PlaceCase {
  PlaceLevel level;
  const char* shown;
};

TEST(Report, ShowsCoordinatesNoFinerThanTheLevel) {
  const PlaceCase kCases[] = {{PlaceLevel::country, "(country, 35°N 37°E)"},
                              {PlaceLevel::admin1, "(admin1, 34.9°N 36.7°E)"},
                              {PlaceLevel::city, "(city, 34.92°N 36.73°E)"},
                              {PlaceLevel::site, "(site, 34.924°N 36.733°E)"}};
  for (const auto& [level, shown] : kCases) {
    Analysis a = sample();
    std::get<PlaceValue>(a.mentions[1].value).level = level;
    EXPECT_THAT(report(a, {.width = 200}), HasSubstr(shown));
  }
  Analysis a = sample();
  std::get<PlaceValue>(a.mentions[1].value).lat = -15.5;
  std::get<PlaceValue>(a.mentions[1].value).lon = -1.25;
  EXPECT_THAT(report(a, {.width = 200}), HasSubstr("15.50°S 1.25°W"));
}

struct CountCase {
  std::optional<double> low, high;
  bool approximate;
  const char* shown;
};

TEST(Report, KeepsTheBoundsOfACount) {
  const CountCase kCases[] = {{12, 12, false, "12"},
                              {12, {}, false, "12+"},
                              {200, 200, true, "≈200"},
                              {20, 99, false, "20–99"},
                              {{}, 50, false, "up to 50"},
                              {{}, {}, false, "?"},
                              {2000, 9999, false, "2,000–9,999"},
                              {0, 0, false, "0"},
                              {1000000, {}, true, "≈1,000,000+"},
                              {{}, 50, true, "up to ≈50"},
                              {2.5, 2.5, false, "2.5"},
                              {999, 999, false, "999"}};
  for (const auto& [low, high, approximate, shown] : kCases) {
    EXPECT_EQ(count_text(low, high, approximate), shown);
  }
}

TEST(Report, NamesWholeMonthsAndYears) {
  const std::pair<std::pair<const char*, const char*>, const char*> kCases[] = {
      {{"2016-11-03", "2016-11-03"}, "2016-11-03"},
      {{"2016-11-01", "2016-11-30"}, "2016-11"},
      {{"2016-02-01", "2016-02-29"}, "2016-02"},
      {{"2016-02-01", "2016-02-28"}, "2016-02-01 to 2016-02-28"},
      {{"2016-01-01", "2016-12-31"}, "2016"},
      {{"2015-01-01", "2016-12-31"}, "2015-01-01 to 2016-12-31"},
      {{"2016-07-01", ""}, "since 2016-07-01"},
      {{"", "2016-07-01"}, "until 2016-07-01"},
      {{"", ""}, ""}};
  for (const auto& [range, shown] : kCases) {
    EXPECT_EQ(dates_text(parse_iso(range.first), parse_iso(range.second)), shown);
  }
}

}  // namespace
}  // namespace marsad::cli
