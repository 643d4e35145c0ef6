// SPDX-License-Identifier: Apache-2.0
// Finds out once, for all stages of a cascade, which atoms the edges of the lexicon may
// pass: those that begin with a token, those that end with it, and each by itself. A rule
// that asks for something else then passes by with one look.
//
//   "قتل ثلاثة"  →  begins(0): the atoms that [قتل], or a phrase or name from there on, may pass
//
// Too many rather than too few: what is held against an edge here are sets, features and
// what a token is; not headings, gluing and `but`, nor what later stages hide. Words come
// again, and what was found out of their readings is kept from text to text.
// Internal to the engine. Tested by rules_test.cpp, with its slow twin.
#pragma once
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "marsad/grammar/atoms.h"

namespace marsad::grammar {

class Survey {
 public:
  Survey(const Program& program, const SetMembers* members);

  // Reads all edges of the lexicon of a chart. Numbers of sets are valid until sets were
  // forgotten: generation() has changed then.
  void read(const Chart& chart);
  [[nodiscard]] std::uint32_t generation() const { return generation_; }

  [[nodiscard]] const AtomSets& sets() const { return sets_; }
  [[nodiscard]] const AtomTests& tests() const { return tests_; }
  [[nodiscard]] AtomSet begins(std::uint32_t token) const { return begins_[token]; }
  [[nodiscard]] AtomSet ends(std::uint32_t token) const { return ends_[token]; }
  // Of an edge of the lexicon.
  [[nodiscard]] AtomSet of_edge(EdgeId edge) const { return of_edge_[edge]; }

 private:
  static constexpr std::size_t kTokenKinds = 5;
  static constexpr std::size_t kRoles = 16;
  static constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::kinds);
  using Bits = std::vector<std::uint64_t>;

  void sort_atoms();
  void forget();
  [[nodiscard]] AtomSet of_sign(std::u16string_view letters);
  [[nodiscard]] AtomSet of_token(const text::Text& text, const text::Token& token);
  [[nodiscard]] AtomSet of(std::span<const morphology::Reading> readings, Kind kind, AtomSet plain,
                           std::uint64_t hash);
  void grow();
  [[nodiscard]] const std::uint64_t* with_features(lexicon::Features features);
  [[nodiscard]] const std::uint64_t* with_lexeme(lexicon::LexemeId lexeme);
  [[nodiscard]] std::uint32_t add_lexeme(lexicon::LexemeId lexeme);
  void insert(Bits& bits, std::uint32_t atom) const { bits[atom / 64] |= 1ull << atom % 64; }

  const Program& program_;
  AtomTests tests_;
  AtomSets sets_;
  std::uint32_t generation_ = 0;

  // Atoms by what they ask of an edge apart from its readings: those without a reading, by
  // kind and role of a word's token or by kind of edge; those with one, by kind of edge.
  std::vector<Bits> of_token_, of_kind_, reads_kind_;
  std::vector<AtomSet> token_sets_, kind_sets_;  // of_token_ and of_kind_ as kept
  std::vector<std::uint32_t> signed_;            // atoms that ask for a sign
  std::uint32_t signed_kinds_ = 0;               // bits of the TokenKinds of these signs
  Bits free_;                                    // atoms that ask for a reading of any lexeme
  std::map<std::uint32_t, Bits> asks_;           // … of a set

  // What was learnt of lexemes and features.
  const lexicon::Lexicon* lexicon_ = nullptr;
  bool learnt_ = false;
  std::vector<std::uint32_t> lexeme_at_;  // lexeme → where its atoms begin, or kNothing
  std::uint32_t unknown_at_ = 0;
  Bits atoms_of_lexeme_;
  static constexpr unsigned kFeatureBits = 12;
  Bits with_features_;  // slots of features and their atoms
  // The lists of readings seen, with their sets: open addressing by hash.
  struct Known {
    std::uint64_t hash = 0;              // 0: an empty slot
    std::uint32_t first = 0, count = 0;  // into known_readings_
    AtomSet plain = AtomSets::kEmpty;    // what the edge passes without its readings
    AtomSet set = AtomSets::kEmpty;
  };
  std::vector<Known> known_;
  std::size_t known_count_ = 0;
  std::vector<morphology::Reading> known_readings_;
  struct Look {
    AtomSet plain = AtomSets::kEmpty;
    std::uint64_t hash = 0;
  };
  std::vector<Look> looks_;  // by edge
  Bits scratch_;

  // Of the chart read last.
  std::vector<AtomSet> begins_, ends_, of_edge_;
};

}  // namespace marsad::grammar
