// SPDX-License-Identifier: Apache-2.0
// The words of marsad.analysis/1 for each enumerated value, both ways.
//
//   "نفى"  →  Stance::denies  ↔  "denies"
//   ActorClass::armed_group   ↔  "armed-group"
//
// The lists below are the only place where these words stand: JSON, the report,
// the lexicon's columns and the schema (by a test) all read them. Guaranteed:
// parse<T>(name(x)) == x for every value. Tested by json_test.cpp.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "marsad/analysis/analysis.h"

namespace marsad {

// Words in the order of the enumerators.
template <typename T>
inline constexpr std::array<std::string_view, 0> kNames{};

template <>
inline constexpr std::array<std::string_view, 11> kNames<ActorClass>{
    "government",    "military", "armed-group", "monitor", "media", "medical",
    "international", "official", "civilian",    "person",  "other"};
template <>
inline constexpr std::array<std::string_view, 8> kNames<PlaceLevel>{
    "country", "region", "admin1", "admin2", "city", "district", "village", "site"};
template <>
inline constexpr std::array<std::string_view, 7> kNames<Stance>{
    "asserts", "confirms", "denies", "accuses", "doubts", "demands", "promises"};
template <>
inline constexpr std::array<std::string_view, 22> kNames<EventType>{
    "clash",     "shelling",    "airstrike", "bombing",   "chemical_attack", "shooting",
    "abduction", "arrest",      "abuse",     "territory", "siege",           "displacement",
    "aid",       "destruction", "ceasefire", "talks",     "withdrawal",      "support",
    "protest",   "sanction",    "release",   "violence"};
template <>
inline constexpr std::array<std::string_view, 5> kNames<Status>{"reported", "denied", "negated",
                                                                "possible", "planned"};
template <>
inline constexpr std::array<std::string_view, 9> kNames<FigureKind>{
    "killed",    "injured",  "missing",  "abducted",   "detained",
    "displaced", "affected", "released", "surrendered"};
template <>
inline constexpr std::array<std::string_view, 8> kNames<Victims>{
    "people", "civilians", "children", "women", "combatants", "medics", "journalists", "mixed"};

// In the order of the alternatives of Mention::value.
inline constexpr std::array<std::string_view, 5> kMentionTypes{"actor", "place", "time", "quantity",
                                                               "weapon"};

template <typename T>
[[nodiscard]] constexpr std::string_view name(T value) {
  return kNames<T>[static_cast<std::size_t>(value)];
}

// The value that `word` names; none when it names nothing. Case matters.
template <typename T>
[[nodiscard]] constexpr std::optional<T> parse(std::string_view word) {
  for (std::size_t i = 0; i < kNames<T>.size(); ++i) {
    if (kNames<T>[i] == word) return static_cast<T>(i);
  }
  return std::nullopt;
}

}  // namespace marsad
