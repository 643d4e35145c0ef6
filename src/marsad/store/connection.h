// SPDX-License-Identifier: Apache-2.0
// One connection to the SQLite file: prepared statements that are kept, values in and out, and
// errors of SQLite as Results with file and remedy. For the files of this room only.
//
//   Query q(connection, "SELECT title FROM article WHERE number = ?");
//   q.bind(12);  while (q.step()) q.text(0);   →  "قصف سوق حماة"
//
// SQLiteCpp throws; guarded() turns what it throws into an Error. Tested by store_test.cpp.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"

namespace marsad::store {

class Connection {
 public:
  Connection(const std::string& path, int flags);
  [[nodiscard]] SQLite::Database& database() { return database_; }
  [[nodiscard]] SQLite::Statement& prepared(const char* sql);
  void execute(const char* sql) { database_.exec(sql); }

 private:
  SQLite::Database database_;
  std::map<std::string_view, std::unique_ptr<SQLite::Statement>> statements_;
};

// One run of a prepared statement, which is free for the next run afterwards. Not nested with
// the same text.
class Query {
 public:
  Query(Connection& connection, const char* sql) : statement_(connection.prepared(sql)) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  template <typename... Values>
  Query& bind(const Values&... values) {
    int at = 0;
    (set(++at, values), ...);
    return *this;
  }
  [[nodiscard]] bool step() { return statement_.executeStep(); }
  void run() {
    while (statement_.executeStep()) {
    }
  }
  [[nodiscard]] std::int64_t integer(int at) const { return statement_.getColumn(at).getInt64(); }
  [[nodiscard]] double real(int at) const { return statement_.getColumn(at).getDouble(); }
  [[nodiscard]] bool is_null(int at) const { return statement_.getColumn(at).isNull(); }
  [[nodiscard]] std::string text(int at) const;  // or blob
  [[nodiscard]] SQLite::Statement& statement() { return statement_; }

 private:
  void set(int at, std::int64_t value) { statement_.bind(at, value); }
  void set(int at, int value) { statement_.bind(at, value); }
  void set(int at, bool value) { statement_.bind(at, value ? 1 : 0); }
  void set(int at, double value) { statement_.bind(at, value); }
  void set(int at, const std::string& value) { statement_.bindNoCopy(at, value); }
  void set(int at, const char* value) { statement_.bind(at, value); }
  template <typename T>
  void set(int at, const std::optional<T>& value) {
    if (value) {
      set(at, *value);
    } else {
      statement_.bind(at);
    }
  }

 public:
  // A value of the column type BLOB.
  struct Bytes {
    std::string_view bytes;
  };

 private:
  void set(int at, const Bytes& value) {
    statement_.bindNoCopy(at, value.bytes.data(), static_cast<int>(value.bytes.size()));
  }

  SQLite::Statement& statement_;
};

// Days are kept as numbers since 1970-01-01.
[[nodiscard]] inline std::optional<std::int64_t> days(std::optional<Date> date) {
  return date ? std::optional<std::int64_t>(date->time_since_epoch().count()) : std::nullopt;
}

[[nodiscard]] inline std::optional<Date> date(const Query& query, int column) {
  if (query.is_null(column)) return std::nullopt;
  return Date(std::chrono::days(query.integer(column)));
}

[[nodiscard]] inline std::optional<double> real(const Query& query, int column) {
  return query.is_null(column) ? std::nullopt : std::optional(query.real(column));
}

// The last entry of the log.
inline constexpr const char* kCheckpoint = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1";

// What SQLite says, for people: which file, what is wrong, what to do.
[[nodiscard]] Error error_of(const SQLite::Exception& fault, const std::string& path);

template <typename Work>
auto guarded(const std::string& path, const Work& work) -> Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const SQLite::Exception& fault) {
    return tl::unexpected<Error>(error_of(fault, path));
  }
}

[[nodiscard]] std::string compressed(std::string_view bytes);
// None when it is damaged or unfolds to more than a gigabyte.
[[nodiscard]] std::optional<std::string> uncompressed(std::string_view bytes);

}  // namespace marsad::store
