// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/clause.h"

#include <algorithm>

#include "marsad/analysis/names.h"
#include "marsad/events/draft.h"

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using mentions::Found;
using mentions::Page;
using mentions::value_of;
using morphology::Reading;
using PunctuationRole = text::Orthography::Role;

constexpr std::uint32_t kClauseReach = 200;     // tokens from a word to the ends of its clause
constexpr std::uint32_t kSubjectReach = 10;     // tokens from a verb back to its subject
constexpr std::uint32_t kGovernorReach = 14;    // … from a noun back to the verb that governs it
constexpr std::uint32_t kAntecedentReach = 20;  // … from a pronoun to what it means
constexpr std::uint32_t kAsideReach = 14;       // … between the dashes of an aside
constexpr std::uint32_t kBehind = 5;            // … behind a number to who they were
constexpr std::uint32_t kGroundReach = 7;       // … from a word of taking to what is taken
constexpr std::uint32_t kWeaponReach = 3;       // … from a word of use back to a weapon
constexpr std::uint32_t kUndergoReach = 5;      // … from what befalls back to its verb
constexpr std::uint32_t kPredicateReach = 5;    // from what is said of ground back to كان
constexpr std::uint32_t kFighterReach = 3;      // from a word of flight to who flees
constexpr std::uint32_t kOnlyReach = 8;         // from a negation to "فقط"
constexpr std::uint32_t kTollReach = 8;         // … back to the toll that it is
constexpr std::uint32_t kMarkerReach = 3;       // from a number back to بينهم

}  // namespace

ClauseClasses::ClauseClasses(const lexicon::Lexicon& lexicon)
    : peaceful(lexicon.class_named("peaceful")),
      vehicle(lexicon.class_named("vehicle")),
      harm_word(lexicon.class_named("harm-word")),
      stop(lexicon.class_named("stop")),
      ground(lexicon.class_named("ground")),
      strong_attack(lexicon.class_named("strong-attack")),
      conflict(lexicon.class_named("conflict")),
      among(lexicon.class_named("among")),
      aircraft(lexicon.class_named("aircraft")),
      artillery(lexicon.class_named("artillery")),
      harm_noun(lexicon.class_named("harm-noun")),
      use_weapon(lexicon.class_named("use-weapon")),
      responsibility(lexicon.class_named("responsibility")),
      generic(lexicon.class_named("generic-attack")),
      place_preposition(lexicon.class_named("place-preposition")),
      agent_preposition(lexicon.class_named("agent-preposition")),
      target_preposition(lexicon.class_named("target-preposition")),
      court(lexicon.class_named("court")),
      accident(lexicon.class_named("accident")),
      protester(lexicon.class_named("protester")),
      protest_word(lexicon.class_named("protest-word")),
      grievance(lexicon.class_named("grievance")),
      addition(lexicon.class_named("addition")),
      part_of(lexicon.class_named("part-of")),
      control(lexicon.class_named("control-verb")),
      with(lexicon.class_named("together-with")),
      complement(lexicon.class_named("complement-preposition")),
      undergo(lexicon.class_named("undergo")),
      light_noun(lexicon.class_named("light-noun")),
      war(lexicon.class_named("war")),
      all(lexicon.class_named("all")),
      building(lexicon.class_named("building")),
      hit(lexicon.class_named("hit")),
      flee(lexicon.class_named("flee")),
      ground_fire(lexicon.class_named("ground-fire")),
      between(lexicon.class_named("between")),
      some(lexicon.class_named("some")),
      under(lexicon.class_named("under")),
      harms(lexicon.class_named("harms")),
      subject_to(lexicon.class_named("subject-to")),
      toll(lexicon.class_named("toll")),
      amid(lexicon.class_named("amid")),
      only(lexicon.class_named("only")),
      involvement(lexicon.class_named("involvement")),
      concerning(lexicon.class_named("concerning")),
      mutual(lexicon.class_named("mutual")),
      hold(lexicon.class_named("hold-ground")),
      accuse(lexicon.class_named("accuse")),
      protest_act(lexicon.class_named("protest-act")),
      in(lexicon.class_named("inside")),
      lies(lexicon.class_named("lies-in")),
      time_joiner(lexicon.class_named("time-joiner")),
      since(lexicon.class_named("since")),
      attempt(lexicon.class_named("attempt")),
      begins(lexicon.class_named("begins")),
      middle(lexicon.class_named("middle-of")),
      late(lexicon.class_named("late-in")),
      others(lexicon.class_named("others")),
      announce(lexicon.class_named("announce")),
      adjoins(lexicon.class_named("adjoins")),
      near_by(lexicon.class_named("near-by")),
      in_answer_to(lexicon.class_named("in-answer-to")),
      hold_responsible(lexicon.class_named("hold-responsible")),
      thwart(lexicon.class_named("thwart")),
      comes_as_news(lexicon.class_named("comes-as-news")),
      aims(lexicon.class_named("aims-at")),
      instance(lexicon.class_named("instance")),
      change(lexicon.class_named("change-of-number")),
      leave(lexicon.class_named("leave-behind")),
      other(lexicon.class_named("one-other")),
      kinship(lexicon.class_named("kinship")),
      members(lexicon.class_named("member")),
      some_one(lexicon.class_named("some-one")),
      cover(lexicon.class_named("cover")),
      treat(lexicon.class_named("treat")),
      numbered(lexicon.class_named("numbered")) {}

