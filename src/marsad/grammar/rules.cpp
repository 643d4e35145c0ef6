// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rules.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <tuple>

#include <fmt/format.h>

#include "marsad/grammar/rule_program.h"
#include "marsad/grammar/stage_index.h"
#include "marsad/grammar/survey.h"

namespace marsad::grammar {
namespace {

using lexicon::kNothing;
using text::TokenKind;

// The article stays with its noun; what stands before it leads the whole edge.
constexpr lexicon::Features kBeforeArticle =
    lexicon::feature::proclitics & ~lexicon::feature::with_al;

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
  Needs needs;
  std::vector<std::uint32_t> need;  // by step of the program
  const SetMembers* members = nullptr;

  class Runner;
};

// Runs stages over one chart; its buffers and what it learnt of words are kept from text
// to text.
class Cascade::Compiled::Runner : public Chart::Memory {
 public:
  explicit Runner(std::shared_ptr<const Compiled> compiled)
      : owner_(std::move(compiled)),
        compiled_(*owner_),
        program_(compiled_.program),
        survey_(program_, compiled_.members) {
    pattern_tried_.assign(program_.patterns.size(), 0);
    for (const Pattern& pattern : program_.patterns)
      most_steps_ = std::max(most_steps_, pattern.steps);
    tried_.assign(std::size_t{most_steps_} * (kReach + 1), 0);
    beginnings_of_.resize(compiled_.stages.size());
  }

  [[nodiscard]] bool runs(const Compiled* compiled) const { return &compiled_ == compiled; }

  void run(std::uint32_t stage, Chart& chart, void* world, std::vector<TraceLine>* trace) {
    chart_ = &chart;
    if (!surveyed) survey();
    stage_ = stage;
    index_ = &compiled_.stages[stage];
    closing_.clear();
    collect_beginnings();
    std::uint32_t next = 0;  // tokens before it are passed, or lie under what was made
    auto sentence = chart.text->sentences.begin();
    for (std::size_t i = 0; i < beginnings_.size(); ++i) {
      for (std::uint64_t left = beginnings_[i]; left != 0; left &= left - 1) {
        const auto token = static_cast<std::uint32_t>(i * 64 + std::countr_zero(left));
        if (token < next) continue;
        while (sentence != chart.text->sentences.end() && sentence->last <= token) ++sentence;
        if (sentence == chart.text->sentences.end()) break;
        if (token < sentence->first) continue;
        sentence_ = *sentence;
        if (find(token)) next = fire(token, world, trace);
      }
    }
    for (const EdgeId id : closing_) chart.close(id);
  }

 private:
  // ---- What may begin where ----

  // The starts of a stage that one of the atoms of a set allows, in starts_.
  struct Range {
    std::uint32_t first = kNothing, count = 0;  // kNothing: not yet found out
  };

  void survey() {
    survey_.read(*chart_);
    if (generation_ != survey_.generation()) {
      generation_ = survey_.generation();
      ranges_.clear();
      starts_.clear();
      stages_of_set_.clear();
    }
    for (auto set = static_cast<AtomSet>(stages_of_set_.size()); set < survey_.sets().size();
         ++set) {
      std::vector<std::uint32_t> stages;
      const std::uint64_t* atoms = survey_.sets().of(set);
      for (std::uint32_t s = 0; s < compiled_.stages.size(); ++s) {
        const auto& wanted = compiled_.stages[s].atoms;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
          if ((atoms[i] & wanted[i]) == 0) continue;
          stages.push_back(s);
          break;
        }
      }
      stages_of_set_.push_back(std::move(stages));
    }
    ranges_.resize(survey_.sets().size() * compiled_.stages.size());
    const std::uint32_t tokens = chart_->tokens();
    for (auto& tokens_of_stage : beginnings_of_) tokens_of_stage.assign((tokens + 63) / 64, 0);
    for (std::uint32_t t = 0; t < tokens; ++t) {
      const AtomSet set = survey_.begins(t);
      __builtin_prefetch(survey_.sets().of(set));
      __builtin_prefetch(&ranges_[set * compiled_.stages.size()]);
      for (const std::uint32_t stage : stages_of_set_[set]) {
        beginnings_of_[stage][t / 64] |= 1ull << t % 64;
      }
    }
    surveyed = true;
  }

