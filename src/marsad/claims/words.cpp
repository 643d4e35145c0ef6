// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/words.h"

#include <algorithm>

namespace marsad::claims {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::value_of;
using Role = text::Orthography::Role;

Words::Words(const lexicon::Lexicon& lexicon)
    : speaks(lexicon.class_named("speaks")),
      relays(lexicon.class_named("relays")),
      about(lexicon.class_named("about")),
      partitive(lexicon.class_named("partitive")),
      what(lexicon.class_named("what")) {}

Scan::Scan(const mentions::Page& article, const Words& classes)
    : page(article), words(classes), close_(article.tokens(), kNoToken) {
  std::uint32_t open = kNoToken;
  for (std::uint32_t t = 0; t < page.tokens(); ++t) {
    if (page.text.tokens[t].line_start) open = kNoToken;
    if (!page.punctuation(t)) continue;
    const Role role = page.role(t);
    const bool closes = role == Role::close_quote || role == Role::either_quote;
    if (open != kNoToken && closes) {
      std::fill(close_.begin() + open, close_.begin() + t + 1, t);
      open = kNoToken;
    } else if (role == Role::open_quote || role == Role::either_quote) {
      open = t;
    }
  }
}

bool Scan::colon(std::uint32_t token) const {
  return page.punctuation(token) && page.text.folded_of(page.text.tokens[token]) == u":";
}

bool Scan::pause(std::uint32_t token) const {
  return page.punctuation(token) && page.role(token) == Role::pause && !colon(token);
}

bool Scan::opens_quote(std::uint32_t token) const {
  if (!page.punctuation(token)) return false;
  const Role role = page.role(token);
  return role == Role::open_quote || (role == Role::either_quote && close_[token] != token);
}

bool Scan::lead(std::uint32_t token) const {
  return page.is(token, page.classes.complementizer) && !page.surely_verb(token);
}

bool Scan::time(std::uint32_t token) const {
  return value_of<TimeValue>(page.mention(token)) != nullptr;
}

bool Scan::place(std::uint32_t token) const {
  return value_of<PlaceValue>(page.mention(token)) != nullptr;
}

bool Scan::preposition(std::uint32_t token) const {
  return page.is(token, page.classes.preposition) && page.has(token, feature::particle) &&
         !page.surely_verb(token);
}

bool Scan::joined_preposition(std::uint32_t token) const {
  return page.always(token, feature::with_bi) || page.always(token, feature::with_li) ||
         page.always(token, feature::with_ka);
}

bool Scan::governed(const mentions::Found& actor, std::uint32_t from) const {
  const std::uint32_t begin = actor.tokens.begin;
  return joined_preposition(begin) ||
         (begin > from && preposition(begin - 1) && !page.has(begin - 1, feature::enclitic));
}

bool Scan::quantity(std::uint32_t token) const {
  for (grammar::EdgeId id = page.chart.head[token]; id != grammar::kNoEdge;
       id = page.chart.edges[id].next) {
    const grammar::Kind kind = page.chart.edges[id].kind;
    if (kind == grammar::Kind::quantity || kind == grammar::Kind::number) return true;
  }
  return false;
}

bool Scan::tells(std::uint32_t token) const {
  return page.has(token, feature::masdar) || page.is(token, page.classes.trigger) ||
         quantity(token);
}

bool Scan::finite(std::uint32_t token) const {
  return page.surely_verb(token) && (token == 0 || !page.is(token - 1, page.classes.relative));
}

}  // namespace marsad::claims