// "بينما", but not "منذ شهر".
bool ClauseReader::opener(std::uint32_t token) const {
  return page_.is(token, page_.classes.clause_opener) &&
         value_of<TimeValue>(page_.mention(token)) == nullptr &&
         (token + 1 >= page_.tokens() || !page_.is(token, page_.classes.preposition) ||
          value_of<TimeValue>(page_.mention(token + 1)) == nullptr);
}

// A clause begins at a complementizer, a relative pronoun, a word such as بينما,
// or after a pause where a finite verb follows.
bool ClauseReader::opens_clause(std::uint32_t token) const {
  if (page_.is(token, page_.classes.that) || page_.is(token, page_.classes.relative) ||
      opener(token)) {
    return true;
  }
  const bool after_pause =
      token > 0 && page_.punctuation(token - 1) && page_.role(token - 1) == PunctuationRole::pause;
  return (after_pause || page_.has(token, feature::with_wa)) && page_.surely_verb(token);
}

Clause ClauseReader::around(Span tokens) const {
  const text::Sentence& sentence = page_.sentence_at(tokens.begin);
  // No clause is longer; a bound keeps the whole linear in a sentence without end.
  Clause clause{std::max(sentence.first, tokens.begin - std::min(tokens.begin, kClauseReach)),
                std::min(sentence.last, tokens.end + kClauseReach)};
  for (std::uint32_t t = tokens.begin + 1; t-- > clause.begin;) {
    if (t < tokens.begin && page_.is(t, page_.classes.that)) {
      clause.begin = t + 1;
      break;
    }
    if (opens_clause(t)) {
      clause.begin = t;
      break;
    }
  }
  for (std::uint32_t t = tokens.end; t < clause.end; ++t) {
    if (opens_clause(t) && !page_.is(t, page_.classes.relative)) {
      clause.end = t;
      break;
    }
  }
  return clause;
}

// Left of a closing dash or bracket, past what it encloses; the token itself otherwise.
std::uint32_t ClauseReader::before_aside(std::uint32_t token) const {
  if (!page_.punctuation(token)) return token;
  const PunctuationRole role = page_.role(token);
  if (role != PunctuationRole::dash && role != PunctuationRole::close_bracket) return token;
  const text::Sentence& sentence = page_.sentence_at(token);
  for (std::uint32_t t = token; t-- > sentence.first && token - t < kAsideReach;) {
    if (!page_.punctuation(t)) continue;
    if (role == PunctuationRole::dash ? page_.role(t) == PunctuationRole::dash
                                      : page_.role(t) == PunctuationRole::open_bracket) {
      return t;
    }
  }
  return token;
}

// "الحزب، الذي تلاحقه الدولة، هجوما": left of what a relative pronoun tells between two pauses.
std::uint32_t ClauseReader::before_relative(std::uint32_t pause) const {
  const text::Sentence& sentence = page_.sentence_at(pause);
  for (std::uint32_t t = pause; t-- > sentence.first && pause - t < kAsideReach;) {
    if (!page_.punctuation(t)) continue;
    const bool opens = page_.role(t) == PunctuationRole::pause && t > sentence.first &&
                       page_.is(t + 1, page_.classes.relative);
    return opens ? t - 1 : pause;
  }
  return pause;
}

