// SPDX-License-Identifier: Apache-2.0
// The ledger of claims, and incidents for humanitarian sheets (HXL).
#include "marsad/analysis/names.h"
#include "marsad/export/table.h"

namespace marsad::exports {

using incidents::Claimed;
using incidents::Statement;

std::string csv_begin() {
  return csv_line({"incident",      "claim",        "article",  "leads",      "outlet",
                   "published",     "url",          "sha256",   "origin",     "source",
                   "source_entity", "source_class", "chain",    "stance",     "type",
                   "status",        "place",        "place_id", "country",    "level",
                   "lat",           "lon",          "from",     "to",         "agents",
                   "targets",       "weapons",      "figure",   "low",        "high",
                   "approximate",   "victims",      "part",     "cumulative", "start",
                   "end",           "offset_unit",  "quote"});
}

std::string csv_each(const Record& record) {
  std::string out;
  for (const Claimed& claim : record.dossier.claims) {
    const auto& article = record.dossier.articles[claim.article];
    const Statement& row = claim.statement;
    const auto word = [](bool value) { return std::string(value ? "true" : "false"); };
    out += csv_line({record.dossier.id,
                     claim.id,
                     article.id,
                     word(article.leads),
                     article.outlet,
                     day(article.published),
                     article.url,
                     article.sha256,
                     claim.origin,
                     row.source,
                     row.source_entity,
                     row.source_class ? std::string(name(*row.source_class)) : "",
                     list(row.chain, "; "),
                     std::string(name(row.stance)),
                     row.type ? std::string(name(*row.type)) : "",
                     std::string(name(row.status)),
                     row.place ? row.place->name : "",
                     row.place ? row.place->entity : "",
                     row.place ? row.place->country : "",
                     row.place ? std::string(name(row.place->level)) : "",
                     row.place ? number(row.place->lat) : "",
                     row.place ? number(row.place->lon) : "",
                     day(row.from),
                     day(row.to),
                     list(row.agents, "; "),
                     list(row.targets, "; "),
                     list(row.weapons, "; "),
                     row.figure ? std::string(name(*row.figure)) : "",
                     number(row.low),
                     number(row.high),
                     row.figure ? word(row.approximate) : "",
                     row.figure ? std::string(name(row.victims)) : "",
                     row.figure ? word(row.part) : "",
                     row.figure ? word(row.cumulative) : "",
                     std::to_string(row.span.begin),
                     std::to_string(row.span.end),
                     "code points",
                     row.quote});
  }
  return out;
}

std::string hxl_begin() {
  return csv_line({"Incident",     "Date from",   "Date to",     "Kind",        "Country",
                   "Place",        "Place id",    "Level",       "Latitude",    "Longitude",
                   "Killed low",   "Killed best", "Killed high", "Injured low", "Injured best",
                   "Injured high", "Origins",     "Articles",    "Grade",       "Policy",
                   "Notice"}) +
         csv_line({"#event+id",
                   "#date+occurred+start",
                   "#date+occurred+end",
                   "#event+type",
                   "#country+code",
                   "#loc+name+i_en",
                   "#loc+code",
                   "#geo+precision",
                   "#geo+lat",
                   "#geo+lon",
                   "#affected+killed+min",
                   "#affected+killed+best",
                   "#affected+killed+max",
                   "#affected+injured+min",
                   "#affected+injured+best",
                   "#affected+injured+max",
                   "#meta+sources+num",
                   "#meta+articles+num",
                   "#status+verification",
                   "#meta+method+policy",
                   "#meta+notice"});
}

std::string hxl_each(const Record& record) {
  const auto& [dossier, verdict] = record;
  const auto killed = range_of(verdict, FigureKind::killed);
  const auto injured = range_of(verdict, FigureKind::injured);
  // A point for a province would look more exact than the words are.
  const bool exact = dossier.place && radius_of(dossier.place->level) == 0;
  return csv_line({dossier.id,
                   day(dossier.from),
                   day(dossier.to),
                   dossier.type ? std::string(name(*dossier.type)) : "",
                   dossier.place ? dossier.place->country : "",
                   dossier.place ? dossier.place->name : "",
                   dossier.place ? dossier.place->entity : "",
                   dossier.place ? std::string(name(dossier.place->level)) : "",
                   exact ? number(dossier.place->lat) : "",
                   exact ? number(dossier.place->lon) : "",
                   number(killed.low),
                   number(killed.best),
                   number(killed.high),
                   number(injured.low),
                   number(injured.best),
                   number(injured.high),
                   std::to_string(verdict.origins),
                   std::to_string(dossier.articles.size()),
                   verdict.grade,
                   verdict.policy + " " + std::to_string(verdict.version),
                   "documented, not total"});
}

}  // namespace marsad::exports
