// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/compile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <filesystem>
#include <memory>
#include <set>

#include "marsad/grammar/rules.h"
#include "marsad/lexicon/compiler/builder.h"
#include "marsad/lexicon/compiler/holders.h"
#include "marsad/lexicon/compiler/inflect.h"
#include "marsad/lexicon/compiler/tsv.h"
#include "marsad/morphology/analyser.h"
#include "marsad/text/utf8.h"

namespace marsad::lexicon::compiler {
namespace {

namespace fs = std::filesystem;

constexpr Features kNominal = feature::noun | feature::adjective;
constexpr Features kPrepositional = feature::with_bi | feature::with_li | feature::with_ka;

// Subjects between the verb of a phrase and its rest: "فتح ثلاثة مسلحين مجهولين النار".
constexpr std::uint32_t kSubjectGap = 6;

// How a table of the lexicon is read: the column that holds the word, columns
// with more of its spellings, and the columns whose values become marks.
struct SenseTable {
  std::string_view file;
  std::string_view word;
  std::vector<std::string_view> variants;
  std::vector<std::string_view> marks;
  Features part_of_speech;  // of a word that no other table has
  bool gapped = false;      // its verb phrases take a subject inside
};

// Words that stand as they are written: closed classes, numerals, times.
const std::array<SenseTable, 3> kSurfaceTables{{
    {"particles.tsv", "form", {}, {"category", "features", "effect"}, feature::particle},
    {"numbers.tsv", "form", {}, {"role", "gender", "case", "effect"}, feature::number},
    {"times.tsv", "form", {}, {"role", "calendar", "region"}, feature::noun},
}};

// Rows that speak of words which inflect elsewhere.
const std::array<SenseTable, 5> kSenseTables{{
    {"titles.tsv", "form", {"feminine", "plural"}, {"kind", "class", "takes"}, feature::noun},
    {"weapons.tsv", "form", {"plural", "aliases"}, {"kind", "event_type"}, feature::noun},
    {"cues.tsv", "cue", {}, {"category", "stance"}, feature::noun, true},
    {"triggers.tsv",
     "trigger",
     {},
     {"pos", "type", "harm", "status_hint", "strength"},
     feature::noun,
     true},
    {"false_friends.tsv", "phrase", {}, {}, feature::noun},
}};

Result<void> require(const Table& table, const SenseTable& spec) {
  if (auto ok = table.require({spec.word}); !ok) return ok;
  for (const auto* columns : {&spec.variants, &spec.marks}) {
    for (const std::string_view column : *columns) {
      if (auto ok = table.require({column}); !ok) return ok;
    }
  }
  return {};
}

Result<std::vector<Clitic>> read_clitics(const std::string& path, const Builder& builder) {
  auto table = Table::read(path);
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"letters", "keep", "adds", "requires_any", "forbids"}); !ok) {
    return tl::unexpected(ok.error());
  }
  std::vector<Clitic> out;
  for (const TableRow& row : table->rows()) {
    Clitic clitic;
    const Spelling spelling = builder.spell(table->cell(row, "letters"));
    if (spelling.folded.empty() || spelling.folded.size() > std::size(clitic.letters)) {
      return fail(ErrorCode::language, table->at(row, "letters"),
                  "a clitic of no letters or too many",
                  "write one to " + std::to_string(std::size(clitic.letters)) + " letters");
    }
    std::copy(spelling.folded.begin(), spelling.folded.end(), clitic.letters);
    clitic.size = static_cast<std::uint32_t>(spelling.folded.size());
    clitic.keep = table->cell(row, "keep") == "1" ? 1 : 0;
    for (auto [column, bits] : {std::pair{"adds", &clitic.adds},
                                {"requires_any", &clitic.requires_any},
                                {"forbids", &clitic.forbids}}) {
      for (const std::string_view name : split(table->cell(row, column), ' ')) {
        const auto named = feature_named(name);
        if (!named) {
          return fail(ErrorCode::language, table->at(row, column),
                      "no feature is called '" + std::string(name) + "'",
                      "use a name of src/marsad/lexicon/features.h");
        }
        *bits |= *named;
      }
    }
    out.push_back(clitic);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Clitic& a, const Clitic& b) { return a.size > b.size; });
  return out;
}

std::u16string units(std::string_view utf8) {
  std::u16string out;
  const auto* p = reinterpret_cast<const unsigned char*>(utf8.data());
  const auto* end = p + utf8.size();
  while (p < end) {
    const text::Utf8Step step = text::utf8_step(p, end);
    out += static_cast<char16_t>(step.code_point);
    p += step.size;
  }
  return out;
}

