// SPDX-License-Identifier: Apache-2.0
// What the lists and charts of a page need of a store.
#include "marsad/store/incident_search.h"
#include "marsad/store/store.h"

namespace marsad::store {
namespace {

using Counted = std::vector<std::pair<std::string, std::int64_t>>;

// ?1: 0 fresh, 1 done, 2 all.
constexpr const char* kNewestFirst =
    "SELECT a.number FROM article a WHERE current = 1 AND family = 0 AND (?1 = 2 OR ?1 = EXISTS "
    "(SELECT 1 FROM correction c WHERE c.article = a.number AND c.action = 'done' AND "
    "c.undone_by = 0)) ORDER BY a.number DESC LIMIT ?2 OFFSET ?3";
constexpr const char* kByHarm =
    "SELECT n.number FROM (SELECT a.number FROM article a WHERE current = 1 AND family = 0 AND "
    "(?1 = 2 OR ?1 = EXISTS (SELECT 1 FROM correction c WHERE c.article = a.number AND c.action = "
    "'done' AND c.undone_by = 0)) ORDER BY a.number DESC LIMIT 2000) n ORDER BY (SELECT "
    "max(i.killed_high) FROM report r JOIN incident i ON i.number = r.incident WHERE r.article = "
    "n.number) DESC NULLS LAST, n.number DESC LIMIT ?2 OFFSET ?3";
Counted counted(Connection& connection, const char* sql) {
  Query query(connection, sql);
  Counted out;
  while (query.step()) out.emplace_back(query.text(0), query.integer(1));
  return out;
}

}  // namespace

Result<std::vector<Number>> Store::origins(const OriginSearch& search) {
  return guarded(path_, [&] {
    Query query(*connection_, search.by_harm ? kByHarm : kNewestFirst);
    query.bind(static_cast<int>(search.state), static_cast<std::int64_t>(search.most),
               static_cast<std::int64_t>(search.skip));
    std::vector<Number> out;
    while (query.step()) out.push_back(query.integer(0));
    return out;
  });
}

Result<std::int64_t> Store::count_origins(const OriginSearch& search) {
  return guarded(path_, [&] {
    std::int64_t all = 0;
    std::int64_t done = 0;
    if (Query query(*connection_, "SELECT count(*) FROM article WHERE current = 1 AND family = 0");
        query.step()) {
      all = query.integer(0);
    }
    // Few beside all.
    if (Query query(
            *connection_,
            "SELECT count(DISTINCT a.number) FROM correction c JOIN article a ON a.number = "
            "c.article WHERE c.action = 'done' AND c.undone_by = 0 AND a.current = 1 AND "
            "a.family = 0");
        query.step()) {
      done = query.integer(0);
    }
    return search.state == State::all ? all : search.state == State::done ? done : all - done;
  });
}

Result<std::vector<ArticleRow>> Store::copies(Number first) {
  std::vector<Number> numbers;
  const auto found = guarded(path_, [&] {
    Query query(*connection_,
                "SELECT number FROM article WHERE family = ? AND family <> 0 AND current = 1 "
                "ORDER BY number LIMIT 200");
    query.bind(first);
    while (query.step()) numbers.push_back(query.integer(0));
  });
  if (!found) return tl::unexpected<Error>(found.error());
  std::vector<ArticleRow> out;
  for (const Number number : numbers) {
    auto row = article(number, false);
    if (!row) return tl::unexpected<Error>(row.error());
    if (*row) out.push_back(std::move(**row));
  }
  return out;
}

Result<std::int64_t> Store::count_incidents(const IncidentSearch& search) {
  return guarded(path_, [&] {
    static const std::string kCount = "SELECT count(*) FROM incident WHERE " + kSuchIncidents;
    const IncidentConditions such(search);
    Query query(*connection_, kCount.c_str());
    such.bind(query);
    return query.step() ? query.integer(0) : 0;
  });
}

Result<std::vector<OutletCount>> Store::outlets() {
  return guarded(path_, [&] {
    std::vector<OutletCount> out;
    Query query(*connection_,
                "SELECT outlet, count(*), min(published), max(published) FROM article "
                "WHERE current = 1 GROUP BY outlet ORDER BY 2 DESC, 1");
    while (query.step()) {
      out.push_back({query.text(0), query.integer(1), 0, date(query, 2), date(query, 3)});
    }
    Query corrected(*connection_,
                    "SELECT outlet, count(*) FROM article WHERE current = 0 GROUP BY outlet");
    while (corrected.step()) {
      const std::string outlet = corrected.text(0);
      for (OutletCount& one : out) {
        if (one.outlet == outlet) one.corrected = corrected.integer(1);
      }
    }
    return out;
  });
}

Result<std::vector<DayCount>> Store::incidents_by_day(const IncidentSearch& search) {
  return guarded(path_, [&] {
    static const std::string kDays =
        "SELECT first, count(*), total(killed_low), total(killed_high) FROM incident WHERE " +
        kSuchIncidents + "AND first IS NOT NULL GROUP BY first ORDER BY first";
    const IncidentConditions such(search);
    Query query(*connection_, kDays.c_str());
    such.bind(query);
    std::vector<DayCount> out;
    while (query.step()) {
      out.push_back({*date(query, 0), query.integer(1), query.real(2), query.real(3)});
    }
    return out;
  });
}

Result<std::vector<DayCount>> Store::articles_by_day(std::optional<Date> from,
                                                     std::optional<Date> to) {
  return guarded(path_, [&] {
    Query query(*connection_,
                "SELECT published, count(*) FROM article WHERE current = 1 AND published IS NOT "
                "NULL AND (?1 IS NULL OR published >= ?1) AND (?2 IS NULL OR published <= ?2) "
                "GROUP BY published ORDER BY published");
    query.bind(days(from), days(to));
    std::vector<DayCount> out;
    while (query.step()) out.push_back({*date(query, 0), query.integer(1), 0, 0});
    return out;
  });
}

Result<Counted> Store::kinds() {
  return guarded(path_, [&] {
    return counted(*connection_,
                   "SELECT type, count(*) FROM incident WHERE merged_into = 0 AND articles > 0 "
                   "AND type IS NOT NULL GROUP BY type ORDER BY 2 DESC, 1");
  });
}

Result<Counted> Store::countries() {
  return guarded(path_, [&] {
    return counted(*connection_,
                   "SELECT country, count(*) FROM incident WHERE merged_into = 0 AND articles > 0 "
                   "AND country <> '' GROUP BY country ORDER BY 2 DESC, 1");
  });
}

}  // namespace marsad::store
