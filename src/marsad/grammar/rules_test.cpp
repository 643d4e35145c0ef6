// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rules.h"

#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "marsad/grammar/rule_parser.h"
#include "marsad/grammar/rule_program.h"

namespace marsad::grammar {
namespace {

using lexicon::Features;
using lexicon::LexemeId;
using text::TokenKind;
using Role = text::Orthography::Role;
using Formula = std::vector<std::vector<SetSource::Literal>>;

// ---- A language of a few words ----------------------------------------------

struct Entry {
  std::string form, lexeme, features;
};

const std::vector<Entry> kForms = {
    {"وصل", "وصل", "verb past"},
    {"قتل", "قتل", "verb past"},
    {"قتل", "قتل.اسم", "noun m sg"},
    {"الوفد", "وفد", "noun m sg +al"},
    {"يوم", "يوم", "noun m sg"},
    {"اليوم", "يوم", "noun m sg +al"},
    {"الجمعة", "جمعة", "noun f sg +al"},
    {"جمعة", "جمعة", "noun f sg"},
    {"بالجمعة", "جمعة", "noun f sg +bi +al"},
    {"صلاة", "صلاة", "noun f sg"},
    {"مدنيا", "مدني", "noun m sg accusative"},
    {"مدنيين", "مدني", "noun m pl oblique"},
    {"خمسة", "خمسة", "number f"},
    {"و", "و", "particle"},
    {"في", "في", "particle"},
    {"كبير", "كبير", "adjective m sg"},
    {"حلب", "", "unknown"},
};
const std::map<std::string, std::set<std::string>> kMarks = {
    {"يوم", {"times.role=current", "times.role=unit"}},     {"جمعة", {"times.role=weekday"}},
    {"قتل", {"triggers.type=violence", "verbs.tags=kill"}}, {"مدني", {"nouns.kind=person"}},
    {"وفد", {"nouns.kind=person", "nouns.tags=group"}},
};

std::u16string utf16(std::string_view utf8) {  // of one and two bytes
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    out += lead < 0x80 ? static_cast<char16_t>(lead)
                       : static_cast<char16_t>(((lead & 0x1f) << 6) |
                                               (static_cast<unsigned char>(utf8[++i]) & 0x3f));
  }
  return out;
}

class Language : public SetSource, public SetMembers {
 public:
  Language() {
    for (const Entry& entry : kForms) {
      if (!entry.lexeme.empty() && id_of(entry.lexeme) == lexicon::kNothing) {
        names.push_back(entry.lexeme);
      }
    }
  }
  [[nodiscard]] LexemeId id_of(std::string_view name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? lexicon::kNothing : static_cast<LexemeId>(found - names.begin());
  }
  Result<std::uint32_t> set(const Formula& formula) override {
    formulas.push_back(formula);
    return static_cast<std::uint32_t>(formulas.size() - 1);
  }
  Result<std::vector<LexemeId>> lexemes(std::string_view word) override {
    const LexemeId id = id_of(word);
    if (id == lexicon::kNothing) {
      return fail(ErrorCode::language, "", fmt::format("no word {}", word), "add a row for it");
    }
    return std::vector{id};
  }
  [[nodiscard]] bool in_set(std::uint32_t number, LexemeId lexeme) const override {
    return holds(formulas.at(number), lexeme);
  }
  [[nodiscard]] bool holds(const Formula& formula, LexemeId lexeme) const {
    return std::all_of(formula.begin(), formula.end(), [&](const auto& group) {
      return std::any_of(group.begin(), group.end(), [&](const Literal& literal) {
        bool is = false;
        if (lexeme != lexicon::kNothing) {
          const auto marks = kMarks.find(names[lexeme]);
          is = literal.key == "lexeme"
                   ? literal.value == names[lexeme]
                   : marks != kMarks.end() &&
                         marks->second.contains(literal.key + "=" + literal.value);
        }
        return is != literal.negated;
      });
    });
  }

  std::vector<std::string> names;
  std::vector<Formula> formulas;
};

Features features_of(const std::string& names) {
  Features out = 0;
  std::istringstream words(names);
  for (std::string word; words >> word;) out |= lexicon::feature_named(word).value();
  return out;
}

// Words with spaces; "~" glues to the word before, "‖" ends a sentence, "#" makes it a heading.
struct Page {
  text::Text text;
  Chart chart;

  Page(const Language& language, const std::string& sentences) {
    text::Sentence sentence;
    const auto close = [&] {
      sentence.last = static_cast<std::uint32_t>(text.tokens.size());
      if (sentence.last > sentence.first) text.sentences.push_back(sentence);
      sentence = {};
      sentence.first = static_cast<std::uint32_t>(text.tokens.size());
    };
    std::istringstream words(sentences);
    for (std::string word; words >> word;) {
      if (word == "‖") {
        close();
      } else if (word == "#") {
        sentence.heading = true;
      } else {
        add(word);
      }
    }
    close();
    text.folded = text.letters;
    chart.reset(text, nullptr);
    for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
      Edge edge;
      edge.first = t;
      edge.last = t + 1;
      edge.first_reading = static_cast<std::uint32_t>(chart.readings.size());
      for (const Entry& entry : kForms) {
        if (utf16(entry.form) != text.letters_of(text.tokens[t])) continue;
        morphology::Reading reading;
        reading.lexeme = language.id_of(entry.lexeme);
        reading.features = features_of(entry.features);
        chart.readings.push_back(reading);
        ++edge.readings;
      }
      chart.add(edge);
    }
  }

  EdgeId add_edge(std::uint32_t first, std::uint32_t last, Kind kind, LexemeId lexeme,
                  Features features) {
    Edge edge;
    edge.first = first;
    edge.last = last;
    edge.kind = kind;
    edge.first_reading = static_cast<std::uint32_t>(chart.readings.size());
    edge.readings = 1;
    morphology::Reading reading;
    reading.lexeme = lexeme;
    reading.features = features;
    chart.readings.push_back(reading);
    return chart.add(edge);
  }

  // The edges that rules made, in the order they were made.
  [[nodiscard]] std::string made() const {
    std::string out;
    for (const Edge& edge : chart.edges) {
      if (edge.rule == lexicon::kNothing) continue;
      if (!out.empty()) out += " | ";
      out += fmt::format("{} {}..{}", name_of(edge.kind), edge.first, edge.last);
    }
    return out;
  }

