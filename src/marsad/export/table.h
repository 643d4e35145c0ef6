// SPDX-License-Identifier: Apache-2.0
// What several forms share: cells for numbers, days and lists, countries, whom figures count,
// who disputes a toll, identifiers for linked data.
//
//   number(13.5) → "13.5"; whole(13.5) → "13"; day(none) → ""; list({"a","b"}, "; ") → "a; b"
//   country_of("SY") → {"Syria", "760"}; urn("outlet", "صوت 1") → "urn:marsad:outlet:%D8…%201"
//
// For the files of this room only. Tested by table_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/export/export.h"

namespace marsad::exports {

[[nodiscard]] std::string number(std::optional<double> value);
// Rounded down, for columns that hold whole numbers: a median of 13 and 14 becomes 13.
[[nodiscard]] std::string whole(std::optional<double> value);
[[nodiscard]] std::string day(std::optional<Date> value);
[[nodiscard]] std::string list(const std::vector<std::string>& values, std::string_view between);
[[nodiscard]] std::string once_each(std::vector<std::string> values);

struct Country {
  std::string name;     // English, as in CLDR
  std::string numeric;  // ISO 3166-1
};
// Of an ISO 3166-1 alpha-2 code; empty for what is none.
[[nodiscard]] Country country_of(const std::string& alpha2);

// The days between the first and the last on which it may have happened; none where no day is
// known. A day of publication, where no article tells the day, is taken as the last of some.
[[nodiscard]] std::optional<int> days_wide(const incidents::Dossier& dossier);

// The range of a measure; an empty one where nobody gives it.
[[nodiscard]] incidents::Range range_of(const incidents::Verdict& verdict, FigureKind kind);

// Every figure of `kind` (none: of any kind) that an article about the happening gives counts
// civilians: one that counts people, or parts of a figure, tell nothing.
[[nodiscard]] bool only_civilians(const incidents::Dossier& dossier,
                                  std::optional<FigureKind> kind);

// Who gives which toll of the killed, and who denies or doubts, in words:
// "Killed, by origin: Monitor at least 12; مصدر طبي (صوت الوادي) 15. Denied by: Army."
[[nodiscard]] std::string disputed(const incidents::Dossier& dossier);

// An identifier of ours; bytes that no URN may hold are percent-encoded.
[[nodiscard]] std::string urn(std::string_view kind, std::string_view id);

std::string csv_begin();
std::string csv_each(const Record& record);
std::string hxl_begin();
std::string hxl_each(const Record& record);
std::string acled_begin();
std::string acled_each(const Record& record);
std::string ucdp_begin();
std::string ucdp_each(const Record& record);
std::string airwars_begin();
std::string airwars_each(const Record& record);
std::string geojson_begin();
std::string geojson_each(const Record& record);
std::string annotation_begin();
std::string annotation_each(const Record& record);
std::string prov_begin();
std::string prov_each(const Record& record);

}  // namespace marsad::exports
