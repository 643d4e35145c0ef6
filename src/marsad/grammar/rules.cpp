// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rules.h"

#include <algorithm>
#include <bit>
#include <map>
#include <mutex>
#include <tuple>

#include <fmt/format.h>

#include "marsad/grammar/rule_program.h"

namespace marsad::grammar {
namespace {

using lexicon::kNothing;
using text::TokenKind;

constexpr std::size_t kTokenKindCount = 5;
constexpr std::size_t kRoleCount = 16;
constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::kinds);

// The article stays with its noun; what stands before it leads the whole edge.
constexpr lexicon::Features kBeforeArticle =
    lexicon::feature::proclitics & ~lexicon::feature::with_al;

constexpr std::uint32_t bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr std::uint32_t bit(TokenKind kind) { return 1u << static_cast<unsigned>(kind); }

// Edges of the other kinds come from the lexicon.
constexpr std::uint32_t kMadeKinds = ~(bit(Kind::number) - 1);

// Sets of atoms of a program, each of so many words of 64 bits.
class AtomSets {
 public:
  explicit AtomSets(std::size_t atoms = 0, std::size_t sets = 0)
      : words_((atoms + 63) / 64), bits_(words_ * sets, 0) {}
  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::uint64_t* of(std::size_t set) { return bits_.data() + set * words_; }
  [[nodiscard]] const std::uint64_t* of(std::size_t set) const {
    return bits_.data() + set * words_;
  }
  void insert(std::size_t set, std::uint32_t atom) { of(set)[atom / 64] |= 1ull << atom % 64; }

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

// What must stand at the border where a step is tried, or nothing comes of it: an edge
// that one of these atoms may take.
struct Need {
  std::vector<std::uint64_t> atoms;
  std::uint32_t made = 0;       // bits of the kinds of made edges that they take
  bool nothing = false;         // a way through asks for no edge
  bool nothing_at_end = false;  // … where a sentence begins or ends
  auto operator<=>(const Need&) const = default;
  void join(const Need& other) {
    for (std::size_t i = 0; i < atoms.size(); ++i) atoms[i] |= other.atoms[i];
    made |= other.made;
    nothing = nothing || other.nothing;
    nothing_at_end = nothing_at_end || other.nothing_at_end;
  }
};

// Where the core is through, the right context goes on.
Need need_of(const Program& program, const Pattern& pattern, std::uint32_t start) {
  Need out;
  out.atoms.assign((program.atoms.size() + 63) / 64, 0);
  // Steps, and whether ^ or $ was passed on the way.
  std::vector<std::pair<std::uint32_t, bool>> open{{start, false}};
  std::vector<std::uint8_t> seen(pattern.steps, 0);
  while (!open.empty()) {
    const auto [at, ended] = open.back();
    open.pop_back();
    const std::uint8_t mark = ended ? 2 : 1;
    if ((seen[at] & mark) != 0) continue;
    seen[at] |= mark;
    const Step& step = program.steps[pattern.first_step + at];
    switch (step.kind) {
      case Step::Kind::edge:
        out.atoms[step.a / 64] |= 1ull << step.a % 64;
        out.made |= program.atoms[step.a].kinds & kMadeKinds;
        break;
      case Step::Kind::either:
        open.emplace_back(at + 1, ended);
        open.emplace_back(step.a, ended);
        break;
      case Step::Kind::jump:
      case Step::Kind::without: open.emplace_back(step.a, ended); break;
      case Step::Kind::begin:
      case Step::Kind::end: open.emplace_back(at + 1, true); break;
      default:
        if (pattern.right != kNothing && at + 1 == pattern.right) {
          open.emplace_back(pattern.right, ended);
        } else {
          (ended ? out.nothing_at_end : out.nothing) = true;
        }
        break;
    }
  }
  return out;
}

// An atom with which patterns of a stage begin, and these patterns.
struct First {
  std::uint32_t atom = 0;
  std::uint32_t first_pattern = 0, patterns = 0;  // into StageIndex::patterns
};

// Where the patterns of a stage are found by their first element.
struct StageIndex {
  struct Started {
    std::uint32_t pattern = 0;
    std::uint32_t then = 0;  // the need behind its first element
  };
  std::vector<First> firsts;  // by atom
  std::vector<Started> patterns;
  std::vector<std::uint64_t> atoms;     // the atoms of firsts, as a set
  std::vector<std::uint32_t> first_of;  // atom → First, or kNothing
  std::vector<std::uint32_t> of_made;   // firsts that take made edges
  std::uint32_t made_kinds = 0;         // bits of the kinds of made edges that may come first
};

// Stages as bits; those beyond the width share the last one.
std::uint64_t stage_bit(std::uint32_t stage) { return 1ull << std::min(stage, 63u); }

// Needs, each kept once.
class Needs {
 public:
  std::uint32_t add(Need need) {
    const auto [found, is_new] = known_.emplace(need, static_cast<std::uint32_t>(all_.size()));
    if (is_new) all_.push_back(std::move(need));
    return found->second;
  }
  std::vector<Need> take() { return std::move(all_); }