std::vector<std::u16string> parts(std::string_view cell) {
  std::vector<std::u16string> out;
  for (const std::string_view part : split(cell)) out.push_back(units(part));
  return out;
}

VerbRow verb_row(const Table& table, const TableRow& row) {
  VerbRow verb;
  verb.vocalised = units(table.cell(row, "vocalised"));
  verb.present = units(table.cell(row, "present"));
  verb.form = table.cell(row, "form");
  verb.active_participles = parts(table.cell(row, "active_participle"));
  verb.passive_participles = parts(table.cell(row, "passive_participle"));
  // What takes no object, plain or behind a preposition (عثر على), has no passive.
  verb.has_passive = !verb.passive_participles.empty() || !table.cell(row, "object_role").empty() ||
                     !table.cell(row, "prepositions").empty();
  return verb;
}

NounRow noun_row(const Table& table, const TableRow& row) {
  NounRow noun;
  noun.lemma = units(table.cell(row, "lemma"));
  noun.gender = table.cell(row, "gender");
  noun.plurals = parts(table.cell(row, "plurals"));
  noun.kind = table.cell(row, "kind");
  for (const std::string_view tag : split(table.cell(row, "tags"))) noun.tags.emplace_back(tag);
  return noun;
}

AdjectiveRow adjective_row(const Table& table, const TableRow& row) {
  AdjectiveRow adjective;
  adjective.lemma = units(table.cell(row, "lemma"));
  adjective.feminine = units(table.cell(row, "feminine"));
  adjective.plurals = parts(table.cell(row, "plurals"));
  adjective.elatives = parts(table.cell(row, "elative"));
  adjective.kind = table.cell(row, "kind");
  return adjective;
}

class Compiler {
 public:
  Compiler(std::string folder, const text::Orthography& orthography)
      : folder_(std::move(folder)), builder_(orthography) {}

  Result<std::string> run();

 private:
  using Step = Result<void>;
  Step read_clitic_tables();
  Step read_verbs();
  Step read_nouns();
  Step read_adjectives();
  Step read_names();
  Step read_surface(const SenseTable& spec);
  Step read_senses(const SenseTable& spec);
  Step read_world_names();
  Step read_places();
  Step read_actors();
  Step open_words();
  Step compile_phrases();
  Step compile_classes();
  Step compile_grammar();

  void add_forms(LexemeId lexeme, const std::vector<Form>& forms, Features needs, Features forbids,
                 Features adds);
  std::vector<LexemeId> words_called(std::string_view word, const SenseTable& spec,
                                     std::string_view pos);
  std::string path(std::string_view below) const { return (fs::path(folder_) / below).string(); }
  // What the columns for one use hold in a row of the world, in the order of world_names.tsv.
  Result<std::vector<std::string_view>> world_names(const Table& table, const TableRow& row,
                                                    std::string_view use) const;

  struct PendingPhrase {
    LexemeId lexeme;
    std::string text;
    bool gapped;
  };

  // A column of a table of the world that holds names in this language.
  struct WorldColumn {
    std::string table, column, use, where;
  };

  std::string folder_;
  Builder builder_;
  std::vector<WorldColumn> world_columns_;
  std::vector<PendingPhrase> pending_;
  std::shared_ptr<const Lexicon> words_;  // the pack of words alone
  std::unique_ptr<morphology::Analyser> analyser_;

  friend class Sets;
};

void Compiler::add_forms(LexemeId lexeme, const std::vector<Form>& forms, Features needs,
                         Features forbids, Features adds) {
  for (const Form& form : forms) {
    if ((needs != 0 && (form.features & needs) == 0) || (form.features & forbids) != 0) continue;
    const Spelling spelling = builder_.spell_letters(form.letters);
    builder_.add_form(lexeme, spelling.letters, spelling.folded,
                      (form.features & ~feature::parts_of_speech) | adds);
  }
}

Result<void> Compiler::read_clitic_tables() {
  auto before = read_clitics(path("morphology/proclitics.tsv"), builder_);
  if (!before) return tl::unexpected(before.error());
  auto after = read_clitics(path("morphology/enclitics.tsv"), builder_);
  if (!after) return tl::unexpected(after.error());
  builder_.proclitics = std::move(*before);
  builder_.enclitics = std::move(*after);
  return {};
}

