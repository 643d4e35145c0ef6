// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/content.h"

#include <algorithm>

namespace marsad::claims {
namespace {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::Page;
using morphology::Reading;
using Role = text::Orthography::Role;

constexpr std::uint32_t kPhraseWindow = 8;   // tokens from the subject to a content without lead
constexpr std::uint32_t kQuoteDistance = 5;  // … to a quotation without a colon
constexpr std::uint32_t kShortQuote = 3;     // a quotation of so few tokens may be only a name

bool leads_by_row(const Scan& scan, const CueRow& row, std::uint32_t token) {
  if (row.prepositions != 0 && scan.page.has(token, row.prepositions & ~feature::with_wa)) {
    return !scan.page.has(token, feature::particle) || scan.page.has(token, feature::noun);
  }
  return false;
}

bool particle_of_row(const Scan& scan, const CueRow& row, std::uint32_t token) {
  const auto readings = scan.page.readings(token);
  return std::any_of(row.particles.begin(), row.particles.end(), [&](lexicon::LexemeId particle) {
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& r) {
      return r.lexeme == particle && !(r.features & feature::enclitic);
    });
  });
}

// "في بيان بثه": a verb with a pronoun behind an indefinite noun describes it.
bool describes(const Scan& scan, std::uint32_t token) {
  return token > 0 && scan.page.surely_verb(token) && scan.page.has(token, feature::enclitic) &&
         scan.page.has(token - 1, feature::noun) && !scan.page.has(token - 1, feature::with_al);
}

// "، كما قال", "، فيما أعلن": a particle after a pause opens a clause with its own cue.
bool opened(const Scan& scan, std::uint32_t particle, std::uint32_t begin) {
  return particle > begin + 1 && scan.page.always(particle, feature::particle) &&
         scan.page.punctuation(particle - 1) &&
         scan.page.is(particle, scan.page.classes.clause_opener);
}

// Words that may stand between a cue and what it reports.
bool skippable(const Scan& scan, std::uint32_t token) {
  return scan.time(token) || scan.place(token) || scan.page.actor(token) != nullptr ||
         scan.page.always(token, feature::adjective) || scan.page.has(token, feature::particle);
}

}  // namespace

std::optional<Content> led_content(const Scan& scan, const text::Sentence& sentence,
                                   const CueRow& row, std::uint32_t from, Span skip,
                                   std::uint32_t window) {
  const Page& page = scan.page;
  bool relative = false;
  for (std::uint32_t t = from; t < std::min(sentence.last, from + window); ++t) {
    if (skip.begin <= t && t < skip.end) {
      t = skip.end - 1;
      continue;
    }
    if (scan.lead(t)) {
      const std::uint32_t begin = page.has(t, feature::enclitic) ? t : t + 1;
      if (begin >= sentence.last) return std::nullopt;
      return Content{begin, Lead::that};
    }
    if (scan.colon(t)) {
      return t + 1 < sentence.last ? std::optional(Content{t + 1, Lead::quote}) : std::nullopt;
    }
    if (scan.opens_quote(t) && page.actor(t) == nullptr) {
      const std::uint32_t close = scan.close_of(t);
      // A short one is a name where something else is led in behind it.
      const bool told_to = t > 0 && scan.preposition(t - 1);  // لـ"فرانس برس"
      const bool name =
          close != kNoToken && close - t <= kShortQuote + 1 && close + 1 < sentence.last &&
          (t > from || told_to || scan.preposition(close + 1) || scan.lead(close + 1));
      const bool far = t > std::max(from, skip.end) + kQuoteDistance;
      if (!name && !far && (row.quote || row.that || t == from || t == skip.end)) {
        return t + 1 < sentence.last ? std::optional(Content{t + 1, Lead::quote}) : std::nullopt;
      }
      if (close != kNoToken) t = close;
      continue;
    }
    if (page.punctuation(t)) {
      if (page.role(t) == Role::sentence_end) break;
      if (scan.pause(t) && t + 1 < sentence.last && page.verb(t + 1) != nullptr &&
          page.has(t + 1, feature::verb | feature::with_wa)) {
        break;
      }
      continue;
    }
    if (page.is(t, page.classes.relative)) {
      relative = true;
      continue;
    }
    // A clause of its own: this cue leads nothing in.
    if (page.surely_verb(t) && page.actor(t) == nullptr && !describes(scan, t)) {
      if (!relative) break;
      relative = false;
    }
  }
  return std::nullopt;
}