 private:
  std::vector<Need> all_;
  std::map<Need, std::uint32_t> known_;
};

// What must follow this atom where it takes the first element of the core.
Need need_behind(const Program& program, const Pattern& pattern, std::uint32_t atom) {
  Need out;
  out.atoms.assign((program.atoms.size() + 63) / 64, 0);
  for (const std::uint32_t at : first_steps(program, pattern)) {
    if (program.steps[pattern.first_step + at].a != atom) continue;
    out.join(need_of(program, pattern, at + 1));
  }
  return out;
}

StageIndex index_of(const Program& program, std::uint32_t stage, Needs& needs) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // atom, pattern
  for (std::uint32_t p = 0; p < program.patterns.size(); ++p) {
    if (program.rules[program.patterns[p].rule].stage != stage) continue;
    for (const std::uint32_t atom : first_atoms(program, program.patterns[p])) {
      pairs.emplace_back(atom, p);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  StageIndex out;
  out.atoms.assign((program.atoms.size() + 63) / 64, 0);
  out.first_of.assign(program.atoms.size(), kNothing);
  for (const auto& [atom, pattern] : pairs) {
    if (out.firsts.empty() || out.firsts.back().atom != atom) {
      const auto id = static_cast<std::uint32_t>(out.firsts.size());
      out.firsts.push_back({atom, static_cast<std::uint32_t>(out.patterns.size()), 0});
      out.atoms[atom / 64] |= 1ull << atom % 64;
      out.first_of[atom] = id;
      const std::uint32_t made = program.atoms[atom].kinds & kMadeKinds;
      if (made != 0) out.of_made.push_back(id);
      out.made_kinds |= made;
    }
    out.patterns.push_back(
        {pattern, needs.add(need_behind(program, program.patterns[pattern], atom))});
    ++out.firsts.back().patterns;
  }
  return out;
}

// One edge of a match, with the reading that passed.
struct Taken {
  EdgeId edge = kNoEdge;
  std::uint32_t reading = kNothing;
  std::uint64_t captures = 0;
};

// A pattern that matched at the token at hand.
struct Found {
  std::uint32_t pattern = 0;
  std::uint32_t rule = 0;
  std::uint32_t last = 0;
  std::uint32_t first_taken = 0, taken = 0;  // left context, core, right context
  std::uint32_t core = 0;                    // the first of the core among them
};

}  // namespace

struct Cascade::Compiled {
  Program program;
  std::vector<StageIndex> stages;     // by stage
  std::vector<MakerFunction> makers;  // by rule
  std::vector<Kind> kinds;            // by rule
  std::vector<Need> needs;            // each once
  std::vector<std::uint32_t> need;    // by step of the program
  const SetMembers* members = nullptr;

  // Runs stages over one chart at a time; its buffers and what it learnt of lexemes
  // are kept from text to text.
  class Runner;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<Runner>> idle;
};

class Cascade::Compiled::Runner {
 public:
  explicit Runner(const Compiled& compiled) : compiled_(compiled), program_(compiled.program) {
    pattern_tried_.assign(program_.patterns.size(), 0);
    std::uint32_t steps = 0;
    for (const Pattern& pattern : program_.patterns) steps = std::max(steps, pattern.steps);
    tried_.assign(std::size_t{steps} * (kReach + 1), 0);
    sort_atoms();
    for (std::uint32_t s = 0; s < compiled_.stages.size(); ++s) {
      for (std::uint32_t i = 0; i < words_; ++i) {
        const std::uint64_t atoms = compiled_.stages[s].atoms[i];
        if (atoms != 0) stage_parts_.push_back({atoms, stage_bit(s), i});
      }
    }
    with_features_.assign((1 + words_) << kFeatureBits, 0);
    for (std::size_t slot = 0; slot < with_features_.size(); slot += 1 + words_) {
      with_features_[slot] = ~0ull;  // no reading has all features
    }
  }

  void run(std::uint32_t stage, Chart& chart, void* world, std::vector<TraceLine>* trace) {
    chart_ = &chart;
    if (chart.lexicon != lexicon_ || !learnt_) learn(chart.lexicon);
    if (chart.atoms_of != &compiled_) survey();
    index_ = &compiled_.stages[stage];
    closing_.clear();
    for (const text::Sentence& sentence : chart.text->sentences) {
      sentence_ = sentence;
      for (std::uint32_t token = sentence.first; token < sentence.last;) {
        const bool may_begin = (chart.stages[token] & stage_bit(stage)) != 0 ||
                               (chart.kinds[token] & index_->made_kinds) != 0;
        token = may_begin && find(token) ? fire(token, world, trace) : token + 1;
      }
    }
    for (const EdgeId id : closing_) chart.close(id);
  }

