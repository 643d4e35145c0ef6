// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/inflect.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "marsad/lexicon/compiler/tsv.h"

namespace marsad::lexicon::compiler {
namespace {

using View = std::u16string_view;

constexpr std::size_t kDigits = 9;    // consonants that a pattern may name
constexpr View kVowelNames = u"vwx";  // short vowels that a pattern may name
constexpr char16_t kPrefixVowel = u'x';
constexpr char16_t kAnyStretch = u'*';
constexpr char16_t kPassiveStretch = u'%';
constexpr char16_t kAnyLetter = u'?';
constexpr char16_t kBegin = u'^';
constexpr char16_t kEnd = u'$';
constexpr Features kVoices = feature::active | feature::passive;
constexpr Features kParticiples = feature::active_participle | feature::passive_participle;

// What a pattern matched.
struct Captures {
  View stretch;
  std::array<char16_t, kDigits> consonants{};
  std::array<char16_t, kVowelNames.size()> vowels{};
};

struct Replacement {
  std::u16string letters, write;
};

struct SpellingRule {
  std::vector<std::u16string> before, after;  // empty: anything
  std::u16string letters, write, also;
};

struct FormRule {
  std::string form;
  bool passive;
};

constexpr std::array<std::string_view, 6> kPastStems{"he", "he_it", "she", "two", "they", "i"};
constexpr std::array<std::string_view, 9> kPresentStems{"he",  "he_it", "short", "two",   "they",
                                                        "you", "women", "do",    "do_all"};

// One set of stems; each stem is a list of alternatives.
struct StemSet {
  std::string name;
  struct Stem {
    bool known = false;
    std::vector<std::u16string> active, passive;
  };
  std::array<Stem, kPresentStems.size()> stems;
};

struct VerbClass {
  std::string form;
  std::u16string past, present;
  std::size_t past_set, present_set;
};

enum class Tense { past, present, imperative };

struct Ending {
  Tense tense;
  Features features;
  std::u16string prefix, suffix, pronoun_suffix;
  std::size_t stem;
  std::optional<std::size_t> pronoun_stem;
  bool passive;
};

struct ImperativeRule {
  std::string form;
  std::u16string stem, write;
};

struct Block {  // of nominal_endings.tsv: rows of one set with the same `ends`
  std::u16string ends;
  struct Row {
    std::u16string strip, add;
    Features features;
  };
  std::vector<Row> rows;
};

struct BlockSet {
  std::string name;
  std::vector<Block> blocks;
};

struct NominalClass {
  std::string row, kind, tag;
  std::u16string lemma, feminine;
  std::optional<std::size_t> set;  // none: the word has no such forms
  Features features;
};

struct PluralRule {
  bool any_lemma;
  std::u16string lemma, plural;
  std::size_t set;
  Features gender;
};

}  // namespace

struct Paradigms::Tables {
  std::u16string vowels, doubling, marks, longs;
  std::vector<Replacement> readings, passive;
  std::vector<SpellingRule> spelling;
  std::vector<FormRule> forms;
  std::vector<VerbClass> classes;
  std::vector<StemSet> past, present;
  std::vector<Ending> endings;
  std::vector<ImperativeRule> imperative;
  std::vector<BlockSet> nominal;
  std::vector<NominalClass> nominal_classes;
  std::vector<PluralRule> plurals;
};

namespace {

using Tables = Paradigms::Tables;

const std::vector<std::string> kNoTags;

bool contains(View set, char16_t unit) { return set.find(unit) != View::npos; }

// --- reading the tables ---------------------------------------------------

std::u16string to_units(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

// A table of the morphology folder, cells by the number of their column; a cell
// that holds only - is empty.
struct Columns {
  Table table;
  [[nodiscard]] const std::vector<TableRow>& rows() const { return table.rows(); }
  [[nodiscard]] std::string where(const TableRow& row, std::size_t column) const {
    return table.at(row, column);
  }
};

std::string_view cell(const TableRow& row, std::size_t column) {
  return row.cells[column] == "-" ? std::string_view() : row.cells[column];
}

// The columns must be those asked for, in their order.
Result<Columns> read_table(const std::string& folder, const std::string& name,
                           std::string_view columns) {
  Result<Table> table = Table::read(folder + '/' + name);
  if (!table) return tl::unexpected(table.error());
  if (table->columns() != split(columns, ' ')) {
    return fail(ErrorCode::language, name, "unexpected columns",
                "head the table with: " + std::string(columns));
  }
  return Columns{std::move(*table)};
}

tl::unexpected<Error> unknown(const Columns& table, const TableRow& row, std::size_t column,
                              const std::string& remedy) {
  return fail(ErrorCode::language, table.where(row, column),
              "'" + std::string(cell(row, column)) + "' is not known here", remedy);
}

Result<Features> read_features(const Columns& table, const TableRow& row, std::size_t column) {
  Features features = 0;
  for (const std::string_view word : split(cell(row, column), ' ')) {
    const std::optional<Features> bit = feature_named(word);
    if (!bit) return unknown(table, row, column, "use the names of features.h, one space between");
    features |= *bit;
  }
  return features;
}

Result<bool> read_yes_no(const Columns& table, const TableRow& row, std::size_t column) {
  if (row.cells[column] == "yes") return true;
  if (row.cells[column] == "no") return false;
  return unknown(table, row, column, "write yes or no");
}

// The doubling mark directly after its letter, before the vowel.
void order_marks(const Tables& tables, std::u16string& text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (contains(tables.doubling, text[at]) && contains(tables.marks, text[at - 1])) {
      std::swap(text[at], text[at - 1]);
    }
  }
}

std::u16string ordered(const Tables& tables, std::string_view text) {
  std::u16string out = to_units(text);
  order_marks(tables, out);
  return out;
}

std::vector<std::u16string> alternatives(const Tables& tables, std::string_view text) {
  std::vector<std::u16string> out;
  for (const std::string_view part : split(text)) out.push_back(ordered(tables, part));
  return out;
}

template <typename Sets>
std::optional<std::size_t> set_named(const Sets& sets, std::string_view name) {
  const auto found =
      std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.name == name; });
  if (found == sets.end()) return std::nullopt;
  return static_cast<std::size_t>(found - sets.begin());
}

