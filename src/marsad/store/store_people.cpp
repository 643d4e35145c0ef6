// SPDX-License-Identifier: Apache-2.0
// What a server keeps beside the ledger: corrections, releases, accounts and sessions.
#include "marsad/store/store.h"

namespace marsad::store {
namespace {

CorrectionRow correction_of(const Query& query) {
  return {query.integer(0), query.integer(1), query.text(2), query.text(3), query.text(4),
          query.text(5),    query.text(6),    query.text(7), query.text(8), query.integer(9)};
}

PersonRow person_of(const Query& query) {
  return {query.integer(0),      query.text(1), query.text(2), query.text(3),
          query.integer(4) != 0, query.text(5), query.text(6), query.text(7)};
}

SessionRow session_of(const Query& query) {
  return {query.text(0), query.integer(1), query.integer(2), query.integer(3), query.text(4)};
}

}  // namespace

Result<Number> Store::add(const CorrectionRow& row) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "INSERT INTO correction(article, action, subject, before, after, reason, author, "
                "at, undone_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING number");
    query.bind(row.article, row.action, row.subject, row.before, row.after, row.reason, row.author,
               row.at);
    const Number number = query.step() ? query.integer(0) : 0;
    touch("correction", number);
    return number;
  });
}

Result<void> Store::mark_corrected(Number correction, Number undone_by) {
  return guarded(path_, [&] {
    Query query(*connection_, "UPDATE correction SET undone_by = ? WHERE number = ?");
    query.bind(undone_by, correction).run();
    touch("correction", correction);
  });
}

Result<std::optional<CorrectionRow>> Store::correction(Number number) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM correction WHERE number = ?");
    query.bind(number);
    return query.step() ? std::optional(correction_of(query)) : std::nullopt;
  });
}

Result<std::vector<CorrectionRow>> Store::corrections(Number article) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT * FROM correction WHERE ?1 = 0 OR article IN (SELECT b.number FROM "
                "article a JOIN article b ON b.key = a.key WHERE a.number = ?1) ORDER BY number");
    query.bind(article);
    std::vector<CorrectionRow> out;
    while (query.step()) out.push_back(correction_of(query));
    return out;
  });
}

Result<Number> Store::add(const ReleaseRow& row) {
  return guarded(path_, [&] {
    const std::string held = compressed(row.bytes);
    Query query(*connection_,
                "INSERT INTO release(format, manifest, author, at, zstd) VALUES (?, ?, ?, ?, ?) "
                "RETURNING number");
    query.bind(row.format, row.manifest, row.author, row.at, Query::Bytes{held});
    const Number number = query.step() ? query.integer(0) : 0;
    touch("release", number);
    return number;
  });
}

Result<std::vector<ReleaseRow>> Store::releases() {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT number, format, manifest, author, at FROM release ORDER BY number DESC");
    std::vector<ReleaseRow> out;
    while (query.step()) {
      out.push_back(
          {query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4), ""});
    }
    return out;
  });
}

Result<std::optional<ReleaseRow>> Store::release(Number number) {
  return guarded(path_, [&]() -> std::optional<ReleaseRow> {
    Query query(*connection_,
                "SELECT number, format, manifest, author, at, zstd FROM release WHERE number = ?");
    if (!query.bind(number).step()) return std::nullopt;
    return ReleaseRow{query.integer(0), query.text(1), query.text(2),
                      query.text(3),    query.text(4), uncompressed(query.text(5)).value_or("")};
  });
}

Result<Number> Store::put(const PersonRow& row) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "INSERT INTO person(number, name, roles, language, disabled, password, factor, "
                "created) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(number) DO UPDATE "
                "SET roles = excluded.roles, language = excluded.language, disabled = "
                "excluded.disabled, password = excluded.password, factor = excluded.factor "
                "RETURNING number");
    query.bind(row.number, row.name, row.roles, row.language, row.disabled, row.password,
               row.factor, row.created);
    const Number number = query.step() ? query.integer(0) : 0;
    touch("person", number);
    return number;
  });
}

Result<std::vector<PersonRow>> Store::people() {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM person ORDER BY name");
    std::vector<PersonRow> out;
    while (query.step()) out.push_back(person_of(query));
    return out;
  });
}

Result<std::optional<PersonRow>> Store::person(const std::string& name) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM person WHERE name = ?");
    query.bind(name);
    return query.step() ? std::optional(person_of(query)) : std::nullopt;
  });
}

Result<std::optional<PersonRow>> Store::person(Number number) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM person WHERE number = ?");
    query.bind(number);
    return query.step() ? std::optional(person_of(query)) : std::nullopt;
  });
}

Result<void> Store::put(const SessionRow& row) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "INSERT INTO session(token, person, begun, seen, agent) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT(token) DO UPDATE SET seen = excluded.seen");
    query.bind(row.token, row.person, row.begun, row.seen, row.agent).run();
  });
}

Result<void> Store::end_session(const std::string& token) {
  return guarded(path_, [&] {
    Query query(*connection_, "DELETE FROM session WHERE token = ?");
    query.bind(token).run();
  });
}

Result<void> Store::end_sessions(Number person, const std::string& but_token) {
  return guarded(path_, [&] {
    Query query(*connection_, "DELETE FROM session WHERE person = ? AND token <> ?");
    query.bind(person, but_token).run();
  });
}

Result<void> Store::end_sessions_before(std::int64_t seen) {
  return guarded(path_, [&] {
    Query query(*connection_, "DELETE FROM session WHERE seen < ?");
    query.bind(seen).run();
  });
}

Result<std::optional<SessionRow>> Store::session(const std::string& token) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM session WHERE token = ?");
    query.bind(token);
    return query.step() ? std::optional(session_of(query)) : std::nullopt;
  });
}

Result<std::vector<SessionRow>> Store::sessions(Number person) {
  return guarded(path_, [&] {
    Query query(*connection_, "SELECT * FROM session WHERE person = ? ORDER BY begun DESC");
    query.bind(person);
    std::vector<SessionRow> out;
    while (query.step()) out.push_back(session_of(query));
    return out;
  });
}

Result<std::vector<LogRow>> Store::log_entries(const LogSearch& search) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT seq, at, actor, action, detail, objects, previous, hash FROM log WHERE "
                "seq < ?1 AND (?2 = '' OR actor = ?2) AND (?3 = '' OR action = ?3) "
                "ORDER BY seq DESC LIMIT ?4");
    query.bind(search.before, search.actor, search.action, static_cast<std::int64_t>(search.most));
    std::vector<LogRow> out;
    while (query.step()) {
      out.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4),
                     query.text(5), query.text(6), query.text(7)});
    }
    return out;
  });
}

}  // namespace marsad::store
