// SPDX-License-Identifier: Apache-2.0
// What is read from a store; store.cpp writes.
#include <algorithm>

#include "marsad/analysis/names.h"
#include "marsad/incidents/report_json.h"
#include "marsad/store/incident_search.h"
#include "marsad/store/store.h"

namespace marsad::store {
namespace {

constexpr const char* kArticle =
    "SELECT number, key, version, supersedes, current, id, outlet, outlet_entity, title, url, "
    "published, original, content, family, sketch, added FROM article WHERE number = ?";

ArticleRow article_of(const Query& query) {
  ArticleRow row;
  row.number = query.integer(0);
  row.key = query.text(1);
  row.version = static_cast<int>(query.integer(2));
  row.supersedes = query.integer(3);
  row.current = query.integer(4) != 0;
  row.id = query.text(5);
  row.outlet = query.text(6);
  row.outlet_entity = query.text(7);
  row.title = query.text(8);
  row.url = query.text(9);
  row.published = date(query, 10);
  row.original = query.text(11);
  row.content = query.text(12);
  row.family = query.integer(13) == 0 ? row.number : query.integer(13);
  if (!query.is_null(14)) row.sketch = sketch_from(query.text(14));
  row.added = query.text(15);
  return row;
}

constexpr const char* kIncident =
    "SELECT number, id, merged_into, version, first, last, dated, type, place, articles, leads, "
    "killed_low, killed_high FROM incident WHERE number = ?";

IncidentRow incident_of(const Query& query) {
  IncidentRow row;
  row.number = query.integer(0);
  row.id = query.text(1);
  row.merged_into = query.integer(2);
  row.version = static_cast<int>(query.integer(3));
  row.first = date(query, 4);
  row.last = date(query, 5);
  row.dated = query.integer(6) != 0;
  if (!query.is_null(7)) row.type = parse<EventType>(query.text(7));
  if (!query.is_null(8)) {
    if (auto place = incidents::place_from_json(query.text(8))) row.place = std::move(*place);
  }
  row.articles = static_cast<int>(query.integer(9));
  row.leads = static_cast<int>(query.integer(10));
  row.killed_low = real(query, 11);
  row.killed_high = real(query, 12);
  return row;
}

// Columns article, number, incident, nearest, score, reasons, body; none if the body is damaged.
std::optional<ReportRow> report_of(const Query& query) {
  auto report = incidents::report_from_json(query.text(6));
  if (!report) return std::nullopt;
  return ReportRow{query.integer(0),  static_cast<int>(query.integer(1)),
                   query.integer(2),  query.integer(3),
                   query.real(4),     query.text(5),
                   std::move(*report)};
}

std::vector<ReportRow> reports_of(Query& query) {
  std::vector<ReportRow> out;
  while (query.step()) {
    if (auto row = report_of(query)) out.push_back(std::move(*row));
  }
  return out;
}

std::string phrase(std::string_view word) {
  std::string out = "\"";
  for (const char c : word) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace

Result<bool> Store::has_read(const std::string& original_sha256, const std::string& id) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT 1 FROM article WHERE original = ? AND id = ? LIMIT 1");
    return query.bind(original_sha256, id).step();
  });
}

Result<std::optional<ArticleRow>> Store::current(const std::string& key) {
  return guarded(path_, [&]() -> std::optional<ArticleRow> {
    Query query(*connection_,
                "SELECT number, key, version, supersedes, current, id, outlet, outlet_entity, "
                "title, url, published, original, content, family, sketch, added FROM article "
                "WHERE key = ? ORDER BY version DESC LIMIT 1");
    if (!query.bind(key).step()) return std::nullopt;
    return article_of(query);
  });
}

Result<std::optional<ArticleRow>> Store::article(Number number, bool whole) {
  return guarded(path_, [&]() -> std::optional<ArticleRow> {
    std::optional<ArticleRow> row;
    {
      Query query(*connection_, kArticle);
      if (!query.bind(number).step()) return std::nullopt;
      row = article_of(query);
    }
    if (!whole) return row;
    Query query(*connection_, "SELECT zstd FROM article WHERE number = ?");
    if (query.bind(number).step()) row->analysis = uncompressed(query.text(0)).value_or("");
    return row;
  });
}

Result<std::vector<ArticleRow>> Store::versions(const std::string& name) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT number, key, version, supersedes, current, id, outlet, outlet_entity, "
                "title, url, published, original, content, family, sketch, added FROM article "
                "WHERE key = ?1 OR key IN (SELECT key FROM article WHERE id = ?1) "
                "ORDER BY key, version");
    query.bind(name);
    std::vector<ArticleRow> out;
    while (query.step()) out.push_back(article_of(query));
    return out;
  });
}

Result<std::optional<OriginalRow>> Store::original(const std::string& sha256) {
  return guarded(path_, [&]() -> std::optional<OriginalRow> {
    Query query(*connection_,
                "SELECT sha256, media_type, origin, zstd FROM original WHERE number = ?");
    if (!query.bind(original_number(sha256)).step()) return std::nullopt;
    return OriginalRow{
        query.text(0), query.text(1), query.text(2),
        std::make_shared<const std::string>(uncompressed(query.text(3)).value_or(""))};
  });
}

