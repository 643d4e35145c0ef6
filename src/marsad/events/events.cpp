// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/events.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "marsad/analysis/names.h"
#include "marsad/events/clause.h"
#include "marsad/events/evidence.h"
#include "marsad/events/triggers.h"

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using grammar::Edge;
using grammar::Kind;
using mentions::kNoToken;
using mentions::Page;
using mentions::Quantity;
using mentions::value_of;
using morphology::Reading;

constexpr std::uint32_t kRoleWindow = 18;  // tokens from a trigger to an argument
constexpr std::uint32_t kPlaceReach = 40;  // … to a place of its sentence
constexpr std::uint32_t kWeaponReach = 6;  // … to a weapon
constexpr std::uint32_t kHarmWindow =
    20;  // from a number with its noun to the word of harm before it
constexpr std::uint32_t kBareWindow = 9;    // … from a number alone
constexpr std::chrono::days kFreshDays{3};  // a happening older than this is background
constexpr std::uint32_t kProtestWords = 4;  // of an article that reports protests
constexpr std::size_t kReport = 3;          // sentences; fewer make no report of conflict
constexpr std::size_t kAhead = 0;           // sentences from الهجوم to what it was
constexpr std::uint32_t kHarmAfter = 6;     // … to the verb of harm after it ("12 شخصا قتلوا")
constexpr std::uint32_t kPluralAfter = 20;  // … to one whose plural says that they are its subject

// Types that can stand behind the dead of one sentence: a word of killing beside
// them names no event of its own.
bool is_attack(EventType type) {
  switch (type) {
    case EventType::clash:
    case EventType::shelling:
    case EventType::airstrike:
    case EventType::bombing:
    case EventType::chemical_attack:
    case EventType::shooting:
    case EventType::abuse: return true;
    default: return false;
  }
}

bool is_violent(EventType type) {
  return is_attack(type) || type == EventType::violence || type == EventType::abduction;
}

// What a type of weapon makes of a word that leaves the means open.
std::optional<EventType> type_of_weapon(std::string_view event_types) {
  return parse<EventType>(event_types.substr(0, event_types.find('|')));
}

struct Draft {
  Event event;
  Span trigger;  // tokens
  const TriggerRow* row = nullptr;
  const Reading* reading = nullptr;  // nullptr for phrases
  bool is_verb = false;
  std::uint32_t verb = kNoToken;  // token of the verb: of the phrase, or the trigger itself
  bool phrase = false;
  bool light = false;          // a word of killing or harm only
  bool person = false;         // … that names the harmed (القتلى)
  bool framed = false;         // an argument of its frame was found
  bool ambiguous = false;      // the word has readings that tell no event
  bool undated = false;        // no time was told of it, nor yet of what the article is about
  bool by_protesters = false;  // told by what people do who protest, not by a word of protest
  std::optional<FigureKind> harm;
};

// A word that tells harm, of all that a sentence has, dropped as events or not.
struct HarmWord {
  Span trigger;  // tokens
  const TriggerRow* row = nullptr;
  bool is_verb = false;
  std::optional<FigureKind> harm;
};

class Reader {
 public:
  Reader(const Page& page, const TriggerRows& rows, const ClauseClasses& classes,
         const std::vector<claims::Found>& claims, Analysis& out)
      : page_(page),
        rows_(rows),
        claims_(claims),
        out_(out),
        clause_(page, classes),
        evidence_(page, clause_, claims) {}

  void read() {
    weigh_domain();
    for (const text::Sentence& sentence : page_.text.sentences) {
      sentence_ = sentence;
      gather();
      for (Draft& draft : drafts_) {
        assign_roles(draft);
        counts_people(draft);
        refine_type(draft);
        set_status(draft);
        set_dates(draft);
        collect_claims(draft);
      }
      harm_words_.clear();
      for (const Draft& draft : drafts_) {
        if (draft.harm && !(draft.ambiguous && !draft.framed))
          harm_words_.push_back({draft.trigger, draft.row, draft.is_verb, draft.harm});
      }
      drop_doubtful();
      drop_repeated();
      drop_light();
      const std::size_t first = out_.events.size();
      for (Draft& draft : drafts_) {
        draft.event.codes = draft.row->codes;
        if (draft.undated && is_attack(draft.event.type)) undated_.push_back(out_.events.size());
        out_.events.push_back(std::move(draft.event));
      }
      read_figures(first);
      remember(first);
    }
    settle_references();
    settle_dates();
  }

 private:
  // ---- The article as a whole ---------------------------------------------------
  // Sport and technology speak of attacks, bombs and victories too; an article
  // whose words are theirs tells no violence.
  void weigh_domain() {
    std::uint32_t peaceful = 0, conflict = 0, strong = 0, protest = 0;
    for (std::uint32_t token = 0; token < page_.tokens(); ++token) {
      if (clause_.tells_peace(token)) ++peaceful;
      if (clause_.tells_conflict(token)) ++conflict;
      if (clause_.strong_attack(token)) ++strong;
      if (clause_.tells_protest(token)) ++protest;
    }
    for (const mentions::Found& found : page_.mentions.all) {
      const auto* actor = value_of<ActorValue>(&found);
      if (is_armed(found) && !actor->entity.empty()) ++conflict;
    }
    const std::uint32_t evidence = conflict + 2 * strong;
    peaceful_ = peaceful >= 4 && peaceful > evidence * 2;
    const bool report = page_.text.sentences.size() >= kReport;
    conflict_ = report && strong >= 1 && evidence >= 4 && evidence * 40 >= page_.tokens() &&
                evidence > peaceful;
    protests_ = report && protest >= kProtestWords;
    enough_ = report && evidence >= 4 && evidence > peaceful ? Evidence::kEnoughAmongArmed
                                                             : Evidence::kEnough;
    aircraft_ = clause_.aircraft_balance() > 0;
  }

