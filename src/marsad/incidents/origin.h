// SPDX-License-Identifier: Apache-2.0
// Independence: which articles are copies of one text, and whom a claim goes back to.
//
//   ten sites print one agency's text       →  one family, whose first article is its origin
//   three outlets quote one monitor         →  origin "actor:sohr" for all three
//   "مصدر طبي" (a medical source) at two outlets  →  two origins: nobody knows it is one person
//
// Copies are found by MinHash over runs of three words: two texts that share a share
// of their runs agree in about that share of the kMinima minima. kBands keys of kRows minima
// each find the candidates, so that a text is compared with few others: the newest kMostLooked of
// each band and, of these, those that share most bands. From which share on a text is a copy,
// joining.h says; the numbers here are of the form of every store.
// Pure. Tested by origin_test.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "marsad/incidents/statement.h"

namespace marsad::incidents {

inline constexpr std::size_t kMinima = 32;
inline constexpr std::size_t kBands = 5;
inline constexpr std::size_t kRows = 3;
inline constexpr std::size_t kMostLooked = 40;

using Sketch = std::array<std::uint32_t, kMinima>;

// Of the words of a text in their order, as hashes. None for fewer than `least`: a shorter text
// says too little to be called a copy.
[[nodiscard]] std::optional<Sketch> sketch_of(const std::vector<std::uint32_t>& words,
                                              std::size_t least);
// The keys under which copies of a text meet, each with its band's number in it.
[[nodiscard]] std::array<std::int64_t, kBands> bands_of(const Sketch& sketch);
// The share of minima that agree, 0 to 1.
[[nodiscard]] double alike(const Sketch& a, const Sketch& b);

// With which of the articles that it met a text is compared: those that share most bands first, then
// the newest, at most kMostLooked. `met` names an article once for each band, by a number that
// grows in the order of arrival.
[[nodiscard]] std::vector<std::int64_t> looked_at(std::vector<std::int64_t> met);
// Positions of the shares that are greatest, where they are those of copies at all: a text belongs
// to the family of these, and of several families to the one that began first.
[[nodiscard]] std::vector<std::size_t> closest(const std::vector<double>& shares, double copied);

// Who published the article that a statement stands in; of copies, the first of the family.
struct Outlet {
  std::string name;
  std::string entity;  // id of a row of world/actors.tsv, or empty
};

// "actor:ID", "name:WORDS@OUTLET", "outlet:NAME"; equal for claims that are not independent.
[[nodiscard]] std::string origin_of(const Statement& statement, const Outlet& outlet);

}  // namespace marsad::incidents
