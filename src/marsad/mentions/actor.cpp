// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/actor.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "marsad/mentions/page.h"
#include "marsad/mentions/terms.h"
#include "marsad/text/utf8.h"

namespace marsad::mentions {
namespace {

namespace feature = lexicon::feature;
using grammar::Chart;
using grammar::Edge;
using grammar::Kind;
using grammar::Match;
using lexicon::ActorRow;
using lexicon::Features;
using morphology::Reading;

constexpr double kCapitalPopulation = 400'000;  // a town that may stand for a state

Workshop& workshop_of(void* world) { return *static_cast<Workshop*>(world); }

// The letters of a token from one on, and where they are "للجيش", "الجيش".
std::u16string whole_letters(const Chart& chart, std::uint32_t token, std::u16string_view letters,
                             std::uint32_t from) {
  if (!hides_article(chart, token, from)) return std::u16string(letters.substr(from));
  for (const lexicon::Clitic& clitic : chart.lexicon->proclitics()) {
    if (clitic.adds != feature::with_al || clitic.size != 2) continue;
    std::u16string out(std::begin(clitic.letters), std::begin(clitic.letters) + 2);
    return out.append(letters.substr(from + 2));
  }
  return std::u16string(letters.substr(from));
}

// The words of a mention, without what is joined to the first of them.
std::string words_of(const Chart& chart, Span tokens) {
  std::string out;
  for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
    if (token > tokens.begin && !chart.text->tokens[token].glued) out += ' ';
    const std::u16string_view all = chart.text->letters_of(chart.text->tokens[token]);
    const std::u16string letters =
        token == tokens.begin ? whole_letters(chart, token, all, outer_letters(chart, tokens))
                              : std::u16string(all);
    for (const char16_t unit : letters) text::append_utf8(unit, out);
  }
  return out;
}

// The reason as a string, where the caller wants reasons.
std::string because(const Workshop& work, std::string_view table, std::string_view row = {}) {
  if (!work.mentions->why) return {};
  std::string why(table);
  if (!row.empty()) why.append(1, ' ').append(row);
  return why;
}

std::uint32_t keep(const Match& match, Workshop& work, ActorValue value, std::uint32_t head,
                   std::string why = {}) {
  Found found;
  found.tokens = {match.first, match.last};
  found.head = head;
  found.mention.value = std::move(value);
  if (!why.empty()) found.mention.why.push_back(std::move(why));
  work.made.push_back(std::move(found));
  return static_cast<std::uint32_t>(work.made.size() - 1);
}

ActorClass class_of(const ActorRow& row) { return static_cast<ActorClass>(row.cls); }

// ---- What the neighbours say of a head ---------------------------------------------

bool in_class(const Chart& chart, std::uint32_t token, std::uint32_t set) {
  if (set == lexicon::kNothing) return false;
  const auto readings = chart.readings_of(chart.word(token));
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return reading.lexeme != lexicon::kNothing && chart.lexicon->in_set(set, reading.lexeme);
  });
}

bool is_definite(Features features) {
  return (features & (feature::with_al | feature::enclitic)) != 0;
}

// Whether an adjective of these features may describe a noun of those.
bool agrees(Features noun, Features adjective) {
  if (is_definite(noun) != is_definite(adjective)) return false;
  if ((adjective & feature::pl) != 0) return (noun & feature::pl) != 0;
  if ((adjective & feature::du) != 0) return (noun & feature::du) != 0;
  if ((noun & feature::du) != 0) return false;
  if ((adjective & feature::f) != 0) return (noun & (feature::f | feature::pl)) != 0;
  return (noun & (feature::f | feature::pl)) == 0;
}

