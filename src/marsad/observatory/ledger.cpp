// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "marsad/analysis/json.h"
#include "marsad/incidents/origin.h"

namespace marsad::observatory {
namespace {

using incidents::Statement;

constexpr std::size_t kPage = 200;            // articles that are looked at in one step
constexpr std::size_t kOpeningLetters = 160;  // of a text in a list

// The cells of one degree that the circle touches; none where they would be more than narrow.
std::vector<std::string> cells(const Near& near) {
  constexpr double kDegree = 111;  // kilometres from south to north
  constexpr std::size_t kMost = 400;
  std::vector<std::string> out;
  const double north = near.km / kDegree;
  const double east =
      near.km / (kDegree * std::max(0.05, std::cos(near.lat * std::numbers::pi / 180)));
  for (double lat = std::floor(near.lat - north); lat <= near.lat + north; ++lat) {
    for (double lon = std::floor(near.lon - east); lon <= near.lon + east; ++lon) {
      if (out.size() == kMost) return {};
      // Round the world, where the circle crosses the line of dates.
      out.push_back(facet("xg", cell_of(lat, lon < -180   ? lon + 360
                                             : lon >= 180 ? lon - 360
                                                          : lon)));
    }
  }
  return out;
}

// The cells that places of the area lie in; none where they would be more than narrow.
std::vector<std::string> cells(const Area& area) {
  constexpr std::size_t kMost = 400;
  std::set<std::string> out;
  for (const AreaPlace& place : area.places) {
    out.insert(facet("xg", cell_of(place.lat, place.lon)));
    if (out.size() > kMost) return {};
  }
  return {out.begin(), out.end()};
}

bool lies_in(const PlaceValue& place, const Area& area) {
  const auto found =
      std::lower_bound(area.places.begin(), area.places.end(), place.entity,
                       [](const AreaPlace& one, const std::string& id) { return one.id < id; });
  return found != area.places.end() && found->id == place.entity;
}

bool holds(const std::vector<std::string>& names, const std::string& part) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name.find(part) != std::string::npos; });
}

bool asks_for_claims(const ClaimFilter& filter) {
  return filter.from || filter.to || filter.type || filter.figure || filter.stance ||
         !filter.source.empty() || !filter.actor.empty() || !filter.country.empty() ||
         filter.near || filter.area;
}

bool fits(const Statement& row, const ClaimFilter& filter) {
  if (filter.from && (!row.to || *row.to < *filter.from)) return false;
  if (filter.to && (!row.from || *row.from > *filter.to)) return false;
  if (filter.type && row.type != filter.type) return false;
  if (filter.figure && row.figure != filter.figure) return false;
  if (filter.stance && (row.claim == kNone || row.stance != *filter.stance)) return false;
  if (!filter.source.empty() && row.source_entity != filter.source &&
      row.source.find(filter.source) == std::string::npos) {
    return false;
  }
  if (!filter.actor.empty() && !holds(row.agents, filter.actor) &&
      !holds(row.targets, filter.actor)) {
    return false;
  }
  if (!filter.country.empty() && (!row.place || row.place->country != filter.country)) return false;
  if (filter.area && (!row.place || !lies_in(*row.place, *filter.area))) return false;
  if (filter.near &&
      (!row.place || incidents::kilometres(filter.near->lat, filter.near->lon, row.place->lat,
                                           row.place->lon) > filter.near->km)) {
    return false;
  }
  return true;
}

store::Search question(const ClaimFilter& filter) {
  store::Search search;
  search.words = filter.words;
  search.from = filter.published_from;
  search.to = filter.published_to;
  const auto must = [&](std::string word) { search.words.push_back({std::move(word)}); };
  if (filter.type) must(facet("xt", name(*filter.type)));
  if (filter.figure) must(facet("xf", name(*filter.figure)));
  if (filter.stance) must(facet("xs", name(*filter.stance)));
  if (!filter.outlet.empty()) must(facet("xo", filter.outlet));
  if (!filter.country.empty()) must(facet("xc", filter.country));
  if (filter.near) search.words.push_back(cells(*filter.near));
  if (filter.area) {
    search.words.push_back(cells(*filter.area));
    if (!filter.area->country.empty()) must(facet("xc", filter.area->country));
  }
  // A time that is open or very long narrows nothing.
  constexpr auto kMost = std::chrono::days(366 * 3);
  if (filter.from && filter.to && *filter.from <= *filter.to &&
      *filter.to - *filter.from <= kMost) {
    search.words.push_back(facets_of(*filter.from, *filter.to, true));
  }
  return search;
}

