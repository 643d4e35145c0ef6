// SPDX-License-Identifier: Apache-2.0
// How the rows of world/ are called: an analysis names its entities in English and by id, and
// people read both languages.
//
//   names.of("gn-79415")     →  Hodeidah, الحديدة
//   names.called("Russia")   →  Russia, روسيا: a state that acts has no id, only its name
//   names.written("روسيا")   →  the same, by the name that a page shows
//
// Places and actors stand in one index; an id that both have is the actor's, as in an analysis.
// Names that several rows bear are nobody's. Linear in the rows when it is made, constant
// after; views hold as long as the Names. Tested by entity_names_test.cpp.
#pragma once
#include <string_view>
#include <unordered_map>

#include "marsad/pipeline/pipeline.h"

namespace marsad {

struct EntityName {
  std::string_view english, native;  // native: in the language that the pack reads
  std::string_view id;               // of an actor; else empty
};

class EntityNames {
 public:
  explicit EntityNames(Language language);
  // Nullptr where no row has this id, or no row alone this name (of an actor, a country or a
  // capital, which are what acts), in English or as the language writes it.
  [[nodiscard]] const EntityName* of(std::string_view id) const;
  [[nodiscard]] const EntityName* called(std::string_view english) const;
  [[nodiscard]] const EntityName* written(std::string_view native) const;

 private:
  Language language_;  // holds the strings
  std::unordered_map<std::string_view, EntityName> by_id_, by_english_, by_native_;
};

}  // namespace marsad