template <typename Names>
std::optional<std::size_t> index_of(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

Result<void> load_symbols(const std::string& folder, Tables& tables) {
  const Result<Columns> table = read_table(folder, "symbols.tsv", "use letters as");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    const std::string_view use = cell(row, 0);
    const std::u16string letters = to_units(cell(row, 1));
    const std::u16string as = to_units(cell(row, 2));
    if (letters.empty()) return unknown(*table, row, 1, "name the letters");
    if (use == "vowel") {
      tables.vowels += letters;
    } else if (use == "doubling") {
      tables.doubling += letters;
    } else if (use == "mark") {
      tables.marks += letters;
    } else if (use == "long") {
      tables.longs += letters;
    } else if (use == "read") {
      tables.readings.push_back({letters, as});
    } else if (use == "passive") {
      tables.passive.push_back({letters, as});
    } else {
      return unknown(*table, row, 0, "use vowel, doubling, mark, long, read or passive");
    }
  }
  return {};
}

Result<void> load_spelling(const std::string& folder, Tables& tables) {
  const Result<Columns> table =
      read_table(folder, "spelling.tsv", "before letters after write also");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    SpellingRule rule;
    rule.before = alternatives(tables, cell(row, 0));
    rule.letters = ordered(tables, cell(row, 1));
    rule.after = alternatives(tables, cell(row, 2));
    rule.write = to_units(cell(row, 3));
    rule.also = to_units(cell(row, 4));
    if (rule.letters.empty()) return unknown(*table, row, 1, "name the letters to be written");
    tables.spelling.push_back(std::move(rule));
  }
  return {};
}

Result<void> load_forms(const std::string& folder, Tables& tables) {
  const Result<Columns> table = read_table(folder, "verb_forms.tsv", "form passive");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    const Result<bool> passive = read_yes_no(*table, row, 1);
    if (!passive) return tl::unexpected(passive.error());
    tables.forms.push_back({std::string(cell(row, 0)), *passive});
  }
  return {};
}

