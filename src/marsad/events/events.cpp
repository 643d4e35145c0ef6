// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/events.h"

#include <algorithm>
#include <array>
#include <optional>

#include "marsad/analysis/names.h"
#include "marsad/events/clause.h"
#include "marsad/events/draft.h"
#include "marsad/events/evidence.h"
#include "marsad/events/figures.h"
#include "marsad/events/finder.h"
#include "marsad/events/roles.h"
#include "marsad/events/status.h"
#include "marsad/events/triggers.h"

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using mentions::Found;
using mentions::kNoToken;
using mentions::Page;
using mentions::Quantity;
using mentions::value_of;

constexpr std::chrono::days kFreshDays{3};  // a happening older than this is background
constexpr std::uint32_t kProtestWords = 4;  // of an article that reports protests
constexpr std::uint32_t kObjectReach = 1;   // tokens from a subject to the number of its victims
constexpr std::uint32_t kAttemptReach = 4;  // tokens from what was tried back to the trying
constexpr std::chrono::days kLately{366};   // what began longer ago may be over
constexpr std::uint32_t kBeginReach = 4;    // tokens from what began to the word that says so
constexpr std::size_t kReport = 3;          // sentences; fewer make no report of conflict

// An event with what dates it: whether its word points to a happening told elsewhere, and
// whether it can be pointed to, since its date was told and it lasts or was concluded.
struct Dating {
  const TriggerRow* row = nullptr;
  bool points = false;
  bool lasting = false;
};

class Reader {
 public:
  Reader(const Page& page, const TriggerRows& rows, const ClauseClasses& classes,
         const std::vector<claims::Found>& claims, Analysis& out)
      : page_(page),
        claims_(claims),
        out_(out),
        clause_(page, classes),
        finder_(page, rows, clause_),
        evidence_(page, clause_, claims),
        roles_(page, clause_, claims),
        status_(page, clause_, claims),
        figures_(page, clause_, claims, out) {}

