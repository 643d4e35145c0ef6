// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/tsv.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace marsad::lexicon::compiler {

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string reason = in ? "" : std::strerror(errno);
  std::error_code ignored;
  // A folder opens like a file, and only reading fails.
  if (in && !std::filesystem::is_regular_file(path, ignored)) reason = "not a file";
  if (!reason.empty()) {
    return fail(ErrorCode::language, path, "cannot be read (" + reason + ")",
                "name the folder of a language, such as language/ar");
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<Table> Table::read(const std::string& path) {
  auto content = read_file(path);
  if (!content) return tl::unexpected(content.error());
  return parse(std::move(*content), std::filesystem::path(path).filename().string());
}

Result<Table> Table::parse(std::string content, const std::string& name) {
  Table table;
  table.name_ = name;
  table.content_ = std::make_unique<std::string>(std::move(content));
  std::string_view rest = *table.content_;
  std::uint32_t number = 0;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells;
    std::size_t begin = 0;
    while (true) {
      const std::size_t tab = line.find('\t', begin);
      cells.push_back(line.substr(begin, tab == std::string_view::npos ? tab : tab - begin));
      if (tab == std::string_view::npos) break;
      begin = tab + 1;
    }
    if (table.columns_.empty()) {
      table.columns_ = std::move(cells);
      continue;
    }
    if (cells.size() > table.columns_.size()) {
      const auto column = cells[table.columns_.size()].data() - line.data();
      return fail(ErrorCode::language,
                  name + ':' + std::to_string(number) + ':' + std::to_string(column + 1),
                  "a row of " + std::to_string(cells.size()) + " cells under a header of " +
                      std::to_string(table.columns_.size()),
                  "take out the extra tab, or name the column in the first line");
    }
    cells.resize(table.columns_.size());
    table.rows_.push_back({number, std::move(cells)});
  }
  if (table.columns_.empty()) {
    return fail(ErrorCode::language, name + ":1:1", "an empty table",
                "write a first line with the names of the columns");
  }
  return table;
}

std::string_view Table::cell(const TableRow& row, std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) return {};
  return row.cells[static_cast<std::size_t>(found - columns_.begin())];
}

std::string Table::at(const TableRow& row, std::size_t cell) const {
  // Cells are views into one line; those that are missing have no place of their own.
  const bool missing = row.cells[cell].data() == nullptr;
  while (row.cells[cell].data() == nullptr) --cell;
  const char* place = row.cells[cell].data() + (missing ? row.cells[cell].size() : 0);
  return name_ + ':' + std::to_string(row.line) + ':' +
         std::to_string(place - row.cells.front().data() + 1);
}

std::string Table::at(const TableRow& row, std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  return at(row, found == columns_.end() ? 0 : static_cast<std::size_t>(found - columns_.begin()));
}

Result<void> Table::require(std::initializer_list<std::string_view> wanted) const {
  for (const std::string_view column : wanted) {
    if (std::find(columns_.begin(), columns_.end(), column) == columns_.end()) {
      return fail(ErrorCode::language, name_ + ":1:1", "no column '" + std::string(column) + "'",
                  "add it to the first line, and its cell to each row");
    }
  }
  return {};
}

}  // namespace marsad::lexicon::compiler
