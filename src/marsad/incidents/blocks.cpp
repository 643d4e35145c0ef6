// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <string>
#include <string_view>

#include "marsad/base/fnv.h"
#include "marsad/incidents/neighbours.h"

namespace marsad::incidents {
namespace {

constexpr int kCell = 10;  // degrees; a country reaches over few of them, a town over one
constexpr double kEarth = 6371;
constexpr std::string_view kCellName = "cell";

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// The cells that a circle on the ground touches, and perhaps some beside it: two circles that
// meet share the cell in which they do.
void add_cells(const PlaceValue& place, double reach, std::set<std::string>& out) {
  // A hair wider than what likeness() measures, so that rounding loses nothing.
  const double angle = std::min(reach * 1.001 / kEarth, std::numbers::pi);
  const double north = angle * 180 / std::numbers::pi;
  // How far east it bulges; over a pole it holds all longitudes.
  const double bulge =
      std::abs(place.lat) + north >= 90
          ? 180
          : std::asin(std::min(1.0, std::sin(angle) / std::cos(radians(place.lat)))) * 180 /
                std::numbers::pi;
  const auto cell = [](double degrees) { return static_cast<int>(std::floor(degrees / kCell)); };
  constexpr int kRound = 360 / kCell;
  const int west = cell(place.lon - bulge);
  const int east = std::min(cell(place.lon + bulge), west + kRound - 1);
  for (int lat = cell(place.lat - north); lat <= cell(place.lat + north); ++lat) {
    for (int lon = west; lon <= east; ++lon) {
      out.insert(fmt::format("{} {} {}", kCellName, lat, ((lon % kRound) + kRound) % kRound));
    }
  }
}

// Names of where a report may have happened. Empty: anywhere.
std::set<std::string> places_of(const Report& report, const Joining& rules) {
  const auto compared =
      std::min(static_cast<std::size_t>(rules.place.compared), report.places.size());
  std::set<std::string> out;
  for (std::size_t i = 0; i < compared; ++i) {
    const PlaceValue& place = report.places[i];
    // Without an entity it is known by its name alone, wherever that lies.
    if (place.entity.empty()) return {};
    if (!place.country.empty()) out.insert("country " + place.country);
    add_cells(place, rules.place.reach.of(place.level), out);
  }
  return out;
}

class Gatherer {
 public:
  void add(const std::string& block, bool asks, bool waits, bool cell) {
    // Odd keys are those of cells, so that no other block has one of theirs.
    const std::uint64_t key = (fnv1a(block) & ~std::uint64_t{1}) | (cell ? 1U : 0U);
    Block& one = blocks_[static_cast<std::int64_t>(key)];
    one.asks = one.asks || asks;
    one.waits = one.waits || waits;
    one.cell = cell;
  }
  [[nodiscard]] std::vector<Block> take() const {
    std::vector<Block> out;
    for (const auto& [key, one] : blocks_) {
      if (one.asks || one.waits) out.push_back({key, one.asks, one.waits, one.cell});
    }
    return out;
  }

 private:
  std::map<std::int64_t, Block> blocks_;
};

}  // namespace

std::vector<Block> blocks_of(const Report& report, const Joining& rules, int days) {
  Gatherer out;
  if (!report.from) {
    out.add("no day", true, report.leads, false);
    return out.take();
  }
  const std::set<std::string> places = places_of(report, rules);
  const auto part = [&](Date day) {
    const auto number = day.time_since_epoch().count();
    return (number >= 0 ? number : number - days + 1) / days;
  };
  const Days around = days_around(report, rules);
  const auto own = part(*report.from);
  const auto last = std::max(part(around.last), own);
  for (auto at = std::min(part(around.first), own); at <= last; ++at) {
    const bool asks = at >= part(around.first) && at <= part(around.last);
    const bool waits = report.leads && at == own;
    const auto add = [&](const std::string& where, bool may_ask, bool may_wait) {
      out.add(fmt::format("{} {}", at, where), asks && may_ask, waits && may_wait,
              where.starts_with(kCellName));
    };
    // A report without a place is like any other: all ask for those, and those for all.
    const bool anywhere = places.empty();
    add("anywhere", true, anywhere);
    add("somewhere", anywhere, !anywhere);
    for (const std::string& place : places) add(place, true, true);
  }
  return out.take();
}

bool share_country(const Report& a, const Report& b, const Joining& rules) {
  const auto compared = static_cast<std::size_t>(rules.place.compared);
  for (std::size_t i = 0; i < std::min(compared, a.places.size()); ++i) {
    const std::string& country = a.places[i].country;
    if (country.empty()) continue;
    for (std::size_t j = 0; j < std::min(compared, b.places.size()); ++j) {
      if (b.places[j].country == country) return true;
    }
  }
  return false;
}

}  // namespace marsad::incidents
