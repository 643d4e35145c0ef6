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
constexpr std::uint32_t kAsideWindow = 18;   // … past "في بيان" and the like
constexpr std::uint32_t kLeadWindow = 12;    // … from a cue to the complementizer of its clause
constexpr std::uint32_t kLongQuote = 10;     // one of so many is speech, however far
constexpr std::uint32_t kShortQuote = 3;     // a quotation of so few tokens may be only a name

bool leads_by_row(const Scan& scan, const CueRow& row, std::uint32_t token) {
  if (scan.page.is(token, scan.words.led_by)) return false;  // بقيادة السعودية
  if (row.prepositions != 0 && scan.page.has(token, row.prepositions & ~feature::with_wa)) {
    return !scan.page.has(token, feature::particle) || scan.page.has(token, feature::noun);
  }
  return false;
}

// "بعد أن", "على أن": a clause of its own, unless the cue leads its content in so. "من قبل إن"
// is none.
bool governed_clause(const Scan& scan, const CueRow& row, std::uint32_t that) {
  return scan.preposition(that - 1) && !scan.page.has(that - 1, feature::enclitic) &&
         !scan.page.surely(that, scan.words.ungoverned) &&
         !(that > 1 && scan.page.is(that - 2, scan.page.classes.cue) &&  // التأكيد على أن
           scan.page.has(that - 2, feature::noun | feature::with_al)) &&
         !scan.one_of(row.particles, that - 1) && !scan.one_of(row.before_that, that - 1);
}

// "في بيان بثه", "في بيان نشر على …": a verb behind an indefinite noun describes it.
bool describes(const Scan& scan, std::uint32_t token) {
  const Page& page = scan.page;
  if (token == 0 || !page.has(token - 1, feature::noun) || page.has(token - 1, feature::with_al)) {
    return false;
  }
  if (page.surely_verb(token)) return page.has(token, feature::enclitic);
  return token > 1 && scan.preposition(token - 2) &&
         (page.has(token, feature::verb | feature::enclitic) ||
          (page.has(token, feature::verb | feature::p3) && token + 1 < page.tokens() &&
           (scan.preposition(token + 1) || scan.time(token + 1))));
}

// "، كما قال", "، فيما أعلن": a particle after a pause opens a clause with its own cue.
bool opened(const Scan& scan, std::uint32_t particle, std::uint32_t begin) {
  return particle > begin + 1 && scan.page.always(particle, feature::particle) &&
         scan.page.punctuation(particle - 1) &&
         scan.page.is(particle, scan.page.classes.clause_opener);
}

// Whether the cue surely has something to report: a verb of saying, or any that a
// complementizer or a colon follows in its clause.
bool tells_something(const Scan& scan, const text::Sentence& sentence, const Candidate& cue) {
  if (cue.row->stance == Stance::doubts && cue.sort == Sort::phrase) return true;
  if (cue.sort != Sort::verb) return false;
  if (scan.page.is(cue.cue.begin, scan.words.speaks)) return true;
  for (std::uint32_t t = cue.after; t < std::min(sentence.last, cue.after + kLeadWindow); ++t) {
    if (scan.lead(t) || scan.colon(t)) return true;
    if (scan.page.surely_verb(t)) return false;
  }
  return false;
}

// "قال إن … فيما أعلن المرصد أن …", "قال إن … فيما قتل اثنان وفق الشرطة": another speaks beside
// what was begun at `begin`; where the word of contrast begins, else kNoToken.
std::uint32_t other_speaker(const Scan& scan, const text::Sentence& sentence, const Candidate& cue,
                            std::uint32_t begin) {
  Span contrast;
  if (cue.sort == Sort::attribution) {
    contrast = scan.last_contrast({begin + 1, cue.cue.begin});
  } else if (tells_something(scan, sentence, cue)) {
    contrast = scan.contrast_over(cue.cue.begin, begin + 1);
  }
  return contrast.empty() ? kNoToken : contrast.begin;
}

// Words that may stand between a cue and what it reports.
bool skippable(const Scan& scan, std::uint32_t token) {
  return scan.time(token) || scan.place(token) || scan.page.actor(token) != nullptr ||
         scan.page.always(token, feature::adjective) || scan.page.has(token, feature::particle);
}

// The token after "في بيان", "في اتصال هاتفي", "عبر موقع تويتر": a preposition that leads nothing
// in, its noun and what describes that; the token itself where none stands. What إلى and عن
// lead in may be what is told.
std::uint32_t end_of_aside(const Scan& scan, std::uint32_t token, std::uint32_t limit) {
  const Page& page = scan.page;
  // "التحالف بقيادة السعودية": no more than a name.
  if (page.is(token, scan.words.led_by) && scan.joined_preposition(token)) {
    const mentions::Found* found = token + 1 < limit ? page.mention(token + 1) : nullptr;
    return found != nullptr ? std::min(found->tokens.end, limit) : token + 1;
  }
  if (!scan.preposition(token) || page.has(token, feature::enclitic) || token + 1 >= limit) {
    return token;
  }
  std::uint32_t end = token + 1;
  if (page.is(token, scan.words.leads_noun) && scan.tells(end)) return token;
  if (const mentions::Found* found = page.mention(end); found != nullptr) {
    end = std::max(end + 1, found->tokens.end);
  } else if (page.has(end, feature::noun) && !page.surely_verb(end)) {
    ++end;
    // "في أعقاب الهجوم", "عبر موقع تويتر"
    const bool bare = end < limit && !page.has(end - 1, feature::with_al) &&
                      !page.has(end - 1, feature::enclitic) && !page.punctuation(end) &&
                      page.mention(end) == nullptr;
    if (bare && (page.has(end, feature::noun | feature::with_al) ||
                 page.always(end, feature::unknown) || page.always(end, feature::name))) {
      ++end;
    }
  } else {
    return token;
  }
  while (end < limit && !page.punctuation(end) && page.has(end, feature::adjective) &&
         !scan.tells(end) && !scan.joined_preposition(end)) {
    ++end;
  }
  return std::min(end, limit);
}

}  // namespace

