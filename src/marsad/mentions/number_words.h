// SPDX-License-Identifier: Apache-2.0
// What single words and signs say of numbers, read off the rows of numbers.tsv once for a
// text, so that composing numbers asks no row again.
//
//   "خمسة آلاف"   →  {unit 5} | {scale 1000, vague 2000..9999}
//   "على الأقل"   →  modifier at_least, on either side of its number
//
// A word keeps all its ways to be read; the order is that of its readings. Inside the room
// only. Tested by number_test.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "marsad/grammar/chart.h"

namespace marsad::mentions {

// One way to read a word as part of a number.
struct NumberWord {
  enum class Kind : std::uint8_t {
    digits,
    unit,
    teen,
    ten,
    hundred,
    scale,
    vague,
    fraction,
    multiplier,
    ordinal,
    decimal,
    negative
  } kind = Kind::unit;
  double value = 0;
  double high = 0;  // vague: value..high; both 0 when the row gives no bounds
  double dual = 0;  // scale: what it is as a dual before its noun (ألفا جندي)
  lexicon::Features features = 0;
  bool one_of = false;  // a numeral that is mostly a pronoun (أحد, إحدى)
};

// How a modifier changes a number.
enum class Effect : std::uint8_t {
  none,
  at_least,
  more_than,
  at_most,
  less_than,
  up_to,
  about,
  between,
  range,
  exactly,
  of,
  others,
  out_of
};
struct Modifier {
  Effect effect = Effect::none;
  bool before = false, after = false;
  std::uint32_t last = 0;  // token after it
};

// The rows of numbers.tsv, understood once for a language.
class NumberRows {
 public:
  explicit NumberRows(const lexicon::Lexicon& lexicon);
  struct Row {
    std::uint32_t first = 0, count = 0;  // into words
    std::uint32_t effects = 0;           // bits of all its effects
    Effect effect = Effect::none;        // the first of them
    bool before = false, after = false;  // on which sides of its number it stands
  };
  // nullptr for rows of other tables.
  [[nodiscard]] const Row* of(lexicon::RowId row) const {
    return index_[row] == lexicon::kNothing ? nullptr : &rows_[index_[row]];
  }
  // Its ways to be read, without the features of a reading.
  [[nodiscard]] std::span<const NumberWord> words(const Row& row) const {
    return {words_.data() + row.first, row.count};
  }

 private:
  std::vector<Row> rows_;
  std::vector<NumberWord> words_;
  std::vector<std::uint32_t> index_;  // by RowId
};

class NumberWords {
 public:
  NumberWords(const grammar::Chart& chart, const NumberRows& rows);
  [[nodiscard]] std::span<const NumberWord> at(std::uint32_t token) const {
    return {words_.data() + first_[token], first_[token + 1] - first_[token]};
  }
  [[nodiscard]] const NumberWord* at(std::uint32_t token, NumberWord::Kind kind) const;
  // A phrase of a vague number or a share that starts here (عشرات الآلاف, في المئة), the longest.
  struct Phrase {
    NumberWord word;
    std::uint32_t last = 0;
  };
  [[nodiscard]] std::optional<Phrase> phrase(std::uint32_t token, NumberWord::Kind kind) const;
  // The longest modifier that starts or ends here and stands on that side of its number.
  [[nodiscard]] Modifier starting(std::uint32_t token) const;
  [[nodiscard]] Modifier ending(std::uint32_t token_after, std::uint32_t& first) const;
  // Of a single token; none if it has no such effect.
  [[nodiscard]] bool has_effect(std::uint32_t token, Effect effect) const;
  // "and" written apart.
  [[nodiscard]] bool is_and(std::uint32_t token) const;

 private:
  void read(const morphology::Reading& reading, std::vector<NumberWord>& out) const;
  [[nodiscard]] Modifier modifier_of(const grammar::Edge& edge) const;

  const grammar::Chart& chart_;
  const NumberRows& rows_;
  std::vector<NumberWord> words_;
  std::vector<std::uint32_t> first_;
  std::uint32_t and_word_ = lexicon::kNothing;
};

// The value of a run of digits with signs in it: 12 · 1,000 · 12.5 · 1.000 (thousands,
// but decimals before a scale).
[[nodiscard]] std::optional<double> digits_value(std::u16string_view letters, bool before_scale);

}  // namespace marsad::mentions
