// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/number.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "marsad/mentions/number_words.h"

namespace marsad::mentions {
namespace {

using grammar::Chart;
using grammar::Edge;
using grammar::EdgeId;
using grammar::Kind;
using text::TokenKind;
using Role = text::Orthography::Role;
using Word = NumberWord;
namespace feature = lexicon::feature;

constexpr double kShare = 0.01;  // per cent and less: a share that follows its number

// A number as it was composed, before modifiers.
struct Spoken {
  Number number;
  std::uint32_t first = 0, last = 0;
  double scale = 1;      // the last scale named in it
  bool written = false;  // digits and nothing else
};

bool small(double value, double below) { return value >= 1 && value < below; }

class NumberFinder {
 public:
  NumberFinder(Chart& chart, const NumberWords& words, Mentions& mentions)
      : chart_(chart), text_(*chart.text), words_(words), mentions_(mentions) {}

  void run() {
    for (const text::Sentence& sentence : text_.sentences) {
      end_ = sentence.last;
      begin_ = sentence.first;
      for (std::uint32_t token = sentence.first; token < sentence.last;) {
        token = std::max(token + 1, find_at(token));
      }
    }
  }

 private:
  // ---- One number ----

  [[nodiscard]] bool glued(std::uint32_t token) const {
    return token < end_ && text_.tokens[token].glued;
  }
  [[nodiscard]] char16_t sign(std::uint32_t token) const {
    if (token >= end_ || text_.tokens[token].kind != TokenKind::punctuation) return 0;
    return text_.folded_of(text_.tokens[token]).front();
  }
  [[nodiscard]] const Word* at(std::uint32_t token, Word::Kind kind) const {
    return token < end_ ? words_.at(token, kind) : nullptr;
  }
  [[nodiscard]] bool has_noun(std::uint32_t token, lexicon::Features with) const {
    if (token >= end_) return false;
    for (const morphology::Reading& reading : chart_.readings_of(chart_.word(token))) {
      if ((reading.features & (feature::noun | feature::adjective)) != 0 &&
          (reading.features & with) == with) {
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool only_number(std::uint32_t token) const {
    const auto readings = chart_.readings_of(chart_.word(token));
    return std::all_of(readings.begin(), readings.end(), [](const morphology::Reading& reading) {
      return (reading.features & feature::number) != 0;
    });
  }

  // The sum of what was said so far: thousands and millions that are complete, and the
  // group below the next scale.
  struct Sum {
    double done = 0, group = 0;
    double limit = std::numeric_limits<double>::infinity();  // the last scale
    double scaled = 0;                                       // what that scale added
    Word::Kind before = Word::Kind::decimal;                 // the word before
    bool any = false;
    [[nodiscard]] double tens() const { return std::fmod(group, 100); }
  };

  // Takes the word if it may follow. `joined`: with "and" before it.
  bool take(const Word& word, bool joined, std::uint32_t next, bool multiply, Sum& sum) const {
    const double value = word.value;
    const bool follows = joined && (sum.group > 0 || sum.done > 0);
    switch (word.kind) {
      case Word::Kind::digits:
        if (sum.any && !joined && is_group(next - 1)) {  // 12 000
          sum.group = sum.group * 1000 + value;
          return true;
        }
        if (sum.any && !(joined && sum.group == 0 && sum.done > 0 && value < sum.limit))
          return false;
        sum.group = value;
        return true;
      case Word::Kind::unit:
        if (!sum.any) {
          sum.group = value;
          return true;
        }
        // Eleven to nineteen: a unit with ten beside it.
        if (!joined && value == 10 && small(sum.tens(), 10) && sum.before == Word::Kind::unit) {
          sum.group += value;
          return true;
        }
        if (!follows || sum.tens() != 0 || (sum.before == Word::Kind::digits)) return false;
        sum.group += value;
        return true;
      case Word::Kind::teen:
        if (sum.any && (!follows || sum.tens() != 0)) return false;
        sum.group += value;
        return true;
      case Word::Kind::ten:
        if (sum.any && !(follows && (sum.tens() == 0 || (small(sum.tens(), 10) && value < 100)))) {
          return false;
        }
        if (sum.any && sum.before == Word::Kind::digits) return false;
        sum.group += value;
        return true;
      case Word::Kind::hundred:
        if (sum.any && !joined) {
          const bool counts = sum.before == Word::Kind::unit || sum.before == Word::Kind::digits;
          if (!counts || !small(sum.tens(), 10) || value != 100) return false;
          sum.group = sum.group - sum.tens() + sum.tens() * value;
          return true;
        }
        if (sum.any && !(sum.group == 0 && sum.done > 0)) return false;
        sum.group = value;
        return true;
      case Word::Kind::scale: return take_scale(word, joined, next, multiply, sum);
      default: return false;
    }
  }

  // Three digits that stand apart after one to three others, as in 12 000.
  [[nodiscard]] bool is_group(std::uint32_t token) const {
    const auto digits = [&](std::uint32_t at) { return text_.letters_of(text_.tokens[at]); };
    const auto plain = [](std::u16string_view letters) {
      return std::all_of(letters.begin(), letters.end(),
                         [](char16_t unit) { return unit >= u'0' && unit <= u'9'; });
    };
    return token > begin_ && !text_.tokens[token].glued && digits(token).size() == 3 &&
           plain(digits(token)) && text_.tokens[token - 1].kind == TokenKind::number &&
           digits(token - 1).size() <= 3 && plain(digits(token - 1)) &&
           (digits(token - 1).front() != u'0' || is_group(token - 1));
  }

  bool take_scale(const Word& word, bool joined, std::uint32_t next, bool multiply,
                  Sum& sum) const {
    // The scale itself: 2000 is two of 1000.
    const double scale = std::pow(1000, std::floor(std::log10(word.value) / 3));
    const bool counted = word.value != scale;
    if (sum.group > 0) {
      if (joined || counted || !multiply || scale >= sum.limit) return false;
      sum.scaled = sum.group * scale;
      sum.done += sum.scaled;
      sum.group = 0;
      sum.limit = scale;
      return true;
    }
    if (sum.any && !joined) {  // thousands of millions
      if (counted || !multiply || sum.before != Word::Kind::scale || scale <= sum.limit)
        return false;
      sum.done += sum.scaled * (scale - 1);
      sum.scaled *= scale;
      sum.limit = scale;
      return true;
    }
    if (scale >= sum.limit) return false;
    sum.scaled = word.dual > 0 && has_noun(next, 0) && !joined ? word.dual : word.value;
    sum.done += sum.scaled;
    sum.limit = scale;
    return true;
  }

  // A fraction that starts at the token: of the scale after it, of the scale before it, or alone.
  bool take_fraction(std::uint32_t& token, bool joined, Sum& sum) const {
    const Word* const word = at(token, Word::Kind::fraction);
    if (word == nullptr || word->value <= kShare) return false;
    double value = word->value;
    if (sum.any && !joined) {  // three quarters
      if (sum.before != Word::Kind::unit || sum.group >= 10 || sum.done > 0) return false;
      value *= sum.group;
      sum.group = 0;
    } else if (!sum.any && at(token, Word::Kind::unit) != nullptr) {
      return false;
    }
    for (const Word::Kind kind : {Word::Kind::scale, Word::Kind::hundred}) {
      const Word* const whole = at(token + 1, kind);
      if (whole == nullptr || (whole->features & feature::with_wa) != 0) continue;
      // A million and a half of a million.
      sum.done += value * whole->value;
      token += 2;
      return true;
    }
    if (joined && sum.any) {
      sum.done += value * (sum.group > 0 || sum.done == 0 ? 1 : sum.limit);
    } else if (sum.any || only_number(token) || (word->features & feature::with_al) != 0) {
      sum.done += value;
    } else {
      return false;
    }
    ++token;
    return true;
  }

  // Composes words and digits from the token on. Returns where the number ends, or the
  // token itself. Without `joins` it stops before "and"; without `multiply` before a scale.
  std::uint32_t compose(std::uint32_t token, bool joins, bool multiply, Sum& sum) const {
    std::uint32_t last = token;
    bool pronoun = false;
    while (last < end_) {
      std::uint32_t next = last;
      bool joined = false;
      if (sum.any && next + 1 < end_ && words_.is_and(next) && !words_.at(next + 1).empty()) {
        joined = true;
        ++next;
      }
      bool taken = false;
      for (const Word& word : words_.at(next)) {
        const bool with_and = joined || (sum.any && (word.features & feature::with_wa) != 0);
        // A preposition opens something else: out of three, by five.
        constexpr lexicon::Features kOpens = feature::with_bi | feature::with_li | feature::with_ka;
        if (sum.any && ((word.features & kOpens) != 0 || (with_and && !joins))) continue;
        if (!sum.any && word.kind == Word::Kind::scale && at(next, Word::Kind::vague) != nullptr) {
          continue;
        }
        if (!take(word, with_and, next + 1, multiply, sum)) continue;
        pronoun = !sum.any && word.one_of;
        sum.before = word.kind;
        if (word.kind == Word::Kind::digits && multiply && !sum.any) {
          sum.group = digits_before(next, word.value);
        }
        taken = true;
        break;
      }
      if (taken) {
        last = next + 1;
      } else {
        const Word* const fraction = at(next, Word::Kind::fraction);
        const bool with_and = joined || (sum.any && fraction != nullptr &&
                                         (fraction->features & feature::with_wa) != 0);
        if ((with_and && !joins) || !take_fraction(next, with_and, sum)) {
          if (!take_decimals(last, sum)) break;
          continue;
        }
        last = next;
        sum.before = Word::Kind::fraction;
      }
      sum.any = true;
    }
    // "One of" alone counts only before those it is one of.
    if (pronoun && last == token + 1 && !has_noun(last, feature::with_al | feature::pl))
      return token;
    return last;
  }

  // Digits with one sign are decimals where a scale follows: 1.250 million.
  [[nodiscard]] double digits_before(std::uint32_t token, double value) const {
    if (at(token + 1, Word::Kind::scale) == nullptr) return value;
    return digits_value(text_.letters_of(text_.tokens[token]), true).value_or(value);
  }

  // "… comma five": the digits of what follows are decimals.
  bool take_decimals(std::uint32_t& token, Sum& sum) const {
    if (!sum.any || at(token, Word::Kind::decimal) == nullptr) return false;
    std::uint32_t next = token + 1;
    std::string digits;
    for (const Word* zero = at(next, Word::Kind::unit); zero != nullptr && zero->value == 0;
         zero = at(next, Word::Kind::unit)) {
      digits += '0';
      ++next;
    }
    Sum decimals;
    const std::uint32_t last = compose(next, true, false, decimals);
    if (last == next && digits.empty()) return false;
    if (last > next) digits += fmt::format("{:.0f}", decimals.done + decimals.group);
    sum.group += std::stod("0." + digits);
    sum.before = Word::Kind::digits;
    token = last;
    return true;
  }

  [[nodiscard]] bool is_dash(std::uint32_t token) const {
    return token < end_ && text_.tokens[token].role == Role::dash;
  }

  // The longest number from the token on, with its sign and as a share; last == first if none.
  [[nodiscard]] Spoken speak(std::uint32_t token, bool joins = true) const {
    Spoken spoken;
    spoken.first = spoken.last = token;
    std::uint32_t start = token;
    double factor = 1;
    if (at(token, Word::Kind::negative) != nullptr) {
      factor = -1;
      ++start;
    } else if (token == begin_ && is_dash(token) && glued(token + 1) && token + 2 == end_) {
      factor = -1;  // a fragment that is nothing but a number
      ++start;
    }
    if (start >= end_) return spoken;
    if (const auto vague = speak_vague(start)) return *vague;
    Sum sum;
    std::uint32_t last = start;
    if (at(start, Word::Kind::digits) != nullptr && (last = ratio(start, sum)) != start) {
      sum.any = true;
    } else {
      last = compose(start, joins, true, sum);
    }
    if (last == start) {
      if (factor < 0) return spoken;
      return speak_rank(start);
    }
    double value = sum.done + sum.group;
    spoken.written = last == start + 1 && at(start, Word::Kind::digits) != nullptr;
    if (spoken.written && start > 0 && leads_with_decimal(start)) {
      value /= std::pow(10, text_.letters_of(text_.tokens[start]).size());
    }
    spoken.scale = std::isinf(sum.limit) ? 1 : sum.limit;
    if (const auto share = share_at(last)) {
      value *= share->word.value;
      last = share->last;
      spoken.number.percent = true;
    }
    spoken.last = last;
    spoken.number.low = spoken.number.high = factor * value;
    return spoken;
  }

  // ".77": the sign belongs to no number before it.
  [[nodiscard]] bool leads_with_decimal(std::uint32_t token) const {
    const text::Token& before = text_.tokens[token - 1];
    if (!text_.tokens[token].glued || before.glued || before.kind != TokenKind::punctuation) {
      return false;
    }
    return text_.folded_of(before) == u".";
  }

  // 3/4, but not a part of a date.
  std::uint32_t ratio(std::uint32_t token, Sum& sum) const {
    const Word* const below = at(token + 2, Word::Kind::digits);
    const Word* const above = at(token, Word::Kind::digits);
    if (sign(token + 1) != u'/' || below == nullptr || !glued(token + 1) || !glued(token + 2) ||
        sign(token + 3) == u'/' || (token > begin_ && sign(token - 1) == u'/') ||
        above->value >= below->value || (below->value > 10 && below->value <= 31)) {
      return token;
    }
    sum.done = above->value / below->value;
    return token + 3;
  }

  [[nodiscard]] std::optional<NumberWords::Phrase> share_at(std::uint32_t token) const {
    if (token >= end_) return std::nullopt;
    if (sign(token) == u'%' || sign(token) == u'\u2030') {
      NumberWords::Phrase phrase;
      phrase.word.value = sign(token) == u'%' ? kShare : kShare / 10;
      phrase.last = token + 1;
      return phrase;
    }
    if (const auto phrase = words_.phrase(token, Word::Kind::fraction);
        phrase && phrase->word.value <= kShare) {
      return phrase;
    }
    for (const Word& word : words_.at(token)) {
      if (word.kind == Word::Kind::fraction && word.value <= kShare) {
        return NumberWords::Phrase{word, token + 1};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Spoken> speak_vague(std::uint32_t token) const {
    auto found = words_.phrase(token, Word::Kind::vague);
    if (!found) {
      const Word* const word = at(token, Word::Kind::vague);
      if (word == nullptr) return std::nullopt;
      found = NumberWords::Phrase{*word, token + 1};
      // Tens of thousands.
      if (const Word* const scale = at(token + 1, Word::Kind::scale);
          scale != nullptr && (scale->features & feature::with_wa) == 0 && word->high > 0) {
        found->word.value *= scale->value;
        found->word.high = (found->word.high + 1) * scale->value - 1;
        ++found->last;
      }
    }
    Spoken spoken;
    spoken.first = token;
    spoken.last = found->last;
    spoken.number.vague = true;
    if (found->word.high > 0) {
      spoken.number.low = found->word.value;
      spoken.number.high = found->word.high;
    }
    return spoken;
  }

  [[nodiscard]] Spoken speak_rank(std::uint32_t token) const {
    Spoken spoken;
    spoken.first = spoken.last = token;
    const Word* const rank = at(token, Word::Kind::ordinal);
    if (rank == nullptr) return spoken;
    double value = rank->value;
    std::uint32_t last = token + 1;
    if (const Word* const ten = at(last, Word::Kind::unit);
        value < 10 && ten != nullptr && ten->value == 10) {
      value += 10;
      ++last;
    } else if (value < 10) {
      const std::uint32_t next = last < end_ && words_.is_and(last) ? last + 1 : last;
      const Word* const tens = at(next, Word::Kind::ten);
      if (tens != nullptr && (next > last || (tens->features & feature::with_wa) != 0)) {
        value += tens->value;
        last = next + 1;
      }
    }
    spoken.last = last;
    spoken.number.low = spoken.number.high = value;
    spoken.number.ordinal = true;
    return spoken;
  }

  // ---- Ranges and modifiers ----

  std::uint32_t find_at(std::uint32_t token) {
    Spoken spoken = speak(token);
    if (spoken.last == token) return token;
    if (spoken.number.ordinal) {
      add(spoken.number, spoken.first, spoken.last);
      return spoken.last;
    }
    std::uint32_t before = spoken.first;
    const Modifier opening = words_.ending(spoken.first, before);
    const bool between = opening.effect == Effect::between && before >= begin_;
    const std::uint32_t range_first = between ? before : spoken.first;
    Spoken second;
    if (between && !spoken.number.vague) {
      second = second_after_and(spoken.last);
      if (second.last == 0 || !(*second.number.low > *spoken.number.low)) {
        // "Between five and twenty" was read as twenty-five.
        spoken = speak(token, false);
        second = second_after_and(spoken.last);
      }
      if (second.last == 0 || !(*second.number.low > *spoken.number.low)) spoken = speak(token);
    }
    if (second.last == 0) second = second_of_range(spoken);
    add(spoken.number, spoken.first, spoken.last);
    Number number = spoken.number;
    std::uint32_t first = spoken.first, last = spoken.last;
    if (second.last != 0 && second.number.low && number.low &&
        *second.number.high > scaled_low(spoken, second)) {
      add(second.number, second.first, second.last);
      number.low = scaled_low(spoken, second);
      number.high = second.number.high;
      number.percent = second.number.percent;
      first = range_first;
      last = second.last;
      add(number, first, last);
    }
    widen(number, first, last);
    return last;
  }

  // "Three to five thousand": the scale is said once.
  static double scaled_low(const Spoken& first, const Spoken& second) {
    const double low = *first.number.low;
    if (second.number.percent && !first.number.percent && *second.number.low < low)
      return low * kShare;
    return first.scale == 1 && second.scale > 1 && low < 1000 ? low * second.scale : low;
  }

  [[nodiscard]] Spoken second_after_and(std::uint32_t token) const {
    Spoken none;
    if (token >= end_) return none;
    const std::uint32_t next = words_.is_and(token) ? token + 1 : token;
    if (next >= end_) return none;
    const bool joined =
        next > token ||
        std::any_of(words_.at(next).begin(), words_.at(next).end(),
                    [](const Word& word) { return (word.features & feature::with_wa) != 0; });
    if (!joined) return none;
    const Spoken second = speak(next);
    return second.last == next || second.number.ordinal || second.number.vague ? none : second;
  }

  [[nodiscard]] Spoken second_of_range(const Spoken& first) const {
    Spoken none;
    const std::uint32_t join = first.last;
    if (join + 1 >= end_ || first.number.vague) return none;
    const bool dash = is_dash(join) && first.written && glued(join) == glued(join + 1) &&
                      !(first.first > begin_ && is_dash(first.first - 1)) && !is_dash(join + 2);
    if (!dash && !words_.has_effect(join, Effect::range)) return none;
    if (!dash && words_.has_effect(join, Effect::of)) return none;
    const Spoken second = speak(join + 1);
    return second.last == join + 1 || second.number.ordinal || second.number.vague ? none : second;
  }

  static bool apply(Effect effect, Number& number) {
    switch (effect) {
      case Effect::at_least:
      case Effect::more_than: number.high.reset(); return true;
      case Effect::at_most:
      case Effect::less_than:
      case Effect::up_to: number.low.reset(); return true;
      case Effect::about: number.approximate = true; return true;
      case Effect::exactly: return true;
      default: return false;
    }
  }

  void widen(Number number, std::uint32_t first, std::uint32_t& last) {
    const std::uint32_t was_first = first, was_last = last;
    for (;;) {
      std::uint32_t start = first;
      const Modifier modifier = words_.ending(first, start);
      if (!modifier.before || start < begin_ || !apply(modifier.effect, number)) break;
      first = start;
    }
    while (last < end_) {
      const Modifier modifier = words_.starting(last);
      if (!modifier.after || !apply(modifier.effect, number)) break;
      last = modifier.last;
    }
    if (first != was_first || last != was_last) add(number, first, last);
  }

  void add(Number number, std::uint32_t first, std::uint32_t last) {
    number.tokens = {first, last};
    Edge edge;
    edge.first = first;
    edge.last = last;
    edge.kind = Kind::number;
    edge.first_reading = chart_.word(first).first_reading;
    edge.readings = chart_.word(first).readings;
    edge.value = static_cast<std::uint32_t>(mentions_.numbers.size());
    mentions_.numbers.push_back(number);
    chart_.add(edge);
  }

  Chart& chart_;
  const text::Text& text_;
  const NumberWords& words_;
  Mentions& mentions_;
  std::uint32_t begin_ = 0, end_ = 0;  // of the sentence
};

}  // namespace

void find_numbers(Chart& chart, const NumberWords& words, Mentions& mentions) {
  NumberFinder(chart, words, mentions).run();
}

std::string dump(const Number& number) {
  if (!number.low && !number.high) return number.vague ? "some" : "";
  std::string out;
  if (number.low && number.high && *number.low == *number.high) {
    out = fmt::format("{}", *number.low);
  } else {
    out = number.low ? fmt::format("{}", *number.low) : "";
    out += "..";
    if (number.high) out += fmt::format("{}", *number.high);
  }
  if (number.approximate) out += " about";
  if (number.ordinal) out += " ordinal";
  if (number.percent) out += " share";
  return out;
}

}  // namespace marsad::mentions