std::optional<Content> led_content(const Scan& scan, const text::Sentence& sentence,
                                   const CueRow& row, std::uint32_t from, Span skip,
                                   std::uint32_t window) {
  const Page& page = scan.page;
  bool relative = false;  // a relative pronoun waits for its verb
  bool inside = false;    // its clause goes on: "التي يقودها … وينتمي إلى …"
  for (std::uint32_t t = from; t < std::min(sentence.last, from + window); ++t) {
    if (skip.begin <= t && t < skip.end) {
      t = skip.end - 1;
      continue;
    }
    if (scan.lead(t)) {
      if (t > from && governed_clause(scan, row, t)) break;
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
      // "لتلفزيون "إل. سي. إي" أن …"
      const bool led_past = close != kNoToken && close + 1 < sentence.last && t > from &&
                            close - t < kLongQuote && scan.lead(close + 1);
      const bool name =
          close != kNoToken && close - t <= kShortQuote + 1 && close + 1 < sentence.last &&
          (t > from || told_to || scan.preposition(close + 1) || scan.lead(close + 1));
      const bool far = t > std::max(from, skip.end) + kQuoteDistance &&
                       (close == kNoToken || close - t < kLongQuote);
      if (!name && !led_past && !far && (row.quote || row.that || t == from || t == skip.end)) {
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
    // "قال طبيب اشترط عدم الكشف عن هويته إن …": a verb right behind whom no article makes known.
    if (t > from && t == skip.end && page.surely_verb(t) && scan.indefinite(page.actor(t - 1))) {
      inside = true;
      continue;
    }
    // A clause of its own: this cue leads nothing in.
    if (page.surely_verb(t) && page.actor(t) == nullptr && !describes(scan, t)) {
      if (!relative && !(inside && page.has(t, feature::verb | feature::with_wa))) break;
      relative = false;
      inside = true;
    }
  }
  return std::nullopt;
}

std::optional<Content> noun_content(const Scan& scan, const text::Sentence& sentence,
                                    const CueRow& row, std::uint32_t from, bool any_noun) {
  const Page& page = scan.page;
  std::uint32_t limit = std::min(sentence.last, from + kPhraseWindow);
  std::uint32_t aside = from;  // where the last thing set off ends
  for (std::uint32_t t = from; t < limit; ++t) {
    if (scan.opens_quote(t)) {
      // "مركز الدراسات "نخيل الشمال"، …": the name of who speaks.
      const std::uint32_t close = scan.close_of(t);
      if (close != kNoToken && close - t <= kShortQuote && close + 1 < sentence.last &&
          (t > from
               ? t == aside || page.always(t - 1, feature::particle) ||
                     (page.has(t - 1, feature::noun) && !scan.tells(t - 1) && !scan.time(t - 1))
               : scan.pause(close + 1))) {
        limit = std::min({sentence.last, limit + (close - t), from + kAsideWindow});
        t = t > from ? close : close + 1;
      }
      continue;
    }
    if (page.punctuation(t)) {
      // A time may stand between commas.
      if (scan.pause(t) && t + 1 < sentence.last &&
          (scan.time(t + 1) || scan.time(t - 1) || scan.preposition(t + 1) ||
           (t == from && row.noun_phrase && page.has(t + 1, feature::masdar) &&
            !page.has(t + 1, feature::with_wa) && !page.surely_verb(t + 1)))) {
        continue;
      }
      break;
    }
    if (scan.one_of(row.particles, t) || scan.one_of(row.before_that, t)) {
      std::uint32_t begin = t + 1;
      while (begin < sentence.last && scan.opens_quote(begin)) ++begin;
      if (begin >= sentence.last || page.surely_verb(begin)) return std::nullopt;
      if (!any_noun && !scan.tells(begin) && !page.has(begin, feature::noun)) return std::nullopt;
      return Content{begin, Lead::preposition};
    }
    if (leads_by_row(scan, row, t) && (any_noun || scan.tells(t))) {
      return Content{t, Lead::preposition};
    }
    if (describes(scan, t)) continue;
    if (row.noun_phrase && !scan.time(t) && !page.has(t, feature::particle) &&
        (scan.tells(t) ||
         (any_noun && page.has(t, feature::noun) && !page.has(t, feature::with_al) &&
          !scan.joined_preposition(t) && page.actor(t) == nullptr && !scan.place(t)))) {
      return Content{t, Lead::direct};
    }
    if (row.figure && scan.quantity(t)) return Content{t, Lead::direct};
    if (page.surely_verb(t)) break;
    // Who is accused or asked may have a long name, or be several.
    if (const mentions::Found* found = page.actor(t);
        row.target && found != nullptr && found->tokens.begin == t) {
      limit = std::min({sentence.last, limit + found->tokens.size(), from + kAsideWindow});
    }
    if (const std::uint32_t last = end_of_aside(scan, t, sentence.last); last > t) {
      aside = last;
      limit = std::min({sentence.last, limit + (last - t), from + kAsideWindow});
      t = last - 1;
      continue;
    }
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
    if (const std::uint32_t beside = other_speaker(scan, sentence, next, begin);
        beside != kNoToken) {
      end = beside;
      break;
    }
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