  // The tokens where a rule of the stage may begin: of the lexicon, and of what was made.
  void collect_beginnings() {
    beginnings_ = beginnings_of_[stage_];
    if (index_->made_kinds == 0) return;
    for (EdgeId id = 0; id < chart_->edges.size(); ++id) {
      const Edge& edge = chart_->edges[id];
      if ((bit(edge.kind) & index_->made_kinds) == 0) continue;
      beginnings_[edge.first / 64] |= 1ull << edge.first % 64;
    }
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
    if ((kinds[token] & need.made) != 0) return true;
    return need.meets(survey_.sets().of(backward ? survey_.ends(token) : survey_.begins(token)));
  }

  // The starts of the stage that the atoms of a set allow.
  std::span<const Start> starts_of(AtomSet set) {
    Range& range = ranges_[set * compiled_.stages.size() + stage_];
    if (range.first == kNothing) {
      range.first = static_cast<std::uint32_t>(starts_.size());
      const std::uint64_t* atoms = survey_.sets().of(set);
      for (std::size_t i = 0; i < index_->atoms.size(); ++i) {
        for (std::uint64_t left = atoms[i] & index_->atoms[i]; left != 0; left &= left - 1) {
          const std::span<const Start> more =
              starts_with(static_cast<std::uint32_t>(i * 64 + std::countr_zero(left)));
          starts_.insert(starts_.end(), more.begin(), more.end());
        }
      }
      range.count = static_cast<std::uint32_t>(starts_.size()) - range.first;
    }
    return std::span(starts_).subspan(range.first, range.count);
  }
  [[nodiscard]] std::span<const Start> starts_with(std::uint32_t atom) const {
    const std::uint32_t first = index_->first[atom];
    return std::span(index_->starts).subspan(first, index_->first[atom + 1] - first);
  }

  // Tries the patterns that may begin at a token; whether any matched.
  bool find(std::uint32_t token) {
    found_.clear();
    found_taken_.clear();
    if (++token_stamp_ == 0) {
      std::fill(pattern_tried_.begin(), pattern_tried_.end(), 0);
      token_stamp_ = 1;
    }
    for (const Start& start : starts_of(survey_.begins(token))) try_start(start, token);
    if (const std::uint32_t made = chart_->kinds[token] & index_->made_kinds; made != 0) {
      for (const std::uint32_t atom : index_->made_atoms) {
        if ((program_.atoms[atom].kinds & made) == 0) continue;
        for (const Start& start : starts_with(atom)) try_start(start, token);
      }
    }
    return !found_.empty();
  }

