// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "marsad/pipeline/state.h"
#include "marsad/text/utf8.h"

namespace marsad {
namespace {

// Writes down one article that was read.
class Explainer {
 public:
  Explainer(const Language::State& language, Workspace::State& work, const mentions::Page& page,
            const Focus& focus)
      : language_(language), work_(work), page_(page), focus_(focus) {}

  std::string run(const Analysis& analysis) {
    choose_tokens();
    for (std::size_t number = 0; number < work_.text.sentences.size(); ++number) {
      tell_sentence(number);
    }
    for (const mentions::Found& found : work_.mentions.all) {
      if (!touches(found.tokens)) continue;
      out_ += "mention \"" + quote(found.tokens) + '"';
      because(found.mention.why);
    }
    for (const claims::Found& found : work_.claims) {
      if (!touches(found.cue) && !touches(found.content)) continue;
      out_ += "claim \"" + quote(found.cue) + "\" → \"" + quote(found.content) + '"';
      because(found.claim.why);
    }
    for (const Event& event : analysis.events) tell_place("event", event.trigger, event.why);
    for (const Figure& figure : analysis.figures) tell_place("figure", figure.span, figure.why);
    return std::move(out_);
  }

 private:
  // The tokens that are asked for.
  void choose_tokens() {
    const std::uint32_t count = page_.tokens();
    chosen_.assign(count, true);
    std::u16string word;
    if (!focus_.word.empty()) {
      text::Text read;
      text::read(focus_.word, language_.lexicon->orthography(), read);
      word = read.folded;
    }
    for (std::uint32_t token = 0; token < count; ++token) {
      const Span place = page_.code_points({token, token + 1});
      if (focus_.span && !place.overlaps(*focus_.span)) chosen_[token] = false;
      if (!word.empty() && work_.text.folded_of(work_.text.tokens[token]) != word) {
        chosen_[token] = false;
      }
      if (focus_.sentence && page_.sentence_of(token) + 1 != *focus_.sentence) {
        chosen_[token] = false;
      }
    }
  }

  bool touches(Span tokens) const {
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
      if (chosen_[token]) return true;
    }
    return false;
  }

  std::string quote(Span tokens) const {
    std::string words;
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
      if (token > tokens.begin && !work_.text.tokens[token].glued) words += ' ';
      for (const char16_t unit : work_.text.letters_of(work_.text.tokens[token])) {
        text::append_utf8(unit, words);
      }
    }
    return words;
  }

  void because(const std::vector<std::string>& why) {
    for (const std::string& reason : why) out_ += "  <" + reason + '>';
    out_ += '\n';
  }

  void tell_sentence(std::size_t number) {
    const text::Sentence& sentence = work_.text.sentences[number];
    if (!touches({sentence.first, sentence.last})) return;
    out_ +=
        "sentence " + std::to_string(number + 1) + (sentence.heading ? " (heading)" : "") + '\n';
    for (std::uint32_t token = sentence.first; token < sentence.last; ++token) {
      if (chosen_[token]) tell_word(token);
    }
    for (const grammar::TraceLine& line : work_.trace) {
      if (line.first < sentence.first || line.first >= sentence.last) continue;
      if (touches({line.first, line.last})) tell_rule(line);
    }
  }

  void tell_word(std::uint32_t token) {
    out_ += "  \"" + quote({token, token + 1}) + "\"\n";
    const morphology::WordReadings& word = work_.readings.words[token];
    for (std::uint32_t i = 0; i < word.count + word.refused; ++i) {
      const morphology::Reading& reading = work_.readings.readings[word.first + i];
      out_ += i < word.count ? "      " : "    ; ";
      out_ += morphology::dump(reading, *language_.lexicon);
      if (reading.lexeme != lexicon::kNothing) {
        for (const lexicon::RowId row : language_.lexicon->rows_of(reading.lexeme)) {
          out_ += "  <" + language_.lexicon->origin(row) + '>';
        }
      }
      out_ += '\n';
    }
  }

  void tell_rule(const grammar::TraceLine& line) {
    static constexpr const char* kOutcomes[] = {"  fired    ", "; shorter  ", "; later    ",
                                                "; refused  "};
    const grammar::RuleInfo& rule = language_.cascade.rules()[line.rule];
    out_ += kOutcomes[static_cast<std::size_t>(line.outcome)];
    out_ += rule.name + " (" + rule.file + ':' + std::to_string(rule.line) + ") \"" +
            quote({line.first, line.last}) + "\"\n";
  }

  // `place`: code points.
  void tell_place(const char* what, Span place, const std::vector<std::string>& why) {
    for (std::uint32_t token = 0; token < page_.tokens(); ++token) {
      if (!chosen_[token] || !page_.code_points({token, token + 1}).overlaps(place)) continue;
      out_ += what + (" at " + std::to_string(place.begin)) + ".." + std::to_string(place.end);
      because(why);
      return;
    }
  }

  const Language::State& language_;
  Workspace::State& work_;
  const mentions::Page& page_;
  const Focus& focus_;
  std::vector<bool> chosen_;
  std::string out_;
};

}  // namespace

std::string explain(const Document& document, const Language& language, Workspace& workspace,
                    const Focus& focus) {
  const Language::State& state = language.state();
  Workspace::State& work = workspace.state();
  work.trace.clear();
  work.mentions.why = true;
  read_mentions(document, state, work, &work.trace, nullptr);
  const mentions::Page page(document, work.chart, work.mentions, state.classes);
  state.cues.find(page, work.claims);
  Analysis analysis;
  for (const mentions::Found& found : work.mentions.all) analysis.mentions.push_back(found.mention);
  for (const claims::Found& found : work.claims) analysis.claims.push_back(found.claim);
  state.coder.find(page, work.claims, analysis);
  return Explainer(state, work, page, focus).run(analysis);
}

}  // namespace marsad
