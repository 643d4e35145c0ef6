// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/facets.h"

#include <algorithm>

#include "marsad/analysis/names.h"
#include "marsad/base/fnv.h"

namespace marsad::store {
namespace {

constexpr std::string_view kStance = "xs";
constexpr std::string_view kFigure = "xf";

void add_once(std::vector<std::string>& out, std::string word) {
  if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
}

}  // namespace

std::string facet(std::string_view kind, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(kind);
  const std::uint64_t hash = fnv1a(value);
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(hash >> shift) & 0xfU];
  return out;
}

std::vector<std::string> claim_facets(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const Claim& claim : analysis.claims) add_once(out, facet(kStance, name(claim.stance)));
  for (const Figure& figure : analysis.figures) add_once(out, facet(kFigure, name(figure.kind)));
  return out;
}

bool is_claim_facet(std::string_view word) {
  constexpr std::size_t kSize = 18;
  return word.size() == kSize && (word.starts_with(kStance) || word.starts_with(kFigure)) &&
         word.find_first_not_of("0123456789abcdef", kStance.size()) == std::string_view::npos;
}

}  // namespace marsad::store
