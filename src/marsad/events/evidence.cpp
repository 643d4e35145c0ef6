// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/evidence.h"

#include <algorithm>

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::Quantity;
using mentions::value_of;

constexpr std::uint32_t kLongSentence = 40;  // tokens; what it names, it names in passing
constexpr std::uint32_t kLeads = 6;          // tokens from the begin of what is reported
constexpr std::chrono::days kOneDay{1};      // between the ends of a time that dates news
constexpr std::chrono::days kLongPast{40};   // a time before that is background

constexpr std::size_t kAlert = 2;          // sentences of a text that is an alert
constexpr std::uint32_t kAlertWords = 14;  // tokens of its sentence
constexpr std::uint32_t kDateline = 4;     // tokens that may stand before its news

constexpr int kAccident = 4;  // less for deaths beside a fire, a crash or a storm

}  // namespace

int Evidence::points(const Telling& telling) const {
  return told_as_done(telling) + company(telling);
}

// Alerts and headlines say little beside what happened: the word that opens one tells its news.
int Evidence::points_of_alert(const Telling& telling) const {
  if (!opens_alert(telling)) return 0;
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  if (!telling.anchored && !counts_victims(sentence)) return 0;
  if (telling.harm_only && clause_.accident_in(sentence)) return 0;
  return telling.verb != kNoToken ? 4 : 6;
}

bool Evidence::opens_alert(const Telling& telling) const {
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  if (page_.text.sentences.size() > kAlert || sentence.last - sentence.first > kAlertWords ||
      telling.status != Status::reported) {
    return false;
  }
  const std::uint32_t head = telling.verb != kNoToken ? telling.verb : telling.trigger.begin;
  // "وهاجم مسلحون …" goes on from what stood before.
  const bool goes_on =
      telling.reading != nullptr
          ? (telling.reading->features & (feature::with_wa | feature::with_fa)) != 0
          : page_.always(head, feature::with_wa) || page_.always(head, feature::with_fa);
  if (goes_on || head > sentence.first + kDateline) return false;
  std::uint32_t opening = sentence.first;
  for (std::uint32_t t = sentence.first; t < head; ++t) {
    const bool dates = value_of<TimeValue>(page_.mention(t)) != nullptr;
    if (page_.punctuation(t) || (dates && t == opening)) opening = t + 1;
  }
  return opening == head;
}

// What the word itself says: a verb in the past that heads its clause tells, a definite
// noun or a genitive names.
int Evidence::told_as_done(const Telling& telling) const {
  int points = telling.type == EventType::bombing ? 1 : 0;
  const bool relative = in_relative_clause(telling);
  if (is_past(telling)) points += relative ? 1 : 3;
  if (relative) --points;
  if (telling.armed) ++points;
  if (telling.weak) --points;
  // "خطف مسلحون …": who did it, to whom or where; of a taking also where its word is weak.
  const bool taking = telling.type == EventType::abduction && is_past(telling);
  if ((telling.plain || taking) && telling.whole && !relative) points += 3;
  if (telling.status == Status::denied) ++points;
  if (telling.status == Status::possible || telling.status == Status::planned) points -= 2;
  // "القصف": named only, unless it points back to what was told.
  const bool definite = telling.reading != nullptr &&
                        (telling.reading->features & (feature::with_al | feature::enclitic)) != 0;
  if (telling.told_before) points += 3;
  if (definite) points += telling.told_before ? 2 : -1;
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  const bool genitive = telling.verb == kNoToken && telling.trigger.begin > sentence.first &&
                        page_.always(telling.trigger.begin - 1, feature::noun);
  return genitive ? points - 1 : points;
}

// What stands with it in the sentence.
int Evidence::company(const Telling& telling) const {
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  bool strong = false, weapon = false, place = false, day = false, long_past = false;
  bool court = false, peace = false, dead = false, accident = false, claimed = false;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    court = court || clause_.tells_court(t);
    claimed = claimed || (t < telling.trigger.begin && clause_.tells_responsibility(t));
    peace = peace || clause_.tells_peace(t);
    accident = accident || clause_.tells_accident(t);
    const mentions::Found* found = page_.mention(t);
    if (const auto* time = value_of<TimeValue>(found); time != nullptr && time->to) {
      const auto& published = page_.document.published;
      long_past = long_past || (published && *published - *time->to > kLongPast);
      day = day || (time->from && *time->to - *time->from <= kOneDay);
    }
    if (t >= telling.trigger.begin && t < telling.trigger.end) continue;
    strong = strong || clause_.strong_attack(t);
    dead = dead || clause_.harmed_person(t);
    weapon = weapon || (value_of<WeaponValue>(found) != nullptr && !clause_.vehicle(t));
    const auto* where = value_of<PlaceValue>(found);
    place = place || (where != nullptr && where->level != PlaceLevel::country);
  }
  int points = 0;
  if (strong) points += 2;
  if (telling.beside) points += 2;
  for (const bool found : {counts_victims(sentence), weapon, place, day, leads_a_claim(telling)}) {
    if (found) ++points;
  }
  if (claimed && telling.armed && telling.verb == kNoToken) points += 7;
  if (court) points -= 2;
  if (dead) points -= 2;  // القتلى, المصابون: of what was told before
  if (peace) --points;
  if (accident && telling.harm_only && !strong && !weapon) points -= kAccident;
  if (long_past) --points;
  if (sentence.last - sentence.first > kLongSentence) --points;
  return points;
}

