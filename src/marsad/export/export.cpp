// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/export/table.h"
#include "marsad/incidents/series.h"

namespace marsad::exports {
namespace {

std::string nothing() { return {}; }

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

std::string number(std::optional<double> value) {
  return value ? fmt::format("{:.10g}", *value) : "";
}

std::string day(std::optional<Date> value) { return value ? to_iso(*value) : ""; }

std::string list(const std::vector<std::string>& values, std::string_view between) {
  return fmt::format("{}", fmt::join(values, between));
}

std::string once_each(std::vector<std::string> values) {
  std::vector<std::string> out;
  for (std::string& value : values) {
    if (!value.empty() && std::find(out.begin(), out.end(), value) == out.end()) {
      out.push_back(std::move(value));
    }
  }
  return list(out, "; ");
}

incidents::Range range_of(const incidents::Verdict& verdict, FigureKind kind) {
  for (const incidents::Range& range : verdict.ranges) {
    if (range.kind == kind) return range;
  }
  return {kind, {}, {}, {}, 0, {}};
}

std::string disputed(const incidents::Dossier& dossier) {
  std::vector<std::string> out;
  for (const incidents::Series& series : incidents::series_of(dossier)) {
    if (series.kind != FigureKind::killed) continue;
    const incidents::Point& last = series.points.back();
    const std::string low = number(last.low);
    const std::string high = number(last.high);
    out.push_back(series.origin + " " + (low == high ? low : low + "–" + high));
  }
  return list(out, "; ");
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
  static const std::vector<Format> kFormats{
      {"csv", "text/csv", "the ledger: one row a claim", csv_begin, csv_each, nothing},
      {"hxl", "text/csv", "incidents with HXL tags", hxl_begin, hxl_each, nothing},
      {"acled", "text/csv", "ACLED's 31 columns, one row an incident", acled_begin, acled_each,
       nothing},
      {"ucdp", "text/csv", "UCDP GED's 49 columns, one row an incident", ucdp_begin, ucdp_each,
       nothing},
      {"airwars", "text/csv", "Airwars-like: harm and grade, one row an incident", airwars_begin,
       airwars_each, nothing},
      {"geojson", "application/geo+json", "one feature an incident, areas where imprecise",
       geojson_begin, geojson_each, geojson_end},
      {"web-annotation", "application/ld+json", "each claim as an annotation of its article",
       annotation_begin, annotation_each, annotation_end},
      {"prov", "application/ld+json", "what each incident derives from (PROV-O)", prov_begin,
       prov_each, prov_end},
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
