// SPDX-License-Identifier: Apache-2.0
// Arabic names beside the English ones of an answer, for the page to choose from.
//
//   {"place": {"name": "Hodeidah", "entity": "gn-79415"}}
//     →  {"place": {"name": "Hodeidah", "name_ar": "الحديدة", …}}
//
// Only what is named already gains a name, so that nothing withheld comes back: call it after
// protect_claim and protect_place. Linear in the answer. Tested by api_test.cpp.
#pragma once
#include <nlohmann/json.hpp>

#include "marsad/analysis/analysis.h"
#include "marsad/pipeline/entity_names.h"

namespace marsad::server {

// Places and known speakers gain `name_ar`, claims `source_ar`, `chain_ar`, `agents_ar` and
// `targets_ar`, at any depth. Lists are as long as those they stand beside.
void add_names(nlohmann::json& answer, const EntityNames& names);

// The names of all entities that an analysis mentions: {"gn-79415": {"en", "ar"}}; a state that
// acts stands under its English name, since it has no id.
[[nodiscard]] nlohmann::json names_in(const Analysis& analysis, const EntityNames& names);

}  // namespace marsad::server
