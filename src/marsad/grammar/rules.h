// SPDX-License-Identifier: Apache-2.0
// The cascade: rules over edges, in stages. A rule has a name, a pattern, a
// production, and examples; docs/rules.md describes the language.
//
//   stage times
//
//   rule time-weekday-of-this-week
//     match  [times.role=current]? / day:[times.role=weekday +al] / ![numbers.role=unit]
//     make   time weekday(day=$day, direction=back)
//     yes    وصل الوفد يوم الجمعة → يوم الجمعة 2016-10-28
//     no     صلاة الجمعة
//
// Pattern: elements between "/": left context / core / right context (both
// slashes or none); only the core is covered by the new edge.
//   element     [name:] atom [? * + {m,n}]        greedy, longest match wins; * and + stop at 8
//   atom        "word"                            any inflection of the word's lexemes (analysed when
//                                                 compiled); "+bi word" with that proclitic
//               [test test …]                     one word or phrase of which ONE reading passes all
//               [test … but test …]               … and no reading passes all of the second list
//               <kind test …>                     one made or name edge of that kind; <a|b> either
//               ( pattern | pattern )             alternatives, first that leads to the longest match
//               ^ $                               begin, end of the sentence
//               !atom                             no such edge here; also at the border
//               @part                             a pattern named before by `let part = …`
//   test        feature name (past, pl, +al …; m|f either), file.column=value,
//               file.column=a|b (either), lexeme=word, any of them with ! before it; of a token:
//               any, number (digits or a numeral), digits, latin, punct=،, role=pause, glued, heading
// Production: make KIND MAKER(key=value, key=$capture …). MAKER is one of a closed
// list of functions that a room registers; it gets captures and constants, and
// may refuse (the trace keeps the refusal). KIND is the kind of the new edge. Its
// reading is that of head=$capture, else of its first edge; what stands before the article
// (و ب ل …) is that of its first edge.
//
// Deterministic: stages in the order of the files; in a stage left to right; at a token
// the longest core wins, then the earlier rule; a made edge is skipped over, so cores
// of one stage do not overlap. A match stays in its sentence. Linear: patterns are
// bounded and reach at most kReach tokens, each step of a pattern is tried once at a
// token, rules are found by their first element and dropped where the token before the
// core, or the one behind its first element, cannot be what they ask for. Tested by
// rules_test.cpp, with a slow twin (every rule at every token, straight from the parsed
// pattern).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/grammar/chart.h"

namespace marsad::grammar {

// A core and each of its contexts reach no further than this from the core's begin.
inline constexpr std::uint32_t kReach = 255;

// ---- What a maker sees ----------------------------------------------------

// A rule that matched: which edges its arguments hold, and its constants. Names are
// the keys of `make` (day=$first is captured("day")). Valid during the call only.
struct Match {
  const Chart* chart = nullptr;
  std::uint32_t rule = 0;             // index in Cascade::rules()
  std::uint32_t first = 0, last = 0;  // tokens of the core
  // Edges captured under a name, in order; empty when the element was not there.
  [[nodiscard]] std::span<const EdgeId> captured(std::string_view name) const;
  [[nodiscard]] const Edge* edge(std::string_view name) const;  // the first, or nullptr
  // A constant argument, "" if absent.
  [[nodiscard]] std::string_view constant(std::string_view key) const;
  // The reading of the first captured edge that passed the tests (its first reading
  // where the tests asked for none); nullptr without capture or reading.
  [[nodiscard]] const morphology::Reading* reading(std::string_view name) const;

  // Filled by the engine (arguments of `make` resolved to captures and constants).
  struct Argument {
    std::string_view key;
    std::string_view constant;
    std::uint32_t first = 0, count = 0;  // into edges
  };
  std::vector<Argument> arguments;
  std::vector<EdgeId> edges;
  std::vector<std::uint32_t> reading_of_edge;  // index into chart->readings, or kNothing
};

// Makes the value of an edge: its index in the room's own table, or none to refuse.
// `world` is what the room handed to run(). It must not add edges to the chart.
using MakerFunction = std::optional<std::uint32_t> (*)(const Match& match, void* world);
struct Maker {
  std::string_view name;
  MakerFunction make = nullptr;
};

// ---- Rules as compiled -----------------------------------------------------

struct Example {
  std::string text;
  std::string expected;  // after →, may be empty: any edge of this rule will do
  bool matches = true;   // yes / no
  std::string file;
  std::uint32_t line = 0;
};

struct RuleInfo {
  std::string name;
  std::string stage;
  std::string file;
  std::uint32_t line = 0;
  Kind kind = Kind::context;
  std::string maker;
  std::vector<Example> examples;
};

// Where the compiler asks what a test means: the lexemes that bear a mark, the
// lexemes of a word. Sets are numbered and end up in Lexicon::in_set.
class SetSource {
 public:
  virtual ~SetSource() = default;
  // A set of lexemes by a formula in conjunctive form: every group must have at least one literal
  // that holds. Literals are marks ("verbs.tags=kill") or words ("lexeme=قتل").
  struct Literal {
    std::string key, value;
    bool negated = false;
    auto operator<=>(const Literal&) const = default;
  };
  virtual Result<std::uint32_t> set(const std::vector<std::vector<Literal>>& formula) = 0;
  // Lexemes of a word as written in a rule; an unknown word is an error that says so.
  virtual Result<std::vector<lexicon::LexemeId>> lexemes(std::string_view word) = 0;
};

// Parses and compiles rule files, in the order given, to one blob that stands in
// the pack. Errors: ErrorCode::language with file:line:column, what, and the remedy.
struct RuleFile {
  std::string name;  // "20_time.rules"
  std::string content;
};
[[nodiscard]] Result<std::string> compile_rules(const std::vector<RuleFile>& files,
                                                SetSource& sets);

// ---- Running ----------------------------------------------------------------

// What the engine tells `explain`: a rule that fired, or was refused and why.
struct TraceLine {
  std::uint32_t rule = 0;
  std::uint32_t first = 0, last = 0;
  // shorter: a longer core won; later: an earlier rule of the same length won;
  // refused: its maker declined.
  enum class Outcome : std::uint8_t { fired, shorter, later, refused } outcome = Outcome::fired;
};

// Answers in place of the chart's lexicon, for tests and fuzzing.
class SetMembers {
 public:
  virtual ~SetMembers() = default;
  [[nodiscard]] virtual bool in_set(std::uint32_t set, lexicon::LexemeId lexeme) const = 0;
};

// Immutable; may be run from several threads at once, each with its own chart and world.
class Cascade {
 public:
  // Reads the compiled rules; every maker that they name must be in `makers`.
  // `members` may be null (the chart's lexicon answers) and must outlive the cascade.
  // Errors: ErrorCode::pack.
  [[nodiscard]] static Result<Cascade> open(std::string_view compiled,
                                            std::span<const Maker> makers,
                                            const SetMembers* members = nullptr);
  [[nodiscard]] const std::vector<RuleInfo>& rules() const { return infos_; }
  // In the order of the files.
  [[nodiscard]] const std::vector<std::string>& stages() const { return stages_; }
  // Runs one stage over the chart, adding edges. `trace` may be null. A stage of
  // which there are no rules adds nothing.
  void run(std::string_view stage, Chart& chart, void* world, std::vector<TraceLine>* trace) const;

 private:
  // Compiled form: an implementation matter of rules.cpp.
  std::vector<RuleInfo> infos_;
  std::vector<std::string> stages_;
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace marsad::grammar
