// SPDX-License-Identifier: Apache-2.0
// What an atom of a program asks, answered; and sets of atoms, each kept once, so that
// "which rules care for this word" is a number that can be looked up.
//
//   وقتل   [verb +wa] passes, [noun] passes too (it is a masdar), "في" does not:
//          the word's set is {[verb +wa], [noun], …}, and كتب has the same one
//
// Internal to the engine. Tested by rules_test.cpp, with its slow twin.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "marsad/grammar/rule_program.h"

namespace marsad::grammar {

constexpr std::uint32_t bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr std::uint32_t bit(text::TokenKind kind) { return 1u << static_cast<unsigned>(kind); }

// Kinds below this one come from the lexicon, the others are made by rules and rooms.
inline constexpr Kind kFirstMade = Kind::number;
inline constexpr std::uint32_t kMadeKinds = ~(bit(kFirstMade) - 1);

// Answers for one program and one lexicon.
class AtomTests {
 public:
  // `members` answers in place of the lexicon, unless null.
  AtomTests(const Program& program, const SetMembers* members)
      : program_(program), members_(members) {}
  void use(const lexicon::Lexicon* lexicon) { lexicon_ = lexicon; }

  [[nodiscard]] bool has(std::uint32_t set, lexicon::LexemeId lexeme) const {
    if (members_ != nullptr) return members_->in_set(set, lexeme);
    return lexicon_ != nullptr && lexicon_->in_set(set, lexeme);
  }
  [[nodiscard]] bool set_holds(const Atom& atom, lexicon::LexemeId lexeme) const {
    if (atom.set == lexicon::kNothing) return true;
    if (lexeme == lexicon::kNothing) return (atom.flags & Atom::unknown_passes) != 0;
    return has(atom.set, lexeme);
  }
  [[nodiscard]] bool features_pass(const Atom& atom, lexicon::Features features) const {
    if ((features & atom.all) != atom.all || (features & atom.none) != 0) return false;
    for (std::uint32_t i = 0; i < atom.anys; ++i) {
      if ((features & program_.anys[atom.first_any + i]) == 0) return false;
    }
    return true;
  }
  [[nodiscard]] bool reading_passes(const Atom& atom, const morphology::Reading& reading) const {
    return features_pass(atom, reading.features) && set_holds(atom, reading.lexeme);
  }
  [[nodiscard]] bool sign_passes(const Atom& atom, std::u16string_view letters) const;
  // What the tests ask of the token, not of its readings.
  [[nodiscard]] bool token_passes(const Atom& atom, const text::Text& text,
                                  const text::Token& token, bool heading) const;

 private:
  const Program& program_;
  const SetMembers* members_;
  const lexicon::Lexicon* lexicon_ = nullptr;
};

// A set of atoms, as AtomSets numbers it.
using AtomSet = std::uint32_t;

class AtomSets {
 public:
  static constexpr AtomSet kEmpty = 0;
  // As many sets are kept before clear() is due.
  static constexpr std::size_t kMany = 1u << 15;

  explicit AtomSets(std::size_t atoms);
  [[nodiscard]] std::size_t words() const { return words_; }  // of 64 bits, of one set
  [[nodiscard]] std::size_t size() const { return bits_.size() / words_; }
  [[nodiscard]] const std::uint64_t* of(AtomSet set) const { return bits_.data() + set * words_; }
  [[nodiscard]] bool has(AtomSet set, std::uint32_t atom) const {
    return ((of(set)[atom / 64] >> atom % 64) & 1) != 0;
  }
  // The number of the set with these bits, words() of them.
  AtomSet keep(const std::vector<std::uint64_t>& bits);
  AtomSet join(AtomSet a, AtomSet b) {
    if (a == b || b == kEmpty) return a;
    if (a == kEmpty) return b;
    const std::uint64_t key = std::uint64_t{a} << 32 | b;
    Joined& joined = joined_[(key * 0x9e3779b97f4a7c15ull) >> (64 - kJoinedBits)];
    if (joined.key != key) joined = {key, join_slowly(a, b)};
    return joined.set;
  }
  void clear();  // only the empty set is left

 private:
  // The joins asked for last; 0 is no key, since joins with the empty set are not kept.
  static constexpr unsigned kJoinedBits = 14;
  struct Joined {
    std::uint64_t key = 0;
    AtomSet set = kEmpty;
  };
  AtomSet join_slowly(AtomSet a, AtomSet b);

  std::size_t words_;
  std::vector<std::uint64_t> bits_;
  std::unordered_multimap<std::uint64_t, AtomSet> by_hash_;
  std::vector<Joined> joined_;
  std::vector<std::uint64_t> scratch_;
};

}  // namespace marsad::grammar