 private:
  // ---- Which atoms may take an edge at a token ----

  // Sorts atoms by what they ask of an edge apart from its readings.
  void sort_atoms() {
    const std::size_t count = program_.atoms.size();
    words_ = AtomSets(count).words();
    of_token_ = AtomSets(count, kTokenKindCount * kRoleCount);
    of_kind_ = AtomSets(count, kKindCount);
    reads_kind_ = AtomSets(count, kKindCount);
    for (std::uint32_t a = 0; a < count; ++a) {
      const Atom& atom = program_.atoms[a];
      const bool needs_reading = (atom.flags & Atom::needs_reading) != 0;
      for (std::size_t k = 0; k < kKindCount; ++k) {
        if (((atom.kinds >> k) & 1) != 0) (needs_reading ? reads_kind_ : of_kind_).insert(k, a);
      }
      if (needs_reading) {
        auto& sets = atom.set == kNothing ? free_ : asks_[atom.set];
        sets.resize(words_, 0);
        sets[a / 64] |= 1ull << a % 64;
      }
      if ((atom.kinds & bit(Kind::word)) == 0) continue;
      // What asks for a sign is held against short words only.
      const bool is_signed =
          !needs_reading && atom.signs != 0 && (atom.flags & Atom::signs_negated) == 0;
      if (is_signed) {
        signed_.push_back(a);
        for (std::uint32_t i = 0; i < atom.signs; ++i) {
          longest_sign_ = std::max(longest_sign_, program_.signs[atom.first_sign + i].size() / 2);
        }
      }
      for (std::size_t k = 0; k < kTokenKindCount; ++k) {
        const bool digits = (atom.flags & Atom::digits_pass) != 0 &&
                            k == static_cast<std::size_t>(TokenKind::number);
        if ((needs_reading && !digits) || is_signed) continue;
        if ((atom.flags & Atom::of_token) != 0 && ((atom.token_kinds >> k) & 1) == 0) continue;
        for (std::size_t role = 0; role < kRoleCount; ++role) {
          if ((atom.flags & Atom::of_token) != 0 && ((atom.roles >> role) & 1) == 0) continue;
          of_token_.insert(k * kRoleCount + role, a);
        }
      }
    }
  }

  // Forgets what it learnt of a lexicon.
  void learn(const lexicon::Lexicon* lexicon) {
    lexicon_ = lexicon;
    atoms_of_lexeme_.clear();
    lexeme_at_.assign(lexicon == nullptr ? 0 : lexicon->lexemes().size(), kNothing);
    unknown_at_ = add_lexeme(kNothing);
    learnt_ = true;
  }

  // Finds out once for all stages which atoms may take an edge of the lexicon that begins,
  // and that ends, with a token: a rule that asks for another passes it with one look.
  // Too many rather than too few: what is tested here are sets, features and what a token
  // is, not its signs and what later stages hide.
  void survey() {
    Chart& chart = *chart_;
    chart.stages.resize(chart.tokens());
    chart.begins.assign(chart.tokens() * words_, 0);
    chart.ends.assign(chart.tokens() * words_, 0);
    for (const Edge& edge : chart.edges) {
      if (edge.kind > Kind::person_name) continue;
      const text::Token& token = chart.text->tokens[edge.first];
      std::uint64_t* begins = chart.begins.data() + edge.first * words_;
      std::uint64_t* ends = chart.ends.data() + (edge.last - 1) * words_;
      const std::uint64_t* plain =
          edge.kind == Kind::word ? of_token_.of(static_cast<std::size_t>(token.kind) * kRoleCount +
                                                 static_cast<std::size_t>(token.role))
                                  : of_kind_.of(static_cast<std::size_t>(edge.kind));
      found_atoms_.assign(plain, plain + words_);
      if (edge.kind == Kind::word && token.units.size() <= longest_sign_) {
        for (const std::uint32_t a : signed_) {
          if (sign_passes(program_.atoms[a], token)) found_atoms_[a / 64] |= 1ull << a % 64;
        }
      }
      const std::uint64_t* of_kind = reads_kind_.of(static_cast<std::size_t>(edge.kind));
      for (const morphology::Reading& reading : chart.readings_of(edge)) {
        const std::size_t at = lexeme_at(reading.lexeme) * words_;
        const std::uint64_t* of_features = atoms_with(reading.features);
        const std::uint64_t* of_lexeme = atoms_of_lexeme_.data() + at;
        for (std::size_t i = 0; i < words_; ++i) {
          found_atoms_[i] |= of_lexeme[i] & of_features[i] & of_kind[i];
        }
      }
      for (std::size_t i = 0; i < words_; ++i) begins[i] |= found_atoms_[i];
      for (std::size_t i = 0; i < words_; ++i) ends[i] |= found_atoms_[i];
    }
    for (std::uint32_t t = 0; t < chart.tokens(); ++t) {
      const std::uint64_t* begins = chart.begins.data() + t * words_;
      std::uint64_t stages = 0;
      for (const StagePart& part : stage_parts_) {
        stages |= (begins[part.word] & part.atoms) != 0 ? part.stage : 0;
      }
      chart.stages[t] = stages;
    }
    chart.atoms_of = &compiled_;
  }

