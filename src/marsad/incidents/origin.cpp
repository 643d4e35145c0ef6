// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/origin.h"

#include <algorithm>
#include <limits>

namespace marsad::incidents {
namespace {

// Words of a run, of which a text without one has no sketch.
constexpr std::size_t kRun = 3;

// The finaliser of MurmurHash3, which spreads every bit of a number over all.
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 33U)) * 0xff51afd7ed558ccdULL;
  value = (value ^ (value >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

// One odd factor and one summand for each minimum: kMinima permutations of the runs.
constexpr auto kFactors = [] {
  std::array<std::uint64_t, kMinima> out{};
  for (std::size_t i = 0; i < kMinima; ++i) out[i] = mixed(i + 1) | 1U;
  return out;
}();

}  // namespace

std::optional<Sketch> sketch_of(const std::vector<std::uint32_t>& words, std::size_t least) {
  if (words.size() < std::max(least, kRun)) return std::nullopt;
  Sketch out;
  out.fill(std::numeric_limits<std::uint32_t>::max());
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
    const std::uint64_t run = mixed(mixed(mixed(words[i]) + words[i + 1]) + words[i + 2]);
    for (std::size_t k = 0; k < kMinima; ++k) {
      const auto value = static_cast<std::uint32_t>((run * kFactors[k]) >> 32U);
      out[k] = std::min(out[k], value);
    }
  }
  return out;
}

std::array<std::int64_t, kBands> bands_of(const Sketch& sketch) {
  std::array<std::int64_t, kBands> out{};
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = band + 1;
    for (std::size_t row = 0; row < kRows; ++row) key = mixed(key + sketch[band * kRows + row]);
    out[band] = static_cast<std::int64_t>(key);
  }
  return out;
}

double alike(const Sketch& a, const Sketch& b) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < kMinima; ++i) same += a[i] == b[i] ? 1 : 0;
  return static_cast<double>(same) / kMinima;
}

std::string origin_of(const Statement& statement, const Outlet& outlet) {
  if (!statement.source_entity.empty()) return "actor:" + statement.source_entity;
  const std::string own =
      outlet.entity.empty() ? "outlet:" + outlet.name : "actor:" + outlet.entity;
  if (statement.source.empty()) return own;
  return "name:" + statement.source + "@" + (outlet.entity.empty() ? outlet.name : outlet.entity);
}

}  // namespace marsad::incidents
