// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/roles.h"

#include <algorithm>
#include <array>

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using mentions::Found;
using mentions::kNoToken;
using mentions::value_of;
using morphology::Reading;

constexpr std::uint32_t kRoleWindow = 18;  // tokens from a trigger to an argument
constexpr std::uint32_t kWindow = 40;      // … to a place or time of its sentence
constexpr std::uint32_t kClaimReach = 14;  // … to the words of who claims it
constexpr std::uint32_t kHolderReach = 4;  // from ground that is held to who holds it
constexpr std::uint32_t kJoinReach = 4;    // … to the noun that is joined to it
constexpr std::uint32_t kWeaponReach = 6;  // … to a weapon behind it
constexpr std::uint32_t kWeaponNear = 4;   // … to one of the clause
constexpr std::uint32_t kDateline = 14;    // tokens of the longest dateline
constexpr std::uint32_t kNestedReach = 4;  // … between a place and the one that it lies in
constexpr int kNested = 4;                 // places, each in the next

}  // namespace

void RoleReader::read(std::vector<Draft>& drafts, std::size_t at, const text::Sentence& sentence,
                      const Found* carried) {
  sentence_ = sentence;
  Draft& draft = drafts[at];
  const Clause clause = clause_.around(draft.trigger);
  Right right = expectations(draft, clause);
  if (draft.is_verb && clause_.resumes(draft.verb) && right.object != Role::none) {
    // "القوات التي تدعمها روسيا": the pronoun is who was named, who follows does it.
    add(draft, right.object, clause_.subject_before(draft.verb));
    right.object = Role::none;
  } else if (draft.is_verb && right.subject != Role::none) {
    const bool relative = right.subject == Role::agent && right.object == Role::target;
    if (read_subject_before(draft, right.subject) || (relative && has_relative_subject(draft))) {
      right.expected = right.object;
    }
  }
  read_right(draft, right);
  // "خرج مقاتلو الفصائل": the phrase holds who did it.
  const bool holds = draft.phrase && draft.is_verb && draft.row->subject == Role::none;
  const Found* held = holds ? page_.actor(draft.trigger.end - 1) : nullptr;
  if (held != nullptr && held->tokens.begin > draft.verb && draft.event.agents.empty()) {
    add(draft, Role::agent, held);
  }
  if (draft.event.agents.empty() && !draft.is_verb && is_attack(draft.row->type)) {
    add(draft, Role::agent, who_claims(draft, clause));
  }
  draft.placed = !draft.event.places.empty();
  if (suffers(draft)) {
    turn_subjects(draft);
  } else if (is_moved(draft)) {
    draft.event.targets.swap(draft.event.agents);
  }
  if (draft.is_verb && !is_passive(draft) && right.subject == Role::agent) {
    share_subject(draft, drafts);
  }
  // "فرقت الشرطة المتظاهرين": the protest is theirs.
  if (draft.row->type == EventType::protest && clause_.protester(draft.trigger.begin)) {
    draft.event.agents.clear();
    add(draft, Role::agent, page_.actor(draft.trigger.begin));
  }
  if (!draft.is_verb) {
    read_left(draft);
    share_agents(draft, drafts);
  }
  if (draft.row->type == EventType::protest && draft.event.agents.empty()) {
    add(draft, Role::agent, nearest_protesters(draft));
  }
  // "قصف متبادل بين الجيش والفصائل": each is hit.
  const bool mutual =
      draft.trigger.end < sentence_.last &&
      (clause_.mutual(draft.trigger.end) || clause_.mutual(draft.trigger.begin) ||
       (draft.trigger.end + 1 < sentence_.last && clause_.mutual(draft.trigger.end + 1)));
  if (mutual && is_attack(draft.row->type) && draft.row->type != EventType::clash &&
      draft.event.agents.size() > 1 && draft.event.targets.empty()) {
    draft.event.targets = draft.event.agents;
  }
  read_surroundings(draft, clause, carried);
}

// Those of the sentence who protest.
const Found* RoleReader::nearest_protesters(const Draft& draft) const {
  const Found* nearest = nullptr;
  std::uint32_t best = kNoToken;
  for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) {
    const Found* found = page_.actor(t);
    if (found == nullptr || !clause_.protester(found->tokens.begin) || found->tokens.begin != t) {
      continue;
    }
    const std::uint32_t distance =
        t > draft.trigger.begin ? t - draft.trigger.begin : draft.trigger.begin - t;
    if (distance < best) {
      best = distance;
      nearest = found;
    }
  }
  return nearest;
}

bool RoleReader::is_passive(const Draft& draft) {
  return draft.reading != nullptr && (draft.reading->features & feature::passive) &&
         !(draft.reading->features & feature::active);
}

// "العنف الذي يستهدف الطواقم": the pronoun is the subject, whoever follows the object.
bool RoleReader::has_relative_subject(const Draft& draft) const {
  return draft.verb > sentence_.first && page_.is(draft.verb - 1, page_.classes.relative) &&
         page_.always(draft.verb, feature::verb | feature::active) &&
         !page_.has(draft.verb, feature::enclitic) && !subject_follows(draft);
}

