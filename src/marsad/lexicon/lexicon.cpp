// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/lexicon.h"

#include <fcntl.h>
#include <marisa.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <type_traits>

#include "marsad/lexicon/pack_file.h"

namespace marsad::lexicon {
namespace {

// What stands in the pack has no padding.
template <typename... Rows>
constexpr bool kUnpadded = (std::has_unique_object_representations_v<Rows> && ...);
static_assert(kUnpadded<Ref, Lexeme, Row, Field, FormEntry, Clitic, NameEntry, WordClass, ActorRow,
                        PhraseWord, Phrase, text::Orthography>);
static_assert(sizeof(PlaceRow) == 7 * sizeof(Ref) + 2 * sizeof(float) + 2 * sizeof(std::uint32_t));

// Keys of the tries are UTF-16 units as bytes: look-ups need no conversion.
std::string_view as_bytes(std::u16string_view units) {
  return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

// Agents keep their buffers; one a thread serves all tries.
marisa::Agent& agent() {
  thread_local marisa::Agent instance;
  return instance;
}

// Whether what the orthography counts and names stands in its tables.
bool is_sound(const text::Orthography& orthography) {
  using text::Orthography;
  if (orthography.ligature_count > std::size(orthography.ligatures) ||
      orthography.composition_count > std::size(orthography.compositions) ||
      orthography.number_sign_count > std::size(orthography.number_signs) ||
      orthography.abbreviation_units > std::size(orthography.abbreviations)) {
    return false;
  }
  for (std::uint32_t i = 0; i < orthography.ligature_count; ++i) {
    if (orthography.ligatures[i].count > std::size(orthography.ligatures[i].letters)) return false;
  }
  return std::all_of(std::begin(orthography.kind), std::end(orthography.kind),
                     [](Orthography::Kind kind) { return kind <= Orthography::Kind::other; }) &&
         std::all_of(std::begin(orthography.role), std::end(orthography.role),
                     [](Orthography::Role role) { return role <= Orthography::Role::decimal; });
}

constexpr const char* kRemedy = "make it anew with `marsad pack LANGUAGE_DIR -o FILE`";

}  // namespace

struct Lexicon::State {
  std::string name;
  std::string owned;       // from_bytes
  void* mapped = nullptr;  // open
  std::size_t mapped_size = 0;
  std::string_view bytes;
  PackSections sections;

  const text::Orthography* orthography = nullptr;
  std::string_view strings;
  std::span<const char16_t> letters;
  std::span<const Lexeme> lexemes;
  std::span<const Row> rows;
  std::span<const Field> fields;
  std::span<const RowId> lexeme_rows;
  std::span<const std::uint32_t> lexeme_marks;
  std::span<const Ref> marks;
  std::span<const FormEntry> forms;
  std::span<const std::uint32_t> forms_first;
  std::span<const NameEntry> names;
  std::span<const std::uint32_t> names_first;
  std::span<const Clitic> proclitics, enclitics;
  std::span<const Phrase> phrases;
  std::span<const PhraseWord> phrase_words;
  std::span<const std::uint32_t> phrases_first, phrases_from;
  std::span<const PlaceRow> places;
  std::span<const ActorRow> actors;
  std::span<const std::uint64_t> sets;
  std::span<const WordClass> classes;
  marisa::Trie form_trie, name_trie;
  std::span<const Step> form_steps, name_steps;

  ~State() {
    if (mapped != nullptr) munmap(mapped, mapped_size);
  }

  template <typename T>
  bool table(std::string_view section, std::span<const T>& out) const {
    const std::string_view found = sections.find(section);
    if (found.size() % sizeof(T) != 0) return false;
    out = {reinterpret_cast<const T*>(found.data()), found.size() / sizeof(T)};
    return true;
  }

  bool map_trie(std::string_view section, marisa::Trie& trie) const {
    const std::string_view found = sections.find(section);
    if (found.empty()) return false;
    try {
      trie.map(found.data(), found.size());
    } catch (const marisa::Exception&) {
      return false;
    }
    return true;
  }

