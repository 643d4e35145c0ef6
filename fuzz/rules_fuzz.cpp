// SPDX-License-Identifier: Apache-2.0
// Any text is a rule file or an error with its place and remedy; what compiles runs on any
// chart and ends, with edges inside their sentences. Any bytes are compiled rules or an error.
//
//   input: up to the first zero byte a rule file, then bytes that draw the chart
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/grammar/rules.h"

namespace {

using namespace marsad;
using namespace marsad::grammar;

void hold(bool law) {
  if (!law) std::abort();
}

// A language in which every mark and most words exist.
class Sets : public SetSource, public SetMembers {
 public:
  Result<std::uint32_t> set(const std::vector<std::vector<Literal>>& formula) override {
    hold(!formula.empty());
    for (const auto& group : formula) hold(!group.empty());
    return count_++;
  }
  Result<std::vector<lexicon::LexemeId>> lexemes(std::string_view word) override {
    if (word.size() % 7 == 6) return fail(ErrorCode::language, "", "no such word", "add it");
    return std::vector<lexicon::LexemeId>{static_cast<lexicon::LexemeId>(word.size())};
  }
  [[nodiscard]] bool in_set(std::uint32_t set, lexicon::LexemeId lexeme) const override {
    return (set * 7 + lexeme) % 3 == 0;
  }

 private:
  std::uint32_t count_ = 0;
};

class Drawer {
 public:
  explicit Drawer(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t below(std::uint32_t n) {
    const auto byte =
        bytes_.empty() ? 0u : static_cast<unsigned char>(bytes_[at_++ % bytes_.size()]);
    return (byte + static_cast<std::uint32_t>(at_ / 97)) % n;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

void draw(Drawer& drawer, text::Text& text, Chart& chart) {
  const std::uint32_t size = 1 + drawer.below(60);
  text.letters = text.folded = u"،.ab";
  text::Sentence sentence;
  for (std::uint32_t t = 0; t < size; ++t) {
    text::Token token;
    token.units.begin = drawer.below(4);
    token.units.end = token.units.begin + 1;
    token.kind = static_cast<text::TokenKind>(drawer.below(5));
    token.role = static_cast<text::Orthography::Role>(drawer.below(10));
    token.glued = drawer.below(4) == 0;
    text.tokens.push_back(token);
    if (drawer.below(9) != 0 && t + 1 != size) continue;
    sentence.last = t + 1;
    sentence.heading = drawer.below(3) == 0;
    text.sentences.push_back(sentence);
    sentence.first = t + 1;
  }
  chart.reset(text, nullptr);
  const auto add = [&](std::uint32_t first, std::uint32_t last, Kind kind) {
    Edge edge;
    edge.first = first;
    edge.last = last;
    edge.kind = kind;
    edge.first_reading = static_cast<std::uint32_t>(chart.readings.size());
    edge.readings = drawer.below(4);
    for (std::uint32_t i = 0; i < edge.readings; ++i) {
      morphology::Reading reading;
      const std::uint32_t lexeme = drawer.below(30);
      if (lexeme != 0) reading.lexeme = lexeme;
      reading.features = 1ull << drawer.below(16) | 1ull << drawer.below(40);
      chart.readings.push_back(reading);
    }
    chart.add(edge);
  };
  for (std::uint32_t t = 0; t < size; ++t) add(t, t + 1, Kind::word);
  for (std::uint32_t i = drawer.below(20); i > 0; --i) {
    const std::uint32_t first = drawer.below(size);
    add(first, std::min(size, first + 1 + drawer.below(4)),
        static_cast<Kind>(1 + drawer.below(15)));
  }
}

std::optional<std::uint32_t> make(const Match& match, void* /*world*/) {
  hold(match.first < match.last && match.last <= match.chart->tokens());
  for (const Match::Argument& argument : match.arguments) {
    for (const EdgeId id : match.captured(argument.key)) hold(id < match.chart->edges.size());
    if (const Edge* edge = match.edge(argument.key)) hold(edge->first < edge->last);
    if (match.reading(argument.key) != nullptr) hold(match.edge(argument.key) != nullptr);
  }
  if (match.last % 5 == 4) return std::nullopt;
  return match.first;
}

void run(const Cascade& cascade, std::string_view bytes) {
  Drawer drawer(bytes);
  text::Text text;
  Chart chart;
  draw(drawer, text, chart);
  const std::size_t given = chart.edges.size();
  std::vector<TraceLine> trace;
  for (const std::string& stage : cascade.stages()) cascade.run(stage, chart, nullptr, &trace);
  for (std::size_t i = given; i < chart.edges.size(); ++i) {
    const Edge& edge = chart.edges[i];
    hold(edge.rule < cascade.rules().size());
    hold(std::any_of(text.sentences.begin(), text.sentences.end(), [&](const auto& sentence) {
      return sentence.first <= edge.first && edge.first < edge.last && edge.last <= sentence.last;
    }));
  }
  for (const TraceLine& line : trace) hold(line.rule < cascade.rules().size());
}

// Whatever a rule calls its maker, there is one.
std::vector<Maker> makers_for(std::string_view rules, std::vector<std::string>& names) {
  for (std::size_t open = rules.find('('); open != std::string_view::npos;
       open = rules.find('(', open + 1)) {
    std::size_t begin = open;
    while (begin > 0 && rules[begin - 1] > ' ') --begin;
    names.emplace_back(rules.substr(begin, open - begin));
    while (open > 0 && rules[open - 1] == ' ') --open;  // MAKER ( … )
    begin = open;
    while (begin > 0 && rules[begin - 1] > ' ') --begin;
    names.emplace_back(rules.substr(begin, open - begin));
    open = rules.find('(', open);
  }
  std::vector<Maker> out;
  for (const std::string& name : names) out.push_back({name, make});
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t zero = std::min(input.find('\0'), input.size());
  const std::string_view rest = input.substr(std::min(zero + 1, input.size()));
  const std::string rules(input.substr(0, zero));

  Sets sets;
  const auto compiled = compile_rules({{"fuzz.rules", rules}}, sets);
  if (!compiled) {
    const Error& error = compiled.error();
    hold(error.code == ErrorCode::language && error.where.starts_with("fuzz.rules:"));
    hold(!error.what.empty() && !error.remedy.empty());
  } else {
    std::vector<std::string> names;
    const auto makers = makers_for(rules, names);
    const auto cascade = Cascade::open(*compiled, makers, &sets);
    if (cascade) run(*cascade, rest);
    // The same with some bytes changed: an error, or rules that run.
    std::string damaged = *compiled;
    Drawer drawer(rest);
    for (std::uint32_t i = drawer.below(4); i > 0 && !damaged.empty(); --i) {
      const std::size_t at = (drawer.below(251) * 251u + drawer.below(251)) % damaged.size();
      damaged[at] = static_cast<char>(drawer.below(256));
    }
    if (const auto other = Cascade::open(damaged, makers, &sets)) run(*other, rest);
  }
  const std::vector<Maker> none;
  (void)Cascade::open(input, none);
  return 0;
}
