// SPDX-License-Identifier: Apache-2.0
// Runs the examples of the rules of a pack: one test for each "yes" and "no" line, made
// at run time, so that a new example needs no compiler. A failure is reported at its line.
//
//   yes  وصل الوفد يوم الجمعة → يوم الجمعة 2016-10-28
//
// What stands behind the arrow is the text that the rule's edge covers and a dump of its value:
// a time its TIMEX3 value, a number or quantity its interval, a place and an actor their name
// or class, any part of which may be left away from the end (docs/rules.md).
//
//   marsad_rule_tests [PACK]
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "marsad/analysis/names.h"
#include "marsad/grammar/rules.h"
#include "marsad/mentions/mentions.h"
#include "marsad/mentions/number.h"
#include "marsad/mentions/terms.h"
#include "marsad/morphology/choose.h"
#include "marsad/text/utf8.h"

namespace marsad {
namespace {

using grammar::Cascade;
using grammar::Chart;
using grammar::Edge;
using grammar::Example;
using grammar::Kind;

// A Thursday.
constexpr Date kPublished = std::chrono::sys_days(std::chrono::year(2016) / 11 / 3);

struct Language {
  std::shared_ptr<const lexicon::Lexicon> lexicon;
  std::unique_ptr<Cascade> cascade;
  std::unique_ptr<mentions::Terms> terms;
};

// What the rules made of one sentence.
struct Reading {
  text::Text text;
  morphology::Readings readings;
  Chart chart;
  mentions::Mentions mentions;
};

void read(const std::string& sentence, const Language& language, Reading& out) {
  Document document;
  document.text = sentence;
  document.published = kPublished;
  text::read(sentence, language.lexicon->orthography(), out.text);
  morphology::Analyser analyser(*language.lexicon);
  analyser.split_joined_words(out.text);
  analyser.analyse(out.text, out.readings);
  morphology::Chooser(*language.lexicon).choose(out.text, out.readings);
  grammar::build(out.text, *language.lexicon, out.readings, out.chart);
  mentions::find(document, *language.cascade, *language.terms, out.chart, out.mentions, nullptr);
}

struct DumpValue {
  std::string operator()(const ActorValue& value) const {
    return value.name + ' ' + std::string(name(value.cls));
  }
  std::string operator()(const PlaceValue& value) const { return value.name; }
  std::string operator()(const TimeValue& value) const { return value.value; }
  std::string operator()(const QuantityValue&) const { return {}; }
  std::string operator()(const WeaponValue& value) const { return value.kind; }
};

// The value of an edge, as the examples of its room show it.
std::string dump_value(const Edge& edge, const Reading& reading) {
  if (edge.kind == Kind::number) return dump(reading.mentions.numbers[edge.value]);
  if (edge.kind == Kind::quantity) return dump(reading.mentions.quantities[edge.value].number);
  for (const mentions::Found& found : reading.mentions.all) {
    if (found.tokens == Span{edge.first, edge.last} &&
        !std::holds_alternative<QuantityValue>(found.mention.value)) {
      return std::visit(DumpValue{}, found.mention.value);
    }
  }
  return {};
}

// The code points of a stretch of text.
std::string quote(const std::string& text, Span span) {
  std::string out;
  std::uint32_t at = 0;
  for (const char byte : text) {
    if ((byte & 0xC0) != 0x80) ++at;
    if (at > span.begin && at <= span.end) out += byte;
  }
  return out;
}

class ExampleTest : public testing::Test {
 public:
  ExampleTest(const Language& language, Example example, std::uint32_t rule)
      : language_(language), example_(std::move(example)), rule_(rule) {}

  void TestBody() override {
    const std::string file = (std::filesystem::path(MARSAD_GRAMMAR) / example_.file).string();
    const auto line = static_cast<int>(example_.line);
    Reading reading;
    read(example_.text, language_, reading);
    std::vector<std::string> made;
    bool right = false;
    for (const Edge& edge : reading.chart.edges) {
      if (edge.rule != rule_) continue;
      // The edge as it stands, and without what is written onto its first word (و ب ل …).
      const Span whole = reading.text.code_points_of_tokens(edge.first, edge.last);
      Span bare = whole;
      for (const mentions::Found& found : reading.mentions.all) {
        if (found.tokens == Span{edge.first, edge.last}) bare = found.mention.span;
      }
      for (const Span span : {whole, bare}) {
        const std::string quoted = quote(example_.text, span);
        const std::string value = dump_value(edge, reading);
        made.push_back(quoted + (value.empty() ? "" : " " + value));
        right = right || example_.expected.empty() || example_.expected == quoted ||
                fits(quoted, value);
      }
    }
    const auto& name = language_.cascade->rules()[rule_].name;
    if (!example_.matches && !made.empty()) {
      ADD_FAILURE_AT(file.c_str(), line) << name << " must make nothing of \"" << example_.text
                                         << "\", but it made \"" << made.front() << '"';
    }
    if (example_.matches && !right) {
      ADD_FAILURE_AT(file.c_str(), line)
          << name << " must make \"" << example_.expected << "\" of \"" << example_.text
          << "\", but it made " << (made.empty() ? "nothing" : '"' + made.back() + '"');
    }
  }

 private:
  // "SPAN VALUE", where of a value of several words some will do.
  [[nodiscard]] bool fits(const std::string& quoted, const std::string& value) const {
    if (!example_.expected.starts_with(quoted + ' ')) return false;
    const std::string wanted = example_.expected.substr(quoted.size() + 1);
    const std::string padded = ' ' + value + ' ';
    return padded.find(' ' + wanted + ' ') != std::string::npos;
  }

  const Language& language_;
  Example example_;
  std::uint32_t rule_;
};

int register_examples(const Language& language) {
  int count = 0;
  const auto& rules = language.cascade->rules();
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    for (const Example& example : rules[rule].examples) {
      ++count;
      testing::RegisterTest(
          example.file.c_str(), fmt::format("{}.Line{}", rules[rule].name, example.line).c_str(),
          nullptr, nullptr, example.file.c_str(), static_cast<int>(example.line),
          [&language, example, rule]() -> testing::Test* {
            return new ExampleTest(language, example, rule);  // owned by the framework
          });
    }
  }
  return count;
}

}  // namespace
}  // namespace marsad

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const std::string path = argc > 1 ? argv[1] : MARSAD_PACK;
  marsad::Language language;
  auto opened = marsad::lexicon::Lexicon::open(path);
  if (!opened) {
    std::fprintf(stderr, "%s\n", marsad::describe(opened.error()).c_str());
    return 1;
  }
  language.lexicon = std::move(*opened);
  auto cascade = marsad::grammar::Cascade::open(language.lexicon->section("rules"),
                                                marsad::mentions::makers());
  if (!cascade) {
    std::fprintf(stderr, "%s\n", marsad::describe(cascade.error()).c_str());
    return 1;
  }
  language.cascade = std::make_unique<marsad::grammar::Cascade>(std::move(*cascade));
  language.terms = std::make_unique<marsad::mentions::Terms>(*language.lexicon);
  if (marsad::register_examples(language) == 0) {
    std::fprintf(stderr, "%s holds no rule with an example\n", path.c_str());
    return 1;
  }
  return RUN_ALL_TESTS();
}