 private:
  void add(std::string word) {
    text::Token token;
    token.glued = word.front() == '~';
    if (token.glued) word.erase(0, 1);
    token.units.begin = static_cast<std::uint32_t>(text.letters.size());
    text.letters += utf16(word);
    token.units.end = static_cast<std::uint32_t>(text.letters.size());
    const char first = word.front();
    if (first >= '0' && first <= '9') {
      token.kind = TokenKind::number;
    } else if (word == "،" || word == "." || word == "\"") {
      token.kind = TokenKind::punctuation;
      token.role = word == "."   ? Role::sentence_end
                   : word == "،" ? Role::pause
                                 : Role::either_quote;
    } else if ((first | 32) >= 'a' && (first | 32) <= 'z') {
      token.kind = TokenKind::latin;
    }
    text.tokens.push_back(token);
  }
};

// ---- Makers that keep what they were given -----------------------------------

struct World {
  std::vector<std::string> calls;
};

std::optional<std::uint32_t> keep(const Match& match, void* world) {
  std::string call = fmt::format("{}..{}", match.first, match.last);
  for (const Match::Argument& argument : match.arguments) {
    call += fmt::format(" {}=", argument.key);
    if (!match.constant(argument.key).empty()) {
      call += match.constant(argument.key);
      continue;
    }
    for (const EdgeId id : match.captured(argument.key)) {
      const Edge& edge = match.chart->edges[id];
      call += fmt::format("<{} {}..{}>", name_of(edge.kind), edge.first, edge.last);
    }
    if (const auto* reading = match.reading(argument.key)) {
      call += fmt::format("({})", lexicon::dump(reading->features));
    }
  }
  auto& calls = static_cast<World*>(world)->calls;
  calls.push_back(call);
  return static_cast<std::uint32_t>(calls.size() - 1);
}

std::optional<std::uint32_t> refuse(const Match& /*match*/, void* /*world*/) {
  return std::nullopt;
}

const std::vector<Maker> kMakers = {{"keep", keep}, {"refuse", refuse}};

// A stage of one rule for each pattern, all of which make dates.
std::string rules_of(const std::vector<std::string>& patterns) {
  std::string out = "stage s\n";
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    out += fmt::format("rule r{}\n  match {}\n  make date keep()\n  yes x\n", i, patterns[i]);
  }
  return out;
}

struct Ran {
  std::string made;
  std::vector<std::string> calls;
  std::vector<TraceLine> trace;
};

Ran run(const std::string& rules, const std::string& sentences,
        const std::function<void(const Language&, Page&)>& prepare = {}) {
  Language language;
  const auto compiled = compile_rules({{"t.rules", rules}}, language);
  if (!compiled) return {"error: " + describe(compiled.error()), {}, {}};
  const auto cascade = Cascade::open(*compiled, kMakers, &language);
  if (!cascade) return {"error: " + describe(cascade.error()), {}, {}};
  Page page(language, sentences);
  if (prepare) prepare(language, page);
  World world;
  Ran out;
  for (const std::string& stage : cascade->stages()) {
    cascade->run(stage, page.chart, &world, &out.trace);
  }
  out.made = page.made();
  out.calls = world.calls;
  return out;
}

// ---- Elements ----------------------------------------------------------------