Result<void> Compiler::read_verbs() {
  auto table = Table::read(path("lexicon/verbs.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"lemma", "vocalised", "present", "form", "masdar",
                                "active_participle", "passive_participle", "tags", "subject_role",
                                "object_role", "prepositions"});
      !ok) {
    return ok;
  }
  auto paradigms = load_paradigms(path("morphology"));
  if (!paradigms) return tl::unexpected(paradigms.error());
  constexpr Features kVerbal =
      feature::masdar | feature::active_participle | feature::passive_participle;
  std::vector<Form> forms;
  for (const TableRow& row : table->rows()) {
    const auto cell = [&](std::string_view column) {
      return std::string(table->cell(row, column));
    };
    VerbRow verb = verb_row(*table, row);
    const RowId number =
        builder_.add_row(*table, row, {"form", "tags", "subject_role", "object_role"});
    const LexemeId lexeme = builder_.add_lexeme(cell("lemma"), feature::verb);
    builder_.attach(lexeme, number);
    forms.clear();
    if (!inflect(verb, *paradigms, forms)) {
      return fail(
          ErrorCode::language, table->at(row, "vocalised"),
          "no verb class fits '" + cell("vocalised") + "', present '" + cell("present") + "'",
          "mend the row, or add the class to morphology/verb_classes.tsv");
    }
    add_forms(lexeme, forms, 0, kVerbal, feature::verb);
    const auto derive = [&](std::string_view text, Features kind, Features part) {
      if (text.empty()) return;
      const LexemeId derived = builder_.add_lexeme(text, part | kind, lexeme);
      builder_.attach(derived, number);
      add_forms(derived, forms, kind, 0, part | kind);
    };
    // One by one, since each participle and each masdar is a lexeme of its own.
    const auto derive_each = [&](std::string_view column,
                                 std::vector<std::u16string> VerbRow::* words, Features kind,
                                 Features part) {
      for (const std::string_view word : split(table->cell(row, column))) {
        VerbRow one;
        one.form = verb.form;
        (one.*words) = {units(word)};
        forms.clear();
        inflect(one, *paradigms, forms);
        derive(word, kind, part);
      }
    };
    derive_each("active_participle", &VerbRow::active_participles, feature::active_participle,
                feature::adjective);
    derive_each("passive_participle", &VerbRow::passive_participles, feature::passive_participle,
                feature::adjective);
    derive_each("masdar", &VerbRow::masdars, feature::masdar, feature::noun);
  }
  return {};
}