int Evidence::points_of_protest(const Telling& telling) const {
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  bool place = false, day = false, court = false, peace = false, grievance = false;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    court = court || clause_.tells_court(t);
    peace = peace || clause_.tells_peace(t);
    const mentions::Found* found = page_.mention(t);
    const auto* where = value_of<PlaceValue>(found);
    place = place || (where != nullptr && where->level != PlaceLevel::country);
    const auto* time = value_of<TimeValue>(found);
    day = day || (time != nullptr && time->from && time->to && *time->to - *time->from <= kOneDay);
    // "احتجاجا على", "للاحتجاج": the word itself says what for.
    const bool trigger = t >= telling.trigger.begin && t < telling.trigger.end;
    const bool what_for =
        !trigger || page_.has(t, feature::accusative) || page_.has(t, feature::with_li);
    grievance = grievance || (what_for && clause_.tells_grievance(t));
  }
  const bool past = is_past(telling);
  const bool relative = in_relative_clause(telling);
  const bool crowd = counts_crowd(sentence);
  const bool definite = telling.reading != nullptr &&
                        !clause_.tells_grievance(telling.trigger.begin) &&
                        (telling.reading->features & (feature::with_al | feature::enclitic)) != 0;
  int points = 0;
  if (grievance) points += 3;
  if (crowd) points += past ? 3 : 2;
  if (place) points += 2;
  if (day) ++points;
  if (past && !relative) ++points;
  if (telling.trigger.begin < sentence.first + kLeads) ++points;
  if (!is_claimed(telling)) ++points;
  // "نزل المتظاهرون": an act of protest, as "قال المتظاهرون" is not.
  const bool act = telling.verb != kNoToken && clause_.protests(telling.verb);
  if (telling.of_protesters) points += act ? 1 : -2;
  if (telling.status != Status::reported) points -= 2;
  for (const bool found : {definite, relative, court, peace}) {
    if (found) --points;
  }
  return points;
}

// "قصف", and "لم يقصف", which tells that it did not happen.
bool Evidence::is_past(const Telling& telling) const {
  return telling.verb != kNoToken &&
         (page_.has(telling.verb, feature::past) || telling.status == Status::negated);
}

bool Evidence::counts_crowd(const text::Sentence& sentence) const {
  return std::any_of(
      page_.mentions.quantities.begin(), page_.mentions.quantities.end(),
      [&](const Quantity& quantity) {
        return quantity.tokens.begin >= sentence.first && quantity.tokens.end <= sentence.last &&
               quantity.noun != kNoToken &&
               (page_.is(quantity.noun, page_.classes.victim) || clause_.protester(quantity.noun));
      });
}

bool Evidence::is_claimed(const Telling& telling) const {
  return std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
    return claim.content.contains(telling.trigger);
  });
}

bool Evidence::counts_victims(const text::Sentence& sentence) const {
  return std::any_of(
      page_.mentions.quantities.begin(), page_.mentions.quantities.end(),
      [&](const Quantity& quantity) {
        return quantity.tokens.begin >= sentence.first && quantity.tokens.end <= sentence.last &&
               quantity.noun != kNoToken &&
               (page_.is(quantity.noun, page_.classes.victim) || clause_.harm_of(quantity.noun));
      });
}

bool Evidence::leads_a_claim(const Telling& telling) const {
  return std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
    return claim.content.contains(telling.trigger) &&
           telling.trigger.begin < claim.content.begin + kLeads;
  });
}

bool Evidence::in_relative_clause(const Telling& telling) const {
  const Clause clause = clause_.around(telling.trigger);
  const text::Sentence& sentence = page_.sentence_at(telling.trigger.begin);
  const std::uint32_t first = clause.begin > sentence.first ? clause.begin - 1 : clause.begin;
  for (std::uint32_t t = first; t < telling.trigger.begin; ++t) {
    if (page_.is(t, page_.classes.relative)) return true;
  }
  return false;
}

}  // namespace marsad::events
