// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/connection.h"

#include <sqlite3.h>
#include <zstd.h>

namespace marsad::store {

// A connection belongs to one thread at a time, so that SQLite need not lock it.
Connection::Connection(const std::string& path, int flags)
    : database_(path, flags | SQLite::OPEN_NOMUTEX) {
  constexpr int kPatience = 10000;  // milliseconds that a writer waits for another
  database_.setBusyTimeout(kPatience);
}

SQLite::Statement& Connection::prepared(const char* sql) {
  std::unique_ptr<SQLite::Statement>& found = statements_[sql];
  if (!found) found = std::make_unique<SQLite::Statement>(database_, sql);
  return *found;
}

Query::~Query() {
  // What could fail here has failed in step() before.
  (void)statement_.tryReset();
  statement_.clearBindings();
}

std::string Query::text(int at) const {
  const SQLite::Column column = statement_.getColumn(at);
  const int size = column.getBytes();
  const auto* bytes = static_cast<const char*>(column.getBlob());
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

Error error_of(const SQLite::Exception& fault, const std::string& path) {
  switch (fault.getErrorCode()) {
    case SQLITE_FULL:
      return {ErrorCode::store, path, "the disk is full; what was acknowledged is kept",
              "make room and run the same command again"};
    case SQLITE_READONLY:
      return {ErrorCode::store, path, "may not be written",
              "give yourself the right to write it and its folder"};
    case SQLITE_CANTOPEN:
      return {ErrorCode::store, path, "cannot be opened",
              "name a store in a folder that exists and that you may write"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::store, path, "is being written by another program",
              "wait until it is done and try again"};
    case SQLITE_NOTADB:
      return {ErrorCode::store, path, "is no store of Marsad", "name another file with --store"};
    case SQLITE_CORRUPT:
      return {ErrorCode::store, path, "is damaged",
              "restore a backup with marsad restore; marsad verify says what is damaged"};
    case SQLITE_IOERR:
      return {ErrorCode::store, path, "the disk could not be read or written",
              "check the disk and run marsad verify"};
    default:
      return {ErrorCode::store, path, std::string("SQLite says: ") + fault.what(),
              "run marsad verify on it"};
  }
}

std::string compressed(std::string_view bytes) {
  constexpr int kLevel = -2;  // half the time of level 1 for a fifth more of the store
  thread_local ZSTD_CCtx* const context = ZSTD_createCCtx();
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(context, out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

std::optional<std::string> uncompressed(std::string_view bytes) {
  constexpr unsigned long long kMost = 1ULL << 30U;
  const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMost) {
    return std::nullopt;
  }
  std::string out(size, '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) != 0 || got != size) return std::nullopt;
  return out;
}

}  // namespace marsad::store
