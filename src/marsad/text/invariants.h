// SPDX-License-Identifier: Apache-2.0
// The laws of a read text, in one place for the property tests and the fuzz target.
//
//   broken_law("قتل ثلاثة.", orthography, text)  →  "" when all hold, else which is broken
//
// Not for the program: the quote law reads each token again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "marsad/text/text.h"

namespace marsad::text {

// `utf8` is what `text` was read from: the output of decode.
[[nodiscard]] inline std::string broken_law(std::string_view utf8, const Orthography& orthography,
                                            const Text& text) {
  // Byte offset of each code point, and of the end.
  std::vector<std::size_t> bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if ((utf8[i] & 0xC0) != 0x80) bytes.push_back(i);
  }
  const std::size_t count = bytes.size();
  bytes.push_back(utf8.size());

  const std::size_t units = text.letters.size();
  if (text.folded.size() != units) return "folded is as long as letters";
  if (text.source.size() != units + 1) return "each unit has a source, and the end";
  if (text.source.back() != count) return "the last source is the length of the text";
  for (std::size_t i = 0; i < units; ++i) {
    if (text.source[i] > text.source[i + 1]) return "sources never go back";
    if (text.source[i] >= count) return "a unit comes from a code point of the text";
  }

  std::uint32_t end = 0;
  std::uint32_t quoted = 0;
  Text again;
  for (const Token& token : text.tokens) {
    if (token.units.empty() || token.units.end > units) return "a token holds units of the text";
    if (token.units.begin < end) return "tokens follow one another";
    for (std::uint32_t i = end; i < token.units.begin; ++i) {
      const Orthography::Kind kind = orthography.kind[text.letters[i]];
      if (kind != Orthography::Kind::space && kind != Orthography::Kind::line_break) {
        return "between tokens is nothing but space";
      }
    }
    const bool first = &token == text.tokens.data();
    if (token.glued != (!first && token.units.begin == end)) return "glued says: no space before";
    if (token.block_start && !token.line_start) return "a block starts with a line";
    if (first && !token.block_start) return "the text starts a block";
    end = token.units.end;

    const Span place = text.code_points(token.units);
    if (place.empty() || place.begin < quoted || place.end > count) {
      return "tokens stand in the text as given, one after the other";
    }
    quoted = place.end;
    const std::string_view quote =
        utf8.substr(bytes[place.begin], bytes[place.end] - bytes[place.begin]);
    read(quote, orthography, again);
    if (again.tokens.size() != 1 || again.letters != text.letters_of(token) ||
        again.folded != text.folded_of(token) || again.tokens[0].kind != token.kind ||
        again.tokens[0].role != token.role) {
      return "the quote of a token reads as the token: " + std::string(quote);
    }
  }
  for (std::size_t i = end; i < units; ++i) {
    const Orthography::Kind kind = orthography.kind[text.letters[i]];
    if (kind != Orthography::Kind::space && kind != Orthography::Kind::line_break) {
      return "after the last token is nothing but space";
    }
  }

  std::uint32_t next = 0;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.first != next || sentence.last <= sentence.first) {
      return "each token belongs to one sentence";
    }
    next = sentence.last;
  }
  if (next != text.tokens.size()) return "the last sentence ends with the last token";
  return {};
}

}  // namespace marsad::text
