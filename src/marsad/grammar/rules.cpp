// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rules.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <tuple>

#include <fmt/format.h>

#include "marsad/grammar/rule_program.h"

namespace marsad::grammar {
namespace {

using lexicon::kNothing;
using text::TokenKind;

constexpr std::size_t kTokenKindCount = 5;
constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::kinds);

// The article stays with its noun; what stands before it leads the whole edge.
constexpr lexicon::Features kBeforeArticle =
    lexicon::feature::proclitics & ~lexicon::feature::with_al;

constexpr std::uint32_t bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr std::uint32_t bit(TokenKind kind) { return 1u << static_cast<unsigned>(kind); }

// An atom with which patterns of a stage begin, and these patterns.
struct First {
  std::uint32_t atom = 0;
  std::uint32_t first_pattern = 0, patterns = 0;  // into StageIndex::patterns
};

// Where the patterns of a stage are found by their first element.
struct StageIndex {
  std::vector<First> firsts;
  std::vector<std::uint32_t> patterns;
  std::vector<std::uint32_t> by_reading;  // firsts that ask for a reading
  std::array<std::vector<std::uint32_t>, kTokenKindCount> by_token;  // … only for a token
  std::array<std::vector<std::uint32_t>, kKindCount> by_kind;        // … only for a kind of edge
  std::uint32_t made_kinds = 0;  // bits of the kinds of made edges that may come first
};

// Stages as bits; those beyond the width share the last one.
std::uint64_t stage_bit(std::uint32_t stage) { return 1ull << std::min(stage, 63u); }

StageIndex index_of(const Program& program, std::uint32_t stage) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // atom, pattern
  for (std::uint32_t p = 0; p < program.patterns.size(); ++p) {
    if (program.rules[program.patterns[p].rule].stage != stage) continue;
    for (const std::uint32_t atom : first_atoms(program, program.patterns[p])) {
      pairs.emplace_back(atom, p);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  StageIndex out;
  for (const auto& [index, pattern] : pairs) {
    if (out.firsts.empty() || out.firsts.back().atom != index) {
      const Atom& atom = program.atoms[index];
      const auto id = static_cast<std::uint32_t>(out.firsts.size());
      out.firsts.push_back({index, static_cast<std::uint32_t>(out.patterns.size()), 0});
      out.made_kinds |= atom.kinds & ~(bit(Kind::number) - 1);
      const bool needs_reading = (atom.flags & Atom::needs_reading) != 0;
      if (needs_reading) out.by_reading.push_back(id);
      if ((atom.flags & Atom::digits_pass) != 0 && (atom.kinds & bit(Kind::word)) != 0) {
        out.by_token[static_cast<std::size_t>(TokenKind::number)].push_back(id);
      }
      if (!needs_reading) {
        for (std::size_t k = 0; k < kTokenKindCount; ++k) {
          if ((atom.kinds & bit(Kind::word)) != 0 && ((atom.token_kinds >> k) & 1) != 0) {
            out.by_token[k].push_back(id);
          }
        }
        for (std::size_t k = static_cast<std::size_t>(Kind::phrase); k < kKindCount; ++k) {
          if ((atom.kinds >> k) & 1) out.by_kind[k].push_back(id);
        }
      }
    }
    out.patterns.push_back(pattern);
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
  }

  void run(std::uint32_t stage, Chart& chart, void* world, std::vector<TraceLine>* trace) {
    chart_ = &chart;
    if (chart.lexicon != lexicon_ || lists_.empty()) learn(chart.lexicon);
    if (chart.stages_of != &compiled_) survey();
    stage_ = stage;
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
  // ---- Which patterns may begin at a token ----

  // Forgets what it learnt and begins with the word that no row knows (list 0).
  void learn(const lexicon::Lexicon* lexicon) {
    lexicon_ = lexicon;
    lists_.clear();
    listed_.clear();
    list_of_.assign(lexicon == nullptr ? 0 : lexicon->lexemes().size(), kNothing);
    surveyed_.assign(std::size_t{1} << kSurveyedBits, {});
    add_lists(kNothing);
  }

  // Finds out once for all stages which of them may begin at a token, so that the
  // others pass it with one look. Too many rather than too few: what is tested here
  // are sets and features, not signs and what later stages hide.
  void survey() {
    std::array<std::uint64_t, kTokenKindCount> of_token{};
    std::array<std::uint64_t, kKindCount> of_kind{};
    for (std::uint32_t s = 0; s < compiled_.stages.size(); ++s) {
      const StageIndex& stage = compiled_.stages[s];
      for (std::size_t k = 0; k < kTokenKindCount; ++k) {
        if (!stage.by_token[k].empty()) of_token[k] |= stage_bit(s);
      }
      for (std::size_t k = 0; k < kKindCount; ++k) {
        if (!stage.by_kind[k].empty()) of_kind[k] |= stage_bit(s);
      }
    }
    const auto count = static_cast<std::uint32_t>(compiled_.stages.size());
    chart_->stages.assign(chart_->tokens(), 0);
    for (const Edge& edge : chart_->edges) {
      if (edge.kind > Kind::person_name) continue;
      std::uint64_t& found = chart_->stages[edge.first];
      found |= edge.kind == Kind::word
                   ? of_token[static_cast<std::size_t>(chart_->text->tokens[edge.first].kind)]
                   : of_kind[static_cast<std::size_t>(edge.kind)];
      for (std::uint32_t i = 0; count != 0 && i < edge.readings; ++i) {
        found |= stages_for(chart_->readings[edge.first_reading + i]);
      }
    }
    chart_->stages_of = &compiled_;
  }

  // The stages of which a rule may begin with such a reading. Words come again: what was
  // found out last for a slot is kept.
  std::uint64_t stages_for(const morphology::Reading& reading) {
    const std::uint64_t hash = (reading.features ^ reading.lexeme) * 0x9e3779b97f4a7c15ull;
    Surveyed& kept = surveyed_[hash >> (64 - kSurveyedBits)];
    if (kept.lexeme == reading.lexeme && kept.features == reading.features) return kept.stages;
    kept = {reading.features, 0, reading.lexeme};
    const std::uint32_t list = lists_for(reading.lexeme);
    const std::uint32_t end = lists_[list + compiled_.stages.size() - 1].end;
    for (std::uint32_t k = lists_[list].begin; k < end; ++k) {
      const Listed& one = listed_[k];
      if (one.may_be(reading.features)) kept.stages |= stage_bit(one.stage);
    }
    return kept.stages;
  }

  // For each stage the firsts whose set has the lexeme.
  std::uint32_t add_lists(lexicon::LexemeId lexeme) {
    const auto list = static_cast<std::uint32_t>(lists_.size());
    for (std::uint32_t s = 0; s < compiled_.stages.size(); ++s) {
      const StageIndex& stage = compiled_.stages[s];
      const auto begin = static_cast<std::uint32_t>(listed_.size());
      for (const std::uint32_t id : stage.by_reading) {
        const Atom& atom = program_.atoms[stage.firsts[id].atom];
        if (set_holds(atom, lexeme)) listed_.push_back({atom.all, atom.none, s, id});
      }
      lists_.push_back({begin, static_cast<std::uint32_t>(listed_.size())});
    }
    return list;
  }

  std::uint32_t lists_for(lexicon::LexemeId lexeme) {
    if (lexeme == kNothing) return 0;
    if (lexeme >= list_of_.size()) list_of_.resize(lexeme + 1, kNothing);
    std::uint32_t& list = list_of_[lexeme];
    if (list == kNothing) list = add_lists(lexeme);
    return list;
  }

  // Collects into candidates_ and tries them; whether any matched.
  bool find(std::uint32_t token) {
    candidates_.clear();
    if (++token_stamp_ == 0) {
      std::fill(pattern_tried_.begin(), pattern_tried_.end(), 0);
      token_stamp_ = 1;
    }
    for (EdgeId id = chart_->head[token]; id != kNoEdge; id = chart_->edges[id].next) {
      const Edge& edge = chart_->edges[id];
      const auto& plain =
          edge.kind == Kind::word
              ? index_->by_token[static_cast<std::size_t>(chart_->text->tokens[token].kind)]
              : index_->by_kind[static_cast<std::size_t>(edge.kind)];
      if (plain.empty() && edge.readings == 0) continue;
      if (!chart_->visible(id)) continue;
      std::uint32_t reading = kNothing;
      for (const std::uint32_t first : plain) {
        if (passes(program_.atoms[index_->firsts[first].atom], id, reading)) add(first);
      }
      for (std::uint32_t i = 0; i < edge.readings; ++i) {
        const morphology::Reading& one = chart_->readings[edge.first_reading + i];
        const auto [begin, end] = lists_[lists_for(one.lexeme) + stage_];
        for (std::uint32_t k = begin; k < end; ++k) {
          const Listed& listed = listed_[k];
          if (!listed.may_be(one.features)) continue;
          if (passes_as(program_.atoms[index_->firsts[listed.first].atom], id, one)) {
            add(listed.first);
          }
        }
      }
    }
    found_.clear();
    found_taken_.clear();
    for (const std::uint32_t pattern : candidates_) match(pattern, token);
    return !found_.empty();
  }

  void add(std::uint32_t id) {
    const First& first = index_->firsts[id];
    for (std::uint32_t i = 0; i < first.patterns; ++i) {
      const std::uint32_t pattern = index_->patterns[first.first_pattern + i];
      if (pattern_tried_[pattern] == token_stamp_) continue;
      pattern_tried_[pattern] = token_stamp_;
      candidates_.push_back(pattern);
    }
  }

  // ---- Tests ----

  [[nodiscard]] bool set_holds(const Atom& atom, lexicon::LexemeId lexeme) const {
    if (atom.set == kNothing) return true;
    if (lexeme == kNothing) return (atom.flags & Atom::unknown_passes) != 0;
    if (compiled_.members != nullptr) return compiled_.members->in_set(atom.set, lexeme);
    return lexicon_ != nullptr && lexicon_->in_set(atom.set, lexeme);
  }

  static constexpr std::uint32_t kTokenFlags =
      Atom::of_token | Atom::glued | Atom::not_glued | Atom::heading | Atom::not_heading;

  [[nodiscard]] bool any_holds(const Atom& atom, const morphology::Reading& reading) const {
    for (std::uint32_t i = 0; i < atom.anys; ++i) {
      if ((reading.features & program_.anys[atom.first_any + i]) == 0) return false;
    }
    return true;
  }

  [[nodiscard]] bool reading_passes(const Atom& atom, const morphology::Reading& reading) const {
    if ((reading.features & atom.all) != atom.all || (reading.features & atom.none) != 0) {
      return false;
    }
    return any_holds(atom, reading) && set_holds(atom, reading.lexeme);
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
    if (atom.signs == 0) return true;
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

  // The same for a reading whose lexeme is of the set and whose features pass all and none.
  bool passes_as(const Atom& atom, EdgeId id, const morphology::Reading& reading) const {
    const Edge& edge = chart_->edges[id];
    if ((atom.kinds & bit(edge.kind)) == 0) return false;
    if ((atom.flags & kTokenFlags) != 0 && !token_passes(atom, edge)) return false;
    if (!any_holds(atom, reading)) return false;
    std::uint32_t other = kNothing;
    return atom.but == kNothing || !passes(program_.atoms[atom.but], id, other);
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

  // What was learnt of lexemes: for each stage the firsts that they may be.
  struct Stretch {
    std::uint32_t begin = 0, end = 0;  // into listed_
  };
  struct Listed {
    lexicon::Features all = 0, none = 0;  // of the atom, at hand for a quick no
    std::uint32_t stage = 0, first = 0;
    [[nodiscard]] bool may_be(lexicon::Features features) const {
      return (features & all) == all && (features & none) == 0;
    }
  };
  struct Surveyed {
    lexicon::Features features = ~0ull;  // no reading has all
    std::uint64_t stages = 0;
    lexicon::LexemeId lexeme = kNothing;
  };
  static constexpr unsigned kSurveyedBits = 15;
  std::vector<Surveyed> surveyed_;
  const lexicon::Lexicon* lexicon_ = nullptr;
  std::vector<std::uint32_t> list_of_;  // lexeme → first of its lists_, one a stage
  std::vector<Stretch> lists_;
  std::vector<Listed> listed_;

  // The stage, sentence and token at hand.
  Chart* chart_ = nullptr;
  std::uint32_t stage_ = 0;
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
  for (std::uint32_t stage = 0; stage < program->stages.size(); ++stage) {
    out->stages.push_back(index_of(*program, stage));
  }
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
