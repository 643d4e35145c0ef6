// SPDX-License-Identifier: Apache-2.0
// Questions to a store: which claims, which articles.
//
//   claims about shelling near Hama, said by the monitor, in June 1998
//     →  "قال المرصد إن 12 قتلوا", mail/1/3, origin actor:monitor, killed 12
//
// The index of words and facets narrows to articles; the rows of these are checked one by one,
// so that every condition holds of the claim itself and not only of its article. The article
// added last first, then as in the text. Tested by observatory_test.cpp.
#pragma once
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "marsad/incidents/dossier.h"
#include "marsad/observatory/observatory.h"
#include "marsad/pipeline/areas.h"

namespace marsad::observatory {

struct Near {
  double lat = 0, lon = 0;  // degrees
  double km = 0;            // how far from there at most
};

// All conditions that are set hold together.
struct ClaimFilter {
  std::vector<std::vector<std::string>> words;  // of the article (words_of_question)
  std::optional<Date> from, to;                 // of the happening
  std::optional<Date> published_from, published_to;
  std::optional<EventType> type;
  std::optional<FigureKind> figure;
  std::optional<Stance> stance;
  std::string outlet;   // its name, exactly
  std::string source;   // id of an entity, else words that its name must hold
  std::string actor;    // name of an agent or target, or a part of it
  std::string country;  // ISO 3166-1 alpha-2
  std::optional<Near> near;
  std::shared_ptr<const Area> area;  // in one of its places; none: anywhere
  std::size_t most = 50, skip = 0;
  // Articles that are read for an answer; a question that narrows little may need all.
  std::size_t most_read = std::numeric_limits<std::size_t>::max();
};

struct LedgerRow {
  store::ArticleRow article;  // without its analysis
  incidents::Claimed claim;   // `article` is 0
};

[[nodiscard]] Result<std::vector<LedgerRow>> claims(store::Store& store, const ClaimFilter& filter);

struct ClaimCount {
  std::size_t claims = 0;
  bool complete = true;  // false: most_read articles were read, and there are more
};
// All that meet the conditions, whatever `most` and `skip` say.
[[nodiscard]] Result<ClaimCount> count_claims(store::Store& store, const ClaimFilter& filter);

struct FoundArticle {
  store::ArticleRow article;  // without its analysis
  std::string opening;        // of the text, on one line
  std::size_t claims = 0;
};

// The first letters of a text on one line, with an ellipsis where it goes on.
[[nodiscard]] std::string opening_of(const std::string& text);

// The articles in which such a claim stands or, where only words, outlet and publication are
// asked for, any article.
[[nodiscard]] Result<std::vector<FoundArticle>> search(store::Store& store,
                                                       const ClaimFilter& filter);

}  // namespace marsad::observatory
