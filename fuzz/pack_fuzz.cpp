// SPDX-License-Identifier: Apache-2.0
// Any bytes are a pack or an error that names it. Sections with some bytes changed, sealed
// again with a right checksum, are refused, found invalid, or answer every question.
//
//   input: a byte that chooses; then a file, or changes: section, place, four bytes
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/lexicon/compiler/compile.h"
#include "marsad/lexicon/lexicon.h"
#include "marsad/lexicon/pack_file.h"
#include "marsad/morphology/analyser.h"

namespace {

using namespace marsad;
using lexicon::Lexicon;

void hold(bool law) {
  if (!law) std::abort();
}

const std::string& tiny_bytes() {
  static const std::string kBytes = [] {
    auto made = lexicon::compiler::compile(MARSAD_SOURCE_DIR "/tests/language/tiny");
    hold(made.has_value());
    return *made;
  }();
  return kBytes;
}

// Everything that can be asked of a valid lexicon.
void ask(const Lexicon& language) {
  for (lexicon::LexemeId id = 0; id < language.lexemes().size(); ++id) {
    (void)language.string(language.lexemes()[id].text);
    for (const lexicon::RowId row : language.rows_of(id)) {
      (void)language.origin(row);
      (void)language.field(row, "type");
      (void)language.file_of(row);
    }
    for (const std::uint32_t mark : language.marks_of(id)) (void)language.mark(mark);
    (void)language.has_mark(id, "verbs.row=any");
    for (const std::uint32_t phrase : language.phrases_from(id)) {
      for (const auto& word : language.phrase_words(language.phrases()[phrase])) {
        (void)language.in_set(word.set, id);
      }
    }
    const std::uint32_t that = language.class_named("that");
    if (that != lexicon::kNothing) (void)language.in_set(that, id);
  }
  for (const auto& place : language.places()) (void)language.string(place.name);
  for (const auto& actor : language.actors()) (void)language.string(actor.note);
  text::Text text;
  text::read("قال الجيش السوري إن ما لا يقل عن خمسة مدنيين قتلوا في حلب وسيقتلونهم ﷲ 12.5 أد. علي",
             language.orthography(), text);
  morphology::Analyser analyser(language);
  analyser.split_joined_words(text);
  morphology::Readings readings;
  analyser.analyse(text, readings);
  std::vector<Lexicon::NameHit> hits;
  for (std::uint32_t token = 0; token < text.tokens.size(); ++token) {
    for (const auto& reading : readings.of(token)) {
      if (reading.lexeme != lexicon::kNothing) (void)morphology::dump(reading, language);
    }
    language.names(std::u16string_view(text.folded).substr(text.tokens[token].units.begin), hits);
    for (const auto& hit : hits) {
      for (const auto& entry : hit.entries) (void)language.letters(entry.letters);
    }
  }
}

void read(std::string bytes) {
  const auto opened = Lexicon::from_bytes(std::move(bytes), "fuzz");
  if (!opened) {
    hold(opened.error().code == ErrorCode::pack && opened.error().where == "fuzz" &&
         !opened.error().remedy.empty());
    return;
  }
  if ((*opened)->validate()) ask(**opened);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] % 4 == 0) {
    read(std::string(reinterpret_cast<const char*>(data + 1), size - 1));
    return 0;
  }
  const auto sections = lexicon::read_sections(tiny_bytes(), "tiny");
  std::vector<std::pair<std::string, std::string>> changed;
  for (const auto& [name, bytes] : sections->sections) changed.emplace_back(name, bytes);
  constexpr std::size_t kChange = 8;  // section, place of three bytes, four bytes
  for (std::size_t at = 1; at + kChange <= size; at += kChange) {
    auto& [name, bytes] = changed[data[at] % changed.size()];
    // marisa trusts its tries, and so must we: the checksum is what guards them.
    if (name.ends_with(".trie") || bytes.size() < 4) continue;
    const std::size_t place = (data[at + 1] | data[at + 2] << 8 | data[at + 3] << 16);
    std::memcpy(bytes.data() + place % (bytes.size() - 3), data + at + 4, 4);
    if (data[0] == 1) bytes.resize(place % (bytes.size() + 1));
  }
  lexicon::PackWriter pack;
  for (const auto& [name, bytes] : changed) pack.add(name, bytes);
  read(pack.finish());
  return 0;
}