  Result<void> attach() {
    auto found = read_sections(bytes, name);
    if (!found) return tl::unexpected(found.error());
    sections = std::move(*found);
    const std::string_view tables = sections.find("orthography");
    const std::string_view pool = sections.find("letters");
    const bool complete =
        tables.size() == sizeof(text::Orthography) && pool.size() % sizeof(char16_t) == 0 &&
        table("lexemes", lexemes) && table("rows", rows) && table("fields", fields) &&
        table("lexeme.rows", lexeme_rows) && table("lexeme.marks", lexeme_marks) &&
        table("marks", marks) && table("forms", forms) && table("forms.first", forms_first) &&
        table("names", names) && table("names.first", names_first) &&
        table("proclitics", proclitics) && table("enclitics", enclitics) &&
        table("phrases", phrases) && table("phrase.words", phrase_words) &&
        table("phrases.first", phrases_first) && table("phrases.from", phrases_from) &&
        table("places", places) && table("actors", actors) && table("sets", sets) &&
        table("classes", classes) && table("forms.steps", form_steps) &&
        table("names.steps", name_steps) && std::has_single_bit(form_steps.size()) &&
        std::has_single_bit(name_steps.size()) && map_trie("forms.trie", form_trie) &&
        map_trie("names.trie", name_trie) && forms_first.size() == form_trie.num_keys() + 1 &&
        names_first.size() == name_trie.num_keys() + 1 &&
        phrases_first.size() == lexemes.size() + 1 &&
        (lexemes.empty() || sets.size() % lexemes.size() == 0);
    if (!complete) {
      return fail(ErrorCode::pack, name, "damaged (sections are missing or do not fit)", kRemedy);
    }
    orthography = reinterpret_cast<const text::Orthography*>(tables.data());
    strings = sections.find("strings");
    letters = {reinterpret_cast<const char16_t*>(pool.data()), pool.size() / sizeof(char16_t)};
    return {};
  }
};

Lexicon::Lexicon() : state_(std::make_unique<State>()) {}
Lexicon::~Lexicon() = default;

Result<std::shared_ptr<const Lexicon>> Lexicon::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(ErrorCode::pack, path,
                "the language pack cannot be read (" + std::string(std::strerror(errno)) + ")",
                "name one with --pack, or make it with `marsad pack LANGUAGE_DIR -o FILE`");
  }
  struct stat status{};
  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  void* mapped = regular ? mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ,
                                MAP_SHARED | MAP_POPULATE, file, 0)
                         : MAP_FAILED;
  ::close(file);
  if (mapped == MAP_FAILED) {
    return fail(ErrorCode::pack, path, "not a language pack (not a file with content)",
                "name one with --pack, or make it with `marsad pack LANGUAGE_DIR -o FILE`");
  }
  std::shared_ptr<Lexicon> lexicon(new Lexicon());
  State& state = *lexicon->state_;
  state.name = path;
  state.mapped = mapped;
  state.mapped_size = static_cast<std::size_t>(status.st_size);
  state.bytes = {static_cast<const char*>(mapped), state.mapped_size};
  if (auto attached = state.attach(); !attached) return tl::unexpected(attached.error());
  lexicon->index();
  return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