Result<void> Compiler::read_nouns() {
  auto table = Table::read(path("lexicon/nouns.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"lemma", "gender", "plurals", "kind", "victims", "harm", "tags"});
      !ok) {
    return ok;
  }
  auto paradigms = load_paradigms(path("morphology"));
  if (!paradigms) return tl::unexpected(paradigms.error());
  std::vector<Form> forms;
  for (const TableRow& row : table->rows()) {
    const RowId number =
        builder_.add_row(*table, row, {"gender", "kind", "victims", "harm", "tags"});
    const LexemeId lexeme = builder_.add_lexeme(table->cell(row, "lemma"), feature::noun);
    builder_.attach(lexeme, number);
    forms.clear();
    inflect(noun_row(*table, row), *paradigms, forms);
    add_forms(lexeme, forms, 0, 0, feature::noun);
    // The verbal noun of the same letters means the same word: it bears this row too.
    for (const LexemeId masdar :
         builder_.lexemes_called(table->cell(row, "lemma"), feature::masdar)) {
      builder_.attach(masdar, number);
    }
  }
  return {};
}

Result<void> Compiler::read_adjectives() {
  auto table = Table::read(path("lexicon/adjectives.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"lemma", "feminine", "plurals", "elative", "kind", "of"}); !ok) {
    return ok;
  }
  auto paradigms = load_paradigms(path("morphology"));
  if (!paradigms) return tl::unexpected(paradigms.error());
  std::vector<Form> forms;
  for (const TableRow& row : table->rows()) {
    const RowId number = builder_.add_row(*table, row, {"kind", "of"});
    const LexemeId lexeme = builder_.add_lexeme(table->cell(row, "lemma"), feature::adjective);
    builder_.attach(lexeme, number);
    forms.clear();
    inflect(adjective_row(*table, row), *paradigms, forms);
    add_forms(lexeme, forms, 0, 0, feature::adjective);
  }
  return {};
}

Result<void> Compiler::read_names() {
  auto table = Table::read(path("lexicon/person_names.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"name", "kind", "note"}); !ok) return ok;
  for (const TableRow& row : table->rows()) {
    const std::string_view name = table->cell(row, "name");
    const RowId number = builder_.add_row(*table, row, {"kind", "note"});
    const LexemeId lexeme = builder_.add_lexeme(name, feature::name);
    builder_.attach(lexeme, number);
    const Spelling spelling = builder_.spell(name);
    if (spelling.words() == 1) {
      builder_.add_form(lexeme, spelling.letters, spelling.folded, feature::name);
    } else {
      builder_.add_name(spelling, NameKind::person, lexeme);
    }
  }
  return {};
}

Result<void> Compiler::read_surface(const SenseTable& spec) {
  auto table = Table::read(path("lexicon/" + std::string(spec.file)));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = require(*table, spec); !ok) return ok;
  for (const TableRow& row : table->rows()) {
    std::string_view word = table->cell(row, spec.word);
    if (word.starts_with('-')) continue;  // an enclitic: morphology/enclitics.tsv has it
    // A proclitic ("و-") may also be written apart, as a word.
    if (word.ends_with('-')) word.remove_suffix(1);
    const RowId number = builder_.add_row(*table, row, spec.marks);
    const Spelling spelling = builder_.spell(word);
    if (spelling.letters.empty()) {
      return fail(ErrorCode::language, table->at(row, spec.word), "a row without a word",
                  "write the word in column '" + std::string(spec.word) + "'");
    }
    // A time word that is a noun of the lexicon inflects there: يوم, أسبوع, شهر.
    if (spec.part_of_speech == feature::noun) {
      const auto nouns = builder_.lexemes_called(word, feature::noun);
      for (const LexemeId noun : nouns) builder_.attach(noun, number);
      if (!nouns.empty()) continue;
    }
    const LexemeId lexeme = builder_.add_lexeme(word, spec.part_of_speech);
    builder_.attach(lexeme, number);
    if (spelling.words() > 1) {
      builder_.add_name(spelling, NameKind::phrase, lexeme);
      continue;
    }
    Features features = spec.part_of_speech;
    // What governs a genitive or a clause takes a pronoun: عليه, لأنهم.
    for (const std::string_view governed : {"governs=genitive", "governs=accusative"}) {
      if (table->cell(row, "features").find(governed) != std::string_view::npos) {
        features |= feature::construct;
      }
    }
    for (const Clitic& article : builder_.proclitics) {
      if (article.adds != feature::with_al || article.size >= spelling.folded.size() ||
          spelling.folded.compare(0, article.size,
                                  reinterpret_cast<const char16_t*>(article.letters),
                                  article.size) != 0 ||
          spec.part_of_speech != feature::noun) {
        continue;
      }
      // Written with the article, and joined with ل before it (الخميس, للخميس).
      features |= feature::with_al;
      for (const Clitic& joined : builder_.proclitics) {
        if (joined.adds != (feature::with_li | feature::with_al) || joined.keep != 0) continue;
        const std::u16string head(reinterpret_cast<const char16_t*>(joined.letters), joined.size);
        builder_.add_form(lexeme, head + spelling.letters.substr(article.size),
                          head + spelling.folded.substr(article.size), features | feature::with_li);
      }
    }
    builder_.add_form(lexeme, spelling.letters, spelling.folded, features);
  }
  return {};
}

// Whether a frame puts an argument between the words of the phrase:
// "أبرم AGENT اتفاقا مع AGENT", "CUE1 SOURCE CUE2 عن CONTENT".
bool takes_subject(std::string_view frames) {
  const auto role = [](std::string_view word) {
    return !word.empty() && ((word.front() >= 'A' && word.front() <= 'Z') || word.front() == '(');
  };
  for (const std::string_view frame : split(frames)) {
    const auto words = split(frame, ' ');
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      const bool cue = words[i - 1].starts_with("CUE1");
      if ((cue && words[i + 1].starts_with("CUE2")) ||
          (!role(words[i - 1]) && role(words[i]) && !role(words[i + 1]) && i == 1)) {
        return true;
      }
    }
  }
  return false;
}

// The lexemes that a row of one word speaks of; made when no table has the word.
std::vector<LexemeId> Compiler::words_called(std::string_view word, const SenseTable& spec,
                                             std::string_view pos) {
  Features wanted = 0;
  for (const std::string_view part : split(pos)) {
    if (part == "verb") wanted |= feature::verb;
    if (part == "noun" || part == "masdar") wanted |= feature::noun;
    if (part == "participle") wanted |= feature::adjective;
    if (part == "preposition") wanted |= feature::particle | feature::noun;
  }
  if (wanted == 0) wanted = feature::noun | feature::adjective | feature::particle;
  std::vector<LexemeId> found = builder_.lexemes_called(word, wanted);
  const Spelling spelling = builder_.spell(word);
  if (found.empty()) {
    // A citation in another form: a verb in the passive (أصيب), an accusative (مشيرا), a plural.
    const Features form = wanted == feature::verb ? feature::passive : 0;
    for (const LexemeId lexeme : builder_.lexemes_with_form(spelling.folded, form)) {
      if (builder_.part_of_speech(lexeme) & wanted) found.push_back(lexeme);
    }
  }
  if (found.empty()) {
    const LexemeId lexeme = builder_.add_lexeme(word, spec.part_of_speech);
    builder_.add_form(lexeme, spelling.letters, spelling.folded, spec.part_of_speech);
    found.push_back(lexeme);
  }
  return found;
}

Result<void> Compiler::read_senses(const SenseTable& spec) {
  auto table = Table::read(path("lexicon/" + std::string(spec.file)));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = require(*table, spec); !ok) return ok;
  for (const TableRow& row : table->rows()) {
    const RowId number = builder_.add_row(*table, row, spec.marks);
    std::vector<std::string_view> words{table->cell(row, spec.word)};
    for (const std::string_view column : spec.variants) {
      for (const std::string_view variant : split(table->cell(row, column))) {
        words.push_back(variant);
      }
    }
    std::string_view pos = table->cell(row, "pos");
    if (pos.empty()) pos = table->cell(row, "category");
    LexemeId phrase = kNothing;
    for (const std::string_view word : words) {
      const Spelling spelling = builder_.spell(word);
      if (spelling.letters.empty()) continue;  // punctuation cues are read by claims
      if (spelling.words() == 1 && spelling.letters.find(u'-') == std::u16string::npos) {
        for (const LexemeId lexeme : words_called(word, spec, pos)) builder_.attach(lexeme, number);
        continue;
      }
      if (phrase == kNothing) {
        phrase = builder_.add_lexeme(word, spec.part_of_speech);
        builder_.attach(phrase, number);
      }
      pending_.push_back(
          {phrase, std::string(word), spec.gapped && takes_subject(table->cell(row, "frame"))});
    }
  }
  return {};
}

template <typename Number>
Result<Number> number_cell(const Table& table, const TableRow& row, std::string_view column,
                           bool required) {
  const std::string_view cell = table.cell(row, column);
  Number value{};
  if (cell.empty() && !required) return value;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    return fail(ErrorCode::language, table.at(row, column),
                "column '" + std::string(column) + "' holds '" + std::string(cell) +
                    "', which is no number",
                "write a number with a full stop for its decimals");
  }
  return value;
}