  void read() {
    weigh_domain();
    for (const text::Sentence& sentence : page_.text.sentences) {
      sentence_ = sentence;
      drafts_ = finder_.find(sentence_, peaceful_);
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
          harm_words_.push_back(
              {draft.trigger, draft.row, draft.is_verb, draft.harm, draft.event.status});
      }
      drop_doubtful();
      drop_repeated();
      drop_light();
      const std::size_t first = out_.events.size();
      for (Draft& draft : drafts_) {
        draft.event.codes = draft.row->codes;
        if (draft.undated && is_attack(draft.event.type)) undated_.push_back(out_.events.size());
        datings_.push_back(dating_of(draft));
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
    if (event.type == EventType::displacement && clause_.flees(draft.trigger.begin)) {
      const bool armed = std::any_of(event.targets.begin(), event.targets.end(), [&](Index index) {
        return is_armed(page_.mentions.all[static_cast<std::size_t>(index)]);
      });
      if (armed) {
        event.type = EventType::withdrawal;
        event.agents.swap(event.targets);
        event.targets.clear();
      } else if (event.targets.empty() && clause_.fighters_near(draft.trigger.begin)) {
        event.type = EventType::withdrawal;
      }
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
        const auto type = type_of_weapon(page_, found);
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
    const std::optional<Date>& published = page_.document.published;
    for (const Index index : event.times) {
      const Found& found = page_.mentions.all[static_cast<std::size_t>(index)];
      const TimeValue time = part_of_month(found);
      if (!draft.dated) {
        event.from = time.from;
        event.to = time.to;
        draft.dated = true;
        continue;
      }
      if (event.from) event.from = time.from ? std::min(*event.from, *time.from) : time.from;
      if (event.to) event.to = time.to ? std::max(*event.to, *time.to) : time.to;
    }
    if (draft.dated) {
      const bool lately = published && event.from && event.to &&
                          *published - *event.from > kFreshDays &&
                          *published - *event.from <= kLately;
      if (lately && begins(draft)) {
        const Found& time = page_.mentions.all[static_cast<std::size_t>(event.times.front())];
        if (is_month(time) && clause_.late(time.tokens.begin)) *event.from += std::chrono::days{20};
        event.to.reset();
      }
      const bool fresh = event.from && published && *published - *event.from <= kFreshDays &&
                         *event.from <= *published;
      if (!main_from_ && is_attack(event.type) && fresh) {
        main_from_ = event.from;
        main_to_ = event.to;
      }
      return;
    }
    if (event.status == Status::planned && !attempted(draft)) return;
    draft.undated = !main_from_;
    event.from = main_from_ ? main_from_ : published;
    event.to = main_from_ ? main_to_ : published;
  }

  static bool is_month(const Found& found) {
    const TimeValue& time = *value_of<TimeValue>(&found);
    return time.value.size() == std::string_view("1998-03").size() && time.from &&
           std::chrono::year_month_day{*time.from}.day() == std::chrono::day{1};
  }

  // "منتصف شباط": from the middle of the month on.
  TimeValue part_of_month(const Found& found) const {
    TimeValue time = *value_of<TimeValue>(&found);
    if (is_month(found) && clause_.middle(found.tokens.begin)) {
      *time.from += std::chrono::days{14};
    }
    return time;
  }

  // "حاولوا اقتحام المبنى"
  bool attempted(const Draft& draft) const {
    const std::uint32_t word = draft.trigger.begin;
    for (std::uint32_t t = word; t-- > sentence_.first && word - t <= kAttemptReach;) {
      if (page_.punctuation(t)) return false;
      if (clause_.attempts(t)) return !page_.has(t, feature::verb) || page_.has(t, feature::past);
    }
    return false;
  }

  // "عملية عسكرية بدأها الجيش في 19 حزيران", "منذ بدء الهجمات": the day on which it began.
  bool begins(const Draft& draft) const {
    const EventType type = draft.event.type;
    if (type != EventType::clash && type != EventType::protest && type != EventType::siege &&
        type != EventType::support) {
      return false;
    }
    const Span word = draft.trigger;
    const auto index = static_cast<std::size_t>(draft.event.times.front());
    const Span time = page_.mentions.all[index].tokens;
    const auto begins_at = [&](std::uint32_t t) {
      const std::uint32_t away = t < time.begin ? time.begin - t : t - time.end;
      return clause_.begins(t) && away <= 2 * kBeginReach;
    };
    const auto passed = [&](std::uint32_t t) {  // "أطلق نهاية شباط، عملية": as if it were not there
      return time.contains(Span{t, t + 1}) || page_.punctuation(t);
    };
    std::uint32_t steps = 0;
    for (std::uint32_t t = word.begin; t-- > sentence_.first && steps < kBeginReach;) {
      if (begins_at(t)) return true;
      if (!passed(t)) ++steps;
    }
    steps = 0;
    for (std::uint32_t t = word.end; t < sentence_.last && steps < kBeginReach; ++t) {
      if (begins_at(t)) return true;
      if (!passed(t)) ++steps;
    }
    return false;
  }

  // "قالت الحكومة إن الهجوم …": told before the sentence that dates it.
  void settle_dates() {
    if (main_from_) {
      for (const std::size_t index : undated_) date(index, main_from_, main_to_);
    }
    // "العملية العسكرية", "الاتفاق": one that lasts or was made, told with its date elsewhere.
    for (std::size_t i = 0; i < datings_.size(); ++i) {
      if (!datings_[i].points) continue;
      const Dating* told = nullptr;
      for (std::size_t j = 0; j < datings_.size(); ++j) {
        if (!datings_[j].lasting || !same_happening(i, j)) continue;
        if (told == nullptr || j < i) told = &datings_[j];
      }
      if (told != nullptr) {
        const Event& event = out_.events[static_cast<std::size_t>(told - datings_.data())];
        date(i, event.from, event.to);
      }
    }
  }

  bool same_happening(std::size_t a, std::size_t b) const {
    if (datings_[a].row == datings_[b].row) return true;
    return out_.events[a].type == EventType::clash && out_.events[b].type == EventType::clash &&
           datings_[a].row->mutual() && datings_[b].row->mutual();
  }

  void date(std::size_t index, std::optional<Date> from, std::optional<Date> to) {
    out_.events[index].from = from;
    out_.events[index].to = to;
    for (Figure& figure : out_.figures) {
      if (figure.event != static_cast<Index>(index)) continue;
      figure.from = from;
      figure.to = to;
    }
  }

  // How an event was dated, for those that point to it.
  Dating dating_of(const Draft& draft) const {
    const Event& event = draft.event;
    const bool definite = !draft.is_verb && (page_.has(draft.trigger.begin, feature::with_al) ||
                                             page_.has(draft.trigger.begin, feature::enclitic));
    const bool made = event.type == EventType::talks || event.type == EventType::ceasefire;
    const bool lasts =
        event.type == EventType::protest || (event.type == EventType::clash && draft.row->mutual());
    const bool past =
        event.from && page_.document.published && *event.from < *page_.document.published;
    return {draft.row,
            definite && !draft.dated && (made || lasts) && event.status != Status::planned,
            draft.dated && past && (made || (lasts && !event.to))};
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
      const bool people = quantity.noun == kNoToken ? quantity.others
                                                    : page_.is(quantity.noun, page_.classes.victim);
      return (near || over) && people;
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
        return strong(draft) && !is_setting(draft, harm) && !is_refused(harm, draft) &&
               (is_violent(draft.event.type) || draft.event.type == EventType::protest);
      });
    };
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      gone[i] = draft.person ? another || !counts_harmed(draft) || is_treated(draft)
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

