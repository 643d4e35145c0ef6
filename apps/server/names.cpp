// SPDX-License-Identifier: Apache-2.0
#include "names.h"

#include <string>

namespace marsad::server {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

void put(json& object, const char* field, const EntityName* name) {
  if (name != nullptr) object[field] = name->native;
}

// Each of them where it is known, else as it stands.
json native_of(const json& list, const EntityNames& names) {
  json out = json::array();
  for (const json& one : list) {
    const EntityName* name = one.is_string() ? names.called(one.get<std::string>()) : nullptr;
    out.push_back(name == nullptr ? one : json(name->native));
  }
  return out;
}

}  // namespace

void add_names(json& answer, const EntityNames& names) {
  if (answer.is_structured()) {
    for (json& one : answer) add_names(one, names);
  }
  if (!answer.is_object()) return;
  constexpr std::string_view kActor = "actor:";
  const std::string origin = text_of(answer, "origin");
  if (!text_of(answer, "name").empty()) {
    if (const std::string entity = text_of(answer, "entity"); !entity.empty()) {
      put(answer, "name_ar", names.of(entity));
    } else if (origin.starts_with(kActor)) {
      put(answer, "name_ar", names.of(origin.substr(kActor.size())));
    }
  }
  if (const std::string source = text_of(answer, "source"); !source.empty()) {
    const std::string entity = text_of(answer, "source_entity");
    put(answer, "source_ar", entity.empty() ? names.called(source) : names.of(entity));
  }
  for (const auto& [field, native] :
       {std::pair("chain", "chain_ar"), std::pair("agents", "agents_ar"),
        std::pair("targets", "targets_ar")}) {
    const auto list = answer.find(field);
    if (list == answer.end() || !list->is_array() || list->empty()) continue;
    json named = native_of(*list, names);
    answer[native] = std::move(named);
  }
}

json names_in(const Analysis& analysis, const EntityNames& names) {
  json out = json::object();
  const auto put_both = [&](const std::string& key, const EntityName* name) {
    if (name != nullptr) out[key] = {{"en", name->english}, {"ar", name->native}};
  };
  for (const Mention& mention : analysis.mentions) {
    if (const auto* place = std::get_if<PlaceValue>(&mention.value)) {
      put_both(place->entity, names.of(place->entity));
    } else if (const auto* actor = std::get_if<ActorValue>(&mention.value)) {
      if (actor->entity.empty()) {
        put_both(actor->name, names.called(actor->name));
      } else {
        put_both(actor->entity, names.of(actor->entity));
      }
    }
  }
  return out;
}

}  // namespace marsad::server
