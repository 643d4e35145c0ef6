// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/number_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace marsad::mentions {
namespace {

using grammar::Edge;
using grammar::EdgeId;
using grammar::Kind;
using Word = NumberWord;
namespace feature = lexicon::feature;

constexpr std::string_view kTable = "numbers.tsv";

constexpr std::array<std::pair<std::string_view, Word::Kind>, 11> kRoles{{
    {"unit", Word::Kind::unit},
    {"teen", Word::Kind::teen},
    {"ten", Word::Kind::ten},
    {"hundred", Word::Kind::hundred},
    {"scale", Word::Kind::scale},
    {"vague", Word::Kind::vague},
    {"fraction", Word::Kind::fraction},
    {"multiplier", Word::Kind::multiplier},
    {"ordinal", Word::Kind::ordinal},
    {"decimal", Word::Kind::decimal},
    {"negative", Word::Kind::negative},
}};

constexpr std::array<std::pair<std::string_view, Effect>, 12> kEffects{{
    {"at-least", Effect::at_least},
    {"more-than", Effect::more_than},
    {"at-most", Effect::at_most},
    {"less-than", Effect::less_than},
    {"up-to", Effect::up_to},
    {"about", Effect::about},
    {"between", Effect::between},
    {"range", Effect::range},
    {"exactly", Effect::exactly},
    {"of", Effect::of},
    {"additional", Effect::others},
    {"out-of", Effect::out_of},
}};

// The part of "a|b|c" with this number, the last one where there are fewer.
std::string_view part(std::string_view cell, std::size_t number) {
  for (; number > 0; --number) {
    const std::size_t bar = cell.find('|');
    if (bar == std::string_view::npos) return cell;
    cell.remove_prefix(bar + 1);
  }
  return cell.substr(0, cell.find('|'));
}

std::size_t parts(std::string_view cell) {
  return cell.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(cell.begin(), cell.end(), '|'));
}

std::optional<double> plain(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

Effect effect_named(std::string_view name) {
  for (const auto& [known, effect] : kEffects) {
    if (known == name) return effect;
  }
  return Effect::none;
}

// The ways to read a row as part of a number.
void read_words(const lexicon::Lexicon& lexicon, lexicon::RowId row, std::vector<Word>& out) {
  const std::string_view roles = lexicon.field(row, "role");
  const std::string_view values = lexicon.field(row, "value");
  for (std::size_t i = 0; i < parts(roles); ++i) {
    const std::string_view role = part(roles, i);
    const auto* known = std::find_if(kRoles.begin(), kRoles.end(),
                                     [&](const auto& entry) { return entry.first == role; });
    if (known == kRoles.end()) continue;
    Word word;
    word.kind = known->second;
    const std::string_view cell = part(values, i);
    if (const auto value = plain(cell)) {
      word.value = *value;
    } else if (const std::size_t dash = cell.find('-'); dash != std::string_view::npos) {
      const auto low = plain(cell.substr(0, dash));
      const auto high = plain(cell.substr(dash + 1));
      if (low && high) {
        word.value = *low;
        word.high = *high;
      }
    } else if (word.kind == Word::Kind::ordinal || word.kind == Word::Kind::multiplier) {
      continue;  // a rank or a multiple without a value (the last, several times)
    }
    if (parts(roles) == 1 && parts(values) == 2) word.dual = plain(part(values, 1)).value_or(0);
    word.one_of = lexicon.field(row, "effect") == "one-of";
    // An adverb (firstly) ranks parts of a speech.
    if (word.kind == Word::Kind::ordinal && lexicon.field(row, "case") == "acc") continue;
    out.push_back(word);
  }
}

}  // namespace

std::optional<double> digits_value(std::u16string_view letters, bool before_scale) {
  std::string clean;
  std::size_t signs = 0, last_sign = 0;
  char16_t sign = 0;
  bool mixed = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char16_t unit = letters[i];
    if (unit >= u'0' && unit <= u'9') continue;
    if (signs > 0 && unit != sign) mixed = true;
    sign = unit;
    last_sign = i;
    ++signs;
  }
  // The Arabic signs say what they are; . and , mean thousands where three digits follow each.
  const std::size_t behind = letters.size() - last_sign - 1;
  bool decimal = signs > 0 && (mixed || (signs == 1 && behind != 3));
  if (signs == 1 && behind == 3 && sign == u'.') decimal = before_scale || letters[0] == u'0';
  if (signs > 0 && sign == u'\u066B') decimal = true;
  if (signs > 0 && sign == u'\u066C') decimal = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char16_t unit = letters[i];
    if (unit >= u'0' && unit <= u'9') {
      clean += static_cast<char>(unit);
    } else if (decimal && i == last_sign) {
      clean += '.';
    }
  }
  if (clean.empty()) return std::nullopt;
  return plain(clean);
}

NumberRows::NumberRows(const lexicon::Lexicon& lexicon) {
  index_.assign(lexicon.rows().size(), lexicon::kNothing);
  for (lexicon::RowId id = 0; id < index_.size(); ++id) {
    if (lexicon.file_of(id) != kTable) continue;
    Row row;
    row.first = static_cast<std::uint32_t>(words_.size());
    read_words(lexicon, id, words_);
    row.count = static_cast<std::uint32_t>(words_.size()) - row.first;
    const std::string_view effects = lexicon.field(id, "effect");
    row.effect = effect_named(part(effects, 0));
    for (std::size_t i = 0; i < parts(effects); ++i) {
      row.effects |= 1u << static_cast<unsigned>(effect_named(part(effects, i)));
    }
    const std::string_view side = lexicon.field(id, "side");
    row.before = side != "after";
    row.after = side == "after" || side == "both";
    index_[id] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(row);
  }
}

