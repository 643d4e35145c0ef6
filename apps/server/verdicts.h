// SPDX-License-Identifier: Apache-2.0
// What a policy makes of an incident, for lists and maps: its ranges and its grade, remembered as
// long as the incident does not change.
//
//   verdicts.of(desk, row of i-3f at version 4, ucdp-like)
//     →  {"grade": "", "measures": [{"kind": "killed", "low": 12, "best": 12, "high": 15}]}
//
// Judging reads every report of an incident; a list asks for the same ones again and again. So
// that no answer takes longer than a glance, a caller names how many may be judged anew; the rest
// is null until somebody asks again. Thread-safe. Errors: ErrorCode::store. Tested by api_test.cpp.
#pragma once
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "marsad/incidents/policy.h"
#include "marsad/observatory/observatory.h"

namespace marsad::server {

// By its name only: a path would read files of the machine. Nullptr where there is none.
[[nodiscard]] const incidents::Policy* policy_named(const std::string& name);
[[nodiscard]] nlohmann::json verdict_json(const incidents::Verdict& verdict);

class Verdicts {
 public:
  // Null where it is not known and `may_judge` is 0; else counts down with each that is judged.
  [[nodiscard]] Result<nlohmann::json> of(observatory::Observatory& desk,
                                          const store::IncidentRow& row,
                                          const incidents::Policy& policy, std::size_t& may_judge);

 private:
  using Key = std::tuple<store::Number, std::string, int>;  // incident, policy and its version
  struct Known {
    int version = 0;  // of the incident
    nlohmann::json verdict;
  };
  std::mutex mutex_;
  std::map<Key, Known> known_;
};

}  // namespace marsad::server
