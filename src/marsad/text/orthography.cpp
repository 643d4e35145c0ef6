// SPDX-License-Identifier: Apache-2.0
// Compiles the tables of language/<code>/orthography/. Unicode gives the ground (which
// units are letters, spaces, signs, and which letter a presentation form shows); the
// tables stand above it, and a row wins over Unicode.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <type_traits>

#include "marsad/text/text.h"
#include "marsad/text/utf8.h"

namespace marsad::text {

namespace {

using Kind = Orthography::Kind;
using Role = Orthography::Role;

static_assert(std::is_trivially_copyable_v<Orthography>, "it stands in the pack as it is");

constexpr char32_t kUnits = 0x10000;

struct Row {
  std::uint32_t line = 0;
  std::vector<std::string> cells;  // as many as the table has columns
};

struct Table {
  std::string path;
  std::vector<Row> rows;

  [[nodiscard]] std::string where(const Row& row, std::size_t column) const {
    std::size_t offset = 1;  // of the cell, in bytes
    for (std::size_t i = 0; i < column; ++i) offset += row.cells[i].size() + 1;
    return path + ":" + std::to_string(row.line) + ":" + std::to_string(offset);
  }
};

std::vector<std::string> split(std::string_view line, char at) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t place = line.find(at);
    cells.emplace_back(line.substr(0, place));
    if (place == std::string_view::npos) return cells;
    line.remove_prefix(place + 1);
  }
}