// "العملية العسكرية", "هجوم انتحاري": the word describes the noun before it, and is no
// soldier and no bomber. After a verb of speech it is the speaker.
bool describes_the_noun_before(const Chart& chart, const Terms& terms, std::uint32_t token) {
  constexpr Features kAdjective =
      feature::adjective | feature::active_participle | feature::passive_participle;
  constexpr Features kOuter =
      feature::with_fa | feature::with_bi | feature::with_li | feature::with_ka;
  if (token == 0) return false;
  const std::uint32_t before = token - 1;
  // "في أيدي المسلحين": who has it.
  if (in_class(chart, before, terms.by_whom)) return false;
  const bool speech = in_class(chart, before, terms.speech);
  const auto nouns = chart.readings_of(chart.word(before));
  // "لكن متحدثا": a particle that might also be read as ل and a noun.
  const bool particle = std::any_of(nouns.begin(), nouns.end(), [](const Reading& reading) {
    return (reading.features & feature::particle) != 0 && (reading.features & kOuter) == 0;
  });
  for (const Reading& word : chart.readings_of(chart.word(token))) {
    if ((word.features & kAdjective) == 0 || (word.features & kOuter) != 0) continue;
    if (speech && (word.features & feature::accusative) == 0) return false;
    if ((word.features & feature::with_wa) != 0) {
      // A second adjective: "الآليات العسكرية والمدنية".
      if (describes_the_noun_before(chart, terms, before)) return true;
      continue;
    }
    for (const Reading& noun : nouns) {
      if (particle && (noun.features & kOuter) != 0) continue;
      if ((noun.features & feature::noun) != 0 && agrees(noun.features, word.features)) return true;
    }
  }
  return false;
}

bool is_counted(const Workshop& work, std::uint32_t token) {
  const auto& all = work.mentions->quantities;
  return std::any_of(all.begin(), all.end(), [&](const Quantity& quantity) {
    return quantity.tokens.begin <= token && token < quantity.tokens.end;
  });
}

// A verb of speech or "according to" stands right before: who is told of here speaks.
bool speaks(const Match& match, const Terms& terms) {
  if (match.first == 0) return false;
  // What may be an accusative is an object: "عرض عسكريا".
  const auto readings = match.chart->readings_of(match.chart->word(match.edge("head")->first));
  if (std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
        return (reading.features & feature::accusative) != 0;
      })) {
    return false;
  }
  return in_class(*match.chart, match.first - 1, terms.speech) ||
         in_class(*match.chart, match.first - 1, terms.attribution);
}

// The verb right before makes the next word its subject: "فجر انتحاري نفسه".
bool acts(const Match& match, const Terms& terms) {
  return match.first > 0 && in_class(*match.chart, match.first - 1, terms.acts) &&
         !in_class(*match.chart, match.first - 1, terms.person_noun);
}

// ---- Actors with a row -----------------------------------------------------------------

// The best of the rows of one name: valid in the year of the article, then the first.
const ActorRow& best_row(const Match& match, const Edge& name, const Workshop& work) {
  const auto actors = work.lexicon->actors();
  int year = 0;
  if (work.document->published) {
    year = int(std::chrono::year_month_day(*work.document->published).year());
  }
  const ActorRow* best = nullptr;
  int best_score = -1;
  for (std::uint32_t i = 0; i < name.count; ++i) {
    const ActorRow& row = actors[match.chart->names[name.value + i].target];
    int score = 0;
    if (year != 0 && (row.valid_from == 0 || row.valid_from <= year + 1)) ++score;
    if (year != 0 && (row.valid_to == 0 || row.valid_to >= year - 1)) ++score;
    if (score > best_score) {
      best_score = score;
      best = &row;
    }
  }
  return *best;
}

ActorValue value_of_row(const ActorRow& row, const Workshop& work) {
  ActorValue value;
  value.name = work.lexicon->string(row.name_en);
  value.entity = work.lexicon->string(row.id);
  value.cls = class_of(row);
  return value;
}

// A body that did not exist: its name is a description here.
bool is_yet_to_come(const ActorRow& row, const Workshop& work) {
  if (!work.document->published || row.valid_from == 0) return false;
  return row.valid_from > int(std::chrono::year_month_day(*work.document->published).year()) + 1;
}

// An actor that is no person. A name of one word that describes the noun before it
// ("القيادي الحوثي") is none.
std::optional<std::uint32_t> actor_named(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  const ActorRow& row = best_row(match, *name, work);
  if (row.is_person != 0 || is_yet_to_come(row, work)) return std::nullopt;
  if (match.last - match.first == 1 &&
      describes_the_noun_before(*match.chart, *work.terms, match.first)) {
    return std::nullopt;
  }
  ActorValue value = value_of_row(row, work);
  std::string why = because(work, "actors.tsv", value.entity);
  const Edge* head = match.edge("head");
  return keep(match, work, std::move(value), head != nullptr ? head->first : name->first,
              std::move(why));
}

