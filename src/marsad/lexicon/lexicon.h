// SPDX-License-Identifier: Apache-2.0
// The compiled language, read in place from the memory-mapped pack: lexemes
// with their rows and marks, inflected forms, surface phrases and names, clitics,
// places, actors, predicate sets and rules.
//
//   row of verbs.tsv      قتل … tags=kill        →  lexeme قتل (verb), mark "verbs.tags=kill"
//   row of triggers.tsv   قتل … type=violence    →  the same lexeme also bears "triggers.type=violence"
//   form                  يقتلون                  →  {lexeme قتل, present active p3 m pl}
//   names                 "ضاحية الاسد"           →  place row; "الجيش السوري" → actor row
//
// A lexeme is a word or a phrase of several words. Every row of language/ that
// speaks of it is kept with file and line, so that each reading can say why.
// Marks are "file.column=value" for the closed columns of each row; rules test
// them through predicate sets, which the compiler evaluates once for each lexeme.
//
// A Lexicon is immutable and shared between threads; views die with it.
// Tested by lexicon_test.cpp.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/lexicon/features.h"
#include "marsad/lexicon/steps.h"
#include "marsad/text/text.h"

namespace marsad::lexicon {

using LexemeId = std::uint32_t;
using RowId = std::uint32_t;
inline constexpr std::uint32_t kNothing = 0xffffffff;

// All structs below stand in the pack as they are: fixed width, no pointers, and
// no padding, whose bytes would make two packs of one language differ.
struct Ref {  // a stretch of a pool: bytes of strings, units of letters
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

struct Lexeme {
  Ref text;                     // citation form, as in the row
  Features part_of_speech = 0;  // one of feature::parts_of_speech, plus masdar/participle bits
  std::uint32_t first_row = 0, rows = 0;    // into lexeme_rows: all rows that speak of it
  std::uint32_t first_mark = 0, marks = 0;  // into lexeme_marks, ascending
  LexemeId root = kNothing;                 // for masdars and participles: the verb they belong to
  std::uint32_t words = 1;                  // of a phrase
};

struct Row {
  Ref file;                // "verbs.tsv"
  std::uint32_t line = 0;  // in that file, from 1
  std::uint32_t first_field = 0, fields = 0;
};
struct Field {
  std::uint32_t column = 0;  // index of a mark name string
  Ref value;
};

// One inflected form of a lexeme, found by its folded letters.
struct FormEntry {
  LexemeId lexeme = 0;
  Ref letters;             // exact spelling, for hamza, ة and ى
  std::uint32_t zero = 0;  // fills the row
  Features features = 0;
};

// What may stand before or after a stem.
struct Clitic {
  std::uint16_t letters[8] = {};  // folded; a join such as لل is a row of its own
  std::uint32_t size = 0;
  std::uint32_t keep = 0;     // how many of `letters`, from its end, still belong to the stem
  Features adds = 0;          // features the reading gains
  Features requires_any = 0;  // the stem must have one of these …
  Features forbids = 0;       // … and none of these
};

// What a surface name stands for.
enum class NameKind : std::uint32_t { phrase, place, actor, person };
struct NameEntry {
  NameKind kind = NameKind::phrase;
  std::uint32_t target = 0;  // lexeme, place row, actor row, or lexeme of a person name
  Ref letters;               // exact spelling
};

// A set of lexemes that the rooms above ask for by name (grammar/classes.tsv).
struct WordClass {
  Ref name;
  std::uint32_t set = 0;
};

// How many values PlaceLevel and ActorClass of analysis.h have.
inline constexpr std::uint32_t kPlaceLevels = 8;
inline constexpr std::uint32_t kActorClasses = 11;

struct PlaceRow {
  Ref id, name_en, country, parent, kind, flags, name;
  float lat = 0, lon = 0;
  std::uint32_t population = 0;
  std::uint32_t level = 0;  // PlaceLevel, in its order
};
struct ActorRow {
  Ref id, name_en, country, parent, name, note;
  Ref generic;            // short forms it shares with others, folded, with | between
  std::uint32_t cls = 0;  // ActorClass, in its order
  std::int16_t valid_from = 0, valid_to = 0;  // years; 0 open
  std::uint32_t is_person = 0;
};

// A phrase whose words inflect: each word is one of several lexemes, with the
// prepositions it must carry. `gap` allows a subject of up to that many tokens
// after the word numbered `gap_after` (from 0), the verb of the phrase.
struct PhraseWord {
  std::uint32_t set = kNothing;  // predicate set that holds the lexemes
  std::uint32_t zero = 0;        // fills the row
  Features proclitics = 0;
};
struct Phrase {
  LexemeId lexeme = 0;
  std::uint32_t first_word = 0, words = 0;
  std::uint32_t gap = 0, gap_after = 0;
};

class Lexicon {
 public:
  // Maps the file. Errors: ErrorCode::pack (missing, not a pack, another
  // version, damaged), each naming the file and how to make a new one.
  [[nodiscard]] static Result<std::shared_ptr<const Lexicon>> open(const std::string& path);
  // The same over bytes in memory (the compiler, fuzzing); the bytes are kept.
  [[nodiscard]] static Result<std::shared_ptr<const Lexicon>> from_bytes(std::string bytes,
                                                                         const std::string& name);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  // SHA-256 of the content, hexadecimal: stands on every analysis.
  [[nodiscard]] const std::string& hash() const;
  [[nodiscard]] const text::Orthography& orthography() const;

