// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/builder.h"

#include <marisa.h>

#include <algorithm>
#include <sstream>

#include "marsad/lexicon/pack_file.h"

namespace marsad::lexicon::compiler {
namespace {

// A trie over the keys of an ordered map, and the payload rows in the order of
// the trie's ids (which is not the order of insertion).
template <typename Entry>
void write_index(PackWriter& pack, std::string_view name,
                 const std::map<std::u16string, std::vector<Entry>>& index,
                 const text::Orthography* borders) {
  marisa::Keyset keys;
  for (const auto& [key, entries] : index) {
    keys.push_back(reinterpret_cast<const char*>(key.data()), key.size() * sizeof(char16_t));
  }
  marisa::Trie trie;
  trie.build(keys);
  std::vector<const std::vector<Entry>*> by_id(trie.num_keys());
  std::size_t number = 0;
  for (const auto& [key, entries] : index) by_id[keys[number++].id()] = &entries;
  std::vector<Entry> rows;
  std::vector<std::uint32_t> first;
  for (const auto* entries : by_id) {
    first.push_back(static_cast<std::uint32_t>(rows.size()));
    rows.insert(rows.end(), entries->begin(), entries->end());
  }
  first.push_back(static_cast<std::uint32_t>(rows.size()));
  std::vector<StepKey> step_keys;
  number = 0;
  for (const auto& [key, entries] : index) {
    step_keys.push_back(
        {key, first[keys[number++].id()], static_cast<std::uint32_t>(entries.size())});
  }
  std::string bytes;
  {
    // marisa writes to a stream or a file; a string stream is the one in memory.
    std::ostringstream stream;
    stream << trie;
    bytes = stream.str();
  }
  pack.add(std::string(name) + ".trie", bytes);
  pack.add_rows(std::string(name) + ".first", first);
  pack.add_rows(std::string(name) + ".steps", make_steps(step_keys, borders));
  pack.add_rows(name, rows);
}

}  // namespace

std::size_t Spelling::words() const {
  return letters.empty()
             ? 0
             : static_cast<std::size_t>(std::count(letters.begin(), letters.end(), u' ')) + 1;
}

Spelling Builder::spell(std::string_view utf8) const {
  text::read(utf8, orthography_, scratch_);
  Spelling out;
  for (const text::Token& token : scratch_.tokens) {
    if (!out.letters.empty() && !token.glued) {
      out.letters += u' ';
      out.folded += u' ';
    }
    out.letters += scratch_.letters_of(token);
    out.folded += scratch_.folded_of(token);
  }
  return out;
}

Spelling Builder::spell_letters(std::u16string_view letters) const {
  Spelling out;
  out.letters = letters;
  for (const char16_t unit : letters) {
    out.folded += static_cast<char16_t>(orthography_.folded[unit]);
  }
  return out;
}

LexemeId Builder::add_lexeme(std::string_view text, Features part_of_speech, LexemeId root) {
  const auto id = static_cast<LexemeId>(lexemes_.size());
  LexemeDraft draft;
  draft.text = text;
  draft.part_of_speech = part_of_speech;
  draft.root = root;
  draft.words = static_cast<std::uint32_t>(std::max<std::size_t>(1, spell(text).words()));
  lexemes_.push_back(std::move(draft));
  by_text_.emplace(std::string(text), id);
  phrases_from_.emplace_back();
  return id;
}

std::vector<LexemeId> Builder::lexemes_called(std::string_view text, Features any_of) const {
  std::vector<LexemeId> out;
  const auto [begin, end] = by_text_.equal_range(std::string(text));
  for (auto it = begin; it != end; ++it) {
    if (lexemes_[it->second].part_of_speech & any_of) out.push_back(it->second);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<LexemeId> Builder::lexemes_with_form(const std::u16string& folded,
                                                 Features all_of) const {
  std::vector<LexemeId> out;
  const auto found = forms_.find(folded);
  if (found == forms_.end()) return out;
  for (const FormEntry& form : found->second) {
    if ((form.features & all_of) == all_of) out.push_back(form.lexeme);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void Builder::add_form(LexemeId lexeme, std::u16string_view letters, std::u16string_view folded,
                       Features features) {
  FormEntry entry;
  entry.lexeme = lexeme;
  entry.letters = letters_ref(letters);
  entry.features = features;
  auto& entries = forms_[std::u16string(folded)];
  for (const FormEntry& known : entries) {
    if (known.lexeme == lexeme && known.features == features &&
        known.letters.offset == entry.letters.offset) {
      return;
    }
  }
  entries.push_back(entry);
}

RowId Builder::add_row(const Table& table, const TableRow& row,
                       const std::vector<std::string_view>& mark_columns) {
  const auto id = static_cast<RowId>(rows_.size());
  Row out;
  out.file = string(table.name());
  out.line = row.line;
  out.first_field = static_cast<std::uint32_t>(fields_.size());
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].empty()) continue;
    fields_.push_back({mark(table.columns()[i]), string(row.cells[i])});
    ++out.fields;
  }
  rows_.push_back(out);
  const std::string file = table.name().substr(0, table.name().rfind('.'));
  std::vector<std::uint32_t> marks{mark(file + ".row=any")};
  for (const std::string_view column : mark_columns) {
    for (const std::string_view value : split(table.cell(row, column))) {
      marks.push_back(mark(file + '.' + std::string(column) + '=' + std::string(value)));
    }
  }
  row_marks_.push_back(std::move(marks));
  return id;
}

void Builder::attach(LexemeId lexeme, RowId row) {
  auto& rows = lexemes_[lexeme].rows;
  if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

void Builder::add_name(const Spelling& spelling, NameKind kind, std::uint32_t target) {
  const auto add = [&](std::u16string_view letters, const std::u16string& folded) {
    NameEntry entry;
    entry.kind = kind;
    entry.target = target;
    entry.letters = letters_ref(letters);
    auto& entries = names_[folded];
    for (const NameEntry& known : entries) {
      if (known.kind == kind && known.target == target) return;
    }
    entries.push_back(entry);
  };
  if (spelling.folded.empty()) return;
  add(spelling.letters, spelling.folded);
  // ال at the begin becomes لل after ل: the joins stand as rows of proclitics.tsv.
  for (const Clitic& article : proclitics) {
    if (article.adds != feature::with_al || article.size >= spelling.folded.size() ||
        spelling.folded.compare(0, article.size, reinterpret_cast<const char16_t*>(article.letters),
                                article.size) != 0) {
      continue;
    }
    for (const Clitic& joined : proclitics) {
      if (joined.adds != (feature::with_li | feature::with_al) || joined.keep != 0) continue;
      const std::u16string head(reinterpret_cast<const char16_t*>(joined.letters), joined.size);
      add(head + spelling.letters.substr(article.size),
          head + spelling.folded.substr(article.size));
    }
  }
}

void Builder::add_phrase(LexemeId lexeme, const std::vector<PhraseWord>& words, std::uint32_t gap,
                         std::uint32_t gap_after,
                         const std::vector<std::vector<LexemeId>>& members) {
  Phrase phrase;
  phrase.lexeme = lexeme;
  phrase.first_word = static_cast<std::uint32_t>(phrase_words_.size());
  phrase.words = static_cast<std::uint32_t>(words.size());
  phrase.gap = gap;
  phrase.gap_after = gap_after;
  phrase_words_.insert(phrase_words_.end(), words.begin(), words.end());
  const auto number = static_cast<std::uint32_t>(phrases_.size());
  phrases_.push_back(phrase);
  for (const LexemeId first : members.front()) phrases_from_[first].push_back(number);
}

std::uint32_t Builder::add_set(std::vector<LexemeId> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  const auto [found, added] =
      set_numbers_.emplace(members, static_cast<std::uint32_t>(sets_.size()));
  if (added) sets_.push_back(std::move(members));
  return found->second;
}

std::vector<LexemeId> Builder::lexemes_marked(std::string_view name) const {
  std::vector<LexemeId> out;
  const auto found = mark_numbers_.find(std::string(name));
  if (found == mark_numbers_.end()) return out;
  for (LexemeId id = 0; id < lexemes_.size(); ++id) {
    const auto& rows = lexemes_[id].rows;
    const bool marked = std::any_of(rows.begin(), rows.end(), [&](RowId row) {
      const auto& marks = row_marks_[row];
      return std::find(marks.begin(), marks.end(), found->second) != marks.end();
    });
    if (marked) out.push_back(id);
  }
  return out;
}

bool Builder::knows_column(std::string_view column) const {
  const std::string prefix = std::string(column) + '=';
  return std::any_of(marks_.begin(), marks_.end(),
                     [&](const std::string& name) { return name.starts_with(prefix); });
}

Ref Builder::string(std::string_view utf8) {
  const auto [found, added] = string_refs_.try_emplace(std::string(utf8));
  if (added) {
    found->second = {static_cast<std::uint32_t>(strings_.size()),
                     static_cast<std::uint32_t>(utf8.size())};
    strings_ += utf8;
  }
  return found->second;
}

Ref Builder::letters_ref(std::u16string_view letters) {
  const auto [found, added] = letter_refs_.try_emplace(std::u16string(letters));
  if (added) {
    found->second = {static_cast<std::uint32_t>(letters_.size()),
                     static_cast<std::uint32_t>(letters.size())};
    letters_ += letters;
  }
  return found->second;
}

std::string_view Builder::text_of(LexemeId lexeme) const { return lexemes_[lexeme].text; }

std::uint32_t Builder::mark(std::string_view name) {
  const auto [found, added] =
      mark_numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(marks_.size()));
  if (added) marks_.emplace_back(name);
  return found->second;
}

std::string Builder::finish() {
  PackWriter pack;
  pack.add("orthography", {reinterpret_cast<const char*>(&orthography_), sizeof(orthography_)});
  std::vector<Lexeme> lexemes;
  std::vector<RowId> lexeme_rows;
  std::vector<std::uint32_t> lexeme_marks;
  for (const LexemeDraft& draft : lexemes_) {
    Lexeme out;
    out.text = string(draft.text);
    out.part_of_speech = draft.part_of_speech;
    out.root = draft.root;
    out.words = draft.words;
    out.first_row = static_cast<std::uint32_t>(lexeme_rows.size());
    out.rows = static_cast<std::uint32_t>(draft.rows.size());
    lexeme_rows.insert(lexeme_rows.end(), draft.rows.begin(), draft.rows.end());
    std::vector<std::uint32_t> marks;
    for (const RowId row : draft.rows) {
      marks.insert(marks.end(), row_marks_[row].begin(), row_marks_[row].end());
    }
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    out.first_mark = static_cast<std::uint32_t>(lexeme_marks.size());
    out.marks = static_cast<std::uint32_t>(marks.size());
    lexeme_marks.insert(lexeme_marks.end(), marks.begin(), marks.end());
    lexemes.push_back(out);
  }
  std::vector<Ref> marks;
  for (const std::string& name : marks_) marks.push_back(string(name));
  const std::size_t stride = (sets_.size() + 63) / 64;
  std::vector<std::uint64_t> bits(lexemes.size() * stride);
  for (std::size_t set = 0; set < sets_.size(); ++set) {
    for (const LexemeId lexeme : sets_[set]) {
      bits[lexeme * stride + set / 64] |= 1ull << (set % 64);
    }
  }
  std::vector<std::uint32_t> phrases_first, phrases_from;
  for (const auto& from : phrases_from_) {
    phrases_first.push_back(static_cast<std::uint32_t>(phrases_from.size()));
    phrases_from.insert(phrases_from.end(), from.begin(), from.end());
  }
  phrases_first.push_back(static_cast<std::uint32_t>(phrases_from.size()));
  pack.add_rows("lexemes", lexemes);
  pack.add_rows("lexeme.rows", lexeme_rows);
  pack.add_rows("lexeme.marks", lexeme_marks);
  pack.add_rows("rows", rows_);
  pack.add_rows("fields", fields_);
  pack.add_rows("marks", marks);
  write_index(pack, "forms", forms_, nullptr);
  write_index(pack, "names", names_, &orthography_);
  pack.add_rows("proclitics", proclitics);
  pack.add_rows("enclitics", enclitics);
  pack.add_rows("phrases", phrases_);
  pack.add_rows("phrase.words", phrase_words_);
  pack.add_rows("phrases.first", phrases_first);
  pack.add_rows("phrases.from", phrases_from);
  pack.add_rows("places", places);
  pack.add_rows("holders", holders);
  pack.add_rows("actors", actors);
  pack.add_rows("sets", bits);
  pack.add_rows("classes", classes);
  pack.add("rules", rules);
  pack.add("strings", strings_);
  pack.add("letters",
           {reinterpret_cast<const char*>(letters_.data()), letters_.size() * sizeof(char16_t)});
  return pack.finish();
}

}  // namespace marsad::lexicon::compiler