std::optional<std::uint32_t> person_row(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  const ActorRow& row = best_row(match, *name, work);
  if (row.is_person == 0) return std::nullopt;
  ActorValue value = value_of_row(row, work);
  std::string why = because(work, "actors.tsv", value.entity);
  work.persons.push_back(keep(match, work, std::move(value), name->first, std::move(why)));
  return work.persons.back();
}

// A country, or the capital that stands for it, where it acts. With `after`, only in a row
// of such: "روسيا وتركيا".
std::optional<std::uint32_t> actor_state(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  if (const Edge* after = match.edge("after")) {
    if (std::find(work.states.begin(), work.states.end(), after->value) == work.states.end()) {
      return std::nullopt;
    }
  }
  const bool countries_only = match.constant("capitals") == "no";
  for (std::uint32_t i = 0; i < name->count; ++i) {
    const lexicon::PlaceRow& place =
        work.lexicon->places()[match.chart->names[name->value + i].target];
    const auto level = static_cast<PlaceLevel>(place.level);
    const bool capital = level == PlaceLevel::city && place.population > kCapitalPopulation &&
                         work.lexicon->string(place.kind) == "capital";
    if (level != PlaceLevel::country && (countries_only || !capital)) continue;
    ActorValue value;
    value.name = work.lexicon->string(place.name_en);
    value.cls = ActorClass::government;
    work.states.push_back(keep(match, work, std::move(value), name->first,
                               because(work, "places.tsv", work.lexicon->string(place.id))));
    return work.states.back();
  }
  return std::nullopt;
}

// ---- Classes of described actors ------------------------------------------------

struct ClassVote {
  std::optional<ActorClass> title, noun, modifier;
};

void vote(const Workshop& work, lexicon::LexemeId lexeme, ClassVote& out) {
  for (const lexicon::RowId row : work.lexicon->rows_of(lexeme)) {
    const Terms::RowClasses classes = work.terms->classes_of(row);
    if (!out.title && classes.title != Terms::kNone) {
      out.title = static_cast<ActorClass>(classes.title);
    }
    if (!out.noun && classes.noun != Terms::kNone) out.noun = static_cast<ActorClass>(classes.noun);
  }
}

// The actor inside the span that the described one belongs to ("عناصر التنظيم").
const ActorValue* owner(const Match& match, const Workshop& work) {
  const Edge* of = match.edge("of");
  if (of == nullptr || of->kind != Kind::actor) return nullptr;
  return std::get_if<ActorValue>(&work.made[of->value].mention.value);
}

ClassVote votes_of(const Match& match, const Workshop& work, const Edge& head) {
  ClassVote out;
  for (const morphology::Reading& reading : match.chart->readings_of(head)) {
    if (reading.lexeme != lexicon::kNothing) vote(work, reading.lexeme, out);
  }
  const Terms& terms = *work.terms;
  const std::array<std::pair<std::uint32_t, ActorClass>, 6> modifiers{
      {{terms.of_insurgents, ActorClass::armed_group},
       {terms.of_army, ActorClass::military},
       {terms.of_medicine, ActorClass::medical},
       {terms.of_media, ActorClass::media},
       {terms.of_government, ActorClass::government},
       {terms.of_nations, ActorClass::international}}};
  for (std::uint32_t token = match.first; token < match.last; ++token) {
    if (token >= head.first && token < head.last && match.last - match.first > 1) continue;
    for (const auto& [set, cls] : modifiers) {
      if (!out.modifier && in_class(*match.chart, token, set)) out.modifier = cls;
    }
  }
  return out;
}