// "هجوم أعلن التنظيم مسؤوليته عنه": who claims it made it.
const Found* RoleReader::who_claims(const Draft& draft, Clause clause) const {
  const Found* claimant = nullptr;
  const std::uint32_t limit = std::min(clause.end, draft.trigger.end + kClaimReach);
  for (std::uint32_t t = draft.trigger.end; t + 1 < limit; ++t) {
    if (page_.punctuation(t) && t > draft.trigger.end) break;
    const Found* actor = page_.actor(t);
    if (actor != nullptr && actor->tokens.begin == t) claimant = actor;
    if (clause_.tells_responsibility(t) &&
        page_.has(t + 1, feature::particle | feature::enclitic)) {
      return claimant;
    }
  }
  return nullptr;
}

// "قالت القوات إنها قصفت": the pronoun is who speaks, where he bears arms or governs.
const Found* RoleReader::speaker_meant(const Draft& draft) const {
  std::uint32_t t = draft.verb;
  if (t > sentence_.first && page_.always(t - 1, feature::particle) &&
      !page_.is(t - 1, page_.classes.that)) {
    --t;  // "إنها لم تقصف"
  }
  if (t == sentence_.first || !page_.is(t - 1, page_.classes.that) ||
      !page_.has(t - 1, feature::enclitic)) {
    return nullptr;
  }
  const claims::Found* inner = nullptr;
  for (const claims::Found& claim : claims_) {
    if (!claim.content.contains(draft.trigger) || claim.claim.sources.empty()) continue;
    if (inner == nullptr || claim.content.size() <= inner->content.size()) inner = &claim;
  }
  if (inner == nullptr) return nullptr;
  const Found& speaker = page_.mentions.all[static_cast<std::size_t>(inner->claim.sources.front())];
  const ActorClass cls = value_of<ActorValue>(&speaker)->cls;
  // "أنهم": of many, not of the general who says it.
  const bool many = page_.has(t - 1, feature::enclitic_pl);
  if (many && !page_.has(speaker.tokens.begin, feature::pl)) return nullptr;
  const bool acts = is_armed(speaker) || cls == ActorClass::government ||
                    cls == ActorClass::official || cls == ActorClass::international;
  return acts ? &speaker : nullptr;
}

RoleReader::Right RoleReader::expectations(const Draft& draft, Clause clause) const {
  const TriggerRow& row = *draft.row;
  Right right;
  right.clause = clause;
  if (!draft.is_verb) {
    // "قصفها المواقع": the pronoun is the genitive, what follows is the object.
    const bool pronoun =
        draft.reading != nullptr && (draft.reading->features & feature::enclitic) != 0;
    right.object = right.expected =
        pronoun ? (row.objective ? Role::target : Role::none) : genitive_of(draft, clause);
    return right;
  }
  if (is_passive(draft) || told_by_whom(draft, clause)) {
    right.subject = row.passive_subject != Role::none ? row.passive_subject : Role::target;
  } else {
    right.subject = row.subject != Role::none ? row.subject : Role::agent;
    right.object = row.object;
  }
  // "قصفت المدفعية المواقع": the phrase holds its subject, what follows is hit.
  if (draft.phrase && draft.trigger.size() > 1 && clause_.weapon_word(draft.trigger.end - 1)) {
    right.object = right.expected = Role::target;
    return right;
  }
  // A verb in the plural has its subject before it: what follows is its object.
  constexpr lexicon::Features kThey = feature::pl | feature::p3;
  const bool plural = draft.reading != nullptr && (draft.reading->features & kThey) == kThey;
  right.expected = plural ? right.object : right.subject;
  return right;
}

// "قتل القائد بيد المسلحين": a verb that can be passive is, where another word says by whom.
bool RoleReader::told_by_whom(const Draft& draft, Clause clause) const {
  if (draft.reading == nullptr || !(draft.reading->features & feature::passive)) return false;
  const std::uint32_t limit = std::min(clause.end, draft.trigger.end + kRoleWindow);
  for (std::uint32_t t = draft.trigger.end; t + 1 < limit; ++t) {
    if (page_.surely_verb(t)) return false;
    const Found* doer = page_.actor(t + 1);
    if (clause_.by(t) && doer != nullptr && doer->tokens.begin == t + 1) return true;
  }
  return false;
}

// Inside a phrase ("شن التنظيم هجوما"), else before its verb; whether it was found.
bool RoleReader::read_subject_before(Draft& draft, Role subject) const {
  for (std::uint32_t t = draft.verb + 1; t < draft.trigger.begin; ++t) {
    const Found* inside = page_.actor(t);
    if (inside == nullptr) continue;
    add_all(draft, subject, inside->tokens.begin);
    return true;
  }
  if (subject_follows(draft)) return false;
  const Found* before = clause_.subject_before(draft.verb);
  if (before == nullptr) before = speaker_meant(draft);
  if (before == nullptr) return false;
  add(draft, subject, before);
  draft.framed = true;
  return true;
}

void RoleReader::read_right(Draft& draft, Right& right) const {
  const std::uint32_t limit = std::min(right.clause.end, draft.trigger.end + kRoleWindow);
  for (std::uint32_t t = draft.trigger.end; t < limit;) {
    const Found* found = page_.mention(t);
    const bool starts = found != nullptr && found->tokens.begin == t;
    std::optional<Role> behind = role_behind(*draft.row, t);
    if (right.another_verb && behind && (*behind == Role::agent || *behind == Role::target)) {
      behind = Role::none;
    }
    if (starts) {
      t = read_mention(draft, right, t, behind);
      right.pending = Role::none;
    } else if (behind && (page_.particle(t) || clause_.against(t) || clause_.by(t) ||
                          (clause_.near_by(t) && *behind == Role::target))) {
      right.direct = false;
      const Found* next = t + 1 < right.clause.end ? page_.mention(t + 1) : nullptr;
      if (next != nullptr && next->tokens.begin == t + 1) {
        t = add_all(draft, *behind, t + 1);
      } else {
        right.pending = *behind;
        ++t;
      }
    } else if (right.ground && clause_.holds(t)) {
      t = read_holder(draft, t, limit);
      right.ground = false;
    } else {
      right.ground = right.ground || (right.pending == Role::target && clause_.ground(t) &&
                                      !right.another_trigger && is_attack(draft.row->type));
      pass_word(draft, right, t);
      ++t;
    }
  }
}