TEST(Rules, EachElementMatchesWhatItsLineSays) {
  const struct {
    const char *pattern, *sentence, *made;
  } table[] = {
      // One reading must pass all tests.
      {"[verb]", "وصل الوفد", "date 0..1"},
      {"[noun verb]", "قتل", ""},
      {"[noun !verb]", "قتل", "date 0..1"},
      {"[noun but verb]", "قتل مدنيا", "date 1..2"},
      {"[any but verb]", "قتل 12 ، حلب", "date 1..2 | date 2..3 | date 3..4"},
      {"[m|f noun]", "يوم وصل صلاة", "date 0..1 | date 2..3"},
      {"[noun !m|f]", "يوم صلاة", ""},
      // Marks and words.
      {"[times.role=weekday]", "يوم الجمعة", "date 1..2"},
      {"[times.role=weekday|unit]", "يوم الجمعة في", "date 0..1 | date 1..2"},
      {"[nouns.kind=person !nouns.tags=group]", "الوفد مدنيا", "date 1..2"},
      {"[nouns.kind=person !nouns.tags=group|x]", "الوفد مدنيا", "date 1..2"},
      {"[lexeme=جمعة|يوم]", "يوم في جمعة", "date 0..1 | date 2..3"},
      {"\"جمعة\"", "الجمعة بالجمعة", "date 0..1 | date 1..2"},
      {"\"+bi جمعة\"", "الجمعة بالجمعة", "date 1..2"},
      {"\"يوم جمعة\"", "يوم الجمعة اليوم", "date 0..2"},
      // A word that no row knows has no marks, and lacks every mark.
      {"[verbs.tags=kill]", "حلب", ""},
      {"[unknown !verbs.tags=kill]", "حلب", "date 0..1"},
      // Tokens.
      {"[number]", "12 خمسة يوم", "date 0..1 | date 1..2"},
      {"[digits]", "12 خمسة", "date 0..1"},
      {"[number +al]", "12 خمسة", ""},
      {"[latin]", "12 RPG في", "date 1..2"},
      {"[!word !digits]", "12 RPG في ،", "date 1..2 | date 3..4"},
      {"[punct=،]", "في ، .", "date 1..2"},
      {"[punct=،|.]", "في ، .", "date 1..2 | date 2..3"},
      {"[sign !punct=،]", "في ، .", "date 2..3"},
      {"[role=pause|sentence_end]", "في ، .", "date 1..2 | date 2..3"},
      {"[sign !role=pause]", "في ، .", "date 2..3"},
      {"[punct=\"\\\"\"]", "في \"", "date 1..2"},
      {"[number glued]", "12 ~12", "date 1..2"},
      {"[number !glued]", "12 ~12", "date 0..1"},
      {"[noun heading]", "# يوم ‖ يوم", "date 0..1"},
      {"[noun !heading]", "# يوم ‖ يوم", "date 1..2"},
      {"[any]", "في 12", "date 0..1 | date 1..2"},
      // Order, repetition, alternatives.
      {"[noun] [noun]", "يوم الجمعة صلاة", "date 0..2"},
      {"[noun]+", "في يوم الجمعة صلاة", "date 1..4"},
      {"[particle] [noun]*", "في ، في يوم صلاة", "date 0..1 | date 2..5"},
      {"[particle]? [noun]", "في يوم صلاة", "date 0..2 | date 2..3"},
      {"[noun]{2}", "يوم يوم يوم", "date 0..2"},
      {"[noun]{2,3}", "يوم يوم يوم يوم", "date 0..3"},
      {"[noun]{2,}", "يوم في يوم يوم يوم يوم", "date 2..6"},
      {"[noun]{9,}", "يوم يوم يوم يوم يوم يوم يوم يوم يوم يوم", "date 0..9"},
      {"[noun]+", "يوم يوم يوم يوم يوم يوم يوم يوم يوم", "date 0..8 | date 8..9"},
      {"( [noun] | [noun] [noun] )", "يوم يوم يوم", "date 0..2 | date 2..3"},
      {"[particle] | [noun]", "يوم وصل في", "date 0..1 | date 2..3"},
      {"( [noun] ( \"و\" [noun] )* )", "يوم و يوم و صلاة و", "date 0..5"},
      // A shorter way is found where the longest leads nowhere.
      {"[noun]* [noun] [verb]", "يوم يوم وصل", "date 0..3"},
      {"[noun]{1,2} / ", "error",
       "error: t.rules:3:9: 1 \"/\" in a pattern; write left / core / "
       "right with both slashes, a side may be empty"},
      // Contexts.
      {"[verb] / [noun] /", "وصل الوفد صلاة", "date 1..2"},
      {"/ [noun] / [verb]", "صلاة الوفد وصل", "date 1..2"},
      {"[verb] [noun]? / [noun] /", "وصل الوفد الجمعة", "date 1..2 | date 2..3"},
      {"^ / [noun] /", "يوم يوم ‖ صلاة", "date 0..1 | date 2..3"},
      {"/ [noun] / $", "يوم يوم ‖ صلاة", "date 1..2 | date 2..3"},
      {"^ [noun] $", "يوم يوم ‖ صلاة", "date 2..3"},
      {"![verb] / [noun] /", "يوم وصل صلاة", "date 0..1"},
      {"/ [noun] / ![verb]", "يوم وصل صلاة", "date 2..3"},
      {"/ [noun]+ / ![noun]", "يوم صلاة في", "date 0..2"},
      {"/ [noun]+ / ![particle]", "يوم صلاة في", "date 0..1"},
      {"/ [noun] / !( [noun] [verb] )", "يوم يوم وصل", "date 1..2"},
      {"( ^ | \"في\" ) / [noun] /", "يوم صلاة في صلاة", "date 0..1 | date 3..4"},
      {"[noun] ( ![verb] [any] )* [digits]", "يوم في 12 يوم وصل 12", "date 0..3"},
      // Nothing crosses the border of a sentence.
      {"[noun] [noun]", "يوم ‖ يوم", ""},
      {"[noun] / [noun] /", "يوم ‖ يوم", ""},
  };
  for (const auto& line : table) {
    EXPECT_EQ(line.made, run(rules_of({line.pattern}), line.sentence).made)
        << line.pattern << "  on  " << line.sentence;
  }
}

TEST(Rules, AnEdgeOfAKindIsMatchedAsAWhole) {
  const auto prepare = [](const Language& language, Page& page) {
    page.add_edge(0, 2, Kind::phrase, language.id_of("قتل"), features_of("verb past"));
    page.add_edge(1, 3, Kind::place_name, lexicon::kNothing, features_of("+bi"));
    page.add_edge(3, 4, Kind::person, lexicon::kNothing, 0);
  };
  const struct {
    const char *pattern, *made;
  } table[] = {
      {"<place_name>", "date 1..3"},
      {"<place_name +bi>", "date 1..3"},
      {"<place_name +li>", ""},
      {"<place|person>", "date 3..4"},
      {"<place_name|person>", "date 1..3 | date 3..4"},
      {"<place_name> <person>", "date 1..4"},
      {"[verbs.tags=kill]", "date 0..2"},
      {"<phrase triggers.type=violence>", "date 0..2"},
      {"<word>", "date 0..1 | date 1..2 | date 2..3 | date 3..4"},
      {"[any]", "date 0..1 | date 1..2 | date 2..3 | date 3..4"},
      {"<person !glued>", "date 3..4"},
      {"<person glued>", ""},
      {"<place_name> / <person> /", "date 3..4"},
      {"![verb] / <person> /", "date 3..4"},
      {"!<place_name> / <person> /", ""},
  };
  for (const auto& line : table) {
    EXPECT_EQ(line.made, run(rules_of({line.pattern}), "يوم في يوم في", prepare).made)
        << line.pattern;
  }
}

TEST(Rules, PartsStandForTheirPattern) {
  const std::string rules =
      "let day = [times.role=weekday]\nlet days = @day ( \"و\" @day )*\n"
      "stage s\nrule r\n  match \"يوم\" @days\n  make date keep()\n  yes x\n";
  EXPECT_EQ("date 0..4", run(rules, "يوم الجمعة و الجمعة").made);
}

TEST(Rules, PatternsContinueOnIndentedLinesAndSeveralMatchLinesAreAlternatives) {
  const std::string rules =
      "# remarks stand on lines of their own\nstage s\nrule r\n  match [noun]\n"
      "    # inside too\n      [verb]\n  match [particle]\n  make date keep()\n  yes x\n";
  EXPECT_EQ("date 0..2 | date 2..3", run(rules, "يوم وصل في").made);
}

// ---- Makers -------------------------------------------------------------------

TEST(Rules, TheMakerGetsCapturesInTextOrderAndConstants) {
  const std::string rules =
      "stage s\nrule r\n"
      "  match c:[verb] c:[noun] / day:( [lexeme=يوم] n:[noun]{1,2} ) / after:[particle]? "
      "end:[verb]?\n"
      "  make  time keep(day=$day, both=$n, before=$c, direction=back, note=\"a, b\",\n"
      "                  after=$after, end=$end)\n"
      "  yes x\n";
  EXPECT_THAT(
      run(rules, "وصل الوفد يوم الجمعة صلاة في").calls,
      testing::ElementsAre("2..5 day=<word 2..3><word 3..4><word 4..5>(noun m sg) "
                           "both=<word 3..4><word 4..5>(noun f sg +al) "
                           "before=<word 0..1><word 1..2>(verb past) direction=back note=a, b "
                           "after=<word 5..6>(particle) end="));
}