// "ثلاثة من المهاجمين", "أي من مقاتليه": some of them, and no place or doer behind من.
bool ClauseReader::of_some(std::uint32_t token) const {
  if (!partitive(token) || token == page_.sentence_at(token).first) return false;
  return in_quantity(page_, token - 1) || page_.has(token - 1, feature::number) ||
         page_.is(token - 1, classes_.some);
}

bool ClauseReader::prepositional(const Found& found) const {
  const std::uint32_t begin = found.tokens.begin;
  if (page_.always(begin, feature::with_bi) || page_.always(begin, feature::with_li)) return true;
  if (begin > page_.sentence_at(begin).first && against(begin - 1)) return true;  // "ضد الجيش"
  return begin > page_.sentence_at(begin).first && page_.is(begin - 1, page_.classes.preposition) &&
         page_.particle(begin - 1) && !of_some(begin - 1);
}

bool ClauseReader::resumes(std::uint32_t verb) const {
  const text::Sentence& sentence = page_.sentence_at(verb);
  if (verb == sentence.first || verb + 1 >= sentence.last) return false;
  const Found* subject = page_.actor(verb + 1);
  return page_.is(verb - 1, page_.classes.relative) && page_.always(verb, feature::enclitic) &&
         subject != nullptr && subject->tokens.begin == verb + 1;
}

// A word that can be a verb in the past and stands right before its subject is one.
bool ClauseReader::governs(std::uint32_t token, const Found* subject) const {
  return page_.acts_as_verb(token) || (subject != nullptr && subject->tokens.begin == token + 1 &&
                                       page_.has(token, feature::verb | feature::past) &&
                                       !page_.is(token, page_.classes.preposition));
}

const Found* ClauseReader::subject_before(std::uint32_t verb) const {
  const text::Sentence& sentence = page_.sentence_at(verb);
  std::uint32_t steps = 0;
  bool relative = false;
  for (std::uint32_t t = verb; t-- > sentence.first && steps++ < kSubjectReach;) {
    t = before_aside(t);
    const Found* found = page_.actor(t);
    if (found != nullptr && found->tokens.end - 1 == t) {
      if (!prepositional(*found) || relative) return found;
      t = found->tokens.begin;
      continue;
    }
    if (page_.is(t, page_.classes.relative)) {
      relative = true;
      // "العنف الذي يستهدف": a happening is the antecedent, and nobody.
      if (t > sentence.first && page_.actor(t - 1) == nullptr &&
          page_.always(t - 1, feature::noun) && page_.is(t - 1, page_.classes.trigger) &&
          !harmed_person(t - 1)) {
        return nullptr;
      }
      continue;
    }
    if (page_.is(t, page_.classes.that)) return nullptr;
    if (page_.acts_as_verb(t) && !page_.is(t, page_.classes.auxiliary)) return nullptr;
    const PunctuationRole role = page_.role(t);
    if (page_.punctuation(t) && !relative && role != PunctuationRole::either_quote &&
        role != PunctuationRole::close_quote && role != PunctuationRole::open_quote &&
        role != PunctuationRole::dash && role != PunctuationRole::open_bracket) {
      return nullptr;
    }
  }
  return nullptr;
}

