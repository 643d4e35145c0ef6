// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/origin.h"

#include <algorithm>
#include <functional>
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

std::vector<std::int64_t> looked_at(std::vector<std::int64_t> met) {
  std::sort(met.begin(), met.end());
  std::vector<std::pair<std::ptrdiff_t, std::int64_t>> order;  // bands that are shared
  for (auto at = met.begin(); at != met.end();) {
    const auto next = std::upper_bound(at, met.end(), *at);
    order.emplace_back(next - at, *at);
    at = next;
  }
  std::sort(order.begin(), order.end(), std::greater<>());
  if (order.size() > kMostLooked) order.resize(kMostLooked);
  std::vector<std::int64_t> out;
  out.reserve(order.size());
  for (const auto& [bands, article] : order) out.push_back(article);
  return out;
}

std::vector<std::size_t> closest(const std::vector<double>& shares, double copied) {
  std::vector<std::size_t> out;
  const auto best = std::max_element(shares.begin(), shares.end());
  if (best == shares.end() || *best < copied) return out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] == *best) out.push_back(i);
  }
  return out;
}

std::string origin_of(const Statement& statement, const Outlet& outlet) {
  if (!statement.source_entity.empty()) return "actor:" + statement.source_entity;
  const std::string own =
      outlet.entity.empty() ? "outlet:" + outlet.name : "actor:" + outlet.entity;
  if (statement.source.empty()) return own;
  return "name:" + statement.source + "@" + (outlet.entity.empty() ? outlet.name : outlet.entity);
}

}  // namespace marsad::incidents
