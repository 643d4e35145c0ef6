// SPDX-License-Identifier: Apache-2.0
#include "marsad/text/text.h"

#include <algorithm>

#include "marsad/text/utf8.h"

namespace marsad::text {

namespace {

void append_units(std::u16string_view units, std::string& out) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t code_point = units[i];
    if (code_point >= 0xD800 && code_point < 0xDC00 && i + 1 < units.size()) {
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (units[++i] - 0xDC00u);
    }
    append_utf8(code_point, out);
  }
}

}  // namespace

Span Text::code_points(Span units) const {
  const std::uint32_t begin = source[units.begin];
  if (units.empty()) return {begin, begin};
  // Several units may come from one code point (a ligature, a surrogate pair):
  // a span that ends inside holds the whole code point.
  return {begin, std::max(source[units.end], source[units.end - 1] + 1)};
}

Span Text::code_points_of_tokens(std::uint32_t first, std::uint32_t last) const {
  if (first >= last) {
    const std::uint32_t place =
        first < tokens.size() ? source[tokens[first].units.begin] : source.back();
    return {place, place};
  }
  return code_points({tokens[first].units.begin, tokens[last - 1].units.end});
}

std::u16string_view Text::folded_of(const Token& token) const {
  return std::u16string_view(folded).substr(token.units.begin, token.units.size());
}

std::u16string_view Text::letters_of(const Token& token) const {
  return std::u16string_view(letters).substr(token.units.begin, token.units.size());
}

std::string dump(const Text& text) {
  std::string line;
  for (const Sentence& sentence : text.sentences) {
    if (!line.empty()) line += " ‖ ";
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (i > sentence.first) line += ' ';
      append_units(text.letters_of(text.tokens[i]), line);
    }
  }
  return line;
}

}  // namespace marsad::text