const Found* ClauseReader::subject_of_light_verb(std::uint32_t noun, bool& undergoes) const {
  const text::Sentence& sentence = page_.sentence_at(noun);
  const Found* between = nullptr;
  const Found* nearest = nullptr;
  const Found* asked = nullptr;
  std::uint32_t steps = 0;
  // "بعد مواجهات", "ردا على تفجير": only tells when and why, and is no part of what the verb says.
  if (noun > sentence.first && page_.is(noun - 1, page_.classes.preposition) &&
      page_.has(noun - 1, feature::particle)) {
    const bool adverbial = noun - 1 > sentence.first && page_.has(noun - 2, feature::accusative) &&
                           !page_.has(noun - 2, feature::verb);
    if (adverbial || !page_.is(noun - 1, classes_.complement)) return nullptr;
  }
  bool responsible = false;  // "مسؤوليته عن الهجوم": whoever says it did it
  for (std::uint32_t t = noun; t-- > sentence.first && steps++ < kGovernorReach;) {
    t = before_aside(t);
    if (page_.punctuation(t) && page_.role(t) == PunctuationRole::pause) t = before_relative(t);
    const Found* found = page_.actor(t);
    if (found != nullptr && found->tokens.begin == t) {
      // "تم استهداف المبنى بغارتين": the genitive of another happening is no subject.
      const bool genitive = t > sentence.first && page_.is(t - 1, page_.classes.trigger) &&
                            page_.always(t - 1, feature::masdar);
      // "أسفر عن مقتل ثلاثة من رجال الشرطة في هجوم": whom a number counts did not make it.
      if (found->tokens.end == noun && t > sentence.first && partitive(t - 1)) asked = found;
      if (!prepositional(*found) && !genitive && !in_quantity(page_, t)) {
        if (nearest == nullptr) nearest = found;
        between = found;
      }
      continue;
    }
    if (page_.is(t, page_.classes.that)) return nullptr;
    if (page_.is(t, classes_.responsibility)) responsible = true;
    // "شن التنظيم هجوما" as a noun: "بعد شن التنظيم هجوما".
    const bool noun_of = !page_.surely_verb(t) && between != nullptr &&
                         between->tokens.begin == t + 1 && page_.has(t, feature::masdar);
    if (noun_of && (page_.is(t, classes_.light_noun) || page_.is(t, classes_.undergo))) {
      undergoes = page_.is(t, classes_.undergo);
      return between;
    }
    if (governs(t, between)) {
      // "اتهمت الحكومة الفصائل بقصف البلدة": the accused did it.
      // "حملت الوزارة الفصائل مسؤولية الهجوم".
      const bool blames = responsible && page_.is(t, classes_.hold_responsible);
      if (page_.is(t, classes_.accuse) || blames) return nearest != between ? nearest : nullptr;
      // "طلبت روسيا من الفصائل مغادرة البلدة", "دعا المبعوث الفصائل إلى وقف القصف".
      if (page_.is(t, page_.classes.wish) && page_.is(t, page_.classes.cue)) {
        if (asked != nullptr) return asked;
        if (nearest != between && noun <= nearest->tokens.end + 1) return nearest;
      }
      if (page_.is(t, page_.classes.cue) && !responsible && !page_.is(t, classes_.responsibility)) {
        // "أمرت روسيا بوقف القصف", "قرر الجيش استعادة التل": who orders or decides does it, where
        // the noun stands right behind.
        // "تواصل القوات عملياتها لاستعادة التل": what the act is for, whoever stands between.
        const bool near = between != nullptr &&
                          (noun <= between->tokens.end + 1 || page_.always(noun, feature::with_li));
        const bool controls = page_.is(t, classes_.control) && near;
        return controls ? between : nullptr;
      }
      if (page_.reading(t, feature::verb | feature::active) == nullptr) return nullptr;
      if (page_.is(t, classes_.thwart)) return nullptr;  // "أحبطت الشرطة هجوما": not theirs
      // "قتل القائد في هجوم": the killing tells of the attack, and has a subject of its own.
      const bool behind = noun > sentence.first && (page_.is(noun - 1, page_.classes.preposition) ||
                                                    page_.has(noun, feature::with_bi));
      if (behind && page_.is(t, classes_.harms)) return nullptr;
      undergoes = page_.is(t, classes_.undergo);
      return between != nullptr ? between : subject_before(t);
    }
  }
  return nullptr;
}

const Found* ClauseReader::actor_before(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  const Found* nearest = nullptr;
  for (std::uint32_t t = token; t-- > sentence.first && token - t < kAntecedentReach;) {
    const Found* found = page_.actor(t);
    if (found == nullptr || found->tokens.begin != t) continue;
    const ActorClass cls = value_of<ActorValue>(found)->cls;
    if (cls != ActorClass::armed_group && cls != ActorClass::military &&
        cls != ActorClass::government) {
      continue;
    }
    // Of who is spoken, before whom a preposition brings in: "أعلن التحالف ضد التنظيم أن غاراته".
    if (!prepositional(*found) && !(t > sentence.first && against(t - 1))) return found;
    if (nearest == nullptr) nearest = found;
  }
  return nearest;
}