// "غارات على مناطق تسيطر عليها الفصائل": whose ground was hit; the token to go on from.
std::uint32_t RoleReader::read_holder(Draft& draft, std::uint32_t verb, std::uint32_t limit) const {
  const std::uint32_t last = std::min(limit, verb + 1 + kHolderReach);
  for (std::uint32_t t = verb + 1; t < last && !page_.punctuation(t); ++t) {
    const Found* found = page_.actor(t);
    if (found != nullptr && found->tokens.begin == t) return add_all(draft, Role::target, t);
  }
  return verb + 1;
}

// A mention that begins at the token; the token to go on from.
std::uint32_t RoleReader::read_mention(Draft& draft, Right& right, std::uint32_t t,
                                       std::optional<Role> behind) const {
  const Found* found = page_.mention(t);
  const bool place = value_of<PlaceValue>(found) != nullptr;
  const bool of = page_.always(t, feature::with_li);
  const bool clitic = of || page_.always(t, feature::with_bi);
  // "هجوم مرتقب للقوات": whose it is.
  const bool owned = !draft.is_verb && right.direct && of && is_armed(*found);
  const bool owner = owned && !right.another_trigger && draft.event.agents.empty();
  // "تدمير دبابة للجيش": whose they were that were destroyed.
  if (owned && draft.row->type == EventType::destruction) return add_all(draft, Role::target, t);
  // "غارات على مواقع للفصائل": whose ground it is.
  if (right.pending == Role::target && t > draft.trigger.end && of && clause_.ground(t - 1)) {
    return add_all(draft, Role::target, t);
  }
  if (place && borders(*found)) return found->tokens.end;
  if (clitic && place) return add_all(draft, Role::place, t);  // "بمدينة الأهواز"
  if (clitic && (behind || owner)) return add_all(draft, owner ? Role::agent : *behind, t);
  if (place) return read_place(draft, right, t);
  if (value_of<WeaponValue>(found) != nullptr) {
    // "عبوة استهدفت مدرعة": what is hit is no means.
    const bool hit = right.pending == Role::target && clause_.vehicle(found->head);
    if (right.another_trigger || hit) return found->tokens.end;
    if (t < draft.trigger.end + kWeaponReach) add(draft, Role::weapon, found);
    // "استشهد شاب برصاص قوات الاحتلال": whose weapon it was.
    const std::uint32_t next = found->tokens.end;
    const Found* whose = next < right.clause.end ? page_.actor(next) : nullptr;
    if (whose != nullptr && whose->tokens.begin == next && page_.has(t, feature::with_bi) &&
        !page_.has(next, feature::with_wa) && !page_.always(next, feature::with_li) &&
        draft.event.agents.empty()) {
      right.direct = false;
      return add_all(draft, Role::agent, next);
    }
    return found->tokens.end;
  }
  const bool expected =
      right.pending != Role::none || (right.direct && right.expected != Role::none);
  if (value_of<ActorValue>(found) != nullptr && !clitic && expected) {
    return read_actor(draft, right, t);
  }
  return found->tokens.end;
}

std::uint32_t RoleReader::read_actor(Draft& draft, Right& right, std::uint32_t t) const {
  if (right.pending != Role::none) return add_all(draft, right.pending, t);
  // "دمرت الغارات الجوية المحطة": what has an article has no genitive.
  if (!draft.is_verb && page_.always(draft.trigger.begin, feature::with_al)) {
    std::uint32_t link = draft.trigger.end;
    while (link < t && !clause_.between(link) && !clause_.complement(link)) ++link;
    if (link == t) return page_.mention(t)->tokens.end;
  }
  Role role = right.expected;
  // "تستهدف المسلحين": what stands in the oblique is no subject.
  if (draft.is_verb && role == right.subject && right.object != Role::none &&
      page_.always(t, feature::oblique) && !in_quantity(page_, t)) {
    role = right.object;
  }
  const std::uint32_t end = add_all(draft, role, t);
  if (draft.is_verb) {
    right.expected = role == right.subject ? right.object : Role::none;
  } else {
    right.expected = draft.row->objective && role == Role::agent ? Role::target : Role::none;
  }
  return end;
}

std::uint32_t RoleReader::read_place(Draft& draft, const Right& right, std::uint32_t t) const {
  if (right.direct && (right.expected == Role::target || right.expected == Role::place)) {
    return add_all(draft, Role::place, t);
  }
  if (!draft.event.places.empty()) return page_.mention(t)->tokens.end;
  const bool framed = draft.framed;
  const std::uint32_t end = add_all(draft, Role::place, t);
  draft.framed = framed;
  return end;
}

