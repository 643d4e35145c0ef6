// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rule_program.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <type_traits>

#include <fmt/format.h>

#include "marsad/grammar/rule_parser.h"

namespace marsad::grammar {
namespace {

constexpr std::string_view kMagic = "marsad-rules/1\n";

// ---- From trees to programs -------------------------------------------------

class Compiler {
 public:
  explicit Compiler(SetSource& sets) : sets_(sets) {}

  Result<Program> compile(const std::vector<RuleSource>& sources) {
    // A stage is where its name first stands; a later file may add rules to it.
    for (const RuleSource& source : sources) {
      const auto& stages = program_.stages;
      if (std::find(stages.begin(), stages.end(), source.info.stage) == stages.end()) {
        program_.stages.push_back(source.info.stage);
      }
    }
    for (std::uint32_t stage = 0; stage < program_.stages.size(); ++stage) {
      for (const RuleSource& source : sources) {
        if (source.info.stage != program_.stages[stage]) continue;
        if (auto ok = add(source, stage); !ok) return tl::unexpected(ok.error());
      }
    }
    return std::move(program_);
  }

 private:
  Result<void> add(const RuleSource& source, std::uint32_t stage) {
    captures_.clear();
    used_ = 0;
    ProgramRule rule;
    rule.stage = stage;
    for (const PatternSource& pattern : source.patterns) {
      if (auto ok = add(pattern); !ok) return ok;
    }
    rule.first_argument = static_cast<std::uint32_t>(program_.arguments.size());
    rule.arguments = static_cast<std::uint32_t>(source.arguments.size());
    for (const ArgumentSource& argument : source.arguments) {
      ProgramArgument out;
      out.key = text(argument.key);
      if (argument.is_capture) {
        const auto found = std::find(captures_.begin(), captures_.end(), argument.value);
        if (found == captures_.end()) {
          return rule_error(
              argument.place, fmt::format("${} is captured nowhere", argument.value),
              fmt::format("write {}: before an element of the pattern", argument.value));
        }
        out.capture = static_cast<std::uint32_t>(found - captures_.begin());
        used_ |= 1ull << out.capture;
        if (argument.key == "head") rule.head = out.capture;
      } else {
        out.constant = text(argument.value);
      }
      program_.arguments.push_back(out);
    }
    for (std::size_t i = 0; i < captures_.size(); ++i) {
      if ((used_ >> i) & 1) continue;
      return rule_error(
          source.place,
          fmt::format("the rule {} captures {} for nothing", source.info.name, captures_[i]),
          fmt::format("hand it to the maker, or drop {}:", captures_[i]));
    }
    program_.rules.push_back(rule);
    program_.infos.push_back(source.info);
    return {};
  }

  Result<void> add(const PatternSource& source) {
    Pattern pattern;
    pattern.rule = static_cast<std::uint32_t>(program_.rules.size());
    pattern.first_step = static_cast<std::uint32_t>(program_.steps.size());
    begin_ = program_.steps.size();
    emitted_ = 0;
    const auto part = [&](const Node& node, bool backward) -> Result<std::uint32_t> {
      const std::uint32_t at = here();
      if (auto ok = emit(node, backward, 0); !ok) return tl::unexpected(ok.error());
      program_.steps.push_back({});
      return at;
    };
    const auto context = [&](const Node& node, bool backward) -> Result<std::uint32_t> {
      if (node.type == Node::Type::sequence && node.children.empty()) return lexicon::kNothing;
      return part(node, backward);
    };
    const auto left = context(source.left, true);
    if (!left) return tl::unexpected(left.error());
    const auto core = part(source.core, false);
    if (!core) return tl::unexpected(core.error());
    const auto right = context(source.right, false);
    if (!right) return tl::unexpected(right.error());
    pattern.left = *left;
    pattern.core = *core;
    pattern.right = *right;
    pattern.steps = here();
    program_.patterns.push_back(pattern);
    if (may_be_empty(*core)) {
      return rule_error(source.place, "the core may be empty",
                        "make one of its elements necessary (no ? or *)");
    }
    return {};
  }

  [[nodiscard]] std::uint32_t here() const {
    return static_cast<std::uint32_t>(program_.steps.size() - begin_);
  }
  Step& step(std::uint32_t at) { return program_.steps[begin_ + at]; }