  void try_start(const Start& start, std::uint32_t token) {
    if (pattern_tried_[start.pattern] == token_stamp_) return;
    if (start.before != kNothing && !may_go_on<true>(compiled_.needs[start.before], token)) return;
    if (!may_follow(compiled_.needs[start.then], start.kinds, token)) return;
    pattern_tried_[start.pattern] = token_stamp_;
    match(start.pattern, token);
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

  static constexpr std::uint32_t kTokenFlags =
      Atom::of_token | Atom::glued | Atom::not_glued | Atom::heading | Atom::not_heading;

  // Whether the edge passes all tests; `reading` is then the one that did.
  bool passes(std::uint32_t index, EdgeId id, std::uint32_t& reading) const {
    const Atom& atom = program_.atoms[index];
    const Edge& edge = chart_->edges[id];
    if ((atom.kinds & bit(edge.kind)) == 0) return false;
    if (edge.kind < kFirstMade && !survey_.sets().has(survey_.of_edge(id), index)) return false;
    const text::Token& token = chart_->text->tokens[edge.first];
    if ((atom.flags & kTokenFlags) != 0 &&
        !survey_.tests().token_passes(atom, *chart_->text, token, sentence_.heading)) {
      return false;
    }
    reading = edge.readings == 0 ? kNothing : edge.first_reading;
    const bool digits = (atom.flags & Atom::digits_pass) != 0 && edge.kind == Kind::word &&
                        token.kind == TokenKind::number;
    if ((atom.flags & Atom::needs_reading) != 0 && !digits) {
      const std::uint32_t past = edge.first_reading + edge.readings;
      std::uint32_t i = edge.first_reading;
      while (i < past && !survey_.tests().reading_passes(atom, chart_->readings[i])) {
        ++i;
      }
      if (i == past) return false;
      reading = i;
    }
    if (atom.but == kNothing) return true;
    std::uint32_t other = kNothing;
    return !passes(atom.but, id, other);
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

  [[nodiscard]] const Need& need_at(std::uint32_t step) const {
    return compiled_.needs[compiled_.need[pattern_->first_step + step]];
  }

  std::uint32_t next_generation() {
    if (++walk_ == 0) {
      std::fill(tried_.begin(), tried_.end(), 0);
      walk_ = 1;
    }
    return walk_;
  }

  // Walks from a step at a token border. Contexts (Part::other) end at the first way
  // through, with its edges on path_; a core tries all ways and reports each end to
  // core_ends, which stops the walk by returning true. A step that was tried at a
  // border in this walk is not tried again: the first way to it is the preferred one.
  template <bool backward>
  bool walk(std::uint32_t at, std::uint32_t border, std::uint32_t generation, Part part) {
    for (;;) {
      const std::uint32_t distance = backward ? origin_ - border : border - origin_;
      std::uint32_t& tried = tried_[std::size_t{distance} * most_steps_ + at];
      if (tried == generation) return false;
      tried = generation;
      const Step& step = steps_[at];
      switch (step.kind) {
        case Step::Kind::edge: return walk_edges<backward>(step, at, border, generation, part);
        case Step::Kind::either:
          if (!may_go_on<backward>(need_at(at), border)) return false;
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
    const std::uint32_t atom_kinds = program_.atoms[step.a].kinds;
    const std::uint32_t token = backward ? border - 1 : border;
    const std::uint32_t kinds = (backward ? chart_->end_kinds : chart_->kinds)[token];
    if (!survey_.sets().has(backward ? survey_.ends(token) : survey_.begins(token), step.a) &&
        (kinds & atom_kinds & kMadeKinds) == 0) {
      return false;
    }
    EdgeId id = backward ? chart_->tail[border - 1] : chart_->head[border];
    for (; id != kNoEdge; id = backward ? chart_->edges[id].before : chart_->edges[id].next) {
      const Edge& edge = chart_->edges[id];
      if ((atom_kinds & bit(edge.kind)) == 0 || !chart_->visible(id)) continue;
      const std::uint32_t next = backward ? edge.first : edge.last;
      if (backward ? next < sentence_.first || origin_ - next > kReach
                   : next > sentence_.last || next - origin_ > kReach) {
        continue;
      }
      std::uint32_t reading = kNothing;
      if (!passes(step.a, id, reading)) continue;
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

  const std::shared_ptr<const Compiled> owner_;
  const Compiled& compiled_;
  const Program& program_;

  Survey survey_;
  std::uint32_t generation_ = 0;                           // of the survey's sets
  std::vector<std::vector<std::uint32_t>> stages_of_set_;  // stages with a start that it allows
  std::vector<Range> ranges_;                              // by set, then stage
  std::vector<Start> starts_;
  std::vector<std::vector<std::uint64_t>> beginnings_of_;  // stage → bits of tokens

  // The stage, sentence and token at hand.
  Chart* chart_ = nullptr;
  const StageIndex* index_ = nullptr;
  std::uint32_t stage_ = 0;
  std::vector<std::uint64_t> beginnings_;
  text::Sentence sentence_;
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
  std::uint32_t walk_ = 0;
  std::uint32_t most_steps_ = 0;  // of a pattern
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
    out->stages.push_back(index_of(*program, stage, out->needs));
  }
  out->need.assign(program->steps.size(), 0);
  for (const Pattern& pattern : program->patterns) {
    for (std::uint32_t at = 0; at < pattern.steps; ++at) {
      out->need[pattern.first_step + at] = out->needs.add(need_of(*program, pattern, at));
    }
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
  auto* runner = dynamic_cast<Compiled::Runner*>(chart.memory.get());
  if (runner == nullptr || !runner->runs(compiled_.get())) {
    auto fresh = std::make_unique<Compiled::Runner>(compiled_);
    runner = fresh.get();
    chart.memory = std::move(fresh);
  }
  runner->run(static_cast<std::uint32_t>(found - stages_.begin()), chart, world, trace);
}

}  // namespace marsad::grammar
