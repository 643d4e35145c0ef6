// SPDX-License-Identifier: Apache-2.0
// Policies over figures: how a desk makes one range of what origins claim, and grades it. A
// policy is a file of policies/ (docs/policies.md); none is right, and none changes the ledger.
//
//   origins say killed 12 … 15 of one attack (قصف سوق)
//     acled-like  12 · ucdp-like 12 / 13.5 / 15 · airwars-like 12–15, fair
//
// Of each origin the last figure stands. Nothing is added across origins. Rules for a bound:
// "least", "most", "median" over the origins' last figures; an open upper bound is taken as its
// lower. Errors: ErrorCode::usage or input as `file:line:column`. Tested by policy_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/incidents/dossier.h"

namespace marsad::incidents {

enum class Rule { none, least, median, most };

struct Vague {
  double low = 0, high = 0;  // the interval that the engine reads in the words
  double figure = 0;         // what they count
};

// Conditions that are set must all hold.
struct Grade {
  std::string name;
  std::size_t origins = 0;       // at least so many tell of it
  bool accepted = false;         // one who is told to have done it says so himself
  bool denied = false;           // an origin denies it, or he says that he did not
  bool combatants_only = false;  // all whom any figure counts bore arms
};

struct Policy {
  std::string name;
  int version = 0;
  std::string summary;
  std::vector<FigureKind> measures;
  std::vector<Stance> stances;
  std::vector<Status> statuses;
  Rule low = Rule::none, best = Rule::none, high = Rule::none;
  std::optional<double> unknown_killed;
  std::vector<Vague> vague;
  std::vector<Grade> grades;
};

[[nodiscard]] Result<Policy> read_policy(std::string_view toml, const std::string& name);
// Those of policies/, compiled in, by name.
[[nodiscard]] const std::vector<Policy>& policies();
// One of them by its name, or a file by its path.
[[nodiscard]] Result<Policy> find_policy(const std::string& name);

struct Range {
  FigureKind kind = FigureKind::killed;
  std::optional<double> low, best, high;
  std::size_t origins = 0;          // whose figures count
  std::vector<std::string> claims;  // whose figures count, the last of each origin
};

struct Verdict {
  std::string policy;
  int version = 0;
  std::vector<Range> ranges;  // one for each measure that anybody gives
  std::string grade;          // empty where the policy has none
  std::size_t origins = 0;    // that tell of it at all
};

[[nodiscard]] Verdict judge(const Policy& policy, const Dossier& dossier);

}  // namespace marsad::incidents