Result<void> load_stems(const std::string& folder, Tables& tables) {
  const Result<Columns> table =
      read_table(folder, "verb_stems.tsv", "tense set stem active passive");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    const bool past = cell(row, 0) == "past";
    if (!past && cell(row, 0) != "present") {
      return unknown(*table, row, 0, "use past or present");
    }
    std::vector<StemSet>& sets = past ? tables.past : tables.present;
    std::optional<std::size_t> set = set_named(sets, cell(row, 1));
    if (!set) {
      set = sets.size();
      sets.emplace_back().name = cell(row, 1);
    }
    const std::optional<std::size_t> stem =
        past ? index_of(kPastStems, cell(row, 2)) : index_of(kPresentStems, cell(row, 2));
    if (!stem) return unknown(*table, row, 2, "use a stem that the head of the table explains");
    StemSet::Stem& made = sets[*set].stems[*stem];
    if (made.known) return unknown(*table, row, 2, "give each stem of a set once");
    made.known = true;
    made.active = alternatives(tables, cell(row, 3));
    made.passive = alternatives(tables, cell(row, 4));
  }
  for (const std::vector<StemSet>* sets : {&tables.past, &tables.present}) {
    const std::size_t needed = sets == &tables.past ? kPastStems.size() : kPresentStems.size();
    for (const StemSet& set : *sets) {
      for (std::size_t stem = 0; stem < needed; ++stem) {
        if (set.stems[stem].known) continue;
        return fail(ErrorCode::language, table->table.name(), "set '" + set.name + "' lacks a stem",
                    "give every stem that the head of the table explains");
      }
    }
  }
  return {};
}

Result<void> load_classes(const std::string& folder, Tables& tables) {
  const Result<Columns> table =
      read_table(folder, "verb_classes.tsv", "form past present past_stems present_stems");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    const std::optional<std::size_t> past = set_named(tables.past, cell(row, 3));
    if (!past) return unknown(*table, row, 3, "name a set of verb_stems.tsv");
    const std::optional<std::size_t> present = set_named(tables.present, cell(row, 4));
    if (!present) return unknown(*table, row, 4, "name a set of verb_stems.tsv");
    tables.classes.push_back({std::string(cell(row, 0)), ordered(tables, cell(row, 1)),
                              ordered(tables, cell(row, 2)), *past, *present});
  }
  return {};
}

Result<void> load_endings(const std::string& folder, Tables& tables) {
  const Result<Columns> table =
      read_table(folder, "verb_endings.tsv",
                 "tense features prefix stem suffix voice pronoun_stem pronoun_suffix");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    Ending ending;
    const std::optional<std::size_t> tense =
        index_of(std::array<std::string_view, 3>{"past", "present", "imperative"}, cell(row, 0));
    if (!tense) return unknown(*table, row, 0, "use past, present or imperative");
    ending.tense = static_cast<Tense>(*tense);
    const Result<Features> features = read_features(*table, row, 1);
    if (!features) return tl::unexpected(features.error());
    ending.features = feature::verb | *features;
    ending.prefix = ordered(tables, cell(row, 2));
    ending.suffix = ordered(tables, cell(row, 4));
    ending.pronoun_suffix = ordered(tables, cell(row, 7));
    const auto stem_of = [&](std::string_view name) {
      return ending.tense == Tense::past ? index_of(kPastStems, name)
                                         : index_of(kPresentStems, name);
    };
    const std::optional<std::size_t> stem = stem_of(cell(row, 3));
    if (!stem) return unknown(*table, row, 3, "name a stem of verb_stems.tsv");
    ending.stem = *stem;
    ending.passive = cell(row, 5) == "both";
    if (!ending.passive && cell(row, 5) != "active") {
      return unknown(*table, row, 5, "use active or both");
    }
    if (!cell(row, 6).empty()) {
      ending.pronoun_stem = stem_of(cell(row, 6));
      if (!ending.pronoun_stem) return unknown(*table, row, 6, "name a stem of verb_stems.tsv");
    }
    tables.endings.push_back(std::move(ending));
  }
  return {};
}

Result<void> load_imperative(const std::string& folder, Tables& tables) {
  const Result<Columns> table = read_table(folder, "verb_imperative.tsv", "form stem write");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    tables.imperative.push_back(
        {std::string(cell(row, 0)), ordered(tables, cell(row, 1)), ordered(tables, cell(row, 2))});
  }
  return {};
}

