// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/speaker.h"

#include <algorithm>

namespace marsad::claims {
namespace {

namespace feature = lexicon::feature;
using lexicon::Features;
using mentions::Found;
using mentions::kNoToken;
using mentions::Page;
using mentions::value_of;
using Role = text::Orthography::Role;

constexpr std::uint32_t kWindow = 16;     // tokens from a verb to its subject
constexpr std::uint32_t kQuotedName = 6;  // tokens of a name in quotation marks

bool media(const Found* found) {
  const auto* value = value_of<ActorValue>(found);
  return value != nullptr && value->cls == ActorClass::media;
}

// "… لرويترز" after the subject.
void outlet(const Scan& scan, std::uint32_t from, std::uint32_t limit, Subject& out) {
  const Page& page = scan.page;
  for (std::uint32_t t = from; t < std::min(limit, from + kWindow); ++t) {
    if (scan.lead(t) || page.surely_verb(t) || scan.colon(t)) return;
    const Found* found = page.actor(t);
    if (media(found) && found->tokens.begin == t && scan.governed(*found, from)) {
      out.told_to = scan.index_of(found);
      return;
    }
  }
}

// After a pause only what is set off by commas may stand before the subject.
bool set_off(const Scan& scan, std::uint32_t token, std::uint32_t limit) {
  return token < limit &&
         (scan.time(token) || scan.preposition(token) || scan.joined_preposition(token));
}

std::uint32_t closing_bracket(const Scan& scan, std::uint32_t token, std::uint32_t limit) {
  for (std::uint32_t t = token; t < limit; ++t) {
    if (scan.page.punctuation(t) && scan.page.role(t) == Role::close_bracket) return t;
  }
  return token;
}

}  // namespace

void coordinate(const Scan& scan, std::uint32_t token, std::uint32_t limit, Subject& out) {
  const Page& page = scan.page;
  while (token < limit) {
    const Found* found = page.actor(token);
    if (found == nullptr || found->tokens.begin != token) break;
    out.actors.push_back(scan.index_of(found));
    if (out.first == kNoToken) out.first = token;
    out.end = found->tokens.end;
    token = found->tokens.end;
    if (token >= limit) break;
    if (page.is(token, page.classes.and_word) && token + 1 < limit &&
        page.actor(token + 1) != nullptr) {
      ++token;
      continue;
    }
    const Found* next = page.actor(token);
    if (next == nullptr || !page.has(token, feature::with_wa)) break;
  }
}

Subject subject_after(const Scan& scan, std::uint32_t from, std::uint32_t limit, bool direct) {
  const Page& page = scan.page;
  Subject out;
  out.end = from;
  bool aside = false;                   // something set off by commas has begun
  bool partitive = false;               // "كل من"
  std::uint32_t object_end = kNoToken;  // behind the noun of what was set off
  limit = std::min(limit, from + kWindow);
  for (std::uint32_t t = from; t < limit; ++t) {
    const Found* found = page.actor(t);
    if (found != nullptr && found->tokens.begin == t) {
      if (!partitive && scan.governed(*found, from)) {
        if (media(found)) out.told_to = scan.index_of(found);
        t = found->tokens.end - 1;
        continue;
      }
      const Index told_to = out.told_to;
      coordinate(scan, t, limit, out);
      outlet(scan, out.end, limit, out);
      if (out.told_to == kNone) out.told_to = told_to;
      return out;
    }
    if (page.punctuation(t)) {
      if (page.role(t) == Role::open_bracket) {
        t = closing_bracket(scan, t, limit);
        continue;
      }
      if (scan.pause(t) && (aside || set_off(scan, t + 1, limit))) {
        aside = true;
        continue;
      }
      if (page.role(t) == Role::dash && set_off(scan, t + 1, limit)) continue;
      const std::uint32_t close = scan.opens_quote(t) ? scan.close_of(t) : kNoToken;
      // "أعلنت "نخيل الشمال" أن …"
      const Found* quoted = close != kNoToken && t + 1 < limit ? page.actor(t + 1) : nullptr;
      if (quoted != nullptr && quoted->tokens.begin == t + 1 && quoted->tokens.end >= close &&
          quoted->tokens.end <= close + 1) {
        if (t > from && (page.always(t - 1, feature::particle) || scan.joined_preposition(t - 1))) {
          if (media(quoted)) out.told_to = scan.index_of(quoted);  // لـ"فرانس برس"
          t = close;
          continue;
        }
        out.actors.push_back(scan.index_of(quoted));
        out.first = t;
        out.end = close + 1;
        outlet(scan, out.end, limit, out);
        return out;
      }
      // A short quotation before the content is a name that nobody knows.
      if (close != kNoToken && close - t <= kQuotedName && close + 1 < limit &&
          !page.punctuation(close + 1)) {
        out.noun = true;
        out.first = t;
        out.end = close + 1;
      }
      break;
    }
    if (scan.lead(t)) break;
    if (scan.time(t)) {
      t = page.mention(t)->tokens.end - 1;
      aside = true;
      continue;
    }
    // "في وقت سابق"
    if (t == object_end && page.has(t, feature::adjective) && !page.has(t, feature::with_al)) {
      ++object_end;
      continue;
    }
    if (page.is(t, scan.words.partitive)) {
      // "اتهم بعضهم الجيش": some of those told of before.
      if (page.has(t, feature::enclitic)) {
        out.noun = true;
        out.first = t;
        out.end = t + 1;
        break;
      }
      partitive = true;
      continue;
    }
    if (page.always(t, feature::particle) || scan.preposition(t)) {
      if (partitive) continue;
      aside = true;
      if (t + 1 < limit && scan.lead(t + 1)) break;
      if (scan.preposition(t) && !page.has(t, feature::enclitic) && t + 1 < limit) {
        const Found* object = page.mention(t + 1);
        if (object == nullptr) {
          ++t;
          object_end = t + 1;
        } else if (value_of<ActorValue>(object) == nullptr) {
          t = std::max(t + 1, object->tokens.end - 1);
        }
      }
      continue;
    }
    if (page.surely_verb(t)) break;
    if (scan.joined_preposition(t)) {
      aside = true;
      continue;
    }
    // "بعض التقارير": whom nobody knows.
    const bool some = partitive && t > from && page.is(t - 1, scan.words.partitive) &&
                      page.has(t, feature::noun | feature::with_al) && !scan.quantity(t);
    const bool papers = scan.quantity(t) && page.is(t, page.classes.cue) &&
                        page.has(t, feature::noun) && !page.has(t, feature::number);
    if (!some && !papers && (partitive || scan.quantity(t))) continue;
    // Adverbs: مجددا, سابقا; and the adjective of what was set off.
    if (page.has(t, feature::accusative | feature::adjective) ||
        (aside && page.always(t, feature::adjective))) {
      continue;
    }
    if (direct && scan.tells(t) && !page.has(t, feature::with_al)) break;
    out.noun = true;
    out.first = t;
    out.end = t + 1;
    while (out.end < limit && !page.punctuation(out.end) && page.actor(out.end) == nullptr &&
           page.always(out.end, feature::adjective)) {
      ++out.end;
    }
    // "وسائل [الإعلام الرسمية]": what is known of it is its genitive.
    if (out.end < limit && !page.has(t, feature::with_al) && page.actor(out.end) != nullptr &&
        page.actor(out.end)->tokens.begin == out.end && !page.has(out.end, feature::with_wa) &&
        (!scan.governed(*page.actor(out.end), from) ||
         (page.is(t, page.classes.cue) && page.has(out.end, feature::with_li)))) {
      coordinate(scan, out.end, limit, out);
    }
    outlet(scan, out.end, limit, out);
    break;
  }
  return out;
}

bool agrees(const Scan& scan, const morphology::Reading* reading, Index actor, std::size_t actors) {
  if (reading == nullptr) return true;
  const Found& found = scan.page.mentions.all[static_cast<std::size_t>(actor)];
  const auto* value = value_of<ActorValue>(&found);
  const bool person =
      (value != nullptr &&
       (value->cls == ActorClass::person || value->cls == ActorClass::official)) ||
      (found.head != kNoToken && scan.page.is(found.head, scan.page.classes.person));
  const Features f = reading->features;
  Features head = 0;
  bool known = found.head != kNoToken;
  if (known) {
    for (const morphology::Reading& r : scan.page.readings(found.head)) {
      if (r.features & (feature::unknown | feature::name)) known = false;
      head |= r.features & (feature::m | feature::f | feature::sg | feature::du | feature::pl);
    }
  }
  if (!known || head == 0) return !(f & feature::pl) || !person || actors > 1;
  const bool plural = (head & feature::pl) != 0;
  if ((f & feature::pl) && !plural && person && actors < 2) return false;
  if ((f & feature::m) && !(f & feature::f) && !(f & feature::pl)) return (head & feature::m) != 0;
  if ((f & feature::f) && !(f & feature::m) && !(f & feature::pl)) {
    return (head & feature::f) != 0 || plural ||
           (value != nullptr && value->cls == ActorClass::government);
  }
  return true;
}

Subject subject_before(const Scan& scan, const text::Sentence& sentence, std::uint32_t verb,
                       const morphology::Reading* reading) {
  const Page& page = scan.page;
  Subject out;
  out.end = verb + 1;
  std::uint32_t t = verb;
  // قد, كان, لا يزال: the auxiliaries of this verb.
  while (t > sentence.first && !page.punctuation(t - 1) && page.actor(t - 1) == nullptr &&
         !scan.lead(t - 1) && !page.is(t - 1, page.classes.relative) &&
         (page.always(t - 1, feature::particle) || page.is(t - 1, page.classes.auxiliary))) {
    --t;
  }
  const bool relative = t > sentence.first && page.is(t - 1, page.classes.relative);
  if (relative) {
    --t;
    while (t > sentence.first && page.punctuation(t - 1)) --t;
    const Found* found = t > sentence.first ? page.actor(t - 1) : nullptr;
    if (found != nullptr) {
      out.actors.push_back(scan.index_of(found));
      out.first = found->tokens.begin;
    } else {
      out.noun = true;
    }
    return out;
  }
  // Topic of the clause: the farthest actor that no preposition governs, back to
  // where the clause begins.
  const bool near = t > sentence.first && page.actor(t - 1) != nullptr;
  std::uint32_t steps = 0;
  std::uint32_t quoted = scan.close_of(verb);
  for (; t > sentence.first && steps++ < 3 * kWindow; --t) {
    const std::uint32_t at = t - 1;
    // Out of the quotation.
    if (scan.close_of(at) != quoted && scan.close_of(at) == kNoToken) break;
    const Found* found = page.actor(at);
    if (found != nullptr) {
      const std::uint32_t begin = std::max(found->tokens.begin, sentence.first);
      if (!scan.governed(*found, sentence.first) &&
          agrees(scan, reading, scan.index_of(found), 1)) {
        out.actors.assign(1, scan.index_of(found));
        out.first = begin;
      }
      t = begin + 1;
      continue;
    }
    if (scan.lead(at) || scan.colon(at) || page.is(at, page.classes.clause_opener)) break;
    if (page.surely_verb(at) && !page.is(at, page.classes.auxiliary)) {
      // A relative clause between topic and verb is passed over.
      std::uint32_t back = at;
      while (back > sentence.first && page.always(back - 1, feature::particle) &&
             !page.is(back - 1, page.classes.relative)) {
        --back;
      }
      if (back > sentence.first && page.is(back - 1, page.classes.relative)) {
        out.actors.clear();
        t = back;
        continue;
      }
      // Another clause stood before: only its last actor, if it touches the verb.
      if (!near) out.actors.clear();
      break;
    }
  }
  return out;
}

}  // namespace marsad::claims
