// SPDX-License-Identifier: Apache-2.0
// One pass over the bytes: each code point is looked up once and gives its letter, its
// folded letter and its place; where the kind changes, a token ends.
#include <algorithm>

#include "marsad/text/sentences.h"
#include "marsad/text/text.h"
#include "marsad/text/utf8.h"

namespace marsad::text {

namespace {

using Kind = Orthography::Kind;
using Role = Orthography::Role;

constexpr std::size_t kMaxUnitsOfLigature = 4;

TokenKind token_kind(Kind kind) {
  switch (kind) {
    case Kind::letter: return TokenKind::word;
    case Kind::latin: return TokenKind::latin;
    case Kind::digit: return TokenKind::number;
    case Kind::punctuation: return TokenKind::punctuation;
    case Kind::drop:
    case Kind::space:
    case Kind::line_break:
    case Kind::other: break;
  }
  return TokenKind::other;
}

bool is_quote_or_bracket(Role role) {
  return role == Role::open_quote || role == Role::close_quote || role == Role::either_quote ||
         role == Role::open_bracket || role == Role::close_bracket;
}

class Reader {
 public:
  Reader(const Orthography& orthography, Text& text) : orthography_(orthography), text_(text) {}

  void read(const unsigned char* p, const unsigned char* end) {
    while (p != end) {
      std::uint16_t unit = *p;
      if (unit < 0x80) {
        ++p;
      } else if (unit < 0xE0 && unit >= 0xC2 && end - p >= 2 && (p[1] & 0xC0) == 0x80) {
        unit = static_cast<std::uint16_t>(((unit & 0x1F) << 6) | (p[1] & 0x3F));
        p += 2;
      } else {
        const Utf8Step step = utf8_step(p, end);
        p += step.size;
        if (!step.ok) continue;
        if (step.code_point >= 0x10000) {
          const char32_t bits = step.code_point - 0x10000;
          put(static_cast<std::uint16_t>(0xD800 + (bits >> 10)));
          put(static_cast<std::uint16_t>(0xDC00 + (bits & 0x3FF)));
          ++code_point_;
          continue;
        }
        unit = static_cast<std::uint16_t>(step.code_point);
        if (orthography_.letter[unit] == 0 && orthography_.kind[unit] == Kind::letter) {
          put_ligature(unit);
          ++code_point_;
          continue;
        }
      }
      if (orthography_.kind[unit] == Kind::drop) {
        if (orthography_.letter[unit] != 0) compose(unit);
      } else {
        put(unit);
      }
      ++code_point_;
    }
    end_token();
    text_.letters.resize(size_);
    text_.folded.resize(size_);
    text_.source.resize(size_ + 1);
    text_.source[size_] = code_point_;
  }

 private:
  void put(std::uint16_t unit) {
    const Kind kind = orthography_.kind[unit];
    text_.letters[size_] = orthography_.letter[unit];
    text_.folded[size_] = orthography_.folded[unit];
    text_.source[size_] = code_point_;
    if (kind != run_ || kind == Kind::punctuation || kind == Kind::line_break) turn(kind, unit);
    ++size_;
  }

  // The run of one kind ends before the unit that was just put, or goes on with it.
  void turn(Kind kind, std::uint16_t unit) {
    if (kind == Kind::line_break) {
      end_token();
      run_ = kind;
      // CR LF is one line break.
      if (unit != u'\n' || size_ == 0 || text_.letters[size_ - 1] != u'\r') ++line_breaks_;
      return;
    }
    const Role role = orthography_.role[unit];
    const bool same_sign = kind == Kind::punctuation && run_ == kind &&
                           text_.letters[size_ - 1] == text_.letters[size_] &&
                           !is_quote_or_bracket(role);
    if (same_sign) return;
    end_token();
    run_ = kind;
    begin_ = size_;
    role_ = role;
  }

  void end_token() {
    if (run_ == Kind::space || run_ == Kind::line_break) return;
    std::vector<Token>& tokens = text_.tokens;
    Token token;
    token.units = {begin_, size_};
    token.kind = token_kind(run_);
    token.role = role_;
    token.glued = !tokens.empty() && tokens.back().units.end == begin_;
    token.line_start = line_breaks_ > 0;
    token.block_start = line_breaks_ > 1;
    line_breaks_ = 0;
    // Two and more full stops in a row are an ellipsis.
    if (token.role == Role::sentence_end && token.units.size() > 1 &&
        text_.folded[begin_] == u'.') {
      token.role = Role::pause;
    }
    if (token.kind == TokenKind::number && joins_number(token)) {
      tokens.pop_back();
      tokens.back().units.end = token.units.end;
      return;
    }
    tokens.push_back(token);
  }

  // "12", ".", "5" without space are one number.
  [[nodiscard]] bool joins_number(const Token& token) const {
    const std::vector<Token>& tokens = text_.tokens;
    if (!token.glued || tokens.size() < 2) return false;
    const Token& sign = tokens.back();
    if (!sign.glued || sign.units.size() != 1 ||
        tokens[tokens.size() - 2].kind != TokenKind::number) {
      return false;
    }
    const auto* const end = orthography_.number_signs + orthography_.number_sign_count;
    return std::find(orthography_.number_signs, end, text_.letters[sign.units.begin]) != end;
  }

  void put_ligature(std::uint16_t unit) {
    const auto* const end = orthography_.ligatures + orthography_.ligature_count;
    const auto* const found = std::lower_bound(
        orthography_.ligatures, end, unit,
        [](const Orthography::Ligature& row, std::uint16_t key) { return row.unit < key; });
    if (found == end || found->unit != unit) return;
    for (std::uint16_t i = 0; i < found->count; ++i) put(found->letters[i]);
  }

  // A mark that makes one letter with the letter before it.
  void compose(std::uint16_t mark) {
    if (size_ == 0) return;
    const std::uint16_t base = static_cast<std::uint16_t>(text_.letters[size_ - 1]);
    for (std::uint32_t i = 0; i < orthography_.composition_count; ++i) {
      const Orthography::Composition& row = orthography_.compositions[i];
      if (row.letter != base || row.mark != mark) continue;
      text_.letters[size_ - 1] = orthography_.letter[row.composed];
      text_.folded[size_ - 1] = orthography_.folded[row.composed];
      return;
    }
  }

  const Orthography& orthography_;
  Text& text_;
  std::uint32_t size_ = 0;         // units put
  std::uint32_t code_point_ = 0;   // of the text as given
  std::uint32_t begin_ = 0;        // of the token that is being read
  std::uint32_t line_breaks_ = 2;  // since the last token: the text begins a block
  Kind run_ = Kind::space;
  Role role_ = Role::none;
};

}  // namespace

void read(std::string_view utf8, const Orthography& orthography, Text& out) {
  // Room for the most units that these bytes can give, so that the loop need not ask: one for
  // each code point, and more for ligatures and surrogate pairs, which begin at three bytes.
  std::size_t units = 0;
  std::size_t long_ones = 0;
  for (const char byte : utf8) {
    units += (byte & 0xC0) != 0x80;
    long_ones += static_cast<unsigned char>(byte) >= 0xE0;
  }
  units += long_ones * (kMaxUnitsOfLigature - 1);
  out.letters.resize(units);
  out.folded.resize(units);
  out.source.resize(units + 1);
  out.tokens.clear();
  const auto* const begin = reinterpret_cast<const unsigned char*>(utf8.data());
  Reader(orthography, out).read(begin, begin + utf8.size());
  find_sentences(orthography, out);
}

}  // namespace marsad::text