// A word that is no mention and no preposition of the frame.
void RoleReader::pass_word(const Draft& draft, Right& right, std::uint32_t t) const {
  // "في مناطق أخرى، وفق المرصد": behind a pause nobody is the place any more.
  if (page_.punctuation(t) && right.pending == Role::place) right.pending = Role::none;
  if (page_.surely_verb(t)) {
    right.direct = false;
    // "الحصار الذي تفرضه القوات", "هجوم شنه التنظيم": the pronoun is the noun, who follows did it.
    const bool resumes = !draft.is_verb && page_.always(t, feature::enclitic) &&
                         (!page_.is(t, page_.classes.cue) || clause_.tells_responsibility(t)) &&
                         !clause_.ground(t - 1);  // "التسلل إلى مواقع حررها الجيش"
    if (resumes && draft.event.agents.empty()) right.pending = Role::agent;
    // "هجوم استهدف الحاجز": what the attack hit.
    const bool hits = is_attack(draft.row->type) && !right.another_verb && !right.another_trigger &&
                      clause_.aims(t) && !page_.always(t, feature::enclitic);
    if (hits && draft.event.targets.empty()) right.pending = Role::target;
    right.another_verb = right.another_verb || !(resumes || hits);
  }
  if (page_.is(t, page_.classes.trigger) && page_.has(t, feature::noun)) {
    // "دمرت الغارات المحطة": a blow did it, what follows was hit.
    if (draft.is_verb && t == draft.trigger.end && right.expected == right.subject) {
      right.expected = right.object;
    }
    right.another_trigger = true;
    right.pending = Role::none;  // "قتلوا خلال اشتباكات بين …": theirs, not of the killing
  }
  // "قصفت … بعد دقائق من موافقة المجلس": theirs is the consent.
  if (right.pending == Role::agent && page_.always(t, feature::masdar)) right.pending = Role::none;
  // "أصيب شاب خلال اقتحام القوات المخيم"
  const bool amid = clause_.amid(t) && page_.has(t, feature::particle);
  if ((page_.particle(t) || amid) && !page_.is(t, page_.classes.and_word)) {
    right.direct = false;
  }
  if (page_.has(t, feature::with_wa) && page_.has(t, feature::verb)) right.direct = false;
  // "قصفت المدفعية مواقع المسلحين": what is hit is theirs.
  if (draft.is_verb && right.direct && right.object == Role::target && clause_.ground(t) &&
      !page_.always(t, feature::with_bi)) {
    right.pending = Role::target;
  }
}

// A verb that shares the subject of the one before it ("اقتحموا المقر وقتلوا …").
void RoleReader::share_subject(Draft& draft, const std::vector<Draft>& drafts) const {
  if (!draft.event.agents.empty() || !page_.has(draft.trigger.begin, feature::with_wa)) return;
  for (const Draft& other : drafts) {
    if (other.trigger.begin >= draft.trigger.begin) break;
    if (other.is_verb && !other.event.agents.empty()) draft.event.agents = other.event.agents;
  }
}

// A noun that is joined to the one before it ("تدمير دبابة وإحراق أخرى").
void RoleReader::share_agents(Draft& draft, const std::vector<Draft>& drafts) const {
  if (!draft.event.agents.empty() || !page_.always(draft.trigger.begin, feature::with_wa)) return;
  for (const Draft& other : drafts) {
    if (other.trigger.begin >= draft.trigger.begin) break;
    const bool near = draft.trigger.begin - other.trigger.end <= kJoinReach;
    if (!other.is_verb && near && !clause_.parted(other.trigger, draft.trigger)) {
      draft.event.agents = other.event.agents;
    }
  }
}

// To the left, what the clause says of a noun: its verb's subject ("شنت القوات هجوما").
void RoleReader::read_left(Draft& draft) const {
  const std::uint32_t noun = draft.trigger.begin;
  // "القوات المدعومة من روسيا": a participle tells of the noun before it.
  if (draft.reading != nullptr && (draft.reading->features & feature::adjective)) {
    const Found* described = noun > sentence_.first ? page_.actor(noun - 1) : nullptr;
    if (described != nullptr) add(draft, draft.row->subject, described);
    return;
  }
  // "بدعم من التحالف": of who was just spoken, who acts with it and does not give it.
  if (draft.row->type == EventType::support && page_.has(noun, feature::with_bi)) {
    if (draft.event.targets.empty()) add(draft, Role::target, clause_.actor_before(noun));
    draft.framed = draft.framed || !draft.event.targets.empty();
    return;
  }
  // "منفذي الهجوم": the genitive of those who made it.
  const Found* makers = noun > sentence_.first ? page_.actor(noun - 1) : nullptr;
  if (draft.event.agents.empty() && makers != nullptr && makers->tokens.end == noun &&
      makers->tokens.size() == 1 && is_armed(*makers) && !page_.has(noun - 1, feature::with_al) &&
      page_.has(noun, feature::with_al)) {
    add(draft, Role::agent, makers);
  }
  if (draft.event.agents.empty()) {
    bool undergoes = false;  // "تعرضت القوات لهجوم"
    if (const Found* who = clause_.subject_of_light_verb(noun, undergoes)) {
      add_all(draft, undergoes ? Role::target : Role::agent, who->tokens.begin);
    } else if (draft.reading != nullptr && (draft.reading->features & feature::enclitic)) {
      // "هجومها", "قصفها للحي": of the body of which was just spoken; "اغتياله": whom it befell.
      const std::uint32_t next = draft.trigger.end;
      const Found* behind = next < sentence_.last ? page_.mention(next) : nullptr;
      const bool place = value_of<PlaceValue>(behind) != nullptr && behind->tokens.begin == next;
      const bool object = place || (next < sentence_.last && !page_.punctuation(next) &&
                                    !page_.particle(next) && !page_.surely_verb(next) &&
                                    !page_.has(next, feature::accusative | feature::adjective));
      const bool befell = (draft.row->objective || draft.row->genitive == Role::target) && !object;
      add(draft, befell ? Role::target : Role::agent, clause_.actor_before(noun));
    }
  }
}