bool ClauseReader::negated(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  std::uint32_t steps = 0;
  for (std::uint32_t t = token; t-- > sentence.first && steps++ < 4;) {
    if (page_.punctuation(t)) return false;
    if (page_.is(t, page_.classes.negation) && !page_.is(t, page_.classes.conjunction) &&
        !page_.is(t, page_.classes.relative)) {
      return true;
    }
  }
  return false;
}

bool ClauseReader::not_only(std::uint32_t negation) const {
  const text::Sentence& sentence = page_.sentence_at(negation);
  const std::uint32_t last = std::min(sentence.last, negation + 1 + kOnlyReach);
  for (std::uint32_t t = negation + 1; t < last && !page_.punctuation(t); ++t) {
    if (page_.is(t, classes_.only)) return true;
  }
  return false;
}

bool ClauseReader::by(std::uint32_t token) const {
  if (!page_.is(token, classes_.agent_preposition)) return false;
  if (page_.has(token, feature::with_bi)) return true;
  return token > page_.sentence_at(token).first && page_.is(token - 1, page_.classes.preposition) &&
         page_.has(token - 1, feature::particle);
}

std::optional<Role> ClauseReader::usual_role(std::uint32_t token) const {
  if (by(token)) return Role::agent;
  if (page_.is(token, classes_.target_preposition)) return Role::target;
  // "بين القوات والمسلحين" is where only for places.
  if (page_.is(token, classes_.between)) return Role::none;
  if (page_.is(token, classes_.place_preposition)) return Role::place;
  if (page_.always(token, feature::with_bi)) return Role::weapon;
  if (page_.is(token, page_.classes.preposition) && page_.particle(token)) {
    return Role::none;
  }
  return std::nullopt;
}

bool ClauseReader::befalls(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  for (std::uint32_t t = token; t-- > sentence.first && token - t <= kUndergoReach;) {
    if (page_.punctuation(t)) return false;
    if (page_.is(t, classes_.undergo)) return true;
  }
  return false;
}

bool ClauseReader::refers_back(std::uint32_t token) const {
  return page_.is(token, classes_.generic);
}

// "مقاتلات" and "طائرة مقاتلة", but not the masculine of "مقاتلي المعارضة".
bool ClauseReader::aircraft(std::uint32_t token) const {
  if (!page_.is(token, classes_.aircraft)) return false;
  const auto readings = page_.readings(token);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    const bool masculine = (reading.features & feature::adjective) &&
                           (reading.features & feature::m) && !(reading.features & feature::f);
    return reading.lexeme != lexicon::kNothing && !masculine &&
           page_.lexicon.in_set(classes_.aircraft, reading.lexeme);
  });
}

bool ClauseReader::aircraft_in(const text::Sentence& sentence) const {
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    if (aircraft(t)) return true;
  }
  return false;
}

bool ClauseReader::describes(std::uint32_t token, bool is_verb, bool by_whom) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  if (token == sentence.first) return false;
  const std::uint32_t verb = token;
  if (!is_verb) {
    const bool under = page_.is(token - 1, classes_.under) && !page_.has(token, feature::with_al) &&
                       !predicated(token - 1);
    const bool subject_to =
        page_.always(token, feature::with_li) && page_.is(token - 1, classes_.subject_to);
    const bool ground_of =
        page_.is(token - 1, classes_.ground) && !page_.has(token, feature::with_wa);
    return under || subject_to || ground_of;
  }
  if (!page_.has(verb, feature::present)) return false;
  // "منطقة يسيطرون عليها": the ground is what was named; "الجماعة التي تسيطر على المنطقة" tells.
  const bool pronoun = verb + 1 < sentence.last && page_.has(verb + 1, feature::enclitic) &&
                       page_.has(verb + 1, feature::particle);
  if (page_.is(verb - 1, page_.classes.relative)) {
    return pronoun || !by_whom || !takes_ground(verb);
  }
  // Straight behind an indefinite noun the clause is its attribute.
  return !page_.punctuation(verb - 1) && !page_.has(verb, feature::with_wa) && !opener(verb - 1) &&
         page_.reading(verb - 1, feature::noun, feature::with_al | feature::verb) != nullptr;
}