// The place of a word in a closed list, which is the order of the enum in analysis.h.
Result<std::uint32_t> listed_cell(const Table& table, const TableRow& row, std::string_view column,
                                  std::initializer_list<std::string_view> list) {
  const std::string_view cell = table.cell(row, column);
  const auto found = std::find(list.begin(), list.end(), cell);
  if (found == list.end()) {
    std::string known;
    for (const std::string_view word : list)
      known += (known.empty() ? "" : ", ") + std::string(word);
    return fail(ErrorCode::language, table.at(row, column),
                "column '" + std::string(column) + "' holds '" + std::string(cell) + "'",
                "use one of: " + known);
  }
  return static_cast<std::uint32_t>(found - list.begin());
}

// The world stands beside the languages and has names in several; world_names.tsv says which
// columns are those of this language. Its "name" names, its "generic" is shared by many.
Result<void> Compiler::read_world_names() {
  const auto table = Table::read(path("lexicon/world_names.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"table", "column", "use"}); !ok) return ok;
  for (const TableRow& row : table->rows()) {
    if (const auto ok = listed_cell(*table, row, "table", {"places.tsv", "actors.tsv"}); !ok) {
      return tl::unexpected(ok.error());
    }
    if (const auto ok = listed_cell(*table, row, "use", {"name", "generic"}); !ok) {
      return tl::unexpected(ok.error());
    }
    const auto cell = [&](std::string_view column) {
      return std::string(table->cell(row, column));
    };
    world_columns_.push_back(
        {cell("table"), cell("column"), cell("use"), table->at(row, "column")});
  }
  return {};
}

Result<std::vector<std::string_view>> Compiler::world_names(const Table& table, const TableRow& row,
                                                            std::string_view use) const {
  std::vector<std::string_view> out;
  for (const WorldColumn& named : world_columns_) {
    if (named.table != table.name() || named.use != use) continue;
    if (std::find(table.columns().begin(), table.columns().end(), named.column) ==
        table.columns().end()) {
      return fail(ErrorCode::language, named.where,
                  named.table + " has no column '" + named.column + "'",
                  "name a column of the first line of world/" + named.table);
    }
    for (const std::string_view name : split(table.cell(row, named.column))) out.push_back(name);
  }
  return out;
}

Result<void> Compiler::read_places() {
  const std::string file = path("../world/places.tsv");
  if (!fs::exists(file)) return {};
  auto table = Table::read(file);
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"id", "name_en", "lat", "lon", "level", "country"}); !ok) {
    return ok;
  }
  std::vector<HeldPlace> held;
  for (const TableRow& row : table->rows()) {
    PlaceRow place;
    const auto names = world_names(*table, row, "name");
    if (!names) return tl::unexpected(names.error());
    if (names->empty()) continue;
    place.id = builder_.string(table->cell(row, "id"));
    place.name_en = builder_.string(table->cell(row, "name_en"));
    place.name = builder_.string(names->front());
    place.country = builder_.string(table->cell(row, "country"));
    place.parent = builder_.string(table->cell(row, "parent"));
    place.kind = builder_.string(table->cell(row, "kind"));
    place.flags = builder_.string(table->cell(row, "flags"));
    const auto lat = number_cell<float>(*table, row, "lat", true);
    if (!lat) return tl::unexpected(lat.error());
    const auto lon = number_cell<float>(*table, row, "lon", true);
    if (!lon) return tl::unexpected(lon.error());
    const auto population = number_cell<std::uint32_t>(*table, row, "population", false);
    if (!population) return tl::unexpected(population.error());
    const auto level = listed_cell(
        *table, row, "level",
        {"country", "region", "admin1", "admin2", "city", "district", "village", "site"});
    if (!level) return tl::unexpected(level.error());
    place.lat = *lat;
    place.lon = *lon;
    place.population = *population;
    place.level = *level;
    const auto number = static_cast<std::uint32_t>(builder_.places.size());
    builder_.places.push_back(place);
    for (const std::string_view name : *names) {
      builder_.add_name(builder_.spell(name), NameKind::place, number);
    }
    // Whatever the language, `parent` is one of these names.
    held.push_back({split(table->cell(row, "names_ar")), table->cell(row, "country"),
                    table->cell(row, "parent"), place.level, place.lat, place.lon});
  }
  builder_.holders = holders_of(held);
  return {};
}