// Weapon, place and time that the clause tells somewhere, or the sentence.
void RoleReader::read_surroundings(Draft& draft, Clause clause, const Found* carried) const {
  Event& event = draft.event;
  if (event.weapons.empty()) {
    add(draft, Role::weapon, clause_.nearest<WeaponValue>(clause, draft.trigger, kWeaponNear));
  }
  if (event.places.empty()) {
    const Found* place = nearest_place(draft, clause);
    if (place == nullptr && carried != nullptr && carries_place(draft.row->type) &&
        page_.sentence_of(carried->tokens.begin) + 1 >= page_.sentence_of(draft.trigger.begin)) {
      place = carried;
    }
    add(draft, Role::place, place);
  }
  std::vector<Index> places;
  places.swap(event.places);
  for (const Index index : places) {
    add(draft, Role::place, finest(page_.mentions.all[static_cast<std::size_t>(index)]));
  }
  keep_finest_places(event);
  read_times(draft, clause);
}

// What is said or done between states and bodies happens anywhere, whatever was fought over before.
bool RoleReader::carries_place(EventType type) {
  return type != EventType::talks && type != EventType::support && type != EventType::sanction &&
         type != EventType::release && type != EventType::arrest && type != EventType::withdrawal;
}

const claims::Found* RoleReader::innermost_claim(Span tokens) const {
  const claims::Found* inner = nullptr;
  for (const claims::Found& claim : claims_) {
    if (!claim.content.contains(tokens)) continue;
    if (inner == nullptr || claim.content.size() <= inner->content.size()) inner = &claim;
  }
  return inner;
}

// A place that the sentence tells: of what is said before where it is said, of the clause before
// the others, the nearest; a country only behind a preposition ("في سوريا").
const Found* RoleReader::nearest_place(const Draft& draft, Clause clause) const {
  const claims::Found* claim = innermost_claim(draft.trigger);
  const std::uint32_t trigger = draft.trigger.begin;
  const Found* best = nullptr;
  std::array<std::uint32_t, 4> best_rank{};
  const std::uint32_t first = std::max(sentence_.first, trigger - std::min(trigger, kWindow));
  const std::uint32_t last = std::min(sentence_.last, draft.trigger.end + kWindow);
  for (std::uint32_t t = first; t < last; ++t) {
    const Found* found = page_.mention(t);
    const auto* value = value_of<PlaceValue>(found);
    if (value == nullptr || found->tokens.begin != t || in_dateline(*found) || borders(*found)) {
      continue;
    }
    const bool country = value->level == PlaceLevel::country;
    if (country && !stands_in(*found)) continue;  // not "اتفاق مع روسيا"
    const bool outside = claim != nullptr && !claim->content.contains(found->tokens);
    // "قال قائد القوات في الولاية إن …": where he holds his office.
    if (outside && of_speaker(*claim, *found)) continue;
    const std::array<std::uint32_t, 4> rank = {
        outside, country, !clause.contains(found->tokens),
        t >= draft.trigger.end ? t - draft.trigger.end : trigger - t + 2};
    if (best == nullptr || rank < best_rank) best = found, best_rank = rank;
  }
  return best;
}

// "الناطق باسم القوات في الولاية": a place right behind who speaks.
bool RoleReader::of_speaker(const claims::Found& claim, const Found& place) const {
  return std::any_of(claim.claim.sources.begin(), claim.claim.sources.end(), [&](Index index) {
    const Span source = page_.mentions.all[static_cast<std::size_t>(index)].tokens;
    return place.tokens.begin >= source.end && place.tokens.begin <= source.end + 1;
  });
}

// "في سوريا", "بسوريا".
bool RoleReader::stands_in(const Found& place) const {
  const std::uint32_t begin = place.tokens.begin;
  return page_.always(begin, feature::with_bi) ||
         (begin > page_.sentence_at(begin).first && clause_.in(begin - 1));
}

// "القرية المحاذية للمدينة": beside what another place lies.
bool RoleReader::borders(const Found& place) const {
  const std::uint32_t begin = place.tokens.begin;
  return begin > page_.sentence_at(begin).first && page_.always(begin, feature::with_li) &&
         clause_.adjoins(begin - 1);
}

// "عمّان، الأردن (وكالة) -- قتل …": where it was written, between the beginning and a dash.
bool RoleReader::in_dateline(const Found& place) const {
  if (place.tokens.begin >= sentence_.first + kDateline) return false;
  for (std::uint32_t t = sentence_.first; t < place.tokens.begin; ++t) {
    if (!page_.punctuation(t) && value_of<PlaceValue>(page_.mention(t)) == nullptr) return false;
  }
  const std::uint32_t last = std::min(sentence_.last, sentence_.first + kDateline);
  for (std::uint32_t t = place.tokens.end; t < last; ++t) {
    if (page_.punctuation(t) && page_.role(t) == text::Orthography::Role::dash) return true;
    if (page_.surely_verb(t) || page_.particle(t)) return false;
  }
  return false;
}

