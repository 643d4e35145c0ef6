// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/events.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "marsad/analysis/names.h"
#include "marsad/events/clause.h"
#include "marsad/events/draft.h"
#include "marsad/events/evidence.h"
#include "marsad/events/figures.h"
#include "marsad/events/roles.h"
#include "marsad/events/status.h"
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

constexpr std::chrono::days kFreshDays{3};  // a happening older than this is background
constexpr std::uint32_t kProtestWords = 4;  // of an article that reports protests
constexpr std::uint32_t kObjectReach = 1;   // tokens from a subject to the number of its victims
constexpr std::size_t kReport = 3;          // sentences; fewer make no report of conflict

// What a type of weapon makes of a word that leaves the means open.
std::optional<EventType> type_of_weapon(std::string_view event_types) {
  return parse<EventType>(event_types.substr(0, event_types.find('|')));
}

class Reader {
 public:
  Reader(const Page& page, const TriggerRows& rows, const ClauseClasses& classes,
         const std::vector<claims::Found>& claims, Analysis& out)
      : page_(page),
        rows_(rows),
        claims_(claims),
        out_(out),
        clause_(page, classes),
        evidence_(page, clause_, claims),
        roles_(page, clause_, claims),
        status_(page, clause_, claims),
        figures_(page, clause_, claims, out) {}

  void read() {
    weigh_domain();
    for (const text::Sentence& sentence : page_.text.sentences) {
      sentence_ = sentence;
      gather();
      for (std::size_t i = 0; i < drafts_.size(); ++i) {
        Draft& draft = drafts_[i];
        roles_.read(drafts_, i, sentence_, last_place_);
        if (counts_people(draft)) draft.framed = true;
        refine_type(draft);
        draft.event.status = status_.read(draft);
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
      figures_.read(sentence_, {&drafts_, first, &harm_words_, last_place_, first_place_});
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
    for (const Span phrase : false_friends(page_, sentence_)) take(phrase);
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
        // "كانوا فروا": behind an auxiliary stands a verb.
        const bool governed = draft.is_verb && token > sentence_.first &&
                              page_.is(token - 1, page_.classes.auxiliary);
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
  bool is_told(const mentions::Found& weapon) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      return draft.trigger.begin < weapon.tokens.begin && draft.trigger.end > weapon.tokens.begin;
    });
  }