Result<void> Compiler::read_actors() {
  const std::string file = path("../world/actors.tsv");
  if (!fs::exists(file)) return {};
  auto table = Table::read(file);
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"id", "name_en", "class", "kind"}); !ok) return ok;
  for (const TableRow& row : table->rows()) {
    ActorRow actor;
    const auto names = world_names(*table, row, "name");
    if (!names) return tl::unexpected(names.error());
    const auto shared = world_names(*table, row, "generic");
    if (!shared) return tl::unexpected(shared.error());
    if (names->empty()) continue;
    actor.id = builder_.string(table->cell(row, "id"));
    actor.name_en = builder_.string(table->cell(row, "name_en"));
    actor.name = builder_.string(names->front());
    actor.country = builder_.string(table->cell(row, "country"));
    actor.parent = builder_.string(table->cell(row, "parent"));
    actor.note = builder_.string(table->cell(row, "note"));
    const auto cls =
        listed_cell(*table, row, "class",
                    {"government", "military", "armed-group", "monitor", "media", "medical",
                     "international", "official", "civilian", "person", "other"});
    if (!cls) return tl::unexpected(cls.error());
    actor.cls = *cls;
    actor.is_person = table->cell(row, "kind") == "person" ? 1 : 0;
    std::string generic;
    for (const std::string_view form : *shared) {
      if (!generic.empty()) generic += '|';
      for (const char16_t unit : builder_.spell(form).folded) text::append_utf8(unit, generic);
    }
    actor.generic = builder_.string(generic);
    for (auto [column, year] :
         {std::pair{"valid_from", &actor.valid_from}, {"valid_to", &actor.valid_to}}) {
      const auto value = number_cell<std::int16_t>(*table, row, column, false);
      if (!value) return tl::unexpected(value.error());
      *year = *value;
    }
    const auto number = static_cast<std::uint32_t>(builder_.actors.size());
    builder_.actors.push_back(actor);
    for (const std::string_view name : *names) {
      builder_.add_name(builder_.spell(name), NameKind::actor, number);
    }
  }
  return {};
}

// Opens what has been built, so that phrases and rules can be read with it.
Result<void> Compiler::open_words() {
  auto opened = Lexicon::from_bytes(builder_.finish(), "the pack of words");
  if (!opened) return tl::unexpected(opened.error());
  words_ = std::move(*opened);
  analyser_ = std::make_unique<morphology::Analyser>(*words_);
  return {};
}

