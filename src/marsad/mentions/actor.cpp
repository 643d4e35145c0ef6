// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/actor.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "marsad/analysis/names.h"
#include "marsad/text/utf8.h"

namespace marsad::mentions {
namespace {

namespace feature = lexicon::feature;
using grammar::Chart;
using grammar::Edge;
using grammar::Kind;
using grammar::Match;
using lexicon::ActorRow;

constexpr double kCapitalPopulation = 400'000;   // a town that may stand for a state

Workshop& workshop_of(void* world) { return *static_cast<Workshop*>(world); }

std::string words_of(const Chart& chart, Span tokens) {
  std::string out;
  for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
    if (token > tokens.begin && !chart.text->tokens[token].glued) out += ' ';
    for (const char16_t unit : chart.text->letters_of(chart.text->tokens[token])) {
      text::append_utf8(unit, out);
    }
  }
  return out;
}

std::uint32_t keep(const Match& match, Workshop& work, ActorValue value, std::uint32_t head,
                   std::string why) {
  Found found;
  found.tokens = {match.first, match.last};
  found.head = head;
  found.mention.value = std::move(value);
  found.mention.why.push_back(std::move(why));
  work.made.push_back(std::move(found));
  return static_cast<std::uint32_t>(work.made.size() - 1);
}

ActorClass class_of(const ActorRow& row) { return static_cast<ActorClass>(row.cls); }

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

std::optional<std::uint32_t> actor_named(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  const ActorRow& row = best_row(match, *name, work);
  ActorValue value;
  value.name = work.lexicon->string(row.name_en);
  value.entity = work.lexicon->string(row.id);
  value.cls = class_of(row);
  const std::string why = "actors.tsv " + value.entity;
  const Edge* head = match.edge("head");
  return keep(match, work, std::move(value), head != nullptr ? head->first : name->first, why);
}

std::optional<std::uint32_t> actor_state(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  for (std::uint32_t i = 0; i < name->count; ++i) {
    const lexicon::PlaceRow& place = work.lexicon->places()[match.chart->names[name->value + i].target];
    const auto level = static_cast<PlaceLevel>(place.level);
    if (level != PlaceLevel::country &&
        !(level == PlaceLevel::city && place.population > kCapitalPopulation)) {
      continue;
    }
    ActorValue value;
    value.name = work.lexicon->string(place.name_en);
    value.cls = ActorClass::government;
    return keep(match, work, std::move(value), name->first,
                "places.tsv " + std::string(work.lexicon->string(place.id)));
  }
  return std::nullopt;
}

// ---- Classes of described actors ------------------------------------------------

std::optional<ActorClass> class_of_tag(std::string_view tag) {
  if (tag == "armed-group") return ActorClass::armed_group;
  if (tag == "military" || tag == "police" || tag == "intelligence" || tag == "rank") {
    return ActorClass::military;
  }
  if (tag == "medical" || tag == "rescue") return ActorClass::medical;
  if (tag == "media") return ActorClass::media;
  if (tag == "ministry") return ActorClass::government;
  if (tag == "monitor") return ActorClass::monitor;
  return std::nullopt;
}

struct ClassVote {
  std::optional<ActorClass> title, noun, modifier;
  bool combatant = false;
};

void vote(const lexicon::Lexicon& lexicon, lexicon::LexemeId lexeme, bool head, ClassVote& out) {
  for (const lexicon::RowId row : lexicon.rows_of(lexeme)) {
    const std::string_view file = lexicon.file_of(row);
    if (file == "titles.tsv" && head && !out.title) {
      out.title = parse<ActorClass>(lexicon.field(row, "class"));
    }
    if (file != "nouns.tsv") continue;
    if (head && lexicon.field(row, "victims") == "combatants") out.combatant = true;
    std::string_view tags = lexicon.field(row, "tags");
    while (!tags.empty()) {
      const std::size_t end = tags.find('|');
      const auto cls = class_of_tag(tags.substr(0, end));
      auto& slot = head ? out.noun : out.modifier;
      if (cls && !slot) slot = cls;
      if (end == std::string_view::npos) break;
      tags.remove_prefix(end + 1);
    }
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
    if (reading.lexeme != lexicon::kNothing) vote(*work.lexicon, reading.lexeme, true, out);
  }
  const auto word_class = [&](std::uint32_t token, std::string_view name) {
    const std::uint32_t set = work.lexicon->class_named(name);
    if (set == lexicon::kNothing) return false;
    const auto readings = match.chart->readings_of(match.chart->word(token));
    return std::any_of(readings.begin(), readings.end(), [&](const morphology::Reading& r) {
      return r.lexeme != lexicon::kNothing && work.lexicon->in_set(set, r.lexeme);
    });
  };
  for (std::uint32_t token = match.first; token < match.last; ++token) {
    if (token >= head.first && token < head.last && match.last - match.first > 1) continue;
    for (const auto& [name, cls] :
         {std::pair{"of-insurgents", ActorClass::armed_group}, {"of-army", ActorClass::military},
          {"of-medicine", ActorClass::medical}, {"of-media", ActorClass::media},
          {"of-government", ActorClass::government}, {"of-nations", ActorClass::international}}) {
      if (!out.modifier && word_class(token, name)) out.modifier = cls;
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
  std::string why = "described";
  if (!readings.empty() && readings.front().lexeme != lexicon::kNothing) {
    const auto rows = work.lexicon->rows_of(readings.front().lexeme);
    if (!rows.empty()) why = work.lexicon->origin(rows.front());
  }
  return keep(match, work, std::move(value), head->first, std::move(why));
}

std::optional<std::uint32_t> actor_described(const Match& match, void* world) {
  return described(match, world, ActorClass::government, false);
}

// People in the plural, or one fighter: not when they are counted, for then
// they are a figure.
std::optional<std::uint32_t> actor_people(const Match& match, void* world) {
  const Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  for (const Quantity& quantity : work.mentions->quantities) {
    if (quantity.tokens.begin <= head->first && head->first < quantity.tokens.end) {
      return std::nullopt;
    }
  }
  return described(match, world, ActorClass::civilian, false);
}

std::optional<std::uint32_t> actor_office(const Match& match, void* world) {
  return described(match, world, ActorClass::official, true);
}

std::optional<std::uint32_t> actor_person(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  ActorValue value;
  value.name = words_of(*match.chart, {match.first, match.last});
  value.cls = ActorClass::person;
  if (const Edge* title = match.edge("title")) {
    ClassVote votes;
    for (const morphology::Reading& reading : match.chart->readings_of(*title)) {
      if (reading.lexeme != lexicon::kNothing) vote(*work.lexicon, reading.lexeme, true, votes);
    }
    value.cls = votes.title.value_or(votes.noun.value_or(ActorClass::official));
  }
  return keep(match, work, std::move(value), name->first, "person_names.tsv");
}

// ---- Weapons -----------------------------------------------------------------------

std::optional<std::uint32_t> weapon(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* head = match.edge("head");
  for (const morphology::Reading& reading : match.chart->readings_of(*head)) {
    if (reading.lexeme == lexicon::kNothing) continue;
    for (const lexicon::RowId row : work.lexicon->rows_of(reading.lexeme)) {
      if (work.lexicon->file_of(row) != "weapons.tsv") continue;
      Found found;
      found.tokens = {match.first, match.last};
      found.head = head->first;
      found.row = row;
      found.mention.value = WeaponValue{std::string(work.lexicon->field(row, "kind"))};
      found.mention.why.push_back(work.lexicon->origin(row));
      work.made.push_back(std::move(found));
      return static_cast<std::uint32_t>(work.made.size() - 1);
    }
  }
  return std::nullopt;
}

}  // namespace

std::span<const grammar::Maker> actor_makers() {
  static constexpr std::array<grammar::Maker, 7> kMakers{{
      {"actor_named", actor_named},
      {"actor_state", actor_state},
      {"actor_described", actor_described},
      {"actor_people", actor_people},
      {"actor_office", actor_office},
      {"actor_person", actor_person},
      {"weapon", weapon},
  }};
  return kMakers;
}

void settle_actors(Workshop& work) {
  // Order of the text, since a short name looks back.
  std::vector<Found*> actors;
  for (Found& found : work.made) {
    if (std::holds_alternative<ActorValue>(found.mention.value)) actors.push_back(&found);
  }
  std::stable_sort(actors.begin(), actors.end(), [](const Found* a, const Found* b) {
    return a->tokens.begin < b->tokens.begin;
  });
  const auto head_word = [&](const Found& found) {
    const auto word = work.text->folded_of(work.text->tokens[found.head]);
    return word;
  };
  for (std::size_t i = 0; i < actors.size(); ++i) {
    auto& value = std::get<ActorValue>(actors[i]->mention.value);
    if (!value.entity.empty() || actors[i]->tokens.size() > 1) continue;
    const auto word = head_word(*actors[i]);
    for (std::size_t j = i; j-- > 0;) {
      const auto& earlier = std::get<ActorValue>(actors[j]->mention.value);
      const auto other = head_word(*actors[j]);
      const bool same = other.size() >= 3 && word.size() >= 3 &&
                        (word.ends_with(other) || other.ends_with(word));
      if (!same || earlier.entity.empty()) continue;
      value.entity = earlier.entity;
      value.name = earlier.name;
      value.cls = earlier.cls;
      actors[i]->mention.why.push_back("named before");
      break;
    }
  }
}

}  // namespace marsad::mentions
