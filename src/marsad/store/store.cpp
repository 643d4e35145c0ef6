// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/store.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <ctime>
#include <filesystem>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/report_json.h"
#include "marsad/store/facets.h"
#include "marsad/store/schema.h"

namespace marsad::store {
namespace {

// Terms that are new to the index are added to those that an article has there.
void add_claim_facets(Connection& connection) {
  Query articles(connection, "SELECT number, zstd FROM article ORDER BY number");
  while (articles.step()) {
    const auto analysis = from_json(uncompressed(articles.text(1)).value_or(""));
    if (!analysis) continue;  // damaged, as verify says
    const std::string words = fmt::format("{}", fmt::join(claim_facets(*analysis), " "));
    if (words.empty()) continue;
    Query query(connection, "INSERT INTO word(rowid, words) VALUES (?, ?)");
    query.bind(articles.integer(0), words).run();
  }
}

// Migrations that the store lacks.
void migrate(Connection& connection) {
  int version = connection.database().execAndGet("PRAGMA user_version").getInt();
  for (; version < static_cast<int>(kMigrations.size()); ++version) {
    SQLite::Transaction change(connection.database());
    connection.execute(kMigrations[version].sql);
    if (kMigrations[version].claim_facets) add_claim_facets(connection);
    connection.execute(fmt::format("PRAGMA user_version = {}", version + 1).c_str());
    connection.execute(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str());
    change.commit();
  }
}

}  // namespace

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

Store::Store(std::string path, std::unique_ptr<Connection> connection)
    : path_(std::move(path)), connection_(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Access access) {
  std::error_code failed;
  if (access != Access::create && !std::filesystem::exists(path, failed)) {
    return fail(ErrorCode::store, path, "there is no such store",
                "make one with marsad ingest --store FILE INPUT, or name another with --store");
  }
  auto opened = guarded(path, [&]() -> Result<Store> {
    int flags = access == Access::read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    if (access == Access::create) flags |= SQLite::OPEN_CREATE;
    auto connection = std::make_unique<Connection>(path, flags);
    SQLite::Database& database = connection->database();
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    if (tables > 0 && application != kApplicationId) {
      return fail(ErrorCode::store, path, "is a database, but no store of Marsad",
                  "name another file with --store");
    }
    if (version > static_cast<int>(kMigrations.size())) {
      return fail(ErrorCode::store, path, "was written by a newer Marsad",
                  "use that version of Marsad");
    }
    if (access == Access::read) {
      if (version < static_cast<int>(kMigrations.size())) {
        return fail(ErrorCode::store, path, "is of an older form",
                    "bring it forward by any command that writes, such as marsad ingest");
      }
    } else {
      if (tables == 0) {
        connection->execute("PRAGMA page_size = 8192");
        connection->execute("PRAGMA journal_mode = WAL");
      }
      migrate(*connection);
    }
    connection->execute(
        "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; "
        "PRAGMA wal_autocheckpoint = 8000; PRAGMA trusted_schema = OFF");
    // One writes; many may read at once.
    connection->execute(access == Access::read ? "PRAGMA cache_size = -8192"
                                               : "PRAGMA cache_size = -131072");
    return Store(path, std::move(connection));
  });
  if (!opened) return tl::unexpected<Error>(opened.error());
  return std::move(*opened);
}

void Store::touch(std::string_view kind, Number number) {
  touched_.emplace(std::string(kind), number);
}

Result<void> Store::begin() {
  return guarded(path_, [&] {
    connection_->execute("BEGIN IMMEDIATE");
    in_change_ = true;
    touched_.clear();
    words_.clear();
    Query query(*connection_, kCheckpoint);
    last_ = query.step() ? Checkpoint{query.integer(0), query.text(1)} : Checkpoint{};
  });
}

Result<void> Store::commit() {
  const auto done = guarded(path_, [&] {
    for (const auto& [number, words] : words_) {
      Query query(*connection_, "INSERT INTO word(rowid, words) VALUES (?, ?)");
      query.bind(number, words).run();
    }
    words_.clear();
    connection_->execute("COMMIT");
    in_change_ = false;
  });
  if (!done) roll_back();
  return done;
}

void Store::roll_back() {
  if (!in_change_) return;
  in_change_ = false;
  touched_.clear();
  words_.clear();
  copies_.clear();
  // Where SQLite has rolled back by itself, as on a full disk, this says so and is no fault.
  try {
    connection_->execute("ROLLBACK");
  } catch (const SQLite::Exception&) {
  }
}

// The plus keeps SQLite from putting the known hash into the first condition, by which the index
// would no longer be found.
Number Store::original_number(const std::string& sha256) const {
  Query query(*connection_,
              "SELECT number FROM original "
              "WHERE substr(sha256, 1, 12) = substr(?1, 1, 12) AND +sha256 = ?1");
  return query.bind(sha256).step() ? query.integer(0) : 0;
}

Result<void> Store::add(const OriginalRow& original) {
  return guarded(path_, [&] {
    // A feed comes with each of its entries; it is compressed once.
    if (original_number(original.sha256) != 0) return;
    const std::string_view bytes = original.bytes ? std::string_view(*original.bytes) : "";
    const std::string held = compressed(bytes);
    Query query(*connection_,
                "INSERT INTO original(sha256, media_type, origin, added, size, zstd) "
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING number");
    const std::string added = now();
    query.bind(original.sha256, original.media_type, original.origin, added,
               static_cast<std::int64_t>(bytes.size()), Query::Bytes{held});
    if (query.step()) touch("original", query.integer(0));
  });
}

Result<Number> Store::add(const ArticleRow& article) {
  return guarded(path_, [&] {
    const std::string held = compressed(article.analysis);
    const std::string sketch = article.sketch ? bytes_of(*article.sketch) : "";
    Number number = 0;
    {
      Query query(*connection_,
                  "INSERT INTO article(key, version, supersedes, current, id, outlet, "
                  "outlet_entity, title, url, published, original, content, family, sketch, "
                  "words, added, zstd) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                  "iif(? = x'', NULL, ?), ?, ?, ?) RETURNING number");
      query.bind(article.key, article.version, article.supersedes, article.id, article.outlet,
                 article.outlet_entity, article.title, article.url, days(article.published),
                 article.original, article.content, article.family, Query::Bytes{sketch},
                 Query::Bytes{sketch}, sum_of(article.words), article.added, Query::Bytes{held});
      if (query.step()) number = query.integer(0);
    }
    if (article.sketch) {
      for (const std::int64_t key : incidents::bands_of(*article.sketch)) {
        Query query(*connection_, "INSERT INTO band(key, article) VALUES (?, ?)");
        query.bind(key, number).run();
      }
    }
    words_.emplace_back(number, article.words);
    touch("article", number);
    return number;
  });
}

Result<void> Store::supersede(Number article) {
  return guarded(path_, [&] {
    Query query(*connection_, "UPDATE article SET current = 0 WHERE number = ?");
    query.bind(article).run();
    touch("article", article);
  });
}

Result<void> Store::put(const ReportRow& row) {
  return guarded(path_, [&] {
    const std::string body = incidents::to_json(row.report);
    Query query(*connection_,
                "INSERT INTO report(article, number, incident, leads, day, nearest, score, "
                "reasons, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "incident = excluded.incident, nearest = excluded.nearest, "
                "score = excluded.score, reasons = excluded.reasons");
    query
        .bind(row.article, row.number, row.incident, row.report.leads, days(row.report.from),
              row.nearest, row.score, row.reasons, body)
        .run();
    touch("article", row.article);
  });
}

Result<Number> Store::add(const IncidentRow& incident) {
  return guarded(path_, [&] {
    // Two articles may give one id; the later incident gets a number behind it.
    std::string id = incident.id;
    for (int again = 2;; ++again) {
      Query taken(*connection_, "SELECT 1 FROM incident WHERE id = ?");
      if (!taken.bind(id).step()) break;
      id = fmt::format("{}-{}", incident.id, again);
    }
    Query query(*connection_,
                "INSERT INTO incident(id, merged_into, version, dated, articles, leads) "
                "VALUES (?, 0, 0, 0, 0, 0) RETURNING number");
    query.bind(id);
    const Number number = query.step() ? query.integer(0) : 0;
    touch("incident", number);
    return number;
  });
}

Result<void> Store::put(const IncidentRow& row) {
  return guarded(path_, [&] {
    std::optional<std::string> type;
    std::optional<std::string> country;
    std::optional<std::string> place;
    if (row.type) type = name(*row.type);
    if (row.place) {
      country = row.place->country;
      place = incidents::to_json(*row.place);
    }
    Query query(*connection_,
                "UPDATE incident SET merged_into = ?, version = version + 1, first = ?, last = ?, "
                "dated = ?, type = ?, country = ?, place = ?, articles = ?, leads = ?, "
                "killed_low = ?, killed_high = ? WHERE number = ?");
    query
        .bind(row.merged_into, days(row.first), days(row.last), row.dated, type, country, place,
              row.articles, row.leads, row.killed_low, row.killed_high, row.number)
        .run();
    touch("incident", row.number);
  });
}

Result<bool> Store::reject(const RejectedRow& row) {
  return guarded(path_, [&] {
    const std::string held = compressed(row.bytes);
    {
      Query known(*connection_,
                  "SELECT 1 FROM rejected WHERE retried = 0 AND place = ? AND reason = ? "
                  "AND zstd = ?");
      if (known.bind(row.where, row.reason, Query::Bytes{held}).step()) return false;
    }
    Query query(*connection_,
                "INSERT INTO rejected(place, reason, remedy, media_type, at, retried, zstd) "
                "VALUES (?, ?, ?, ?, ?, 0, ?) RETURNING number");
    query.bind(row.where, row.reason, row.remedy, row.media_type, row.at, Query::Bytes{held});
    if (query.step()) touch("rejected", query.integer(0));
    return true;
  });
}

Result<void> Store::mark_retried(Number rejected) {
  return guarded(path_, [&] {
    Query query(*connection_, "UPDATE rejected SET retried = 1 WHERE number = ?");
    query.bind(rejected).run();
    touch("rejected", rejected);
  });
}

Result<Number> Store::add(const DecisionRow& row) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "INSERT INTO decision(incident, action, detail, reason, author, at, undone_by) "
                "VALUES (?, ?, ?, ?, ?, ?, 0) RETURNING number");
    query.bind(row.incident, row.action, row.detail, row.reason, row.author, row.at);
    const Number number = query.step() ? query.integer(0) : 0;
    touch("decision", number);
    return number;
  });
}

Result<void> Store::mark_undone(Number decision, Number by) {
  return guarded(path_, [&] {
    Query query(*connection_, "UPDATE decision SET undone_by = ? WHERE number = ?");
    query.bind(by, decision).run();
    touch("decision", decision);
  });
}

Result<void> Store::log(const std::string& actor, const std::string& action,
                        const std::string& detail) {
  return guarded(path_, [&] {
    LogRow entry{last_.seq + 1, now(), actor, action, detail, {}, last_.hash, {}};
    for (const auto& [kind, number] : touched_) {
      entry.objects += fmt::format("{}{}/{}={}", entry.objects.empty() ? "" : " ", kind, number,
                                   digest_of(*connection_, kind, number));
    }
    touched_.clear();
    entry.hash = hash_of(entry);
    Query query(*connection_,
                "INSERT INTO log(seq, at, actor, action, detail, objects, previous, hash) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query
        .bind(entry.seq, entry.at, entry.actor, entry.action, entry.detail, entry.objects,
              entry.previous, entry.hash)
        .run();
    last_ = {entry.seq, entry.hash};
  });
}

}  // namespace marsad::store