std::optional<std::uint32_t> described(const Match& match, void* world, ActorClass fallback,
                                       bool title_first) {
  Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  const ClassVote votes = votes_of(match, work, *head);
  const ActorValue* belongs = owner(match, work);
  ActorValue value;
  value.name = words_of(*match.chart, {match.first, match.last});
  if (votes.modifier == ActorClass::armed_group) {
    value.cls = ActorClass::armed_group;
  } else if (belongs != nullptr && !title_first) {
    value.cls = belongs->cls;
    value.entity = belongs->entity;
  } else if (belongs != nullptr &&
             (belongs->cls == ActorClass::armed_group || belongs->cls == ActorClass::monitor)) {
    value.cls = belongs->cls;
  } else if (title_first && votes.modifier && *votes.modifier != ActorClass::government) {
    value.cls = *votes.modifier;
  } else if (votes.title && title_first) {
    value.cls = *votes.title;
  } else if (votes.modifier) {
    value.cls = *votes.modifier;
  } else if (votes.noun) {
    value.cls = *votes.noun;
  } else {
    value.cls = votes.title.value_or(fallback);
  }
  const auto readings = match.chart->readings_of(*head);
  std::string why = because(work, "described");
  if (work.mentions->why && !readings.empty() && readings.front().lexeme != lexicon::kNothing) {
    const auto rows = work.lexicon->rows_of(readings.front().lexeme);
    if (!rows.empty()) why = work.lexicon->origin(rows.front());
  }
  return keep(match, work, std::move(value), head->first, std::move(why));
}

std::optional<std::uint32_t> actor_described(const Match& match, void* world) {
  const Terms& terms = *workshop_of(world).terms;
  if (describes_the_noun_before(*match.chart, terms, match.edge("head")->first)) {
    return std::nullopt;
  }
  return described(match, world, ActorClass::government, false);
}

// A building that is hit or speaks, with its place: "مستشفى الفلوجة".
std::optional<std::uint32_t> actor_facility(const Match& match, void* world) {
  const Edge* head = match.edge("head");
  const Terms& terms = *workshop_of(world).terms;
  if (describes_the_noun_before(*match.chart, terms, head->first)) return std::nullopt;
  return described(match, world, ActorClass::civilian, true);
}

std::optional<std::uint32_t> actor_aircraft(const Match& match, void* world) {
  return described(match, world, ActorClass::military, true);
}

// Fighters who are counted and act: "أربعة مسلحين اقتحموا".
std::optional<std::uint32_t> actor_fighters(const Match& match, void* world) {
  return described(match, world, ActorClass::armed_group, false);
}

// Whether a word of harm stands before people: "بين القتلى المدنيين", "عدد الضحايا".
bool is_among_victims(const Match& match, const Terms& terms) {
  if (match.first == 0) return false;
  const std::uint32_t before = match.first - 1;
  return in_class(*match.chart, before, terms.among) ||
         in_class(*match.chart, before, terms.some_of) ||
         in_class(*match.chart, before, terms.harmed);
}

// People, not as a figure: not counted, not harmed without being named. `victims` of the rule
// is "yes" for those who mostly suffer (المدنيون): they must be definite, or speak.
std::optional<std::uint32_t> actor_people(const Match& match, void* world) {
  const Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  if (!speaks(match, *work.terms)) {
    const Reading* reading = match.reading("head");
    if (reading == nullptr || describes_the_noun_before(*match.chart, *work.terms, head->first)) {
      return std::nullopt;
    }
    if ((reading->features & feature::enclitic) != 0 && (reading->features & feature::pl) == 0) {
      return std::nullopt;
    }
    const bool definite = is_definite(reading->features) || match.edge("of") != nullptr;
    const bool suffer = match.constant("victims") == "yes";
    // Of many some may act: "أربعة من المهاجمين".
    if (is_counted(work, head->first) && (suffer || !definite)) return std::nullopt;
    if (suffer && (!definite || is_among_victims(match, *work.terms))) return std::nullopt;
    // "إن مسلحين هاجموا": what may be two may be many.
    const auto readings = match.chart->readings_of(match.chart->word(head->first));
    const bool many = std::any_of(readings.begin(), readings.end(), [](const Reading& r) {
      constexpr Features kOwned = feature::construct | feature::enclitic;
      return (r.features & feature::pl) != 0 && (r.features & kOwned) == 0;
    });
    if (!definite && !many && !acts(match, *work.terms)) return std::nullopt;
  }
  return described(match, world, ActorClass::civilian, false);
}