Result<std::shared_ptr<const Lexicon>> Lexicon::from_bytes(std::string bytes,
                                                           const std::string& name) {
  std::shared_ptr<Lexicon> lexicon(new Lexicon());
  State& state = *lexicon->state_;
  state.name = name;
  // Sections are used where they lie and want their alignment: strings of this
  // size come from the allocator aligned to 16 bytes, enough for every row.
  state.owned = std::move(bytes);
  state.bytes = state.owned;
  if (auto attached = state.attach(); !attached) return tl::unexpected(attached.error());
  lexicon->index();
  return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

// What is asked of every word, at hand; and one pass over the sets for what is asked of
// many words at once.
void Lexicon::index() {
  const State& s = *state_;
  form_steps_ = Steps(s.form_steps);
  name_steps_ = Steps(s.name_steps);
  forms_ = s.forms;
  names_ = s.names;
  lexemes_ = s.lexemes;
  rows_ = s.rows;
  lexeme_rows_ = s.lexeme_rows;
  phrases_ = s.phrases;
  phrase_words_ = s.phrase_words;
  phrases_first_ = s.phrases_first;
  phrases_from_ = s.phrases_from;
  places_ = s.places;
  actors_ = s.actors;
  strings_ = s.strings;
  letters_ = s.letters;
  for (std::uint32_t row = 0; row < s.actors.size(); ++row) {
    if (s.actors[row].id.offset <= strings_.size()) {
      actors_by_id_.insert_or_assign(string(s.actors[row].id), row);
    }
  }
  for (const WordClass& known : s.classes) {
    if (known.name.offset <= strings_.size()) {  // else validate() tells
      class_sets_.emplace(string(known.name), known.set);
    }
  }
  if (s.lexemes.empty()) return;
  sets_ = s.sets.data();
  set_stride_ = static_cast<std::uint32_t>(s.sets.size() / s.lexemes.size());
  const std::size_t count = std::size_t{set_stride_} * 64;
  class_bits_.assign(count, 0);
  for (std::size_t i = 0; i < std::min<std::size_t>(s.classes.size(), 64); ++i) {
    if (s.classes[i].set < count) class_bits_[s.classes[i].set] = 1ull << i;
  }
  classes_of_.assign(s.lexemes.size(), 0);
  std::vector<std::uint64_t> signs(count, 0);  // by set
  const std::uint64_t* bits = sets_;
  for (LexemeId lexeme = 0; lexeme < s.lexemes.size(); ++lexeme) {
    const std::uint64_t sign = sign_of(lexeme);
    for (std::uint32_t word = 0; word < set_stride_; ++word) {
      for (std::uint64_t left = *bits++; left != 0; left &= left - 1) {
        const std::size_t set =
            word * std::size_t{64} + static_cast<std::size_t>(std::countr_zero(left));
        classes_of_[lexeme] |= class_bits_[set];
        signs[set] |= sign;
      }
    }
  }
  seconds_.assign(s.phrases_from.size(), ~0ull);
  for (std::size_t i = 0; i < s.phrases_from.size(); ++i) {
    if (s.phrases_from[i] >= s.phrases.size()) continue;
    const Phrase& phrase = s.phrases[s.phrases_from[i]];
    const bool adjacent = phrase.words > 1 && (phrase.gap == 0 || phrase.gap_after > 0);
    const std::size_t second = std::size_t{phrase.first_word} + 1;
    if (adjacent && second < s.phrase_words.size() && s.phrase_words[second].set < count) {
      seconds_[i] = signs[s.phrase_words[second].set];
    }
  }
  seconds_of_.assign(s.lexemes.size(), 0);
  for (LexemeId lexeme = 0; lexeme + 1 < s.phrases_first.size(); ++lexeme) {
    const std::size_t past = std::min<std::size_t>(s.phrases_first[lexeme + 1], seconds_.size());
    for (std::size_t i = s.phrases_first[lexeme]; i < past; ++i) seconds_of_[lexeme] |= seconds_[i];
  }
}

const std::string& Lexicon::hash() const { return state_->sections.sha256; }
const text::Orthography& Lexicon::orthography() const { return *state_->orthography; }
std::span<const Clitic> Lexicon::proclitics() const { return state_->proclitics; }
std::span<const Clitic> Lexicon::enclitics() const { return state_->enclitics; }

std::string_view Lexicon::field(RowId row, std::string_view column) const {
  const Row& found = state_->rows[row];
  for (const Field& field : state_->fields.subspan(found.first_field, found.fields)) {
    if (string(state_->marks[field.column]) == column) return string(field.value);
  }
  return {};
}

std::string Lexicon::origin(RowId row) const {
  const Row& found = state_->rows[row];
  std::string out(string(found.file));
  out += ':' + std::to_string(found.line);
  if (found.fields > 0) {
    out += ' ';
    out += string(state_->fields[found.first_field].value);
  }
  return out;
}

std::span<const std::uint32_t> Lexicon::marks_of(LexemeId lexeme) const {
  const Lexeme& row = state_->lexemes[lexeme];
  return state_->lexeme_marks.subspan(row.first_mark, row.marks);
}

std::string_view Lexicon::mark(std::uint32_t index) const { return string(state_->marks[index]); }

bool Lexicon::has_mark(LexemeId lexeme, std::string_view wanted) const {
  const auto marks = marks_of(lexeme);
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::uint32_t index) { return mark(index) == wanted; });
}

void Lexicon::names(std::u16string_view folded, std::vector<NameHit>& found) const {
  found.clear();
  marisa::Agent& search = agent();
  const std::string_view query = as_bytes(folded);
  search.set_query(query.data(), query.size());
  while (state_->name_trie.common_prefix_search(search)) {
    const std::size_t id = search.key().id();
    const std::uint32_t begin = state_->names_first[id];
    found.push_back({static_cast<std::uint32_t>(search.key().length() / sizeof(char16_t)),
                     state_->names.subspan(begin, state_->names_first[id + 1] - begin)});
  }
}

bool Lexicon::name_begins(std::u16string_view folded) const {
  marisa::Agent& search = agent();
  const std::string_view query = as_bytes(folded);
  search.set_query(query.data(), query.size());
  return state_->name_trie.predictive_search(search);
}

std::uint32_t Lexicon::class_named(std::string_view name) const {
  const auto found = class_sets_.find(name);
  return found == class_sets_.end() ? kNothing : found->second;
}

std::string_view Lexicon::section(std::string_view name) const {
  return state_->sections.find(name);
}

