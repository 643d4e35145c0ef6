// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/areas.h"

#include <algorithm>
#include <cstring>

#include "marsad/pipeline/state.h"

namespace marsad {
namespace {

using lexicon::Lexicon;
using lexicon::PlaceRow;
using Rows = std::vector<std::uint32_t>;  // of places

constexpr int kMostSteps = 8;  // from a place to its country; there are as many levels

PlaceLevel level_of(const PlaceRow& row) { return static_cast<PlaceLevel>(row.level); }

// What holds each place, as the compiler wrote it; none where the pack has no such section.
std::optional<Rows> holders_of(const Lexicon& lexicon) {
  const std::string_view section = lexicon.section("holders");
  Rows out(lexicon.places().size());
  if (section.size() != out.size() * sizeof(out[0])) return std::nullopt;
  if (!out.empty()) std::memcpy(out.data(), section.data(), section.size());
  return out;
}

Rows rows_with_id(const Lexicon& lexicon, std::string_view id) {
  for (std::uint32_t row = 0; row < lexicon.places().size(); ++row) {
    if (lexicon.string(lexicon.places()[row].id) == id) return {row};
  }
  return {};
}

bool is_greater(const PlaceRow& a, const PlaceRow& b) {
  return a.level != b.level ? a.level < b.level : a.population > b.population;
}

// The units and towns of exactly this name in the country of the greatest, which comes first.
Rows rows_called(const std::string& name, const Lexicon& lexicon) {
  text::Text text;
  text::read(text::decode(name), lexicon.orthography(), text);
  std::u16string folded;
  for (const text::Token& token : text.tokens) {
    if (!folded.empty() && !token.glued) folded += u' ';
    folded += text.folded_of(token);
  }
  std::vector<Lexicon::NameHit> hits;
  lexicon.names(folded, hits);
  const auto places = lexicon.places();
  Rows out;
  for (const Lexicon::NameHit& hit : hits) {
    if (hit.size != folded.size()) continue;
    for (const lexicon::NameEntry& entry : hit.entries) {
      if (entry.kind == lexicon::NameKind::place) out.push_back(entry.target);
    }
  }
  std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_greater(places[a], places[b]) || (!is_greater(places[b], places[a]) && a < b);
  });
  if (out.empty()) return out;
  const PlaceRow& greatest = places[out.front()];
  std::erase_if(out, [&](std::uint32_t row) {
    return lexicon.string(places[row].country) != lexicon.string(greatest.country) ||
           (level_of(places[row]) >= PlaceLevel::district && places[row].level > greatest.level);
  });
  return out;
}

}  // namespace

std::optional<PlaceValue> place_named(const std::string& text, const Language& language,
                                      Workspace& workspace) {
  Document document;
  document.text = text;
  Analysis analysis;
  analyse(document, language, workspace, analysis, {.why = false});
  for (const Mention& mention : analysis.mentions) {
    if (const auto* place = std::get_if<PlaceValue>(&mention.value)) return *place;
  }
  return std::nullopt;
}

Result<std::optional<Area>> area_called(const std::string& name, const Language& language,
                                        Workspace& workspace) {
  const Lexicon& lexicon = *language.state().lexicon;
  const auto holders = holders_of(lexicon);
  if (!holders) {
    return fail(ErrorCode::pack, "language pack", "does not say which place lies in which",
                "compile it again with marsad pack");
  }
  Rows meant = rows_with_id(lexicon, name);
  if (meant.empty()) meant = rows_called(name, lexicon);
  if (meant.empty()) {
    if (const auto place = place_named(name, language, workspace)) {
      meant = rows_with_id(lexicon, place->entity);
    }
  }
  if (meant.empty()) return std::optional<Area>();
  const auto places = lexicon.places();
  std::vector<bool> within(places.size(), false);
  std::string_view country;  // all of it
  for (const std::uint32_t row : meant) {
    within[row] = true;
    if (level_of(places[row]) == PlaceLevel::country) country = lexicon.string(places[row].country);
  }
  const auto lies_in = [&](std::uint32_t row) {
    if (!country.empty() && lexicon.string(places[row].country) == country) return true;
    for (int step = 0; step < kMostSteps && row < places.size(); ++step) {
      if (within[row]) return true;
      row = (*holders)[row];
    }
    return false;
  };
  Area out{std::string(lexicon.string(places[meant.front()].id)),
           std::string(lexicon.string(places[meant.front()].name_en)),
           std::string(lexicon.string(places[meant.front()].country)),
           {}};
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    if (!lies_in(row)) continue;
    out.places.push_back(
        {std::string(lexicon.string(places[row].id)), places[row].lat, places[row].lon});
  }
  std::sort(out.places.begin(), out.places.end(),
            [](const AreaPlace& a, const AreaPlace& b) { return a.id < b.id; });
  return std::optional(std::move(out));
}

}  // namespace marsad