TEST(Rules, TheReadingOfACaptureIsTheOneThatPassed) {
  const std::string rules = "stage s\nrule r\n  match v:[noun]\n  make time keep(v=$v)\n  yes x\n";
  EXPECT_THAT(run(rules, "قتل").calls, testing::ElementsAre("0..1 v=<word 0..1>(noun m sg)"));
}

TEST(Rules, AMadeEdgeHasTheReadingOfItsHeadBehindTheProcliticsOfItsFirstEdge) {
  const std::string rules =
      "stage a\nrule r\n  match [+bi] n:[noun]\n  make actor keep(head=$n)\n  yes x\n"
      "stage b\nrule q\n  match <actor +bi nouns.kind=person !+al>\n  make cue keep()\n  yes x\n"
      "stage c\nrule t\n  match <actor +bi +al>\n  make trigger keep()\n  yes x\n";
  EXPECT_EQ("actor 0..2 | trigger 0..2", run(rules, "بالجمعة الوفد").made);
  EXPECT_EQ("actor 0..2 | cue 0..2", run(rules, "بالجمعة مدنيا").made);
}

TEST(Rules, WhereAMakerRefusesTheNextBestRuleSpeaks) {
  const std::string rules =
      "stage s\nrule long\n  match [noun] [noun]\n  make date refuse()\n  yes x\n"
      "rule short\n  match [noun]\n  make date keep()\n  yes x\n";
  const Ran ran = run(rules, "يوم يوم");
  EXPECT_EQ("date 0..1 | date 1..2", ran.made);
  ASSERT_EQ(3u, ran.trace.size());
  EXPECT_EQ(TraceLine::Outcome::refused, ran.trace[0].outcome);
  EXPECT_EQ(TraceLine::Outcome::fired, ran.trace[1].outcome);
}

// ---- Which rule wins -----------------------------------------------------------

TEST(Rules, TheLongestCoreWinsThenTheEarlierRuleAndTheTraceSaysSo) {
  const Ran ran = run(rules_of({"[noun]", "[noun] [noun]", "[m] [noun]"}), "يوم يوم");
  EXPECT_EQ("date 0..2", ran.made);
  ASSERT_EQ(3u, ran.trace.size());
  EXPECT_EQ(1u, ran.trace[0].rule);
  EXPECT_EQ(TraceLine::Outcome::fired, ran.trace[0].outcome);
  EXPECT_EQ(2u, ran.trace[1].rule);
  EXPECT_EQ(TraceLine::Outcome::later, ran.trace[1].outcome);
  EXPECT_EQ(0u, ran.trace[2].rule);
  EXPECT_EQ(TraceLine::Outcome::shorter, ran.trace[2].outcome);
}

TEST(Rules, CoresOfOneStageDoNotOverlap) {
  EXPECT_EQ("date 0..2 | date 2..4", run(rules_of({"[noun] [noun]"}), "يوم يوم يوم يوم يوم").made);
}

TEST(Rules, StagesRunInTheOrderOfTheFilesAndSeeWhatEarlierOnesMade) {
  Language language;
  const std::vector<RuleFile> files = {
      {"1.rules", "stage b\nrule one\n  match [digits]\n  make number keep()\n  yes x\n"},
      {"2.rules", "stage a\nrule two\n  match <number> [noun]\n  make quantity keep()\n  yes x\n"},
      {"3.rules", "stage b\nrule three\n  match [latin]\n  make weapon keep()\n  yes x\n"}};
  const auto compiled = compile_rules(files, language);
  ASSERT_TRUE(compiled) << describe(compiled.error());
  const auto cascade = Cascade::open(*compiled, kMakers, &language);
  ASSERT_TRUE(cascade);
  EXPECT_THAT(cascade->stages(), testing::ElementsAre("b", "a"));
  EXPECT_EQ("three", cascade->rules()[1].name);
  Page page(language, "12 مدنيا RPG");
  World world;
  cascade->run("nothing is called so", page.chart, &world, nullptr);
  EXPECT_EQ("", page.made());
  for (const std::string& stage : cascade->stages()) {
    cascade->run(stage, page.chart, &world, nullptr);
  }
  EXPECT_EQ("number 0..1 | weapon 2..3 | quantity 0..2", page.made());
}

TEST(Rules, ManyStagesRunEachInItsTurn) {
  std::string rules;
  std::string made;
  for (int i = 0; i < 70; ++i) {
    rules += fmt::format("stage s{}\nrule r{}\n  match {}\n  make number keep()\n  yes x\n", i, i,
                         i == 0    ? "[digits]"
                         : i == 66 ? "[latin]"
                                   : "<number>");
    made += i == 0 ? "number 1..2" : i == 66 ? " | number 2..3" : " | number 1..2";
    if (i > 66) made += " | number 2..3";
  }
  EXPECT_EQ(made, run(rules, "يوم 12 RPG").made);
}

TEST(Rules, AClosedEdgeHidesWhatLiesUnderItFromLaterStagesOnly) {
  const std::string rules =
      "stage a\nrule number\n  match [digits]\n  make number keep()\n  yes x\n"
      "stage b\nrule date\n  match <number> [noun]\n  make date keep()\n  yes x\n"
      "rule before\n  match [noun] / [verb] /\n  make cue keep()\n  yes x\n"
      "stage c\nrule noun\n  match [noun]\n  make trigger keep()\n  yes x\n"
      "rule number-again\n  match <number>\n  make quantity keep()\n  yes x\n"
      "rule date-again\n  match <date>\n  make context keep()\n  yes x\n";
  EXPECT_EQ("number 0..1 | date 0..2 | cue 2..3 | context 0..2 | trigger 3..4",
            run(rules, "12 يوم وصل يوم").made);
}

TEST(Rules, ARuleReachesNoFurtherThanItsBound) {
  std::string sentence;
  for (std::uint32_t i = 0; i < 300; ++i) sentence += "يوم ";
  EXPECT_EQ("date 0..255 | date 255..286",
            run(rules_of({"( [noun]{32} ){0,7} [noun]{31}"}), sentence).made);
  EXPECT_EQ("", run(rules_of({"( [noun]{32} ){8}"}), sentence).made);
}

