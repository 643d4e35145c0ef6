// SPDX-License-Identifier: Apache-2.0
#include "marsad/text/sentences.h"

#include <algorithm>

namespace marsad::text {

namespace {

using Role = Orthography::Role;
using Abbreviation = Orthography::Abbreviation;

constexpr std::uint32_t kMaxHeadingTokens = 15;
// A block is wrapped text if its longest line is between these widths, in units, ...
constexpr std::uint32_t kMinWrapWidth = 40;
constexpr std::uint32_t kMaxWrapWidth = 200;
// ... and a single line that looks wrapped is believed only from this width on, where
// a headline would be long.
constexpr std::uint32_t kSureWrapWidth = 70;

class SentenceFinder {
 public:
  SentenceFinder(const Orthography& orthography, Text& text)
      : orthography_(orthography), text_(text), tokens_(text.tokens) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(tokens_.size());
    for (std::uint32_t first = 0; first < count;) {
      std::uint32_t last = first + 1;
      while (last < count && !tokens_[last].block_start) ++last;
      read_block(first, last);
      first = last;
    }
  }

 private:
  void read_block(std::uint32_t first, std::uint32_t last) {
    const std::uint32_t width = wrap_width(first, last);
    begin_ = first;
    quote_open_ = false;
    for (std::uint32_t line = first; line < last;) {
      const std::uint32_t next = line_end(line, last);
      read_line(line, next);
      if (begin_ < next && (next == last || !joins_next_line(line, next, last, width))) {
        // A heading is one whole line, not the tail of one.
        end_sentence(next, begin_ == line && is_heading(line, next));
        quote_open_ = false;
      }
      line = next;
    }
  }

  // The sentences that end inside the line or at its last stop.
  void read_line(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last;) {
      const Token& token = tokens_[i];
      if (token.kind != TokenKind::punctuation) {
        ++i;
      } else if (token.role != Role::sentence_end) {
        pass_quote(i);
        ++i;
      } else {
        const std::uint32_t stop = i;
        bool in_quotes = false;
        for (++i; i < last; ++i) {
          const bool closing = closes(i, last);
          if (!closing && tokens_[i].role != Role::sentence_end) break;
          in_quotes = in_quotes || closing;
          pass_quote(i);
        }
        // A sign of mark-up at the end of the line: "*قتل ثلاثة.*"
        if (i + 1 == last && tokens_[i].kind == TokenKind::punctuation && tokens_[i].glued) ++i;
        if (i == last || ends_sentence(stop, i, first, in_quotes)) end_sentence(i, false);
      }
    }
  }

  // Whether the stop ends a sentence although its line goes on at `next`.
  [[nodiscard]] bool ends_sentence(std::uint32_t stop, std::uint32_t next, std::uint32_t line,
                                   bool in_quotes) const {
    const Token& after = tokens_[next];
    if (after.role == Role::pause) return false;
    // "من المسؤول؟" قالها مرتين: the question is a part of what goes on.
    const bool full_stop = text_.folded[tokens_[stop].units.begin] == u'.';
    if (in_quotes && !full_stop) return false;
    if (stop == begin_) return false;
    const Token& before = tokens_[stop - 1];
    const bool inside_word = tokens_[stop].glued && next == stop + 1 && after.glued;
    // Latin addresses and names of files: news.example
    if (inside_word && before.kind != TokenKind::word &&
        (after.kind == TokenKind::latin || after.kind == TokenKind::number)) {
      return false;
    }
    if (!full_stop) return true;
    // "2. ..." numbers the items of a list.
    if (before.kind == TokenKind::number && stop - 1 == line) return false;
    if (inside_word &&
        (is_listed(after, Abbreviation::suffix) ||
         (is_listed(before, Abbreviation::spelled) && is_listed(after, Abbreviation::spelled)))) {
      return false;
    }
    return !is_title(stop - 1, line);
  }

  // A single letter or a title, except after a number, where it is a unit or an era: "300 م."
  [[nodiscard]] bool is_title(std::uint32_t index, std::uint32_t line) const {
    const Token& token = tokens_[index];
    if (token.kind != TokenKind::word && token.kind != TokenKind::latin) return false;
    if (!tokens_[index + 1].glued) return false;
    if (index > line && tokens_[index - 1].kind == TokenKind::number) return false;
    return token.units.size() == 1 || is_listed(token, Abbreviation::title);
  }

  [[nodiscard]] bool is_listed(const Token& token, Abbreviation kind) const {
    const std::u16string_view word = text_.folded_of(token);
    const std::uint16_t* row = orthography_.abbreviations;
    const std::uint16_t* const end = row + orthography_.abbreviation_units;
    while (row != end) {
      const std::uint16_t* const row_end = std::find(row, end, 0);
      if (*row == static_cast<std::uint16_t>(kind) &&
          std::equal(row + 1, row_end, word.begin(), word.end())) {
        return true;
      }
      row = row_end + 1;
    }
    return false;
  }