// The first line names the columns and must be `header`.
Result<Table> read_table(const std::string& folder, const std::string& name,
                         const std::string& header) {
  Table table{folder + "/" + name, {}};
  std::ifstream file(table.path, std::ios::binary);
  if (!file) {
    return fail(ErrorCode::language, table.path, "cannot be read",
                "each folder of an orthography holds this table");
  }
  const std::size_t columns = split(header, '\t').size();
  std::string line;
  for (std::uint32_t number = 1; std::getline(file, line); ++number) {
    const std::string where = table.path + ":" + std::to_string(number) + ":1";
    if (number == 1) {
      if (line == header) continue;
      return fail(ErrorCode::language, where, "the first line does not name the columns",
                  "write: " + header);
    }
    if (line.empty()) continue;
    Row row{number, split(line, '\t')};
    if (row.cells.size() != columns) {
      return fail(ErrorCode::language, where,
                  std::to_string(row.cells.size()) + " columns, not " + std::to_string(columns),
                  "separate the columns by single tabs: " + header);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<char32_t> code_points(std::string_view cell) {
  std::vector<char32_t> points;
  const auto* p = reinterpret_cast<const unsigned char*>(cell.data());
  const unsigned char* const end = p + cell.size();
  while (p != end) {
    const Utf8Step step = utf8_step(p, end);
    points.push_back(step.code_point);
    p += step.size;
  }
  return points;
}

// U+XXXX, as a number; kUnits if it is not one.
char32_t parse_unit(std::string_view cell) {
  if (cell.size() != 6 || !cell.starts_with("U+")) return kUnits;
  char32_t unit = 0;
  for (const char digit : cell.substr(2)) {
    if (digit >= '0' && digit <= '9') {
      unit = unit * 16 + static_cast<char32_t>(digit - '0');
    } else if (digit >= 'A' && digit <= 'F') {
      unit = unit * 16 + static_cast<char32_t>(digit - 'A') + 10;
    } else {
      return kUnits;
    }
  }
  return unit;
}

bool is_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xE000; }

class Compiler {
 public:
  Compiler(std::string folder, Orthography& out) : folder_(std::move(folder)), out_(out) {}

  Result<void> compile() {
    std::memset(&out_, 0, sizeof out_);
    take_unicode();
    // In this order: signs and letters first, then what refers to them.
    for (const auto step : {&Compiler::take_marks, &Compiler::take_letters, &Compiler::take_digits,
                            &Compiler::take_punctuation}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    show_presentation_forms();
    for (const auto step :
         {&Compiler::take_compositions, &Compiler::take_ligatures, &Compiler::take_abbreviations}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    return {};
  }

 private:
  void take_unicode() {
    for (char32_t u = 0; u < kUnits; ++u) {
      const auto unit = static_cast<std::uint16_t>(u);
      const auto code_point = static_cast<UChar32>(u);
      out_.letter[u] = unit;
      const UChar32 lower = u_tolower(code_point);
      out_.folded[u] = lower < 0x10000 ? static_cast<std::uint16_t>(lower) : unit;
      out_.kind[u] = kind_by_unicode(code_point);
      if (out_.kind[u] == Kind::space) out_.letter[u] = out_.folded[u] = u' ';
    }
  }

  static Kind kind_by_unicode(UChar32 c) {
    const std::uint32_t category = U_GET_GC_MASK(c);
    if (c >= u'\n' && c <= u'\r') return Kind::line_break;  // LF, VT, FF, CR
    if (c == 0x85 || (category & (U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0) return Kind::line_break;
    if (c == u'\t' || (category & U_GC_ZS_MASK) != 0) return Kind::space;
    if (c >= u'0' && c <= u'9') return Kind::digit;
    if ((category & U_GC_L_MASK) != 0) {
      UErrorCode status = U_ZERO_ERROR;
      return uscript_getScript(c, &status) == USCRIPT_LATIN ? Kind::latin : Kind::letter;
    }
    if ((category & U_GC_M_MASK) != 0) return Kind::letter;
    if ((category & (U_GC_P_MASK | U_GC_SM_MASK | U_GC_SC_MASK | U_GC_SK_MASK)) != 0) {
      return Kind::punctuation;
    }
    return Kind::other;
  }

  // Initial, medial, final, isolated, wide and narrow forms that no row names take after the
  // one letter that they show.
  void show_presentation_forms() {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* const nfkc = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status)) return;
    for (char32_t u = 0; u < kUnits; ++u) {
      if (named_.contains(u)) continue;
      switch (u_getIntPropertyValue(static_cast<UChar32>(u), UCHAR_DECOMPOSITION_TYPE)) {
        case U_DT_INITIAL:
        case U_DT_MEDIAL:
        case U_DT_FINAL:
        case U_DT_ISOLATED:
        case U_DT_WIDE:
        case U_DT_NARROW: break;
        default: continue;
      }
      const UChar form = static_cast<UChar>(u);
      UChar shown[32];
      const std::int32_t size = unorm2_normalize(nfkc, &form, 1, shown, 32, &status);
      if (U_FAILURE(status) || size != 1) {
        status = U_ZERO_ERROR;
        continue;
      }
      out_.letter[u] = out_.letter[shown[0]];
      out_.folded[u] = out_.folded[shown[0]];
      out_.kind[u] = out_.kind[shown[0]];
      out_.role[u] = out_.role[shown[0]];
    }
  }

  Result<void> take_marks() {
    const auto table = read_table(folder_, "marks.tsv", "from\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      // One sign, U+XXXX or U+XXXX..U+YYYY.
      const std::size_t dots = row.cells[0].find("..");
      const auto first = unit_of(*table, row, 0, row.cells[0].substr(0, dots));
      if (!first) return tl::unexpected(first.error());
      auto last = first;
      if (dots != std::string::npos) {
        last = unit_of(*table, row, 0, row.cells[0].substr(dots + 2));
      }
      if (!last) return tl::unexpected(last.error());
      for (char32_t unit = *first; unit <= *last; ++unit) {
        if (auto named = name(*table, row, unit); !named) return named;
        out_.kind[unit] = Kind::drop;
        out_.letter[unit] = out_.folded[unit] = 0;
      }
    }
    return {};
  }

  Result<void> take_letters() {
    const auto table = read_table(folder_, "letters.tsv", "from\tletter\tfolded\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      const auto from = unit_of(*table, row, 0, row.cells[0]);
      const auto letter = unit_of(*table, row, 1, row.cells[1]);
      const auto folded = unit_of(*table, row, 2, row.cells[2]);
      for (const auto* const cell : {&from, &letter, &folded}) {
        if (!*cell) return tl::unexpected(cell->error());
      }
      if (auto named = name(*table, row, *from); !named) return named;
      out_.letter[*from] = *letter;
      out_.folded[*from] = *folded;
      out_.kind[*from] = Kind::letter;
    }
    return {};
  }

  Result<void> take_digits() {
    const auto table = read_table(folder_, "digits.tsv", "from\tdigit\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      const auto from = unit_of(*table, row, 0, row.cells[0]);
      if (!from) return tl::unexpected(from.error());
      const std::string& digit = row.cells[1];
      if (digit.size() != 1 || digit[0] < '0' || digit[0] > '9') {
        return fail(ErrorCode::language, table->where(row, 1), "no digit: '" + digit + "'",
                    "write one of 0 to 9");
      }
      if (auto named = name(*table, row, *from); !named) return named;
      out_.letter[*from] = out_.folded[*from] = static_cast<unsigned char>(digit[0]);
      out_.kind[*from] = Kind::digit;
    }
    return {};
  }

  Result<void> take_punctuation() {
    static const std::map<std::string_view, Role> kRoles = {
        {"none", Role::none},
        {"sentence_end", Role::sentence_end},
        {"pause", Role::pause},
        {"open_quote", Role::open_quote},
        {"close_quote", Role::close_quote},
        {"either_quote", Role::either_quote},
        {"open_bracket", Role::open_bracket},
        {"close_bracket", Role::close_bracket},
        {"dash", Role::dash},
        {"decimal", Role::decimal},
    };
    const auto table =
        read_table(folder_, "punctuation.tsv", "from\trole\tin_number\tfolded\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      const auto from = unit_of(*table, row, 0, row.cells[0]);
      if (!from) return tl::unexpected(from.error());
      if (row.cells[1] == "blank") {
        if (auto named = name(*table, row, *from); !named) return named;
        out_.letter[*from] = out_.folded[*from] = u' ';
        out_.kind[*from] = Kind::space;
        continue;
      }
      const auto role = kRoles.find(row.cells[1]);
      if (role == kRoles.end()) {
        std::string known = " blank";
        for (const auto& [word, unused] : kRoles) known += " " + std::string(word);
        return fail(ErrorCode::language, table->where(row, 1),
                    "unknown role '" + row.cells[1] + "'", "write one of:" + known);
      }
      const auto folded = unit_of(*table, row, 3, row.cells[3]);
      if (!folded) return tl::unexpected(folded.error());
      if (auto named = name(*table, row, *from); !named) return named;
      out_.folded[*from] = *folded;
      out_.kind[*from] = Kind::punctuation;
      out_.role[*from] = role->second;
      if (row.cells[2].empty()) continue;
      if (row.cells[2] != "yes") {
        return fail(ErrorCode::language, table->where(row, 2),
                    "unknown word '" + row.cells[2] + "'",
                    "write yes for a sign that joins two numbers, or nothing");
      }
      if (out_.number_sign_count == std::size(out_.number_signs)) return full(*table, row);
      out_.number_signs[out_.number_sign_count++] = *from;
    }
    return {};
  }

  Result<void> take_compositions() {
    const auto table = read_table(folder_, "compositions.tsv", "letter\tmark\tcomposed\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      const auto letter = unit_of(*table, row, 0, row.cells[0]);
      const auto mark = unit_of(*table, row, 1, row.cells[1]);
      const auto composed = unit_of(*table, row, 2, row.cells[2]);
      for (const auto* const cell : {&letter, &mark, &composed}) {
        if (!*cell) return tl::unexpected(cell->error());
      }
      if (out_.kind[*mark] != Kind::drop) {
        return fail(ErrorCode::language, table->where(row, 1), "the mark is not dropped",
                    "give it a row in marks.tsv");
      }
      if (out_.kind[*letter] != Kind::letter || out_.kind[*composed] != Kind::letter) {
        return fail(ErrorCode::language, table->where(row, 0), "not a letter",
                    "a composition makes a letter from a letter and a mark");
      }
      if (out_.composition_count == std::size(out_.compositions)) return full(*table, row);
      out_.compositions[out_.composition_count++] = {*letter, *mark, *composed};
      out_.letter[*mark] = *mark;  // look at the letter before it
    }
    return {};
  }

  Result<void> take_ligatures() {
    const auto table = read_table(folder_, "ligatures.tsv", "from\tletters\tnote");
    if (!table) return tl::unexpected(table.error());
    for (const Row& row : table->rows) {
      const auto from = unit_of(*table, row, 0, row.cells[0]);
      if (!from) return tl::unexpected(from.error());
      Orthography::Ligature ligature{*from, 0, {}};
      const std::vector<char32_t> letters = code_points(row.cells[1]);
      // The reader's buffers count on three bytes of input for a ligature.
      if (*from < 0x800 || letters.empty() || letters.size() > std::size(ligature.letters)) {
        return fail(ErrorCode::language, table->where(row, 1), "no ligature",
                    "write a unit from U+0800 on and its one to four letters");
      }
      for (const char32_t letter : letters) {
        if (letter >= kUnits || out_.kind[letter] != Kind::letter) {
          return fail(ErrorCode::language, table->where(row, 1), "not a letter",
                      "a ligature stands for letters");
        }
        ligature.letters[ligature.count++] = static_cast<std::uint16_t>(letter);
      }
      if (auto named = name(*table, row, *from); !named) return named;
      if (out_.ligature_count == std::size(out_.ligatures)) return full(*table, row);
      out_.ligatures[out_.ligature_count++] = ligature;
      out_.kind[*from] = Kind::letter;
      out_.letter[*from] = out_.folded[*from] = 0;
    }
    std::sort(out_.ligatures, out_.ligatures + out_.ligature_count,
              [](const auto& a, const auto& b) { return a.unit < b.unit; });
    return {};
  }

  Result<void> take_abbreviations() {
    static const std::map<std::string_view, Orthography::Abbreviation> kKinds = {
        {"title", Orthography::Abbreviation::title},
        {"spelled", Orthography::Abbreviation::spelled},
        {"suffix", Orthography::Abbreviation::suffix},
    };
    const auto table = read_table(folder_, "abbreviations.tsv", "form\tkind\tnote");
    if (!table) return tl::unexpected(table.error());
    std::set<std::u16string> forms;  // each begins with its kind
    for (const Row& row : table->rows) {
      const auto abbreviation = kKinds.find(row.cells[1]);
      if (abbreviation == kKinds.end()) {
        return fail(ErrorCode::language, table->where(row, 1),
                    "unknown kind '" + row.cells[1] + "'", "write title, spelled or suffix");
      }
      std::u16string form(1, static_cast<char16_t>(abbreviation->second));
      for (const char32_t letter : code_points(row.cells[0])) {
        const Kind kind = letter < kUnits ? out_.kind[letter] : Kind::other;
        if (kind != Kind::letter && kind != Kind::latin) {
          return fail(ErrorCode::language, table->where(row, 0), "not a letter",
                      "write the letters before the full stop, without marks");
        }
        form += static_cast<char16_t>(out_.folded[letter]);
      }
      if (form.size() < 3) {
        return fail(ErrorCode::language, table->where(row, 0), "fewer than two letters",
                    "single letters before a full stop are known without a row");
      }
      if (!forms.insert(std::move(form)).second) {
        return fail(ErrorCode::language, table->where(row, 0),
                    "'" + row.cells[0] + "' has a row already", "keep one of the two");
      }
    }
    for (const std::u16string& form : forms) {
      if (out_.abbreviation_units + form.size() + 1 > std::size(out_.abbreviations)) {
        return full(*table, table->rows.back());
      }
      std::copy(form.begin(), form.end(), out_.abbreviations + out_.abbreviation_units);
      out_.abbreviation_units += static_cast<std::uint32_t>(form.size() + 1);
    }
    return {};
  }

  // A cell that names one unit: the sign itself, or U+XXXX.
  static Result<std::uint16_t> unit_of(const Table& table, const Row& row, std::size_t column,
                                       std::string_view cell) {
    char32_t unit = parse_unit(cell);
    if (unit == kUnits) {
      const std::vector<char32_t> points = code_points(cell);
      if (points.size() == 1) unit = points[0];
    }
    if (unit >= kUnits || unit == 0 || unit == kReplacement || is_surrogate(unit)) {
      return fail(ErrorCode::language, table.where(row, column),
                  "'" + std::string(cell) + "' is not one character",
                  "write one character of the basic plane, or U+XXXX");
    }
    return static_cast<std::uint16_t>(unit);
  }

  // Each unit has one row in all the tables together.
  Result<void> name(const Table& table, const Row& row, char32_t unit) {
    const auto [place, fresh] = named_.emplace(unit, table.where(row, 0));
    if (fresh) return {};
    return fail(ErrorCode::language, table.where(row, 0),
                "'" + row.cells[0] + "' has a row already at " + place->second,
                "keep one of the two");
  }

  static Result<void> full(const Table& table, const Row& row) {
    return fail(ErrorCode::language, table.where(row, 0), "the table has no room for this row",
                "drop a row, or enlarge the table in text.h");
  }

  std::string folder_;
  Orthography& out_;
  std::map<char32_t, std::string> named_;  // unit → where its row stands
};

}  // namespace

Result<void> compile_orthography(const std::string& folder, Orthography& out) {
  return Compiler(folder, out).compile();
}

}  // namespace marsad::text