TEST(Rules, RepetitionsInRepetitionsEnd) {
  std::string sentence;
  for (int i = 0; i < 200; ++i) sentence += "يوم ";
  EXPECT_EQ("", run(rules_of({"( ( [noun]* | [m]+ ){0,4} | [sg]* )* [verb]"}), sentence).made);
}

// ---- Errors --------------------------------------------------------------------

TEST(Rules, EachErrorNamesItsPlaceAndTheRemedy) {
  const std::string head = "stage s\nrule r\n";
  const std::string tail = "\n  make date keep()\n  yes x\n";
  const struct {
    std::string rules;
    const char* says;
  } table[] = {
      {"rule r\n", "t.rules:1:1: the rule r stands in no stage"},
      {"stage\n", "t.rules:1:1: a stage without a name"},
      {"match [noun]\n", "t.rules:1:1: match outside a rule"},
      {"stage s\nfoo bar\n", "t.rules:2:1: a line that begins with foo"},
      {head + "rule r\n", "t.rules:2:1: the rule r has no match"},
      {head + "  match [noun]\n", "t.rules:2:1: the rule r has no make"},
      {head + "  match [noun]\n  make date keep()\n  no x\n", "the rule r has no yes"},
      {head + "  match [noun]" + tail + "rule r\n", "t.rules:6:1: two rules are called r"},
      {head + "  match [nuon]" + tail, "t.rules:3:10: no such feature or test: nuon"},
      {head + "  match \"قتل\" [m|nuon]" + tail, "t.rules:3:18: no such feature or test: nuon"},
      {head + "  match [noun]\n    [nuon]" + tail, "t.rules:4:6: no such feature or test: nuon"},
      {head + "  match <nuon>" + tail, "t.rules:3:10: no such kind of edge; write one of: word"},
      {head + "  match []" + tail, "t.rules:3:9: no test; write [any]"},
      {head + "  match [noun" + tail, "[ is not closed; write ] where its tests end"},
      {head + "  match <date digits>" + tail, "a test of a token inside < >"},
      {head + "  match [but noun]" + tail, "but without tests before it"},
      {head + "  match [noun but]" + tail, "no test"},
      {head + "  match [verbs.tags=]" + tail, "verbs.tags= without a value"},
      {head + "  match [role=x]" + tail, "no such role: x; write one of: none sentence_end"},
      {head + "  match [tags=x]" + tail, "no such test: tags="},
      {head + "  match \"كلمة\"" + tail, "t.rules:3:9: no word كلمة; add a row for it"},
      {head + "  match [lexeme=كلمة]" + tail, "t.rules:3:9: no word كلمة"},
      {head + "  match \"+xy قتل\"" + tail, "no such proclitic: +xy"},
      {head + "  match \"+bi\"" + tail, "a proclitic without its word"},
      {head + "  match \"قتل" + tail, "t.rules:3:9: a quotation mark is not closed"},
      {head + "  match قتل" + tail, "t.rules:3:9: a bare word: قتل; write \"word\" for a word"},
      {head + "  match ( [noun]" + tail, "t.rules:3:9: a parenthesis is not closed"},
      {head + "  match [noun] )" + tail, "t.rules:3:16: unexpected )"},
      {head + "  match [noun] ؟" + tail, "t.rules:3:16: a bare word: ؟"},
      {head + "  match [noun] ]" + tail, "t.rules:3:16: unexpected ]"},
      {head + "  match [noun]{3,2}" + tail, "t.rules:3:15: a repetition that says no numbers"},
      {head + "  match [noun]{1,99}" + tail, "m ≤ n ≤ 32"},
      {head + "  match [noun]?*" + tail, "a repetition of a repetition"},
      {head + "  match ![noun]? [noun]" + tail, "a repetition of what is not there"},
      {head + "  match a:![noun] [noun]" + tail, "a capture of what is not there"},
      {head + "  match a:^ [noun]" + tail, "a capture of ^ or $"},
      {head + "  match [noun]?" + tail, "t.rules:3:3: the core may be empty"},
      {head + "  match [noun] / ^ / " + tail, "t.rules:3:3: the core may be empty"},
      {head + "  match @x" + tail, "t.rules:3:9: no part is called @x; write let x = … above"},
      {"let a = [noun]\nlet a = [verb]\n", "t.rules:2:5: the part @a is named twice"},
      {"let = [noun]\n", "a part without name"},
      {head + "  match ((([noun]{32}){32}){32})" + tail, "unrolls to more than 2000 steps"},
      {head + "  match [noun] (((((((){32}){32}){32}){32}){32}){32})" + tail, "unrolls to more"},
      {head + "  match a:[noun]" + tail, "t.rules:2:1: the rule r captures a for nothing"},
      {head + "  match [noun]\n  make date keep(a=$a)\n  yes x\n", "t.rules:4:18: $a is captured"},
      {head + "  match [noun]\n  make dat keep()\n  yes x\n", "t.rules:4:8: make names no kind"},
      {head + "  match [noun]\n  make word keep()\n  yes x\n", "edges of kind word come from"},
      {head + "  match [noun]\n  make date\n  yes x\n", "make names no maker"},
      {head + "  match [noun]\n  make date keep\n  yes x\n", "the maker has no argument list"},
      {head + "  match [noun]\n  make date keep(a)\n  yes x\n", "an argument without key or \"=\""},
      {head + "  match [noun]\n  make date keep(a=)\n  yes x\n", "the argument a has no value"},
      {head + "  match [noun]\n  make date keep(a=1 b=2)\n  yes x\n", "expected \",\" or \")\""},
      {head + "  match [noun]\n  make date keep(a=1, a=2)\n  yes x\n", "a is given twice"},
      {head + "  match [noun]" + tail + "  make date keep()\n", "t.rules:6:3: a second make"},
      {head + "  match [noun]\n  make date keep()\n  yes → x\n", "yes without an example"},
  };
  for (const auto& line : table) {
    EXPECT_THAT(run(line.rules, "").made, testing::HasSubstr(line.says)) << line.rules;
  }
}

