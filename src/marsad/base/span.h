// SPDX-License-Identifier: Apache-2.0
// A stretch of something counted: code points of the article, units of the
// folded text, tokens, segments. Which of them is said where a Span is declared.
//
//   "قتل 12 شخصا" in code points: the figure "12 شخصا" is {4, 11}
//
// `begin` counts from 0, `end` is exclusive. Trivially copyable.
#pragma once
#include <algorithm>
#include <compare>
#include <cstdint>

namespace marsad {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
};

// The smallest span that holds both.
[[nodiscard]] inline Span join(Span a, Span b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace marsad
