// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "marsad/mentions/number.h"
#include "marsad/mentions/number_words.h"

namespace marsad::mentions {
namespace {

using grammar::Chart;
using grammar::Edge;
using grammar::EdgeId;
using grammar::Kind;
using lexicon::Features;
using morphology::Reading;
using text::TokenKind;
namespace feature = lexicon::feature;

constexpr Features kNominal = feature::noun | feature::adjective;
constexpr std::uint32_t kAdjectives = 3;  // how many may follow a counted noun

class QuantityFinder {
 public:
  QuantityFinder(Chart& chart, const NumberWords& words, Mentions& mentions)
      : chart_(chart),
        text_(*chart.text),
        words_(words),
        mentions_(mentions),
        preposition_(chart.lexicon->class_named("preposition")),
        circumstance_(chart.lexicon->class_named("circumstance")) {}

  void run() {
    for (const text::Sentence& sentence : text_.sentences) {
      begin_ = sentence.first;
      end_ = sentence.last;
      std::uint32_t free = begin_;  // where the last quantity ended
      for (std::uint32_t token = begin_; token < end_;) {
        if (const Edge* const edge = number_at(token)) {
          free = count(*edge, free);
          token = std::max(token + 1, free);
        } else {
          if (token >= free && (count_dual(token) || count_one_at_least(token))) {
            free = mentions_.quantities.back().tokens.end;
          }
          ++token;
        }
      }
    }
  }

 private:
  // The longest number from the token on of which nothing is hidden.
  [[nodiscard]] const Edge* number_at(std::uint32_t token) const {
    for (EdgeId id = chart_.head[token]; id != grammar::kNoEdge; id = chart_.edges[id].next) {
      const Edge& edge = chart_.edges[id];
      if (edge.kind != Kind::number) continue;
      const Number& number = mentions_.numbers[edge.value];
      if (number.ordinal || (!number.low && !number.high)) continue;
      const auto* const first = chart_.closed.data() + edge.first;
      if (std::all_of(first, first + (edge.last - edge.first),
                      [](EdgeId over) { return over == grammar::kNoEdge; })) {
        return &edge;
      }
    }
    return nullptr;
  }

  [[nodiscard]] std::span<const Reading> readings(std::uint32_t token) const {
    return chart_.readings_of(chart_.word(token));
  }
  [[nodiscard]] bool free(std::uint32_t token) const {
    return token < end_ && chart_.closed[token] == grammar::kNoEdge;
  }
  [[nodiscard]] bool any(std::uint32_t token, Features features) const {
    const auto of = readings(token);
    return std::any_of(of.begin(), of.end(),
                       [&](const Reading& reading) { return (reading.features & features) != 0; });
  }

  // Whether the class holds the word; a language may lack the class.
  [[nodiscard]] bool is(const Reading& reading, std::uint32_t in_class) const {
    return in_class != lexicon::kNothing && reading.lexeme != lexicon::kNothing &&
           chart_.lexicon->in_set(in_class, reading.lexeme);
  }

  // Whether a noun in this form goes with the number: plural after 3 to 10, else singular.
  static bool agrees(const Number& number, Features features) {
    const double value = number.low ? *number.low : *number.high;
    const double rest = std::fmod(std::fabs(value), 100);
    const bool few = !number.vague && rest >= 3 && rest <= 10;
    if (number.vague || few) return (features & feature::pl) != 0;
    return (features & feature::sg) != 0;
  }

  // The reading of a token as what the number counts, or nullptr.
  [[nodiscard]] const Reading* counted(std::uint32_t token, const Number& number,
                                       bool definite) const {
    if (!free(token) || text_.tokens[token].kind != TokenKind::word) return nullptr;
    const Reading* best = nullptr;
    int best_score = -1;
    bool other = false;  // it may be a verb or a particle as well
    for (const Reading& reading : readings(token)) {
      // "40 بعد وفاة ثلاثة": the word after, no distance; "ثلاثة متأثرين بجراحهم": how they died.
      const bool particle = (reading.features & feature::particle) != 0;
      if ((particle && is(reading, preposition_)) || is(reading, circumstance_)) return nullptr;
      if ((reading.features & (feature::verb | feature::particle | feature::number)) != 0) {
        other = true;
        continue;
      }
      if ((reading.features & kNominal) == 0 || reading.lexeme == lexicon::kNothing) continue;
      constexpr Features kBefore = feature::proclitics & ~feature::with_al;
      if ((reading.features & kBefore) != 0) continue;
      if (((reading.features & feature::with_al) != 0) != definite) continue;
      const int score = (agrees(number, reading.features) ? 2 : 0) +
                        ((reading.features & feature::noun) != 0 ? 1 : 0);
      if (score > best_score) {
        best = &reading;
        best_score = score;
      }
    }
    return best != nullptr && (best_score >= 2 || !other) ? best : nullptr;
  }

  // "عشرين قذيفة منازل": a noun of the feminine singular has no masculine beside it.
  static bool differs(Features noun, Features adjective) {
    return (noun & feature::f) != 0 && (noun & feature::sg) != 0 && (noun & feature::m) == 0 &&
           (adjective & (feature::f | feature::pl)) == 0;
  }