  void pass_quote(std::uint32_t index) {
    switch (tokens_[index].role) {
      case Role::either_quote:
      case Role::open_quote:
        if (!is_apostrophe(index)) quote_open_ = !quote_open_;
        break;
      case Role::close_quote:
        if (!is_apostrophe(index)) quote_open_ = false;
        break;
      default: break;
    }
  }

  // Inside a Latin word: l'ONU.
  [[nodiscard]] bool is_apostrophe(std::uint32_t index) const {
    return index > 0 && index + 1 < tokens_.size() && tokens_[index].glued &&
           tokens_[index + 1].glued && tokens_[index - 1].kind == TokenKind::latin &&
           tokens_[index + 1].kind == TokenKind::latin;
  }

  // Whether a sign after a stop closes what the sentence opened.
  [[nodiscard]] bool closes(std::uint32_t index, std::uint32_t last) const {
    const Token& token = tokens_[index];
    switch (token.role) {
      case Role::close_quote:
      case Role::close_bracket: return true;
      case Role::either_quote:
      case Role::open_quote:
        // A sign of either side closes where one is open, unless it leans on the next word.
        return quote_open_ && (token.glued || index + 1 == last || !tokens_[index + 1].glued);
      default: return false;
    }
  }

  void end_sentence(std::uint32_t last, bool heading) {
    text_.sentences.push_back({begin_, last, heading});
    begin_ = last;
  }

  [[nodiscard]] std::uint32_t line_end(std::uint32_t first, std::uint32_t block_end) const {
    std::uint32_t last = first + 1;
    while (last < block_end && !tokens_[last].line_start) ++last;
    return last;
  }

  [[nodiscard]] bool is_heading(std::uint32_t first, std::uint32_t last) const {
    if (last - first > kMaxHeadingTokens || tokens_[last - 1].role == Role::pause) return false;
    return std::any_of(tokens_.begin() + first, tokens_.begin() + last,
                       [](const Token& token) { return token.kind != TokenKind::punctuation; });
  }

  // For a line that did not end with a stop. An ellipsis at the end of a line ends.
  [[nodiscard]] bool joins_next_line(std::uint32_t first, std::uint32_t last,
                                     std::uint32_t block_end, std::uint32_t width) const {
    const Token& sign = tokens_[last - 1];
    if (sign.role == Role::pause) return text_.folded[sign.units.begin] != u'.';
    return is_full(first, last, block_end, width);
  }

  [[nodiscard]] std::uint32_t line_width(std::uint32_t first, std::uint32_t last) const {
    return tokens_[last - 1].units.end - tokens_[first].units.begin;
  }

  // Whether the first word of the next line would have made this line too long.
  [[nodiscard]] bool is_full(std::uint32_t first, std::uint32_t last, std::uint32_t block_end,
                             std::uint32_t width) const {
    std::uint32_t word_end = last + 1;
    while (word_end < block_end && tokens_[word_end].glued) ++word_end;
    return line_width(first, last) + 1 + line_width(last, word_end) > width;
  }

  // With a stop, or with a sign of pause.
  [[nodiscard]] bool ends_with_sign(std::uint32_t first, std::uint32_t last) const {
    while (last > first && tokens_[last - 1].kind == TokenKind::punctuation) {
      const Role role = tokens_[--last].role;
      if (role == Role::sentence_end || role == Role::pause) return true;
      if (role != Role::close_quote && role != Role::close_bracket && role != Role::either_quote &&
          role != Role::open_quote) {
        return false;
      }
    }
    return false;
  }

  // The width at which the lines of a block were wrapped; more than any line has if they
  // were not.
  [[nodiscard]] std::uint32_t wrap_width(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t kNotWrapped = UINT32_MAX;
    std::uint32_t width = 0;
    for (std::uint32_t line = first; line < last;) {
      const std::uint32_t next = line_end(line, last);
      width = std::max(width, line_width(line, next));
      line = next;
    }
    if (width < kMinWrapWidth || width > kMaxWrapWidth) return kNotWrapped;
    std::uint32_t closed = 0;  // lines before the last that end with a sign
    std::uint32_t open = 0;    // the others, if they are long
    std::uint32_t full = 0;    // those of them that are full
    for (std::uint32_t line = first; line < last;) {
      const std::uint32_t next = line_end(line, last);
      if (next < last) {
        if (ends_with_sign(line, next)) {
          ++closed;
        } else if (line_width(line, next) * 2 > width) {
          ++open;
          full += is_full(line, next, last, width);
        }
      }
      line = next;
    }
    // Where most lines end with a sign, the lines are paragraphs.
    const bool wrapped = full >= closed && full * 3 >= open * 2 &&
                         (full > 1 || (full == 1 && width >= kSureWrapWidth));
    return wrapped ? width : kNotWrapped;
  }

  const Orthography& orthography_;
  Text& text_;
  const std::vector<Token>& tokens_;
  std::uint32_t begin_ = 0;  // of the sentence that is being read
  bool quote_open_ = false;
};

}  // namespace

void find_sentences(const Orthography& orthography, Text& text) {
  text.sentences.clear();
  SentenceFinder(orthography, text).run();
}

}  // namespace marsad::text