Result<void> Lexicon::validate() const {
  const State& s = *state_;
  const auto bad = [&](const char* what) {
    return fail(ErrorCode::pack, s.name, std::string("damaged (") + what + ")", kRemedy);
  };
  // Strings end up in answers: a cut character would make them invalid UTF-8.
  const auto between_characters = [&](std::size_t at) {
    return at == s.strings.size() || (static_cast<unsigned char>(s.strings[at]) & 0xC0) != 0x80;
  };
  const auto string_ok = [&](Ref ref) {
    return ref.offset <= s.strings.size() && ref.size <= s.strings.size() - ref.offset &&
           between_characters(ref.offset) && between_characters(ref.offset + ref.size);
  };
  const auto letters_ok = [&](Ref ref) {
    return ref.offset <= s.letters.size() && ref.size <= s.letters.size() - ref.offset;
  };
  const auto range_ok = [](std::uint64_t first, std::uint64_t count, std::size_t size) {
    return first <= size && count <= size - first;
  };
  const auto ascending = [](std::span<const std::uint32_t> first, std::size_t size) {
    return !first.empty() && first.front() == 0 && first.back() == size &&
           std::is_sorted(first.begin(), first.end());
  };
  if (!is_sound(*s.orthography)) return bad("the orthography lies outside of its tables");
  // The space keeps decode from taking a byte order mark away.
  if (const std::string pool = ' ' + std::string(s.strings); text::decode(pool) != pool) {
    return bad("a string is no UTF-8");
  }
  for (const Ref& ref : s.marks) {
    if (!string_ok(ref)) return bad("a mark lies outside");
  }
  for (const Field& field : s.fields) {
    if (field.column >= s.marks.size() || !string_ok(field.value))
      return bad("a field lies outside");
  }
  for (const Row& row : s.rows) {
    if (!string_ok(row.file) || !range_ok(row.first_field, row.fields, s.fields.size())) {
      return bad("a row lies outside");
    }
  }
  for (const Lexeme& lexeme : s.lexemes) {
    if (!string_ok(lexeme.text) || !range_ok(lexeme.first_row, lexeme.rows, s.lexeme_rows.size()) ||
        !range_ok(lexeme.first_mark, lexeme.marks, s.lexeme_marks.size()) ||
        (lexeme.root != kNothing && lexeme.root >= s.lexemes.size())) {
      return bad("a lexeme lies outside");
    }
  }
  for (RowId row : s.lexeme_rows) {
    if (row >= s.rows.size()) return bad("a lexeme names no row");
  }
  for (std::uint32_t mark : s.lexeme_marks) {
    if (mark >= s.marks.size()) return bad("a lexeme names no mark");
  }
  if (!ascending(s.forms_first, s.forms.size()) || !ascending(s.names_first, s.names.size()) ||
      !ascending(s.phrases_first, s.phrases_from.size())) {
    return bad("an index is out of order");
  }
  if (!is_sound(s.form_steps, s.forms.size()) || !is_sound(s.name_steps, s.names.size())) {
    return bad("a key lies outside of its rows");
  }
  for (const FormEntry& form : s.forms) {
    if (form.lexeme >= s.lexemes.size() || !letters_ok(form.letters))
      return bad("a form lies outside");
  }
  for (const NameEntry& entry : s.names) {
    const std::size_t limit = entry.kind == NameKind::place   ? s.places.size()
                              : entry.kind == NameKind::actor ? s.actors.size()
                                                              : s.lexemes.size();
    if (entry.kind > NameKind::person || entry.target >= limit || !letters_ok(entry.letters)) {
      return bad("a name lies outside");
    }
  }
  for (const auto& clitics : {s.proclitics, s.enclitics}) {
    for (const Clitic& clitic : clitics) {
      if (clitic.size > std::size(clitic.letters) || clitic.keep > clitic.size) {
        return bad("a clitic is too long");
      }
    }
  }
  for (const Phrase& phrase : s.phrases) {
    if (phrase.lexeme >= s.lexemes.size() || phrase.words == 0 ||
        phrase.gap_after >= phrase.words ||
        !range_ok(phrase.first_word, phrase.words, s.phrase_words.size())) {
      return bad("a phrase lies outside");
    }
  }
  for (const PhraseWord& word : s.phrase_words) {
    if (word.set >= set_stride_ * 64) return bad("a phrase names no set");
  }
  for (std::uint32_t phrase : s.phrases_from) {
    if (phrase >= s.phrases.size()) return bad("a lexeme names no phrase");
  }
  for (const WordClass& known : s.classes) {
    if (!string_ok(known.name) || known.set >= set_stride_ * 64) return bad("a class lies outside");
  }
  for (const PlaceRow& place : s.places) {
    for (Ref ref : {place.id, place.name_en, place.country, place.parent, place.kind, place.flags,
                    place.name}) {
      if (!string_ok(ref)) return bad("a place lies outside");
    }
    if (place.level >= kPlaceLevels) return bad("a place has no level");
  }
  for (const ActorRow& actor : s.actors) {
    for (Ref ref : {actor.id, actor.name_en, actor.country, actor.parent, actor.name, actor.note,
                    actor.generic}) {
      if (!string_ok(ref)) return bad("an actor lies outside");
    }
    if (actor.cls >= kActorClasses) return bad("an actor has no class");
  }
  return {};
}

}  // namespace marsad::lexicon