  // Where the adjectives after a noun end.
  [[nodiscard]] std::uint32_t adjectives(std::uint32_t token, Features noun) const {
    std::uint32_t last = token;
    while (last < token + kAdjectives && free(last) && text_.tokens[last].kind == TokenKind::word) {
      const auto of = readings(last);
      const bool fits = std::any_of(of.begin(), of.end(), [&](const Reading& reading) {
        constexpr Features kBefore = feature::proclitics & ~feature::with_al;
        return (reading.features & feature::adjective) != 0 && (reading.features & kBefore) == 0 &&
               (reading.features & feature::with_al) == (noun & feature::with_al) &&
               ((noun & feature::du) == 0 || (reading.features & feature::du) != 0) &&
               !differs(noun, reading.features);
      });
      if (!fits || any(last, feature::verb | feature::particle)) break;
      if (words_.has_effect(last, Effect::others)) break;
      ++last;
    }
    return last;
  }

  // "Others" right here.
  bool take_others(std::uint32_t& last, Quantity& quantity) const {
    if (!free(last) || !words_.has_effect(last, Effect::others)) return false;
    if (any(last, feature::with_wa | feature::with_fa)) return false;
    quantity.others = true;
    ++last;
    return true;
  }

  std::uint32_t count(const Edge& edge, std::uint32_t floor) {
    const std::uint32_t number_first = edge.first, number_last = edge.last;
    Quantity quantity;
    quantity.number = mentions_.numbers[edge.value];
    const Number& number = quantity.number;
    std::uint32_t first = number_first, last = number_last;
    if (!number.percent && !count_before(number_first, number_last, floor, quantity, first)) {
      take_others(last, quantity);
      count_after(quantity, last);
    }
    take_others(last, quantity);
    widen_after(last, quantity.number);
    quantity.tokens = {first, last};
    add(quantity);
    return last;
  }

  static bool apply(Effect effect, Number& number) {
    switch (effect) {
      case Effect::at_least:
      case Effect::more_than: number.high.reset(); return true;
      case Effect::at_most:
      case Effect::less_than: number.low.reset(); return true;
      case Effect::about: number.approximate = true; return true;
      default: return false;
    }
  }

  // Fifteen people at least; also behind a comma.
  bool widen_after(std::uint32_t& last, Number& number) const {
    bool widened = false;
    for (;;) {
      const bool pause = last < end_ && text_.tokens[last].role == text::Orthography::Role::pause;
      const std::uint32_t at = pause ? last + 1 : last;
      if (!free(at)) return widened;
      const Modifier modifier = words_.starting(at);
      if (!modifier.after || !apply(modifier.effect, number)) return widened;
      last = modifier.last;
      widened = true;
    }
  }

  // A single one at least, whose number is not said.
  bool count_one_at_least(std::uint32_t token) {
    if (!free(token) || text_.tokens[token].kind != TokenKind::word) return false;
    for (const Reading& reading : readings(token)) {
      constexpr Features kNot = feature::proclitics | feature::enclitic | feature::construct;
      if ((reading.features & feature::noun) == 0 || (reading.features & feature::sg) == 0 ||
          (reading.features & kNot) != 0) {
        continue;
      }
      Quantity quantity;
      quantity.number.low = quantity.number.high = 1;
      std::uint32_t last = adjectives(token + 1, reading.features);
      if (!free(last) || words_.starting(last).effect != Effect::at_least ||
          !widen_after(last, quantity.number)) {
        continue;
      }
      quantity.number.tokens = {token, last};
      quantity.noun = token;
      quantity.counted = reading.lexeme;
      quantity.tokens = {token, last};
      add(quantity);
      return true;
    }
    return false;
  }

  void count_after(Quantity& quantity, std::uint32_t& last) const {
    std::uint32_t token = last;
    const bool of = free(token) && words_.has_effect(token, Effect::of) && token + 1 < end_;
    if (of) ++token;
    const Number& number = quantity.number;
    const Reading* noun = nullptr;
    if (of) {
      Number many = number;  // out of more than one
      many.vague = true;
      noun = counted(token, many, true);
      if (noun == nullptr) noun = counted(token, many, false);
      if (noun != nullptr && (noun->features & feature::pl) == 0) noun = nullptr;
    } else {
      noun = counted(token, number, false);
      if (noun == nullptr) noun = counted(token, number, true);
      // A written number has its noun without the article.
      if (noun != nullptr && (noun->features & feature::with_al) != 0 &&
          text_.tokens[token - 1].kind == TokenKind::number) {
        noun = nullptr;
      }
      // "شيع المئات جثامين": "the hundreds" count nothing without من; but "لا يزال العشرات مفقودين"
      // tells what became of them.
      if (noun != nullptr && number.vague && token > begin_ && any(token - 1, feature::with_al) &&
          (noun->features & feature::with_al) == 0 &&
          !any(token, feature::oblique | feature::accusative)) {
        noun = nullptr;
      }
    }
    if (noun == nullptr) return;
    quantity.noun = token;
    quantity.counted = noun->lexeme;
    last = token + 1;
    // Members of the police.
    if (of && (noun->features & feature::with_al) == 0 && free(last) &&
        any(last, feature::with_al) && any(last, kNominal) &&
        !any(last, feature::proclitics & ~feature::with_al)) {
      ++last;
    }
    last = std::max(last, adjectives(last, noun->features));
  }