TEST(Rules, AMakerThatTheProgramLacksIsAnErrorOfThePack) {
  const std::string rules = "stage s\nrule r\n  match [noun]\n  make date other()\n  yes x\n";
  EXPECT_EQ(
      "error: t.rules:2: the rule r names the maker other, which this program does not "
      "have; mend the name, or use a pack of this version",
      run(rules, "").made);
}

TEST(Rules, ExamplesAreKeptWithTheirPlace) {
  Language language;
  const auto sources = parse_rules({{"t.rules",
                                     "stage s\nrule r\n  match [noun]\n  make date keep()\n"
                                     "  yes  وصل يوم الجمعة → الجمعة 2016-10-28\n  no صلاة\n"}});
  ASSERT_TRUE(sources);
  const auto& examples = sources->front().info.examples;
  ASSERT_EQ(2u, examples.size());
  EXPECT_EQ("وصل يوم الجمعة", examples[0].text);
  EXPECT_EQ("الجمعة 2016-10-28", examples[0].expected);
  EXPECT_EQ(5u, examples[0].line);
  EXPECT_FALSE(examples[1].matches);
}

// ---- The blob --------------------------------------------------------------------

std::string some_rules() {
  return rules_of({"c:[noun but +al] / d:\"جمعة\"{1,2} ( <date|time> | [punct=،|.] )? / !@x $"})
             .insert(0, "let x = ( [digits] | [m|f !heading] )\n")
             .replace(0, 0, "") +
         "rule other\n  match a:[verbs.tags=kill]\n  make time keep(a=$a, head=$a, k=v)\n"
         "  yes وصل → x\n  no y\n";
}

std::string some_blob(Language& language) {
  std::string rules = some_rules();
  rules.replace(rules.find("keep()"), 6, "keep(c=$c, d=$d)");
  const auto compiled = compile_rules({{"t.rules", rules}}, language);
  EXPECT_TRUE(compiled) << describe(compiled.error());
  return compiled.value_or("");
}

TEST(Rules, TheSameRulesGiveTheSameBytesAndReadBackTheSame) {
  Language one;
  Language two;
  const std::string blob = some_blob(one);
  EXPECT_EQ(blob, some_blob(two));
  const auto program = read_program(blob);
  ASSERT_TRUE(program);
  EXPECT_EQ(blob, write_program(*program));
}

TEST(Rules, EqualFormulasAskForOneSet) {
  Language language;
  ASSERT_TRUE(compile_rules({{"t.rules", rules_of({"[a.b=1|2 c.d=3 noun]", "[c.d=3 a.b=2|1]"})}},
                            language));
  EXPECT_EQ(1u, language.formulas.size());
}

TEST(Rules, ADamagedBlobIsAnErrorAndNeverACrash) {
  Language language;
  const std::string blob = some_blob(language);
  for (std::size_t size = 0; size < blob.size(); ++size) {
    EXPECT_FALSE(Cascade::open(blob.substr(0, size), kMakers, &language)) << size;
  }
  EXPECT_FALSE(Cascade::open(blob + "x", kMakers, &language));
  // A changed byte may still be sound (a letter of an example), but must run then.
  class All : public SetMembers {
   public:
    [[nodiscard]] bool in_set(std::uint32_t set, LexemeId lexeme) const override {
      return (set + lexeme) % 2 == 0;
    }
  } members;
  std::mt19937 random(7);
  for (int i = 0; i < 6000; ++i) {
    std::string damaged = blob;
    for (int k = 0; k < 1 + i % 3; ++k) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % (i % 2 == 0 ? 256 : 4));
    }
    const auto cascade = Cascade::open(damaged, kMakers, &members);
    if (!cascade) continue;
    Page page(language, "يوم جمعة الجمعة ، قتل 12 ‖ صلاة");
    World world;
    for (const std::string& stage : cascade->stages()) {
      cascade->run(stage, page.chart, &world, nullptr);
    }
  }
}

TEST(Rules, ThreadsShareACascade) {
  Language language;
  const auto compiled = compile_rules({{"t.rules", rules_of({"[noun]+", "[verb]"})}}, language);
  ASSERT_TRUE(compiled);
  const auto cascade = Cascade::open(*compiled, kMakers, &language);
  ASSERT_TRUE(cascade);
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (std::string& out : made) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        Page page(language, "وصل الوفد يوم الجمعة في صلاة");
        World world;
        cascade->run("s", page.chart, &world, nullptr);
        out = page.made();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(made, testing::Each("date 0..1 | date 1..4 | date 5..6"));
}

// ---- The slow twin ------------------------------------------------------------------

// Every rule at every token, straight from the parsed pattern, all ways tried. Slow and plain.
class Twin {
 public:
  Twin(const Language& language, std::vector<RuleSource> rules)
      : language_(language), rules_(std::move(rules)) {}

  std::vector<std::string> run(Chart& chart) {
    chart_ = &chart;
    std::vector<std::string> stages;
    for (const RuleSource& rule : rules_) {
      if (std::find(stages.begin(), stages.end(), rule.info.stage) == stages.end()) {
        stages.push_back(rule.info.stage);
      }
    }
    std::uint32_t before = 0;  // rules of earlier stages
    for (const std::string& stage : stages) {
      std::vector<const RuleSource*> rules;
      for (const RuleSource& rule : rules_) {
        if (rule.info.stage == stage) rules.push_back(&rule);
      }
      std::vector<EdgeId> closing;
      for (const text::Sentence& sentence : chart.text->sentences) {
        sentence_ = sentence;
        for (std::uint32_t token = sentence.first; token < sentence.last;) {
          const RuleSource* winner = nullptr;
          std::uint32_t number = 0;
          Way best{token, {}};
          for (std::uint32_t i = 0; i < rules.size(); ++i) {
            for (const PatternSource& pattern : rules[i]->patterns) {
              Way way = longest(pattern, token);
              if (way.end <= best.end) continue;
              best = std::move(way);
              winner = rules[i];
              number = before + i;
            }
          }
          if (winner == nullptr) {
            ++token;
            continue;
          }
          make(*winner, number, token, best, closing);
          token = best.end;
        }
      }
      for (const EdgeId id : closing) chart.close(id);
      before += static_cast<std::uint32_t>(rules.size());
    }
    return calls_;
  }

