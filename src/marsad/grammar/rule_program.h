// SPDX-License-Identifier: Apache-2.0
// Rules as the engine runs them: for each pattern a short program without loops
// (repetitions are unrolled), in the manner of regular-expression machines.
//
//   [noun] ( "و" [noun] )?     0 edge noun
//                              1 either 2, else 4
//                              2 edge "و"
//                              3 edge noun
//                              4 done
//
// Targets always lie ahead, so every run ends. The left context is compiled from
// its end to its begin and walks the edges that end at a token. The same structs
// are written to the pack and read from it; reading checks every index, so that a
// damaged blob is an error and never a crash. Tested by rules_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/grammar/rules.h"

namespace marsad::grammar {

inline constexpr std::uint32_t kMostSteps = 2000;   // of one pattern
inline constexpr std::uint32_t kMostCaptures = 64;  // of one rule

// All tests of one element. What a reading must be and what a token must be are
// apart, since punctuation and figures have no readings.
struct Atom {
  enum Flag : std::uint32_t {
    needs_reading = 1,   // some test asks for one
    unknown_passes = 2,  // a word without lexeme satisfies the formula of `set`
    digits_pass = 4,     // [number]: a token of digits passes without a reading
    signs_negated = 8,
    glued = 16,
    not_glued = 32,
    heading = 64,
    not_heading = 128,
    of_token = 256,  // kinds, roles or signs are restricted
    all_flags = 511,
  };
  lexicon::Features all = 0, none = 0;
  std::uint32_t first_any = 0, anys = 0;  // into Program::anys: one bit of each
  std::uint32_t set = lexicon::kNothing;
  std::uint32_t but = lexicon::kNothing;    // atom that no reading may pass
  std::uint32_t kinds = 0;                  // bits of Kind
  std::uint32_t token_kinds = 0;            // bits of TokenKind
  std::uint32_t roles = 0;                  // bits of Role
  std::uint32_t first_sign = 0, signs = 0;  // into Program::signs
  std::uint32_t flags = 0;
};

struct Step {
  enum class Kind : std::uint32_t {
    edge,     // an edge that passes atom `a`; then the next step
    either,   // the next step, else step `a`
    jump,     // step `a`
    without,  // not the program at the next step; then step `a`
    begin,    // of the sentence
    end,      // of the sentence
    done,
    kinds
  };
  Kind kind = Kind::done;
  std::uint32_t a = 0;
  std::uint64_t captures = 0;  // edge: bits of the rule's captures
};

struct Pattern {
  std::uint32_t rule = 0;
  std::uint32_t first_step = 0, steps = 0;  // `a` of a step counts from first_step
  std::uint32_t left = lexicon::kNothing;   // first steps of the three parts, from
  std::uint32_t core = 0;                   // first_step; kNothing: no context
  std::uint32_t right = lexicon::kNothing;
};

struct ProgramArgument {
  std::uint32_t key = 0;                       // into Program::strings
  std::uint32_t constant = lexicon::kNothing;  // into Program::strings, or a capture:
  std::uint32_t capture = 0;
};

struct ProgramRule {
  std::uint32_t stage = 0;
  std::uint32_t first_argument = 0, arguments = 0;
  std::uint32_t head = lexicon::kNothing;  // capture
};

struct Program {
  std::vector<std::string> strings;
  std::vector<std::string> signs;  // UTF-16 units, two bytes each, low first
  std::vector<lexicon::Features> anys;
  std::vector<Atom> atoms;
  std::vector<Step> steps;
  std::vector<Pattern> patterns;  // by stage, then rule
  std::vector<ProgramArgument> arguments;
  std::vector<ProgramRule> rules;  // by stage
  std::vector<RuleInfo> infos;     // of rules
  std::vector<std::string> stages;
};

[[nodiscard]] std::string write_program(const Program& program);
// Errors: ErrorCode::pack.
[[nodiscard]] Result<Program> read_program(std::string_view bytes);

// The steps that may take the first edge of a core, counted from the pattern's first.
[[nodiscard]] std::vector<std::uint32_t> first_steps(const Program& program,
                                                     const Pattern& pattern);
// The atoms with which a core may begin (of a pattern that a Program holds).
[[nodiscard]] std::vector<std::uint32_t> first_atoms(const Program& program,
                                                     const Pattern& pattern);

}  // namespace marsad::grammar