Result<void> Compiler::compile_phrases() {
  // Words of phrases that no table has become words of their own.
  bool missing = false;
  const auto words_of = [](const Spelling& spelling, const auto& each) {
    std::size_t begin = 0;
    while (begin <= spelling.letters.size()) {
      const std::size_t end = std::min(spelling.letters.find(u' ', begin), spelling.letters.size());
      each(spelling.letters.substr(begin, end - begin), spelling.folded.substr(begin, end - begin));
      begin = end + 1;
    }
  };
  std::set<std::u16string> added;
  for (const PendingPhrase& phrase : pending_) {
    words_of(builder_.spell(phrase.text), [&](std::u16string letters, std::u16string folded) {
      const auto readings = analyser_->analyse_word(letters, folded);
      if (readings.front().lexeme != kNothing || !added.insert(folded).second) return;
      std::string utf8;
      for (const char16_t unit : letters) text::append_utf8(unit, utf8);
      const LexemeId lexeme = builder_.add_lexeme(utf8, feature::noun);
      builder_.add_form(lexeme, letters, folded, feature::noun);
      missing = true;
    });
  }
  if (missing) {
    if (auto ok = open_words(); !ok) return ok;
  }
  for (const PendingPhrase& phrase : pending_) {
    std::vector<PhraseWord> words;
    std::vector<std::vector<LexemeId>> members;
    std::uint32_t verb_at = kNothing;
    bool verb_is_sure = false;
    words_of(builder_.spell(phrase.text), [&](std::u16string letters, std::u16string folded) {
      const auto readings = analyser_->analyse_word(letters, folded);
      // The plainest way to read the word in the row tells which clitics belong to the phrase.
      constexpr Features kOuter =
          kPrepositional | feature::with_wa | feature::with_fa | feature::enclitic;
      Features least = ~0ull;
      for (const auto& reading : readings) {
        const Features outer = reading.features & kOuter;
        if (std::popcount(outer) < std::popcount(least)) least = outer;
      }
      std::vector<LexemeId> lexemes;
      Features kinds = 0;
      for (const auto& reading : readings) {
        if ((reading.features & kOuter) != least || reading.lexeme == kNothing) continue;
        lexemes.push_back(reading.lexeme);
        kinds |= reading.features & feature::parts_of_speech;
      }
      // Of "لم يتمكن" the second is the verb, though لم has a reading as one.
      const bool sure = (kinds & feature::particle) == 0;
      if ((kinds & feature::verb) && (verb_at == kNothing || (sure && !verb_is_sure))) {
        verb_at = static_cast<std::uint32_t>(words.size());
        verb_is_sure = sure;
      }
      least &= kPrepositional;
      words.push_back({.set = builder_.add_set(lexemes), .proclitics = least});
      members.push_back(builder_.set_members(words.back().set));
    });
    if (members.front().empty()) continue;
    const bool gapped = phrase.gapped && verb_at <= 1 && verb_at + 1 < words.size();
    builder_.add_phrase(phrase.lexeme, words, gapped ? kSubjectGap : 0, gapped ? verb_at : 0,
                        members);
  }
  return {};
}

// Answers what the tests of rules mean, over the lexemes of the builder.
class Sets : public grammar::SetSource {
 public:
  explicit Sets(Compiler& compiler) : compiler_(compiler) {}

  Result<std::uint32_t> set(const std::vector<std::vector<Literal>>& formula) override {
    Builder& builder = compiler_.builder_;
    std::vector<LexemeId> kept(builder.lexeme_count());
    for (LexemeId id = 0; id < kept.size(); ++id) kept[id] = id;
    for (const auto& group : formula) {
      std::set<LexemeId> any;
      for (const Literal& literal : group) {
        std::vector<LexemeId> holders;
        if (literal.key == "lexeme") {
          auto found = lexemes(literal.value);
          if (!found) return tl::unexpected(found.error());
          holders = std::move(*found);
        } else {
          if (!builder.knows_column(literal.key)) {
            return fail(ErrorCode::language, "", "no table has marks called '" + literal.key + "'",
                        "use file.column of a table in lexicon/, such as verbs.tags");
          }
          holders = builder.lexemes_marked(literal.key + '=' + literal.value);
        }
        if (!literal.negated) {
          any.insert(holders.begin(), holders.end());
          continue;
        }
        std::sort(holders.begin(), holders.end());
        for (LexemeId id = 0; id < builder.lexeme_count(); ++id) {
          if (!std::binary_search(holders.begin(), holders.end(), id)) any.insert(id);
        }
      }
      std::erase_if(kept, [&](LexemeId id) { return !any.contains(id); });
    }
    return builder.add_set(std::move(kept));
  }