  // Whether the core that begins at this step can be done without an edge.
  [[nodiscard]] bool may_be_empty(std::uint32_t core) const {
    std::vector<std::uint32_t> open{core};
    std::vector<bool> seen(here(), false);
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      const Step& step = program_.steps[begin_ + at];
      switch (step.kind) {
        case Step::Kind::done: return true;
        case Step::Kind::either: open.insert(open.end(), {at + 1, step.a}); break;
        case Step::Kind::jump:
        case Step::Kind::without: open.push_back(step.a); break;
        case Step::Kind::begin:
        case Step::Kind::end: open.push_back(at + 1); break;
        default: break;
      }
    }
    return false;
  }

  Result<void> emit(const Node& node, bool backward, std::uint64_t captures) {
    // Nodes are counted too: an empty group repeated emits no step.
    if (here() > kMostSteps || ++emitted_ > 8 * kMostSteps) {
      return rule_error(node.place,
                        fmt::format("the pattern unrolls to more than {} steps", kMostSteps),
                        "use smaller {m,n}, or no repetition within a repetition");
    }
    if (!node.capture.empty()) {
      auto found = std::find(captures_.begin(), captures_.end(), node.capture);
      if (found == captures_.end()) {
        if (captures_.size() == kMostCaptures) {
          return rule_error(node.place, fmt::format("more than {} captures", kMostCaptures),
                            "split the rule");
        }
        captures_.push_back(node.capture);
        found = captures_.end() - 1;
      }
      captures |= 1ull << (found - captures_.begin());
    }
    switch (node.type) {
      case Node::Type::quoted: return emit_words(node, backward, captures);
      case Node::Type::atom: {
        const auto atom = add_atom(node);
        if (!atom) return tl::unexpected(atom.error());
        program_.steps.push_back({Step::Kind::edge, *atom, captures});
        return {};
      }
      case Node::Type::begin: program_.steps.push_back({Step::Kind::begin, 0, 0}); return {};
      case Node::Type::end: program_.steps.push_back({Step::Kind::end, 0, 0}); return {};
      case Node::Type::sequence: {
        const std::size_t size = node.children.size();
        for (std::size_t i = 0; i < size; ++i) {
          const Node& child = node.children[backward ? size - 1 - i : i];
          if (auto ok = emit(child, backward, captures); !ok) return ok;
        }
        return {};
      }
      case Node::Type::alternatives: {
        std::vector<std::uint32_t> jumps;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          const bool last = i + 1 == node.children.size();
          const std::uint32_t either = here();
          if (!last) program_.steps.push_back({Step::Kind::either, 0, 0});
          if (auto ok = emit(node.children[i], backward, captures); !ok) return ok;
          if (last) break;
          jumps.push_back(here());
          program_.steps.push_back({Step::Kind::jump, 0, 0});
          step(either).a = here();
        }
        for (const std::uint32_t jump : jumps) step(jump).a = here();
        return {};
      }
      case Node::Type::repeat: {
        std::vector<std::uint32_t> exits;
        for (std::uint32_t i = 0; i < node.most; ++i) {
          if (i >= node.least) {
            exits.push_back(here());
            program_.steps.push_back({Step::Kind::either, 0, 0});
          }
          if (auto ok = emit(node.children[0], backward, captures); !ok) return ok;
        }
        for (const std::uint32_t exit : exits) step(exit).a = here();
        return {};
      }
      case Node::Type::negation: {
        const std::uint32_t without = here();
        program_.steps.push_back({Step::Kind::without, 0, 0});
        if (auto ok = emit(node.children[0], backward, captures); !ok) return ok;
        program_.steps.push_back({});
        step(without).a = here();
        return {};
      }
    }
    return {};
  }

  // "a b": the phrase a b if the lexicon has it, else the word a and then the word b.
  Result<void> emit_words(const Node& node, bool backward, std::uint64_t captures) {
    lexicon::Features proclitics = 0;
    std::vector<std::pair<std::string, lexicon::Features>> words;
    for (std::size_t begin = 0; begin < node.words.size();) {
      const std::size_t end = std::min(node.words.find(' ', begin), node.words.size());
      std::string word = node.words.substr(begin, end - begin);
      begin = end + 1;
      if (word.empty()) continue;
      if (word.front() == '+') {
        const auto named = lexicon::feature_named(word);
        if (!named || (*named & lexicon::feature::proclitics) == 0) {
          return rule_error(node.place, fmt::format("no such proclitic: {}", word),
                            "write one of +wa +fa +bi +li +ka +sa +al +a");
        }
        proclitics |= *named;
        continue;
      }
      words.emplace_back(std::move(word), proclitics);
      proclitics = 0;
    }
    if (words.empty() || proclitics != 0) {
      return rule_error(node.place, "a proclitic without its word", "write \"+bi word\"");
    }
    if (words.size() > 1) {
      std::string whole;
      bool bare = true;
      for (std::size_t i = 0; i < words.size(); ++i) {
        whole += (i == 0 ? "" : " ") + words[i].first;
        bare = bare && (i == 0 || words[i].second == 0);
      }
      if (bare && sets_.lexemes(whole)) words = {{whole, words[0].second}};
    }
    if (backward) std::reverse(words.begin(), words.end());
    for (const auto& [word, before] : words) {
      Node one;
      one.place = node.place;
      one.kinds =
          (1u << static_cast<unsigned>(Kind::word)) | (1u << static_cast<unsigned>(Kind::phrase));
      one.tests.all = before;
      one.tests.formula = {{{"lexeme", word, false}}};
      const auto atom = add_atom(one);
      if (!atom) return tl::unexpected(atom.error());
      program_.steps.push_back({Step::Kind::edge, *atom, captures});
    }
    return {};
  }

