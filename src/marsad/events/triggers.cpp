// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/triggers.h"

#include <algorithm>
#include <string_view>

#include "marsad/analysis/names.h"
#include "marsad/base/split.h"

namespace marsad::events {
namespace {

Role role_named(std::string_view word) {
  if (word.starts_with("AGENT")) return Role::agent;
  if (word.starts_with("TARGET")) return Role::target;
  if (word.starts_with("WEAPON") || word.starts_with("MEANS") || word.starts_with("VEHICLE")) {
    return Role::weapon;
  }
  if (word.starts_with("PLACE")) return Role::place;
  return Role::none;
}

class FrameReader {
 public:
  explicit FrameReader(const lexicon::Lexicon& lexicon) : lexicon_(lexicon), analyser_(lexicon) {}

  void read(std::string_view frame, TriggerRow& out) {
    bool noun = false, passive = false, first = true, subject_seen = false;
    std::optional<Preposition> preposition;
    for (std::string_view word : split(frame, ' ')) {
      while (word.starts_with('(')) word.remove_prefix(1);
      while (word.ends_with(')')) word.remove_suffix(1);
      if (word.empty()) continue;
      const bool roman = word.front() >= 'A' && word.front() <= 'Z';
      if (first && roman) noun = word == "N";
      if (word == "V" || word == "N" || word.starts_with("V.")) {
        passive |= word.starts_with("V.pass");
        first = false;
        continue;
      }
      // A negation counts with its verb: "لم يقصف AGENT TARGET".
      if (!roman && first && negates(word)) continue;
      if (!roman) {
        if (word.ends_with(".pass")) {
          passive = true;
        } else {
          preposition = read_preposition(word);
          if (!first && !preposition) subject_seen = true;  // a word of the phrase: its object
        }
        first = false;
        continue;
      }
      first = false;
      const Role role = role_named(word);
      if (role == Role::none) {
        preposition.reset();
        continue;
      }
      if (preposition) {
        preposition->role = role;
        out.prepositions.push_back(std::move(*preposition));
        preposition.reset();
      } else if (passive) {
        if (out.passive_subject == Role::none) out.passive_subject = role;
      } else if (noun) {
        if (role == Role::target) out.objective = true;
        if (out.genitive == Role::none) out.genitive = role;
      } else if (!subject_seen) {
        if (out.subject == Role::none) out.subject = role;
        subject_seen = true;
      } else if (out.object == Role::none) {
        out.object = role;
      }
    }
  }

 private:
  bool negates(std::string_view word) {
    text::read(word, lexicon_.orthography(), scratch_);
    const std::uint32_t negation = lexicon_.class_named("negation");
    if (scratch_.tokens.size() != 1 || negation == lexicon::kNothing) return false;
    const auto readings = analyser_.analyse_word(scratch_.letters_of(scratch_.tokens.front()),
                                                 scratch_.folded_of(scratch_.tokens.front()));
    return std::any_of(readings.begin(), readings.end(), [&](const morphology::Reading& r) {
      return r.lexeme != lexicon::kNothing && lexicon_.in_set(negation, r.lexeme);
    });
  }

  std::optional<Preposition> read_preposition(std::string_view word) {
    text::read(word, lexicon_.orthography(), scratch_);
    if (scratch_.tokens.size() != 1) return std::nullopt;
    const auto letters = scratch_.letters_of(scratch_.tokens.front());
    const auto folded = scratch_.folded_of(scratch_.tokens.front());
    Preposition out;
    constexpr lexicon::Features kClitics =
        lexicon::feature::with_bi | lexicon::feature::with_li | lexicon::feature::with_ka;
    for (const lexicon::Clitic& clitic : lexicon_.proclitics()) {
      if (clitic.size == folded.size() &&
          std::equal(folded.begin(), folded.end(), clitic.letters) &&
          (clitic.adds & kClitics) != 0) {
        out.clitics |= clitic.adds;
      }
    }
    const std::uint32_t prepositions = lexicon_.class_named("preposition");
    for (const auto& reading : analyser_.analyse_word(letters, folded)) {
      if (reading.lexeme != lexicon::kNothing && prepositions != lexicon::kNothing &&
          lexicon_.in_set(prepositions, reading.lexeme)) {
        out.particles.push_back(reading.lexeme);
      }
    }
    if (out.clitics == 0 && out.particles.empty()) return std::nullopt;
    return out;
  }

  const lexicon::Lexicon& lexicon_;
  morphology::Analyser analyser_;
  text::Text scratch_;
};

}  // namespace

TriggerRows::TriggerRows(const lexicon::Lexicon& lexicon) {
  static_assert(std::tuple_size_v<decltype(by_type_)> == kNames<EventType>.size());
  FrameReader reader(lexicon);
  const auto rows = lexicon.rows();
  index_.assign(rows.size(), lexicon::kNothing);
  for (lexicon::RowId row = 0; row < rows.size(); ++row) {
    if (lexicon.file_of(row) != "triggers.tsv") continue;
    const auto type = parse<EventType>(lexicon.field(row, "type"));
    if (!type) continue;
    TriggerRow out;
    out.row = row;
    out.type = *type;
    out.harm = parse<FigureKind>(lexicon.field(row, "harm"));
    out.status = parse<Status>(lexicon.field(row, "status_hint"));
    for (const std::string_view pos : split(lexicon.field(row, "pos"), '|')) {
      out.verb |= pos == "verb";
      out.noun |= pos == "noun" || pos == "masdar";
      out.participle |= pos == "participle";
      out.phrase |= pos == "phrase";
    }
    for (const std::string_view strength : split(lexicon.field(row, "strength"), '|')) {
      out.weak |= strength == "weak";
      out.last |= strength == "last";
      out.armed |= strength == "armed";
      out.counted |= strength == "counted";
    }
    for (const std::string_view frame : split(lexicon.field(row, "frame"), '|')) {
      reader.read(frame, out);
    }
    out.codes = {std::string(lexicon.field(row, "acled_event")),
                 std::string(lexicon.field(row, "acled_sub_event")),
                 std::string(lexicon.field(row, "plover")),
                 std::string(lexicon.field(row, "plover_mode")),
                 std::string(lexicon.field(row, "cameo"))};
    TriggerRow& plain = by_type_[static_cast<std::size_t>(*type)];
    if (plain.codes.acled_sub_event.empty() && plain.codes.cameo.empty()) {
      plain.row = row;
      plain.type = *type;
      plain.subject = plain.genitive = Role::agent;
      plain.codes = out.codes;
    }
    index_[row] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(std::move(out));
  }
}

const TriggerRow* TriggerRows::of(lexicon::RowId row) const {
  return index_[row] == lexicon::kNothing ? nullptr : &rows_[index_[row]];
}

}  // namespace marsad::events