  // The atoms whose tests such features pass. Words come again: what was found out last for
  // a slot is kept.
  const std::uint64_t* atoms_with(lexicon::Features features) {
    const std::uint64_t hash = features * 0x9e3779b97f4a7c15ull;
    std::uint64_t* slot = with_features_.data() + (hash >> (64 - kFeatureBits)) * (1 + words_);
    if (slot[0] == features) return slot + 1;
    std::fill(slot + 1, slot + 1 + words_, 0);
    slot[0] = features;
    for (std::uint32_t a = 0; a < program_.atoms.size(); ++a) {
      if (features_pass(program_.atoms[a], features)) slot[1 + a / 64] |= 1ull << a % 64;
    }
    return slot + 1;
  }

  // The atoms that ask for a reading and whose set has the lexeme.
  std::uint32_t add_lexeme(lexicon::LexemeId lexeme) {
    const std::size_t begin = atoms_of_lexeme_.size();
    atoms_of_lexeme_.resize(begin + words_, 0);
    const auto add_all = [&](const std::vector<std::uint64_t>& atoms) {
      for (std::size_t i = 0; i < atoms.size(); ++i) atoms_of_lexeme_[begin + i] |= atoms[i];
    };
    add_all(free_);
    if (lexeme != kNothing) {
      for (const auto& [set, atoms] : asks_) {
        if (has(set, lexeme)) add_all(atoms);
      }
    } else {
      for (std::uint32_t a = 0; a < program_.atoms.size(); ++a) {
        const Atom& atom = program_.atoms[a];
        if ((atom.flags & Atom::needs_reading) == 0 || !set_holds(atom, lexeme)) continue;
        atoms_of_lexeme_[begin + a / 64] |= 1ull << a % 64;
      }
    }
    return static_cast<std::uint32_t>(words_ == 0 ? 0 : begin / words_);
  }

  std::uint32_t lexeme_at(lexicon::LexemeId lexeme) {
    if (lexeme == kNothing) return unknown_at_;
    if (lexeme >= lexeme_at_.size()) lexeme_at_.resize(lexeme + 1, kNothing);
    if (lexeme_at_[lexeme] == kNothing) lexeme_at_[lexeme] = add_lexeme(lexeme);
    return lexeme_at_[lexeme];
  }

  // Whether one of two sets of atoms has what the other has.
  [[nodiscard]] bool meet(const std::uint64_t* a, const std::uint64_t* b) const {
    std::uint64_t both = 0;
    for (std::size_t i = 0; i < words_; ++i) both |= a[i] & b[i];
    return both != 0;
  }

  // Whether what a step needs may stand at the border.
  template <bool backward>
  [[nodiscard]] bool may_go_on(const Need& need, std::uint32_t border) const {
    if (need.nothing) return true;
    const bool first = border == sentence_.first;
    const bool last = border >= sentence_.last;
    if (need.nothing_at_end && (first || last)) return true;
    if (backward ? first : last) return false;
    const std::uint32_t token = backward ? border - 1 : border;
    const auto& kinds = backward ? chart_->end_kinds : chart_->kinds;
    const auto& atoms = backward ? chart_->ends : chart_->begins;
    return (kinds[token] & need.made) != 0 || meet(need.atoms.data(), &atoms[token * words_]);
  }

  [[nodiscard]] const Need& need(const Pattern& pattern, std::uint32_t step) const {
    return compiled_.needs[compiled_.need[pattern.first_step + step]];
  }

  // ---- Which patterns may begin at a token ----

  // Collects into candidates_ and tries them; whether any matched.
  bool find(std::uint32_t token) {
    candidates_.clear();
    if (++token_stamp_ == 0) {
      std::fill(pattern_tried_.begin(), pattern_tried_.end(), 0);
      token_stamp_ = 1;
    }
    const std::uint64_t* begins = chart_->begins.data() + token * words_;
    for (std::size_t i = 0; i < words_; ++i) {
      for (std::uint64_t left = begins[i] & index_->atoms[i]; left != 0; left &= left - 1) {
        add(index_->first_of[i * 64 + static_cast<std::size_t>(std::countr_zero(left))], token);
      }
    }
    if (const std::uint32_t made = chart_->kinds[token] & index_->made_kinds; made != 0) {
      for (const std::uint32_t id : index_->of_made) {
        if ((program_.atoms[index_->firsts[id].atom].kinds & made) != 0) add(id, token);
      }
    }
    found_.clear();
    found_taken_.clear();
    for (const std::uint32_t pattern : candidates_) match(pattern, token);
    return !found_.empty();
  }

