// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/draft.h"

#include <algorithm>
#include <string_view>

#include "marsad/analysis/names.h"

namespace marsad::events {

bool is_attack(EventType type) {
  switch (type) {
    case EventType::clash:
    case EventType::shelling:
    case EventType::airstrike:
    case EventType::bombing:
    case EventType::chemical_attack:
    case EventType::shooting:
    case EventType::abuse: return true;
    default: return false;
  }
}

bool is_violent(EventType type) {
  return is_attack(type) || type == EventType::violence || type == EventType::abduction;
}

bool tells_of_ground(EventType type) {
  return type == EventType::territory || type == EventType::withdrawal || type == EventType::siege;
}

std::optional<EventType> type_of_weapon(const mentions::Page& page, const mentions::Found& weapon) {
  if (weapon.row == lexicon::kNothing) return std::nullopt;
  const std::string_view types = page.lexicon.field(weapon.row, "event_type");
  return parse<EventType>(types.substr(0, types.find('|')));
}

bool is_armed(const mentions::Found& found) {
  const auto* actor = mentions::value_of<ActorValue>(&found);
  return actor != nullptr &&
         (actor->cls == ActorClass::armed_group || actor->cls == ActorClass::military);
}

bool in_quantity(const mentions::Page& page, std::uint32_t token) {
  const auto& all = page.mentions.quantities;
  return std::any_of(all.begin(), all.end(), [&](const mentions::Quantity& quantity) {
    return quantity.tokens.begin <= token && token < quantity.tokens.end;
  });
}

}  // namespace marsad::events
