// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "marsad/mentions/terms.h"

namespace marsad::mentions {
namespace {

namespace feature = lexicon::feature;
using grammar::Edge;
using grammar::Match;
using lexicon::PlaceRow;

constexpr std::uint32_t kGreatTown = 20'000;  // known by its bare name

Workshop& workshop_of(void* world) { return *static_cast<Workshop*>(world); }

bool flagged(const lexicon::Lexicon& lexicon, const PlaceRow& row, std::string_view flag) {
  const std::string_view flags = lexicon.string(row.flags);
  return flags.find(flag) != std::string_view::npos;
}

bool in_class(const Match& match, std::string_view capture, std::uint32_t set) {
  const Edge* edge = match.edge(capture);
  if (edge == nullptr || set == lexicon::kNothing) return false;
  for (const morphology::Reading& reading :
       match.chart->readings_of(match.chart->word(edge->first))) {
    if (reading.lexeme != lexicon::kNothing && match.chart->lexicon->in_set(set, reading.lexeme)) {
      return true;
    }
  }
  return false;
}

std::uint32_t keep(const Match& match, Workshop& work, PlaceDraft draft, std::uint32_t head) {
  Found found;
  found.tokens = {match.first, match.last};
  found.head = head;
  found.mention.value = PlaceValue{};
  draft.made = static_cast<std::uint32_t>(work.made.size());
  work.made.push_back(std::move(found));
  work.places.push_back(std::move(draft));
  return work.places.back().made;
}

bool may_be(const grammar::Chart& chart, std::uint32_t token, lexicon::Features any_of) {
  const auto readings = chart.readings_of(chart.word(token));
  return std::any_of(readings.begin(), readings.end(), [&](const morphology::Reading& reading) {
    return (reading.features & any_of) != 0;
  });
}

// "مروحيات سورية", "وزارة العمل السعودية": the name is an adjective of the noun before it.
bool describes_the_noun_before(const grammar::Chart& chart, std::uint32_t token) {
  if (token == 0) return false;
  for (const morphology::Reading& word : chart.readings_of(chart.word(token))) {
    if ((word.features & feature::adjective) == 0) continue;
    if ((word.features & (feature::with_bi | feature::with_li)) != 0) continue;
    if ((word.features & feature::f) == 0) continue;  // سوريا looks like a masculine accusative
    for (const morphology::Reading& noun : chart.readings_of(chart.word(token - 1))) {
      if ((noun.features & (feature::noun | feature::adjective)) == 0) continue;
      const bool definite = (noun.features & (feature::with_al | feature::enclitic)) != 0;
      if (definite != ((word.features & feature::with_al) != 0)) continue;
      // Feminine describes feminine, and plurals of things. "شمال سورية" is a place.
      if ((noun.features & (feature::f | feature::pl)) != 0) return true;
    }
  }
  return false;
}

// What looks like a clitic before the name belongs to a word that rows know: "وكيل" is rather a
// deputy than "and Kiel".
bool is_cut_from_a_word(const grammar::Chart& chart, const Edge& name) {
  constexpr lexicon::Features kOuter =
      feature::with_wa | feature::with_fa | feature::with_bi | feature::with_li;
  const auto readings = chart.readings_of(name);
  const lexicon::Features before = readings.empty() ? 0 : readings.front().features & kOuter;
  if (before == 0 || name.last - name.first != 1) return false;
  const auto words = chart.readings_of(chart.word(name.first));
  return std::any_of(words.begin(), words.end(), [&](const morphology::Reading& word) {
    return (word.features & feature::unknown) == 0 && (word.features & before) == 0;
  });
}

// A name of one word that is also a particle, a verb or a number here, or the name of a person
// after another ("صالح الحدي"), is no small place.
bool is_rather_a_word(const Match& match, const Terms& terms, const Edge& name) {
  const grammar::Chart& chart = *match.chart;
  if (name.last - name.first != 1) return false;
  constexpr lexicon::Features kNoPlace = feature::particle | feature::number | feature::enclitic;
  if (may_be(chart, name.first, kNoPlace)) return true;
  if (match.edge("cue") == nullptr && may_be(chart, name.first, feature::verb)) return true;
  if (in_class(match, "name", terms.quantity_noun)) return true;
  if (name.first == 0 || name.first != match.first) return false;
  const std::uint32_t before = name.first - 1;
  return may_be(chart, before, feature::name) &&
         !may_be(chart, before, feature::parts_of_speech & ~(feature::name | feature::unknown));
}

bool is_definite(const Match& match, std::string_view capture) {
  const morphology::Reading* reading = match.reading(capture);
  return reading != nullptr && (reading->features & feature::with_al) != 0;
}

std::optional<std::uint32_t> place_named(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const Edge* name = match.edge("name");
  const auto places = work.lexicon->places();
  const bool cued = match.edge("cue") != nullptr;
  // Of a settlement, a quarter, a unit: what follows is a name, whatever else it may be.
  const bool named =
      cued && in_class(match, "cue", work.terms->names_a_place) && !is_definite(match, "cue");
  if (name->first == match.first && describes_the_noun_before(*match.chart, name->first)) {
    return std::nullopt;
  }
  if (is_cut_from_a_word(*match.chart, *name)) return std::nullopt;
  const bool word = is_rather_a_word(match, *work.terms, *name);
  PlaceDraft draft;
  for (std::uint32_t i = 0; i < name->count; ++i) {
    const std::uint32_t row = match.chart->names[name->value + i].target;
    const auto level = static_cast<PlaceLevel>(places[row].level);
    const bool great = level == PlaceLevel::country || places[row].population > kGreatTown;
    // A common word as a name wants a cue that introduces names.
    if (!named && flagged(*work.lexicon, places[row], "common-word")) continue;
    if (word && !great &&
        !(named && may_be(*match.chart, name->first, feature::noun | feature::name))) {
      continue;
    }
    draft.rows.push_back(row);
  }
  if (draft.rows.empty()) return std::nullopt;
  draft.cued = cued;
  draft.common = !cued && name->last == name->first + 1 &&
                 may_be(*match.chart, name->first, feature::noun) &&
                 may_be(*match.chart, name->first, feature::with_al);
  draft.governorate = in_class(match, "cue", work.terms->governorate);
  draft.part = match.edge("side") != nullptr;
  return keep(match, work, std::move(draft), name->first);
}

// "شرق المدينة", "القطاع الغربي": a part of the place that the article speaks of.
std::optional<std::uint32_t> place_again(const Match& match, void* world) {
  Workshop& work = workshop_of(world);
  const bool any = std::any_of(work.places.begin(), work.places.end(),
                               [](const PlaceDraft& draft) { return !draft.rows.empty(); });
  if (!any) return std::nullopt;
  PlaceDraft draft;
  draft.part = match.edge("side") != nullptr;
  // "القطاع" after "قطاع غزة": the place that was introduced by this very word.
  if (match.constant("same_word") == "yes") {
    const auto word = match.chart->text->folded_of(match.chart->text->tokens[match.first]);
    for (std::size_t i = work.places.size(); i-- > 0 && draft.rows.empty();) {
      const Found& earlier = work.made[work.places[i].made];
      if (earlier.tokens.size() < 2) continue;
      const auto cue =
          match.chart->text->folded_of(match.chart->text->tokens[earlier.tokens.begin]);
      if (cue.size() >= 3 && word.ends_with(cue.substr(cue.size() > 4 ? 1 : 0))) {
        draft.rows = work.places[i].rows;
      }
    }
    if (draft.rows.empty()) return std::nullopt;
  }
  return keep(match, work, std::move(draft), match.first);
}

constexpr double kDegree = 111.2;  // kilometres
constexpr double kFar = 200;       // between places that are no neighbours

constexpr std::uint32_t kHamlet = 20'000;  // people
constexpr std::uint32_t kKnownToAll = 500'000;
constexpr double kAbroad = 0.1;  // of the votes for countries

double kilometres(const PlaceRow& a, const PlaceRow& b) {
  const double latitude = (a.lat - b.lat) * kDegree;
  const double longitude = (a.lon - b.lon) * kDegree * std::cos((a.lat + b.lat) / 2 * 0.017453);
  return std::sqrt(latitude * latitude + longitude * longitude);
}

}  // namespace

std::span<const grammar::Maker> place_makers() {
  static constexpr std::array<grammar::Maker, 2> kMakers{{
      {"place_named", place_named},
      {"place_again", place_again},
  }};
  return kMakers;
}

void settle_places(Workshop& work) {
  const lexicon::Lexicon& lexicon = *work.lexicon;
  const auto places = lexicon.places();
  const auto level = [&](std::uint32_t row) { return static_cast<PlaceLevel>(places[row].level); };

  const auto hamlet = [&](const PlaceDraft& draft, const PlaceRow& row) {
    return static_cast<PlaceLevel>(row.level) == PlaceLevel::village && row.population < kHamlet &&
           !draft.cued;
  };

  // What the article says plainly: names with one country behind all candidates, and
  // big towns, vote for their country; hamlets that nothing introduces do not.
  std::map<std::string_view, double> votes;
  std::vector<std::pair<std::string_view, double>> cast;  // by each draft
  for (const PlaceDraft& draft : work.places) {
    double best = 0;
    std::string_view country;
    bool one = true;
    for (const std::uint32_t row : draft.rows) {
      const std::string_view here = lexicon.string(places[row].country);
      if (hamlet(draft, places[row])) continue;
      const double weight = 1 + std::log10(1.0 + places[row].population);
      if (!country.empty() && here != country) one = false;
      if (weight > best) {
        best = weight;
        country = here;
      }
    }
    cast.emplace_back(country, best > 0 ? (one ? 1.0 + best / 4 : best / 10) : 0);
    if (best > 0) votes[country] += cast.back().second;
  }
  double total = 0;
  for (const auto& [country, weight] : votes) total += weight;

  const auto score = [&](const PlaceDraft& draft, std::uint32_t row,
                         const std::vector<std::uint32_t>& settled) {
    const PlaceRow& place = places[row];
    double value = std::log10(1.0 + place.population) * 0.6;
    if (total > 0) value += 6 * votes[lexicon.string(place.country)] / total;
    switch (level(row)) {
      case PlaceLevel::country: value += 6; break;
      case PlaceLevel::region: value += 2.5; break;
      case PlaceLevel::admin1: value += draft.governorate ? 4 : 0.8; break;
      case PlaceLevel::admin2: value += draft.governorate ? 2 : -0.8; break;
      case PlaceLevel::city: value += draft.governorate ? 0 : 1.5; break;
      case PlaceLevel::district: value += 0.5; break;
      case PlaceLevel::village: value -= draft.cued ? 0 : 1; break;
      case PlaceLevel::site: value += 0.3; break;
    }
    if (flagged(lexicon, place, "common-word")) value -= draft.cued ? 0.5 : 4;
    if (flagged(lexicon, place, "admin-needs-cue") && !draft.governorate) value -= 2;
    double nearest = 1e9;
    for (const std::uint32_t other : settled) {
      // So far north or south that the rest does not matter.
      if (std::abs(place.lat - places[other].lat) * kDegree > kFar + 1) continue;
      if (level(other) == PlaceLevel::country) continue;
      nearest = std::min(nearest, kilometres(place, places[other]));
    }
    if (nearest < 60)
      value += 2;
    else if (nearest < kFar)
      value += 1;
    return value;
  };

  // Names that are certain first, so that the others can lean on them.
  std::vector<std::uint32_t> settled;
  for (const PlaceDraft& draft : work.places) {
    if (draft.rows.size() == 1) settled.push_back(draft.rows.front());
  }
  const PlaceRow* last_town = nullptr;
  for (std::size_t i = 0; i < work.places.size(); ++i) {
    const PlaceDraft& draft = work.places[i];
    Found& found = work.made[draft.made];
    auto& value = std::get<PlaceValue>(found.mention.value);
    const PlaceRow* chosen = nullptr;
    if (draft.rows.empty()) {
      chosen = last_town;
    } else {
      double best = -1e9;
      for (const std::uint32_t row : draft.rows) {
        const double here = score(draft, row, settled);
        if (here > best) {
          best = here;
          chosen = &places[row];
        }
      }
    }
    if (chosen == nullptr) continue;
    // A hamlet abroad, in an article about another country, is a word of the text or a
    // place that the gazetteer lacks ("السوق القديم").
    if (!draft.rows.empty() && hamlet(draft, *chosen) &&
        votes[lexicon.string(chosen->country)] < total * kAbroad) {
      continue;
    }
    // A word of the language ("الزاوية" a corner, "أمن" security) is no place where the article
    // speaks of other countries and not of its own, unless all the world knows it by that name.
    if (!draft.rows.empty() && (draft.common || flagged(lexicon, *chosen, "common-word")) &&
        chosen->population<kKnownToAll&& static_cast<PlaceLevel>(chosen->level)>
            PlaceLevel::admin1) {
      const std::string_view country = lexicon.string(chosen->country);
      const auto& [voted, weight] = cast[i];
      const double own = votes[country] - (voted == country ? weight : 0);
      if (own <= 0 && total - weight > 0) continue;
    }
    value.name = lexicon.string(chosen->name_en);
    value.entity = lexicon.string(chosen->id);
    value.country = lexicon.string(chosen->country);
    value.lat = std::round(chosen->lat * 1e4) / 1e4;
    value.lon = std::round(chosen->lon * 1e4) / 1e4;
    value.level = static_cast<PlaceLevel>(chosen->level);
    if (draft.part && value.level == PlaceLevel::city) value.level = PlaceLevel::district;
    if (work.mentions->why) found.mention.why.push_back("places.tsv " + value.entity);
    if (value.level != PlaceLevel::country && !draft.rows.empty()) {
      settled.push_back(static_cast<std::uint32_t>(chosen - places.data()));
      last_town = chosen;
    }
  }
}

}  // namespace marsad::mentions