  void add(std::uint32_t id, std::uint32_t token) {
    const First& first = index_->firsts[id];
    const std::uint32_t kinds = program_.atoms[first.atom].kinds;
    for (std::uint32_t i = 0; i < first.patterns; ++i) {
      const auto [index, then] = index_->patterns[first.first_pattern + i];
      if (pattern_tried_[index] == token_stamp_) continue;
      const Pattern& pattern = program_.patterns[index];
      if (pattern.left != kNothing && !may_go_on<true>(need(pattern, pattern.left), token)) {
        continue;
      }
      if (!may_follow(compiled_.needs[then], kinds, token)) continue;
      pattern_tried_[index] = token_stamp_;
      candidates_.push_back(index);
    }
  }

  // Whether what must follow may stand behind an edge of these kinds that begins at the token.
  [[nodiscard]] bool may_follow(const Need& then, std::uint32_t kinds, std::uint32_t token) const {
    if (then.nothing) return true;
    for (EdgeId id = chart_->head[token]; id != kNoEdge; id = chart_->edges[id].next) {
      const Edge& edge = chart_->edges[id];
      if ((kinds & bit(edge.kind)) != 0 && may_go_on<false>(then, edge.last)) return true;
    }
    return false;
  }

  // ---- Tests ----

  [[nodiscard]] bool set_holds(const Atom& atom, lexicon::LexemeId lexeme) const {
    if (atom.set == kNothing) return true;
    if (lexeme == kNothing) return (atom.flags & Atom::unknown_passes) != 0;
    return has(atom.set, lexeme);
  }
  [[nodiscard]] bool has(std::uint32_t set, lexicon::LexemeId lexeme) const {
    if (compiled_.members != nullptr) return compiled_.members->in_set(set, lexeme);
    return lexicon_ != nullptr && lexicon_->in_set(set, lexeme);
  }

  static constexpr std::uint32_t kTokenFlags =
      Atom::of_token | Atom::glued | Atom::not_glued | Atom::heading | Atom::not_heading;

  [[nodiscard]] bool features_pass(const Atom& atom, lexicon::Features features) const {
    if ((features & atom.all) != atom.all || (features & atom.none) != 0) {
      return false;
    }
    for (std::uint32_t i = 0; i < atom.anys; ++i) {
      if ((features & program_.anys[atom.first_any + i]) == 0) return false;
    }
    return true;
  }

  [[nodiscard]] bool reading_passes(const Atom& atom, const morphology::Reading& reading) const {
    return features_pass(atom, reading.features) && set_holds(atom, reading.lexeme);
  }

  // What the tests ask of the tokens, not of their readings.
  [[nodiscard]] bool token_passes(const Atom& atom, const Edge& edge) const {
    const text::Token& token = chart_->text->tokens[edge.first];
    if ((atom.flags & Atom::heading) != 0 && !sentence_.heading) return false;
    if ((atom.flags & Atom::not_heading) != 0 && sentence_.heading) return false;
    if ((atom.flags & Atom::glued) != 0 && !token.glued) return false;
    if ((atom.flags & Atom::not_glued) != 0 && token.glued) return false;
    if ((atom.flags & Atom::of_token) == 0) return true;
    if ((atom.token_kinds & bit(token.kind)) == 0) return false;
    if (((atom.roles >> static_cast<unsigned>(token.role)) & 1) == 0) return false;
    return atom.signs == 0 || sign_passes(atom, token);
  }

  [[nodiscard]] bool sign_passes(const Atom& atom, const text::Token& token) const {
    const std::u16string_view letters = chart_->text->letters_of(token);
    const auto equals = [&](const std::string& sign) {
      if (sign.size() != letters.size() * 2) return false;
      for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto low = static_cast<unsigned char>(sign[2 * i]);
        const auto high = static_cast<unsigned char>(sign[2 * i + 1]);
        if (letters[i] != (low | high << 8)) return false;
      }
      return true;
    };
    const auto begin = program_.signs.begin() + atom.first_sign;
    const bool one_of = std::any_of(begin, begin + atom.signs, equals);
    return one_of != ((atom.flags & Atom::signs_negated) != 0);
  }

  // Whether the edge passes all tests; `reading` is then the one that did.
  bool passes(const Atom& atom, EdgeId id, std::uint32_t& reading) const {
    const Edge& edge = chart_->edges[id];
    if ((atom.kinds & bit(edge.kind)) == 0) return false;
    if ((atom.flags & kTokenFlags) != 0 && !token_passes(atom, edge)) return false;
    reading = edge.readings == 0 ? kNothing : edge.first_reading;
    const bool digits = (atom.flags & Atom::digits_pass) != 0 && edge.kind == Kind::word &&
                        chart_->text->tokens[edge.first].kind == TokenKind::number;
    if ((atom.flags & Atom::needs_reading) != 0 && !digits) {
      std::uint32_t i = 0;
      while (i < edge.readings && !reading_passes(atom, chart_->readings[edge.first_reading + i])) {
        ++i;
      }
      if (i == edge.readings) return false;
      reading = edge.first_reading + i;
    }
    if (atom.but == kNothing) return true;
    std::uint32_t other = kNothing;
    return !passes(program_.atoms[atom.but], id, other);
  }

