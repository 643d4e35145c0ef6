// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/export.h"

#include <algorithm>

#include "marsad/export/table.h"

namespace marsad::exports {
namespace {

// "-3.2" is a number, "-cmd" may be a formula.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string cell(std::string_view text) {
  std::string out;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos &&
      !is_number(text)) {
    out += '\'';
  }
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + cell(cells[i]);
  return out + "\r\n";
}

double radius_of(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::country: return 500;
    case PlaceLevel::region: return 150;
    case PlaceLevel::admin1: return 80;
    case PlaceLevel::admin2: return 30;
    default: return 0;
  }
}

const std::vector<Format>& formats() {
  constexpr std::string_view kCsv = "text/csv";
  constexpr std::string_view kComma = ",\n";
  constexpr std::string_view kEnd = "\n]}\n";
  static const std::vector<Format> kFormats{
      {"csv",
       kCsv,
       "csv",
       "the ledger: one row a claim",
       csv_begin,
       csv_each,
       "",
       "",
       {"incidents without claims", "ranges and grade of the policy", "decisions"}},
      {"hxl",
       kCsv,
       "csv",
       "incidents with HXL tags",
       hxl_begin,
       hxl_each,
       "",
       "",
       {"who claims what", "quotes", "figures of other kinds than killed and injured"}},
      {"acled",
       kCsv,
       "csv",
       "ACLED's 31 columns, one row an incident",
       acled_begin,
       acled_each,
       "",
       "",
       {"range of the killed, but for the figures in notes", "the injured and all other figures",
        "who claims what, but for tolls, denials and doubts in notes", "quotes"}},
      {"ucdp",
       kCsv,
       "csv",
       "UCDP GED's 49 columns, one row an incident with deaths",
       ucdp_begin,
       ucdp_each,
       "",
       "",
       {"incidents without a death", "the injured and all other figures",
        "which claimant gives which figure", "denials", "quotes"}},
      {"airwars",
       kCsv,
       "csv",
       "Airwars-like: harm and grade, one row an incident",
       airwars_begin,
       airwars_each,
       "",
       "",
       {"who claims what", "quotes", "figures of other kinds than killed and injured"}},
      {"geojson",
       "application/geo+json",
       "geojson",
       "one feature an incident, areas where imprecise",
       geojson_begin,
       geojson_each,
       kComma,
       kEnd,
       {"who claims what", "quotes", "figures of other kinds than killed and injured"}},
      {"web-annotation",
       "application/ld+json",
       "jsonld",
       "each claim as an annotation of its article",
       annotation_begin,
       annotation_each,
       kComma,
       kEnd,
       {"incidents without claims", "ranges and grade of the policy", "decisions"}},
      {"prov",
       "application/ld+json",
       "jsonld",
       "what each incident derives from (PROV-O)",
       prov_begin,
       prov_each,
       kComma,
       kEnd,
       {"what the claims say", "ranges and grade of the policy", "decisions"}},
  };
  return kFormats;
}

const Format* format_named(std::string_view name) {
  for (const Format& format : formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace marsad::exports
