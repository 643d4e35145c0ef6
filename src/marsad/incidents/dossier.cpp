// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/dossier.h"

#include <fmt/format.h>

#include <algorithm>

#include "marsad/base/fnv.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

std::string incident_id(std::string_view article_key) {
  // FNV-1a, mixed once more so that ids of neighbours differ at a glance.
  std::uint64_t hash = fnv1a(article_key);
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  return fmt::format("i-{:010x}", hash >> 24U);
}

std::string claim_id(const std::string& article, int version, std::size_t row) {
  return fmt::format("{}/{}/{}", article, version, row);
}

void add_claims(Dossier& dossier, const Analysis& analysis, const std::vector<Index>& events,
                const Outlet& outlet) {
  const DossierArticle& article = dossier.articles.back();
  const auto statements = statements_of(analysis);
  const std::uint32_t opening = opening_end(analysis.document.text);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Statement& one = statements[i];
    const bool of_events =
        one.event != kNone && std::find(events.begin(), events.end(), one.event) != events.end();
    const bool of_opening = article.leads && one.event == kNone && one.span.begin < opening &&
                            (one.figure || one.stance == Stance::denies);
    if (!of_events && !of_opening) continue;
    dossier.claims.push_back({claim_id(article.id, article.version, i + 1),
                              dossier.articles.size() - 1, origin_of(one, outlet), one});
  }
}

}  // namespace marsad::incidents