  [[nodiscard]] std::span<const Lexeme> lexemes() const { return lexemes_; }
  [[nodiscard]] std::span<const PlaceRow> places() const { return places_; }
  [[nodiscard]] std::span<const ActorRow> actors() const { return actors_; }
  // The row with this id, nullptr where there is none.
  [[nodiscard]] const ActorRow* actor_called(std::string_view id) const {
    const auto found = actors_by_id_.find(id);
    return found == actors_by_id_.end() ? nullptr : &actors_[found->second];
  }
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }
  [[nodiscard]] std::span<const Clitic> proclitics() const;  // longest first
  [[nodiscard]] std::span<const Clitic> enclitics() const;   // longest first
  [[nodiscard]] std::span<const Phrase> phrases() const { return phrases_; }
  [[nodiscard]] std::span<const PhraseWord> phrase_words(const Phrase& phrase) const {
    return phrase_words_.subspan(phrase.first_word, phrase.words);
  }
  // Phrases whose first word may be this lexeme (indices into phrases()).
  [[nodiscard]] std::span<const std::uint32_t> phrases_from(LexemeId first) const {
    return phrases_from_.subspan(phrases_first_[first],
                                 phrases_first_[first + 1] - phrases_first_[first]);
  }
  // For each of these phrases the signs (sign_of) of what may follow the first word at
  // once: all of them where nothing or anything may.
  [[nodiscard]] std::span<const std::uint64_t> seconds_from(LexemeId first) const {
    return std::span(seconds_).subspan(phrases_first_[first],
                                       phrases_first_[first + 1] - phrases_first_[first]);
  }
  // All signs of seconds_from together; none where no phrase begins so.
  [[nodiscard]] const std::uint64_t& seconds_of(LexemeId first) const { return seconds_of_[first]; }
  // One bit of 64 for a lexeme, for a quick no before a look at a set.
  [[nodiscard]] static std::uint64_t sign_of(LexemeId lexeme) {
    return 1ull << ((lexeme * 0x9e3779b1u) >> 26);
  }

  [[nodiscard]] std::string_view string(Ref ref) const {  // UTF-8
    return strings_.substr(ref.offset, ref.size);
  }
  [[nodiscard]] std::u16string_view letters(Ref ref) const {
    return {letters_.data() + ref.offset, ref.size};
  }
  [[nodiscard]] std::span<const RowId> rows_of(LexemeId lexeme) const {
    return lexeme_rows_.subspan(lexemes_[lexeme].first_row, lexemes_[lexeme].rows);
  }
  [[nodiscard]] std::string_view file_of(RowId row) const {  // "triggers.tsv"
    return string(rows_[row].file);
  }
  // The value in a column of a row, "" where the cell is empty or there is no such column.
  [[nodiscard]] std::string_view field(RowId row, std::string_view column) const;
  [[nodiscard]] std::string origin(RowId row) const;  // "triggers.tsv:12 قتل"
  [[nodiscard]] std::span<const std::uint32_t> marks_of(LexemeId lexeme) const;
  [[nodiscard]] std::string_view mark(std::uint32_t index) const;  // "verbs.tags=kill"
  [[nodiscard]] bool has_mark(LexemeId lexeme, std::string_view mark) const;