  // ---- Matching ----

  enum class Part { core, other };

  // Tries the pattern with its core at the token; the longest core goes to found_.
  void match(std::uint32_t index, std::uint32_t token) {
    pattern_ = &program_.patterns[index];
    steps_ = program_.steps.data() + pattern_->first_step;
    origin_ = token;
    best_ = token;
    path_.clear();
    left_known_ = pattern_->left == kNothing;
    left_path_.clear();
    walk<false>(pattern_->core, token, next_generation(), Part::core);
    if (best_ == token) return;
    Found found;
    found.pattern = index;
    found.rule = pattern_->rule;
    found.last = best_;
    found.first_taken = static_cast<std::uint32_t>(found_taken_.size());
    // The left context was walked from its end.
    found_taken_.insert(found_taken_.end(), left_path_.rbegin(), left_path_.rend());
    found.core = static_cast<std::uint32_t>(found_taken_.size());
    found_taken_.insert(found_taken_.end(), best_path_.begin(), best_path_.end());
    found.taken = static_cast<std::uint32_t>(found_taken_.size()) - found.first_taken;
    found_.push_back(found);
  }

  std::uint32_t next_generation() {
    if (++generation_ == 0) {
      std::fill(tried_.begin(), tried_.end(), 0);
      generation_ = 1;
    }
    return generation_;
  }

  // Walks from a step at a token border. Contexts (Part::other) end at the first way
  // through, with its edges on path_; a core tries all ways and reports each end to
  // core_ends, which stops the walk by returning true. A step that was tried at a
  // border in this walk is not tried again: the first way to it is the preferred one.
  template <bool backward>
  bool walk(std::uint32_t at, std::uint32_t border, std::uint32_t generation, Part part) {
    for (;;) {
      const std::uint32_t distance = backward ? origin_ - border : border - origin_;
      std::uint32_t& tried = tried_[std::size_t{at} * (kReach + 1) + distance];
      if (tried == generation) return false;
      tried = generation;
      const Step& step = steps_[at];
      switch (step.kind) {
        case Step::Kind::edge: return walk_edges<backward>(step, at, border, generation, part);
        case Step::Kind::either:
          if (!may_go_on<backward>(need(*pattern_, at), border)) return false;
          if (walk<backward>(at + 1, border, generation, part)) return true;
          at = step.a;
          break;
        case Step::Kind::jump: at = step.a; break;
        case Step::Kind::without: {
          const std::size_t mark = path_.size();
          const bool there = walk<backward>(at + 1, border, next_generation(), Part::other);
          path_.resize(mark);
          if (there) return false;
          at = step.a;
          break;
        }
        case Step::Kind::begin:
          if (border != sentence_.first) return false;
          ++at;
          break;
        case Step::Kind::end:
          if (border != sentence_.last) return false;
          ++at;
          break;
        default: return part == Part::other || core_ends(border);
      }
    }
  }

  template <bool backward>
  bool walk_edges(const Step& step, std::uint32_t at, std::uint32_t border,
                  std::uint32_t generation, Part part) {
    if (border == (backward ? sentence_.first : sentence_.last)) return false;
    const Atom& atom = program_.atoms[step.a];
    const std::uint32_t token = backward ? border - 1 : border;
    const std::uint64_t may =
        (backward ? chart_->ends : chart_->begins)[token * words_ + step.a / 64];
    const std::uint32_t kinds = (backward ? chart_->end_kinds : chart_->kinds)[token];
    if (((may >> step.a % 64) & 1) == 0 && (kinds & atom.kinds & kMadeKinds) == 0) return false;
    EdgeId id = backward ? chart_->tail[border - 1] : chart_->head[border];
    for (; id != kNoEdge; id = backward ? chart_->edges[id].before : chart_->edges[id].next) {
      const Edge& edge = chart_->edges[id];
      if ((atom.kinds & bit(edge.kind)) == 0 || !chart_->visible(id)) continue;
      const std::uint32_t next = backward ? edge.first : edge.last;
      if (backward ? next < sentence_.first || origin_ - next > kReach
                   : next > sentence_.last || next - origin_ > kReach) {
        continue;
      }
      std::uint32_t reading = kNothing;
      if (!passes(atom, id, reading)) continue;
      path_.push_back({id, reading, step.captures});
      if (walk<backward>(at + 1, next, generation, part)) return true;
      path_.pop_back();
    }
    return false;
  }