// Calls `each` for article after article, with its analysis, until it says no.
template <typename Each>
Result<void> walk(store::Store& store, const ClaimFilter& filter, const Each& each) {
  store::Search search = question(filter);
  search.most = kPage;
  std::size_t read = 0;
  while (true) {
    const auto numbers = store.search(search);
    if (!numbers) return tl::unexpected<Error>(numbers.error());
    for (const store::Number number : *numbers) {
      search.before = number;
      auto article = store.article(number, true);
      if (!article) return tl::unexpected<Error>(article.error());
      if (!*article) continue;
      if (read++ == filter.most_read) return {};
      const auto analysis = from_json((*article)->analysis);
      if (!analysis) {
        return fail(ErrorCode::store, store.path(),
                    fmt::format("article {} is not readable", number),
                    "run marsad verify on it and restore a backup");
      }
      (*article)->analysis.clear();
      if (!each(std::move(**article), *analysis)) return {};
    }
    if (numbers->size() < kPage) return {};
  }
  return {};
}

}  // namespace

std::string opening_of(const std::string& text) {
  std::string out;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && letters++ == kOpeningLetters) return out + "…";
    out += text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i];
  }
  return out;
}

Result<std::vector<LedgerRow>> claims(store::Store& store, const ClaimFilter& filter) {
  std::vector<LedgerRow> out;
  std::size_t skip = filter.skip;
  const auto done = walk(store, filter, [&](store::ArticleRow&& article, const Analysis& analysis) {
    const incidents::Outlet outlet = first_outlet(store, article);
    const auto statements = incidents::statements_of(analysis);
    for (std::size_t i = 0; i < statements.size() && out.size() < filter.most; ++i) {
      if (!fits(statements[i], filter)) continue;
      if (skip > 0) {
        --skip;
        continue;
      }
      out.push_back({article,
                     {incidents::claim_id(article.id, article.version, i + 1), 0,
                      incidents::origin_of(statements[i], outlet), statements[i]}});
    }
    return out.size() < filter.most;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return out;
}

Result<ClaimCount> count_claims(store::Store& store, const ClaimFilter& filter) {
  ClaimCount out;
  ClaimFilter wider = filter;
  // One more than may be read tells whether there are more.
  if (wider.most_read < std::numeric_limits<std::size_t>::max()) ++wider.most_read;
  std::size_t read = 0;
  const auto done = walk(store, wider, [&](store::ArticleRow&&, const Analysis& analysis) {
    if (read++ == filter.most_read) {
      out.complete = false;
      return false;
    }
    const auto statements = incidents::statements_of(analysis);
    out.claims += static_cast<std::size_t>(
        std::count_if(statements.begin(), statements.end(),
                      [&](const Statement& row) { return fits(row, filter); }));
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return out;
}

Result<std::vector<FoundArticle>> search(store::Store& store, const ClaimFilter& filter) {
  std::vector<FoundArticle> out;
  std::size_t skip = filter.skip;
  const bool of_claims = asks_for_claims(filter);
  const auto done = walk(store, filter, [&](store::ArticleRow&& article, const Analysis& analysis) {
    const auto statements = incidents::statements_of(analysis);
    const auto fitting = static_cast<std::size_t>(
        std::count_if(statements.begin(), statements.end(),
                      [&](const Statement& row) { return fits(row, filter); }));
    if (of_claims && fitting == 0) return true;
    if (skip > 0) {
      --skip;
      return true;
    }
    out.push_back({std::move(article), opening_of(analysis.document.text), fitting});
    return out.size() < filter.most;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return out;
}

}  // namespace marsad::observatory