Result<void> load_nominal(const std::string& folder, Tables& tables) {
  const Result<Columns> table =
      read_table(folder, "nominal_endings.tsv", "set ends strip add features");
  if (!table) return tl::unexpected(table.error());
  for (const TableRow& row : table->rows()) {
    std::optional<std::size_t> set = set_named(tables.nominal, cell(row, 0));
    if (!set) {
      set = tables.nominal.size();
      tables.nominal.emplace_back().name = cell(row, 0);
    }
    std::vector<Block>& blocks = tables.nominal[*set].blocks;
    const std::u16string ends = to_units(cell(row, 1));
    auto block = std::find_if(blocks.begin(), blocks.end(),
                              [&](const Block& known) { return known.ends == ends; });
    if (block == blocks.end()) {
      blocks.push_back({ends, {}});
      block = blocks.end() - 1;
    }
    const Result<Features> features = read_features(*table, row, 4);
    if (!features) return tl::unexpected(features.error());
    const std::u16string strip = to_units(cell(row, 2));
    if (!View(ends).ends_with(strip)) {
      return unknown(*table, row, 2, "strip only what `ends` names");
    }
    block->rows.push_back({strip, to_units(cell(row, 3)), *features});
  }
  return {};
}

Result<void> load_nominal_classes(const std::string& folder, Tables& tables) {
  const Result<Columns> classes =
      read_table(folder, "nominal_classes.tsv", "row kind tag lemma feminine set features");
  if (!classes) return tl::unexpected(classes.error());
  for (const TableRow& row : classes->rows()) {
    const std::optional<std::size_t> set = set_named(tables.nominal, cell(row, 5));
    if (!set && !cell(row, 5).empty()) {
      return unknown(*classes, row, 5, "name a set of nominal_endings.tsv, or -");
    }
    const Result<Features> features = read_features(*classes, row, 6);
    if (!features) return tl::unexpected(features.error());
    tables.nominal_classes.push_back({std::string(cell(row, 0)), std::string(cell(row, 1)),
                                      std::string(cell(row, 2)), to_units(cell(row, 3)),
                                      to_units(cell(row, 4)), set, *features});
  }
  const Result<Columns> plurals =
      read_table(folder, "nominal_plurals.tsv", "lemma plural set gender");
  if (!plurals) return tl::unexpected(plurals.error());
  for (const TableRow& row : plurals->rows()) {
    const std::optional<std::size_t> set = set_named(tables.nominal, cell(row, 2));
    if (!set) return unknown(*plurals, row, 2, "name a set of nominal_endings.tsv");
    const Result<Features> gender = read_features(*plurals, row, 3);
    if (!gender) return tl::unexpected(gender.error());
    const bool any = cell(row, 0) == "*";
    tables.plurals.push_back({any, any ? std::u16string() : to_units(cell(row, 0)),
                              to_units(cell(row, 1)), *set, *gender});
  }
  return {};
}

// --- patterns and templates -----------------------------------------------

// One symbol of a pattern against one unit of a word.
bool match_symbol(const Tables& tables, char16_t symbol, char16_t unit, Captures& captures) {
  const auto capture = [&](char16_t& slot) {
    if (slot != 0) return slot == unit;
    slot = unit;
    return true;
  };
  if (symbol > u'0' && symbol <= u'0' + kDigits) {
    if (contains(tables.marks, unit) || contains(tables.longs, unit)) return false;
    return capture(captures.consonants[symbol - u'1']);
  }
  if (const std::size_t name = kVowelNames.find(symbol); name != View::npos) {
    return contains(tables.vowels, unit) && capture(captures.vowels[name]);
  }
  return symbol == unit;
}

bool match(const Tables& tables, View pattern, View word, Captures& captures) {
  captures = {};
  const std::size_t star = pattern.find(kAnyStretch);
  const std::size_t head = std::min(star, pattern.size());
  const std::size_t tail = star == View::npos ? 0 : pattern.size() - star - 1;
  if (star == View::npos ? word.size() != head : word.size() < head + tail) return false;
  for (std::size_t at = 0; at < head; ++at) {
    if (!match_symbol(tables, pattern[at], word[at], captures)) return false;
  }
  for (std::size_t at = 0; at < tail; ++at) {
    if (!match_symbol(tables, pattern[pattern.size() - tail + at], word[word.size() - tail + at],
                      captures)) {
      return false;
    }
  }
  captures.stretch = word.substr(head, word.size() - head - tail);
  return true;
}