  // A way through the core ends here. Keeps it if it is longer and the contexts hold.
  // True when no other end can do: the left context, common to all, does not hold.
  bool core_ends(std::uint32_t border) {
    if (border <= best_) return false;
    const std::size_t mark = path_.size();
    if (!left_known_) {
      if (!walk<true>(pattern_->left, origin_, next_generation(), Part::other)) return true;
      left_path_.assign(path_.begin() + static_cast<std::ptrdiff_t>(mark), path_.end());
      path_.resize(mark);
      left_known_ = true;
    }
    if (pattern_->right == kNothing ||
        walk<false>(pattern_->right, border, next_generation(), Part::other)) {
      best_ = border;
      best_path_.assign(path_.begin(), path_.end());
    }
    path_.resize(mark);
    return false;
  }

  // ---- Making edges ----

  // Lets the makers of what was found speak, best first. The token to go on from.
  std::uint32_t fire(std::uint32_t token, void* world, std::vector<TraceLine>* trace) {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tuple(b.last, a.pattern) < std::tuple(a.last, b.pattern);
    });
    const Found* winner = nullptr;
    for (const Found& found : found_) {
      auto outcome = TraceLine::Outcome::fired;
      if (winner != nullptr) {
        outcome =
            found.last < winner->last ? TraceLine::Outcome::shorter : TraceLine::Outcome::later;
      } else if (make(found, token, world)) {
        winner = &found;
      } else {
        outcome = TraceLine::Outcome::refused;
      }
      if (trace != nullptr) trace->push_back({found.rule, token, found.last, outcome});
      if (trace == nullptr && winner != nullptr) break;
    }
    return winner == nullptr ? token + 1 : winner->last;
  }

  bool make(const Found& found, std::uint32_t token, void* world) {
    const ProgramRule& rule = program_.rules[found.rule];
    const Taken* begin = found_taken_.data() + found.first_taken;
    const Taken* end = begin + found.taken;
    match_.chart = chart_;
    match_.rule = found.rule;
    match_.first = token;
    match_.last = found.last;
    match_.arguments.clear();
    match_.edges.clear();
    match_.reading_of_edge.clear();
    for (std::uint32_t i = 0; i < rule.arguments; ++i) {
      const ProgramArgument& argument = program_.arguments[rule.first_argument + i];
      Match::Argument out;
      out.key = program_.strings[argument.key];
      out.first = static_cast<std::uint32_t>(match_.edges.size());
      if (argument.constant != kNothing) {
        out.constant = program_.strings[argument.constant];
      } else {
        for (const Taken* one = begin; one != end; ++one) {
          if (((one->captures >> argument.capture) & 1) == 0) continue;
          match_.edges.push_back(one->edge);
          match_.reading_of_edge.push_back(one->reading);
        }
        out.count = static_cast<std::uint32_t>(match_.edges.size()) - out.first;
      }
      match_.arguments.push_back(out);
    }
    const auto value = compiled_.makers[found.rule](match_, world);
    if (!value) return false;
    const Taken* first = found_taken_.data() + found.core;
    const Taken* head = first;
    if (rule.head != kNothing) {
      head = std::find_if(begin, end,
                          [&](const Taken& one) { return ((one.captures >> rule.head) & 1) != 0; });
      if (head == end) head = first;
    }
    Edge edge;
    edge.first = token;
    edge.last = found.last;
    edge.kind = compiled_.kinds[found.rule];
    edge.value = *value;
    edge.rule = found.rule;
    if (head->reading != kNothing) {
      morphology::Reading reading = chart_->readings[head->reading];
      reading.features &= ~kBeforeArticle;
      if (first->reading != kNothing) {
        reading.features |= chart_->readings[first->reading].features & kBeforeArticle;
      }
      edge.first_reading = static_cast<std::uint32_t>(chart_->readings.size());
      edge.readings = 1;
      chart_->readings.push_back(reading);
    }
    const EdgeId id = chart_->add(edge);
    if (is_closed(edge.kind)) closing_.push_back(id);
    return true;
  }

  const Compiled& compiled_;
  const Program& program_;

  // Atoms by what they ask: those without a reading, by kind and role of a word's token or by
  // kind of edge; and those with one, by kind of edge.
  std::size_t words_ = 0;  // of a set of atoms
  AtomSets of_token_, of_kind_, reads_kind_;

  struct StagePart {
    std::uint64_t atoms = 0;  // with which patterns of the stage begin, one word of the set
    std::uint64_t stage = 0;  // its bit
    std::uint32_t word = 0;
  };
  std::vector<StagePart> stage_parts_;
  std::vector<std::uint32_t> signed_;  // atoms that ask for a sign
  std::size_t longest_sign_ = 0;       // in units
  std::vector<std::uint64_t> free_;    // the atoms that ask for a reading of any lexeme
  std::map<std::uint32_t, std::vector<std::uint64_t>> asks_;  // … of a set

  // What was learnt of lexemes and features.
  bool learnt_ = false;
  const lexicon::Lexicon* lexicon_ = nullptr;
  std::vector<std::uint32_t> lexeme_at_;  // lexeme → its set among the next, or kNothing
  std::uint32_t unknown_at_ = 0;
  std::vector<std::uint64_t> atoms_of_lexeme_;
  static constexpr unsigned kFeatureBits = 14;
  std::vector<std::uint64_t> with_features_;  // slots of features and their atoms
  std::vector<std::uint64_t> found_atoms_;

  // The stage, sentence and token at hand.
  Chart* chart_ = nullptr;
  const StageIndex* index_ = nullptr;
  text::Sentence sentence_;
  std::vector<std::uint32_t> candidates_;
  std::vector<std::uint32_t> pattern_tried_;  // pattern → stamp of the token
  std::uint32_t token_stamp_ = 0;
  std::vector<Found> found_;
  std::vector<Taken> found_taken_;
  std::vector<EdgeId> closing_;
  Match match_;

  // The pattern at hand.
  const Pattern* pattern_ = nullptr;
  const Step* steps_ = nullptr;
  std::uint32_t origin_ = 0;  // where the core begins
  std::uint32_t best_ = 0;    // where the longest core so far ends
  bool left_known_ = false;
  std::vector<Taken> path_, best_path_, left_path_;
  std::vector<std::uint32_t> tried_;  // step and distance → generation
  std::uint32_t generation_ = 0;
};