 private:
  struct Taken {
    EdgeId edge;
    std::uint32_t reading;
    std::set<std::string> captures;
    int part;  // 0 left, 1 core, 2 right
  };
  struct Way {
    std::uint32_t end = 0;
    std::vector<Taken> taken;
  };
  using Then = std::function<bool(std::uint32_t)>;  // true: enough, stop

  Way longest(const PatternSource& pattern, std::uint32_t token) {
    Way best{token, {}};
    std::vector<Taken> left;
    path_.clear();
    part_ = 0;
    if (!walk(pattern.left, token, true, {}, [&](std::uint32_t) {
          left.assign(path_.rbegin(), path_.rend());
          return true;
        })) {
      return best;
    }
    path_.clear();
    part_ = 1;
    walk(pattern.core, token, false, {}, [&](std::uint32_t end) {
      if (end <= best.end) return false;
      const std::vector<Taken> core = path_;
      part_ = 2;
      walk(pattern.right, end, false, {}, [&](std::uint32_t) {
        best.end = end;
        best.taken = left;
        best.taken.insert(best.taken.end(), path_.begin(), path_.end());
        return true;
      });
      part_ = 1;
      path_ = core;
      return false;
    });
    return best;
  }

  bool walk(const Node& node, std::uint32_t border, bool backward, std::set<std::string> captures,
            const Then& then) {
    if (!node.capture.empty()) captures.insert(node.capture);
    switch (node.type) {
      case Node::Type::sequence: return sequence(node, 0, border, backward, captures, then);
      case Node::Type::alternatives:
        return std::any_of(node.children.begin(), node.children.end(), [&](const Node& child) {
          return walk(child, border, backward, captures, then);
        });
      case Node::Type::repeat: return repeat(node, 0, border, backward, captures, then);
      case Node::Type::negation: {
        const auto kept = path_;
        const bool there =
            walk(node.children[0], border, backward, {}, [](std::uint32_t) { return true; });
        path_ = kept;
        return !there && then(border);
      }
      case Node::Type::begin: return border == sentence_.first && then(border);
      case Node::Type::end: return border == sentence_.last && then(border);
      case Node::Type::quoted: {
        Node atom;
        atom.kinds = 3;
        atom.tests.formula = {{{"lexeme", node.words, false}}};
        return edges(atom, border, backward, captures, then);
      }
      case Node::Type::atom: return edges(node, border, backward, captures, then);
    }
    return false;
  }

  bool sequence(const Node& node, std::size_t i, std::uint32_t border, bool backward,
                const std::set<std::string>& captures, const Then& then) {
    if (i == node.children.size()) return then(border);
    const Node& child = node.children[backward ? node.children.size() - 1 - i : i];
    return walk(child, border, backward, captures, [&](std::uint32_t next) {
      return sequence(node, i + 1, next, backward, captures, then);
    });
  }

  bool repeat(const Node& node, std::uint32_t done, std::uint32_t border, bool backward,
              const std::set<std::string>& captures, const Then& then) {
    if (done < node.most && walk(
                                node.children[0], border, backward, captures,
                                [&](std::uint32_t next) {
                                  return repeat(node, done + 1, next, backward, captures, then);
                                })) {
      return true;
    }
    return done >= node.least && then(border);
  }

  bool edges(const Node& atom, std::uint32_t border, bool backward,
             const std::set<std::string>& captures, const Then& then) {
    // Longest first, then newest, from all edges of the chart.
    std::vector<EdgeId> ids;
    for (EdgeId id = 0; id < chart_->edges.size(); ++id) {
      const Edge& edge = chart_->edges[id];
      if ((backward ? edge.last : edge.first) == border && chart_->visible(id) &&
          edge.first >= sentence_.first && edge.last <= sentence_.last) {
        ids.push_back(id);
      }
    }
    std::sort(ids.begin(), ids.end(), [&](EdgeId a, EdgeId b) {
      const auto size = [&](EdgeId id) { return chart_->edges[id].last - chart_->edges[id].first; };
      return size(a) != size(b) ? size(a) > size(b) : a > b;
    });
    for (const EdgeId id : ids) {
      std::uint32_t reading = lexicon::kNothing;
      std::uint32_t other = lexicon::kNothing;
      if (((atom.kinds >> static_cast<int>(chart_->edges[id].kind)) & 1) == 0) continue;
      if (!passes(atom.tests, id, reading)) continue;
      if (atom.has_but && passes(atom.but, id, other)) continue;
      path_.push_back({id, reading, captures, part_});
      if (then(backward ? chart_->edges[id].first : chart_->edges[id].last)) return true;
      path_.pop_back();
    }
    return false;
  }

  [[nodiscard]] bool passes(const Tests& tests, EdgeId id, std::uint32_t& reading) const {
    const Edge& edge = chart_->edges[id];
    const text::Token& token = chart_->text->tokens[edge.first];
    if (((tests.token.kinds >> static_cast<int>(token.kind)) & 1) == 0) return false;
    if (((tests.token.roles >> static_cast<int>(token.role)) & 1) == 0) return false;
    if (tests.token.glued >= 0 && token.glued != (tests.token.glued == 1)) return false;
    if (tests.token.heading >= 0 && sentence_.heading != (tests.token.heading == 1)) return false;
    const auto& signs = tests.token.signs;
    if (!signs.empty()) {
      const std::u16string letters(chart_->text->letters_of(token));
      const bool is = std::find(signs.begin(), signs.end(), letters) != signs.end();
      if (is == tests.token.signs_negated) return false;
    }
    if (edge.readings > 0) reading = edge.first_reading;
    if (!tests.of_reading()) return true;
    const bool only_number = tests.all == lexicon::feature::number && tests.none == 0 &&
                             tests.any.empty() && tests.formula.empty();
    if (only_number && edge.kind == Kind::word && token.kind == TokenKind::number) return true;
    for (std::uint32_t i = edge.first_reading; i < edge.first_reading + edge.readings; ++i) {
      const morphology::Reading& one = chart_->readings[i];
      bool good = (one.features & tests.all) == tests.all && (one.features & tests.none) == 0 &&
                  language_.holds(tests.formula, one.lexeme);
      for (const Features any : tests.any) good = good && (one.features & any) != 0;
      if (!good) continue;
      reading = i;
      return true;
    }
    return false;
  }

