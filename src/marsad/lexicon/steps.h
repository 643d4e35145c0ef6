// SPDX-License-Identifier: Apache-2.0
// Keys found by their hash: each look-up is one read of a table in the pack.
//
//   names   "الجيش السوري"  →  steps "الجيش" (goes on), "الجيش السوري" (a name)
//
// A text is asked word by word: the hash of the words so far is carried on, and
// where no key goes on the walk ends. A key is its hash of 64 bits: the compiler
// refuses two keys of one hash, and that a word of a text meets the hash of
// another key is as likely as a damaged bit. The tries of the pack say the same,
// slower. Tested by steps_test.cpp.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "marsad/text/text.h"

namespace marsad::lexicon {

inline constexpr std::uint64_t kFirstStep = 0xcbf29ce484222325ull;  // where every walk begins
inline constexpr std::uint64_t kNoStep = 0;                         // an empty slot

// The hash of what was hashed to `from`, followed by these units.
[[nodiscard]] inline std::uint64_t step_hash(std::uint64_t from, std::u16string_view units) {
  std::uint64_t hash = from;
  for (const char16_t unit : units) {
    hash = (hash ^ unit) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
  }
  return hash;
}

struct Step {
  std::uint64_t hash = kNoStep;
  std::uint32_t first = 0;        // of the rows that the key stands for
  std::uint32_t count : 30 = 0;   // 0: no key ends here
  std::uint32_t goes_on : 1 = 0;  // a longer key begins so, a token ends here
  std::uint32_t spaced : 1 = 0;   // … and a space follows in one of them
};
static_assert(sizeof(Step) == 16);

// A view of the slots: a power of two of them, some empty.
class Steps {
 public:
  Steps() = default;
  explicit Steps(std::span<const Step> slots) : slots_(slots) {}
  // nullptr where no key is or begins so.
  [[nodiscard]] const Step* find(std::uint64_t hash) const {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot].hash != kNoStep; slot = (slot + 1) & mask) {
      if (slots_[slot].hash == hash) return &slots_[slot];
    }
    return nullptr;
  }

  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }

 private:
  std::span<const Step> slots_;
};

// A key with its rows.
struct StepKey {
  std::u16string_view units;
  std::uint32_t first = 0, count = 0;
};
// The slots for these keys and, where an orthography is given, for what stands
// before each of their token borders. Empty when two keys have one hash.
[[nodiscard]] std::vector<Step> make_steps(std::span<const StepKey> keys,
                                           const text::Orthography* orthography);
// Whether find() ends on these slots and their rows lie among so many.
[[nodiscard]] bool is_sound(std::span<const Step> slots, std::size_t rows);

}  // namespace marsad::lexicon
