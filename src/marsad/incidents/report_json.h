// SPDX-License-Identifier: Apache-2.0
// A Report as one line of JSON and back, as a store keeps it.
//
//   {"leads":true,"dated":true,"from":"1998-06-02","to":"1998-06-02","types":["shelling"],
//    "places":[["Hama","gn:…","SY",35.13,36.75,"city"]],"tolls":[["killed",12,12]],
//    "actors":[],"weapons":[],"words":"0a1b2c3d…","events":[0]}
//
// `words` are eight hexadecimal digits each. Guaranteed: report_from_json(to_json(x)) is x.
// Tested by report_json_test.cpp.
#pragma once
#include <string>
#include <string_view>

#include "marsad/base/result.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

[[nodiscard]] std::string to_json(const Report& report);
// Error (ErrorCode::input): it is not what to_json writes.
[[nodiscard]] Result<Report> report_from_json(std::string_view line);

[[nodiscard]] std::string to_json(const PlaceValue& place);
[[nodiscard]] Result<PlaceValue> place_from_json(std::string_view line);

}  // namespace marsad::incidents
