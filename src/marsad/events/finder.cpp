// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/finder.h"

#include <algorithm>
#include <utility>

#include "marsad/events/status.h"

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using grammar::Edge;
using grammar::Kind;
using mentions::kNoToken;
using mentions::value_of;
using morphology::Reading;

}  // namespace

template <typename Fits>
const TriggerRow* DraftFinder::row_of(lexicon::LexemeId lexeme, const Fits& wanted) const {
  for (const lexicon::RowId row : page_.lexicon.rows_of(lexeme)) {
    const TriggerRow* found = rows_.of(row);
    if (found != nullptr && wanted(*found)) return found;
  }
  return nullptr;
}

std::vector<Draft> DraftFinder::find(const text::Sentence& sentence, bool peaceful) {
  sentence_ = sentence;
  peaceful_ = peaceful;
  drafts_.clear();
  taken_.assign(sentence_.last - sentence_.first, false);
  for (const Span phrase : false_friends(page_, sentence_)) take(phrase);
  find_phrases();
  find_words();
  add_weapon_uses();
  add_crowds();
  join_stops();
  std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
    return a.trigger.begin < b.trigger.begin;
  });
  return std::move(drafts_);
}

void DraftFinder::find_phrases() {
  for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
    if (!begins_phrase(token)) continue;
    for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
         id = page_.chart.edges[id].next) {
      const Edge& edge = page_.chart.edges[id];
      if (edge.kind != Kind::phrase || edge.last > sentence_.last || taken(token)) continue;
      if (in_time(token)) continue;
      const Reading& reading = page_.chart.readings_of(edge).front();
      const TriggerRow* row = row_of(reading.lexeme, [](const TriggerRow& r) { return r.phrase; });
      if (row == nullptr) continue;
      if (edge.gapped && !names_doer({edge.first + 1, edge.last - 1}, edge.last - 1)) continue;
      // "وقع هجوم انتحاري": the noun and what follows it say more.
      if (!edge.gapped && edge.last - edge.first > 1 && names_more(edge.last - 1)) continue;
      Draft draft;
      draft.row = row;
      draft.phrase = true;
      draft.trigger = {edge.first, edge.last};
      draft.verb = edge.first;
      while (draft.verb + 1 < edge.last && page_.is(draft.verb, page_.classes.negation))
        ++draft.verb;
      draft.is_verb = page_.acts_as_verb(draft.verb);
      if (edge.gapped) {
        // Named by its ends; the shortest word that names it is the last.
        // The words behind the gap: "شن … هجوما", "أوقف … إطلاق النار".
        const std::uint32_t tail = page_.lexicon.lexemes()[reading.lexeme].words - 1;
        const std::uint32_t noun =
            std::max(edge.first + 1, edge.last - std::min(tail, edge.last - edge.first - 1));
        take({edge.first, edge.first + 1});
        take({noun, edge.last});
        // The verb names the event itself (فجر … سيارات), or its noun does (شن … هجوما).
        const bool noun_tells = page_.is(noun, page_.classes.trigger) && !clause_.weapon_word(noun);
        const bool particle = page_.particle(edge.last - 1) && edge.last - noun == 1;
        const bool verb_tells = page_.is(edge.first, page_.classes.trigger);
        draft.trigger = particle || (verb_tells && !noun_tells) ? Span{edge.first, edge.first + 1}
                                                                : Span{noun, edge.last};
        draft.is_verb = true;
      } else {
        take(draft.trigger);
      }
      push(draft);
      break;
    }
  }
}

