// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/table.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/region.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>

#include "marsad/analysis/json.h"
#include "marsad/incidents/series.h"

namespace marsad::exports {

using incidents::Claimed;
using incidents::Dossier;
using incidents::Statement;

namespace {

// "12", "12 to 15", "at least 12", "at most 15".
std::string count(const Statement& row) {
  const std::string about = row.approximate ? "about " : "";
  const std::string low = number(row.low);
  const std::string high = number(row.high);
  if (low == high) return about + low;
  if (high.empty()) return "at least " + about + low;
  if (low.empty()) return "at most " + about + high;
  return about + low + " to " + high;
}

// Whom a claim goes back to, as a reader knows him: "actor:ID" by name; "name:WORDS@OUTLET" with
// the outlet, since "a medical source" of two outlets need not be one person; "outlet:NAME".
std::string origin_name(const Claimed& claim) {
  const std::string& origin = claim.origin;
  const std::string& source = claim.statement.source;
  if (source.empty()) return origin.substr(origin.find(':') + 1);
  const std::size_t at = origin.starts_with("name:") ? origin.rfind('@') : std::string::npos;
  return at == std::string::npos ? source : source + " (" + origin.substr(at + 1) + ")";
}

std::string who(const Dossier& dossier, Stance stance, std::string_view word) {
  std::vector<std::string> names;
  for (const Claimed& claim : dossier.claims) {
    if (claim.statement.stance == stance) names.push_back(origin_name(claim));
  }
  const std::string all = once_each(std::move(names));
  return all.empty() ? "" : fmt::format(" {} {}.", word, all);
}

bool are_civilians(Victims victims) {
  return victims != Victims::people && victims != Victims::combatants && victims != Victims::mixed;
}

}  // namespace

std::string number(std::optional<double> value) {
  return value ? fmt::format("{:.10g}", *value) : "";
}

std::string whole(std::optional<double> value) {
  return value ? fmt::format("{:.0f}", std::floor(*value)) : "";
}

std::string day(std::optional<Date> value) { return value ? to_iso(*value) : ""; }

std::string list(const std::vector<std::string>& values, std::string_view between) {
  return fmt::format("{}", fmt::join(values, between));
}

std::string once_each(std::vector<std::string> values) {
  std::vector<std::string> out;
  for (std::string& value : values) {
    if (!value.empty() && std::find(out.begin(), out.end(), value) == out.end()) {
      out.push_back(std::move(value));
    }
  }
  return list(out, "; ");
}

Country country_of(const std::string& alpha2) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Region* region = icu::Region::getInstance(alpha2.c_str(), status);
  constexpr int kFirstOfUsers = 900;  // numbers from here on are no country's
  if (U_FAILURE(status) != 0 || region->getType() != URGN_TERRITORY) return {};
  icu::UnicodeString words;
  icu::Locale("", region->getRegionCode()).getDisplayCountry(icu::Locale::getEnglish(), words);
  Country out;
  words.toUTF8String(out.name);
  const int numeric = region->getNumericCode();
  if (numeric > 0 && numeric < kFirstOfUsers) out.numeric = fmt::format("{}", numeric);
  return out;
}

std::optional<int> days_wide(const Dossier& dossier) {
  if (!dossier.from) return std::nullopt;
  const int told = static_cast<int>((dossier.to.value_or(*dossier.from) - *dossier.from).count());
  return dossier.dated ? told : std::max(told, 1);
}

incidents::Range range_of(const incidents::Verdict& verdict, FigureKind kind) {
  for (const incidents::Range& range : verdict.ranges) {
    if (range.kind == kind) return range;
  }
  return {kind, {}, {}, {}, 0, {}};
}

bool only_civilians(const Dossier& dossier, std::optional<FigureKind> kind) {
  bool any = false;
  for (const Claimed& claim : dossier.claims) {
    const Statement& row = claim.statement;
    if (!dossier.articles[claim.article].leads || !row.figure || row.part || row.cumulative ||
        row.stance == Stance::denies || row.status == Status::negated ||
        (kind && row.figure != kind)) {
      continue;
    }
    if (!are_civilians(row.victims)) return false;
    any = true;
  }
  return any;
}

std::string disputed(const Dossier& dossier) {
  std::vector<std::string> tolls;
  for (const incidents::Series& series : incidents::series_of(dossier)) {
    if (series.kind != FigureKind::killed) continue;
    const Claimed& last = dossier.claims[series.points.back().claim];
    tolls.push_back(origin_name(last) + " " + count(last.statement));
  }
  std::string out;
  if (!tolls.empty()) out = fmt::format(" Killed, by origin: {}.", list(tolls, "; "));
  out += who(dossier, Stance::denies, "Denied by:");
  out += who(dossier, Stance::doubts, "Not confirmed by:");
  return out.empty() ? out : out.substr(1);
}

std::string urn(std::string_view kind, std::string_view id) {
  std::string out = fmt::format("urn:marsad:{}:", kind);
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/:@").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace marsad::exports
