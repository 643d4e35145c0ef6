// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/policy.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>

#include "marsad/analysis/names.h"
#include "marsad/incidents/report.h"
#include "marsad/incidents/series.h"
#include "shipped_policies.h"

namespace marsad::incidents {
namespace {

constexpr std::array<std::pair<std::string_view, Rule>, 3> kRules{
    {{"least", Rule::least}, {"median", Rule::median}, {"most", Rule::most}}};

// Reads one file; the first fault is kept.
class Reader {
 public:
  explicit Reader(std::string name) : name_(std::move(name)) {}

  Result<Policy> read(std::string_view toml) {
    toml::table table;
    try {
      table = toml::parse(toml);
    } catch (const toml::parse_error& fault) {
      return fail(ErrorCode::input, place(fault.source()), std::string(fault.description()),
                  "write TOML as policies/ucdp-like.toml does");
    }
    Policy out;
    for (const auto& [key, node] : table) {
      const std::string_view word = key.str();
      if (word == "name") {
        out.name = text(node);
      } else if (word == "version") {
        out.version = static_cast<int>(whole(node));
      } else if (word == "summary") {
        out.summary = text(node);
      } else if (word == "measures") {
        words<FigureKind>(node, out.measures);
      } else if (word == "stances") {
        words<Stance>(node, out.stances);
      } else if (word == "statuses") {
        words<Status>(node, out.statuses);
      } else if (word == "low") {
        out.low = rule(node);
      } else if (word == "best") {
        out.best = rule(node);
      } else if (word == "high") {
        out.high = rule(node);
      } else if (word == "unknown_killed") {
        out.unknown_killed = number(node);
      } else if (word == "vague") {
        rows(node, [&](const toml::table& row) { out.vague.push_back(vague(row)); });
      } else if (word == "grade") {
        rows(node, [&](const toml::table& row) { out.grades.push_back(grade(row)); });
      } else {
        wrong(node, fmt::format("\"{}\" is no key of a policy", word));
      }
    }
    if (out.name.empty() || out.version == 0 || out.measures.empty()) {
      wrong(table, "a policy needs a name, a version and measures");
    }
    if (fault_) return tl::unexpected<Error>(*fault_);
    return out;
  }

 private:
  std::string place(const toml::source_region& at) const {
    return fmt::format("{}:{}:{}", name_, at.begin.line, at.begin.column);
  }
  void wrong(const toml::node& node, std::string what) {
    if (fault_) return;
    fault_ = Error{ErrorCode::input, place(node.source()), std::move(what),
                   "see docs/policies.md for what a policy says"};
  }
  std::string text(const toml::node& node) {
    if (const auto value = node.value<std::string>()) return *value;
    wrong(node, "is no text");
    return {};
  }
  double number(const toml::node& node) {
    const auto value = node.value<double>();
    if (value && std::isfinite(*value) && *value >= 0) return *value;
    wrong(node, "is no number from 0 on");
    return 0;
  }
  std::size_t whole(const toml::node& node) {
    constexpr std::int64_t kMost = 1'000'000;
    const auto value = node.value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= kMost) return static_cast<std::size_t>(*value);
    wrong(node, "is no whole number from 0 to 1000000");
    return 0;
  }
  bool truth(const toml::node& node) {
    if (const auto value = node.value<bool>()) return *value;
    wrong(node, "is neither true nor false");
    return false;
  }
  Rule rule(const toml::node& node) {
    const std::string word = text(node);
    for (const auto& [known, value] : kRules) {
      if (known == word) return value;
    }
    wrong(node, "is no rule: write least, median or most");
    return Rule::none;
  }
  template <typename T>
  void words(const toml::node& node, std::vector<T>& out) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return wrong(node, "is no list");
    for (const toml::node& one : *list) {
      const std::string word = text(one);
      if (const auto value = parse<T>(word)) {
        out.push_back(*value);
      } else {
        wrong(one, fmt::format("\"{}\" is no word of marsad.analysis/1", word));
      }
    }
  }
  template <typename Each>
  void rows(const toml::node& node, const Each& each) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return wrong(node, "is no list of tables");
    for (const toml::node& one : *list) {
      if (const toml::table* row = one.as_table()) {
        each(*row);
      } else {
        wrong(one, "is no table");
      }
    }
  }
  Vague vague(const toml::table& row) {
    Vague out;
    for (const auto& [key, node] : row) {
      if (key == "low") {
        out.low = number(node);
      } else if (key == "high") {
        out.high = number(node);
      } else if (key == "figure") {
        out.figure = number(node);
      } else if (key != "words") {
        wrong(node, "is no key of [[vague]]");
      }
    }
    return out;
  }
  Grade grade(const toml::table& row) {
    Grade out;
    for (const auto& [key, node] : row) {
      if (key == "name") {
        out.name = text(node);
      } else if (key == "origins") {
        out.origins = whole(node);
      } else if (key == "accepted") {
        out.accepted = truth(node);
      } else if (key == "denied") {
        out.denied = truth(node);
      } else if (key == "combatants_only") {
        out.combatants_only = truth(node);
      } else {
        wrong(node, "is no key of [[grade]]");
      }
    }
    if (out.name.empty()) wrong(row, "a grade needs a name");
    return out;
  }

  std::string name_;
  std::optional<Error> fault_;
};

