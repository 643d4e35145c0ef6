// SPDX-License-Identifier: Apache-2.0
// A store as lines of JSON and back: the reference form, which outlives the program.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "marsad/store/store.h"

namespace marsad::store {
namespace {

using nlohmann::json;

// Tables in the order in which one needs the other, with what orders their rows and the object
// of custody that a row belongs to. `zstd` is written undone as `data`; `words` is not written,
// since it is made of the text. Accounts and sessions stay where they are: an export is for
// others.
struct Table {
  const char* name;
  const char* rows;
  std::string_view kind;
  std::string_view number;  // the column that numbers the object
};
constexpr std::array<Table, 8> kTables{{
    {"original", "SELECT * FROM original ORDER BY number", "original", "number"},
    {"article", "SELECT * FROM article ORDER BY number", "article", "number"},
    {"report", "SELECT * FROM report ORDER BY article, number", "article", "article"},
    {"incident", "SELECT * FROM incident ORDER BY number", "incident", "number"},
    {"decision", "SELECT * FROM decision ORDER BY number", "decision", "number"},
    {"rejected", "SELECT * FROM rejected ORDER BY number", "rejected", "number"},
    {"correction", "SELECT * FROM correction ORDER BY number", "correction", "number"},
    {"release", "SELECT * FROM release ORDER BY number", "release", "number"},
}};

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out(3 * (text.size() / 4) + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  std::size_t length = static_cast<std::size_t>(size);
  for (std::size_t i = text.size(); i > 0 && text[i - 1] == '='; --i) --length;
  out.resize(length);
  return out;
}

tl::unexpected<Error> foreign(std::string what) {
  return fail(ErrorCode::input, "", std::move(what),
              "import what marsad export --format jsonl wrote, into a new store");
}

std::optional<std::string> text_of(const json& row, const char* key) {
  const auto found = row.find(key);
  if (found == row.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

Result<void> Store::each_line(const std::function<Result<void>(std::string_view)>& sink) {
  for (const Table& table : kTables) {
    Result<void> sunk;
    const auto done = guarded(path_, [&] {
      Query query(*connection_, table.rows);
      while (sunk && query.step()) {
        nlohmann::ordered_json row = {{"table", table.name}};
        for (int i = 0; i < query.statement().getColumnCount(); ++i) {
          const SQLite::Column value = query.statement().getColumn(i);
          const std::string name = value.getName();
          if (name == "words" && table.kind == "article") continue;
          if (value.isNull()) {
            row[name] = nullptr;
          } else if (value.isInteger()) {
            row[name] = value.getInt64();
          } else if (value.isFloat()) {
            row[name] = value.getDouble();
          } else if (value.isText()) {
            row[name] = query.text(i);
          } else if (name == "zstd") {
            row["data"] = base64(uncompressed(query.text(i)).value_or(""));
          } else {
            row[name] = base64(query.text(i));
          }
        }
        sunk = sink(row.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
      }
    });
    if (!done) return done;
    if (!sunk) return sunk;
  }
  return {};
}

Result<bool> Store::put_line(std::string_view text, const WordsOf& words_of) {
  const json row = json::parse(text, nullptr, false);
  const auto named = row.is_object() ? text_of(row, "table") : std::nullopt;
  const auto table = std::find_if(kTables.begin(), kTables.end(),
                                  [&](const Table& one) { return named && *named == one.name; });
  if (table == kTables.end()) return foreign("is no row of a store");
  if (!row.contains(table->number) || !row[std::string(table->number)].is_number_integer()) {
    return foreign("has no number");
  }
  const Number number = row[std::string(table->number)].get<Number>();
  std::string columns;
  std::string marks;
  std::vector<std::string> held;  // blobs, which the statement only points to
  held.reserve(row.size());
  std::vector<std::pair<std::string, const json*>> values;
  std::string words;
  std::optional<std::string> data;
  for (const auto& [key, value] : row.items()) {
    if (key == "table") continue;
    // A name that is no plain word cannot be a column, and must not become SQL.
    if (!std::all_of(key.begin(), key.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
        })) {
      return foreign("has a column that there is not");
    }
    columns += (columns.empty() ? "" : ", ") + (key == "data" ? std::string("zstd") : key);
    marks += marks.empty() ? "?" : ", ?";
    values.emplace_back(key, &value);
    if (key == "data" || (key == "sketch" && value.is_string())) {
      auto bytes = value.is_string() ? from_base64(value.get<std::string>()) : std::nullopt;
      if (!bytes) return foreign("has bytes that are no base64");
      if (key == "data") data = *bytes;
      held.push_back(key == "data" ? compressed(*bytes) : std::move(*bytes));
    }
  }
  if (table->name == std::string_view("article")) {
    if (!data) return foreign("has no data");
    words =
        words_of(text_of(row, "title").value_or(""), text_of(row, "outlet").value_or(""), *data);
    columns += ", words";
    marks += ", ?";
  }
  const std::string sql = fmt::format("INSERT INTO {}({}) VALUES ({}) ON CONFLICT DO NOTHING",
                                      table->name, columns, marks);
  return guarded(path_, [&] {
    SQLite::Statement insert(connection_->database(), sql);
    int at = 0;
    std::size_t blob = 0;
    for (const auto& [key, value] : values) {
      ++at;
      if (key == "data" || (key == "sketch" && value->is_string())) {
        insert.bindNoCopy(at, held[blob].data(), static_cast<int>(held[blob].size()));
        ++blob;
      } else if (value->is_number_integer()) {
        insert.bind(at, value->get<std::int64_t>());
      } else if (value->is_number()) {
        insert.bind(at, value->get<double>());
      } else if (value->is_string()) {
        insert.bind(at, value->get<std::string>());
      } else {
        insert.bind(at);
      }
    }
    const bool is_article = table->name == std::string_view("article");
    if (is_article) insert.bind(at + 1, sum_of(words));
    if (insert.exec() == 0) return false;  // it is there already
    touch(table->kind, number);
    if (!is_article) return true;
    if (row.contains("sketch") && row["sketch"].is_string()) {
      const auto sketch = sketch_from(from_base64(row["sketch"].get<std::string>()).value_or(""));
      if (sketch) {
        for (const std::int64_t key : incidents::bands_of(*sketch)) {
          Query query(*connection_, "INSERT INTO band(key, article) VALUES (?, ?)");
          query.bind(key, number).run();
        }
      }
    }
    words_.emplace_back(number, std::move(words));
    return true;
  });
}

}  // namespace marsad::store
