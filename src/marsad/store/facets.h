// SPDX-License-Identifier: Apache-2.0
// Facets: what is asked of articles beside their words, kept among these in the index.
//
//   facet("xt", "shelling")     →  "xt" and 16 hexadecimal digits, one word of the index
//   claim_facets("نفى الجيش …")  →  {facet("xs", "denies")}
//
// The facets of claims, "xs" their stances and "xf" the kinds of their figures, follow from the
// analysis alone. So they count not in the sum of words that an article keeps: an article of
// before there were any gets them without being changed, and verify makes them anew from the
// analysis. The kinds that observatory/prepare.h adds count there. Pure. Tested by
// facets_test.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "marsad/analysis/analysis.h"

namespace marsad::store {

// Two letters and the hash of a value.
[[nodiscard]] std::string facet(std::string_view kind, std::string_view value);

// Each once, those of stances first.
[[nodiscard]] std::vector<std::string> claim_facets(const Analysis& analysis);

// Whether a word of the index has the form of a facet of claims.
[[nodiscard]] bool is_claim_facet(std::string_view word);

}  // namespace marsad::store