// "وزير الصحة", not "متحدث باسم الجيش": only nouns stand behind the first.
bool all_nouns(const Chart& chart, Span tokens) {
  for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
    const auto readings = chart.readings_of(chart.word(token));
    const bool noun = std::any_of(readings.begin(), readings.end(), [](const Reading& r) {
      constexpr Features kLed = feature::with_bi | feature::with_li | feature::with_ka;
      return (r.features & (feature::noun | feature::adjective)) != 0 && (r.features & kLed) == 0;
    });
    if (!noun) return false;
  }
  return true;
}

// An office or a source. A fighter or a victim in the singular without the article is one
// only where he speaks: in "مقتل ضابط" he is a figure.
std::optional<std::uint32_t> actor_office(const Match& match, void* world) {
  const Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  if (match.constant("topic") != "yes" && !speaks(match, *work.terms)) {
    if (is_counted(work, head->first)) return std::nullopt;
    if (describes_the_noun_before(*match.chart, *work.terms, head->first)) return std::nullopt;
    const Reading* reading = match.reading("head");
    // "وزير الصحة" as one head: its last word makes it definite.
    const auto last = match.chart->readings_of(match.chart->word(head->last - 1));
    const bool of_known =
        head->last - head->first > 1 && all_nouns(*match.chart, {head->first + 1, head->last}) &&
        !in_class(*match.chart, head->first, work.terms->fighter) &&
        std::any_of(last.begin(), last.end(),
                    [](const Reading& r) { return (r.features & feature::with_al) != 0; });
    const bool bare = reading != nullptr && !is_definite(reading->features) && !of_known &&
                      (reading->features & feature::pl) == 0;
    const bool alone = match.last - match.first == head->last - head->first;
    if (bare && (alone || in_class(*match.chart, head->first, work.terms->fighter) ||
                 is_among_victims(match, *work.terms))) {
      return std::nullopt;
    }
  }
  return described(match, world, ActorClass::official, true);
}

// A paper that speaks: "أفادت تقارير", "وجاء في البيان".
std::optional<std::uint32_t> actor_document(const Match& match, void* world) {
  return described(match, world, ActorClass::other, false);
}

// ---- Persons ---------------------------------------------------------------------------

std::u16string_view letters_of(const Chart& chart, std::uint32_t token) {
  return chart.text->folded_of(chart.text->tokens[token]);
}

std::optional<std::uint32_t> person_name(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  ActorValue value;
  value.name = words_of(*match.chart, {match.first, match.last});
  value.cls = ActorClass::person;
  work.persons.push_back(
      keep(match, work, std::move(value), name->first, because(work, "person_names.tsv")));
  return work.persons.back();
}

// The last name of someone whom the article has named in full: "وأضاف منصور". The conjunction
// may be written onto it.
std::optional<std::uint32_t> person_again(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Chart& chart = *match.chart;
  const std::uint32_t words = match.last - match.first;
  for (std::size_t i = work.persons.size(); i-- > 0;) {
    const Found& earlier = work.made[work.persons[i]];
    if (earlier.tokens.size() <= words) continue;
    bool same = true;
    for (std::uint32_t k = 0; k < words && same; ++k) {
      const auto here = letters_of(chart, match.first + k);
      const auto there = letters_of(chart, earlier.tokens.end - words + k);
      same = here == there || (k == 0 && here.size() == there.size() + 1 && here.ends_with(there));
    }
    if (!same) continue;
    ActorValue value = std::get<ActorValue>(earlier.mention.value);
    return keep(match, work, std::move(value), match.first, because(work, "named before"));
  }
  return std::nullopt;
}