  // The twelve: an article written apart before digits. Returns its token, or the number's own.
  [[nodiscard]] std::uint32_t article_before(std::uint32_t token) const {
    if (token == begin_ || text_.tokens[token].kind != TokenKind::number) return token;
    const text::Token& before = text_.tokens[token - 1];
    if (before.kind != TokenKind::word || !text_.tokens[token].glued) return token;
    const std::u16string_view letters = text_.folded_of(before);
    for (const lexicon::Clitic& clitic : chart_.lexicon->proclitics()) {
      if (clitic.adds == feature::with_al && letters.size() == clitic.size &&
          std::equal(letters.begin(), letters.end(), clitic.letters)) {
        return token - 1;
      }
    }
    return token;
  }

  // A noun before its number: the sick, eight; one man; two children, two.
  bool count_before(std::uint32_t number_first, std::uint32_t number_last, std::uint32_t floor,
                    Quantity& quantity, std::uint32_t& first) const {
    const Number& number = quantity.number;
    const std::uint32_t start = article_before(number_first);
    if (start <= std::max(begin_, floor) || !free(start - 1)) return false;
    const bool definite = start != number_first || any(number_first, feature::with_al);
    const std::uint32_t token = start - 1;
    const bool one = number.low == 1.0 && number.high == 1.0;
    const bool two = number.low == 2.0 && number.high == 2.0;
    if (!definite && !one && !two) return false;
    if (!definite &&
        (text_.tokens[number_first].kind == TokenKind::number || number_last > number_first + 1)) {
      return false;
    }
    for (const Reading& reading : readings(token)) {
      if ((reading.features & kNominal) == 0 || reading.lexeme == lexicon::kNothing) continue;
      if (((reading.features & feature::with_al) != 0) != definite) continue;
      const Features form = definite && !one && !two ? feature::pl
                            : one                    ? feature::sg
                                                     : feature::du;
      if ((reading.features & form) == 0) continue;
      quantity.noun = token;
      quantity.counted = reading.lexeme;
      first = token;
      return true;
    }
    return false;
  }

  // "حركة طالبان", "طالبان": a name of the lexicon that looks like a dual.
  [[nodiscard]] bool in_name(std::uint32_t token) const {
    constexpr std::uint32_t kReach = 3;  // tokens of a name before the word
    for (std::uint32_t t = token; t + kReach >= token; --t) {
      for (grammar::EdgeId id = chart_.head[t]; id != grammar::kNoEdge;
           id = chart_.edges[id].next) {
        const Edge& edge = chart_.edges[id];
        const bool whole = edge.kind == Kind::actor_name ||
                           (edge.kind == Kind::place_name && edge.last - edge.first > 1);
        if (whole && edge.last > token) return true;
      }
      if (t == begin_) break;
    }
    return false;
  }

  // A noun in the dual and in nothing else.
  bool count_dual(std::uint32_t token) {
    if (!free(token) || text_.tokens[token].kind != TokenKind::word) return false;
    const Reading* dual = nullptr;
    for (const Reading& reading : readings(token)) {
      constexpr Features kNot = feature::construct | feature::enclitic;
      if ((reading.features & feature::noun) != 0 && (reading.features & feature::du) != 0 &&
          (reading.features & kNot) == 0) {
        if (dual == nullptr) dual = &reading;
      } else if ((reading.features & feature::du) == 0) {
        return false;
      }
    }
    if (dual == nullptr || in_name(token)) return false;
    Quantity quantity;
    quantity.number.low = quantity.number.high = 2;
    quantity.number.tokens = {token, token + 1};
    quantity.noun = token;
    quantity.counted = dual->lexeme;
    std::uint32_t last = adjectives(token + 1, dual->features);
    take_others(last, quantity);
    widen_after(last, quantity.number);
    quantity.tokens = {token, last};
    add(quantity);
    return true;
  }

  void add(const Quantity& quantity) {
    Edge edge;
    edge.first = quantity.tokens.begin;
    edge.last = quantity.tokens.end;
    edge.kind = Kind::quantity;
    const std::uint32_t head = quantity.noun == kNoToken ? edge.first : quantity.noun;
    edge.first_reading = chart_.word(head).first_reading;
    edge.readings = chart_.word(head).readings;
    edge.value = static_cast<std::uint32_t>(mentions_.quantities.size());
    mentions_.quantities.push_back(quantity);
    chart_.add(edge);
  }

  Chart& chart_;
  const text::Text& text_;
  const NumberWords& words_;
  Mentions& mentions_;
  std::uint32_t preposition_, circumstance_;  // classes of words
  std::uint32_t begin_ = 0, end_ = 0;         // of the sentence
};

}  // namespace

void find_quantities(Chart& chart, const NumberWords& words, Mentions& mentions) {
  QuantityFinder(chart, words, mentions).run();
}

}  // namespace marsad::mentions
