// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/holders.h"

#include <cmath>
#include <numbers>
#include <string>
#include <unordered_map>

#include "marsad/lexicon/lexicon.h"

namespace marsad::lexicon::compiler {
namespace {

// Of PlaceLevel, in its order.
constexpr std::uint32_t kRegion = 1;
constexpr std::uint32_t kAdmin1 = 2;
constexpr std::uint32_t kCity = 4;
constexpr std::uint32_t kDistrict = 5;
constexpr std::uint32_t kSite = 7;

// How far a quarter or site may lie from the core of its town.
constexpr double kTown = 15;  // kilometres

// Near enough over such distances, where the earth is flat.
double kilometres(const HeldPlace& a, const HeldPlace& b) {
  constexpr double kDegree = 111.2;
  const double north = a.lat - b.lat;
  const double east = (a.lon - b.lon) * std::cos(a.lat * std::numbers::pi / 180);
  return kDegree * std::hypot(north, east);
}

class Holders {
 public:
  explicit Holders(const std::vector<HeldPlace>& places) : places_(places) {
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      if (places[i].level == kSite) continue;
      for (const std::string_view name : places[i].names) {
        named_[key(places[i].country, name)].push_back(i);
      }
      if (places[i].level == kAdmin1) units_[std::string(places[i].country)].push_back(i);
    }
  }

  [[nodiscard]] std::uint32_t of(std::uint32_t place) const {
    const HeldPlace& held = places_[place];
    if (held.parent.empty()) return kNothing;
    const bool within_a_town = held.level == kDistrict || held.level == kSite;
    std::uint32_t best = kNothing;
    std::uint32_t nearest = kNothing;
    const auto look = [&](std::uint32_t other) {
      if (!may_hold(other, place)) return;
      if (nearest == kNothing || is_nearer(other, nearest, held)) nearest = other;
      if (best == kNothing || places_[other].level < places_[best].level ||
          (places_[other].level == places_[best].level && is_nearer(other, best, held))) {
        best = other;
      }
    };
    if (const auto found = named_.find(key(held.country, held.parent)); found != named_.end()) {
      for (const std::uint32_t other : found->second) look(other);
    }
    if (best == kNothing) {
      if (const auto found = units_.find(std::string(held.country)); found != units_.end()) {
        for (const std::uint32_t other : found->second) {
          if (bears_behind_a_word(places_[other], held.parent)) look(other);
        }
      }
    }
    if (within_a_town && nearest != kNothing && kilometres(held, places_[nearest]) <= kTown) {
      return nearest;
    }
    return best;
  }

 private:
  static std::string key(std::string_view country, std::string_view name) {
    return std::string(country) + '\t' + std::string(name);
  }

  [[nodiscard]] bool may_hold(std::uint32_t other, std::uint32_t place) const {
    if (other == place) return false;
    const std::uint32_t level = places_[other].level;
    if (places_[place].level == kRegion) return level > kRegion && level <= kCity;
    return level < places_[place].level;
  }

  [[nodiscard]] bool is_nearer(std::uint32_t one, std::uint32_t other,
                               const HeldPlace& place) const {
    return kilometres(place, places_[one]) < kilometres(place, places_[other]);
  }

  // "محافظة صلاح الدين" where the parent is "صلاح الدين".
  static bool bears_behind_a_word(const HeldPlace& unit, std::string_view parent) {
    for (const std::string_view name : unit.names) {
      if (name.size() > parent.size() + 1 && name.ends_with(parent) &&
          name.find(' ') == name.size() - parent.size() - 1) {
        return true;
      }
    }
    return false;
  }

  const std::vector<HeldPlace>& places_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> named_;  // country and name
  std::unordered_map<std::string, std::vector<std::uint32_t>> units_;  // of a country
};

}  // namespace

std::vector<std::uint32_t> holders_of(const std::vector<HeldPlace>& places) {
  const Holders holders(places);
  std::vector<std::uint32_t> out;
  out.reserve(places.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) out.push_back(holders.of(i));
  return out;
}

}  // namespace marsad::lexicon::compiler