// "في قرية زينون بريف المدينة (محافظة كذا)": of places each of which lies in the next, the first.
const Found* RoleReader::finest(const Found& place) const {
  const Found* at = &place;
  for (int steps = 0; steps < kNested; ++steps) {
    const std::uint32_t begin = at->tokens.begin;
    const std::uint32_t first = page_.sentence_at(begin).first;
    if (begin == first || page_.has(begin, feature::with_wa)) break;
    std::uint32_t t = begin;
    bool inside = page_.always(begin, feature::with_bi);
    bool behind_mark = false;
    while (t > first && begin - t < kNestedReach) {
      const std::uint32_t before = t - 1;
      if (page_.punctuation(before)) {
        const auto role = page_.role(before);
        if (role != text::Orthography::Role::pause &&
            role != text::Orthography::Role::open_bracket) {
          break;
        }
        behind_mark = true;
      } else if (clause_.in(before)) {
        inside = true;
      } else if (!clause_.lies(before)) {
        break;
      }
      t = before;
    }
    if (t == first) break;
    const Found* finer = page_.mention(t - 1);
    const auto* value = value_of<PlaceValue>(finer);
    if (value == nullptr || value->level == PlaceLevel::country) break;
    const bool coarser = value_of<PlaceValue>(at)->level < value->level;
    if (!coarser && (!inside || behind_mark)) break;
    at = finer;
  }
  return at;
}

// When it happened: a time that the claim tells which holds it, of its clause before the others of
// its sentence, the nearest; with those that are joined to it ("ليلة الاثنين وصباح الثلاثاء").
void RoleReader::read_times(Draft& draft, Clause clause) const {
  const claims::Found* claim = innermost_claim(draft.trigger);
  const std::uint32_t trigger = draft.trigger.begin;
  const Found* best = nullptr;
  std::array<std::uint32_t, 3> best_rank{};
  const std::uint32_t first = std::max(sentence_.first, trigger - std::min(trigger, kWindow));
  const std::uint32_t last = std::min(sentence_.last, draft.trigger.end + kWindow);
  for (std::uint32_t t = first; t < last; ++t) {
    const Found* found = page_.mention(t);
    const auto* value = value_of<TimeValue>(found);
    if (value == nullptr || found->tokens.begin != t || (!value->from && !value->to)) continue;
    if (!may_date(draft, *found)) continue;
    const std::array<std::uint32_t, 3> rank = {
        claim != nullptr && !claim->content.contains(found->tokens),
        !clause.contains(found->tokens),
        t >= draft.trigger.end ? t - draft.trigger.end : trigger - t + 2};
    if (best == nullptr || rank < best_rank) best = found, best_rank = rank;
  }
  if (best == nullptr) return;
  draft.event.times.push_back(index_of(page_, best));
  for (const Found* next = joined_behind(*best); next != nullptr; next = joined_behind(*next)) {
    draft.event.times.push_back(index_of(page_, next));
  }
  for (std::uint32_t t = sentence_.first; t < best->tokens.begin; ++t) {
    const Found* found = page_.mention(t);
    if (value_of<TimeValue>(found) == nullptr || found->tokens.begin != t) continue;
    if (joined_behind(*found) == best) draft.event.times.push_back(index_of(page_, found));
  }
}

// The time that is told together with one before it: "25 مارس و30 مارس", "في 2017 ثم بداية 2018".
const Found* RoleReader::joined_behind(const Found& time) const {
  std::uint32_t t = time.tokens.end;
  if (t < sentence_.last && page_.punctuation(t) &&
      page_.role(t) == text::Orthography::Role::pause) {
    ++t;
  }
  if (t >= sentence_.last) return nullptr;
  bool joined = page_.has(t, feature::with_wa);
  for (int words = 0; words < 2 && t + 1 < sentence_.last && clause_.joins_times(t); ++words) {
    joined = true;
    ++t;
  }
  const Found* next = joined ? page_.mention(t) : nullptr;
  const auto* value = value_of<TimeValue>(next);
  return value != nullptr && next->tokens.begin == t && value->from && value->to ? next : nullptr;
}

bool RoleReader::claimed_between(std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t t = first; t < last; ++t) {
    if (clause_.tells_responsibility(t)) return true;
  }
  return false;
}

// A time that belongs to something else does not date the happening.
bool RoleReader::may_date(const Draft& draft, const Found& time) const {
  const auto* value = value_of<TimeValue>(&time);
  // "أسبابه غير معروفة حتى الآن": up to when it is so.
  if (!value->from && time.tokens.begin > sentence_.first &&
      clause_.joins_times(time.tokens.begin - 1)) {
    return false;
  }
  for (std::uint32_t t = draft.trigger.end; t + 1 < time.tokens.begin; ++t) {
    // "الأعنف منذ أعلنت الهدنة العام الماضي": since what is told behind it.
    if (clause_.since(t)) return false;
    // "رد على الخطة التي أعلنها في آب": when it was said; who claims an attack does so at once.
    if (page_.is(t, page_.classes.relative) && clause_.announces(t + 1) &&
        page_.surely_verb(t + 1) && !claimed_between(t + 1, time.tokens.begin)) {
      return false;
    }
  }
  return true;
}

