// SPDX-License-Identifier: Apache-2.0
// Rows of a table of language/: a header line, tab-separated cells, UTF-8.
//
//   lemma<TAB>gender<TAB>plurals        ←  line 1, names of the columns
//   جندي<TAB>m<TAB>جنود|جند              ←  cell("plurals") = "جنود|جند"
//
// Blank lines and lines that begin with '#' are passed over. A row with more
// cells than the header is an error at its line and column; missing cells at
// the end are empty. Tested by tsv_test.cpp.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/base/split.h"

namespace marsad::lexicon::compiler {

struct TableRow {
  std::uint32_t line = 0;               // in the file, from 1
  std::vector<std::string_view> cells;  // as many as the header has
};

class Table {
 public:
  // Errors: ErrorCode::language, with file:line:column and the remedy.
  [[nodiscard]] static Result<Table> read(const std::string& path);
  [[nodiscard]] static Result<Table> parse(std::string content, const std::string& name);
  Table(Table&&) = default;
  Table& operator=(Table&&) = default;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<std::string_view>& columns() const { return columns_; }
  [[nodiscard]] const std::vector<TableRow>& rows() const { return rows_; }
  // The cell under a column, "" where the table has no such column.
  [[nodiscard]] std::string_view cell(const TableRow& row, std::string_view column) const;
  // "verbs.tsv:12:9" for messages: where in its line the cell begins, in bytes from
  // 1; a cell that is missing, where the line ends; no such column, 1.
  [[nodiscard]] std::string at(const TableRow& row, std::string_view column) const;
  [[nodiscard]] std::string at(const TableRow& row, std::size_t cell) const;
  // Fails unless all these columns stand in the header.
  [[nodiscard]] Result<void> require(std::initializer_list<std::string_view> columns) const;

 private:
  Table() = default;
  std::string name_;
  std::unique_ptr<std::string> content_;  // cells are views into it, also after a move
  std::vector<std::string_view> columns_;
  std::vector<TableRow> rows_;
};

// The whole file. Errors: ErrorCode::language.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

}  // namespace marsad::lexicon::compiler