void DraftFinder::find_words() {
  for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
    if (!page_.is(token, page_.classes.trigger) || taken(token)) continue;
    const bool named = in_name(token);
    for (const Reading& reading : page_.readings(token)) {
      if (reading.lexeme == lexicon::kNothing ||
          !page_.lexicon.in_set(page_.classes.trigger, reading.lexeme)) {
        continue;
      }
      const TriggerRow* row =
          row_of(reading.lexeme, [&](const TriggerRow& r) { return fits(r, reading, token); });
      if (row == nullptr || taken_apart(reading, token) || names_people(reading, token)) continue;
      // "قتلوا طعنا أو حرقا": of what the verb tells.
      const std::uint32_t verb = page_.manner_of(token);
      if (verb != kNoToken && clause_.harm_word(verb)) continue;
      if (named && !describes_bond(*row, reading, token)) continue;
      // "إيقاف إطلاق النار", but "إيقاف ستة مشتبه بهم".
      if (row->counted && clause_.stops(token) && !in_quantity(page_, token + 1)) continue;
      if (row->type == EventType::protest && is_weapon_rather(token)) continue;
      Draft draft;
      draft.row = row;
      draft.reading = &reading;
      draft.trigger = {token, token + 1};
      draft.is_verb = (reading.features & feature::verb) != 0 && page_.acts_as_verb(token);
      const auto readings = page_.readings(token);
      // "كانوا فروا": behind an auxiliary stands a verb.
      const bool governed =
          draft.is_verb && token > sentence_.first && page_.is(token - 1, page_.classes.auxiliary);
      draft.ambiguous = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
        return !governed && other.lexeme != lexicon::kNothing &&
               !(other.features & feature::imperative) &&
               !page_.lexicon.in_set(page_.classes.trigger, other.lexeme) &&
               page_.lexicon.lexemes()[other.lexeme].root != reading.lexeme;
      });
      draft.verb = token;
      take(draft.trigger);
      push(draft);
      break;
    }
  }
}

// "استخدام أسلحة كيميائية", "أطلقت قذائف": the use of a weapon is the event of its type.
void DraftFinder::add_weapon_uses() {
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
    if (taken(token) || !clause_.uses_weapon(token)) continue;
    if (const mentions::Found* weapon = clause_.weapon_resumed_by(token)) {
      if (!is_told(*weapon)) add_weapon_use(token, *weapon, weapon->tokens.end == token);
      continue;
    }
    for (std::uint32_t t = token + 1; t < std::min(sentence_.last, token + 1 + kReach); ++t) {
      if (page_.punctuation(t)) break;
      const mentions::Found* found = page_.mention(t);
      if (value_of<WeaponValue>(found) == nullptr || found->tokens.begin != t) continue;
      add_weapon_use(token, *found, t == token + 1);
      break;
    }
  }
}

// "سقوط قذيفة أطلقتها المعارضة": its fall was told already.
bool DraftFinder::is_told(const mentions::Found& weapon) const {
  return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
    return draft.trigger.begin < weapon.tokens.begin && draft.trigger.end > weapon.tokens.begin;
  });
}

void DraftFinder::add_weapon_use(std::uint32_t word, const mentions::Found& weapon, bool adjacent) {
  const auto type = type_of_weapon(page_, weapon);
  // To use a vehicle is no attack: only what is fired, dropped or set off is.
  if (!type || !is_attack(*type) || clause_.vehicle(weapon.tokens.begin)) return;
  Draft draft;
  draft.row = rows_.of_type(*type);
  draft.is_verb = page_.surely_verb(word);
  draft.verb = word;
  const Span both{std::min(word, weapon.tokens.begin), std::max(word + 1, weapon.tokens.end)};
  draft.trigger = adjacent ? both : Span{word, word + 1};
  std::erase_if(drafts_, [&](const Draft& other) {
    return both.contains(Span{other.trigger.begin, other.trigger.begin + 1});
  });
  take(both);
  push(draft);
}

// "خرج آلاف المتظاهرين", "المتظاهرون يهتفون": people who protest do something, and no
// other word of the sentence names the protest.
void DraftFinder::add_crowds() {
  constexpr std::uint32_t kReach = 4;   // tokens from a verb to its subject
  constexpr std::uint32_t kBehind = 8;  // … from a subject to its verb
  const auto protest = [](const Draft& draft) { return draft.row->type == EventType::protest; };
  if (std::any_of(drafts_.begin(), drafts_.end(), protest)) return;
  for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
    if (!clause_.protester(token) || page_.always(token, feature::with_bi) ||
        page_.always(token, feature::with_li)) {
      continue;
    }
    // The verb before its subject, else behind it.
    std::uint32_t verb = kNoToken;
    for (std::uint32_t t = token; t-- > sentence_.first && t + kReach >= token;) {
      if (in_quantity(page_, t)) continue;  // "نحو 700 متظاهر"
      if (page_.punctuation(t) || page_.is(t, page_.classes.preposition)) break;
      // "وتجمع مئات المتظاهرين": before a count only the verb makes sense.
      if (page_.acts_as_verb(t) ||
          (in_quantity(page_, t + 1) && page_.has(t, feature::verb | feature::past))) {
        verb = t;
        break;
      }
    }
    for (std::uint32_t t = token + 1;
         verb == kNoToken && t < std::min(sentence_.last, token + 1 + kBehind); ++t) {
      if (page_.is(t, page_.classes.relative)) break;
      if (page_.surely_verb(t)) verb = t;
    }
    if (verb == kNoToken || page_.surely(verb, page_.classes.cue)) continue;
    Draft draft;
    draft.row = rows_.of_type(EventType::protest);
    draft.is_verb = true;
    draft.verb = verb;
    draft.trigger = taken(verb) ? Span{token, token + 1} : Span{verb, verb + 1};
    draft.framed = true;
    draft.by_protesters = true;
    take(draft.trigger);
    push(draft);
    return;
  }
}

