// SPDX-License-Identifier: Apache-2.0
// Exports of incidents that are put together by hand, read back.
#include "marsad/export/export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "marsad/export/record_for_tests.h"

namespace marsad::exports {
namespace {

using nlohmann::json;
using Cells = std::vector<std::pair<std::string_view, std::string_view>>;

void expect_cells(const std::string& csv, const Cells& cells) {
  for (const auto& [column, value] : cells) EXPECT_EQ(cell(csv, column), value) << column;
}

// With an outlet and words as they come.
incidents::Dossier arabic() {
  auto out = market();
  out.articles[0].outlet = "بريد السهل, \"الأسبوعي\"";
  out.claims[0].statement.quote = "قتل 12\nمدنيا";
  return out;
}

TEST(Export, TablesHaveTheirColumns) {
  for (const auto& [format, columns] : {std::pair<std::string_view, std::size_t>{"acled", 31},
                                        {"ucdp", 49},
                                        {"csv", 38},
                                        {"hxl", 21},
                                        {"airwars", 25}}) {
    const auto read = rows(all(format, {market(), market()}));
    EXPECT_EQ(read.size(), format == "hxl" ? 4U : 3U) << format;
    for (const auto& row : read) EXPECT_EQ(row.size(), columns) << format;
  }
  const auto acled = rows(all("acled", {market()}));
  for (std::size_t i = 0; i < kAcledColumns.size(); ++i) EXPECT_EQ(acled[0][i], kAcledColumns[i]);
  const auto ucdp = rows(all("ucdp", {market()}));
  for (std::size_t i = 0; i < kUcdpColumns.size(); ++i) EXPECT_EQ(ucdp[0][i], kUcdpColumns[i]);
}

TEST(Export, ValuesStandInTheirColumns) {
  // inter1 and what follows is theirs to give.
  expect_cells(all("acled", {market()}), {{"event_id_cnty", "MARSAD-i-1"},
                                          {"event_date", "1998-06-02"},
                                          {"year", "1998"},
                                          {"time_precision", "1"},
                                          {"disorder_type", "Political violence"},
                                          {"civilian_targeting", "Civilian targeting"},
                                          {"iso", "760"},
                                          {"country", "Syria"},
                                          {"location", "Hama"},
                                          {"latitude", "35.13"},
                                          {"geo_precision", "1"},
                                          {"fatalities", "12"},
                                          {"inter1", ""},
                                          {"inter2", ""},
                                          {"interaction", ""},
                                          {"timestamp", ""}});
  expect_cells(all("ucdp", {market()}), {{"id", ""},
                                         {"conflict_new_id", ""},
                                         {"relid", "MARSAD-i-1"},
                                         {"side_b", "Civilians"},
                                         {"source_original", "Monitor"},
                                         {"country", "Syria"},
                                         {"where_prec", "1"},
                                         {"date_prec", "1"},
                                         {"deaths_civilians", "12"},
                                         {"deaths_unknown", ""},
                                         {"best", "12"}});
  expect_cells(all("airwars", {market()}, "airwars-like"),
               {{"code", "i-1"},
                {"previous_codes", "i-0"},
                {"date_type", "stated"},
                {"first_reported_date", "1998-06-03"},
                {"strike_status", "single source claim"},
                {"civilian_harm_status", "weak"},
                {"killed_min", "12"},
                {"killed_max", "12"},
                {"injured_max", ""}});
}

TEST(Export, NotesTellWhoGivesWhichTollAndWhoDeniesIt) {
  auto disputed = market();
  disputed.claims.push_back(toll("مصدر طبي", 15, Victims::people));
  disputed.claims.back().origin = "name:مصدر طبي@بريد السهل";
  disputed.claims.back().statement.high.reset();
  disputed.claims.push_back(toll("Army", 0, Victims::people));
  disputed.claims.back().statement.stance = Stance::denies;
  EXPECT_EQ(cell(all("acled", {disputed}), "notes"),
            "Documented, not total. Origins: 2; articles: 1. Killed, by origin: Monitor 12; "
            "مصدر طبي (بريد السهل) at least 15. Denied by: Army.");
}

TEST(Export, PeopleAreNotCalledCiviliansBecauseSomeOfThemAreChildren) {
  auto mixed = market();
  mixed.claims = {toll("Monitor", 15, Victims::people), toll("Monitor", 4, Victims::children)};
  mixed.claims[1].statement.part = true;
  expect_cells(all("ucdp", {mixed}),
               {{"deaths_civilians", ""}, {"deaths_unknown", "15"}, {"side_b", ""}});
  EXPECT_EQ(cell(all("acled", {mixed}), "civilian_targeting"), "");
  // Two armed sides fought: whom they killed is not whom they fought.
  auto fight = market();
  fight.type = EventType::clash;
  EXPECT_EQ(cell(all("ucdp", {fight}), "side_b"), "");
}

TEST(Export, WholeNumbersWhereTheCodebookHasThem) {
  auto two = market();
  two.claims.push_back(toll("Medic", 15, Victims::civilians));
  expect_cells(all("ucdp", {two}),  // the median is 13.5
               {{"low", "12"}, {"best", "13"}, {"high", "15"}, {"deaths_civilians", "13"}});
  EXPECT_EQ(cell(all("acled", {two}), "fatalities"), "13");
  EXPECT_EQ(cell(all("acled", {two}, "acled-like"), "fatalities"), "12");
}

TEST(Export, UcdpHasNoRowForAnIncidentWithoutADeath) {
  auto none = market();
  none.claims[0].statement.figure = FigureKind::injured;
  const Written ucdp = write_all("ucdp", {none, market()});
  EXPECT_EQ(rows(ucdp.text).size(), 2U);
  EXPECT_EQ(ucdp.manifest.counts.at("left_out"), 1U);
  EXPECT_EQ(rows(all("acled", {none})).size(), 2U);
}

TEST(Export, CodesThatLeaveOpenWhichOneItIsGiveNone) {
  auto taken = market();
  Codes& codes = taken.claims[0].statement.codes;
  codes.acled_event = "Battles";
  codes.acled_sub_event = "Government regains territory|Non-state actor overtakes territory";
  expect_cells(all("acled", {taken}), {{"event_type", "Battles"}, {"sub_event_type", ""}});
  for (const auto& [event, sub, disorder] :
       {std::tuple("Riots", "Mob violence", "Political violence"),
        {"Riots", "Violent demonstration", "Demonstrations"},
        {"Protests", "Excessive force against protesters", "Political violence; Demonstrations"},
        {"Strategic developments", "Agreement", "Strategic developments"}}) {
    codes.acled_event = event;
    codes.acled_sub_event = sub;
    EXPECT_EQ(cell(all("acled", {taken}), "disorder_type"), disorder) << sub;
  }
}

TEST(Export, NoPlaceIsMoreExactThanTheWords) {
  for (const auto& [level, acled, ucdp] : {std::tuple(PlaceLevel::site, "1", "1"),
                                           {PlaceLevel::village, "1", "1"},
                                           {PlaceLevel::district, "1", "1"},
                                           {PlaceLevel::city, "1", "1"},
                                           {PlaceLevel::admin2, "2", "3"},
                                           {PlaceLevel::admin1, "3", "4"},
                                           {PlaceLevel::region, "3", "5"},
                                           {PlaceLevel::country, "3", "6"}}) {
    auto told = market();
    told.place->level = level;
    EXPECT_EQ(cell(all("acled", {told}), "geo_precision"), acled);
    EXPECT_EQ(cell(all("ucdp", {told}), "where_prec"), ucdp);
    const bool exact = radius_of(level) == 0;
    const json map = json::parse(all("geojson", {told}));
    EXPECT_EQ(map["features"][0]["geometry"]["type"], exact ? "Point" : "Polygon");
    // HXL knows no circles: a wide place has no coordinates there.
    EXPECT_EQ(rows(all("hxl", {told}))[2][8].empty(), !exact);
  }
}

TEST(Export, NoDayIsMoreExactThanTheWords) {
  for (const auto& [days, acled, ucdp] : {std::tuple(0, "1", "1"),
                                          {1, "2", "2"},
                                          {5, "2", "2"},
                                          {6, "2", "3"},
                                          {30, "3", "4"},
                                          {60, "3", "5"}}) {
    auto told = market();
    told.to = *told.from + std::chrono::days(days);
    EXPECT_EQ(cell(all("acled", {told}), "time_precision"), acled) << days;
    EXPECT_EQ(cell(all("ucdp", {told}), "date_prec"), ucdp) << days;
  }
  // A day of publication is not the day of the happening.
  auto undated = market();
  undated.dated = false;
  EXPECT_EQ(cell(all("acled", {undated}), "time_precision"), "2");
  EXPECT_EQ(cell(all("ucdp", {undated}), "date_prec"), "2");
  EXPECT_EQ(cell(all("airwars", {undated}), "date_type"), "published");
}

TEST(Export, NoCellIsAFormulaAndArabicIsUntouched) {
  const std::string ucdp = all("ucdp", {market()});
  for (const std::string& one : rows(ucdp)[1]) {
    EXPECT_EQ(std::string("=+@").find(one.empty() ? '.' : one[0]), std::string::npos) << one;
  }
  expect_cells(ucdp, {{"side_a", "'-Army"}, {"source_headline", "'=HYPERLINK(\"x\")"}});
  expect_cells(all("csv", {arabic()}), {{"outlet", "بريد السهل, \"الأسبوعي\""},
                                        {"quote", "قتل 12\nمدنيا"},
                                        {"offset_unit", "code points"}});
  EXPECT_EQ(csv_line({"-3.2", "-x", "+1", "@a", "\tb", "\rc", "-", "a=b", ""}),
            "-3.2,'-x,'+1,'@a,'\tb,\"'\rc\",'-,a=b,\r\n");
}

TEST(Export, TagsAreHxl) {
  const auto tags = rows(all("hxl", {market()}))[1];
  const std::regex tag("#[a-z]+[0-9]?(\\+[a-z][a-z_]*)*");
  for (const std::string& one : tags) EXPECT_TRUE(std::regex_match(one, tag)) << one;
  EXPECT_EQ(std::set<std::string>(tags.begin(), tags.end()).size(), tags.size());
}

TEST(Export, AMapShowsAreasWhereThePlaceIsWideAndNothingWhereThereIsNone) {
  auto wide = market();
  wide.place->level = PlaceLevel::admin1;
  auto nowhere = market();
  nowhere.place.reset();
  const json map = json::parse(all("geojson", {market(), wide, nowhere}));
  ASSERT_EQ(map["features"].size(), 3U);
  EXPECT_EQ(map["features"][0]["geometry"]["coordinates"][0], 36.75);
  EXPECT_EQ(map["features"][1]["properties"]["radius_km"], radius_of(PlaceLevel::admin1));
  const json& ring = map["features"][1]["geometry"]["coordinates"][0];
  EXPECT_GE(ring.size(), 4U);
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
  auto bare = market();
  bare.claims.clear();
  for (const std::string_view format : {"geojson", "web-annotation", "prov"}) {
    for (const auto& some : {std::vector<incidents::Dossier>{},
                             {bare},
                             {bare, market()},
                             {market(), bare, market()}}) {
      EXPECT_FALSE(json::parse(all(format, some), nullptr, false).is_discarded()) << format;
    }
  }
}

TEST(Export, AnAnnotationSelectsByPositionAndByQuoteAndSaysItsUnit) {
  auto other = market();
  other.id = "i-2";
  const json page = json::parse(all("web-annotation", {arabic(), other}));
  EXPECT_EQ(page["type"], "AnnotationPage");
  EXPECT_EQ(page["marsad:offset-unit"], "code points");
  const json& target = page["items"][0]["target"];
  EXPECT_EQ(target["source"], "urn:marsad:article:mail/1");
  EXPECT_EQ(target["marsad:original-sha256"], "ab");
  EXPECT_EQ(target["selector"][0]["type"], "TextPositionSelector");
  EXPECT_EQ(target["selector"][0]["start"], 3);
  EXPECT_EQ(target["selector"][0]["end"], 9);
  EXPECT_EQ(target["selector"][1]["type"], "TextQuoteSelector");
  EXPECT_EQ(target["selector"][1]["exact"], "قتل 12\nمدنيا");
  // A claim of two incidents is annotated once for each.
  EXPECT_NE(page["items"][0]["id"], page["items"][1]["id"]);
}

TEST(Export, ProvenanceLeadsFromTheIncidentBackToTheBytes) {
  const json graph = json::parse(all("prov", {arabic()}))["@graph"];
  const auto node = [&](const json& id) {
    for (const json& one : graph) {
      if (one["@id"] == id) return one;
    }
    ADD_FAILURE() << id;
    return json::object();
  };
  const json incident = node("urn:marsad:incident:i-1");
  EXPECT_EQ(incident["prov:alternateOf"][0]["@id"], "urn:marsad:incident:i-0");
  const json claim = node(incident["prov:wasDerivedFrom"][0]["@id"]);
  EXPECT_EQ(claim["@id"], "urn:marsad:claim:mail/1/1");
  EXPECT_EQ(node(claim["prov:wasAttributedTo"]["@id"])["@type"], "prov:Agent");
  const json reading = node(claim["prov:wasGeneratedBy"]["@id"]);
  EXPECT_EQ(reading["@type"], "prov:Activity");
  EXPECT_EQ(reading["prov:used"][1]["@id"], "urn:marsad:pack:70ac");
  const json article = node(reading["prov:used"][0]["@id"]);
  const json original = node(article["prov:wasDerivedFrom"]["@id"]);
  EXPECT_EQ(original["@id"], "urn:sha256:ab");
  EXPECT_EQ(node(original["prov:wasAttributedTo"]["@id"])["label"], "بريد السهل, \"الأسبوعي\"");
  for (const json& one : graph) {
    for (const char c : one["@id"].get<std::string>()) {
      EXPECT_TRUE(static_cast<unsigned char>(c) < 0x80 && c != ' ' && c != '"') << one["@id"];
    }
  }
}

TEST(Export, AnIncidentWithoutPlaceOrDayLeavesCellsEmpty) {
  auto bare = market();
  bare.place.reset();
  bare.from = bare.to = std::nullopt;
  bare.dated = false;
  bare.type.reset();
  expect_cells(all("acled", {bare}), {{"event_date", ""},
                                      {"year", ""},
                                      {"time_precision", ""},
                                      {"event_type", ""},
                                      {"iso", ""},
                                      {"country", ""},
                                      {"latitude", ""},
                                      {"geo_precision", ""}});
  expect_cells(all("ucdp", {bare}), {{"year", ""},
                                     {"date_prec", ""},
                                     {"event_clarity", ""},
                                     {"where_prec", ""},
                                     {"latitude", ""},
                                     {"geom_wkt", ""}});
  EXPECT_EQ(cell(all("airwars", {bare}), "date_type"), "");
  EXPECT_EQ(rows(all("hxl", {bare}))[2][8], "");
}

TEST(Export, AnEmptyDossierIsNoFault) {
  incidents::Dossier empty;
  empty.id = "i-9";
  incidents::Dossier begun = empty;  // a first day and no last one
  begun.from = parse_iso("1998-06-02");
  for (const Format& format : formats()) {
    const std::string text = all(format.name, {empty, begun});
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(json::parse(text, nullptr, false).is_discarded(), format.media_type == "text/csv");
  }
  EXPECT_EQ(cell(all("acled", {empty}), "fatalities"), "");
}

}  // namespace
}  // namespace marsad::exports