// Those who only tell of violence neither do nor suffer it: monitors, and whoever says so
// and bears no arms.
bool RoleReader::only_tells(const Draft& draft, const Found& found) const {
  const auto* actor = value_of<ActorValue>(&found);
  if (actor == nullptr) return false;
  const Index index = index_of(page_, &found);
  // "قتل أربعة حسب قيادة القوات": to whom it is put down, behind what was told.
  const bool behind = std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
    const auto& sources = claim.claim.sources;
    return claim.content.contains(draft.trigger) && claim.content.end <= claim.cue.begin &&
           found.tokens.begin >= claim.cue.end &&
           std::find(sources.begin(), sources.end(), index) != sources.end();
  });
  if (behind) return true;
  if (is_armed(found)) return false;
  const EventType type = draft.row->type;
  if (!is_violent(type) && type != EventType::territory && type != EventType::siege &&
      type != EventType::displacement && type != EventType::destruction) {
    return false;
  }
  if (actor->cls == ActorClass::monitor) return true;
  if (actor->cls == ActorClass::government) return false;
  return std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
    const auto& sources = claim.claim.sources;
    return claim.content.contains(draft.trigger) &&
           std::find(sources.begin(), sources.end(), index) != sources.end();
  });
}

void RoleReader::add(Draft& draft, Role role, const Found* found) const {
  if (found == nullptr || role == Role::none) return;
  if ((role == Role::agent || role == Role::target) && only_tells(draft, *found)) return;
  const Index index = index_of(page_, found);
  const bool actor = value_of<ActorValue>(found) != nullptr;
  const bool place = value_of<PlaceValue>(found) != nullptr;
  const bool weapon = value_of<WeaponValue>(found) != nullptr;
  // "اندلعت مواجهات في المخيم": a camp or a school does nothing; "يدمر مستودع ذخيرة": it is hit.
  // … but "منفذ" is also who carries out.
  if (role == Role::agent && actor && value_of<ActorValue>(found)->entity.empty() &&
      clause_.ground_or_building(found->head) && !page_.is(found->head, page_.classes.person)) {
    if (!draft.is_verb || draft.row->object != Role::target) return;
    role = Role::target;
  }
  const auto& other = role == Role::agent ? draft.event.targets : draft.event.agents;
  const bool both = (role == Role::agent || role == Role::target) && actor &&
                    std::find(other.begin(), other.end(), index) != other.end();
  if (both) return;  // "اقتحامها المخيم": nobody does it to himself
  std::vector<Index>* list = nullptr;
  if (role == Role::agent && (actor || weapon)) list = &draft.event.agents;
  if (role == Role::target && actor) list = &draft.event.targets;
  if (role == Role::target && place) list = &draft.event.places;
  if (role == Role::place && place) list = &draft.event.places;
  if (role == Role::place && actor) list = &draft.event.targets;
  // "مسيرة" as a march is no drone.
  const bool itself = found->tokens.contains(Span{draft.trigger.begin, draft.trigger.begin + 1});
  if (role == Role::weapon && weapon && !(itself && draft.row->type == EventType::protest)) {
    list = &draft.event.weapons;
  }
  if (list == nullptr) return;
  if (std::find(list->begin(), list->end(), index) == list->end()) list->push_back(index);
  if (list == &draft.event.agents && weapon) list->pop_back(), add(draft, Role::weapon, found);
}

// The actor at a token, with those coordinated to it.
std::uint32_t RoleReader::add_all(Draft& draft, Role role, std::uint32_t token) const {
  std::uint32_t end = token + 1;
  if (role != Role::none) draft.framed = true;
  while (token < sentence_.last) {
    const Found* found = page_.mention(token);
    if (found == nullptr || found->tokens.begin != token) break;
    add(draft, role, found);
    end = found->tokens.end;
    if (end >= sentence_.last) break;
    // "بين الجيش، وعناصر الحزب"
    if (page_.punctuation(end) && page_.role(end) == text::Orthography::Role::pause &&
        end + 1 < sentence_.last && page_.has(end + 1, feature::with_wa)) {
      ++end;
    }
    const Found* next = page_.mention(end);
    const bool joined = next != nullptr && next->tokens.begin == end &&
                        page_.has(end, feature::with_wa) &&
                        next->mention.value.index() == found->mention.value.index();
    if (!joined) break;
    token = end;
  }
  return end;
}

// "فر السكان", "خروج المدنيين": who flees is who is displaced.
bool RoleReader::is_moved(const Draft& draft) {
  return draft.row->type == EventType::displacement && draft.row->object == Role::none &&
         !draft.row->objective && draft.event.targets.empty();
}

// "في بلدة سرمدا في محافظة إدلب": the town; what it lies in is told to find it.
void RoleReader::keep_finest_places(Event& event) const {
  const auto coarse = [&](Index index) {
    const PlaceLevel level =
        value_of<PlaceValue>(&page_.mentions.all[static_cast<std::size_t>(index)])->level;
    return level == PlaceLevel::country || level == PlaceLevel::region ||
           level == PlaceLevel::admin1;
  };
  const bool fine = !std::all_of(event.places.begin(), event.places.end(), coarse);
  if (fine) std::erase_if(event.places, coarse);
}