Result<void> Store::freeze() {
  return guarded(path_, [&] { connection_->execute("BEGIN"); });
}

void Store::thaw() {
  // Nothing was written, so that nothing can be lost by it.
  try {
    connection_->execute("ROLLBACK");
  } catch (const SQLite::Exception&) {
  }
}

// What is known of it stays known: an article's sketch and family never change.
std::optional<CopyRow> Store::copy(Number article) {
  constexpr std::size_t kMostCopies = 1U << 16U;  // about 200 bytes each
  if (const auto known = copies_.find(article); known != copies_.end()) return known->second;
  Query query(*connection_,
              "SELECT iif(family = 0, number, family), sketch FROM article WHERE number = ?");
  if (!query.bind(article).step()) return std::nullopt;
  const auto sketch = sketch_from(query.text(1));
  if (!sketch) return std::nullopt;
  if (copies_.size() == kMostCopies) copies_.clear();
  return copies_.emplace(article, CopyRow{query.integer(0), *sketch}).first->second;
}

Result<std::vector<CopyRow>> Store::alike(const incidents::Sketch& sketch) {
  return guarded(path_, [&] {
    std::vector<Number> met;
    for (const std::int64_t key : incidents::bands_of(sketch)) {
      Query query(*connection_,
                  "SELECT article FROM band WHERE key = ? ORDER BY article DESC LIMIT ?");
      query.bind(key, static_cast<std::int64_t>(incidents::kMostLooked));
      while (query.step()) met.push_back(query.integer(0));
    }
    std::vector<CopyRow> out;
    for (const Number number : incidents::looked_at(met)) {
      if (auto row = copy(number)) out.push_back(std::move(*row));
    }
    return out;
  });
}

Result<std::vector<ReportRow>> Store::reports_of_article(Number article) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT article, number, incident, nearest, score, reasons, body FROM report "
                "WHERE article = ? ORDER BY number");
    return reports_of(query.bind(article));
  });
}

Result<std::vector<ReportRow>> Store::reports_of_incident(Number incident, std::size_t most) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT r.article, r.number, r.incident, r.nearest, r.score, r.reasons, r.body "
                "FROM report r JOIN article a ON a.number = r.article "
                "WHERE r.incident = ? AND a.current = 1 "
                "ORDER BY r.leads DESC, a.published, r.article LIMIT ?");
    return reports_of(query.bind(incident, static_cast<std::int64_t>(most)));
  });
}

Result<std::vector<ReportRow>> Store::leading_on(std::optional<Date> day, std::size_t most) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT r.article, r.number, r.incident, r.nearest, r.score, r.reasons, r.body "
                "FROM report r JOIN article a ON a.number = r.article "
                "WHERE r.leads = 1 AND r.day IS ? AND a.current = 1 "
                "ORDER BY r.article DESC LIMIT ?");
    auto rows = reports_of(query.bind(days(day), static_cast<std::int64_t>(most)));
    return std::vector<ReportRow>(std::make_move_iterator(rows.rbegin()),
                                  std::make_move_iterator(rows.rend()));
  });
}

Result<IncidentSize> Store::size_of(Number incident) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT count(*), coalesce(sum(r.leads), 0) FROM report r "
                "JOIN article a ON a.number = r.article WHERE r.incident = ? AND a.current = 1");
    query.bind(incident);
    IncidentSize out;
    if (query.step()) {
      out = {static_cast<int>(query.integer(0)), static_cast<int>(query.integer(1))};
    }
    return out;
  });
}

Result<std::optional<IncidentRow>> Store::incident(Number number) {
  return guarded(path_, [&]() -> std::optional<IncidentRow> {
    Query query(*connection_, kIncident);
    if (!query.bind(number).step()) return std::nullopt;
    return incident_of(query);
  });
}

Result<std::optional<IncidentRow>> Store::incident(const std::string& id) {
  Number number = 0;
  const auto found = guarded(path_, [&] {
    Query query(*connection_, "SELECT number FROM incident WHERE id = ?");
    if (query.bind(id).step()) number = query.integer(0);
  });
  if (!found) return tl::unexpected<Error>(found.error());
  while (number != 0) {
    auto row = incident(number);
    if (!row || !*row || (*row)->merged_into == 0) return row;
    number = (*row)->merged_into;
  }
  return std::optional<IncidentRow>();
}

Result<std::vector<std::string>> Store::former_ids(Number incident) {
  return guarded(path_, [&] {
    Query query(
        *connection_,
        "WITH RECURSIVE merged(number) AS (SELECT number FROM incident WHERE merged_into = ?"
        " UNION SELECT i.number FROM incident i JOIN merged m ON i.merged_into = m.number)"
        " SELECT id FROM incident WHERE number IN merged ORDER BY number");
    query.bind(incident);
    std::vector<std::string> out;
    while (query.step()) out.push_back(query.text(0));
    return out;
  });
}