  Result<std::vector<LexemeId>> lexemes(std::string_view word) override {
    const Spelling spelling = compiler_.builder_.spell(word);
    std::vector<LexemeId> out;
    for (const auto& reading :
         compiler_.analyser_->analyse_word(spelling.letters, spelling.folded)) {
      const bool bare = reading.stem_begin == 0 && reading.stem_end == spelling.folded.size();
      if (reading.lexeme != kNothing && bare) out.push_back(reading.lexeme);
    }
    if (spelling.words() > 1) out = compiler_.builder_.lexemes_called(word, ~0ull);
    if (out.empty()) {
      return fail(ErrorCode::language, "", "no row knows the word '" + std::string(word) + "'",
                  "add it to a table of lexicon/, or mend its spelling");
    }
    return out;
  }

 private:
  Compiler& compiler_;
};

// classes.tsv: a name and tests, as in the brackets of a rule:
//   negation   particles.category=negation !particles.effect=contrast
Result<void> Compiler::compile_classes() {
  if (!fs::exists(path("grammar/classes.tsv"))) return {};
  auto table = Table::read(path("grammar/classes.tsv"));
  if (!table) return tl::unexpected(table.error());
  if (auto ok = table->require({"class", "tests"}); !ok) return ok;
  Sets sets(*this);
  for (const TableRow& row : table->rows()) {
    std::vector<std::vector<grammar::SetSource::Literal>> formula;
    for (std::string_view test : split(table->cell(row, "tests"), ' ')) {
      const bool negated = test.starts_with('!');
      if (negated) test.remove_prefix(1);
      const std::size_t equals = test.find('=');
      if (equals == std::string_view::npos) {
        return fail(ErrorCode::language, table->at(row, "tests"),
                    "'" + std::string(test) + "' is no test",
                    "write file.column=value or lexeme=word");
      }
      std::vector<grammar::SetSource::Literal> group;
      for (const std::string_view value : split(test.substr(equals + 1))) {
        group.push_back({std::string(test.substr(0, equals)), std::string(value), false});
      }
      if (!negated) {
        formula.push_back(std::move(group));
        continue;
      }
      for (auto& literal : group) {  // none of them
        literal.negated = true;
        formula.push_back({std::move(literal)});
      }
    }
    auto set = sets.set(formula);
    if (!set) {
      Error error = set.error();
      error.where = table->at(row, "tests");
      return tl::unexpected(std::move(error));
    }
    builder_.classes.push_back({builder_.string(table->cell(row, "class")), *set});
  }
  return {};
}

Result<void> Compiler::compile_grammar() {
  std::vector<grammar::RuleFile> files;
  if (fs::is_directory(path("grammar"))) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path("grammar"))) {
      if (entry.path().extension() == ".rules") names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      auto content = read_file(name);
      if (!content) return tl::unexpected(content.error());
      files.push_back({fs::path(name).filename().string(), std::move(*content)});
    }
  }
  Sets sets(*this);
  auto compiled = grammar::compile_rules(files, sets);
  if (!compiled) return tl::unexpected(compiled.error());
  builder_.rules = std::move(*compiled);
  return {};
}

Result<std::string> Compiler::run() {
  if (auto ok = read_clitic_tables(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_verbs(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_nouns(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_adjectives(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_names(); !ok) return tl::unexpected(ok.error());
  for (const SenseTable& spec : kSurfaceTables) {
    if (auto ok = read_surface(spec); !ok) return tl::unexpected(ok.error());
  }
  for (const SenseTable& spec : kSenseTables) {
    if (auto ok = read_senses(spec); !ok) return tl::unexpected(ok.error());
  }
  if (auto ok = read_world_names(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_places(); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_actors(); !ok) return tl::unexpected(ok.error());
  if (auto ok = open_words(); !ok) return tl::unexpected(ok.error());
  if (auto ok = compile_phrases(); !ok) return tl::unexpected(ok.error());
  if (auto ok = compile_classes(); !ok) return tl::unexpected(ok.error());
  if (auto ok = compile_grammar(); !ok) return tl::unexpected(ok.error());
  return builder_.finish();
}

}  // namespace

Result<std::string> compile(const std::string& folder) {
  if (!fs::is_directory(folder)) {
    return fail(ErrorCode::language, folder, "no such folder",
                "name the folder of a language, such as language/ar");
  }
  auto orthography = std::make_unique<text::Orthography>();
  if (auto ok =
          text::compile_orthography((fs::path(folder) / "orthography").string(), *orthography);
      !ok) {
    return tl::unexpected(ok.error());
  }
  return Compiler(folder, *orthography).run();
}

}  // namespace marsad::lexicon::compiler