NumberWords::NumberWords(const grammar::Chart& chart, const NumberRows& rows)
    : chart_(chart), rows_(rows), and_word_(chart.lexicon->class_named("and")) {
  const text::Text& text = *chart.text;
  first_.reserve(chart.tokens() + 1);
  for (std::uint32_t token = 0; token < chart.tokens(); ++token) {
    first_.push_back(static_cast<std::uint32_t>(words_.size()));
    if (text.tokens[token].kind == text::TokenKind::number) {
      Word word;
      word.kind = Word::Kind::digits;
      if (const auto value = digits_value(text.letters_of(text.tokens[token]), false)) {
        word.value = *value;
        words_.push_back(word);
      }
      continue;
    }
    for (const morphology::Reading& reading : chart.readings_of(chart.word(token))) {
      if ((reading.features & feature::number) != 0) read(reading, words_);
    }
  }
  first_.push_back(static_cast<std::uint32_t>(words_.size()));
}

void NumberWords::read(const morphology::Reading& reading, std::vector<Word>& out) const {
  for (const lexicon::RowId id : chart_.lexicon->rows_of(reading.lexeme)) {
    const NumberRows::Row* const row = rows_.of(id);
    if (row == nullptr) continue;
    for (Word word : rows_.words(*row)) {
      word.features = reading.features;
      out.push_back(word);
    }
  }
}

const Word* NumberWords::at(std::uint32_t token, Word::Kind kind) const {
  for (const Word& word : at(token)) {
    if (word.kind == kind) return &word;
  }
  return nullptr;
}

std::optional<NumberWords::Phrase> NumberWords::phrase(std::uint32_t token, Word::Kind kind) const {
  if ((chart_.kinds[token] & (1u << static_cast<unsigned>(Kind::phrase))) == 0) {
    return std::nullopt;
  }
  std::vector<Word> words;
  for (EdgeId id = chart_.head[token]; id != grammar::kNoEdge; id = chart_.edges[id].next) {
    const Edge& edge = chart_.edges[id];
    if (edge.kind != Kind::phrase || edge.gapped) continue;
    words.clear();
    for (const morphology::Reading& reading : chart_.readings_of(edge)) {
      if ((reading.features & feature::number) != 0) read(reading, words);
    }
    for (const Word& word : words) {
      if (word.kind == kind) return Phrase{word, edge.last};
    }
  }
  return std::nullopt;
}

Modifier NumberWords::modifier_of(const Edge& edge) const {
  Modifier modifier;
  if (edge.kind > Kind::phrase) return modifier;
  for (const morphology::Reading& reading : chart_.readings_of(edge)) {
    if ((reading.features & feature::number) == 0) continue;
    for (const lexicon::RowId id : chart_.lexicon->rows_of(reading.lexeme)) {
      const NumberRows::Row* const row = rows_.of(id);
      if (row == nullptr || row->effect == Effect::none) continue;
      modifier.effect = row->effect;
      modifier.before = row->before;
      modifier.after = row->after;
      modifier.last = edge.last;
      return modifier;
    }
  }
  return modifier;
}

Modifier NumberWords::starting(std::uint32_t token) const {
  for (EdgeId id = chart_.head[token]; id != grammar::kNoEdge; id = chart_.edges[id].next) {
    const Modifier modifier = modifier_of(chart_.edges[id]);
    if (modifier.effect != Effect::none) return modifier;
  }
  return {};
}

Modifier NumberWords::ending(std::uint32_t token_after, std::uint32_t& first) const {
  if (token_after == 0) return {};
  for (EdgeId id = chart_.tail[token_after - 1]; id != grammar::kNoEdge;
       id = chart_.edges[id].before) {
    const Modifier modifier = modifier_of(chart_.edges[id]);
    if (modifier.effect == Effect::none) continue;
    first = chart_.edges[id].first;
    return modifier;
  }
  return {};
}

bool NumberWords::has_effect(std::uint32_t token, Effect effect) const {
  const std::uint32_t bit = 1u << static_cast<unsigned>(effect);
  for (const morphology::Reading& reading : chart_.readings_of(chart_.word(token))) {
    if ((reading.features & feature::number) == 0) continue;
    for (const lexicon::RowId id : chart_.lexicon->rows_of(reading.lexeme)) {
      const NumberRows::Row* const row = rows_.of(id);
      if (row != nullptr && (row->effects & bit) != 0) return true;
    }
  }
  return false;
}

bool NumberWords::is_and(std::uint32_t token) const {
  if (and_word_ == lexicon::kNothing) return false;
  for (const morphology::Reading& reading : chart_.readings_of(chart_.word(token))) {
    if (reading.lexeme != lexicon::kNothing && chart_.lexicon->in_set(and_word_, reading.lexeme)) {
      return true;
    }
  }
  return false;
}

}  // namespace marsad::mentions