void append_replaced(View text, const std::vector<Replacement>& replacements, std::u16string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const auto rule = std::find_if(
        replacements.begin(), replacements.end(),
        [&](const Replacement& known) { return text.substr(at).starts_with(known.letters); });
    if (rule == replacements.end()) {
      out += text[at++];
    } else {
      out += rule->write;
      at += rule->letters.size();
    }
  }
}

void append_filled(const Tables& tables, View filled, const Captures& captures,
                   std::u16string& out) {
  for (const char16_t symbol : filled) {
    if (symbol == kAnyStretch) {
      out += captures.stretch;
    } else if (symbol == kPassiveStretch) {
      append_replaced(captures.stretch, tables.passive, out);
    } else if (symbol > u'0' && symbol <= u'0' + kDigits) {
      out += captures.consonants[symbol - u'1'];
    } else if (const std::size_t name = kVowelNames.find(symbol); name != View::npos) {
      out += captures.vowels[name];
    } else {
      out += symbol;
    }
  }
}

// A vocalised word of a row as the patterns see it.
std::u16string read_vocalised(const Tables& tables, View word) {
  std::u16string out;
  append_replaced(word, tables.readings, out);
  order_marks(tables, out);
  return out;
}

// --- spelling ---------------------------------------------------------------

bool ends_in_any(View text, const std::vector<std::u16string>& ends) {
  return ends.empty() || std::any_of(ends.begin(), ends.end(), [&](const std::u16string& end) {
           if (end.front() == kBegin) return text.empty();
           return text.ends_with(end);
         });
}

bool starts_with_any(View text, const std::vector<std::u16string>& starts, bool has_end) {
  return starts.empty() ||
         std::any_of(starts.begin(), starts.end(), [&](const std::u16string& start) {
           if (start.back() != kEnd) return text.starts_with(start);
           return has_end && text == View(start).substr(0, start.size() - 1);
         });
}

// How a vocalised word is written; `has_end` is false before a pronoun. With
// `second`, the second spellings in use; empty where there is none.
void spell(const Tables& tables, View word, bool has_end, bool second, std::u16string& out) {
  out.clear();
  bool differs = false;
  for (std::size_t at = 0; at < word.size();) {
    const SpellingRule* rule = nullptr;
    for (const SpellingRule& known : tables.spelling) {
      if (word[at] == known.letters.front() && word.substr(at).starts_with(known.letters) &&
          ends_in_any(word.substr(0, at), known.before) &&
          starts_with_any(word.substr(at + known.letters.size()), known.after, has_end)) {
        rule = &known;
        break;
      }
    }
    if (rule == nullptr) {
      if (!contains(tables.marks, word[at])) out += word[at];
      ++at;
      continue;
    }
    const bool other = second && !rule->also.empty();
    differs = differs || other;
    out += other ? rule->also : rule->write;
    at += rule->letters.size();
  }
  if (second && !differs) out.clear();
}

// --- collecting forms -------------------------------------------------------

// Adds a form, or its voice or participle to the same form that is there already.
void add(std::vector<Form>& out, std::size_t first, View letters, Features features) {
  if (letters.empty()) return;
  for (std::size_t at = first; at < out.size(); ++at) {
    Form& known = out[at];
    const Features differing = known.features ^ features;
    const bool same = differing == 0;
    const bool voice =
        (differing & ~kVoices) == 0 && (features & kVoices) != 0 && (known.features & kVoices) != 0;
    const bool participle = (differing & ~kParticiples) == 0 && (features & kParticiples) != 0 &&
                            (known.features & kParticiples) != 0;
    if ((same || voice || participle) && known.letters == letters) {
      known.features |= features;
      return;
    }
  }
  out.push_back({std::u16string(letters), features});
}

// --- verbs ------------------------------------------------------------------

// Inflects one verb whose class is known.
class Conjugation {
 public:
  Conjugation(const Tables& tables, const VerbRow& row, bool passive, std::size_t first,
              std::vector<Form>& out)
      : tables_(tables), row_(row), passive_(passive), first_(first), out_(out) {}

