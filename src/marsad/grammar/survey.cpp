// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/survey.h"

#include <algorithm>

namespace marsad::grammar {

using lexicon::kNothing;
using text::TokenKind;

namespace {

// Of the lists of readings that are known; powers of two. Past the most all is forgotten.
constexpr std::size_t kFirstSlots = 1u << 10;
constexpr std::size_t kMostSlots = 1u << 18;

// Never 0.
std::uint64_t hash_of(std::span<const morphology::Reading> readings, Kind kind, AtomSet plain) {
  std::uint64_t hash = (std::uint64_t{plain} << 8) + static_cast<std::uint64_t>(kind) + 1;
  for (const morphology::Reading& reading : readings) {
    hash = (hash ^ reading.features) * 0x9e3779b97f4a7c15ull;
    hash = (hash ^ (hash >> 32) ^ reading.lexeme) * 0x9e3779b97f4a7c15ull;
  }
  return hash | 1;
}

}  // namespace

Survey::Survey(const Program& program, const SetMembers* members)
    : program_(program), tests_(program, members), sets_(program.atoms.size()) {
  scratch_.assign(sets_.words(), 0);
  sort_atoms();
}

void Survey::sort_atoms() {
  const Bits none(sets_.words(), 0);
  of_token_.assign(kTokenKinds * kRoles, none);
  of_kind_.assign(kKinds, none);
  reads_kind_.assign(kKinds, none);
  free_ = none;
  for (std::uint32_t a = 0; a < program_.atoms.size(); ++a) {
    const Atom& atom = program_.atoms[a];
    const bool needs_reading = (atom.flags & Atom::needs_reading) != 0;
    for (std::size_t k = 0; k < kKinds; ++k) {
      if (((atom.kinds >> k) & 1) != 0) insert((needs_reading ? reads_kind_ : of_kind_)[k], a);
    }
    if (needs_reading) {
      insert(atom.set == kNothing ? free_ : asks_.try_emplace(atom.set, none).first->second, a);
    }
    if ((atom.kinds & bit(Kind::word)) == 0) continue;
    // What asks for a sign is held against tokens of its kind only.
    const bool is_signed =
        !needs_reading && atom.signs != 0 && (atom.flags & Atom::signs_negated) == 0;
    if (is_signed) {
      signed_.push_back(a);
      signed_kinds_ |= atom.token_kinds;
    }
    for (std::size_t k = 0; k < kTokenKinds; ++k) {
      const bool digits =
          (atom.flags & Atom::digits_pass) != 0 && k == static_cast<std::size_t>(TokenKind::number);
      if ((needs_reading && !digits) || is_signed) continue;
      if ((atom.flags & Atom::of_token) != 0 && ((atom.token_kinds >> k) & 1) == 0) continue;
      for (std::size_t role = 0; role < kRoles; ++role) {
        if ((atom.flags & Atom::of_token) != 0 && ((atom.roles >> role) & 1) == 0) continue;
        insert(of_token_[k * kRoles + role], a);
      }
    }
  }
}

void Survey::forget() {
  ++generation_;
  sets_.clear();
  token_sets_.clear();
  kind_sets_.clear();
  for (const Bits& bits : of_token_) token_sets_.push_back(sets_.keep(bits));
  for (const Bits& bits : of_kind_) kind_sets_.push_back(sets_.keep(bits));
  known_.assign(kFirstSlots, Known{});
  known_count_ = 0;
  known_readings_.clear();
}

void Survey::read(const Chart& chart) {
  if (!learnt_ || chart.lexicon != lexicon_) {
    lexicon_ = chart.lexicon;
    tests_.use(lexicon_);
    atoms_of_lexeme_.clear();
    lexeme_at_.assign(lexicon_ == nullptr ? 0 : lexicon_->lexemes().size(), kNothing);
    unknown_at_ = add_lexeme(kNothing);
    with_features_.assign((1 + sets_.words()) << kFeatureBits, 0);
    for (std::size_t slot = 0; slot < with_features_.size(); slot += 1 + sets_.words()) {
      with_features_[slot] = ~0ull;  // no reading has all features
    }
    learnt_ = true;
    forget();
  } else if (sets_.size() > AtomSets::kMany || known_.size() > kMostSlots) {
    forget();
  }
  begins_.assign(chart.tokens(), AtomSets::kEmpty);
  ends_.assign(chart.tokens(), AtomSets::kEmpty);
  of_edge_.resize(chart.edges.size());
  // All edges take one step before any takes the next, since each step waits for memory.
  looks_.resize(chart.edges.size());
  for (EdgeId id = 0; id < chart.edges.size(); ++id) {
    const Edge& edge = chart.edges[id];
    Look& look = looks_[id];
    look.plain = edge.kind == Kind::word ? of_token(*chart.text, chart.text->tokens[edge.first])
                                         : kind_sets_[static_cast<std::size_t>(edge.kind)];
    look.hash = hash_of(chart.readings_of(edge), edge.kind, look.plain);
    __builtin_prefetch(&known_[look.hash >> 32 & (known_.size() - 1)]);
  }
  for (const Look& look : looks_) {
    const Known& known = known_[look.hash >> 32 & (known_.size() - 1)];
    if (known.hash == look.hash) __builtin_prefetch(&known_readings_[known.first]);
  }
  for (EdgeId id = 0; id < chart.edges.size(); ++id) {
    const Edge& edge = chart.edges[id];
    if (edge.kind >= kFirstMade) continue;
    const Look& look = looks_[id];
    const AtomSet set = edge.readings == 0
                            ? look.plain
                            : of(chart.readings_of(edge), edge.kind, look.plain, look.hash);
    of_edge_[id] = set;
    begins_[edge.first] = sets_.join(begins_[edge.first], set);
    ends_[edge.last - 1] = sets_.join(ends_[edge.last - 1], set);
  }
}

// What a word's token passes without a reading.
AtomSet Survey::of_token(const text::Text& text, const text::Token& token) {
  const AtomSet set = token_sets_[static_cast<std::size_t>(token.kind) * kRoles +
                                  static_cast<std::size_t>(token.role)];
  if ((signed_kinds_ & bit(token.kind)) == 0) return set;
  return sets_.join(set, of_sign(text.letters_of(token)));
}

AtomSet Survey::of_sign(std::u16string_view letters) {
  bool any = false;
  for (const std::uint32_t a : signed_) {
    if (!tests_.sign_passes(program_.atoms[a], letters)) continue;
    if (!any) std::fill(scratch_.begin(), scratch_.end(), 0);
    any = true;
    insert(scratch_, a);
  }
  return any ? sets_.keep(scratch_) : AtomSets::kEmpty;
}

// The atoms that an edge passes with one of its readings, or as it is.
AtomSet Survey::of(std::span<const morphology::Reading> readings, Kind kind, AtomSet plain,
                   std::uint64_t hash) {
  const auto alike = [](const morphology::Reading& a, const morphology::Reading& b) {
    return a.features == b.features && a.lexeme == b.lexeme;
  };
  std::size_t slot = (hash >> 32) & (known_.size() - 1);
  for (; known_[slot].hash != 0; slot = (slot + 1) & (known_.size() - 1)) {
    const Known& known = known_[slot];
    if (known.hash == hash && known.plain == plain && known.count == readings.size() &&
        std::equal(readings.begin(), readings.end(), known_readings_.begin() + known.first,
                   alike)) {
      return known.set;
    }
  }
  std::copy_n(sets_.of(plain), scratch_.size(), scratch_.begin());
  const Bits& of_kind = reads_kind_[static_cast<std::size_t>(kind)];
  for (const morphology::Reading& reading : readings) {
    const std::uint64_t* of_features = with_features(reading.features);
    const std::uint64_t* of_lexeme = with_lexeme(reading.lexeme);
    for (std::size_t i = 0; i < scratch_.size(); ++i) {
      scratch_[i] |= of_features[i] & of_lexeme[i] & of_kind[i];
    }
  }
  const AtomSet set = sets_.keep(scratch_);
  known_[slot] = {hash, static_cast<std::uint32_t>(known_readings_.size()),
                  static_cast<std::uint32_t>(readings.size()), plain, set};
  known_readings_.insert(known_readings_.end(), readings.begin(), readings.end());
  if (++known_count_ * 4 > known_.size() * 3) grow();
  return set;
}

void Survey::grow() {
  std::vector<Known> old(known_.size() * 4);
  old.swap(known_);
  for (const Known& known : old) {
    if (known.hash == 0) continue;
    std::size_t slot = (known.hash >> 32) & (known_.size() - 1);
    while (known_[slot].hash != 0) slot = (slot + 1) & (known_.size() - 1);
    known_[slot] = known;
  }
}

// The atoms whose tests of features such features pass.
const std::uint64_t* Survey::with_features(lexicon::Features features) {
  const std::size_t words = sets_.words();
  const std::uint64_t hash = features * 0x9e3779b97f4a7c15ull;
  std::uint64_t* slot = with_features_.data() + (hash >> (64 - kFeatureBits)) * (1 + words);
  if (slot[0] == features) return slot + 1;
  std::fill(slot + 1, slot + 1 + words, 0);
  slot[0] = features;
  for (std::uint32_t a = 0; a < program_.atoms.size(); ++a) {
    if (tests_.features_pass(program_.atoms[a], features)) slot[1 + a / 64] |= 1ull << a % 64;
  }
  return slot + 1;
}

// The atoms that ask for a reading and whose set has the lexeme.
const std::uint64_t* Survey::with_lexeme(lexicon::LexemeId lexeme) {
  if (lexeme == kNothing) return atoms_of_lexeme_.data() + unknown_at_;
  if (lexeme >= lexeme_at_.size()) lexeme_at_.resize(lexeme + 1, kNothing);
  if (lexeme_at_[lexeme] == kNothing) lexeme_at_[lexeme] = add_lexeme(lexeme);
  return atoms_of_lexeme_.data() + lexeme_at_[lexeme];
}

std::uint32_t Survey::add_lexeme(lexicon::LexemeId lexeme) {
  Bits atoms = free_;
  for (const auto& [set, asking] : asks_) {
    if (lexeme != kNothing && !tests_.has(set, lexeme)) continue;
    for (std::size_t i = 0; i < atoms.size(); ++i) atoms[i] |= asking[i];
  }
  if (lexeme == kNothing) {
    // A word that no row knows belongs to no set; some atoms take it all the same.
    for (std::uint32_t a = 0; a < program_.atoms.size(); ++a) {
      const Atom& atom = program_.atoms[a];
      if (!tests_.set_holds(atom, kNothing)) atoms[a / 64] &= ~(1ull << a % 64);
    }
  }
  const auto at = static_cast<std::uint32_t>(atoms_of_lexeme_.size());
  atoms_of_lexeme_.insert(atoms_of_lexeme_.end(), atoms.begin(), atoms.end());
  return at;
}

}  // namespace marsad::grammar