  // "نفى سقوط مدنيين في القصف": the harm did not happen, the attack did.
  static bool is_refused(const Draft& harm, const Draft& attack) {
    return harm.event.status == Status::denied && attack.event.status != Status::denied;
  }

  bool is_doubtful(const Draft& draft) const {
    const TriggerRow& row = *draft.row;
    if (row.counted && !counts_people(draft)) return true;
    if (row.armed && (!draft.framed || !armed_party(draft)) && !points_back(draft) &&
        !(row.type == EventType::arrest && row.harm && counts_people(draft))) {
      return true;
    }
    if (draft.ambiguous && !draft.framed) return true;
    // "نزح 5000 شخص": people are counted, and no flood or fire stands beside them.
    const bool moved = row.type == EventType::displacement && row.harm && draft.is_verb &&
                       !draft.ambiguous && counts_people(draft) && !clause_.accident_in(sentence_);
    const bool needs_armed = !moved && (row.weak || row.last || draft.ambiguous);
    if (needs_armed && !is_in_report(draft) && !is_weighed(draft) && !armed(draft)) return true;
    // "مدرسة تؤوي نازحين": says which school.
    if (row.type == EventType::aid && row.weak && draft.is_verb &&
        clause_.describes(draft.trigger.begin, true, false)) {
      return true;
    }
    // "الذي يدعم المبادرة" says who is meant; with both parties named it tells their bond.
    if (row.type == EventType::support && draft.is_verb &&
        (draft.event.agents.empty() || draft.event.targets.empty()) &&
        clause_.describes(draft.trigger.begin, true, false)) {
      return true;
    }
    // "محاولات الخروج من الأزمة": out of no place.
    if (row.type == EventType::withdrawal && row.armed && !draft.is_verb && !draft.placed &&
        page_.has(draft.trigger.begin, feature::with_al)) {
      return true;
    }
    // Ground is taken or held somewhere, and is not only described.
    if (row.type != EventType::territory) return false;
    // "الخسائر", "التوسعات": things, not the taking.
    if (draft.reading != nullptr && !draft.is_verb && (draft.reading->features & feature::pl)) {
      return true;
    }
    const bool ground = clause_.takes_ground(draft.trigger.end - 1);
    const bool by_whom = !draft.event.agents.empty();
    // "وزعم الاحتلال": a noun that takes nothing names who did it.
    const std::uint32_t next = draft.trigger.end;
    const bool takes = next < sentence_.last && page_.is(next, page_.classes.preposition);
    if (draft.reading != nullptr && !draft.is_verb && !draft.placed && !ground && !takes &&
        page_.has(draft.trigger.begin, feature::with_al)) {
      return true;
    }
    // "خسارة المباراة", "استعادة العلاقات": what was taken is no ground.
    if (!row.armed && !draft.placed && !ground && !resumes_ground(draft)) return true;
    if (draft.event.places.empty() && (!ground || (draft.is_verb && !by_whom))) return true;
    return (row.weak && !draft.framed && !ground) ||
           clause_.describes(draft.trigger.begin, draft.is_verb, by_whom);
  }