  void run(const StemSet& past, const Captures& past_captures, const StemSet& present,
           const Captures& present_captures) {
    for (const Ending& ending : tables_.endings) {
      const bool is_past = ending.tense == Tense::past;
      const StemSet& set = is_past ? past : present;
      const Captures& captures = is_past ? past_captures : present_captures;
      add_voice(ending, set, captures, feature::active);
      if (passive_ && ending.passive) add_voice(ending, set, captures, feature::passive);
    }
  }

 private:
  static const std::vector<std::u16string>& stems(const StemSet& set, std::size_t stem,
                                                  Features voice) {
    return voice == feature::active ? set.stems[stem].active : set.stems[stem].passive;
  }

  void add_voice(const Ending& ending, const StemSet& set, const Captures& captures,
                 Features voice) {
    free_.clear();
    const Features features =
        ending.features | (ending.tense == Tense::imperative ? Features{0} : voice);
    for (const std::u16string& stem : stems(set, ending.stem, voice)) {
      add_word(ending, stem, ending.suffix, captures, true, features);
    }
    if (!ending.pronoun_stem) return;
    for (const std::u16string& stem : stems(set, *ending.pronoun_stem, voice)) {
      add_word(ending, stem, ending.pronoun_suffix, captures, false, features | feature::bound);
    }
  }

  void add_word(const Ending& ending, View stem, View suffix, const Captures& captures,
                bool has_end, Features features) {
    word_ = ending.prefix;
    append_filled(tables_, stem, captures, word_);
    word_ += suffix;
    if (ending.tense == Tense::imperative) make_imperative();
    for (const bool second : {false, true}) {
      spell(tables_, word_, has_end, second, letters_);
      if (letters_.empty()) continue;
      if (has_end) {
        free_.push_back(letters_);
      } else if (std::find(free_.begin(), free_.end(), letters_) != free_.end()) {
        continue;  // the free form stands before pronouns too
      }
      add(out_, first_, letters_, features);
    }
  }

  void make_imperative() {
    Captures captures;
    for (const ImperativeRule& rule : tables_.imperative) {
      if (rule.form != "*" && rule.form != row_.form) continue;
      if (!match(tables_, rule.stem, word_, captures)) continue;
      std::u16string made;
      append_filled(tables_, rule.write, captures, made);
      word_ = std::move(made);
      return;
    }
  }

  const Tables& tables_;
  const VerbRow& row_;
  bool passive_;
  std::size_t first_;
  std::vector<Form>& out_;
  std::vector<std::u16string> free_;  // the free spellings of the ending at hand
  std::u16string word_, letters_;
};

// --- nouns, adjectives, participles, masdars --------------------------------

bool fits(View pattern, View word) {
  const bool whole = !pattern.empty() && pattern.front() == kBegin;
  if (whole) pattern.remove_prefix(1);
  if (word.size() < pattern.size() || (whole && word.size() != pattern.size())) return false;
  word.remove_prefix(word.size() - pattern.size());
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != kAnyLetter && pattern[at] != word[at]) return false;
  }
  return true;
}

void apply(const BlockSet& set, View word, Features features, std::size_t first,
           std::vector<Form>& out) {
  if (word.empty()) return;
  for (const Block& block : set.blocks) {
    if (!fits(block.ends, word)) continue;
    std::u16string letters;
    for (const Block::Row& row : block.rows) {
      letters = word.substr(0, word.size() - row.strip.size());
      letters += row.add;
      add(out, first, letters, features | row.features);
    }
    return;
  }
}

void apply_class(const Tables& tables, std::string_view row, std::string_view kind,
                 const std::vector<std::string>& tags, View lemma, View feminine, Features features,
                 std::size_t first, std::vector<Form>& out) {
  for (const NominalClass& known : tables.nominal_classes) {
    if (known.row != row || (known.kind != "*" && known.kind != kind)) continue;
    if (!known.tag.empty() && std::find(tags.begin(), tags.end(), known.tag) == tags.end()) {
      continue;
    }
    if (!fits(known.lemma, lemma) || !fits(known.feminine, feminine)) continue;
    if (known.set) {
      apply(tables.nominal[*known.set], lemma, features | known.features, first, out);
    }
    return;
  }
}

