// SPDX-License-Identifier: Apache-2.0
// The cells that several tables share: numbers, days, lists, the range of a verdict.
//
//   number(12.0) → "12"; number(13.5) → "13.5"; day(none) → ""; list({"a","b"}) → "a; b"
//
// For the files of this room only. Tested by export_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "marsad/export/export.h"

namespace marsad::exports {

[[nodiscard]] std::string number(std::optional<double> value);
[[nodiscard]] std::string day(std::optional<Date> value);
[[nodiscard]] std::string list(const std::vector<std::string>& values, std::string_view between);
// The range of a measure; an empty one where nobody gives it.
[[nodiscard]] incidents::Range range_of(const incidents::Verdict& verdict, FigureKind kind);
// Each origin with the last figure it gave of those killed: "actor:m 12; outlet:n 15".
[[nodiscard]] std::string disputed(const incidents::Dossier& dossier);
[[nodiscard]] std::string once_each(std::vector<std::string> values);

std::string csv_begin();
std::string csv_each(const Record& record, bool first);
std::string hxl_begin();
std::string hxl_each(const Record& record, bool first);
std::string acled_begin();
std::string acled_each(const Record& record, bool first);
std::string ucdp_begin();
std::string ucdp_each(const Record& record, bool first);
std::string airwars_begin();
std::string airwars_each(const Record& record, bool first);
std::string geojson_begin();
std::string geojson_each(const Record& record, bool first);
std::string geojson_end();
std::string annotation_begin();
std::string annotation_each(const Record& record, bool first);
std::string annotation_end();
std::string prov_begin();
std::string prov_each(const Record& record, bool first);
std::string prov_end();

}  // namespace marsad::exports
