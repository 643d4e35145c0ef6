// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/json.h"

#include <map>
#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/series.h"

namespace marsad::observatory {
namespace {

using incidents::Claimed;
using incidents::Dossier;
using incidents::DossierArticle;
using incidents::Statement;
using nlohmann::json;

json claim_json(const Claimed& claim, const std::string& article) {
  const Statement& row = claim.statement;
  return {{"id", claim.id},
          {"article", article},
          {"origin", claim.origin},
          {"source", row.source},
          {"source_entity", row.source_entity},
          {"chain", row.chain},
          {"stance", name(row.stance)},
          {"type", row.type ? json(name(*row.type)) : json(nullptr)},
          {"status", name(row.status)},
          {"place", place_json(row.place)},
          {"from", day_json(row.from)},
          {"to", day_json(row.to)},
          {"agents", row.agents},
          {"targets", row.targets},
          {"weapons", row.weapons},
          {"figure", row.figure ? json(name(*row.figure)) : json(nullptr)},
          {"low", number_json(row.low)},
          {"high", number_json(row.high)},
          {"approximate", row.approximate},
          {"victims", row.figure ? json(name(row.victims)) : json(nullptr)},
          {"part", row.part},
          {"cumulative", row.cumulative},
          {"start", row.span.begin},
          {"end", row.span.end},
          {"quote", row.quote}};
}

}  // namespace

json to_json(const Dossier& dossier, const incidents::Policy& policy) {
  json out = {{"schema", "marsad.incident/1"},
              {"id", dossier.id},
              {"former_ids", dossier.former_ids},
              {"from", day_json(dossier.from)},
              {"to", day_json(dossier.to)},
              {"dated", dossier.dated},
              {"type", dossier.type ? json(name(*dossier.type)) : json(nullptr)},
              {"place", place_json(dossier.place)}};
  json& reports = out["reports"] = json::array();
  json& leads = out["leads"] = json::array();
  json& links = out["links"] = json::array();
  json& tolls = out["tolls"] = json::array();
  for (const DossierArticle& article : dossier.articles) {
    reports.push_back(article.id);
    if (article.leads) leads.push_back(article.id);
    for (const incidents::Toll& toll : article.tolls) {
      tolls.push_back({{"article", article.id},
                       {"kind", name(toll.kind)},
                       {"low", number_json(toll.low)},
                       {"high", number_json(toll.high)}});
    }
    if (article.nearest.empty()) continue;
    json reasons = json::array();
    for (const incidents::Reason& reason : article.reasons) {
      reasons.push_back(
          {{"what", reason.what}, {"which", reason.which}, {"points", reason.points}});
    }
    links.push_back({{"article", article.id},
                     {"to", article.nearest},
                     {"score", article.score},
                     {"reasons", std::move(reasons)}});
  }
  json& decisions = out["decisions"] = json::array();
  for (const incidents::DossierDecision& one : dossier.decisions) {
    decisions.push_back({{"number", one.number},
                         {"action", one.action},
                         {"detail", json::parse(one.detail, nullptr, false)},
                         {"reason", one.reason},
                         {"author", one.author},
                         {"at", one.at},
                         {"undone", one.undone}});
  }
  json& series = out["series"] = json::array();
  for (const incidents::Series& one : incidents::series_of(dossier)) {
    json points = json::array();
    for (const incidents::Point& point : one.points) {
      points.push_back({{"day", day_json(point.day)},
                        {"low", number_json(point.low)},
                        {"high", number_json(point.high)},
                        {"claim", dossier.claims[point.claim].id}});
    }
    series.push_back({{"origin", one.origin}, {"kind", name(one.kind)}, {"points", points}});
  }
  const incidents::Verdict verdict = incidents::judge(policy, dossier);
  json& range = out["range"] = {{"policy", verdict.policy},
                                {"version", verdict.version},
                                {"grade", verdict.grade},
                                {"origins", verdict.origins},
                                {"measures", json::array()}};
  for (const incidents::Range& one : verdict.ranges) {
    range["measures"].push_back({{"kind", name(one.kind)},
                                 {"low", number_json(one.low)},
                                 {"best", number_json(one.best)},
                                 {"high", number_json(one.high)},
                                 {"origins", one.origins},
                                 {"claims", one.claims}});
  }
  std::map<std::string, json> origins;
  for (const Claimed& claim : dossier.claims) {
    json& list = origins[claim.origin];
    list.push_back(claim_json(claim, dossier.articles[claim.article].id));
  }
  out["claims"] = json::object();
  for (auto& [origin, list] : origins) out["claims"][origin] = std::move(list);
  return out;
}

json to_json(const LedgerRow& row) {
  json out = claim_json(row.claim, row.article.id);
  out["schema"] = "marsad.claim/1";
  out["version"] = row.article.version;
  out["outlet"] = row.article.outlet;
  out["title"] = row.article.title;
  out["url"] = row.article.url;
  out["published"] = day_json(row.article.published);
  return out;
}

json number_json(std::optional<double> value) { return value ? json(*value) : json(nullptr); }
json day_json(std::optional<Date> value) { return value ? json(to_iso(*value)) : json(nullptr); }
json place_json(const std::optional<PlaceValue>& place) {
  if (!place) return nullptr;
  return {{"name", place->name},         {"entity", place->entity}, {"country", place->country},
          {"level", name(place->level)}, {"lat", place->lat},       {"lon", place->lon}};
}

std::string line_of(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace marsad::observatory
