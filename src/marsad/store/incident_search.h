// SPDX-License-Identifier: Apache-2.0
// A search of incidents as SQL and the values for it: the same conditions for the list, its length
// and its chart. For the files of this room only.
//
//   static const std::string kSql = "SELECT count(*) FROM incident WHERE " + kSuchIncidents;
//   IncidentConditions such(search);  Query query(…, kSql.c_str());  such.bind(query);
//
// Search {shelling, places {"gn-170063" (حلب)}} binds ?1 to ?6. Tested by store_test.cpp.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "marsad/analysis/names.h"
#include "marsad/store/connection.h"
#include "marsad/store/store.h"

namespace marsad::store {

// `place` is the array that incidents/report_json.h writes; its second value is the id.
inline const std::string kSuchIncidents =
    "merged_into = 0 AND articles > 0 "
    "AND (?1 IS NULL OR last >= ?1) AND (?2 IS NULL OR first <= ?2) "
    "AND (?3 IS NULL OR type = ?3) AND (?4 = '' OR country = ?4) AND leads >= ?5 "
    "AND (?6 IS NULL OR json_extract(place, '$[1]') IN (SELECT value FROM json_each(?6))) ";

// Holds what the query points to, so it must outlive it. `search` must outlive both.
class IncidentConditions {
 public:
  explicit IncidentConditions(const IncidentSearch& search) : search_(search) {
    if (search.type) type_ = name(*search.type);
    if (search.places) places_ = nlohmann::json(*search.places).dump();
  }
  // ?1 to ?6, and what comes behind them.
  template <typename... More>
  void bind(Query& query, const More&... more) const {
    query.bind(days(search_.from), days(search_.to), type_, search_.country, search_.least_leads,
               places_, more...);
  }

 private:
  const IncidentSearch& search_;
  std::optional<std::string> type_, places_;
};

}  // namespace marsad::store
