// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/frames.h"

#include <algorithm>
#include <string>

#include "marsad/analysis/names.h"
#include "marsad/base/split.h"

namespace marsad::claims {
namespace {

using lexicon::Features;

// "(ل" or "ADDRESSEE)" without their parentheses, commas and colons.
std::string_view bare(std::string_view word) {
  constexpr std::string_view kMarks = "():";
  const auto mark = [&](char c) { return kMarks.find(c) != std::string_view::npos; };
  while (!word.empty() && mark(word.front())) word.remove_prefix(1);
  while (!word.empty() && mark(word.back())) word.remove_suffix(1);
  return word;
}

class FrameReader {
 public:
  explicit FrameReader(const lexicon::Lexicon& lexicon)
      : lexicon_(lexicon), analyser_(lexicon), that_(lexicon.class_named("complementizer")) {}

  void read(std::string_view frame, CueRow& out) {
    for (const std::string_view tag : {"NOCLAIM", "NOCOMMENT", "HEDGE", "BACKGROUND"}) {
      if (frame.starts_with(tag)) {
        out.no_claim = true;
        out.hedge = tag == "HEDGE";
        out.impersonal = tag == "HEDGE" || tag == "BACKGROUND";
      }
    }
    bool cue_seen = false;
    bool addressee_seen = false;
    std::string_view previous, before_previous;
    for (std::string_view word : split(frame, ' ')) {
      const bool colon = word.ends_with(':');
      const bool optional = word.starts_with('(');
      word = bare(word);
      if (word.starts_with("CUE=SOURCE")) out.self = true;
      if (word.starts_with("^SOURCE")) out.governed = true;
      if (word.starts_with("CUE")) cue_seen = true;
      if (word == "VERB" && cue_seen) out.via_verb = true;
      if (word.starts_with("TARGET")) out.target = true;
      if (word.starts_with("ADDRESSEE")) addressee_seen = true;
      if (word.starts_with("CUE") && addressee_seen) out.passes_on = true;
      if (word.starts_with("ABOUT")) {
        out.about = true;
        if (cue_seen && !previous.starts_with("CUE") && !previous.starts_with("SOURCE")) {
          particles(previous, out.before_about);
        }
      }
      if (word.starts_with("CONTENT")) {
        if (!cue_seen) {
          out.before = true;
        } else {
          content(word, previous, before_previous, out);
        }
      }
      if (!optional || word.empty()) {
        before_previous = previous;
        previous = colon ? ":" : word;
      }
    }
  }

 private:
  // The particles that a word of a frame may be; none of a role.
  void particles(std::string_view word, std::vector<lexicon::LexemeId>& out) {
    text::read(word, lexicon_.orthography(), scratch_);
    if (scratch_.tokens.empty()) return;
    const auto letters = scratch_.letters_of(scratch_.tokens.front());
    const auto folded = scratch_.folded_of(scratch_.tokens.front());
    for (const auto& reading : analyser_.analyse_word(letters, folded)) {
      if (reading.lexeme != lexicon::kNothing && (reading.features & lexicon::feature::particle)) {
        out.push_back(reading.lexeme);
      }
    }
  }

  void content(std::string_view word, std::string_view previous, std::string_view before_previous,
               CueRow& out) {
    if (word.find(".quote") != std::string_view::npos || previous == ":") {
      out.quote = true;
      if (previous == ":") return;
    }
    const bool roman = previous.empty() || (previous.front() >= 'A' && previous.front() <= 'Z') ||
                       previous.front() == '^';
    if (roman) {
      if (word.find(".figure") != std::string_view::npos) out.figure = true;
      out.noun_phrase = true;
      return;
    }
    text::read(previous, lexicon_.orthography(), scratch_);
    if (scratch_.tokens.empty()) return;
    const auto letters = scratch_.letters_of(scratch_.tokens.front());
    const auto folded = scratch_.folded_of(scratch_.tokens.front());
    for (const lexicon::Clitic& clitic : lexicon_.proclitics()) {
      if (clitic.size == folded.size() &&
          std::equal(folded.begin(), folded.end(), clitic.letters) &&
          (clitic.adds &
           (lexicon::feature::with_bi | lexicon::feature::with_li | lexicon::feature::with_ka))) {
        out.prepositions |= clitic.adds;
        return;
      }
    }
    for (const auto& reading : analyser_.analyse_word(letters, folded)) {
      if (reading.lexeme == lexicon::kNothing) continue;
      if (that_ != lexicon::kNothing && lexicon_.in_set(that_, reading.lexeme)) {
        out.that = true;
        particles(before_previous, out.before_that);
        return;
      }
      if (reading.features & lexicon::feature::particle) out.particles.push_back(reading.lexeme);
    }
  }

  const lexicon::Lexicon& lexicon_;
  morphology::Analyser analyser_;
  std::uint32_t that_;
  text::Text scratch_;
};

}  // namespace

CueRows::CueRows(const lexicon::Lexicon& lexicon) {
  FrameReader reader(lexicon);
  const auto rows = lexicon.rows();
  index_.assign(rows.size(), lexicon::kNothing);
  for (lexicon::RowId row = 0; row < rows.size(); ++row) {
    if (lexicon.file_of(row) != "cues.tsv") continue;
    CueRow out;
    out.row = row;
    out.stance = parse<Stance>(lexicon.field(row, "stance")).value_or(Stance::asserts);
    for (const std::string_view category : split(lexicon.field(row, "category"))) {
      out.verb |= category == "verb";
      out.noun |= category == "noun";
      out.participle |= category == "participle";
      out.preposition |= category == "preposition";
      out.phrase |= category == "phrase";
    }
    for (const std::string_view frame : split(lexicon.field(row, "frame"))) {
      reader.read(frame, out);
    }
    index_[row] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(std::move(out));
  }
}

const CueRow* CueRows::of(lexicon::RowId row) const {
  return index_[row] == lexicon::kNothing ? nullptr : &rows_[index_[row]];
}

}  // namespace marsad::claims
