// SPDX-License-Identifier: Apache-2.0
#include "verdicts.h"

#include "marsad/analysis/names.h"
#include "marsad/observatory/json.h"

namespace marsad::server {

using nlohmann::json;

const incidents::Policy* policy_named(const std::string& name) {
  for (const incidents::Policy& one : incidents::policies()) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

json verdict_json(const incidents::Verdict& verdict) {
  json out = {{"grade", verdict.grade}, {"measures", json::array()}};
  for (const incidents::Range& one : verdict.ranges) {
    out["measures"].push_back({{"kind", name(one.kind)},
                               {"low", observatory::number_json(one.low)},
                               {"best", observatory::number_json(one.best)},
                               {"high", observatory::number_json(one.high)}});
  }
  return out;
}

Result<json> Verdicts::of(observatory::Observatory& desk, const store::IncidentRow& row,
                          const incidents::Policy& policy, std::size_t& may_judge) {
  constexpr std::size_t kMostKnown = 200000;
  const Key key{row.number, policy.name, policy.version};
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(key);
    if (found != known_.end() && found->second.version == row.version) {
      return found->second.verdict;
    }
  }
  if (may_judge == 0) return json(nullptr);
  --may_judge;
  const auto dossier = desk.dossier(row);
  if (!dossier) return tl::unexpected<Error>(dossier.error());
  json verdict = verdict_json(incidents::judge(policy, *dossier));
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  known_[key] = {row.version, verdict};
  return verdict;
}

}  // namespace marsad::server