// "باتت البلدة تحت سيطرة", "لم تكن المدينة تحت سيطرة": said of the ground, not to tell which.
bool ClauseReader::predicated(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  for (std::uint32_t t = token; t-- > sentence.first && token - t <= kPredicateReach;) {
    if (page_.punctuation(t) || page_.is(t, page_.classes.relative) ||
        page_.has(t, feature::active_participle)) {
      return false;
    }
    if (page_.is(t, page_.classes.auxiliary) && page_.acts_as_verb(t)) return true;
  }
  return false;
}

bool ClauseReader::takes_ground(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  // "الاحتلال": what a definite noun takes stands behind a preposition.
  if (page_.always(token, feature::with_al) && token + 1 < sentence.last &&
      !page_.is(token + 1, page_.classes.preposition)) {
    return false;
  }
  for (std::uint32_t t = token + 1; t < std::min(sentence.last, token + 1 + kGroundReach); ++t) {
    if (page_.punctuation(t) || page_.surely_verb(t) || page_.is(t, page_.classes.relative)) break;
    if (page_.is(t, classes_.ground) || page_.is(t, classes_.building)) return true;
  }
  return false;
}

const Found* ClauseReader::weapon_resumed_by(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  const bool pronoun = page_.always(token, feature::enclitic);
  const bool passive = page_.has(token, feature::verb | feature::passive | feature::past);
  if (!pronoun && !passive) return nullptr;
  const std::uint32_t reach = pronoun ? kWeaponReach : 1;
  for (std::uint32_t t = token; t-- > sentence.first && token - t <= reach;) {
    if (page_.punctuation(t)) return nullptr;
    const Found* found = page_.mention(t);
    if (value_of<WeaponValue>(found) != nullptr) return found;
  }
  return nullptr;
}

bool ClauseReader::parted(Span a, Span b) const {
  const std::uint32_t first = std::min(a.end, b.end);
  const std::uint32_t last = std::max(a.begin, b.begin);
  for (std::uint32_t token = first; token < last; ++token) {
    if (opener(token)) return true;
  }
  return false;
}

// A fighter, or a body that bears arms, within a few words: "باقي المهاجمين على الفرار".
bool ClauseReader::fighters_near(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  const std::uint32_t first = std::max(sentence.first, token - std::min(token, kFighterReach));
  for (std::uint32_t t = first; t < std::min(sentence.last, token + kFighterReach); ++t) {
    if (t != token && victims_of(t) == Victims::combatants) return true;
  }
  return false;
}

bool ClauseReader::ground_fire(Span tokens) const {
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    if (page_.is(t, classes_.ground_fire) || page_.is(t, classes_.artillery)) return true;
  }
  return false;
}

int ClauseReader::aircraft_balance() const {
  int balance = 0;
  for (std::uint32_t token = 0; token < page_.tokens(); ++token) {
    if (aircraft(token)) ++balance;
    if (page_.is(token, classes_.artillery)) --balance;
  }
  return balance;
}

bool ClauseReader::phrase_begins(std::uint32_t token, std::uint32_t set) const {
  if (set == lexicon::kNothing ||
      (page_.chart.kinds[token] & (1u << static_cast<unsigned>(grammar::Kind::phrase))) == 0) {
    return false;
  }
  for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
       id = page_.chart.edges[id].next) {
    const grammar::Edge& edge = page_.chart.edges[id];
    if (edge.kind == grammar::Kind::phrase &&
        page_.lexicon.in_set(set, page_.chart.readings_of(edge).front().lexeme)) {
      return true;
    }
  }
  return false;
}

bool ClauseReader::strong_attack(std::uint32_t token) const {
  return page_.surely(token, classes_.strong_attack) ||
         phrase_begins(token, classes_.strong_attack);
}

bool ClauseReader::part_marker(std::uint32_t token) const {
  return page_.is(token, classes_.among) || phrase_begins(token, classes_.among);
}

bool ClauseReader::part_marker_before(std::uint32_t token) const {
  const text::Sentence& sentence = page_.sentence_at(token);
  std::uint32_t steps = 0;
  for (std::uint32_t t = token; t-- > sentence.first && steps++ < kMarkerReach;) {
    if (part_marker(t)) return true;
  }
  return false;
}

