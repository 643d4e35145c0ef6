// SPDX-License-Identifier: Apache-2.0
// Incidents and claims of a store as lines to read and as JSON.
//
//   i-3f…  1998-06-02  shelling  Hama (city, SY)  killed 12–29
//     2 of 2 articles lead with it
//     • mail, بريد السهل …
//
// marsad.incident/1 is documented by docs/incident.schema.json, marsad.claim/1 by
// docs/claim.schema.json. Tested by tests/cli/store_test.py.
#pragma once
#include <string>

#include "marsad/incidents/policy.h"
#include "marsad/observatory/ledger.h"

namespace marsad::cli {

// One line of a list.
[[nodiscard]] std::string line_text(const store::IncidentRow& incident);
// The articles with the reasons why they were joined; with claims by origin, if asked for.
// and the range of a policy.
[[nodiscard]] std::string page_text(const incidents::Dossier& dossier, bool claims,
                                    const incidents::Policy& policy);

[[nodiscard]] std::string row_text(const observatory::LedgerRow& row);

}  // namespace marsad::cli
