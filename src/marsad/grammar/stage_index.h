// SPDX-License-Identifier: Apache-2.0
// Where the rules of a stage are found: by the atoms with which they may begin, and by
// what must stand before and behind, so that nearly every rule is passed over unseen.
//
//   [times.role=weekday] / ![numbers.role=unit]
//     found under the atom [times.role=weekday]; behind it anything may follow
//
// Internal to the engine. Tested by rules_test.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "marsad/grammar/atoms.h"

namespace marsad::grammar {

// What must stand at the border where a step is tried, or nothing comes of it: an edge
// that one of these atoms may take.
struct Need {
  // Atoms of one word of a set.
  struct Part {
    std::uint32_t word = 0;
    std::uint64_t atoms = 0;
    auto operator<=>(const Part&) const = default;
  };
  std::vector<Part> parts;
  std::uint32_t made = 0;       // bits of the kinds of made edges that they take
  bool nothing = false;         // a way through asks for no edge
  bool nothing_at_end = false;  // … where a sentence begins or ends
  auto operator<=>(const Need&) const = default;
  [[nodiscard]] bool meets(const std::uint64_t* atoms) const {
    for (const Part& part : parts) {
      if ((atoms[part.word] & part.atoms) != 0) return true;
    }
    return false;
  }
  void add(const Program& program, std::uint32_t atom);
};

// Needs, each kept once.
class Needs {
 public:
  std::uint32_t add(Need need);
  [[nodiscard]] const Need& operator[](std::uint32_t need) const { return all_[need]; }

 private:
  std::vector<Need> all_;
  std::map<Need, std::uint32_t> known_;
};

// What the step of a pattern needs; where the core is through, the right context goes on.
[[nodiscard]] Need need_of(const Program& program, const Pattern& pattern, std::uint32_t step);

// A pattern that may begin with an edge that passes an atom.
struct Start {
  std::uint32_t atom = 0;
  std::uint32_t pattern = 0;
  std::uint32_t kinds = 0;                   // bits of the kinds of edge that the atom takes
  std::uint32_t then = 0;                    // the need behind its first element
  std::uint32_t before = lexicon::kNothing;  // the need of its left context, if it has one
};

struct StageIndex {
  std::vector<Start> starts;              // by atom
  std::vector<std::uint64_t> atoms;       // the atoms of starts, as a set
  std::vector<std::uint32_t> first;       // atom → its first start; one more at the end
  std::vector<std::uint32_t> made_atoms;  // those that take made edges
  std::uint32_t made_kinds = 0;           // bits of the kinds of made edges that may come first
};
[[nodiscard]] StageIndex index_of(const Program& program, std::uint32_t stage, Needs& needs);

}  // namespace marsad::grammar
