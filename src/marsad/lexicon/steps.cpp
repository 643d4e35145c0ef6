// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/steps.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace marsad::lexicon {

std::vector<Step> make_steps(std::span<const StepKey> keys, const text::Orthography* orthography) {
  using Kind = text::Orthography::Kind;
  std::unordered_map<std::uint64_t, Step> made;
  for (const StepKey& key : keys) {
    std::uint64_t hash = kFirstStep;
    for (std::size_t i = 0; i < key.units.size(); ++i) {
      if (orthography != nullptr && i > 0) {
        const Kind before = orthography->kind[key.units[i - 1]];
        const Kind here = orthography->kind[key.units[i]];
        if (before != Kind::space && (here != before || here == Kind::punctuation)) {
          Step& step = made[hash];
          step.hash = hash;
          step.goes_on = 1;
          if (here == Kind::space) step.spaced = 1;
        }
      }
      hash = step_hash(hash, key.units.substr(i, 1));
    }
    Step& step = made[hash];
    if (step.count != 0 || hash == kNoStep) return {};
    step.hash = hash;
    step.first = key.first;
    step.count = key.count & 0x3fffffffu;
  }
  // In the order of hashes, so that the same keys give the same bytes.
  std::vector<Step> ordered;
  for (const auto& [hash, step] : made) ordered.push_back(step);
  std::sort(ordered.begin(), ordered.end(),
            [](const Step& a, const Step& b) { return a.hash < b.hash; });
  std::vector<Step> slots(std::bit_ceil(ordered.size() * 4 / 3 + 1));
  for (const Step& step : ordered) {
    std::size_t slot = step.hash & (slots.size() - 1);
    while (slots[slot].hash != kNoStep) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = step;
  }
  return slots;
}

bool is_sound(std::span<const Step> slots, std::size_t rows) {
  const auto fits = [&](const Step& step) {
    return step.first <= rows && step.count <= rows - step.first;
  };
  return std::has_single_bit(slots.size()) && std::all_of(slots.begin(), slots.end(), fits) &&
         std::any_of(slots.begin(), slots.end(),
                     [](const Step& step) { return step.hash == kNoStep; });
}

}  // namespace marsad::lexicon
