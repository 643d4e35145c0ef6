// SPDX-License-Identifier: Apache-2.0
// Incidents and claims as JSON, the same for the program and the server.
//
//   to_json(dossier of i-3f, policy)  →  {"schema":"marsad.incident/1","id":"i-3f…","range":{…},…}
//   to_json(row "قتل 12")             →  {"schema":"marsad.claim/1","origin":"actor:monitor",…}
//
// docs/incident.schema.json and docs/claim.schema.json describe them, and real output is checked
// against both. Pure. Tested by tests/cli/store_test.py.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "marsad/incidents/policy.h"
#include "marsad/observatory/ledger.h"

namespace marsad::observatory {

[[nodiscard]] nlohmann::json to_json(const incidents::Dossier& dossier,
                                     const incidents::Policy& policy);
[[nodiscard]] nlohmann::json to_json(const LedgerRow& row);

// Null where there is none.
[[nodiscard]] nlohmann::json day_json(std::optional<Date> day);
[[nodiscard]] nlohmann::json number_json(std::optional<double> number);
[[nodiscard]] nlohmann::json place_json(const std::optional<PlaceValue>& place);

// On one line, with its end; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string line_of(const nlohmann::json& value);

}  // namespace marsad::observatory
