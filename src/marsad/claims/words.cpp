// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/words.h"

#include <algorithm>

namespace marsad::claims {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::value_of;
using Role = text::Orthography::Role;

constexpr std::uint32_t kContrastWords = 3;    // of a phrase of contrast: في حين أن
constexpr std::uint32_t kContrastWindow = 16;  // tokens from a word of contrast to its cue

Words::Words(const lexicon::Lexicon& lexicon)
    : speaks(lexicon.class_named("speaks")),
      relays(lexicon.class_named("relays")),
      about(lexicon.class_named("about")),
      partitive(lexicon.class_named("partitive")),
      what(lexicon.class_named("what")),
      ungoverned(lexicon.class_named("ungoverned")),
      responsibility(lexicon.class_named("responsibility")),
      blames(lexicon.class_named("hold-responsible")),
      light(lexicon.class_named("light-verb")),
      called(lexicon.class_named("called")),
      writes(lexicon.class_named("writes")),
      led_by(lexicon.class_named("led-by")),
      leads_noun(lexicon.class_named("leads-noun")),
      saying(lexicon.class_named("saying")),
      doubt(lexicon.class_named("doubt")),
      within(lexicon.class_named("within")),
      result(lexicon.class_named("result")),
      beside(lexicon.class_named("beside")),
      counts(lexicon.class_named("keeps-count")),
      alert(lexicon.class_named("alert")) {}

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
  return page.is(token, page.classes.complementizer) && !page.surely_verb(token) &&
         !page.has(token, feature::with_li) && !page.has(token, feature::with_ka);  // لأن, كأن
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
  // "لرويترز": of a word that no row knows its name tells the preposition.
  const bool written_onto =
      actor.mention.span.begin > page.text.code_points_of_tokens(begin, begin + 1).begin &&
      (page.has(begin, feature::with_li) || page.has(begin, feature::with_bi) ||
       page.has(begin, feature::with_ka));
  return written_onto || joined_preposition(begin) ||
         (begin > from && preposition(begin - 1) && !page.has(begin - 1, feature::enclitic));
}

bool Scan::indefinite(const mentions::Found* actor) const {
  const auto* value = mentions::value_of<ActorValue>(actor);
  return value != nullptr && value->entity.empty() &&
         !page.has(actor->head, lexicon::feature::with_al);
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

Span Scan::contrast_before(std::uint32_t token) const {
  if (token == 0 || words.beside == lexicon::kNothing) return {};
  if (page.is(token - 1, words.beside) && page.has(token - 1, feature::particle)) {
    return {token - 1, token};
  }
  for (std::uint32_t words_in = 2; words_in <= kContrastWords && words_in <= token; ++words_in) {
    const std::uint32_t first = token - words_in;
    for (grammar::EdgeId id = page.chart.head[first]; id != grammar::kNoEdge;
         id = page.chart.edges[id].next) {
      const grammar::Edge& edge = page.chart.edges[id];
      if (edge.kind != grammar::Kind::phrase || edge.last != token) continue;
      const lexicon::LexemeId lexeme = page.chart.readings_of(edge).front().lexeme;
      if (lexeme != lexicon::kNothing && page.lexicon.in_set(words.beside, lexeme)) {
        return {first, token};
      }
    }
  }
  return {};
}

Span Scan::last_contrast(Span tokens) const {
  for (std::uint32_t t = tokens.end; t > tokens.begin; --t) {
    if (close_[t - 1] != kNoToken) continue;
    const Span contrast = contrast_before(t);
    if (!contrast.empty() && contrast.begin >= tokens.begin) return contrast;
  }
  return {};
}

Span Scan::contrast_over(std::uint32_t cue, std::uint32_t first) const {
  bool paused = false;
  for (std::uint32_t t = cue; t > first && cue - t < kContrastWindow; --t) {
    const Span contrast = contrast_before(t);
    if (!contrast.empty()) {
      // "فيما، من جهته، أعلن": what commas set off follows it at once.
      return contrast.begin >= first && (!paused || pause(contrast.end)) ? contrast : Span{};
    }
    const std::uint32_t at = t - 1;
    if (const mentions::Found* found = page.mention(at); found != nullptr) {
      t = std::max(found->tokens.begin, first) + 1;
      continue;
    }
    if (page.punctuation(at)) {
      if (!pause(at)) return {};
      paused = true;
      continue;
    }
    if (lead(at) || page.is(at, page.classes.relative)) return {};
    if (page.surely_verb(at) && !page.is(at, page.classes.auxiliary)) return {};
  }
  return {};
}

bool Scan::one_of(std::span<const lexicon::LexemeId> particles, std::uint32_t token) const {
  const auto readings = page.readings(token);
  return std::any_of(particles.begin(), particles.end(), [&](lexicon::LexemeId particle) {
    return std::any_of(readings.begin(), readings.end(), [&](const morphology::Reading& reading) {
      return reading.lexeme == particle && !(reading.features & feature::enclitic);
    });
  });
}

bool Scan::tells_behind(std::span<const lexicon::LexemeId> particles, std::uint32_t token) const {
  return token + 1 < page.tokens() && tells(token + 1) && !page.has(token + 1, feature::with_al) &&
         one_of(particles, token);
}

bool Scan::finite(std::uint32_t token) const {
  return page.surely_verb(token) && (token == 0 || !page.is(token - 1, page.classes.relative));
}

}  // namespace marsad::claims
