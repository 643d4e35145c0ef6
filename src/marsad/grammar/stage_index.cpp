// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/stage_index.h"

#include <algorithm>

namespace marsad::grammar {
namespace {

using lexicon::kNothing;

// Joins to `out` what is needed from the step on.
void follow(const Program& program, const Pattern& pattern, std::uint32_t start, Need& out) {
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
      case Step::Kind::edge: out.add(program, step.a); break;
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
}

// What must follow this atom where it takes the first element of the core.
Need need_behind(const Program& program, const Pattern& pattern, std::uint32_t atom) {
  Need out;
  for (const std::uint32_t at : first_steps(program, pattern)) {
    if (program.steps[pattern.first_step + at].a == atom) follow(program, pattern, at + 1, out);
  }
  return out;
}

}  // namespace

void Need::add(const Program& program, std::uint32_t atom) {
  made |= program.atoms[atom].kinds & kMadeKinds;
  const auto part = std::lower_bound(parts.begin(), parts.end(), atom / 64,
                                     [](const Part& a, std::uint32_t b) { return a.word < b; });
  const std::uint64_t one = 1ull << atom % 64;
  if (part != parts.end() && part->word == atom / 64) {
    part->atoms |= one;
  } else {
    parts.insert(part, {atom / 64, one});
  }
}

std::uint32_t Needs::add(Need need) {
  const auto [found, is_new] = known_.emplace(need, static_cast<std::uint32_t>(all_.size()));
  if (is_new) all_.push_back(std::move(need));
  return found->second;
}

Need need_of(const Program& program, const Pattern& pattern, std::uint32_t step) {
  Need out;
  follow(program, pattern, step, out);
  return out;
}

StageIndex index_of(const Program& program, std::uint32_t stage, Needs& needs) {
  StageIndex out;
  for (std::uint32_t p = 0; p < program.patterns.size(); ++p) {
    const Pattern& pattern = program.patterns[p];
    if (program.rules[pattern.rule].stage != stage) continue;
    for (const std::uint32_t atom : first_atoms(program, pattern)) {
      Start start;
      start.atom = atom;
      start.pattern = p;
      start.kinds = program.atoms[atom].kinds;
      start.then = needs.add(need_behind(program, pattern, atom));
      if (pattern.left != kNothing) {
        start.before = needs.add(need_of(program, pattern, pattern.left));
      }
      out.starts.push_back(start);
    }
  }
  std::stable_sort(out.starts.begin(), out.starts.end(),
                   [](const Start& a, const Start& b) { return a.atom < b.atom; });
  out.atoms.assign((program.atoms.size() + 63) / 64, 0);
  std::uint32_t at = 0;
  for (std::uint32_t atom = 0; atom < program.atoms.size(); ++atom) {
    out.first.push_back(at);
    if (at == out.starts.size() || out.starts[at].atom != atom) continue;
    while (at < out.starts.size() && out.starts[at].atom == atom) ++at;
    out.atoms[atom / 64] |= 1ull << atom % 64;
    const std::uint32_t made = program.atoms[atom].kinds & kMadeKinds;
    if (made != 0) out.made_atoms.push_back(atom);
    out.made_kinds |= made;
  }
  out.first.push_back(at);
  return out;
}

}  // namespace marsad::grammar