std::span<const EdgeId> Match::captured(std::string_view name) const {
  for (const Argument& argument : arguments) {
    if (argument.key == name) return {edges.data() + argument.first, argument.count};
  }
  return {};
}

const Edge* Match::edge(std::string_view name) const {
  const auto all = captured(name);
  return all.empty() ? nullptr : &chart->edges[all.front()];
}

std::string_view Match::constant(std::string_view key) const {
  for (const Argument& argument : arguments) {
    if (argument.key == key) return argument.constant;
  }
  return "";
}

const morphology::Reading* Match::reading(std::string_view name) const {
  for (const Argument& argument : arguments) {
    if (argument.key != name || argument.count == 0) continue;
    const std::uint32_t index = reading_of_edge[argument.first];
    return index == lexicon::kNothing ? nullptr : &chart->readings[index];
  }
  return nullptr;
}

Result<Cascade> Cascade::open(std::string_view compiled, std::span<const Maker> makers,
                              const SetMembers* members) {
  auto program = read_program(compiled);
  if (!program) return tl::unexpected(program.error());
  auto out = std::make_shared<Compiled>();
  out->members = members;
  for (const RuleInfo& info : program->infos) {
    const auto found = std::find_if(makers.begin(), makers.end(),
                                    [&](const Maker& maker) { return maker.name == info.maker; });
    if (found == makers.end()) {
      return fail(ErrorCode::pack, fmt::format("{}:{}", info.file, info.line),
                  fmt::format("the rule {} names the maker {}, which this program does not have",
                              info.name, info.maker),
                  "mend the name, or use a pack of this version");
    }
    out->makers.push_back(found->make);
    out->kinds.push_back(info.kind);
  }
  Needs needs;
  for (std::uint32_t stage = 0; stage < program->stages.size(); ++stage) {
    out->stages.push_back(index_of(*program, stage, needs));
  }
  out->need.assign(program->steps.size(), 0);
  for (const Pattern& pattern : program->patterns) {
    for (std::uint32_t at = 0; at < pattern.steps; ++at) {
      out->need[pattern.first_step + at] = needs.add(need_of(*program, pattern, at));
    }
  }
  out->needs = needs.take();
  Cascade cascade;
  cascade.infos_ = std::move(program->infos);
  cascade.stages_ = program->stages;
  out->program = std::move(*program);
  cascade.compiled_ = std::move(out);
  return cascade;
}

void Cascade::run(std::string_view stage, Chart& chart, void* world,
                  std::vector<TraceLine>* trace) const {
  const auto found = std::find(stages_.begin(), stages_.end(), stage);
  if (found == stages_.end()) return;
  std::unique_ptr<Compiled::Runner> runner;
  {
    const std::lock_guard lock(compiled_->mutex);
    if (!compiled_->idle.empty()) {
      runner = std::move(compiled_->idle.back());
      compiled_->idle.pop_back();
    }
  }
  if (runner == nullptr) runner = std::make_unique<Compiled::Runner>(*compiled_);
  runner->run(static_cast<std::uint32_t>(found - stages_.begin()), chart, world, trace);
  const std::lock_guard lock(compiled_->mutex);
  compiled_->idle.push_back(std::move(runner));
}

}  // namespace marsad::grammar