// "وقف القصف", "وقف للضربات الجوية": not the attack but its end.
void DraftFinder::join_stops() {
  for (Draft& draft : drafts_) {
    if (draft.is_verb || draft.trigger.begin == sentence_.first || !is_attack(draft.row->type))
      continue;
    // "وقف فوري للقصف", "وقف كافة العمليات": past an adjective or كافة.
    std::uint32_t before = draft.trigger.begin - 1;
    const bool passed = page_.always(before, feature::adjective) || clause_.all(before);
    if (before > sentence_.first && passed) --before;
    if (!clause_.stops(before) || page_.surely_verb(before) || taken(before)) continue;
    draft.row = rows_.of_type(EventType::ceasefire);
    draft.trigger.begin = before;
    draft.event.type = EventType::ceasefire;
    draft.event.trigger = page_.code_points(draft.trigger);
    draft.light = false;
    draft.ambiguous = false;
  }
}

// Whether a phrase that names an attack of a kind of its own begins at the token.
bool DraftFinder::names_more(std::uint32_t token) const {
  if (!begins_phrase(token) || !clause_.refers_back(token)) return false;
  for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
       id = page_.chart.edges[id].next) {
    const Edge& edge = page_.chart.edges[id];
    if (edge.kind != Kind::phrase || edge.gapped || edge.last > sentence_.last) continue;
    const TriggerRow* row = row_of(page_.chart.readings_of(edge).front().lexeme,
                                   [](const TriggerRow& r) { return r.phrase; });
    if (row != nullptr && is_attack(row->type) && row->type != EventType::clash) return true;
  }
  return false;
}

bool DraftFinder::begins_phrase(std::uint32_t token) const {
  return (page_.chart.kinds[token] & (1u << static_cast<unsigned>(Kind::phrase))) != 0;
}
bool DraftFinder::taken(std::uint32_t token) const { return taken_[token - sentence_.first]; }
void DraftFinder::take(Span tokens) {
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) taken_[t - sentence_.first] = true;
}

bool DraftFinder::fits(const TriggerRow& row, const Reading& reading, std::uint32_t token) const {
  if (reading.features & feature::verb) {
    if (!row.verb || (reading.features & (feature::imperative | feature::p1 | feature::p2))) {
      return false;
    }
    // "لاحقا": later, not two who pursue.
    if ((reading.features & feature::du) != 0 && page_.has(token, feature::particle)) return false;
    // "سقطوا": people fall, ground does not.
    if (row.subject == Role::place && (reading.features & feature::pl) &&
        (reading.features & feature::m)) {
      return false;
    }
    // A row cited in the passive (أصيب) wants a passive.
    return cited_as(row, reading) ||
           ((reading.features & feature::passive) && !(reading.features & feature::active));
  }
  if (reading.features & feature::adjective) return row.participle;
  return row.noun && !page_.surely_verb(token);
}

// "وزير" is a minister, not و and a verb: a word that is known whole is not taken apart.
bool DraftFinder::taken_apart(const Reading& reading, std::uint32_t token) const {
  if ((reading.features & (feature::with_wa | feature::with_fa)) == 0) return false;
  const auto readings = page_.readings(token);
  return std::any_of(readings.begin(), readings.end(), [](const Reading& other) {
    return (other.features & feature::proclitics) == 0;
  });
}

// "حققت الشرطة في", but not "حقق الفريق فوزا في": between a verb and its preposition stands who did it.
bool DraftFinder::names_doer(Span gap, std::uint32_t preposition) const {
  if (!page_.particle(preposition) || gap.empty()) return true;
  const mentions::Found* actor = page_.actor(gap.begin);
  if (actor != nullptr && actor->tokens.begin == gap.begin) return actor->tokens.end == gap.end;
  const Reading* noun = page_.reading(gap.begin, feature::noun | feature::with_al);
  return gap.size() == 1 && noun != nullptr && !page_.is(gap.begin, page_.classes.trigger);
}

