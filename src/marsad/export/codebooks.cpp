// SPDX-License-Identifier: Apache-2.0
// Incidents in the columns of ACLED, UCDP GED and an Airwars-like sheet.
#include <fmt/format.h>

#include <algorithm>

#include "marsad/analysis/names.h"
#include "marsad/export/table.h"

namespace marsad::exports {

using incidents::Claimed;
using incidents::Dossier;
using incidents::Statement;

const std::array<std::string_view, 31> kAcledColumns{
    "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
    "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
    "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
    "iso",           "region",         "country",  "admin1",         "admin2",
    "admin3",        "location",       "latitude", "longitude",      "geo_precision",
    "source",        "source_scale",   "notes",    "fatalities",     "tags",
    "timestamp"};

const std::array<std::string_view, 49> kUcdpColumns{"id",
                                                    "relid",
                                                    "year",
                                                    "active_year",
                                                    "code_status",
                                                    "type_of_violence",
                                                    "conflict_dset_id",
                                                    "conflict_new_id",
                                                    "conflict_name",
                                                    "dyad_dset_id",
                                                    "dyad_new_id",
                                                    "dyad_name",
                                                    "side_a_dset_id",
                                                    "side_a_new_id",
                                                    "side_a",
                                                    "side_b_dset_id",
                                                    "side_b_new_id",
                                                    "side_b",
                                                    "number_of_sources",
                                                    "source_article",
                                                    "source_office",
                                                    "source_date",
                                                    "source_headline",
                                                    "source_original",
                                                    "where_prec",
                                                    "where_coordinates",
                                                    "where_description",
                                                    "adm_1",
                                                    "adm_2",
                                                    "latitude",
                                                    "longitude",
                                                    "geom_wkt",
                                                    "priogrid_gid",
                                                    "country",
                                                    "country_id",
                                                    "region",
                                                    "event_clarity",
                                                    "date_prec",
                                                    "date_start",
                                                    "date_end",
                                                    "deaths_a",
                                                    "deaths_b",
                                                    "deaths_civilians",
                                                    "deaths_unknown",
                                                    "best",
                                                    "high",
                                                    "low",
                                                    "gwnoa",
                                                    "gwnob"};

namespace {

// Cells by column; columns that are not set stay empty.
template <std::size_t Count>
class Row {
 public:
  explicit Row(const std::array<std::string_view, Count>& columns) : columns_(columns) {}
  void set(std::string_view column, std::string value) {
    const auto at = std::find(columns_.begin(), columns_.end(), column) - columns_.begin();
    cells_[static_cast<std::size_t>(at)] = std::move(value);
  }
  [[nodiscard]] std::string line() const {
    return csv_line(std::vector<std::string>(cells_.begin(), cells_.end()));
  }