  // ---- Triggers -------------------------------------------------------------------
  void gather() {
    drafts_.clear();
    taken_.assign(sentence_.last - sentence_.first, false);
    veto();
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      if (!begins_phrase(token)) continue;
      for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
           id = page_.chart.edges[id].next) {
        const Edge& edge = page_.chart.edges[id];
        if (edge.kind != Kind::phrase || edge.last > sentence_.last || taken(token)) continue;
        const Reading& reading = page_.chart.readings_of(edge).front();
        const TriggerRow* row =
            row_of(reading.lexeme, [](const TriggerRow& r) { return r.phrase; });
        if (row == nullptr) continue;
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
          const bool noun_tells =
              page_.is(noun, page_.classes.trigger) && !clause_.weapon_word(noun);
          const bool verb_tells = page_.is(edge.first, page_.classes.trigger);
          draft.trigger =
              verb_tells && !noun_tells ? Span{edge.first, edge.first + 1} : Span{noun, edge.last};
          draft.is_verb = true;
        } else {
          take(draft.trigger);
        }
        push(draft);
        break;
      }
    }
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      if (!page_.is(token, page_.classes.trigger) || taken(token) || in_name(token)) continue;
      for (const Reading& reading : page_.readings(token)) {
        if (reading.lexeme == lexicon::kNothing ||
            !page_.lexicon.in_set(page_.classes.trigger, reading.lexeme)) {
          continue;
        }
        const TriggerRow* row =
            row_of(reading.lexeme, [&](const TriggerRow& r) { return fits(r, reading, token); });
        if (row == nullptr || taken_apart(reading, token)) continue;
        Draft draft;
        draft.row = row;
        draft.reading = &reading;
        draft.trigger = {token, token + 1};
        draft.is_verb = (reading.features & feature::verb) != 0 && page_.acts_as_verb(token);
        const auto readings = page_.readings(token);
        draft.ambiguous = std::any_of(readings.begin(), readings.end(), [&](const Reading& other) {
          return other.lexeme != lexicon::kNothing && !(other.features & feature::imperative) &&
                 !page_.lexicon.in_set(page_.classes.trigger, other.lexeme) &&
                 page_.lexicon.lexemes()[other.lexeme].root != reading.lexeme;
        });
        draft.verb = token;
        take(draft.trigger);
        push(draft);
        break;
      }
    }
    add_weapon_uses();
    add_crowds();
    join_stops();
    std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
      return a.trigger.begin < b.trigger.begin;
    });
  }

  // "استخدام أسلحة كيميائية", "أطلقت قذائف": the use of a weapon is the event of its type.
  void add_weapon_uses() {
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      if (taken(token) || !clause_.uses_weapon(token)) continue;
      for (std::uint32_t t = token + 1; t < std::min(sentence_.last, token + 1 + kReach); ++t) {
        if (page_.punctuation(t)) break;
        const mentions::Found* found = page_.mention(t);
        if (value_of<WeaponValue>(found) == nullptr || found->tokens.begin != t) continue;
        const auto type = found->row == lexicon::kNothing
                              ? std::nullopt
                              : type_of_weapon(page_.lexicon.field(found->row, "event_type"));
        // To use a vehicle is no attack: only what is fired, dropped or set off is.
        if (!type || !is_attack(*type) || clause_.vehicle(t)) break;
        Draft draft;
        draft.row = rows_.of_type(*type);
        draft.is_verb = page_.surely_verb(token);
        draft.verb = token;
        draft.trigger = {token, t == token + 1 ? found->tokens.end : token + 1};
        for (std::uint32_t u = token; u < found->tokens.end; ++u) {
          std::erase_if(drafts_, [&](const Draft& other) { return other.trigger.begin == u; });
        }
        take({token, found->tokens.end});
        push(draft);
        break;
      }
    }
  }

  // "خرج آلاف المتظاهرين", "المتظاهرون يهتفون": people who protest do something, and no
  // other word of the sentence names the protest.
  void add_crowds() {
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
        if (page_.punctuation(t) || page_.is(t, page_.classes.preposition)) break;
        // "وتجمع مئات المتظاهرين": before a count only the verb makes sense.
        if (page_.acts_as_verb(t) ||
            (in_quantity(t + 1) && page_.has(t, feature::verb | feature::past))) {
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
  void join_stops() {
    for (Draft& draft : drafts_) {
      if (draft.is_verb || draft.trigger.begin == sentence_.first || !is_attack(draft.row->type))
        continue;
      // "وقف فوري للقصف": past an adjective.
      std::uint32_t before = draft.trigger.begin - 1;
      if (before > sentence_.first && page_.always(before, feature::adjective)) --before;
      if (!clause_.stops(before) || page_.surely_verb(before) || taken(before)) continue;
      draft.row = rows_.of_type(EventType::ceasefire);
      draft.trigger.begin = before;
      draft.event.type = EventType::ceasefire;
      draft.event.trigger = page_.code_points(draft.trigger);
      draft.light = false;
      draft.ambiguous = false;
    }
  }

  bool begins_phrase(std::uint32_t token) const {
    return (page_.chart.kinds[token] & (1u << static_cast<unsigned>(Kind::phrase))) != 0;
  }
  bool taken(std::uint32_t token) const { return taken_[token - sentence_.first]; }
  void take(Span tokens) {
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) taken_[t - sentence_.first] = true;
  }

  // False friends: the violent word of the phrase tells no event.
  void veto() {
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      if (!begins_phrase(token)) continue;
      for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
           id = page_.chart.edges[id].next) {
        const Edge& edge = page_.chart.edges[id];
        if (edge.kind != Kind::phrase || edge.last > sentence_.last) continue;
        const lexicon::LexemeId lexeme = page_.chart.readings_of(edge).front().lexeme;
        if (page_.lexicon.in_set(page_.classes.false_friend, lexeme)) take({edge.first, edge.last});
      }
    }
  }

  template <typename Fits>
  const TriggerRow* row_of(lexicon::LexemeId lexeme, const Fits& wanted) const {
    for (const lexicon::RowId row : page_.lexicon.rows_of(lexeme)) {
      const TriggerRow* found = rows_.of(row);
      if (found != nullptr && wanted(*found)) return found;
    }
    return nullptr;
  }

  bool fits(const TriggerRow& row, const Reading& reading, std::uint32_t token) const {
    if (reading.features & feature::verb) {
      if (!row.verb || (reading.features & (feature::imperative | feature::p1 | feature::p2))) {
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
  bool taken_apart(const Reading& reading, std::uint32_t token) const {
    if ((reading.features & (feature::with_wa | feature::with_fa)) == 0) return false;
    const auto readings = page_.readings(token);
    return std::any_of(readings.begin(), readings.end(), [](const Reading& other) {
      return (other.features & feature::proclitics) == 0;
    });
  }

  // Whether the row cites the word in its plain form.
  bool cited_as(const TriggerRow& row, const Reading& reading) const {
    return page_.lexicon.string(page_.lexicon.lexemes()[reading.lexeme].text) ==
           page_.lexicon.field(row.row, "trigger");
  }

  // Inside the name of an actor, or of a place, no word tells an event.
  bool in_name(std::uint32_t token) const {
    const mentions::Found* found = page_.mention(token);
    if (found == nullptr || found->tokens.size() < 2) return false;
    // "فجر الجمعة" is a time, "منذ القصف" holds a happening.
    if (value_of<TimeValue>(found) != nullptr) return found->tokens.begin == token;
    if (value_of<WeaponValue>(found) != nullptr) return false;
    return !page_.has(token, feature::verb) || page_.chart.closed[token] != grammar::kNoEdge;
  }

  void push(Draft draft) {
    if (peaceful_ && is_violent(draft.row->type)) return;
    draft.harm = draft.row->harm;
    draft.light = draft.row->type == EventType::violence && draft.row->harm.has_value();
    draft.person = !draft.phrase && clause_.harmed_person(draft.trigger.begin) &&
                   !(draft.reading != nullptr &&
                     (draft.reading->features & (feature::verb | feature::masdar)));
    Event& event = draft.event;
    event.type = draft.row->type;
    event.trigger = page_.code_points(draft.trigger);
    if (page_.mentions.why) event.why.push_back(page_.lexicon.origin(draft.row->row));
    drafts_.push_back(std::move(draft));
  }

  // ---- Roles ----------------------------------------------------------------------
  Index index_of(const mentions::Found* found) const {
    return static_cast<Index>(found - page_.mentions.all.data());
  }

  // Those who only tell of violence neither do nor suffer it: monitors, and whoever says so
  // and bears no arms.
  bool only_tells(const Draft& draft, const mentions::Found& found) const {
    const auto* actor = value_of<ActorValue>(&found);
    if (actor == nullptr || is_armed(found)) return false;
    const EventType type = draft.row->type;
    if (!is_violent(type) && type != EventType::territory && type != EventType::siege &&
        type != EventType::displacement && type != EventType::destruction) {
      return false;
    }
    if (actor->cls == ActorClass::monitor) return true;
    if (actor->cls == ActorClass::government) return false;
    const Index index = index_of(&found);
    return std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
      const auto& sources = claim.claim.sources;
      return claim.content.contains(draft.trigger) &&
             std::find(sources.begin(), sources.end(), index) != sources.end();
    });
  }

  void add(Draft& draft, Role role, const mentions::Found* found) const {
    if (found == nullptr || role == Role::none) return;
    if ((role == Role::agent || role == Role::target) && only_tells(draft, *found)) return;
    const Index index = index_of(found);
    const bool actor = value_of<ActorValue>(found) != nullptr;
    const bool place = value_of<PlaceValue>(found) != nullptr;
    const bool weapon = value_of<WeaponValue>(found) != nullptr;
    std::vector<Index>* list = nullptr;
    if (role == Role::agent && (actor || weapon)) list = &draft.event.agents;
    if (role == Role::target && actor) list = &draft.event.targets;
    if (role == Role::target && place) list = &draft.event.places;
    if (role == Role::place && place) list = &draft.event.places;
    if (role == Role::place && actor) list = &draft.event.targets;
    if (role == Role::weapon && weapon) list = &draft.event.weapons;
    if (list == nullptr) return;
    if (std::find(list->begin(), list->end(), index) == list->end()) list->push_back(index);
    if (list == &draft.event.agents && weapon) list->pop_back(), add(draft, Role::weapon, found);
  }

  // The actor at a token, with those coordinated to it.
  std::uint32_t add_all(Draft& draft, Role role, std::uint32_t token) const {
    std::uint32_t end = token + 1;
    if (role != Role::none) draft.framed = true;
    while (token < sentence_.last) {
      const mentions::Found* found = page_.mention(token);
      if (found == nullptr || found->tokens.begin != token) break;
      add(draft, role, found);
      end = found->tokens.end;
      if (end >= sentence_.last) break;
      // "بين الجيش، وعناصر الحزب"
      if (page_.punctuation(end) && page_.role(end) == text::Orthography::Role::pause &&
          end + 1 < sentence_.last && page_.has(end + 1, feature::with_wa)) {
        ++end;
      }
      const mentions::Found* next = page_.mention(end);
      const bool joined = next != nullptr && next->tokens.begin == end &&
                          page_.has(end, feature::with_wa) &&
                          next->mention.value.index() == found->mention.value.index();
      if (!joined) break;
      token = end;
    }
    return end;
  }

  void assign_roles(Draft& draft) {
    const TriggerRow& row = *draft.row;
    const Clause clause = clause_.around(draft.trigger);
    const bool passive = draft.reading != nullptr && (draft.reading->features & feature::passive) &&
                         !(draft.reading->features & feature::active);
    Role subject = Role::none, object = Role::none;
    if (draft.is_verb) {
      subject = passive ? (row.passive_subject != Role::none ? row.passive_subject : Role::target)
                        : row.subject;
      object = passive ? Role::none : row.object;
      if (!passive && subject == Role::none) subject = Role::agent;
    } else {
      object = genitive_of(draft, clause);
    }

    // To the right: the subject and object of a verb, the genitive of a noun, then prepositions.
    // A verb in the plural has its subject before it: what follows is its object.
    const bool plural = draft.reading != nullptr && draft.is_verb &&
                        (draft.reading->features & feature::pl) != 0 &&
                        (draft.reading->features & feature::p3) != 0;
    bool subject_found = plural;
    if (draft.is_verb && subject != Role::none) {
      // Inside a phrase ("شن التنظيم هجوما"), else before its verb.
      const mentions::Found* inside = nullptr;
      for (std::uint32_t t = draft.verb + 1; t < draft.trigger.begin && inside == nullptr; ++t) {
        inside = page_.actor(t);
      }
      if (inside != nullptr) {
        add_all(draft, subject, inside->tokens.begin);
        subject_found = true;
      } else if (const mentions::Found* before =
                     subject_follows(draft) ? nullptr : clause_.subject_before(draft.verb)) {
        add(draft, subject, before);
        draft.framed = true;
        subject_found = true;
      }
    }
    Role expected = draft.is_verb ? (subject_found ? object : subject) : object;
    bool direct = true;            // nothing but words of the noun phrase so far
    bool another_trigger = false;  // what follows belongs to another happening
    bool another_verb = false;     // … to another verb
    for (std::uint32_t t = draft.trigger.end;
         t < std::min(clause.end, draft.trigger.end + kRoleWindow);) {
      const mentions::Found* found = page_.mention(t);
      const bool starts = found != nullptr && found->tokens.begin == t;
      std::optional<Role> behind = role_behind(row, t);
      if (another_verb && behind && (*behind == Role::agent || *behind == Role::target)) {
        behind = Role::none;
      }
      if (behind && !starts && (page_.always(t, feature::particle) || clause_.against(t))) {
        direct = false;
        const std::uint32_t next = t + 1;
        if (next < clause.end && page_.mention(next) != nullptr &&
            page_.mention(next)->tokens.begin == next) {
          t = add_all(draft, *behind, next);
        } else {
          pending_ = *behind;
          ++t;
        }
        continue;
      }
      if (starts) {
        const bool clitic = page_.always(t, feature::with_bi) || page_.always(t, feature::with_li);
        // "هجوم مرتقب للقوات": whose it is.
        const bool owner = !draft.is_verb && direct && page_.always(t, feature::with_li) &&
                           is_armed(*found) && draft.event.agents.empty();
        // "غارات على مواقع للفصائل": whose ground it is.
        const bool of_ground = pending_ == Role::target && t > draft.trigger.end &&
                               page_.always(t, feature::with_li) && clause_.ground(t - 1);
        if (of_ground) {
          t = add_all(draft, Role::target, t);
        } else if (clitic && value_of<PlaceValue>(found) != nullptr) {
          t = add_all(draft, Role::place, t);  // "بمدينة الأهواز"
        } else if (clitic && (behind || owner)) {
          t = add_all(draft, owner ? Role::agent : *behind, t);
        } else if (value_of<PlaceValue>(found) != nullptr) {
          if (direct && (expected == Role::target || expected == Role::place)) {
            t = add_all(draft, Role::place, t);
          } else if (draft.event.places.empty()) {
            const bool framed = draft.framed;
            t = add_all(draft, Role::place, t);
            draft.framed = framed;
          } else {
            t = found->tokens.end;
          }
        } else if (value_of<WeaponValue>(found) != nullptr) {
          if (t < draft.trigger.end + kWeaponReach && !another_trigger)
            add(draft, Role::weapon, found);
          t = found->tokens.end;
        } else if (value_of<ActorValue>(found) != nullptr && !clitic &&
                   (pending_ != Role::none || (direct && expected != Role::none))) {
          Role role = pending_ != Role::none ? pending_ : expected;
          // "تستهدف المسلحين": what stands in the oblique is no subject.
          if (pending_ == Role::none && draft.is_verb && role == subject && object != Role::none &&
              page_.always(t, feature::oblique)) {
            role = object;
          }
          t = add_all(draft, role, t);
          if (pending_ == Role::none) {
            expected = draft.is_verb && role == subject                         ? object
                       : !draft.is_verb && row.objective && role == Role::agent ? Role::target
                                                                                : Role::none;
          }
        } else {
          t = found->tokens.end;
        }
        pending_ = Role::none;
        continue;
      }
      if (page_.surely_verb(t)) {
        direct = false;
        // "الحصار الذي تفرضه القوات", "هجوم شنه التنظيم": the pronoun is the noun, who follows did it.
        const bool resumes =
            !draft.is_verb && page_.always(t, feature::enclitic) && !page_.is(t, page_.classes.cue);
        if (resumes && draft.event.agents.empty()) pending_ = Role::agent;
        another_verb = another_verb || !resumes;
      }
      if (page_.is(t, page_.classes.trigger) && page_.has(t, feature::noun)) another_trigger = true;
      if (page_.always(t, feature::particle) && !page_.is(t, page_.classes.and_word))
        direct = false;
      if (page_.has(t, feature::with_wa) && page_.has(t, feature::verb)) direct = false;
      ++t;
    }
    pending_ = Role::none;

    if (suffers(draft) || is_moved(draft)) draft.event.targets.swap(draft.event.agents);

    // A verb that shares the subject of the one before it ("اقتحموا المقر وقتلوا …").
    if (draft.is_verb && !passive && subject == Role::agent && draft.event.agents.empty()) {
      for (const Draft& other : drafts_) {
        if (other.trigger.begin >= draft.trigger.begin) break;
        if (other.is_verb && !other.event.agents.empty() &&
            page_.has(draft.trigger.begin, feature::with_wa)) {
          draft.event.agents = other.event.agents;
        }
      }
    }
    // To the left, what the clause says of a noun: its verb's subject ("شنت القوات هجوما").
    if (!draft.is_verb && draft.event.agents.empty()) {
      bool undergoes = false;  // "تعرضت القوات لهجوم"
      if (const mentions::Found* who =
              clause_.subject_of_light_verb(draft.trigger.begin, undergoes)) {
        add_all(draft, undergoes ? Role::target : Role::agent, who->tokens.begin);
      } else if (draft.reading != nullptr && (draft.reading->features & feature::enclitic)) {
        // "هجومها": of the body of which was just spoken.
        add(draft, Role::agent, clause_.actor_before(draft.trigger.begin));
      }
    }
    // "بدعم من التحالف": of who was just spoken.
    if (row.type == EventType::support && !draft.is_verb && draft.event.targets.empty() &&
        page_.always(draft.trigger.begin, feature::with_bi)) {
      add(draft, Role::target, clause_.actor_before(draft.trigger.begin));
    }
    if (draft.event.weapons.empty()) {
      if (const mentions::Found* weapon = clause_.nearest<WeaponValue>(clause, draft.trigger, 4)) {
        add(draft, Role::weapon, weapon);
      }
    }
    if (draft.event.places.empty()) {
      const auto local = [](const PlaceValue& value) { return value.level != PlaceLevel::country; };
      const mentions::Found* place =
          clause_.nearest<PlaceValue>(clause, draft.trigger, kPlaceReach, local);
      if (place == nullptr) {
        // A country is where it happened only behind a preposition: "في سوريا".
        place = clause_.nearest<PlaceValue>(clause, draft.trigger, kPlaceReach);
        if (place != nullptr && !clause_.prepositional(*place)) place = nullptr;
      }
      if (place != nullptr) {
        add(draft, Role::place, place);
      } else if (last_place_ != nullptr && page_.sentence_of(last_place_->tokens.begin) + 1 >=
                                               page_.sentence_of(draft.trigger.begin)) {
        add(draft, Role::place, last_place_);
      }
    }
    keep_finest_places(draft.event);
    if (const mentions::Found* time = clause_.nearest<TimeValue>(
            clause, draft.trigger, 40,
            [](const TimeValue& value) { return value.from || value.to; })) {
      draft.event.times.push_back(index_of(time));
    }
  }

  // "فر السكان", "خروج المدنيين": who flees is who is displaced.
  static bool is_moved(const Draft& draft) {
    return draft.row->type == EventType::displacement && draft.row->object == Role::none &&
           !draft.row->objective && draft.event.targets.empty();
  }

  // "في بلدة سرمدا في محافظة إدلب": the town; what it lies in is told to find it.
  void keep_finest_places(Event& event) const {
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
  bool suffers(const Draft& draft) const {
    if (!draft.light || !draft.is_verb || draft.reading == nullptr) return false;
    const lexicon::Features features = draft.reading->features;
    if (!(features & feature::passive) || !(features & feature::active)) return false;
    if (!draft.event.targets.empty() || (features & feature::enclitic)) return false;
    // The object would stand behind the verb, or behind its subject.
    std::uint32_t next = draft.trigger.end;
    while (next < sentence_.last && page_.mention(next) != nullptr) ++next;
    return next >= sentence_.last || page_.punctuation(next) ||
           page_.always(next, feature::particle) || page_.surely_verb(next);
  }

  // "التي قتل الجهاديون أخاها": who stands right behind the verb in the nominative did it.
  bool subject_follows(const Draft& draft) const {
    const std::uint32_t next = draft.trigger.end;
    return next < sentence_.last && page_.actor(next) != nullptr &&
           page_.actor(next)->tokens.begin == next && page_.always(next, feature::nominative);
  }

  // What the genitive of a noun is: "قصف الطائرات للحي" tells who did it, "مهاجمة الحاجز",
  // "اغتيال الصحفية" to whom it was done.
  Role genitive_of(const Draft& draft, Clause clause) const {
    const TriggerRow& row = *draft.row;
    if (row.genitive != Role::agent) return row.genitive;
    bool ground = false;  // "قصف مواقع الفصائل"
    for (std::uint32_t t = draft.trigger.end; t < clause.end; ++t) {
      const mentions::Found* found = page_.actor(t);
      if (found == nullptr) {
        if (page_.punctuation(t) || page_.surely_verb(t) || page_.always(t, feature::particle))
          break;
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
  std::optional<Role> role_behind(const TriggerRow& row, std::uint32_t token) const {
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
    const bool counted = token > sentence_.first && in_quantity(token - 1);
    if (noun && !counted && clause_.partitive(token) && page_.always(token, feature::particle)) {
      return Role::agent;
    }
    const bool mutual = row.type == EventType::clash || row.type == EventType::talks;
    if (mutual && clause_.with(token)) return Role::agent;
    return clause_.usual_role(token);
  }

  // ---- Type -----------------------------------------------------------------------
  void refine_type(Draft& draft) {
    Event& event = draft.event;
    const bool open_means =
        event.type == EventType::shelling ||
        ((event.type == EventType::clash || event.type == EventType::violence) &&
         clause_.refers_back(draft.trigger.begin));
    const bool insurgent = std::any_of(event.agents.begin(), event.agents.end(), [&](Index index) {
      const auto* actor =
          value_of<ActorValue>(&page_.mentions.all[static_cast<std::size_t>(index)]);
      return actor != nullptr && actor->cls == ActorClass::armed_group;
    });
    // Gas makes a chemical attack of whatever brings it.
    if (is_attack(event.type)) {
      for (const Index weapon : event.weapons) {
        const auto* value =
            value_of<WeaponValue>(&page_.mentions.all[static_cast<std::size_t>(weapon)]);
        if (value->kind == "chemical") event.type = EventType::chemical_attack;
      }
    }
    if (open_means && !draft.light) {
      for (const Index weapon : event.weapons) {
        const auto& found = page_.mentions.all[static_cast<std::size_t>(weapon)];
        if (found.row == lexicon::kNothing) continue;
        const auto type = type_of_weapon(page_.lexicon.field(found.row, "event_type"));
        if (type && is_attack(*type) && *type != EventType::shooting) event.type = *type;
      }
      if (event.type == EventType::shelling && event.weapons.empty() && !insurgent &&
          (clause_.aircraft_in(sentence_) || aircraft_)) {
        event.type = EventType::airstrike;
      }
    }
  }

  // "الهجوم" is what the article tells: most of its attacks whose words tell their kind.
  void settle_references() {
    const auto most = std::max_element(told_.begin(), told_.end());
    if (*most == 0) return;
    for (const std::size_t event : references_) {
      out_.events[event].type = static_cast<EventType>(most - told_.begin());
    }
  }

  // ---- Status ----------------------------------------------------------------------
  void set_status(Draft& draft) {
    draft.event.status =
        draft.row->status.value_or(clause_.status_of(draft.trigger, draft.is_verb));
    // "لاستعادة السيطرة", "لإجلاء الجرحى": what is aimed at; an attack behind ل is a means, and
    // "خضع السكان لحصار" tells what befell them.
    const EventType type = draft.event.type;
    const bool befalls = is_attack(type) || type == EventType::violence || type == EventType::siege;
    if (!draft.is_verb && draft.event.status == Status::reported && !befalls &&
        page_.always(draft.trigger.begin, feature::with_li)) {
      draft.event.status = Status::planned;
    }
    for (const claims::Found& claim : claims_) {
      if (!claim.content.contains({draft.trigger.begin, draft.trigger.end})) continue;
      const Status told = draft.event.status;
      if (claim.claim.stance == Stance::denies && told == Status::reported) {
        draft.event.status = Status::denied;
      }
      if ((claim.claim.stance == Stance::demands || claim.claim.stance == Stance::promises) &&
          told == Status::reported &&
          !(draft.is_verb && page_.has(draft.trigger.begin, feature::past)) &&
          draft.trigger.begin < claim.content.begin + 4) {
        draft.event.status = Status::planned;
      }
    }
  }

  // ---- Dates -----------------------------------------------------------------------
  // A time of the sentence dates the event. What is told without one belongs to
  // the happening that the article is about, whose date its first dated attack
  // gives, or to the day of publication.
  void set_dates(Draft& draft) {
    Event& event = draft.event;
    for (const Index index : event.times) {
      const auto* time = value_of<TimeValue>(&page_.mentions.all[static_cast<std::size_t>(index)]);
      if (!time->from && !time->to) continue;
      event.from = time->from;
      event.to = time->to;
      const bool fresh = event.from && page_.document.published &&
                         *page_.document.published - *event.from <= kFreshDays &&
                         *event.from <= *page_.document.published;
      if (!main_from_ && is_attack(event.type) && fresh) {
        main_from_ = event.from;
        main_to_ = event.to;
      }
      return;
    }
    if (event.status == Status::planned) return;
    draft.undated = !main_from_;
    event.from = main_from_ ? main_from_ : page_.document.published;
    event.to = main_from_ ? main_to_ : page_.document.published;
  }

  // "قالت الحكومة إن الهجوم …": told before the sentence that dates it.
  void settle_dates() {
    if (!main_from_) return;
    for (const std::size_t index : undated_) {
      Event& event = out_.events[index];
      for (Figure& figure : out_.figures) {
        if (figure.event != static_cast<Index>(index)) continue;
        figure.from = main_from_;
        figure.to = main_to_;
      }
      event.from = main_from_;
      event.to = main_to_;
    }
  }

  void collect_claims(Draft& draft) {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i].content.contains(draft.trigger)) {
        draft.event.claims.push_back(static_cast<Index>(i));
      }
    }
  }

  // A number of people behind the word is an argument too.
  void counts_people(Draft& draft) const {
    for (const Quantity& quantity : page_.mentions.quantities) {
      const std::uint32_t begin = quantity.tokens.begin;
      const bool near = begin >= draft.trigger.end && begin < draft.trigger.end + 4;
      const bool over = begin <= draft.trigger.begin && draft.trigger.begin < quantity.tokens.end;
      if ((near || over) && quantity.noun != kNoToken &&
          page_.is(quantity.noun, page_.classes.victim)) {
        draft.framed = true;
      }
    }
  }

  // Words that tell an event only under conditions: first those that do not hold whatever
  // else the sentence tells, then those for which another event does.
  void drop_doubtful() {
    drop_unsupported();
    std::erase_if(drafts_, [&](const Draft& draft) { return is_doubtful(draft); });
    const auto strong = [](const Draft& draft) { return !draft.row->last && !draft.person; };
    const bool another = std::any_of(drafts_.begin(), drafts_.end(), strong);
    const bool violent = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      return strong(draft) &&
             (is_violent(draft.event.type) || draft.event.type == EventType::protest);
    });
    std::erase_if(drafts_, [&](const Draft& draft) {
      if (draft.person) return another || !counted(draft.trigger.begin);
      return draft.row->last && (draft.light ? violent : another);
    });
  }

  bool is_doubtful(const Draft& draft) const {
    const TriggerRow& row = *draft.row;
    if (row.armed && (!draft.framed || !armed_party(draft))) return true;
    if (draft.ambiguous && !draft.framed) return true;
    const bool needs_armed = row.weak || row.last || draft.ambiguous;
    if (needs_armed && !is_in_report(draft) && !is_weighed(draft) && !armed(draft)) return true;
    // "التي تدعمها روسيا" says who is meant.
    if (row.type == EventType::support && draft.is_verb &&
        clause_.describes(draft.trigger.begin, true)) {
      return true;
    }
    // Ground is taken or held somewhere, and is not only described.
    if (row.type != EventType::territory) return false;
    return draft.event.places.empty() || (row.weak && !draft.framed) ||
           clause_.describes(draft.trigger.begin, draft.is_verb);
  }

  // Whether the article is a report of such happenings.
  [[nodiscard]] bool is_in_report(const Draft& draft) const {
    return conflict_ || (protests_ && draft.event.type == EventType::protest);
  }
  // Outside one, violence and protest must be told as happenings of their own.
  [[nodiscard]] bool is_weighed(const Draft& draft) const {
    return !is_in_report(draft) &&
           (is_violent(draft.event.type) || draft.event.type == EventType::protest);
  }

  void drop_unsupported() {
    if (std::none_of(drafts_.begin(), drafts_.end(),
                     [&](const Draft& draft) { return is_weighed(draft); })) {
      return;
    }
    const auto violent = std::count_if(drafts_.begin(), drafts_.end(), [](const Draft& draft) {
      return is_violent(draft.event.type);
    });
    std::vector<int> points(drafts_.size(), 0);
    int most = 0;  // of a violent one
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      Telling telling;
      telling.trigger = draft.trigger;
      if (draft.is_verb) telling.verb = draft.verb;
      telling.reading = draft.reading;
      telling.type = draft.event.type;
      telling.status = draft.event.status;
      telling.weak = draft.row->weak;
      telling.plain = !draft.row->weak && !draft.row->last && !draft.light;
      telling.armed = armed_party(draft);
      const Event& event = draft.event;
      const bool hit = !event.targets.empty() || !event.places.empty();
      telling.whole = telling.armed && !event.agents.empty() && hit;
      telling.beside = violent > 1;
      telling.told_before = told_ != std::array<int, kEventTypes>{};
      telling.harm_only = draft.light;
      telling.of_protesters = draft.by_protesters;
      if (draft.event.type == EventType::protest) {
        points[i] = evidence_.points_of_protest(telling);
      } else if (is_violent(draft.event.type)) {
        points[i] = evidence_.points(telling);
        most = std::max(most, points[i]);
      }
    }
    const int enough = most >= enough_ ? std::min(enough_, Evidence::kEnoughBeside) : enough_;
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!is_weighed(drafts_[i])) continue;
      gone[i] = points[i] < (is_violent(drafts_[i].event.type) ? enough : Evidence::kEnough);
    }
    erase(gone);
  }

  static bool is_armed(const mentions::Found& found) {
    const auto* actor = value_of<ActorValue>(&found);
    return actor != nullptr &&
           (actor->cls == ActorClass::armed_group || actor->cls == ActorClass::military);
  }

  bool armed_party(const Draft& draft) const {
    for (const auto* list : {&draft.event.agents, &draft.event.targets}) {
      for (const Index index : *list) {
        if (is_armed(page_.mentions.all[static_cast<std::size_t>(index)])) return true;
      }
    }
    return false;
  }

  // Whether an armed body or people harmed stand with the word.
  bool armed(const Draft& draft) const {
    if (armed_party(draft)) return true;
    const Clause clause = clause_.around(draft.trigger);
    for (std::uint32_t token = clause.begin; token < clause.end; ++token) {
      const bool other = token < draft.trigger.begin || token >= draft.trigger.end;
      if (other && (clause_.strong_attack(token) || (!draft.light && clause_.harm_word(token)))) {
        return true;
      }
    }
    return false;
  }

  bool counted(std::uint32_t token) const {
    return std::any_of(page_.mentions.quantities.begin(), page_.mentions.quantities.end(),
                       [&](const Quantity& q) { return q.noun == token; });
  }

  // "هجوم استهدف الحاجز": the open word beside one that names the attack in the
  // same clause is the same happening.
  void drop_repeated() {
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& open = drafts_[i];
      if (open.row->type != EventType::violence || open.light) continue;
      const Clause clause = clause_.around(open.trigger);
      for (std::size_t j = 0; j < drafts_.size(); ++j) {
        const Draft& other = drafts_[j];
        if (j == i || gone[j] || other.light || !is_attack(other.event.type)) continue;
        const std::uint32_t distance = other.trigger.begin < open.trigger.begin
                                           ? open.trigger.begin - other.trigger.end
                                           : other.trigger.begin - open.trigger.end;
        // In another clause, one that names no doer of its own ("نفذ مسلحون هجوما … واستهدف مبنى").
        if (!clause.contains(other.trigger) && distance > 4 && !open.event.agents.empty()) continue;
        gone[i] = true;
        merge(drafts_[j].event.targets, open.event.targets);
        if (other.event.weapons.empty()) merge(drafts_[j].event.weapons, open.event.weapons);
        break;
      }
    }
    erase(gone);
  }

  static void merge(std::vector<Index>& into, const std::vector<Index>& from) {
    for (const Index index : from) {
      if (std::find(into.begin(), into.end(), index) == into.end()) into.push_back(index);
    }
  }

  void erase(const std::vector<bool>& gone) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (gone[i]) continue;
      if (kept != i) drafts_[kept] = std::move(drafts_[i]);
      ++kept;
    }
    drafts_.resize(kept);
  }

  // "قتل القائد في هجوم": who was killed is whom the attack hit.
  void give_victims(const Draft& killing, const std::vector<bool>& gone) {
    Draft* nearest = nullptr;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      if (gone[i] || draft.light || !is_attack(draft.event.type) ||
          clause_.parted(draft.trigger, killing.trigger)) {
        continue;
      }
      if (nearest == nullptr || draft.trigger.begin > killing.trigger.begin) nearest = &draft;
      if (draft.trigger.begin > killing.trigger.begin) break;
    }
    if (nearest != nullptr) merge(nearest->event.targets, killing.event.targets);
  }

  // A word of killing beside an attack of the same sentence owns no event, and
  // the killed and the wounded of one sentence are one happening.
  void drop_light() {
    std::vector<bool> gone(drafts_.size(), false);
    const Draft* first = nullptr;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!drafts_[i].light) continue;
      const bool attack = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
        return !draft.light && is_attack(draft.event.type) &&
               draft.event.status != Status::negated &&
               !clause_.parted(draft.trigger, drafts_[i].trigger);
      });
      if (attack) give_victims(drafts_[i], gone);
      gone[i] = attack || (first != nullptr && !clause_.parted(first->trigger, drafts_[i].trigger));
      if (!gone[i]) first = &drafts_[i];
    }
    erase(gone);
  }

  void remember(std::size_t first_event) {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      const Event& event = out_.events[first_event + i];
      remember_attack(draft, event, first_event + i);
      if (!event.places.empty()) {
        last_place_ = &page_.mentions.all[static_cast<std::size_t>(event.places.front())];
        if (first_place_ == nullptr) first_place_ = last_place_;
      }
    }
  }

  // What الهجوم points to is told by a word of its kind, and afresh: by an indefinite noun
  // or a verb.
  void remember_attack(const Draft& draft, const Event& event, std::size_t index) {
    const bool definite = draft.reading != nullptr && !draft.is_verb &&
                          (draft.reading->features & (feature::with_al | feature::enclitic)) != 0;
    const bool open = event.type == EventType::clash || event.type == EventType::violence;
    if (open && !draft.light && clause_.refers_back(draft.trigger.begin)) {
      if (definite) references_.push_back(index);
    } else if (is_attack(event.type) && (!definite || event.type != EventType::clash)) {
      ++told_[static_cast<std::size_t>(event.type)];
    }
  }

  // ---- Figures ----------------------------------------------------------------------
  void read_figures(std::size_t first_event) {
    last_figure_ = kNone;
    for (const Quantity& quantity : page_.mentions.quantities) {
      if (quantity.tokens.begin < sentence_.first || quantity.tokens.end > sentence_.last) continue;
      if (quantity.number.percent || quantity.number.ordinal) continue;
      const bool people =
          quantity.noun != kNoToken && page_.is(quantity.noun, page_.classes.victim);
      const std::optional<FigureKind> own =
          quantity.noun != kNoToken ? clause_.harm_of(quantity.noun) : std::nullopt;
      if (quantity.noun != kNoToken && !people && !own && !quantity.others) continue;
      add_figure(first_event, quantity.tokens, quantity.noun, own, quantity.number.low,
                 quantity.number.high, quantity.number.approximate);
    }
    read_single_victims(first_event);
    sort_figures();
    sentence_figures_ = out_.figures.size();
  }

  // Into the order of the text; parts go on to name their whole.
  void sort_figures() {
    const auto first = out_.figures.begin() + static_cast<std::ptrdiff_t>(sentence_figures_);
    std::vector<std::size_t> order(out_.figures.size() - sentence_figures_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto begin = [&](std::size_t at) {
      return out_.figures[sentence_figures_ + at].span.begin;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
    std::vector<Figure> sorted;
    std::vector<Index> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = static_cast<Index>(sentence_figures_ + i);
      sorted.push_back(std::move(out_.figures[sentence_figures_ + order[i]]));
    }
    std::move(sorted.begin(), sorted.end(), first);
    for (std::size_t i = sentence_figures_; i < out_.figures.size(); ++i) {
      Index& whole = out_.figures[i].within;
      if (whole >= static_cast<Index>(sentence_figures_)) {
        whole = place[static_cast<std::size_t>(whole) - sentence_figures_];
      }
    }
  }

  void add_figure(std::size_t first_event, Span tokens, std::uint32_t noun,
                  std::optional<FigureKind> kind, std::optional<double> low,
                  std::optional<double> high, bool approximate) {
    // "فلسطينيان اثنان": told once.
    const bool again = noun == kNoToken && low == 2.0 && last_figure_ != kNone &&
                       last_figure_end_ == tokens.begin && figure(last_figure_).low == low;
    if (again) return;
    const HarmWord* harm = nullptr;
    bool part = false;
    if (!kind) {
      harm = harm_before(tokens.begin, noun == kNoToken ? kBareWindow : kHarmWindow, part);
      if (harm == nullptr && !part) harm = harm_after(tokens.end);
      if (harm != nullptr) kind = harm->harm;
      if (!kind && part && last_figure_ != kNone) kind = figure(last_figure_).kind;
      if (!kind) kind = harm_of_whole(tokens);
      if (!kind && joins_last(tokens)) kind = figure(last_figure_).kind;
      if (!kind) return;
      if (harm != nullptr && *kind == FigureKind::injured && killed_too(*harm)) {
        kind = FigureKind::affected;
      }
    } else {
      part = clause_.part_marker_before(tokens.begin);
    }
    Figure out;
    out.kind = *kind;
    out.low = low;
    out.high = high;
    out.approximate = approximate;
    out.span = page_.code_points(tokens);
    out.victims = noun == kNoToken ? Victims::people : clause_.victims_of(noun);
    if (out.victims == Victims::people) out.victims = clause_.victims_behind(tokens);
    if (part && last_figure_ != kNone) out.within = last_figure_;
    if (page_.mentions.why) {
      out.why.push_back(harm != nullptr ? page_.lexicon.origin(harm->row->row) : "counted noun");
    }
    attach_event(out, first_event, tokens, harm);
    attribute(out, tokens);
    if (out.place == kNone) out.place = place_of(tokens);
    if (clause_.negated(tokens.begin)) out.status = Status::negated;
    out_.figures.push_back(std::move(out));
    if (!part) last_figure_ = static_cast<Index>(out_.figures.size() - 1);
    last_figure_end_ = tokens.end;
  }

  // "18 شخصا من القتلى": the harm of those of whom they are some.
  std::optional<FigureKind> harm_of_whole(Span tokens) const {
    if (tokens.end + 1 >= sentence_.last || !clause_.partitive(tokens.end)) return std::nullopt;
    if (!clause_.harmed_person(tokens.end + 1)) return std::nullopt;
    return clause_.harm_of(tokens.end + 1);
  }

  // "26 مقاتلا … إضافة إلى تسعة مقاتلين", "ثلاثة موظفين وأربعة من الحراس": counted with those
  // before.
  bool joins_last(Span tokens) const {
    constexpr std::uint32_t kReach = 12;
    if (last_figure_ == kNone || last_figure_end_ > tokens.begin ||
        tokens.begin - last_figure_end_ > kReach || last_figure_end_ < sentence_.first) {
      return false;
    }
    bool joined = page_.has(tokens.begin, feature::with_wa);
    for (std::uint32_t t = last_figure_end_; t < tokens.begin; ++t) {
      if (page_.surely_verb(t)) return false;
      joined = joined || clause_.adds(t);
    }
    return joined;
  }

  // Whether those whom the verb harms stand before it: "شخصا قتل".
  bool counts_before(std::uint32_t verb) const {
    return verb > sentence_.first &&
           (in_quantity(verb - 1) || page_.is(verb - 1, page_.classes.victim));
  }

  // "قتل وأصيب 55": one number for both.
  bool killed_too(const HarmWord& word) const {
    if (!page_.has(word.trigger.begin, feature::with_wa)) return false;
    return std::any_of(harm_words_.begin(), harm_words_.end(), [&](const HarmWord& other) {
      return other.harm == FigureKind::killed && other.trigger.size() == 1 &&
             other.trigger.end == word.trigger.begin && !counts_before(other.trigger.begin);
    });
  }

  // Where people were harmed, when the event of the figure tells no place: the
  // nearest place, that of the happening before, or where the article's first event was.
  Index place_of(Span tokens) const {
    const auto local = [](const PlaceValue& value) { return value.level != PlaceLevel::country; };
    const mentions::Found* place =
        clause_.nearest<PlaceValue>(clause_.around(tokens), tokens, kPlaceReach, local);
    if (place == nullptr) place = last_place_ != nullptr ? last_place_ : first_place_;
    return place == nullptr ? kNone : index_of(place);
  }

  Figure& figure(Index index) { return out_.figures[static_cast<std::size_t>(index)]; }

  // The word of harm that governs a number to its right: "مقتل 12", "أودى بحياة 12";
  // through coordination ("مقتل ستة مدنيين وجنديين"); `part` is set behind بينهم.
  const HarmWord* harm_before(std::uint32_t token, std::uint32_t reach, bool& part) const {
    std::uint32_t steps = 0;
    for (std::uint32_t t = token; t-- > sentence_.first && steps++ < reach;) {
      if (clause_.part_marker(t)) {
        part = true;
        return nullptr;
      }
      for (const HarmWord& word : harm_words_) {
        if (word.trigger.end == t + 1) return &word;
      }
      if (page_.punctuation(t) && page_.role(t) == text::Orthography::Role::sentence_end) break;
      if (page_.surely_verb(t) && !page_.is(t, page_.classes.relative)) break;
      if (page_.is(t, page_.classes.that)) break;
    }
    return nullptr;
  }

  const HarmWord* harm_after(std::uint32_t token) const {
    for (std::uint32_t t = token; t < std::min(sentence_.last, token + kPluralAfter); ++t) {
      const bool near = t < token + kHarmAfter || page_.has(t, feature::pl | feature::p3);
      for (const HarmWord& word : harm_words_) {
        if (word.trigger.begin == t && word.is_verb && near) return &word;
      }
      if (page_.punctuation(t) && page_.role(t) == text::Orthography::Role::sentence_end) break;
      if (page_.surely_verb(t)) break;
    }
    return nullptr;
  }

  // One person without a number: "مقتل مدني", "شخصا قتل", "بينهم طفل".
  void read_single_victims(std::size_t first_event) {
    for (const HarmWord& word : harm_words_) {
      // "القتلى ضابط", but "قتيل ومفقود" are two.
      const lexicon::Features none = clause_.harmed_person(word.trigger.begin)
                                         ? feature::with_al | feature::with_wa
                                         : feature::with_al;
      if (word.trigger.end < sentence_.last && is_single(word.trigger.end, none)) {
        add_single(first_event, word.trigger.end, word.harm);
      } else if (word.is_verb && word.trigger.begin > sentence_.first &&
                 is_single(word.trigger.begin - 1, feature::with_al) && !governed(word)) {
        add_single(first_event, word.trigger.begin - 1, word.harm);
      }
    }
    for (std::uint32_t t = sentence_.first; t + 1 < sentence_.last; ++t) {
      if (!clause_.part_marker(t)) continue;
      if (is_single(t + 1, feature::with_al | feature::with_wa)) add_part(first_event, t + 1);
    }
  }

  // "مقتل شخص قتل …": the person belongs to the word before.
  bool governed(const HarmWord& word) const {
    return std::any_of(harm_words_.begin(), harm_words_.end(), [&](const HarmWord& other) {
      return other.trigger.end + 1 == word.trigger.begin;
    });
  }

  bool is_single(std::uint32_t noun, lexicon::Features none) const {
    const Reading* reading =
        page_.reading(noun, feature::noun | feature::sg, none | feature::enclitic | feature::verb);
    if (reading == nullptr || !page_.is(noun, page_.classes.victim) || in_quantity(noun)) {
      return false;
    }
    if ((reading->features & (feature::with_bi | feature::with_li)) != 0) return false;
    if (page_.mention(noun) != nullptr && named(*page_.mention(noun))) return false;
    return noun + 1 >= sentence_.last || !page_.always(noun + 1, feature::name);
  }

  void add_single(std::size_t first_event, std::uint32_t noun, std::optional<FigureKind> harm) {
    add_figure(first_event, {noun, noun + 1}, noun, harm, 1.0, 1.0, false);
  }

  // A part of the figure that ends nearest before it.
  void add_part(std::size_t first_event, std::uint32_t noun) {
    const std::uint32_t begin = page_.code_points({noun, noun + 1}).begin;
    Index whole = kNone;
    for (std::size_t i = sentence_figures_; i < out_.figures.size(); ++i) {
      if (out_.figures[i].span.end <= begin) whole = static_cast<Index>(i);
    }
    if (whole == kNone) return;
    const Index last = std::exchange(last_figure_, whole);
    add_single(first_event, noun, figure(whole).kind);
    last_figure_ = last;
  }

  static bool named(const mentions::Found& found) {
    const auto* actor = value_of<ActorValue>(&found);
    return actor != nullptr && (!actor->entity.empty() || found.tokens.size() > 2);
  }

  bool in_quantity(std::uint32_t token) const {
    return std::any_of(
        page_.mentions.quantities.begin(), page_.mentions.quantities.end(),
        [&](const Quantity& q) { return q.tokens.begin <= token && token < q.tokens.end; });
  }

  // "35 مقاتلا من قوات النظام", "عشرة قتلى في صفوف الفصائل": the body that was hit.
  const mentions::Found* body_counted(Span tokens) const {
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t t = tokens.end; t < std::min(sentence_.last, tokens.end + kReach); ++t) {
      const mentions::Found* found = page_.actor(t);
      if (found != nullptr) {
        return t > tokens.end && found->tokens.begin == t && is_armed(*found) ? found : nullptr;
      }
      if (page_.punctuation(t) || page_.surely_verb(t)) return nullptr;
    }
    return nullptr;
  }

  // The event that harmed them: an attack of the sentence, the nearest; else the
  // word of harm itself.
  void attach_event(Figure& out, std::size_t first_event, Span tokens, const HarmWord* harm) {
    std::size_t best = out_.events.size();
    std::uint32_t best_distance = kNoToken;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      const bool attack = is_attack(out_.events[first_event + i].type) ||
                          out_.events[first_event + i].type == EventType::violence ||
                          (harm != nullptr && draft.trigger == harm->trigger);
      if (!attack) continue;
      std::uint32_t distance = draft.trigger.begin >= tokens.end
                                   ? draft.trigger.begin - tokens.end
                                   : tokens.begin - std::min(tokens.begin, draft.trigger.end);
      if (harm != nullptr && draft.trigger == harm->trigger) distance = 0;
      if (distance < best_distance) {
        best_distance = distance;
        best = first_event + i;
      }
    }
    if (best == out_.events.size()) {
      out.from = out.to = page_.document.published;
      return;
    }
    Event& event = out_.events[best];
    out.event = static_cast<Index>(best);
    if (const mentions::Found* hit = body_counted(tokens)) {
      const Index index = index_of(hit);
      const bool known =
          std::find(event.targets.begin(), event.targets.end(), index) != event.targets.end() ||
          std::find(event.agents.begin(), event.agents.end(), index) != event.agents.end();
      if (!known) event.targets.push_back(index);
    }
    out.from = event.from;
    out.to = event.to;
    out.status = event.status;
    if (!event.places.empty()) out.place = event.places.front();
  }

  // Who gives the figure: the innermost claim that holds it.
  void attribute(Figure& out, Span tokens) const {
    const claims::Found* inner = nullptr;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const claims::Found& claim = claims_[i];
      if (!claim.content.contains(tokens)) continue;
      out.claims.push_back(static_cast<Index>(i));
      if (claim.claim.stance == Stance::doubts) continue;
      if (inner == nullptr || claim.content.size() <= inner->content.size()) inner = &claim;
    }
    if (inner != nullptr) out.sources = inner->claim.sources;
  }

  const Page& page_;
  const TriggerRows& rows_;
  const std::vector<claims::Found>& claims_;
  Analysis& out_;
  ClauseReader clause_;
  Evidence evidence_;
  text::Sentence sentence_;
  std::vector<Draft> drafts_;
  std::vector<HarmWord> harm_words_;
  std::vector<bool> taken_;
  Role pending_ = Role::none;
  bool peaceful_ = false;                // an article of sport
  bool conflict_ = false;                // a report of conflict
  bool protests_ = false;                // a report of protests
  int enough_ = Evidence::kEnough;       // points that make an event where it is none
  bool aircraft_ = false;                // it speaks of aircraft more than of artillery
  std::array<int, kEventTypes> told_{};  // by type: attacks whose words tell their kind
  std::vector<std::size_t> undated_;     // attacks that wait for the article's date
  std::vector<std::size_t> references_;  // events whose words point to one
  const mentions::Found* last_place_ = nullptr;
  const mentions::Found* first_place_ = nullptr;
  std::optional<Date> main_from_, main_to_;  // of the happening the article is about
  Index last_figure_ = kNone;
  std::uint32_t last_figure_end_ = 0;  // the token after the figure read last
  std::size_t sentence_figures_ = 0;
};

}  // namespace

struct Coder::Table {
  TriggerRows rows;
  ClauseClasses classes;
};

Coder::Coder(const lexicon::Lexicon& lexicon)
    : table_(new Table{TriggerRows(lexicon), ClauseClasses(lexicon)}) {}
Coder::~Coder() = default;
Coder::Coder(Coder&&) noexcept = default;

void Coder::find(const Page& page, const std::vector<claims::Found>& claims, Analysis& out) const {
  Reader(page, table_->rows, table_->classes, claims, out).read();
}

}  // namespace marsad::events
