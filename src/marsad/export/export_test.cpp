// SPDX-License-Identifier: Apache-2.0
// Exports of incidents that are put together by hand, read back.
#include "marsad/export/export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"

namespace marsad::exports {
namespace {

using nlohmann::json;

incidents::Dossier dossier() {
  incidents::Dossier out;
  out.id = "i-1";
  out.former_ids = {"i-0"};
  out.from = out.to = parse_iso("1998-06-02");
  out.dated = true;
  out.type = EventType::shelling;
  out.place = PlaceValue{"Hama", "gn:1", "SY", 35.13, 36.75, PlaceLevel::city};
  incidents::DossierArticle article;
  article.id = "mail";
  article.outlet = "بريد السهل, \"الأسبوعي\"";
  article.title = "=HYPERLINK(\"x\")";
  article.published = parse_iso("1998-06-03");
  article.sha256 = "ab";
  article.leads = true;
  out.articles = {article};
  incidents::Claimed claim;
  claim.id = "mail/1/1";
  claim.origin = "actor:monitor";
  claim.statement.source = "Monitor";
  claim.statement.type = EventType::shelling;
  claim.statement.codes.acled_event = "Explosions/Remote violence";
  claim.statement.codes.acled_sub_event = "Shelling/artillery/missile attack";
  claim.statement.figure = FigureKind::killed;
  claim.statement.low = claim.statement.high = 12;
  claim.statement.victims = Victims::civilians;
  claim.statement.agents = {"-Army"};
  claim.statement.span = {3, 9};
  claim.statement.quote = "قتل 12\nمدنيا";
  out.claims = {claim};
  return out;
}

std::string all(std::string_view format, const std::vector<incidents::Dossier>& dossiers) {
  const Format* found = format_named(format);
  std::string out = found->begin();
  bool first = true;
  for (const auto& one : dossiers) {
    const auto verdict = incidents::judge(*incidents::find_policy("ucdp-like"), one);
    const std::string piece = found->each({one, verdict}, first);
    first = first && piece.empty();
    out += piece;
  }
  return out + found->end();
}

// RFC 4180 read back: the slow twin of csv_line.
std::vector<std::vector<std::string>> rows(const std::string& csv) {
  std::vector<std::vector<std::string>> out{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted) {
      if (c != '"') {
        out.back().back() += c;
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        out.back().back() += c;
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      out.back().emplace_back();
    } else if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
      ++i;
      out.push_back({""});
    } else {
      out.back().back() += c;
    }
  }
  out.pop_back();
  return out;
}

TEST(Export, TablesHaveTheirColumns) {
  for (const auto& [format, columns] : {std::pair<std::string_view, std::size_t>{"acled", 31},
                                        {"ucdp", 49},
                                        {"csv", 38},
                                        {"hxl", 19},
                                        {"airwars", 25}}) {
    const auto read = rows(all(format, {dossier(), dossier()}));
    EXPECT_EQ(read.size(), format == "hxl" ? 4U : 3U) << format;
    for (const auto& row : read) EXPECT_EQ(row.size(), columns) << format;
  }
  const auto acled = rows(all("acled", {dossier()}));
  for (std::size_t i = 0; i < kAcledColumns.size(); ++i) EXPECT_EQ(acled[0][i], kAcledColumns[i]);
  const auto ucdp = rows(all("ucdp", {dossier()}));
  for (std::size_t i = 0; i < kUcdpColumns.size(); ++i) EXPECT_EQ(ucdp[0][i], kUcdpColumns[i]);
}

TEST(Export, ValuesStandInTheirColumns) {
  const auto at = [](const auto& columns, std::string_view column) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) -
                                    columns.begin());
  };
  const auto acled = rows(all("acled", {dossier()}))[1];
  EXPECT_EQ(acled[at(kAcledColumns, "event_id_cnty")], "MARSAD-i-1");
  EXPECT_EQ(acled[at(kAcledColumns, "fatalities")], "12");
  EXPECT_EQ(acled[at(kAcledColumns, "civilian_targeting")], "Civilian targeting");
  EXPECT_EQ(acled[at(kAcledColumns, "disorder_type")], "Political violence");
  EXPECT_EQ(acled[at(kAcledColumns, "inter1")], "");  // theirs to give
  const auto ucdp = rows(all("ucdp", {dossier()}))[1];
  EXPECT_EQ(ucdp[at(kUcdpColumns, "id")], "");
  EXPECT_EQ(ucdp[at(kUcdpColumns, "source_original")], "Monitor");
  EXPECT_EQ(ucdp[at(kUcdpColumns, "deaths_civilians")], "12");
  EXPECT_EQ(ucdp[at(kUcdpColumns, "best")], "12");
}

TEST(Export, NoCellIsAFormulaAndArabicIsUntouched) {
  const auto row = rows(all("ucdp", {dossier()}))[1];
  for (const std::string& cell : row) {
    EXPECT_EQ(std::string("=+@").find(cell.empty() ? '.' : cell[0]), std::string::npos) << cell;
  }
  EXPECT_EQ(row[14], "'-Army");
  const auto ledger = rows(all("csv", {dossier()}))[1];
  EXPECT_EQ(ledger[4], "بريد السهل, \"الأسبوعي\"");
  EXPECT_EQ(ledger.back(), "قتل 12\nمدنيا");
  EXPECT_EQ(csv_line({"-3.2", "-x", "+1"}), "-3.2,'-x,'+1\r\n");
}

TEST(Export, AMapShowsAreasWhereThePlaceIsWideAndNothingWhereThereIsNone) {
  auto wide = dossier();
  wide.place->level = PlaceLevel::admin1;
  auto nowhere = dossier();
  nowhere.place.reset();
  const json map = json::parse(all("geojson", {dossier(), wide, nowhere}));
  ASSERT_EQ(map["features"].size(), 3U);
  EXPECT_EQ(map["features"][0]["geometry"]["type"], "Point");
  EXPECT_EQ(map["features"][0]["geometry"]["coordinates"][0], 36.75);
  const json& ring = map["features"][1]["geometry"]["coordinates"][0];
  EXPECT_EQ(ring.front(), ring.back());
  double area = 0;  // above 0: against the clock
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    area += ring[i][0].get<double>() * ring[i + 1][1].get<double>() -
            ring[i + 1][0].get<double>() * ring[i][1].get<double>();
  }
  EXPECT_GT(area, 0);
  EXPECT_TRUE(map["features"][2]["geometry"].is_null());
}

TEST(Export, LinkedFormsAreJsonAlsoWhenThereIsNothing) {
  for (const std::string_view format : {"geojson", "web-annotation", "prov"}) {
    EXPECT_FALSE(json::parse(all(format, {}), nullptr, false).is_discarded()) << format;
    auto empty = dossier();
    empty.claims.clear();
    EXPECT_FALSE(json::parse(all(format, {empty, dossier()}), nullptr, false).is_discarded())
        << format;
  }
  const json page = json::parse(all("web-annotation", {dossier()}));
  const json& selectors = page["items"][0]["target"]["selector"];
  EXPECT_EQ(selectors[0]["start"], 3);
  EXPECT_EQ(selectors[1]["exact"], "قتل 12\nمدنيا");
}

TEST(Export, AnIncidentWithoutPlaceOrDayLeavesCellsEmpty) {
  auto bare = dossier();
  bare.place.reset();
  bare.from = bare.to = std::nullopt;
  bare.type.reset();
  for (const std::string_view format : {"acled", "ucdp", "hxl", "airwars"}) {
    EXPECT_GE(rows(all(format, {bare})).size(), 2U) << format;
  }
}

}  // namespace
}  // namespace marsad::exports