// A person with an office before or after the name: the name's own row says who it is, the
// office says of which class.
std::optional<std::uint32_t> actor_joined(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  const Edge* title = match.edge("title");
  ActorValue value;
  if (name->kind == Kind::person)
    value = std::get<ActorValue>(work.made[name->value].mention.value);
  if (value.entity.empty()) {
    value.name = words_of(*match.chart, {match.first, match.last});
    value.cls = ActorClass::person;
    if (title != nullptr && title->kind == Kind::actor) {
      value.cls = std::get<ActorValue>(work.made[title->value].mention.value).cls;
    } else if (title != nullptr) {
      ClassVote votes;
      for (const Reading& reading : match.chart->readings_of(*title)) {
        if (reading.lexeme != lexicon::kNothing) vote(work, reading.lexeme, votes);
      }
      value.cls = votes.title.value_or(votes.noun.value_or(ActorClass::official));
    }
  }
  if (title != nullptr && title->kind == Kind::person) {
    const auto& alias = std::get<ActorValue>(work.made[title->value].mention.value);
    if (alias.entity.empty() || alias.entity != value.entity) return std::nullopt;
  } else if (title != nullptr && title->kind == Kind::actor && match.constant("alias") == "yes" &&
             !in_class(*match.chart, title->first, work.terms->office_word)) {
    return std::nullopt;
  }
  // Across a comma only an office that is definite goes with a name.
  const bool comma = match.edge("comma") != nullptr;
  if (comma && title != nullptr && title->kind != Kind::person && title->last - title->first == 1) {
    const Reading* reading = match.reading("title");
    if (reading == nullptr || !is_definite(reading->features)) return std::nullopt;
  }
  return keep(match, work, std::move(value), name->first, because(work, "person and office"));
}

// ---- Weapons -----------------------------------------------------------------------

// Where the adjectives of a weapon end: "عشرين قذيفة | منازل السكان", "القذائف | الأحياء". Things
// in the plural have theirs in the feminine singular.
std::uint32_t end_of_weapon(const Match& match, const Edge& head) {
  const Chart& chart = *match.chart;
  const auto nouns = chart.readings_of(chart.word(head.last - 1));
  std::uint32_t last = head.last;
  for (; last < match.last; ++last) {
    const auto words = chart.readings_of(chart.word(last));
    const bool fits = std::any_of(words.begin(), words.end(), [&](const Reading& word) {
      return (word.features & feature::adjective) != 0 && (word.features & feature::pl) == 0 &&
             std::any_of(nouns.begin(), nouns.end(),
                         [&](const Reading& noun) { return agrees(noun.features, word.features); });
    });
    if (!fits) break;
  }
  return last;
}

std::optional<std::uint32_t> weapon(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  for (const morphology::Reading& reading : match.chart->readings_of(*head)) {
    if (reading.lexeme == lexicon::kNothing) continue;
    for (const lexicon::RowId row : work.lexicon->rows_of(reading.lexeme)) {
      if (work.lexicon->file_of(row) != "weapons.tsv") continue;
      Found found;
      found.tokens = {match.first, end_of_weapon(match, *head)};
      found.head = head->first;
      found.row = row;
      found.mention.value = WeaponValue{std::string(work.lexicon->field(row, "kind"))};
      if (work.mentions->why) found.mention.why.push_back(work.lexicon->origin(row));
      work.made.push_back(std::move(found));
      return static_cast<std::uint32_t>(work.made.size() - 1);
    }
  }
  return std::nullopt;
}

}  // namespace

std::span<const grammar::Maker> actor_makers() {
  static constexpr std::array<grammar::Maker, 14> kMakers{{
      {"actor_facility", actor_facility},
      {"actor_aircraft", actor_aircraft},
      {"actor_fighters", actor_fighters},
      {"actor_named", actor_named},
      {"actor_state", actor_state},
      {"actor_described", actor_described},
      {"actor_people", actor_people},
      {"actor_office", actor_office},
      {"actor_document", actor_document},
      {"actor_joined", actor_joined},
      {"person_row", person_row},
      {"person_name", person_name},
      {"person_again", person_again},
      {"weapon", weapon},
  }};
  return kMakers;
}

