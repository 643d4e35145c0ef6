// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/entity_names.h"

#include "marsad/pipeline/state.h"

namespace marsad {
namespace {

using Index = std::unordered_map<std::string_view, EntityName>;

const EntityName* found_in(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() || found->second.native.empty() ? nullptr : &found->second;
}

}  // namespace

EntityNames::EntityNames(Language language) : language_(std::move(language)) {
  const lexicon::Lexicon& lexicon = *language_.state().lexicon;
  by_id_.reserve(lexicon.places().size() + lexicon.actors().size());
  const auto name = [&](const EntityName& one) {
    // A second row of this name leaves it without meaning, unless both are called alike.
    const auto [english, fresh] = by_english_.try_emplace(one.english, one);
    if (!fresh && english->second.native != one.native) english->second.native = {};
    const auto [native, first] = by_native_.try_emplace(one.native, one);
    if (!first && native->second.english != one.english) native->second.native = {};
  };
  for (const lexicon::ActorRow& row : lexicon.actors()) {
    const EntityName one{lexicon.string(row.name_en), lexicon.string(row.name),
                         lexicon.string(row.id)};
    by_id_.try_emplace(one.id, one);
    name(one);
  }
  for (const lexicon::PlaceRow& row : lexicon.places()) {
    const EntityName one{lexicon.string(row.name_en), lexicon.string(row.name), {}};
    by_id_.try_emplace(lexicon.string(row.id), one);
    const bool acts = static_cast<PlaceLevel>(row.level) == PlaceLevel::country ||
                      lexicon.string(row.kind) == "capital";
    if (acts) name(one);
  }
}

const EntityName* EntityNames::of(std::string_view id) const { return found_in(by_id_, id); }

const EntityName* EntityNames::called(std::string_view english) const {
  return found_in(by_english_, english);
}

const EntityName* EntityNames::written(std::string_view native) const {
  return found_in(by_native_, native);
}

}  // namespace marsad