std::optional<Content> noun_content(const Scan& scan, const text::Sentence& sentence,
                                    const CueRow& row, std::uint32_t from, bool any_noun) {
  const Page& page = scan.page;
  for (std::uint32_t t = from; t < std::min(sentence.last, from + kPhraseWindow); ++t) {
    if (scan.opens_quote(t)) continue;
    if (page.punctuation(t)) {
      // A time may stand between commas.
      if (scan.pause(t) && t + 1 < sentence.last &&
          (scan.time(t + 1) || scan.time(t - 1) || scan.preposition(t + 1))) {
        continue;
      }
      break;
    }
    if (particle_of_row(scan, row, t)) {
      std::uint32_t begin = t + 1;
      while (begin < sentence.last && scan.opens_quote(begin)) ++begin;
      if (begin >= sentence.last || page.surely_verb(begin)) return std::nullopt;
      if (!any_noun && !scan.tells(begin) && !page.has(begin, feature::noun)) return std::nullopt;
      return Content{begin, Lead::preposition};
    }
    if (leads_by_row(scan, row, t) && (any_noun || scan.tells(t))) {
      return Content{t, Lead::preposition};
    }
    if (row.noun_phrase && !scan.time(t) && !page.has(t, feature::particle) &&
        (scan.tells(t) ||
         (any_noun && page.has(t, feature::noun) && !page.has(t, feature::with_al) &&
          !scan.joined_preposition(t) && page.actor(t) == nullptr && !scan.place(t)))) {
      return Content{t, Lead::direct};
    }
    if (row.figure && scan.quantity(t)) return Content{t, Lead::direct};
    if (describes(scan, t)) continue;
    if (page.surely_verb(t)) break;
    if (skippable(scan, t)) continue;
    if (!row.target && page.has(t, feature::noun) && !scan.joined_preposition(t)) break;
  }
  return std::nullopt;
}

std::uint32_t content_end(const Scan& scan, const text::Sentence& sentence,
                          const std::vector<Candidate>& candidates, std::uint32_t begin) {
  const Page& page = scan.page;
  std::uint32_t end = sentence.last;
  // A quotation that opens the content: it ends there if nothing goes on.
  const std::uint32_t close = begin > 0 && scan.opens_quote(begin - 1) ? scan.close_of(begin - 1)
                              : scan.opens_quote(begin)                ? scan.close_of(begin)
                                                                       : kNoToken;
  if (close != kNoToken) {
    const std::uint32_t next = close + 1;
    if (close >= sentence.last || next >= sentence.last || page.punctuation(next) ||
        page.has(next, feature::accusative) || page.has(next, feature::with_wa | feature::verb)) {
      return close;
    }
  }
  for (const Candidate& next : candidates) {
    if (next.cue.begin <= begin || next.cue.begin >= end) continue;
    const std::uint32_t before = next.cue.begin - 1;
    const std::uint32_t quoted = scan.close_of(next.cue.begin);
    // Inside a quotation everything is said by the one who is quoted.
    if (quoted != kNoToken && scan.close_of(begin) == quoted) continue;
    const bool set_off = page.punctuation(before);
    const bool closes =
        next.sort == Sort::attribution  ? before > begin
        : next.sort == Sort::participle ? set_off
        : next.sort == Sort::verb
            ? (set_off && page.has(next.cue.begin, feature::with_wa | feature::verb)) ||
                  opened(scan, before, begin)
            : false;
    if (closes) {
      end = next.sort == Sort::verb && !set_off ? before : next.cue.begin;
      break;
    }
  }
  while (end > begin && page.punctuation(end - 1)) --end;
  return end;
}

}  // namespace marsad::claims