// "قتل القائد", "ثلاثة من المهاجمين قتلوا": a verb of harm that may be passive and has no
// object is.
bool RoleReader::suffers(const Draft& draft) const {
  // "النساء اختطفن": taken, unless an armed body takes.
  const bool taken =
      draft.row->harm && !draft.light &&
      std::none_of(draft.event.agents.begin(), draft.event.agents.end(), [&](Index index) {
        return is_armed(page_.mentions.all[static_cast<std::size_t>(index)]);
      });
  if ((!draft.light && !taken) || !draft.is_verb || draft.reading == nullptr) return false;
  const lexicon::Features features = draft.reading->features;
  if (!(features & feature::passive) || !(features & feature::active)) return false;
  if (!draft.event.targets.empty() || (features & feature::enclitic)) return false;

  // The object would stand behind the verb, or behind its subject.
  std::uint32_t next = draft.trigger.end;
  // "قتل خمسة عناصر من الشرطة": whom a number counts right behind it.
  // … "قتلوا خمسة", "التي قتلت خمسة": its object.
  const bool object = (features & feature::pl) != 0 ||
                      std::any_of(draft.event.agents.begin(), draft.event.agents.end(),
                                  [&](Index index) { return stands_before(index, draft); });
  while (!object && next < sentence_.last && in_quantity(page_, next)) ++next;
  while (next < sentence_.last && page_.mention(next) != nullptr) ++next;
  return next >= sentence_.last || page_.punctuation(next) || page_.particle(next) ||
         page_.surely_verb(next);
}

bool RoleReader::stands_before(Index mention, const Draft& draft) const {
  return page_.mentions.all[static_cast<std::size_t>(mention)].tokens.begin < draft.trigger.begin;
}

// The subject of a passive suffers; "بيد المسلحين" says who did it, and whoever stands behind
// another preposition plays no part.
void RoleReader::turn_subjects(Draft& draft) const {
  std::vector<Index> doers;
  for (const Index index : draft.event.agents) {
    const Found& found = page_.mentions.all[static_cast<std::size_t>(index)];
    const std::uint32_t begin = found.tokens.begin;
    const bool armed =
        begin > sentence_.first && value_of<WeaponValue>(page_.mention(begin - 1)) != nullptr;
    if (armed || (begin > sentence_.first && clause_.usual_role(begin - 1) == Role::agent)) {
      doers.push_back(index);
    } else if (!clause_.prepositional(found) || begin < draft.trigger.begin) {
      draft.event.targets.push_back(index);
    }
  }
  draft.event.agents = std::move(doers);
}

// "التي قتل الجهاديون أخاها": who stands right behind the verb in the nominative did it.
bool RoleReader::subject_follows(const Draft& draft) const {
  const std::uint32_t next = draft.trigger.end;
  // "وأصيب 20 شخصا"
  const bool plural = draft.reading != nullptr && (draft.reading->features & feature::pl) != 0;
  if (is_passive(draft) && !plural && next < sentence_.last && in_quantity(page_, next)) {
    return true;
  }
  return next < sentence_.last && page_.actor(next) != nullptr &&
         page_.actor(next)->tokens.begin == next && page_.always(next, feature::nominative);
}

// What the genitive of a noun is: "قصف الطائرات للحي" tells who did it, "مهاجمة الحاجز",
// "اغتيال الصحفية" to whom it was done.
Role RoleReader::genitive_of(const Draft& draft, Clause clause) const {
  const TriggerRow& row = *draft.row;
  if (row.genitive != Role::agent) return row.genitive;
  bool ground = false;  // "قصف مواقع الفصائل"
  for (std::uint32_t t = draft.trigger.end; t < clause.end; ++t) {
    const Found* found = page_.actor(t);
    if (found == nullptr) {
      if (page_.punctuation(t) || page_.surely_verb(t) || page_.particle(t)) break;
      ground = ground || clause_.ground(t);
      continue;
    }
    if (ground) return Role::target;
    if (!row.objective) break;
    const std::uint32_t next = found->tokens.end;
    const bool another = next < clause.end && page_.actor(next) != nullptr &&
                         !page_.has(next, feature::with_wa) && !page_.has(next, feature::with_bi);
    if (another) return Role::agent;
    const bool bombards = row.type == EventType::shelling || row.type == EventType::airstrike;
    return bombards && is_armed(*found) ? Role::agent : Role::target;
  }
  return row.genitive;
}

// The role behind a preposition that stands at this token, by the row's frames, else by
// what the preposition always does.
std::optional<Role> RoleReader::role_behind(const TriggerRow& row, std::uint32_t token) const {
  if (clause_.by(token)) return Role::agent;
  // "انفجرت سيارة أمام مقر الحزب": a charge is meant for what it is laid at.
  if (row.type == EventType::bombing && clause_.near_by(token) && token + 2 < sentence_.last &&
      (page_.actor(token + 1) != nullptr ||
       (clause_.ground_or_building(token + 1) && page_.actor(token + 2) != nullptr))) {
    return Role::target;
  }
  const auto readings = page_.readings(token);
  for (const Preposition& preposition : row.prepositions) {
    for (const Reading& r : readings) {
      if (r.lexeme != lexicon::kNothing && (r.features & feature::particle) &&
          std::find(preposition.particles.begin(), preposition.particles.end(), r.lexeme) !=
              preposition.particles.end()) {
        return preposition.role;
      }
      if (preposition.clitics != 0 && (r.features & preposition.clitics) != 0) {
        return preposition.role;
      }
    }
  }
  // "غارات من الطائرات", "دعم من التحالف"; "اشتباكات مع القوات", "اتصال مع الوزير".
  const bool noun = !row.verb || row.noun;
  if (clause_.partitive(token) && page_.particle(token)) {
    // "قتل ستة من الجنود": of whom they were.
    if (clause_.of_some(token)) return row.harm ? Role::target : Role::none;
    if (noun && !row.harm) return Role::agent;
  }
  const bool mutual = row.type == EventType::clash || row.type == EventType::talks;
  if (mutual && clause_.with(token)) return Role::agent;
  return clause_.usual_role(token);
}

}  // namespace marsad::events