template <typename T>
bool among(const std::vector<T>& list, T value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct Bounds {
  double low = 0, high = 0;
};

// What a figure counts under the policy.
Bounds counted(const Statement& row, const Policy& policy) {
  const double low = row.low.value_or(0);
  const double high = row.high.value_or(row.low.value_or(0));
  for (const Vague& vague : policy.vague) {
    // "At least 20" begins where "tens" does, but is a number: both bounds must agree.
    if (row.low == vague.low && row.high == vague.high) return {vague.figure, vague.figure};
  }
  return {low, high};
}

std::optional<double> bound(Rule rule, const std::vector<Bounds>& figures) {
  if (figures.empty() || rule == Rule::none) return std::nullopt;
  if (rule == Rule::least) {
    return std::min_element(figures.begin(), figures.end(),
                            [](const Bounds& a, const Bounds& b) { return a.low < b.low; })
        ->low;
  }
  if (rule == Rule::most) {
    return std::max_element(figures.begin(), figures.end(),
                            [](const Bounds& a, const Bounds& b) { return a.high < b.high; })
        ->high;
  }
  std::vector<double> middles;
  for (const Bounds& one : figures) middles.push_back((one.low + one.high) / 2);
  std::sort(middles.begin(), middles.end());
  const std::size_t half = middles.size() / 2;
  return middles.size() % 2 == 1 ? middles[half] : (middles[half - 1] + middles[half]) / 2;
}

bool tells(const Statement& row, const Policy& policy) {
  return among(policy.stances, row.stance) && among(policy.statuses, row.status);
}

// One who is told to have done it speaks of it himself.
bool speaks_of_own_deed(const Statement& row) {
  return !row.source.empty() && row.claim != kNone && row.type && is_happening(*row.type) &&
         among(row.agents, row.source);
}

// He says that he did it: not that he did not, will, or may.
bool accepts(const Statement& row) {
  return speaks_of_own_deed(row) && row.status == Status::reported &&
         (row.stance == Stance::asserts || row.stance == Stance::confirms);
}

// Anybody denies it, or he who is told to have done it says that he did not.
bool denies(const Statement& row) {
  return row.stance == Stance::denies || row.status == Status::denied ||
         (row.status == Status::negated && speaks_of_own_deed(row));
}

}  // namespace

Result<Policy> read_policy(std::string_view toml, const std::string& name) {
  return Reader(name).read(toml);
}

const std::vector<Policy>& policies() {
  static const std::vector<Policy> kPolicies = [] {
    std::vector<Policy> out;
    for (const auto& [name, toml] : kShippedPolicies) {
      auto policy = read_policy(toml, name);
      if (policy) out.push_back(std::move(*policy));  // a test reads each of them
    }
    return out;
  }();
  return kPolicies;
}

Result<Policy> find_policy(const std::string& name) {
  std::string known;
  for (const Policy& policy : policies()) {
    if (policy.name == name) return policy;
    known += (known.empty() ? "" : ", ") + policy.name;
  }
  std::ifstream file(name, std::ios::binary);
  if (!name.ends_with(".toml") || !file) {
    return fail(ErrorCode::usage, "--policy " + name, "there is no such policy",
                "write one of " + known + ", or the path of a .toml file");
  }
  std::ostringstream all;
  all << file.rdbuf();
  return read_policy(all.str(), name);
}

Verdict judge(const Policy& policy, const Dossier& dossier) {
  Verdict out{policy.name, policy.version, {}, {}, 0};
  std::set<std::string> origins;
  bool denied = false;
  bool accepted = false;
  bool combatants = false;
  bool others = false;
  bool died = false;
  for (const Claimed& claim : dossier.claims) {
    const Statement& row = claim.statement;
    if (!dossier.articles[claim.article].leads) continue;
    denied = denied || denies(row);
    accepted = accepted || accepts(row);
    if (!tells(row, policy)) continue;
    origins.insert(claim.origin);
    if (!row.figure || row.cumulative) continue;
    (row.victims == Victims::combatants ? combatants : others) = true;
    died = died || (row.figure == FigureKind::killed && !row.part);
  }
  out.origins = origins.size();
  // Only figures that count make the series: what may be hides nothing that is reported.
  const auto series = series_of(dossier, [&](const Claimed& claim) {
    return dossier.articles[claim.article].leads && tells(claim.statement, policy);
  });
  for (const FigureKind kind : policy.measures) {
    Range range;
    range.kind = kind;
    std::vector<Bounds> figures;
    for (const Series& one : series) {
      if (one.kind != kind) continue;
      // The last figure; earlier ones are history.
      const Claimed& claim = dossier.claims[one.points.back().claim];
      figures.push_back(counted(claim.statement, policy));
      range.claims.push_back(claim.id);
    }
    if (figures.empty() && kind == FigureKind::killed && died && policy.unknown_killed) {
      figures.push_back({*policy.unknown_killed, *policy.unknown_killed});
    }
    if (figures.empty()) continue;
    range.origins = range.claims.size();
    range.low = bound(policy.low, figures);
    range.best = bound(policy.best, figures);
    range.high = bound(policy.high, figures);
    out.ranges.push_back(std::move(range));
  }
  for (const Grade& grade : policy.grades) {
    if (out.origins < grade.origins || (grade.accepted && !accepted) || (grade.denied && !denied) ||
        (grade.combatants_only && (!combatants || others))) {
      continue;
    }
    out.grade = grade.name;
    break;
  }
  return out;
}

}  // namespace marsad::incidents
