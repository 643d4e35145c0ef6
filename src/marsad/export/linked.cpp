// SPDX-License-Identifier: Apache-2.0
// JSON forms: maps, annotations of articles, and what derives from what.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "marsad/analysis/names.h"
#include "marsad/export/table.h"

namespace marsad::exports {
namespace {

using nlohmann::ordered_json;

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json known(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}
ordered_json known(std::optional<double> value) {
  return value ? ordered_json(*value) : ordered_json();
}

// A ring round a point, against the clock as RFC 7946 wants, closed.
ordered_json ring(const PlaceValue& place, double km) {
  constexpr int kCorners = 32;
  constexpr double kDegree = 111.2;
  ordered_json out = ordered_json::array();
  const double east = km / (kDegree * std::max(0.05, std::cos(place.lat * std::numbers::pi / 180)));
  const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
  for (int i = 0; i <= kCorners; ++i) {
    const double angle = 2 * std::numbers::pi * (i % kCorners) / kCorners;
    out.push_back({rounded(place.lon + east * std::cos(angle)),
                   rounded(place.lat + km / kDegree * std::sin(angle))});
  }
  return out;
}

ordered_json geometry(const std::optional<PlaceValue>& place) {
  if (!place) return nullptr;
  const double km = radius_of(place->level);
  if (km == 0) return {{"type", "Point"}, {"coordinates", {place->lon, place->lat}}};
  return {{"type", "Polygon"}, {"coordinates", ordered_json::array({ring(*place, km)})}};
}

std::string article_uri(const incidents::DossierArticle& article) {
  return article.url.empty() ? "urn:marsad:article:" + article.id : article.url;
}

}  // namespace

std::string geojson_begin() { return "{\"type\":\"FeatureCollection\",\"features\":[\n"; }

std::string geojson_each(const Record& record, bool first) {
  const auto& [dossier, verdict] = record;
  const auto killed = range_of(verdict, FigureKind::killed);
  const auto injured = range_of(verdict, FigureKind::injured);
  const ordered_json feature = {
      {"type", "Feature"},
      {"id", dossier.id},
      {"geometry", geometry(dossier.place)},
      {"properties",
       {{"from", known(day(dossier.from))},
        {"to", known(day(dossier.to))},
        {"type", dossier.type ? ordered_json(name(*dossier.type)) : ordered_json()},
        {"place", dossier.place ? ordered_json(dossier.place->name) : ordered_json()},
        {"level", dossier.place ? ordered_json(name(dossier.place->level)) : ordered_json()},
        {"radius_km",
         dossier.place ? ordered_json(radius_of(dossier.place->level)) : ordered_json()},
        {"killed_low", known(killed.low)},
        {"killed_best", known(killed.best)},
        {"killed_high", known(killed.high)},
        {"injured_low", known(injured.low)},
        {"injured_high", known(injured.high)},
        {"origins", verdict.origins},
        {"articles", dossier.articles.size()},
        {"grade", known(verdict.grade)},
        {"policy", verdict.policy + " " + std::to_string(verdict.version)},
        {"notice", "documented, not total"}}}};
  return (first ? "" : ",\n") + dump(feature);
}

std::string geojson_end() { return "\n]}\n"; }

std::string annotation_begin() {
  return "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:marsad:annotations\","
         "\"type\":\"AnnotationPage\",\"items\":[\n";
}

// TextPositionSelector counts code points, as this standard's character strings do.
std::string annotation_each(const Record& record, bool first) {
  std::string out;
  for (const incidents::Claimed& claim : record.dossier.claims) {
    const auto& article = record.dossier.articles[claim.article];
    const incidents::Statement& row = claim.statement;
    ordered_json value = {{"incident", record.dossier.id},
                          {"origin", claim.origin},
                          {"source", row.source},
                          {"stance", name(row.stance)}};
    if (row.type) value["type"] = name(*row.type);
    if (row.figure) {
      value["figure"] = name(*row.figure);
      value["low"] = known(row.low);
      value["high"] = known(row.high);
    }
    const ordered_json one = {
        {"id", "urn:marsad:claim:" + claim.id},
        {"type", "Annotation"},
        {"motivation", "classifying"},
        {"body", {{"type", "TextualBody"}, {"format", "application/json"}, {"value", dump(value)}}},
        {"target",
         {{"source", article_uri(article)},
          {"selector",
           ordered_json::array({{{"type", "TextPositionSelector"},
                                 {"start", row.span.begin},
                                 {"end", row.span.end}},
                                {{"type", "TextQuoteSelector"}, {"exact", row.quote}}})}}}};
    out += (first && out.empty() ? "" : ",\n") + dump(one);
  }
  return out;
}

std::string annotation_end() { return "\n]}\n"; }

std::string prov_begin() {
  return "{\"@context\":{\"prov\":\"http://www.w3.org/ns/prov#\"},\"@graph\":[\n";
}

std::string prov_each(const Record& record, bool first) {
  const auto& dossier = record.dossier;
  ordered_json used = ordered_json::array();
  std::string out;
  const auto add = [&](const ordered_json& node) {
    out += (first && out.empty() ? "" : ",\n") + dump(node);
  };
  for (const auto& article : dossier.articles) {
    const std::string bytes = "urn:sha256:" + article.sha256;
    const std::string version =
        fmt::format("urn:marsad:article:{}/{}", article.id, article.version);
    add({{"@id", bytes},
         {"@type", "prov:Entity"},
         {"prov:wasAttributedTo", {{"@id", "urn:marsad:outlet:" + article.outlet}}}});
    add({{"@id", version},
         {"@type", "prov:Entity"},
         {"prov:wasDerivedFrom", {{"@id", bytes}}},
         {"prov:wasGeneratedBy", {{"@id", "urn:marsad:reading"}}}});
    used.push_back({{"@id", version}});
  }
  add({{"@id", "urn:marsad:incident:" + dossier.id},
       {"@type", "prov:Entity"},
       {"prov:wasDerivedFrom", used}});
  return out;
}

std::string prov_end() { return "\n]}\n"; }

}  // namespace marsad::exports
