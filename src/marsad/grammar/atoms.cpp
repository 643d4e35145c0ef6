// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/atoms.h"

#include <algorithm>

namespace marsad::grammar {

bool AtomTests::sign_passes(const Atom& atom, std::u16string_view letters) const {
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

bool AtomTests::token_passes(const Atom& atom, const text::Text& text, const text::Token& token,
                             bool heading) const {
  if ((atom.flags & Atom::heading) != 0 && !heading) return false;
  if ((atom.flags & Atom::not_heading) != 0 && heading) return false;
  if ((atom.flags & Atom::glued) != 0 && !token.glued) return false;
  if ((atom.flags & Atom::not_glued) != 0 && token.glued) return false;
  if ((atom.flags & Atom::of_token) == 0) return true;
  if ((atom.token_kinds & bit(token.kind)) == 0) return false;
  if (((atom.roles >> static_cast<unsigned>(token.role)) & 1) == 0) return false;
  return atom.signs == 0 || sign_passes(atom, text.letters_of(token));
}

AtomSets::AtomSets(std::size_t atoms)
    : words_(std::max<std::size_t>(1, (atoms + 63) / 64)),
      joined_(std::size_t{1} << kJoinedBits),
      scratch_(words_) {
  clear();
}

void AtomSets::clear() {
  bits_.assign(words_, 0);
  by_hash_.clear();
  by_hash_.emplace(0, kEmpty);
  std::fill(joined_.begin(), joined_.end(), Joined{});
}

AtomSet AtomSets::keep(const std::vector<std::uint64_t>& bits) {
  std::uint64_t hash = 0;
  for (const std::uint64_t word : bits) hash = (hash ^ word) * 0x9e3779b97f4a7c15ull + (hash >> 31);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    if (std::equal(bits.begin(), bits.end(), of(known->second))) return known->second;
  }
  const auto set = static_cast<AtomSet>(size());
  bits_.insert(bits_.end(), bits.begin(), bits.end());
  by_hash_.emplace(hash, set);
  return set;
}

AtomSet AtomSets::join_slowly(AtomSet a, AtomSet b) {
  for (std::size_t i = 0; i < words_; ++i) scratch_[i] = of(a)[i] | of(b)[i];
  return keep(scratch_);
}

}  // namespace marsad::grammar