namespace {

// The words of a mention as the generic forms of the rows are written: folded, without what
// is written before the article.
std::string folded_words(const Workshop& work, const Chart& chart, const Found& found,
                         std::uint32_t skipped) {
  std::string out;
  for (std::uint32_t token = found.tokens.begin; token < found.tokens.end; ++token) {
    if (!out.empty()) out += ' ';
    const std::u16string_view all = work.text->folded_of(work.text->tokens[token]);
    const auto from = std::min(skipped, static_cast<std::uint32_t>(all.size()));
    const std::u16string letters =
        token == found.tokens.begin ? whole_letters(chart, token, all, from) : std::u16string(all);
    for (const char16_t unit : letters) text::append_utf8(unit, out);
  }
  return out;
}

// The country that most places of the article lie in.
std::string_view main_country(const Workshop& work) {
  std::map<std::string_view, int> votes;
  std::string_view best;
  for (const Found& found : work.made) {
    const auto* place = std::get_if<PlaceValue>(&found.mention.value);
    if (place == nullptr || place->country.empty()) continue;
    if (++votes[place->country] > votes[best] || best.empty()) best = place->country;
  }
  return best;
}

// Of the persons whom an office may name the one whose body the article named, the last of its
// class: "مدير المرصد" is the director of the monitor of which one reads.
const ActorRow* head_of_body(std::span<const ActorRow* const> called,
                             std::span<const ActorRow* const> named,
                             const lexicon::Lexicon& lexicon) {
  for (const ActorRow* row : called) {
    const ActorRow* body =
        row->is_person != 0 ? lexicon.actor_called(lexicon.string(row->parent)) : nullptr;
    if (body == nullptr) continue;
    const auto last = std::find_if(named.rbegin(), named.rend(), [&](const ActorRow* other) {
      return other->cls == body->cls && other->is_person == 0;
    });
    if (last != named.rend() && *last == body) return row;
  }
  return nullptr;
}

}  // namespace

void settle_actors(Workshop& work, const Chart& chart) {
  // Order of the text, since a short name looks back.
  std::vector<Found*> actors;
  for (Found& found : work.made) {
    if (std::holds_alternative<ActorValue>(found.mention.value)) actors.push_back(&found);
  }
  std::stable_sort(actors.begin(), actors.end(), [](const Found* a, const Found* b) {
    return a->tokens.begin < b->tokens.begin;
  });
  // Rows that a generic form may name: those named in the article, those of its country.
  const std::string_view country = main_country(work);
  int year = 0;
  if (work.document->published)
    year = int(std::chrono::year_month_day(*work.document->published).year());
  const auto is_native = [&](const ActorRow& row) {
    const bool then = year == 0 || ((row.valid_from == 0 || row.valid_from <= year) &&
                                    (row.valid_to == 0 || row.valid_to >= year));
    return !country.empty() && then && work.lexicon->string(row.country) == country;
  };
  std::vector<const ActorRow*> named;  // so far, the last one last; those with short forms, once
  const auto name = [&](const ActorRow* row) {
    if (row == nullptr || row->generic.size == 0) return;
    std::erase(named, row);
    named.push_back(row);
  };
  for (Found* found : actors) {
    auto& value = std::get<ActorValue>(found->mention.value);
    if (!value.entity.empty()) {
      name(work.lexicon->actor_called(value.entity));
      continue;
    }
    if (found->tokens.size() > 3) continue;
    const ActorRow* meant = nullptr;
    for (std::uint32_t skipped = 0; skipped < 2 && meant == nullptr; ++skipped) {
      const std::string words = folded_words(work, chart, *found, skipped);
      const auto called = work.terms->actors_called(words);
      if (called.empty()) continue;
      for (std::size_t i = named.size(); i-- > 0 && meant == nullptr;) {
        if (std::find(called.begin(), called.end(), named[i]) != called.end()) meant = named[i];
      }
      if (meant == nullptr) meant = head_of_body(called, named, *work.lexicon);
      if (meant != nullptr) break;
      // Of the country's own only one may bear the form.
      std::size_t bearers = 0;
      for (const ActorRow* row : called) {
        // "الجماعة" of a text that names none may be any; the army of a country is one.
        if (!is_native(*row) || row->cls == static_cast<std::uint32_t>(ActorClass::armed_group)) {
          continue;
        }
        if (bearers++ == 0) meant = row;
      }
      if (bearers > 1) meant = nullptr;
    }
    if (meant == nullptr) continue;
    value = value_of_row(*meant, work);
    name(meant);
    if (work.mentions->why) {
      found->mention.why.push_back("actors.tsv " + value.entity + " by a short form");
    }
  }
}

}  // namespace marsad::mentions
