// SPDX-License-Identifier: Apache-2.0
// The text of rule files as trees: stages, rules, patterns, productions, examples.
// Nothing is looked up in the lexicon here, so words and marks stay as written.
//
//   match  day:[times.role=weekday +al]+ / ![noun]
//     →  core   repeat 1..8 (atom, capture "day", tests times.role=weekday, +al)
//        right  negation (atom, test noun)
//
// Guaranteed: any bytes end in a tree or in an error with file:line:column, what,
// and the remedy. Depth and size of a tree are bounded. Tested by rules_test.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "marsad/grammar/rules.h"

namespace marsad::grammar {

inline constexpr std::uint32_t kRepeats = 8;       // where * and + stop
inline constexpr std::uint32_t kMostRepeats = 32;  // the n of {m,n}
inline constexpr std::uint32_t kDepth = 32;        // of parentheses, and of parts in parts
inline constexpr std::uint32_t kNodes = 4096;      // of one pattern, with its parts

// Line and column (in code points) from 1.
struct Place {
  std::string file;
  std::uint32_t line = 0, column = 0;
};
[[nodiscard]] tl::unexpected<Error> rule_error(const Place& place, std::string what,
                                               std::string remedy);

// What a token itself must be, whatever its readings.
struct TokenTests {
  static constexpr std::uint8_t kAnyKind = 0x1f;
  std::uint8_t kinds = kAnyKind;      // bits of text::TokenKind
  std::uint16_t roles = 0xffff;       // bits of Orthography::Role
  std::vector<std::u16string> signs;  // punct=…
  bool signs_negated = false;
  std::int8_t glued = -1;  // -1 either, 0 no, 1 yes
  std::int8_t heading = -1;
  bool of_word = false;  // asks for something that only single tokens have
};

// The tests of one list, all of which must hold.
struct Tests {
  lexicon::Features all = 0, none = 0;
  std::vector<lexicon::Features> any;  // one bit of each
  std::vector<std::vector<SetSource::Literal>> formula;
  TokenTests token;
  [[nodiscard]] bool of_reading() const {
    return all != 0 || none != 0 || !any.empty() || !formula.empty();
  }
};

struct Node {
  enum class Type : std::uint8_t {
    quoted,  // "word" or "+bi word"
    atom,    // [tests] or <kinds tests>
    sequence,
    alternatives,
    repeat,    // of its one child
    negation,  // of its one child
    begin,     // ^
    end,       // $
  };
  Type type = Type::sequence;
  Place place;
  std::string capture;  // name: before the element
  std::vector<Node> children;
  std::uint32_t least = 0, most = 0;  // repeat
  std::string words;                  // quoted
  std::uint32_t kinds = 0;            // atom: bits of Kind
  Tests tests, but;                   // atom
  bool has_but = false;
};

struct PatternSource {
  Place place;
  Node left, core, right;
};

struct ArgumentSource {
  Place place;
  std::string key, value;
  bool is_capture = false;
};

struct RuleSource {
  RuleInfo info;
  Place place;
  std::vector<PatternSource> patterns;  // one for each match line
  std::vector<ArgumentSource> arguments;
};

// In the order of files and lines. Stages are those named in RuleInfo::stage.
[[nodiscard]] Result<std::vector<RuleSource>> parse_rules(const std::vector<RuleFile>& files);

}  // namespace marsad::grammar