std::optional<FigureKind> ClauseReader::harm_of(std::uint32_t noun) const {
  std::optional<FigureKind> kind;
  for (const Reading& reading : page_.readings(noun)) {
    if (reading.lexeme == lexicon::kNothing ||
        !(reading.features & (feature::noun | feature::adjective)))
      continue;
    page_.rows(reading.lexeme, "nouns.tsv", [&](lexicon::RowId row) {
      // قتيل, جثة, إصابة: one of them is one who was harmed.
      const std::string_view what = page_.lexicon.field(row, "kind");
      if (what != "person" && what != "body" && what != "event") return;
      if (!kind) kind = parse<FigureKind>(page_.lexicon.field(row, "harm"));
    });
  }
  return kind;
}

Victims ClauseReader::victims_behind(Span figure) const {
  const text::Sentence& sentence = page_.sentence_at(figure.begin);
  for (std::uint32_t t = figure.end; t < std::min(sentence.last, figure.end + kBehind); ++t) {
    if (page_.punctuation(t) || page_.surely_verb(t) || page_.has(t, feature::with_wa)) break;
    // "توقيف أربعة على خلفية إشكال مسلح": what for.
    if (page_.is(t, classes_.concerning) && page_.particle(t)) break;
    if (part_marker(t)) break;  // "خمسة بينهم جنديان"
    // "أصيب المئات برصاص الجيش": who did it stands behind.
    if (by(t) || (weapon_word(t) && page_.has(t, feature::with_bi))) break;
    // "قتل ستة في هجوم على الحاجز": whom it hit is not who they were.
    if (page_.is(t, page_.classes.trigger) && page_.has(t, feature::noun) && !harmed_person(t)) {
      break;
    }
    const auto* actor = value_of<ActorValue>(page_.actor(t));
    if (actor != nullptr &&
        (actor->cls == ActorClass::armed_group || actor->cls == ActorClass::military)) {
      return Victims::combatants;
    }
    const Victims who = victims_of(t);
    if (who == Victims::combatants) return who;
    // "14 جريحا من المدنيين"
    if (who != Victims::people && t > figure.end && partitive(t - 1)) return who;
  }
  return Victims::people;
}

bool ClauseReader::mixed_behind(Span figure, Victims whole) const {
  const text::Sentence& sentence = page_.sentence_at(figure.begin);
  if (whole == Victims::civilians) {
    bool of_them = false;
    for (std::uint32_t t = figure.begin; t < figure.end; ++t) of_them = of_them || partitive(t);
    const Found* joined = figure.end < sentence.last ? page_.actor(figure.end) : nullptr;
    return of_them && joined != nullptr && joined->tokens.begin == figure.end &&
           is_armed(*joined) && page_.always(figure.end, feature::with_wa);
  }
  if (whole != Victims::people) return false;
  bool parts = false;
  for (std::uint32_t t = figure.end; t < std::min(sentence.last, figure.end + kBehind); ++t) {
    // "جميعهم من المدنيين": all of them are.
    if (page_.surely_verb(t) || page_.is(t, classes_.all)) return false;
    if (parts && victims_of(t) == Victims::civilians) return true;
    parts = parts || part_marker(t) || between(t);
    if (!parts && !page_.punctuation(t)) return false;
  }
  return false;
}

bool ClauseReader::civilian_toll(std::uint32_t number) const {
  const text::Sentence& sentence = page_.sentence_at(number);
  for (std::uint32_t t = number; t-- > sentence.first && number - t <= kTollReach;) {
    if (page_.punctuation(t) || page_.surely_verb(t)) return false;
    if (t > sentence.first && harmed_person(t - 1) && victims_of(t) == Victims::civilians) {
      return true;
    }
  }
  return false;
}

Victims ClauseReader::victims_of(std::uint32_t noun) const {
  for (const Reading& reading : page_.readings(noun)) {
    if (reading.lexeme == lexicon::kNothing) continue;
    std::optional<Victims> victims;
    page_.rows(reading.lexeme, "nouns.tsv", [&](lexicon::RowId row) {
      if (!victims) victims = parse<Victims>(page_.lexicon.field(row, "victims"));
    });
    if (victims) return *victims;
  }
  return Victims::people;
}

}  // namespace marsad::events
