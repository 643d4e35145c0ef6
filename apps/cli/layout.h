// SPDX-License-Identifier: Apache-2.0
// Right-to-left words inside left-to-right lines of a terminal.
//
//   Paragraph().add("says").add("قال").add("c1", Style::dim)
//     →  says <U+2068>قال<U+2069> c1        (the two marks are not seen on a terminal)
//
// A terminal lays each line out by itself, from left to right since its first
// strong letters are Latin or none. A run of Arabic inside it is therefore
// isolated, line by line: its own letters run right to left, and neither the
// run nor its neighbours can pull the other's punctuation and numbers over.
// Nothing is ever reordered, so what is copied from the terminal is the text.
//
// Guaranteed: isolates are balanced on each line; no control or bidi character
// of the input reaches the output (a headline can not drive a terminal or turn
// a line round); words are never broken, a word longer than the line stands on
// a line of its own. Tested by layout_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::cli {

struct Look {
  int width = 100;       // columns
  bool isolates = true;  // U+2068 … U+2069 round right-to-left runs
  bool color = false;    // ANSI colours
};

enum class Style { plain, bold, dim, red, green, yellow, blue };

// Columns that `text` takes: none for marks and format characters, two for
// wide East Asian letters.
[[nodiscard]] int display_width(std::string_view text);

// Controls and bidi controls taken out, white space made single spaces.
[[nodiscard]] std::string clean(std::string_view text);

// `text` with the colour of `style`, if there is colour.
[[nodiscard]] std::string styled(std::string_view text, Style style, const Look& look);

struct Line {
  std::string text;  // with colours and isolates
  int width = 0;     // columns
};

class Paragraph {
 public:
  // A run: one value that is isolated as a whole when it holds right-to-left
  // letters. `add` puts a space before it, where a line may break; `tie` a space
  // where none may; `glue` no space. Empty runs vanish.
  Paragraph& add(std::string_view text, Style style = Style::plain);
  Paragraph& tie(std::string_view text, Style style = Style::plain);
  Paragraph& glue(std::string_view text, Style style = Style::plain);
  // All of another paragraph, after a space.
  Paragraph& add(const Paragraph& other);

  [[nodiscard]] bool empty() const { return words_.empty(); }
  // Columns on one line.
  [[nodiscard]] int natural_width() const;
  // Columns of what can not be broken.
  [[nodiscard]] int least_width() const;
  // The lines of at most `width` columns (but for longer words).
  [[nodiscard]] std::vector<Line> lines(int width, const Look& look) const;
  // The same as text that ends in a line feed, the first line after `first`,
  // the others after `rest`, which stand dim in the margin.
  void print(std::string& out, const Look& look, std::string_view first,
             std::string_view rest) const;

 private:
  enum class Join { space, tie, glue };
  struct Run {
    Style style;
    bool right_to_left;
  };
  struct Word {
    std::string text;
    std::size_t run;
    int width;
    Join join;  // to the word before
    [[nodiscard]] int gap() const { return join == Join::glue ? 0 : 1; }
  };
  Paragraph& append(std::string_view text, Style style, Join join);
  // The end of the words that can not be parted from word `first`, and their columns.
  [[nodiscard]] std::size_t block_end(std::size_t first) const;
  [[nodiscard]] int block_width(std::size_t first, std::size_t last) const;
  // Words [first, last) of one line.
  [[nodiscard]] Line line(std::size_t first, std::size_t last, const Look& look) const;

  std::vector<Run> runs_;
  std::vector<Word> words_;
};

// Columns of cells. Cells wrap inside their column, the widest columns first;
// where the words are too long even for that, each row becomes a paragraph.
class Table {
 public:
  explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}
  void add(std::vector<Paragraph> cells) { rows_.push_back(std::move(cells)); }
  void print(std::string& out, const Look& look, std::string_view indent) const;

 private:
  // The widths of the columns in `room` columns, gaps left out; none when it is too narrow.
  [[nodiscard]] std::optional<std::vector<int>> widths(int room) const;
  void print_paragraphs(std::string& out, const Look& look, std::string_view indent) const;

  std::vector<std::string> heads_;
  std::vector<std::vector<Paragraph>> rows_;
};

}  // namespace marsad::cli