// The rule that says what kind of plural of this lemma a listed plural is.
const PluralRule* plural_rule(const Tables& tables, View lemma, View plural) {
  for (const PluralRule& rule : tables.plurals) {
    if (!plural.ends_with(rule.plural)) continue;
    if (rule.any_lemma) return &rule;
    if (!lemma.ends_with(rule.lemma)) continue;
    if (lemma.substr(0, lemma.size() - rule.lemma.size()) ==
        plural.substr(0, plural.size() - rule.plural.size())) {
      return &rule;
    }
  }
  return nullptr;
}

void apply_plurals(const Tables& tables, View lemma, const std::vector<std::u16string>& plurals,
                   Features features, bool own_gender, std::size_t first, std::vector<Form>& out) {
  for (const std::u16string& plural : plurals) {
    const PluralRule* rule = plural_rule(tables, lemma, plural);
    if (rule == nullptr) continue;
    apply(tables.nominal[rule->set], plural, features | (own_gender ? rule->gender : 0), first,
          out);
  }
}

}  // namespace

Result<Paradigms> load_paradigms(const std::string& folder) {
  auto tables = std::make_shared<Tables>();
  // Symbols first, then what is named before what names it.
  for (const auto load : {load_symbols, load_spelling, load_forms, load_stems, load_classes,
                          load_endings, load_imperative, load_nominal, load_nominal_classes}) {
    const Result<void> loaded = load(folder, *tables);
    if (!loaded) return tl::unexpected(loaded.error());
  }
  return Paradigms(std::move(tables));
}

bool inflect(const VerbRow& row, const Paradigms& paradigms, std::vector<Form>& out) {
  const Tables& tables = paradigms.tables();
  const std::size_t first = out.size();
  const auto form = std::find_if(tables.forms.begin(), tables.forms.end(),
                                 [&](const FormRule& known) { return known.form == row.form; });
  bool known = false;
  if (form != tables.forms.end()) {
    const std::u16string past = read_vocalised(tables, row.vocalised);
    const std::u16string present = read_vocalised(tables, row.present);
    Captures past_captures, present_captures;
    for (const VerbClass& verb_class : tables.classes) {
      if (verb_class.form != "*" && verb_class.form != row.form) continue;
      if (!match(tables, verb_class.past, past, past_captures) ||
          !match(tables, verb_class.present, present, present_captures)) {
        continue;
      }
      Conjugation(tables, row, row.has_passive && form->passive, first, out)
          .run(tables.past[verb_class.past_set], past_captures,
               tables.present[verb_class.present_set], present_captures);
      known = true;
      break;
    }
  }
  for (const std::u16string& masdar : row.masdars) {
    for (const std::string_view part : {"masdar", "masdar_plural"}) {
      apply_class(tables, part, row.form, kNoTags, masdar, {}, feature::verb | feature::masdar,
                  first, out);
    }
  }
  for (const std::u16string& participle : row.active_participles) {
    apply_class(tables, "active_participle", row.form, kNoTags, participle, {},
                feature::verb | feature::active_participle, first, out);
  }
  for (const std::u16string& participle : row.passive_participles) {
    apply_class(tables, "passive_participle", row.form, kNoTags, participle, {},
                feature::verb | feature::passive_participle, first, out);
  }
  return known;
}

void inflect(const NounRow& row, const Paradigms& paradigms, std::vector<Form>& out) {
  const Tables& tables = paradigms.tables();
  const std::size_t first = out.size();
  const Features features = feature::noun | feature_named(row.gender).value_or(0);
  apply_class(tables, "noun", row.kind, row.tags, row.lemma, {}, features, first, out);
  apply_plurals(tables, row.lemma, row.plurals, features, false, first, out);
}

void inflect(const AdjectiveRow& row, const Paradigms& paradigms, std::vector<Form>& out) {
  const Tables& tables = paradigms.tables();
  const std::size_t first = out.size();
  constexpr Features kAdjective = feature::adjective;
  apply_class(tables, "adjective", row.kind, kNoTags, row.lemma, row.feminine, kAdjective, first,
              out);
  apply_class(tables, "feminine", row.kind, kNoTags, row.feminine, {}, kAdjective, first, out);
  apply_plurals(tables, row.lemma, row.plurals, kAdjective, true, first, out);
  for (const std::u16string& elative : row.elatives) {
    apply_class(tables, "elative", row.kind, kNoTags, elative, {}, kAdjective, first, out);
  }
}

}  // namespace marsad::lexicon::compiler