  void add_weapon_use(std::uint32_t word, const mentions::Found& weapon, bool adjacent) {
    const auto type = weapon.row == lexicon::kNothing
                          ? std::nullopt
                          : type_of_weapon(page_.lexicon.field(weapon.row, "event_type"));
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
  void join_stops() {
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
  bool names_more(std::uint32_t token) const {
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

  bool begins_phrase(std::uint32_t token) const {
    return (page_.chart.kinds[token] & (1u << static_cast<unsigned>(Kind::phrase))) != 0;
  }
  bool taken(std::uint32_t token) const { return taken_[token - sentence_.first]; }
  void take(Span tokens) {
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) taken_[t - sentence_.first] = true;
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

  // ---- Type -----------------------------------------------------------------------
  void refine_type(Draft& draft) {
    Event& event = draft.event;
    // "ضربت منزلهم": ground is hit, people are beaten.
    if (event.type == EventType::abuse && draft.is_verb && clause_.hits(draft.trigger.begin) &&
        (!event.places.empty() || clause_.takes_ground(draft.trigger.begin))) {
      event.type = EventType::violence;
    }
    draft.open = event.type == EventType::violence && !draft.light;
    // Who bears arms and flees withdraws.
    if (event.type == EventType::displacement && clause_.flees(draft.trigger.begin) &&
        std::any_of(event.targets.begin(), event.targets.end(), [&](Index index) {
          return is_armed(page_.mentions.all[static_cast<std::size_t>(index)]);
        })) {
      event.type = EventType::withdrawal;
      event.agents.swap(event.targets);
      event.targets.clear();
    }
    const bool open_means =
        (event.type == EventType::shelling && !clause_.ground_fire(draft.trigger)) ||
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

  // "الهجوم" is the attack told by that word before it; else what the article tells, most of
  // its attacks whose words tell their kind.
  void settle_references() {
    const auto most = std::max_element(told_.begin(), told_.end());
    for (const Reference& reference : references_) {
      EventType& type = out_.events[reference.event].type;
      if (reference.told) {
        type = *reference.told;
      } else if (*most > 0) {
        type = static_cast<EventType>(most - told_.begin());
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
  bool counts_people(const Draft& draft) const {
    const auto counted = [&](const Quantity& quantity) {
      const std::uint32_t begin = quantity.tokens.begin;
      const bool near = begin >= draft.trigger.end && begin < draft.trigger.end + 4;
      const bool over = begin <= draft.trigger.begin && draft.trigger.begin < quantity.tokens.end;
      return (near || over) && quantity.noun != kNoToken &&
             page_.is(quantity.noun, page_.classes.victim);
    };
    const auto& all = page_.mentions.quantities;
    return std::any_of(all.begin(), all.end(), counted);
  }

  // Words that tell an event only under conditions: first those that do not hold whatever
  // else the sentence tells, then those for which another event does.
  void drop_doubtful() {
    drop_unsupported();
    std::erase_if(drafts_, [&](const Draft& draft) { return is_doubtful(draft); });
    const auto strong = [](const Draft& draft) { return !draft.row->last && !draft.person; };
    const bool another = std::any_of(drafts_.begin(), drafts_.end(), strong);
    const auto violent = [&](const Draft& harm) {
      return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
        return strong(draft) && !is_setting(draft, harm) &&
               (is_violent(draft.event.type) || draft.event.type == EventType::protest);
      });
    };
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      gone[i] = draft.person ? another || !counts_harmed(draft)
                             : draft.row->last && (draft.light ? violent(draft) : another);
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (gone[i] && drafts_[i].light) give_roles(drafts_[i], gone);
    }
    erase(gone);
  }

  // "قتل ستة في البلاد التي تشهد حربا": not what they died of, but amid what.
  bool is_setting(const Draft& draft, const Draft& harm) const {
    return clause_.war(draft.trigger.begin) && draft.trigger.begin > harm.trigger.begin;
  }

  bool is_doubtful(const Draft& draft) const {
    const TriggerRow& row = *draft.row;
    if (row.counted && !counts_people(draft)) return true;
    if (row.armed && (!draft.framed || !armed_party(draft)) && !points_back(draft)) return true;
    if (draft.ambiguous && !draft.framed) return true;
    const bool needs_armed = row.weak || row.last || draft.ambiguous;
    if (needs_armed && !is_in_report(draft) && !is_weighed(draft) && !armed(draft)) return true;
    // "الذي يدعم المبادرة" says who is meant; with both parties named it tells their bond.
    if (row.type == EventType::support && draft.is_verb &&
        (draft.event.agents.empty() || draft.event.targets.empty()) &&
        clause_.describes(draft.trigger.begin, true, false)) {
      return true;
    }
    // Ground is taken or held somewhere, and is not only described.
    if (row.type != EventType::territory) return false;
    const bool ground = clause_.takes_ground(draft.trigger.end - 1);
    const bool by_whom = !draft.event.agents.empty();
    // "وزعم الاحتلال": a noun that takes nothing names who did it.
    const std::uint32_t next = draft.trigger.end;
    const bool takes = next < sentence_.last && page_.is(next, page_.classes.preposition);
    if (draft.reading != nullptr && !draft.is_verb && !draft.placed && !ground && !takes &&
        page_.has(draft.trigger.begin, feature::with_al)) {
      return true;
    }
    if (draft.event.places.empty() && (!ground || (draft.is_verb && !by_whom))) return true;
    return (row.weak && !draft.framed && !ground) ||
           clause_.describes(draft.trigger.begin, draft.is_verb, by_whom);
  }

  // "خلال العملية": a definite word that nothing describes, in a report: one told before.
  bool points_back(const Draft& draft) const {
    const std::uint32_t next = draft.trigger.end;
    return is_in_report(draft) && clause_.refers_back(draft.trigger.begin) &&
           page_.has(draft.trigger.begin, feature::with_al) &&
           (next >= sentence_.last || page_.punctuation(next) || page_.surely_verb(next) ||
            page_.particle(next));
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

  // "ستة قتلى", "بين القتلى ثلاثة أطفال".
  bool counts_harmed(const Draft& draft) const {
    const std::uint32_t token = draft.trigger.begin;
    const bool parts = clause_.part_marker_before(token);
    return std::any_of(page_.mentions.quantities.begin(), page_.mentions.quantities.end(),
                       [&](const Quantity& q) {
                         return q.noun == token || (parts && q.tokens.begin == draft.trigger.end);
                       });
  }

  // "هجوم استهدف الحاجز": the open word beside one that names the attack in the
  // same clause is the same happening.
  void drop_repeated() {
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& open = drafts_[i];
      if (!open.open) continue;
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

  // "قتل مسلحون القائد في هجوم": who was killed is whom the attack hit, who killed made it.
  void give_roles(const Draft& killing, const std::vector<bool>& gone) {
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
    if (nearest == nullptr) return;
    // Whom a number counts are a figure: "ثلاثة جنود".
    std::vector<Index> victims = killing.event.targets;
    std::erase_if(victims, [&](Index index) {
      return in_quantity(page_, page_.mentions.all[static_cast<std::size_t>(index)].tokens.begin);
    });
    merge(nearest->event.targets, victims);
    if (nearest->event.agents.empty() && has_object(killing)) {
      nearest->event.agents = killing.event.agents;
    }
  }

  // "قتل مسلحون ثلاثة جنود": behind the verb and its subject stand those whom it killed.
  bool has_object(const Draft& killing) const {
    if (!killing.is_verb || killing.event.agents.empty()) return false;
    const auto subject = static_cast<std::size_t>(killing.event.agents.back());
    const std::uint32_t end = std::max(killing.trigger.end, page_.mentions.all[subject].tokens.end);
    const auto& all = page_.mentions.quantities;
    return std::any_of(all.begin(), all.end(), [&](const Quantity& quantity) {
      return quantity.tokens.begin >= end && quantity.tokens.begin <= end + kObjectReach;
    });
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
               draft.event.status != Status::negated && !is_setting(draft, drafts_[i]) &&
               !clause_.parted(draft.trigger, drafts_[i].trigger);
      });
      if (attack) give_roles(drafts_[i], gone);
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
  // or a verb. "هجماته", "سلسلة من الهجمات" point to none.
  void remember_attack(const Draft& draft, const Event& event, std::size_t index) {
    const std::uint32_t word = draft.trigger.begin;
    const lexicon::Features features = draft.reading != nullptr ? draft.reading->features : 0;
    const bool definite =
        !draft.is_verb && (features & (feature::with_al | feature::enclitic)) != 0;
    const bool generic = clause_.refers_back(word);
    const bool open = event.type == EventType::clash || event.type == EventType::violence;
    if (open && !draft.light && generic) {
      const bool some = (features & feature::enclitic) != 0 ||
                        (word > sentence_.first && clause_.partitive(word - 1));
      if (definite && !some) references_.push_back({index, told_by_});
    } else if (is_attack(event.type) && (!definite || event.type != EventType::clash)) {
      ++told_[static_cast<std::size_t>(event.type)];
    }
    // A bare هجوم that nobody is told to have made leaves its kind open.
    const bool told = event.type != EventType::clash || !event.agents.empty();
    if (generic && !draft.is_verb && is_attack(event.type) && !definite && told) {
      told_by_ = event.type;
    }
  }

  // An event whose word points to one told before, and the type of that one where it was told
  // by the same kind of word.
  struct Reference {
    std::size_t event;
    std::optional<EventType> told;
  };

  const Page& page_;
  const TriggerRows& rows_;
  const std::vector<claims::Found>& claims_;
  Analysis& out_;
  ClauseReader clause_;
  Evidence evidence_;
  RoleReader roles_;
  StatusReader status_;
  FigureReader figures_;
  text::Sentence sentence_;
  std::vector<Draft> drafts_;
  std::vector<HarmWord> harm_words_;
  std::vector<bool> taken_;
  bool peaceful_ = false;                // an article of sport
  bool conflict_ = false;                // a report of conflict
  bool protests_ = false;                // a report of protests
  int enough_ = Evidence::kEnough;       // points that make an event where it is none
  bool aircraft_ = false;                // it speaks of aircraft more than of artillery
  std::array<int, kEventTypes> told_{};  // by type: attacks whose words tell their kind
  std::vector<std::size_t> undated_;     // attacks that wait for the article's date
  std::vector<Reference> references_;
  std::optional<EventType> told_by_;  // of the last attack told by an open word (هجوم)
  const mentions::Found* last_place_ = nullptr;
  const mentions::Found* first_place_ = nullptr;
  std::optional<Date> main_from_, main_to_;  // of the happening the article is about
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
