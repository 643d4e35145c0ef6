// SPDX-License-Identifier: Apache-2.0
// Areas: what lies in a place, by the chain of units that the gazetteer gives.
//
//   area_called("حلب")        →  Aleppo Governorate: السفيرة, الصاخور, منبج … and Aleppo itself
//   area_called("gn-170063")  →  the city by its id, with its quarters
//   area_called("سوريا")      →  every place of the country
//
// A bare name means every unit and town of that name in one country, that of the greatest: "حلب"
// is the governorate, "مدينة حلب" the city alone. A place whose chain the gazetteer does not know
// lies in its country only. Takes some milliseconds, as it walks all places. Tested by areas_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "marsad/pipeline/pipeline.h"

namespace marsad {

struct AreaPlace {
  std::string id;
  double lat = 0, lon = 0;  // degrees, as in PlaceValue
};

struct Area {
  std::string id, name;           // of the greatest place that is meant; name: English
  std::string country;            // of all its places; empty where the gazetteer gives none
  std::vector<AreaPlace> places;  // all in it and itself, by id
};

// By an id of the gazetteer, else by a name as news writes it; none where there is no such place.
// Error (ErrorCode::pack): the pack does not say which place lies in which.
[[nodiscard]] Result<std::optional<Area>> area_called(const std::string& name,
                                                      const Language& language,
                                                      Workspace& workspace);

// The first place that a text names, none when nothing is.
[[nodiscard]] std::optional<PlaceValue> place_named(const std::string& text,
                                                    const Language& language, Workspace& workspace);

}  // namespace marsad
