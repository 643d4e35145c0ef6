// SPDX-License-Identifier: Apache-2.0
// Blocks in which reports meet that could be joined, so that many machines can look for the
// nearest report of each (neighbours.h) without one of them holding all.
//
//   12 June 1998, Hama ("قصف سوق حماة")
//     →  waits in the block of Syria and of its cell of ten degrees, in the eight days that hold
//        its day; asks in these and, near their edge, in the eight days before or after
//
// Two reports that likeness() does not exclude, of which the one may look back at the other
// (days_around), meet in at least one block where the earlier waits and the later asks: of one
// country of both, of a cell that both could reach, or of those that name no place. What is the
// nearest in all blocks together is therefore the nearest of all. A block may hold reports that
// exclude each other; meeting twice changes nothing. Keys are hashes: two blocks of one key only
// hold more. Pure. Tested by blocks_test.cpp.
#pragma once
#include <cstdint>
#include <vector>

#include "marsad/incidents/joining.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

struct Block {
  std::int64_t key = 0;
  bool asks = false;   // it looks there for reports that came before it
  bool waits = false;  // later ones find it there
  bool cell = false;   // of a cell: reports that share a country meet elsewhere
  bool operator==(const Block&) const = default;
};

// By key, each once. `days`: how many a block holds, at least 1; more make fewer, larger blocks.
[[nodiscard]] std::vector<Block> blocks_of(const Report& report, const Joining& rules, int days);

// Whether places that are compared lie in one country: then the block of that holds both, and they
// need not be compared again in those of cells.
[[nodiscard]] bool share_country(const Report& a, const Report& b, const Joining& rules);

}  // namespace marsad::incidents
