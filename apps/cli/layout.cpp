// SPDX-License-Identifier: Apache-2.0
#include "layout.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace marsad::cli {
namespace {

constexpr std::string_view kOpenIsolate = "\u2068";
constexpr std::string_view kCloseIsolate = "\u2069";
constexpr int kColumnGap = 2;

// The code point at `at`, which moves past it; U+FFFD for what is not UTF-8.
UChar32 next(std::string_view text, std::size_t& at) {
  const auto* rest = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(rest, at, text.size(), c);
  return c;
}

template <typename Each>
void each_code_point(std::string_view text, Each&& each) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const UChar32 c = next(text, at);
    each(c, text.substr(start, at - start));
  }
}

bool is_right_to_left(UChar32 c) {
  const UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER;
}

int width_of(UChar32 c) {
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
      type == U_CONTROL_CHAR) {
    return 0;
  }
  const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
}

std::string_view code(Style style) {
  switch (style) {
    case Style::plain: return "";
    case Style::bold: return "\x1b[1m";
    case Style::dim: return "\x1b[2m";
    case Style::red: return "\x1b[31m";
    case Style::green: return "\x1b[32m";
    case Style::yellow: return "\x1b[33m";
    case Style::blue: return "\x1b[34m";
  }
  return "";
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  each_code_point(text, [&](UChar32 c, std::string_view) { width += width_of(c); });
  return width;
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  each_code_point(text, [&](UChar32 c, std::string_view bytes) {
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) {
      space = !out.empty();
      return;
    }
    if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL)) return;
    if (space) out += ' ';
    space = false;
    if (c == 0xFFFD) {
      out += "\uFFFD";
    } else {
      out += bytes;
    }
  });
  return out;
}

std::string styled(std::string_view text, Style style, const Look& look) {
  if (!look.color || style == Style::plain || text.empty()) return std::string(text);
  return std::string(code(style)) + std::string(text) + "\x1b[0m";
}

Paragraph& Paragraph::add(std::string_view text, Style style) {
  return append(text, style, Join::space);
}

Paragraph& Paragraph::tie(std::string_view text, Style style) {
  return append(text, style, Join::tie);
}

Paragraph& Paragraph::glue(std::string_view text, Style style) {
  return append(text, style, Join::glue);
}

Paragraph& Paragraph::add(const Paragraph& other) {
  const std::size_t runs = runs_.size();
  runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
  for (Word word : other.words_) {
    word.run += runs;
    words_.push_back(std::move(word));
  }
  return *this;
}

Paragraph& Paragraph::append(std::string_view text, Style style, Join join) {
  const std::string cleaned = clean(text);
  if (cleaned.empty()) return *this;
  bool right_to_left = false;
  each_code_point(cleaned, [&](UChar32 c, std::string_view) {
    right_to_left = right_to_left || is_right_to_left(c);
  });
  runs_.push_back({style, right_to_left});
  for (std::size_t at = 0; at <= cleaned.size();) {
    const std::size_t space = std::min(cleaned.find(' ', at), cleaned.size());
    std::string word = cleaned.substr(at, space - at);
    const int width = display_width(word);
    words_.push_back({std::move(word), runs_.size() - 1, width, at == 0 ? join : Join::space});
    at = space + 1;
  }
  return *this;
}

std::size_t Paragraph::block_end(std::size_t first) const {
  std::size_t end = first + 1;
  while (end < words_.size() && words_[end].join != Join::space) ++end;
  return end;
}

int Paragraph::block_width(std::size_t first, std::size_t last) const {
  int width = 0;
  for (std::size_t i = first; i < last; ++i) {
    width += words_[i].width + (i == first ? 0 : words_[i].gap());
  }
  return width;
}

int Paragraph::natural_width() const { return block_width(0, words_.size()); }

int Paragraph::least_width() const {
  int width = 0;
  for (std::size_t at = 0; at < words_.size(); at = block_end(at)) {
    width = std::max(width, block_width(at, block_end(at)));
  }
  return width;
}