  // Inflected forms with exactly these folded letters.
  [[nodiscard]] std::span<const FormEntry> forms(std::u16string_view folded) const {
    const Step* found = form_steps_.find(step_hash(kFirstStep, folded));
    return found == nullptr ? std::span<const FormEntry>{}
                            : forms_.subspan(found->first, found->count);
  }
  // Surface names that are prefixes of `folded` (words with single spaces),
  // each with its length in units. Shortest first. `found` is cleared first.
  struct NameHit {
    std::uint32_t size = 0;
    std::span<const NameEntry> entries;
  };
  void names(std::u16string_view folded, std::vector<NameHit>& found) const;
  // The same word by word: the step of a hash (step_hash over the folded words so far),
  // nullptr where no name is or begins so; and the rows of a step.
  [[nodiscard]] const Step* name_step(std::uint64_t hash) const { return name_steps_.find(hash); }
  // Says that this step will soon be asked for.
  void prefetch_name_step(std::uint64_t hash) const { name_steps_.prefetch(hash); }
  [[nodiscard]] std::span<const NameEntry> names_of(const Step& step) const {
    return names_.subspan(step.first, step.count);
  }
  // Whether any surface name begins with these units.
  [[nodiscard]] bool name_begins(std::u16string_view folded) const;

  // Whether the lexeme belongs to a predicate set of the rules.
  [[nodiscard]] bool in_set(std::uint32_t set, LexemeId lexeme) const {
    return (sets_[lexeme * set_stride_ + set / 64] >> (set % 64)) & 1;
  }
  // Word classes as bits: those of a lexeme, and the one whose set this is, 0 where it is
  // none (or past the first 64, for which in_set answers).
  [[nodiscard]] std::uint64_t classes_of(LexemeId lexeme) const { return classes_of_[lexeme]; }
  [[nodiscard]] std::uint64_t class_bit(std::uint32_t set) const {
    return set < class_bits_.size() ? class_bits_[set] : 0;
  }
  // The set of a word class, such as "negation"; kNothing where the language has none.
  [[nodiscard]] std::uint32_t class_named(std::string_view name) const;
  // A named section of the pack (the compiled rules are one), empty if absent.
  [[nodiscard]] std::string_view section(std::string_view name) const;

  // Walks every index of the pack; the first that points outside is an Error.
  // open() checks the checksum and the sections; this is for `marsad pack --check`
  // and for fuzzing. The tries are taken on trust: marisa does not check its own.
  [[nodiscard]] Result<void> validate() const;

 private:
  Lexicon();
  void index();
  struct State;
  std::unique_ptr<State> state_;
  // The tables of the pack that are asked all the time, at hand.
  Steps form_steps_, name_steps_;
  std::span<const FormEntry> forms_;
  std::span<const NameEntry> names_;
  std::span<const Lexeme> lexemes_;
  std::span<const Row> rows_;
  std::span<const RowId> lexeme_rows_;
  std::span<const Phrase> phrases_;
  std::span<const PhraseWord> phrase_words_;
  std::span<const std::uint32_t> phrases_first_, phrases_from_;
  std::span<const PlaceRow> places_;
  std::span<const ActorRow> actors_;
  std::string_view strings_;
  std::span<const char16_t> letters_;
  const std::uint64_t* sets_ = nullptr;
  std::uint32_t set_stride_ = 0;
  std::vector<std::uint64_t> classes_of_;  // by lexeme
  std::vector<std::uint64_t> class_bits_;  // by set
  std::unordered_map<std::string_view, std::uint32_t> class_sets_, actors_by_id_;
  std::vector<std::uint64_t> seconds_;     // as phrases_from
  std::vector<std::uint64_t> seconds_of_;  // by lexeme
};

}  // namespace marsad::lexicon
