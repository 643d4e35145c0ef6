// SPDX-License-Identifier: Apache-2.0
// Which place lies in which: the rows of world/places.tsv name what holds them by its name, and
// here it becomes a row.
//
//   "السفيرة", city of SY, held by "حلب"   →  the row of محافظة حلب (Aleppo Governorate)
//   "الصاخور", district of SY, by "حلب"    →  the row of the city: it lies within a day's walk
//
// What holds a place has its country and bears the name, alone or behind the word for a unit.
// It is of a coarser level; only a region may lie in any unit or town. Of several a quarter or
// site lies in the nearest where this is no further than a town is wide, everything else in the
// coarsest and of these the nearest. Pure; linear but for places whose name no row bears. Tested
// by holders_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace marsad::lexicon::compiler {

struct HeldPlace {
  std::vector<std::string_view> names;  // in the language of `parent`
  std::string_view country, parent;     // parent: a name, empty where unknown
  std::uint32_t level = 0;              // PlaceLevel, in its order
  float lat = 0, lon = 0;
};

// For each place the index of what holds it, kNothing where no row does.
[[nodiscard]] std::vector<std::uint32_t> holders_of(const std::vector<HeldPlace>& places);

}  // namespace marsad::lexicon::compiler