std::vector<Line> Paragraph::lines(int width, const Look& look) const {
  std::vector<Line> lines;
  for (std::size_t first = 0; first < words_.size();) {
    std::size_t last = block_end(first);
    while (last < words_.size() && block_width(first, block_end(last)) <= width) {
      last = block_end(last);
    }
    lines.push_back(line(first, last, look));
    first = last;
  }
  return lines;
}

Line Paragraph::line(std::size_t first, std::size_t last, const Look& look) const {
  Line result{"", block_width(first, last)};
  for (std::size_t at = first; at < last;) {
    const std::size_t run = words_[at].run;
    if (at > first && words_[at].gap() > 0) result.text += ' ';
    std::string words;
    const std::size_t head = at;
    for (; at < last && words_[at].run == run; ++at) {
      if (at > head) words += ' ';
      words += words_[at].text;
    }
    const bool isolate = look.isolates && runs_[run].right_to_left;
    if (isolate) result.text += kOpenIsolate;
    result.text += styled(words, runs_[run].style, look);
    if (isolate) result.text += kCloseIsolate;
  }
  return result;
}

void Paragraph::print(std::string& out, const Look& look, std::string_view first,
                      std::string_view rest) const {
  const int margin = std::max(display_width(first), display_width(rest));
  bool is_first = true;
  for (const Line& one : lines(look.width - margin, look)) {
    out += styled(is_first ? first : rest, Style::dim, look);
    out += one.text;
    out += '\n';
    is_first = false;
  }
}

std::optional<std::vector<int>> Table::widths(int room) const {
  std::vector<int> widths;
  std::vector<int> least;
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    Paragraph head;
    head.add(heads_[i]);
    widths.push_back(head.natural_width());
    least.push_back(head.least_width());
    for (const auto& row : rows_) {
      widths[i] = std::max(widths[i], row[i].natural_width());
      least[i] = std::max(least[i], row[i].least_width());
    }
  }
  if (std::accumulate(least.begin(), least.end(), 0) > room) return std::nullopt;
  while (std::accumulate(widths.begin(), widths.end(), 0) > room) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] > least[i] && (widest == widths.size() || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    --widths[widest];
  }
  return widths;
}

void Table::print_paragraphs(std::string& out, const Look& look, std::string_view indent) const {
  for (const auto& row : rows_) {
    Paragraph line;
    for (const Paragraph& cell : row) {
      if (cell.empty()) continue;
      if (!line.empty()) line.add("·", Style::dim);
      line.add(cell);
    }
    line.print(out, look, indent, std::string(indent) + "    ");
  }
}

void Table::print(std::string& out, const Look& look, std::string_view indent) const {
  const auto columns_wide = widths(look.width - display_width(indent) -
                                   kColumnGap * (static_cast<int>(heads_.size()) - 1));
  if (!columns_wide) {
    print_paragraphs(out, look, indent);
    return;
  }
  const auto print_row = [&](const std::vector<Paragraph>& cells) {
    std::vector<std::vector<Line>> columns;
    std::size_t height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      columns.push_back(cells[i].lines((*columns_wide)[i], look));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t y = 0; y < height; ++y) {
      std::string line(indent);
      int owed = 0;  // spaces before the next cell; none at the end of a line
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const Line cell = y < columns[i].size() ? columns[i][y] : Line{};
        if (!cell.text.empty()) {
          line.append(static_cast<std::size_t>(owed), ' ');
          line += cell.text;
          owed = 0;
        }
        owed += std::max((*columns_wide)[i] - cell.width, 0) + kColumnGap;
      }
      out += line;
      out += '\n';
    }
  };

  std::vector<Paragraph> heads;
  for (const std::string& head : heads_) {
    Paragraph cell;
    cell.add(head, Style::dim);
    heads.push_back(std::move(cell));
  }
  print_row(heads);
  for (const auto& row : rows_) print_row(row);
}

}  // namespace marsad::cli
