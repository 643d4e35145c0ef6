// SPDX-License-Identifier: Apache-2.0
// What the makers ask of the rows of a language, read off them once: word classes
// by number instead of by name, what single rows say, short forms to their actors.
//
//   "المرصد"   →  actors_called(المرصد): every row of actors.tsv that bears the short form
//   "طبي"      →  classes_of(row of nouns.tsv).noun = medical, by its tags
//
// Immutable and shared between threads; views of the lexicon, which it must not
// outlive. Inside the room only, but for who opens a language. Tested by
// actor_test.cpp, number_test.cpp and the examples of the rules.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "marsad/lexicon/lexicon.h"
#include "marsad/mentions/number_words.h"

namespace marsad::mentions {

class Terms {
 public:
  explicit Terms(const lexicon::Lexicon& lexicon);

  // Word classes of grammar/classes.tsv; kNothing where the language has none.
  std::uint32_t speech, attribution, acts, person_noun, among, some_of, harmed, fighter,
      office_word, of_insurgents, of_army, of_medicine, of_media, of_government, of_nations,
      quantity_noun, names_a_place, governorate, by_whom;
  NumberRows numbers;

  // The ActorClass that a row of titles.tsv gives, or the tags of a row of nouns.tsv; kNone
  // where there is none.
  static constexpr std::int8_t kNone = -1;
  struct RowClasses {
    std::int8_t title = kNone, noun = kNone;
  };
  [[nodiscard]] RowClasses classes_of(lexicon::RowId row) const { return row_classes_[row]; }

  // The rows of actors that bear the short form (folded UTF-8), in their order.
  [[nodiscard]] std::span<const lexicon::ActorRow* const> actors_called(
      std::string_view form) const {
    const auto found = short_forms_.find(form);
    if (found == short_forms_.end()) return {};
    return found->second;
  }

 private:
  std::vector<RowClasses> row_classes_;
  std::unordered_map<std::string_view, std::vector<const lexicon::ActorRow*>> short_forms_;
};

}  // namespace marsad::mentions
