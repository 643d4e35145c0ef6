// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/report_json.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"

namespace marsad::incidents {
namespace {

using nlohmann::json;

json day(std::optional<Date> date) { return date ? json(to_iso(*date)) : json(nullptr); }
std::optional<Date> day_of(const json& value) {
  return value.is_null() ? std::nullopt : parse_iso(value.get<std::string>());
}

json number(std::optional<double> value) { return value ? json(*value) : json(nullptr); }
std::optional<double> number_of(const json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

template <typename T>
T named(const json& word) {
  const auto value = parse<T>(word.get_ref<const std::string&>());
  if (!value) throw json::other_error::create(501, "an unknown word", nullptr);
  return *value;
}

json place_row(const PlaceValue& place) {
  return json::array(
      {place.name, place.entity, place.country, place.lat, place.lon, name(place.level)});
}

PlaceValue place_of(const json& row) {
  return {row.at(0),
          row.at(1),
          row.at(2),
          row.at(3).get<double>(),
          row.at(4).get<double>(),
          named<PlaceLevel>(row.at(5))};
}

tl::unexpected<Error> foreign(std::string_view what, const char* why) {
  return fail(ErrorCode::input, std::string(what),
              fmt::format("is not of the form that is kept ({})", why),
              "run marsad verify on the store");
}

}  // namespace

std::string to_json(const PlaceValue& place) { return place_row(place).dump(); }

Result<PlaceValue> place_from_json(std::string_view line) {
  try {
    return place_of(json::parse(line));
  } catch (const json::exception& fault) {
    return foreign("a place", fault.what());
  }
}

std::string to_json(const Report& report) {
  json out = {{"leads", report.leads},
              {"dated", report.dated},
              {"from", day(report.from)},
              {"to", day(report.to)}};
  json& types = out["types"] = json::array();
  for (const EventType type : report.types) types.push_back(name(type));
  json& places = out["places"] = json::array();
  for (const PlaceValue& place : report.places) places.push_back(place_row(place));
  json& tolls = out["tolls"] = json::array();
  for (const Toll& toll : report.tolls) {
    tolls.push_back(json::array({name(toll.kind), number(toll.low), number(toll.high)}));
  }
  out["actors"] = report.actors;
  out["weapons"] = report.weapons;
  std::string words;
  for (const std::uint32_t word : report.words) words += fmt::format("{:08x}", word);
  out["words"] = std::move(words);
  out["events"] = report.events;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Report> report_from_json(std::string_view line) {
  try {
    const json in = json::parse(line);
    Report out;
    out.leads = in.at("leads");
    out.dated = in.at("dated");
    out.from = day_of(in.at("from"));
    out.to = day_of(in.at("to"));
    for (const json& type : in.at("types")) out.types.push_back(named<EventType>(type));
    for (const json& place : in.at("places")) out.places.push_back(place_of(place));
    for (const json& toll : in.at("tolls")) {
      out.tolls.push_back(
          {named<FigureKind>(toll.at(0)), number_of(toll.at(1)), number_of(toll.at(2))});
    }
    out.actors = in.at("actors").get<std::vector<std::string>>();
    out.weapons = in.at("weapons").get<std::vector<std::string>>();
    const auto& words = in.at("words").get_ref<const std::string&>();
    constexpr std::size_t kDigits = 8;
    for (std::size_t at = 0; at + kDigits <= words.size(); at += kDigits) {
      std::uint32_t word = 0;
      std::from_chars(words.data() + at, words.data() + at + kDigits, word, 16);
      out.words.push_back(word);
    }
    out.events = in.at("events").get<std::vector<Index>>();
    return out;
  } catch (const json::exception& fault) {
    return foreign("a report", fault.what());
  }
}

}  // namespace marsad::incidents