  Result<std::uint32_t> add_atom(const Node& node) {
    auto atom = make_atom(node.tests, node);
    if (!atom) return tl::unexpected(atom.error());
    if (node.has_but) {
      auto but = make_atom(node.but, node);
      if (!but) return tl::unexpected(but.error());
      atom->but = keep(*but);
    }
    return keep(*atom);
  }

  // Equal atoms are kept once.
  std::uint32_t keep(const Atom& atom) {
    std::string bytes(reinterpret_cast<const char*>(&atom), sizeof(Atom));
    const auto [known, is_new] =
        known_atoms_.emplace(std::move(bytes), static_cast<std::uint32_t>(program_.atoms.size()));
    if (is_new) program_.atoms.push_back(atom);
    return known->second;
  }

  Result<Atom> make_atom(const Tests& tests, const Node& node) {
    Atom atom;
    atom.all = tests.all;
    atom.none = tests.none;
    atom.first_any = pool(program_.anys, tests.any);
    atom.anys = static_cast<std::uint32_t>(tests.any.size());
    atom.kinds = node.kinds;
    atom.token_kinds = tests.token.kinds;
    atom.roles = tests.token.roles;
    std::vector<std::string> signs;
    for (const std::u16string& sign : tests.token.signs) {
      std::string bytes;
      for (const char16_t unit : sign) {
        bytes += static_cast<char>(unit & 0xff);
        bytes += static_cast<char>(unit >> 8);
      }
      signs.push_back(std::move(bytes));
    }
    atom.first_sign = pool(program_.signs, signs);
    atom.signs = static_cast<std::uint32_t>(signs.size());
    if (tests.token.signs_negated) atom.flags |= Atom::signs_negated;
    if (tests.token.glued == 1) atom.flags |= Atom::glued;
    if (tests.token.glued == 0) atom.flags |= Atom::not_glued;
    if (tests.token.heading == 1) atom.flags |= Atom::heading;
    if (tests.token.heading == 0) atom.flags |= Atom::not_heading;
    if (tests.token.kinds != TokenTests::kAnyKind || tests.token.roles != 0xffff ||
        !signs.empty()) {
      atom.flags |= Atom::of_token;
    }
    if (tests.of_reading()) atom.flags |= Atom::needs_reading;
    if (tests.all == lexicon::feature::number && tests.none == 0 && tests.any.empty() &&
        tests.formula.empty()) {
      atom.flags |= Atom::digits_pass;
    }
    if (tests.formula.empty()) {
      atom.flags |= Atom::unknown_passes;
      return atom;
    }
    bool unknown_passes = true;
    for (const auto& group : tests.formula) {
      bool negated = false;
      for (const SetSource::Literal& literal : group) {
        negated = negated || literal.negated;
        if (literal.key != "lexeme") continue;
        if (const auto lexemes = sets_.lexemes(literal.value); !lexemes) {
          return placed(lexemes.error(), node.place);
        }
      }
      unknown_passes = unknown_passes && negated;
    }
    if (unknown_passes) atom.flags |= Atom::unknown_passes;
    // The same formula asks for the same set, in whatever order it was written.
    auto formula = tests.formula;
    for (auto& group : formula) std::sort(group.begin(), group.end());
    std::sort(formula.begin(), formula.end());
    if (const auto known = known_sets_.find(formula); known != known_sets_.end()) {
      atom.set = known->second;
      return atom;
    }
    const auto set = sets_.set(formula);
    if (!set) return placed(set.error(), node.place);
    known_sets_.emplace(std::move(formula), *set);
    atom.set = *set;
    return atom;
  }