  void make(const RuleSource& rule, std::uint32_t number, std::uint32_t token, const Way& way,
            std::vector<EdgeId>& closing) {
    std::string call = fmt::format("{}..{}", token, way.end);
    for (const ArgumentSource& argument : rule.arguments) {
      call += fmt::format(" {}=", argument.key);
      bool first = true;
      std::uint32_t reading = lexicon::kNothing;
      for (const Taken& taken : way.taken) {
        if (!taken.captures.contains(argument.value)) continue;
        const Edge& edge = chart_->edges[taken.edge];
        call += fmt::format("<{} {}..{}>", name_of(edge.kind), edge.first, edge.last);
        if (first) reading = taken.reading;
        first = false;
      }
      if (reading != lexicon::kNothing) {
        call += fmt::format("({})", lexicon::dump(chart_->readings[reading].features));
      }
    }
    calls_.push_back(call);
    Edge edge;
    edge.first = token;
    edge.last = way.end;
    edge.kind = rule.info.kind;
    edge.rule = number;
    const auto first = std::find_if(way.taken.begin(), way.taken.end(),
                                    [](const Taken& taken) { return taken.part == 1; });
    if (first->reading != lexicon::kNothing) {
      edge.first_reading = static_cast<std::uint32_t>(chart_->readings.size());
      edge.readings = 1;
      chart_->readings.push_back(morphology::Reading(chart_->readings[first->reading]));
    }
    const EdgeId id = chart_->add(edge);
    if (is_closed(edge.kind)) closing.push_back(id);
  }

  const Language& language_;
  std::vector<RuleSource> rules_;
  Chart* chart_ = nullptr;
  text::Sentence sentence_;
  std::vector<Taken> path_;
  int part_ = 0;
  std::vector<std::string> calls_;
};

class RandomRules {
 public:
  explicit RandomRules(std::uint32_t seed) : random_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::string pick(const std::vector<std::string>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }

  std::string rules() {
    static const std::vector<std::string> kinds = {"number", "quantity", "date", "place", "cue"};
    std::string out;
    for (int i = 0; i < 6; ++i) {
      if (i % 2 == 0) out += fmt::format("stage s{}\n", i);
      captures_ = 0;
      std::string pattern = sequence(1) + atom() + " " + sequence(2);
      if (below(2) == 0) pattern = sequence(1) + " / " + pattern + " / " + sequence(1);
      out += fmt::format("rule r{}\n  match {}\n  make {} keep(", i, pattern, pick(kinds));
      for (int c = 0; c < captures_; ++c)
        out += fmt::format("{}c{}=$c{}", c == 0 ? "" : ", ", c, c);
      out += ")\n  yes x\n";
    }
    return out;
  }

  std::string sentences() {
    std::string out;
    const std::uint32_t size = 4 + below(10);
    for (std::uint32_t i = 0; i < size; ++i) {
      out += below(8) == 0 ? "‖ " : below(12) == 0 ? "# " : "";
      out += below(8) == 0 ? "~" : "";
      out += below(5) == 0 ? pick({"12", "،", "RPG", "\"", "."})
                           : kForms[below(static_cast<std::uint32_t>(kForms.size()))].form;
      out += ' ';
    }
    return out;
  }

 private:
  std::string atom() {
    return pick({"[noun]",
                 "[verb]",
                 "[particle]",
                 "[any]",
                 "[number]",
                 "[digits]",
                 "[noun !m]",
                 "[m|f]",
                 "[any but noun]",
                 "[noun but verb]",
                 "[times.role=weekday|unit]",
                 "[!verbs.tags=kill]",
                 "[nouns.kind=person +al]",
                 "\"و\"",
                 "\"قتل\"",
                 "<number>",
                 "<date|place>",
                 "<place_name>",
                 "<cue|quantity>",
                 "<phrase>",
                 "[sign]",
                 "[glued]",
                 "[heading noun]",
                 "[!heading]",
                 "[punct=،]",
                 "[!role=pause]",
                 "[unknown]"});
  }
  std::string element(int depth) {
    std::string out = atom();
    if (depth > 0 && below(4) == 0) {
      out = "( " + sequence(depth - 1) + (below(2) == 0 ? " | " + sequence(depth - 1) : "") + " )";
    }
    if (below(8) == 0) return "!" + out;
    if (below(3) == 0) out = fmt::format("c{}:", captures_++) + out;
    return out + pick({"", "", "", "?", "{1,2}", "{0,3}"});
  }
  std::string sequence(int depth) {
    std::string out;
    const std::uint32_t size = below(3);
    for (std::uint32_t i = 0; i < size; ++i) out += element(depth) + " ";
    return out;
  }

  std::mt19937 random_;
  int captures_ = 0;
};

TEST(Rules, TheEngineDoesWhatItsSlowTwinDoes) {
  std::size_t made = 0;
  for (std::uint32_t seed = 0; seed < 800; ++seed) {
    RandomRules random(seed);
    const std::string rules = random.rules();
    const std::string sentences = random.sentences();
    Language language;
    const auto compiled = compile_rules({{"t.rules", rules}}, language);
    ASSERT_TRUE(compiled) << describe(compiled.error()) << rules;
    const auto cascade = Cascade::open(*compiled, kMakers, &language);
    ASSERT_TRUE(cascade);
    Page fast(language, sentences), slow(language, sentences);
    const auto tokens = fast.chart.tokens();
    for (int i = 0; i < 3; ++i) {
      const std::uint32_t first = random.below(tokens);
      const std::uint32_t last = std::min(tokens, first + 1 + random.below(3));
      const Kind kind = i == 0 ? Kind::place_name : Kind::phrase;
      const lexicon::LexemeId lexeme = i == 0 ? lexicon::kNothing : random.below(12);
      for (Page* page : {&fast, &slow}) {
        page->add_edge(first, last, kind, lexeme, features_of("noun m"));
      }
    }
    World world;
    for (const std::string& stage : cascade->stages()) {
      cascade->run(stage, fast.chart, &world, nullptr);
    }
    Twin twin(language, parse_rules({{"t.rules", rules}}).value());
    const auto calls = twin.run(slow.chart);
    ASSERT_EQ(calls, world.calls) << rules << sentences;
    ASSERT_EQ(slow.made(), fast.made()) << rules << sentences;
    made += calls.size();
  }
  EXPECT_GT(made, 2000u);
}

}  // namespace
}  // namespace marsad::grammar