// "أسقط الجيش ثلاث مسيرات": a word that may be a weapon, where nothing tells of protest.
bool DraftFinder::is_weapon_rather(std::uint32_t token) const {
  if (value_of<WeaponValue>(page_.mention(token)) == nullptr) return false;
  for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) {
    if (t == token || value_of<WeaponValue>(page_.mention(t)) != nullptr) continue;
    if (clause_.tells_protest(t) || clause_.tells_grievance(t) || clause_.protests(t)) return false;
  }
  return true;
}

// "القوات المدعومة من روسيا": inside the words for a body that has no name of its own, who backs it.
bool DraftFinder::describes_bond(const TriggerRow& row, const Reading& reading,
                                 std::uint32_t token) const {
  const auto* actor = value_of<ActorValue>(page_.mention(token));
  return row.type == EventType::support && row.participle && actor != nullptr &&
         (reading.features & feature::adjective) && page_.mention(token)->tokens.begin < token &&
         token + 1 < page_.mention(token)->tokens.end &&
         page_.is(token + 1, page_.classes.preposition);
}

// "الأسر المتضررة", "50 أسرة", "أسر الضحايا": a verbal noun that may be people, where it is definite,
// counted, or belongs to people who were harmed.
bool DraftFinder::names_people(const Reading& reading, std::uint32_t token) const {
  if (clause_.harmed_person(token)) return false;
  const auto readings = page_.readings(token);
  const bool people = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
    return other.lexeme != lexicon::kNothing && other.lexeme != reading.lexeme &&
           (other.features & feature::noun) && !(other.features & feature::masdar) &&
           page_.lexicon.in_set(page_.classes.group, other.lexeme);
  });
  if (!people) return false;
  const std::uint32_t next = token + 1;
  return page_.has(token, feature::with_al) || in_quantity(page_, token) ||
         (next < sentence_.last && clause_.harmed_person(next) &&
          page_.has(next, feature::with_al));
}

// Whether the row cites the word in its plain form.
bool DraftFinder::cited_as(const TriggerRow& row, const Reading& reading) const {
  return page_.lexicon.string(page_.lexicon.lexemes()[reading.lexeme].text) ==
         page_.lexicon.field(row.row, "trigger");
}

// "فجر الثلاثاء منزلا", "اقتحم المخيم فجرا": the word that a time begins with is no verb.
bool DraftFinder::in_time(std::uint32_t token) const {
  const mentions::Found* found = page_.mention(token);
  return value_of<TimeValue>(found) != nullptr && found->tokens.begin == token;
}

// Inside the name of an actor, or of a place, no word tells an event.
bool DraftFinder::in_name(std::uint32_t token) const {
  const mentions::Found* found = page_.mention(token);
  if (found == nullptr) return false;
  // "فجر الجمعة" is a time, "منذ القصف" holds a happening.
  if (value_of<TimeValue>(found) != nullptr) return found->tokens.begin == token;
  // "إن الاحتلال هدم الدار": one that acts.
  if (found->tokens.size() < 2) {
    return value_of<ActorValue>(found) != nullptr &&
           page_.has(token, feature::masdar | feature::with_al);
  }
  if (value_of<WeaponValue>(found) != nullptr) return false;
  return !page_.has(token, feature::verb) || page_.chart.closed[token] != grammar::kNoEdge;
}

void DraftFinder::push(Draft draft) {
  // Players leave a club, and a ball is cleared.
  const bool violent = is_violent(draft.row->type) || tells_of_ground(draft.row->type) ||
                       draft.row->type == EventType::displacement;
  if (peaceful_ && violent) return;
  draft.harm = draft.row->harm;
  draft.light = draft.row->type == EventType::violence && draft.row->harm.has_value();
  draft.person =
      !draft.phrase && clause_.harmed_person(draft.trigger.begin) &&
      !(draft.reading != nullptr && (draft.reading->features & (feature::verb | feature::masdar)));
  Event& event = draft.event;
  event.type = draft.row->type;
  event.trigger = page_.code_points(draft.trigger);
  if (page_.mentions.why) event.why.push_back(page_.lexicon.origin(draft.row->row));
  drafts_.push_back(std::move(draft));
}

}  // namespace marsad::events