  static tl::unexpected<Error> placed(const Error& error, const Place& place) {
    return rule_error(place, error.what, error.remedy);
  }

  // Where these items stand in the pool; equal stretches are kept once.
  template <typename T>
  static std::uint32_t pool(std::vector<T>& all, const std::vector<T>& items) {
    if (items.empty()) return 0;
    auto found = std::search(all.begin(), all.end(), items.begin(), items.end());
    const auto at = static_cast<std::uint32_t>(found - all.begin());
    if (found == all.end()) all.insert(all.end(), items.begin(), items.end());
    return at;
  }

  std::uint32_t text(const std::string& string) {
    return pool(program_.strings, std::vector<std::string>{string});
  }

  SetSource& sets_;
  Program program_;
  std::size_t begin_ = 0;  // of the pattern's steps
  std::uint32_t emitted_ = 0;
  std::map<std::string, std::uint32_t, std::less<>> known_atoms_;
  std::vector<std::string> captures_;  // of the rule
  std::uint64_t used_ = 0;
  std::map<std::vector<std::vector<SetSource::Literal>>, std::uint32_t> known_sets_;
};

// ---- To bytes and back -------------------------------------------------------

class Writer {
 public:
  template <typename T>
  void one(const T& value) {
    // No padding, so that equal rules give equal bytes.
    static_assert(std::has_unique_object_representations_v<T>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  void one(const std::string& value) {
    one(static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }
  void one(const Example& value) {
    one(value.text);
    one(value.expected);
    one(value.file);
    one(value.line);
    one(static_cast<std::uint32_t>(value.matches));
  }
  void one(const RuleInfo& value) {
    one(value.name);
    one(value.stage);
    one(value.file);
    one(value.line);
    one(static_cast<std::uint32_t>(value.kind));
    one(value.maker);
    all(value.examples);
  }
  template <typename T>
  void all(const std::vector<T>& values) {
    one(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) one(value);
  }
  std::string bytes;
};

// Reads what Writer wrote; `good` turns false where the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}
  bool good = true;

  template <typename T>
  void one(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (left_.size() < sizeof(T)) {
      good = false;
      return;
    }
    std::memcpy(&value, left_.data(), sizeof(T));
    left_.remove_prefix(sizeof(T));
  }
  void one(std::string& value) {
    std::uint32_t size = 0;
    one(size);
    if (left_.size() < size) good = false;
    if (!good) return;
    value = left_.substr(0, size);
    left_.remove_prefix(size);
  }
  void one(Example& value) {
    std::uint32_t matches = 0;
    one(value.text);
    one(value.expected);
    one(value.file);
    one(value.line);
    one(matches);
    value.matches = matches != 0;
  }
  void one(RuleInfo& value) {
    std::uint32_t kind = 0;
    one(value.name);
    one(value.stage);
    one(value.file);
    one(value.line);
    one(kind);
    one(value.maker);
    all(value.examples);
    good = good && kind < static_cast<std::uint32_t>(Kind::kinds);
    if (good) value.kind = static_cast<Kind>(kind);
  }
  template <typename T>
  void all(std::vector<T>& values) {
    std::uint32_t size = 0;
    one(size);
    if (left_.size() < size) good = false;  // each item has at least a byte
    for (std::uint32_t i = 0; good && i < size; ++i) one(values.emplace_back());
  }
  [[nodiscard]] bool empty() const { return left_.empty(); }

 private:
  std::string_view left_;
};

template <typename Bytes, typename P>
void each_table(Bytes& bytes, P& program) {
  bytes.all(program.strings);
  bytes.all(program.signs);
  bytes.all(program.anys);
  bytes.all(program.atoms);
  bytes.all(program.steps);
  bytes.all(program.patterns);
  bytes.all(program.arguments);
  bytes.all(program.rules);
  bytes.all(program.infos);
  bytes.all(program.stages);
}

bool within(std::uint32_t first, std::uint32_t count, std::size_t size) {
  return first <= size && count <= size - first;
}

// Every index of the program lies in its table, and every step leads ahead to a `done`.
bool sound(const Program& p) {
  const auto atom_is_sound = [&](const Atom& atom) {
    return within(atom.first_any, atom.anys, p.anys.size()) &&
           within(atom.first_sign, atom.signs, p.signs.size()) &&
           (atom.but == lexicon::kNothing ||
            (atom.but < p.atoms.size() && p.atoms[atom.but].but == lexicon::kNothing)) &&
           atom.flags <= Atom::all_flags;
  };
  const auto pattern_is_sound = [&](const Pattern& pattern) {
    if (pattern.rule >= p.rules.size() || pattern.steps == 0 ||
        !within(pattern.first_step, pattern.steps, p.steps.size())) {
      return false;
    }
    for (const std::uint32_t part : {pattern.left, pattern.core, pattern.right}) {
      if (part >= pattern.steps && part != lexicon::kNothing) return false;
    }
    if (pattern.core == lexicon::kNothing) return false;
    for (std::uint32_t i = 0; i < pattern.steps; ++i) {
      const Step& step = p.steps[pattern.first_step + i];
      const bool target = step.kind == Step::Kind::either || step.kind == Step::Kind::jump ||
                          step.kind == Step::Kind::without;
      if (step.kind >= Step::Kind::kinds) return false;
      if (target && (step.a <= i || step.a >= pattern.steps)) return false;
      if (step.kind == Step::Kind::edge && step.a >= p.atoms.size()) return false;
    }
    return p.steps[pattern.first_step + pattern.steps - 1].kind == Step::Kind::done;
  };
  const auto rule_is_sound = [&](const ProgramRule& rule) {
    return rule.stage < p.stages.size() &&
           within(rule.first_argument, rule.arguments, p.arguments.size()) &&
           (rule.head < kMostCaptures || rule.head == lexicon::kNothing);
  };
  const auto argument_is_sound = [&](const ProgramArgument& argument) {
    return argument.key < p.strings.size() && argument.capture < kMostCaptures &&
           (argument.constant < p.strings.size() || argument.constant == lexicon::kNothing);
  };
  const auto sign_is_sound = [](const std::string& sign) { return sign.size() % 2 == 0; };
  const auto by_stage = [](const ProgramRule& a, const ProgramRule& b) {
    return a.stage < b.stage;
  };
  const auto by_rule = [](const Pattern& a, const Pattern& b) { return a.rule < b.rule; };
  return p.infos.size() == p.rules.size() &&
         std::all_of(p.atoms.begin(), p.atoms.end(), atom_is_sound) &&
         std::all_of(p.patterns.begin(), p.patterns.end(), pattern_is_sound) &&
         std::all_of(p.rules.begin(), p.rules.end(), rule_is_sound) &&
         std::all_of(p.arguments.begin(), p.arguments.end(), argument_is_sound) &&
         std::all_of(p.signs.begin(), p.signs.end(), sign_is_sound) &&
         std::is_sorted(p.rules.begin(), p.rules.end(), by_stage) &&
         std::is_sorted(p.patterns.begin(), p.patterns.end(), by_rule);
}

}  // namespace

std::string write_program(const Program& program) {
  Writer writer;
  writer.bytes = kMagic;
  each_table(writer, program);
  return std::move(writer.bytes);
}

Result<Program> read_program(std::string_view bytes) {
  const auto damaged = [](std::string_view what) {
    return fail(ErrorCode::pack, "rules of the language pack", std::string(what),
                "make the pack anew: marsad pack");
  };
  if (bytes.substr(0, kMagic.size()) != kMagic) return damaged("of another version, or no rules");
  ByteReader reader(bytes.substr(kMagic.size()));
  Program program;
  each_table(reader, program);
  if (!reader.good || !reader.empty() || !sound(program)) return damaged("damaged");
  return program;
}

std::vector<std::uint32_t> first_steps(const Program& program, const Pattern& pattern) {
  std::vector<std::uint32_t> out;
  std::vector<std::uint32_t> open{pattern.core};
  std::vector<bool> seen(pattern.steps, false);
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = program.steps[pattern.first_step + at];
    switch (step.kind) {
      case Step::Kind::edge: out.push_back(at); break;
      case Step::Kind::either: open.insert(open.end(), {at + 1, step.a}); break;
      case Step::Kind::jump:
      case Step::Kind::without: open.push_back(step.a); break;
      case Step::Kind::begin:
      case Step::Kind::end: open.push_back(at + 1); break;
      default: break;
    }
  }
  return out;
}

std::vector<std::uint32_t> first_atoms(const Program& program, const Pattern& pattern) {
  std::vector<std::uint32_t> out = first_steps(program, pattern);
  for (std::uint32_t& step : out) step = program.steps[pattern.first_step + step].a;
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<std::string> compile_rules(const std::vector<RuleFile>& files, SetSource& sets) {
  const auto sources = parse_rules(files);
  if (!sources) return tl::unexpected(sources.error());
  const auto program = Compiler(sets).compile(*sources);
  if (!program) return tl::unexpected(program.error());
  return write_program(*program);
}

}  // namespace marsad::grammar
