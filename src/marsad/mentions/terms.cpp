// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/terms.h"

#include <optional>

#include "marsad/analysis/names.h"

namespace marsad::mentions {
namespace {

std::optional<ActorClass> class_of_tag(std::string_view tag) {
  if (tag == "armed-group") return ActorClass::armed_group;
  if (tag == "military" || tag == "police" || tag == "intelligence" || tag == "rank") {
    return ActorClass::military;
  }
  if (tag == "medical" || tag == "rescue") return ActorClass::medical;
  if (tag == "media") return ActorClass::media;
  if (tag == "ministry") return ActorClass::government;
  if (tag == "monitor") return ActorClass::monitor;
  return std::nullopt;
}

// Each of "a|b|c".
template <typename Use>
void each_part(std::string_view list, const Use& use) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    use(list.substr(0, end));
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
}

}  // namespace

Terms::Terms(const lexicon::Lexicon& lexicon)
    : speech(lexicon.class_named("speech")),
      attribution(lexicon.class_named("attribution")),
      acts(lexicon.class_named("acts")),
      person_noun(lexicon.class_named("person-noun")),
      among(lexicon.class_named("among")),
      some_of(lexicon.class_named("some-of")),
      harmed(lexicon.class_named("harmed")),
      fighter(lexicon.class_named("fighter")),
      office_word(lexicon.class_named("office-word")),
      of_insurgents(lexicon.class_named("of-insurgents")),
      of_army(lexicon.class_named("of-army")),
      of_medicine(lexicon.class_named("of-medicine")),
      of_media(lexicon.class_named("of-media")),
      of_government(lexicon.class_named("of-government")),
      of_nations(lexicon.class_named("of-nations")),
      quantity_noun(lexicon.class_named("quantity-noun")),
      names_a_place(lexicon.class_named("names-a-place")),
      governorate(lexicon.class_named("governorate")),
      by_whom(lexicon.class_named("agent-preposition")),
      numbers(lexicon),
      row_classes_(lexicon.rows().size()) {
  for (lexicon::RowId row = 0; row < row_classes_.size(); ++row) {
    const std::string_view file = lexicon.file_of(row);
    RowClasses& classes = row_classes_[row];
    if (file == "titles.tsv") {
      if (const auto cls = parse<ActorClass>(lexicon.field(row, "class"))) {
        classes.title = static_cast<std::int8_t>(*cls);
      }
    } else if (file == "nouns.tsv") {
      each_part(lexicon.field(row, "tags"), [&](std::string_view tag) {
        const auto cls = class_of_tag(tag);
        if (cls && classes.noun == kNone) classes.noun = static_cast<std::int8_t>(*cls);
      });
    }
  }
  for (const lexicon::ActorRow& row : lexicon.actors()) {
    each_part(lexicon.string(row.generic), [&](std::string_view form) {
      auto& rows = short_forms_[form];
      if (rows.empty() || rows.back() != &row) rows.push_back(&row);
    });
  }
}

}  // namespace marsad::mentions