  // "سيطر عليها", "باتت البلدة تحت سيطرة", "تحرير المدينة": ground that a pronoun means, that
  // stands before the phrase or in it; or any of the sentence, where who bears arms took it.
  [[nodiscard]] bool resumes_ground(const Draft& draft) const {
    const Span trigger = draft.trigger;
    const std::uint32_t last = std::min(sentence_.last, trigger.end + 3);
    for (std::uint32_t t = trigger.end; t < last; ++t) {
      if (page_.has(t, feature::enclitic | feature::particle)) return true;
    }
    // "استعادها", "تحريرها"; but "خسارته" is whose loss it was.
    if (page_.has(trigger.begin, feature::enclitic) && draft.row->genitive != Role::target) {
      return true;
    }
    if (draft.phrase) {
      const std::uint32_t first =
          trigger.begin > sentence_.first ? trigger.begin - 1 : trigger.begin;
      for (std::uint32_t t = first; t < trigger.end; ++t) {
        if (clause_.ground(t)) return true;
      }
    }
    const bool armed = armed_party(draft);
    return std::any_of(draft.event.places.begin(), draft.event.places.end(), [&](Index index) {
      const std::uint32_t begin = page_.mentions.all[static_cast<std::size_t>(index)].tokens.begin;
      return begin >= sentence_.first && begin < sentence_.last && (armed || begin < trigger.begin);
    });
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
    bool alert = false;
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
      telling.anchored = telling.armed || hit;
      telling.beside = violent > 1;
      telling.told_before = told_ != std::array<int, kEventTypes>{};
      telling.harm_only = draft.light;
      telling.of_protesters = draft.by_protesters;
      if (draft.event.type == EventType::protest) {
        points[i] = evidence_.points_of_protest(telling);
      } else if (is_violent(draft.event.type)) {
        const int of_alert = evidence_.points_of_alert(telling);
        points[i] = evidence_.points(telling) + of_alert;
        most = std::max(most, points[i]);
        alert = alert || of_alert > 0;
      }
    }
    const int beside = alert ? Evidence::kEnoughInAlert : Evidence::kEnoughBeside;
    const int enough = most >= enough_ ? std::min(enough_, beside) : enough_;
    std::vector<bool> gone(drafts_.size(), false);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!is_weighed(drafts_[i])) continue;
      gone[i] = points[i] < (is_violent(drafts_[i].event.type) ? enough : Evidence::kEnough);
    }
    erase(gone);
  }

  // "نقل 14 جريحا", "انتشلت تسعة جثامين": what is told is what was done for them.
  bool is_treated(const Draft& draft) const {
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t t = draft.trigger.begin, n = 0; t-- > sentence_.first && n < kReach; ++n) {
      if (clause_.treats(t)) return true;
      if (page_.punctuation(t)) return false;
    }
    return false;
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
    const bool parts = token > sentence_.first && clause_.between(token - 1);
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
    if (nearest->event.type == EventType::clash && nearest->row->mutual()) {
      // "قتل 12 من قوات النظام في اشتباكات": they took part in them.
      for (const Index index : victims) {
        const std::uint32_t begin =
            page_.mentions.all[static_cast<std::size_t>(index)].tokens.begin;
        if (begin > sentence_.first && clause_.of_some(begin - 1)) {
          merge(nearest->event.agents, {index});
        }
      }
      std::erase_if(victims, [&](Index index) {
        const auto& agents = nearest->event.agents;
        return std::find(agents.begin(), agents.end(), index) != agents.end();
      });
    }
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
               !is_refused(drafts_[i], draft) && !clause_.parted(draft.trigger, drafts_[i].trigger);
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
  const std::vector<claims::Found>& claims_;
  Analysis& out_;
  ClauseReader clause_;
  DraftFinder finder_;
  Evidence evidence_;
  RoleReader roles_;
  StatusReader status_;
  FigureReader figures_;
  text::Sentence sentence_;
  std::vector<Draft> drafts_;
  std::vector<HarmWord> harm_words_;
  bool peaceful_ = false;                // an article of sport
  bool conflict_ = false;                // a report of conflict
  bool protests_ = false;                // a report of protests
  int enough_ = Evidence::kEnough;       // points that make an event where it is none
  bool aircraft_ = false;                // it speaks of aircraft more than of artillery
  std::array<int, kEventTypes> told_{};  // by type: attacks whose words tell their kind
  std::vector<std::size_t> undated_;     // attacks that wait for the article's date
  std::vector<Reference> references_;
  std::vector<Dating> datings_;       // of all events
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