 private:
  const std::array<std::string_view, Count>& columns_;
  std::array<std::string, Count> cells_;
};

template <std::size_t Count>
std::string head(const std::array<std::string_view, Count>& columns) {
  return csv_line(std::vector<std::string>(columns.begin(), columns.end()));
}

// The name that leading articles give most, of those that `of` takes from each claim.
template <typename Of>
std::vector<std::string> most_named(const Dossier& dossier, const Of& of) {
  std::vector<std::pair<std::string, int>> tally;
  for (const Claimed& claim : dossier.claims) {
    if (!dossier.articles[claim.article].leads) continue;
    for (const std::string& one : of(claim.statement)) {
      const auto found = std::find_if(tally.begin(), tally.end(),
                                      [&](const auto& known) { return known.first == one; });
      if (found == tally.end()) {
        tally.emplace_back(one, 1);
      } else {
        ++found->second;
      }
    }
  }
  std::stable_sort(tally.begin(), tally.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> out;
  out.reserve(tally.size());
  for (auto& [one, count] : tally) out.push_back(std::move(one));
  return out;
}

std::string first(const std::vector<std::string>& names) { return names.empty() ? "" : names[0]; }
std::string others(std::vector<std::string> names) {
  if (!names.empty()) names.erase(names.begin());
  return list(names, "; ");
}

// The codes that claims of leading articles give most to an event of the incident's kind.
Codes codes_of(const Dossier& dossier) {
  std::vector<std::pair<const Codes*, int>> tally;
  for (const Claimed& claim : dossier.claims) {
    const Codes& codes = claim.statement.codes;
    if (!dossier.articles[claim.article].leads || !claim.statement.type ||
        claim.statement.type != dossier.type || codes.acled_event.empty()) {
      continue;
    }
    const auto found = std::find_if(tally.begin(), tally.end(), [&](const auto& known) {
      return known.first->acled_event == codes.acled_event &&
             known.first->acled_sub_event == codes.acled_sub_event;
    });
    if (found == tally.end()) {
      tally.emplace_back(&codes, 1);
    } else {
      ++found->second;
    }
  }
  const auto most = std::max_element(
      tally.begin(), tally.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == tally.end()) return {};
  Codes out = *most->first;
  // The words leave open which of them it is ("A|B"), and no codebook has a row for that.
  if (out.acled_sub_event.find('|') != std::string::npos) out.acled_sub_event.clear();
  if (out.acled_event.find('|') != std::string::npos) out.acled_event.clear();
  return out;
}

std::string year_of(std::optional<Date> date) { return date ? day(date).substr(0, 4) : ""; }

bool is_one_day(const Dossier& dossier) {
  return dossier.from && (!dossier.to || dossier.from == dossier.to);
}

// ACLED's flags of its sub-events (political violence, demonstrations) as one column.
std::string disorder_of(const Codes& codes) {
  const std::string& event = codes.acled_event;
  const std::string& sub = codes.acled_sub_event;
  if (sub == "Excessive force against protesters") return "Political violence; Demonstrations";
  if (sub == "Mob violence" || event == "Battles" || event == "Explosions/Remote violence" ||
      event == "Violence against civilians") {
    return "Political violence";
  }
  if (event == "Protests" || event == "Riots") return "Demonstrations";
  return event == "Strategic developments" ? event : "";
}

std::string outlets(const Dossier& dossier) {
  std::vector<std::string> names;
  names.reserve(dossier.articles.size());
  for (const auto& article : dossier.articles) names.push_back(article.outlet);
  return once_each(std::move(names));
}

}  // namespace

std::string acled_begin() { return head(kAcledColumns); }

std::string acled_each(const Record& record) {
  const auto& [dossier, verdict] = record;
  Row<31> row(kAcledColumns);
  const Codes codes = codes_of(dossier);
  const std::string disorder = disorder_of(codes);
  const auto agents = most_named(dossier, [](const Statement& one) { return one.agents; });
  const auto targets = most_named(dossier, [](const Statement& one) { return one.targets; });
  const auto killed = range_of(verdict, FigureKind::killed);
  row.set("event_id_cnty", "MARSAD-" + dossier.id);
  row.set("event_date", day(dossier.from));
  row.set("year", year_of(dossier.from));
  if (const auto days = days_wide(dossier)) {
    row.set("time_precision", *days == 0 ? "1" : *days <= 6 ? "2" : "3");
  }
  row.set("disorder_type", disorder);
  row.set("event_type", codes.acled_event);
  row.set("sub_event_type", codes.acled_sub_event);
  row.set("actor1", first(agents));
  row.set("assoc_actor_1", others(agents));
  row.set("actor2", first(targets));
  row.set("assoc_actor_2", others(targets));
  if (disorder.starts_with("Political violence") && only_civilians(dossier, std::nullopt)) {
    row.set("civilian_targeting", "Civilian targeting");
  }
  if (dossier.place) {
    const PlaceValue& place = *dossier.place;
    const Country country = country_of(place.country);
    row.set("iso", country.numeric);
    row.set("country", country.name);
    if (place.level == PlaceLevel::admin1) row.set("admin1", place.name);
    if (place.level == PlaceLevel::admin2) row.set("admin2", place.name);
    if (place.level != PlaceLevel::country) row.set("location", place.name);
    row.set("latitude", number(place.lat));
    row.set("longitude", number(place.lon));
    const bool exact = radius_of(place.level) == 0;
    row.set("geo_precision", exact ? "1" : place.level == PlaceLevel::admin2 ? "2" : "3");
  }
  row.set("source", outlets(dossier));
  const std::string dispute = disputed(dossier);
  row.set("notes",
          fmt::format("Documented, not total. Origins: {}; articles: {}.{}{}", verdict.origins,
                      dossier.articles.size(), dispute.empty() ? "" : " ", dispute));
  row.set("fatalities", whole(killed.best ? killed.best : killed.low));
  row.set("tags", "policy=" + verdict.policy + " " + std::to_string(verdict.version));
  return row.line();
}

std::string ucdp_begin() { return head(kUcdpColumns); }

std::string ucdp_each(const Record& record) {
  const auto& [dossier, verdict] = record;
  const auto killed = range_of(verdict, FigureKind::killed);
  // An event of GED has at least one death in some estimate.
  const auto deaths = {killed.low, killed.best, killed.high};
  if (std::none_of(deaths.begin(), deaths.end(), [](auto one) { return one.value_or(0) >= 1; })) {
    return {};
  }
  Row<49> row(kUcdpColumns);
  const auto agents = most_named(dossier, [](const Statement& one) { return one.agents; });
  const auto targets = most_named(dossier, [](const Statement& one) { return one.targets; });
  const auto sources = most_named(dossier, [](const Statement& one) {
    return one.source.empty() ? std::vector<std::string>() : std::vector{one.source};
  });
  const bool civilians = only_civilians(dossier, FigureKind::killed);
  row.set("relid", "MARSAD-" + dossier.id);
  row.set("year", year_of(dossier.from));
  row.set("code_status", "machine, not checked");
  row.set("side_a", first(agents));
  const bool fought = dossier.type == EventType::clash || dossier.type == EventType::territory;
  row.set("side_b", targets.empty() && civilians && !fought ? "Civilians" : first(targets));
  row.set("number_of_sources", std::to_string(verdict.origins));
  std::vector<std::string> articles;
  std::vector<std::string> dates;
  std::vector<std::string> titles;
  for (const auto& article : dossier.articles) {
    articles.push_back(article.url.empty() ? article.id : article.url);
    dates.push_back(day(article.published));
    titles.push_back(article.title);
  }
  row.set("source_article", list(articles, "; "));
  row.set("source_office", outlets(dossier));
  row.set("source_date", once_each(std::move(dates)));
  row.set("source_headline", list(titles, "; "));
  row.set("source_original", list(sources, "; "));
  if (dossier.place) {
    const PlaceValue& place = *dossier.place;
    const char* const precise = radius_of(place.level) == 0         ? "1"
                                : place.level == PlaceLevel::admin2 ? "3"
                                : place.level == PlaceLevel::admin1 ? "4"
                                : place.level == PlaceLevel::region ? "5"
                                                                    : "6";
    row.set("where_prec", precise);
    row.set("where_coordinates", place.name);
    row.set("where_description", place.name);
    if (place.level == PlaceLevel::admin1) row.set("adm_1", place.name);
    if (place.level == PlaceLevel::admin2) row.set("adm_2", place.name);
    row.set("latitude", number(place.lat));
    row.set("longitude", number(place.lon));
    row.set("geom_wkt", fmt::format("POINT ({} {})", number(place.lon), number(place.lat)));
    row.set("country", country_of(place.country).name);
  }
  if (const auto days = days_wide(dossier)) {
    row.set("event_clarity", is_one_day(dossier) ? "1" : "2");
    row.set("date_prec", *days == 0    ? "1"
                         : *days <= 5  ? "2"
                         : *days <= 6  ? "3"
                         : *days <= 31 ? "4"
                                       : "5");
  }
  row.set("date_start", day(dossier.from));
  row.set("date_end", day(dossier.to));
  row.set(civilians ? "deaths_civilians" : "deaths_unknown", whole(killed.best));
  row.set("best", whole(killed.best));
  row.set("high", whole(killed.high));
  row.set("low", whole(killed.low));
  return row.line();
}

std::string airwars_begin() {
  return csv_line({"code",
                   "previous_codes",
                   "date_type",
                   "date",
                   "date_end",
                   "first_reported_date",
                   "first_reported_by",
                   "first_reported_url",
                   "country",
                   "location_name",
                   "strike_status",
                   "strike_type",
                   "civilian_harm_status",
                   "cause",
                   "lat",
                   "lon",
                   "geolocation_accuracy",
                   "killed_min",
                   "killed_max",
                   "injured_min",
                   "injured_max",
                   "belligerents",
                   "sources",
                   "source_urls",
                   "notice"});
}

std::string airwars_each(const Record& record) {
  const auto& [dossier, verdict] = record;
  const auto killed = range_of(verdict, FigureKind::killed);
  const auto injured = range_of(verdict, FigureKind::injured);
  const auto agents = most_named(dossier, [](const Statement& one) { return one.agents; });
  const auto weapons = most_named(dossier, [](const Statement& one) { return one.weapons; });
  const incidents::DossierArticle nothing;
  const auto& earliest = dossier.articles.empty() ? nothing : dossier.articles.front();
  std::vector<std::string> urls;
  urls.reserve(dossier.articles.size());
  for (const auto& article : dossier.articles) urls.push_back(article.url);
  return csv_line({dossier.id,
                   list(dossier.former_ids, "; "),
                   !dossier.from   ? ""
                   : dossier.dated ? "stated"
                                   : "published",
                   day(dossier.from),
                   is_one_day(dossier) ? "" : day(dossier.to),
                   day(earliest.published),
                   earliest.outlet,
                   earliest.url,
                   dossier.place ? country_of(dossier.place->country).name : "",
                   dossier.place ? dossier.place->name : "",
                   verdict.origins == 1 ? "single source claim" : "",
                   dossier.type ? std::string(name(*dossier.type)) : "",
                   verdict.grade,
                   list(weapons, "; "),
                   dossier.place ? number(dossier.place->lat) : "",
                   dossier.place ? number(dossier.place->lon) : "",
                   dossier.place ? std::string(name(dossier.place->level)) : "",
                   number(killed.low),
                   number(killed.high),
                   number(injured.low),
                   number(injured.high),
                   list(agents, "; "),
                   outlets(dossier),
                   once_each(std::move(urls)),
                   "documented, not total"});
}

}  // namespace marsad::exports