Result<std::vector<IncidentRow>> Store::incidents(const IncidentSearch& search) {
  return guarded(path_, [&] {
    static const std::string kByDay = "SELECT number FROM incident WHERE " + kSuchIncidents +
                                      "ORDER BY first DESC, number DESC LIMIT ?7 OFFSET ?8";
    static const std::string kBySize =
        "SELECT number FROM incident WHERE " + kSuchIncidents +
        "ORDER BY leads DESC, first DESC, number DESC LIMIT ?7 OFFSET ?8";
    std::vector<Number> numbers;
    {
      const IncidentConditions such(search);
      Query query(*connection_, (search.by_size ? kBySize : kByDay).c_str());
      such.bind(query, static_cast<std::int64_t>(search.most),
                static_cast<std::int64_t>(search.skip));
      while (query.step()) numbers.push_back(query.integer(0));
    }
    std::vector<IncidentRow> out;
    for (const Number number : numbers) {
      Query query(*connection_, kIncident);
      if (query.bind(number).step()) out.push_back(incident_of(query));
    }
    return out;
  });
}

Result<std::vector<Number>> Store::search(const Search& search) {
  return guarded(path_, [&] {
    std::string match;
    for (const auto& group : search.words) {
      if (group.empty()) continue;
      std::string any;
      for (const std::string& word : group) any += (any.empty() ? "" : " OR ") + phrase(word);
      match += (match.empty() ? "(" : " AND (") + any + ")";
    }
    // The index gives rows in the order of their numbers, so that a frequent word costs no more
    // than the page that is asked for.
    const char* const with_words =
        "SELECT a.number FROM word CROSS JOIN article a ON a.number = word.rowid "
        "WHERE word MATCH ?1 AND a.current = 1 AND (?2 IS NULL OR a.published >= ?2) "
        "AND (?3 IS NULL OR a.published <= ?3) AND word.rowid < ?4 "
        "ORDER BY word.rowid DESC LIMIT ?5";
    const char* const without =
        "SELECT number FROM article WHERE ?1 = '' AND current = 1 "
        "AND (?2 IS NULL OR published >= ?2) AND (?3 IS NULL OR published <= ?3) AND number < ?4 "
        "ORDER BY number DESC LIMIT ?5";
    Query query(*connection_, match.empty() ? without : with_words);
    query.bind(match, days(search.from), days(search.to), search.before,
               static_cast<std::int64_t>(search.most));
    std::vector<Number> out;
    while (query.step()) out.push_back(query.integer(0));
    return out;
  });
}

Result<std::vector<RejectedRow>> Store::rejected(bool retried_too) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT number, place, reason, remedy, media_type, zstd, at, retried FROM rejected "
                "WHERE ? OR retried = 0 ORDER BY number");
    query.bind(retried_too);
    std::vector<RejectedRow> out;
    while (query.step()) {
      out.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4),
                     uncompressed(query.text(5)).value_or(""), query.text(6),
                     query.integer(7) != 0});
    }
    return out;
  });
}

Result<std::vector<DecisionRow>> Store::decisions(Number incident) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT number, incident, action, detail, reason, author, at, undone_by "
                "FROM decision WHERE ?1 = 0 OR incident = ?1 ORDER BY number");
    query.bind(incident);
    std::vector<DecisionRow> out;
    while (query.step()) {
      out.push_back({query.integer(0), query.integer(1), query.text(2), query.text(3),
                     query.text(4), query.text(5), query.text(6), query.integer(7)});
    }
    return out;
  });
}

Result<Checkpoint> Store::checkpoint() {
  return guarded(path_, [&] {
    Query query(*connection_, kCheckpoint);
    return query.step() ? Checkpoint{query.integer(0), query.text(1)} : Checkpoint{};
  });
}

Result<Counts> Store::counts() {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT (SELECT count(*) FROM original), "
                "(SELECT count(*) FROM article WHERE current = 1), (SELECT count(*) FROM article), "
                "(SELECT count(*) FROM report), "
                "(SELECT count(*) FROM incident WHERE merged_into = 0 AND articles > 0), "
                "(SELECT count(*) FROM rejected WHERE retried = 0), "
                "(SELECT count(*) FROM decision), (SELECT coalesce(max(seq), 0) FROM log)");
    Counts out;
    if (query.step()) {
      out = {query.integer(0), query.integer(1), query.integer(2), query.integer(3),
             query.integer(4), query.integer(5), query.integer(6), query.integer(7)};
    }
    return out;
  });
}

Result<std::vector<std::string>> Store::verify(
    const std::optional<Checkpoint>& checkpoint,
    const std::function<void(std::size_t, std::size_t)>& progress) {
  return guarded(path_, [&] { return store::verify(*connection_, checkpoint, progress); });
}

Result<void> Store::copy_to(const std::string& path) {
  return guarded(path, [&] {
    Query query(*connection_, "VACUUM INTO ?");
    query.bind(path).run();
  });
}

}  // namespace marsad::store
