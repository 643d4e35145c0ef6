// SPDX-License-Identifier: Apache-2.0
// JSON forms: maps, annotations of articles, and what derives from what.
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string>
#include <vector>

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

std::string version_urn(const incidents::DossierArticle& article) {
  return urn("article", article.id + "/" + std::to_string(article.version));
}

ordered_json node(const std::string& id) { return {{"@id", id}}; }

// Several items of one list, as they stand between two others.
class Items {
 public:
  void add(const ordered_json& item) {
    if (!text_.empty()) text_ += ",\n";
    text_ += dump(item);
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string geojson_begin() { return "{\"type\":\"FeatureCollection\",\"features\":[\n"; }

std::string geojson_each(const Record& record) {
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
        {"country", dossier.place ? known(dossier.place->country) : ordered_json()},
        {"level", dossier.place ? ordered_json(name(dossier.place->level)) : ordered_json()},
        {"radius_km",
         dossier.place ? ordered_json(radius_of(dossier.place->level)) : ordered_json()},
        {"killed_low", known(killed.low)},
        {"killed_best", known(killed.best)},
        {"killed_high", known(killed.high)},
        {"injured_low", known(injured.low)},
        {"injured_best", known(injured.best)},
        {"injured_high", known(injured.high)},
        {"origins", verdict.origins},
        {"articles", dossier.articles.size()},
        {"grade", known(verdict.grade)},
        {"policy", verdict.policy + " " + std::to_string(verdict.version)},
        {"notice", "documented, not total"}}}};
  return dump(feature);
}

// One page that is a whole collection: nothing need be known of what comes after.
std::string annotation_begin() {
  return "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"marsad\":\"urn:marsad:\"}],"
         "\"id\":\"urn:marsad:annotations\",\"type\":\"AnnotationPage\","
         "\"partOf\":{\"id\":\"urn:marsad:collection\",\"type\":\"AnnotationCollection\"},"
         "\"startIndex\":0,\"marsad:offset-unit\":\"code points\",\"items\":[\n";
}

// The target is the text that was read, whose code points the positions count; the page of the
// outlet is where it came from, and only the quote can be found there.
std::string annotation_each(const Record& record) {
  Items items;
  for (const incidents::Claimed& claim : record.dossier.claims) {
    const auto& article = record.dossier.articles[claim.article];
    const incidents::Statement& row = claim.statement;
    ordered_json value = {{"incident", record.dossier.id},
                          {"origin", claim.origin},
                          {"source", row.source},
                          {"stance", name(row.stance)},
                          {"status", name(row.status)}};
    if (row.type) value["type"] = name(*row.type);
    if (row.figure) {
      value["figure"] = name(*row.figure);
      value["low"] = known(row.low);
      value["high"] = known(row.high);
      value["victims"] = name(row.victims);
    }
    ordered_json target = {
        {"source", version_urn(article)},
        {"selector",
         ordered_json::array(
             {{{"type", "TextPositionSelector"}, {"start", row.span.begin}, {"end", row.span.end}},
              {{"type", "TextQuoteSelector"}, {"exact", row.quote}}})}};
    if (!article.sha256.empty()) target["marsad:original-sha256"] = article.sha256;
    if (!article.url.empty()) target["marsad:url"] = article.url;
    // The number of a claim is its article's, and an article may tell of several incidents.
    items.add({{"id", urn("incident", record.dossier.id + ":claim:" + claim.id)},
               {"type", "Annotation"},
               {"motivation", "classifying"},
               {"body",
                {{"type", "TextualBody"}, {"format", "application/json"}, {"value", dump(value)}}},
               {"target", target}});
  }
  return items.take();
}

std::string prov_begin() {
  return "{\"@context\":{\"prov\":\"http://www.w3.org/ns/prov#\","
         "\"label\":\"http://www.w3.org/2000/01/rdf-schema#label\"},\"@graph\":[\n";
}

// Bytes → version of an article → reading of it with a pack → claims → incident. Nodes of an
// article that tells of several incidents come again in the same words.
std::string prov_each(const Record& record) {
  const auto& dossier = record.dossier;
  Items items;
  std::vector<std::string> readings;
  for (const auto& article : dossier.articles) {
    const std::string version = version_urn(article);
    readings.push_back(
        urn("reading", article.id + "/" + std::to_string(article.version) + "/" + article.pack));
    ordered_json entity = {{"@id", version}, {"@type", "prov:Entity"}};
    if (!article.sha256.empty()) {
      ordered_json original = {{"@id", "urn:sha256:" + article.sha256}, {"@type", "prov:Entity"}};
      if (!article.outlet.empty()) {
        const std::string outlet = urn("outlet", article.outlet);
        items.add({{"@id", outlet}, {"@type", "prov:Agent"}, {"label", article.outlet}});
        original["prov:wasAttributedTo"] = node(outlet);
      }
      items.add(original);
      entity["prov:wasDerivedFrom"] = node("urn:sha256:" + article.sha256);
    }
    items.add(entity);
    ordered_json used = ordered_json::array({node(version)});
    if (!article.pack.empty()) {
      items.add({{"@id", urn("pack", article.pack)}, {"@type", "prov:Entity"}});
      used.push_back(node(urn("pack", article.pack)));
    }
    items.add({{"@id", readings.back()}, {"@type", "prov:Activity"}, {"prov:used", used}});
  }
  ordered_json claims = ordered_json::array();
  for (const incidents::Claimed& claim : dossier.claims) {
    const std::string id = urn("claim", claim.id);
    const std::string origin = urn("origin", claim.origin);
    items.add({{"@id", origin}, {"@type", "prov:Agent"}, {"label", claim.origin}});
    items.add({{"@id", id},
               {"@type", "prov:Entity"},
               {"prov:wasGeneratedBy", node(readings[claim.article])},
               {"prov:wasDerivedFrom", node(version_urn(dossier.articles[claim.article]))},
               {"prov:wasAttributedTo", node(origin)}});
    claims.push_back(node(id));
  }
  ordered_json incident = {{"@id", urn("incident", dossier.id)}, {"@type", "prov:Entity"}};
  if (!claims.empty()) incident["prov:wasDerivedFrom"] = claims;
  for (const std::string& former : dossier.former_ids) {
    incident["prov:alternateOf"].push_back(node(urn("incident", former)));
  }
  items.add(incident);
  return items.take();
}

}  // namespace marsad::exports
