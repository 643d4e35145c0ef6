// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/pipeline.h"

#include <optional>
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/events.h"
#include "marsad/grammar/rules.h"
#include "marsad/mentions/page.h"
#include "marsad/mentions/terms.h"
#include "marsad/morphology/analyser.h"
#include "marsad/morphology/choose.h"
#include "marsad/text/utf8.h"

namespace marsad {

struct Language::State {
  State(std::shared_ptr<const lexicon::Lexicon> opened, grammar::Cascade rules)
      : lexicon(std::move(opened)),
        cascade(std::move(rules)),
        chooser(*lexicon),
        classes(*lexicon),
        terms(*lexicon),
        cues(*lexicon),
        coder(*lexicon) {}

  std::shared_ptr<const lexicon::Lexicon> lexicon;
  grammar::Cascade cascade;
  morphology::Chooser chooser;
  mentions::Classes classes;
  mentions::Terms terms;
  claims::Cues cues;
  events::Coder coder;
};

const std::string& Language::hash() const { return state_->lexicon->hash(); }

namespace {

Result<Language> understand(Result<std::shared_ptr<const lexicon::Lexicon>> opened) {
  if (!opened) return tl::unexpected(opened.error());
  auto cascade = grammar::Cascade::open((*opened)->section("rules"), mentions::makers());
  if (!cascade) return tl::unexpected(cascade.error());
  return Language(std::make_shared<const Language::State>(std::move(*opened), std::move(*cascade)));
}

}  // namespace

Result<Language> open_language(const std::string& pack_path) {
  return understand(lexicon::Lexicon::open(pack_path));
}

Result<Language> language_from_bytes(std::string bytes, const std::string& name) {
  return understand(lexicon::Lexicon::from_bytes(std::move(bytes), name));
}

struct Workspace::State {
  const lexicon::Lexicon* lexicon = nullptr;  // whose words the analyser remembers
  std::optional<morphology::Analyser> analyser;
  text::Text text;
  morphology::Readings readings;
  grammar::Chart chart;
  mentions::Mentions mentions;
  std::vector<claims::Found> claims;
  std::vector<grammar::TraceLine> trace;
};

Workspace::Workspace() : state_(std::make_unique<State>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;

namespace {

// Up to and with the mentions; the buffers of the workspace hold the result.
void read_mentions(const Document& document, const Language::State& language,
                   Workspace::State& work, std::vector<grammar::TraceLine>* trace, Laps* laps) {
  if (work.lexicon != language.lexicon.get()) {
    work.lexicon = language.lexicon.get();
    work.analyser.emplace(*language.lexicon);
  }
  if (laps != nullptr) laps->begin();
  text::read(document.text, language.lexicon->orthography(), work.text);
  end_lap(laps, "text");
  work.analyser->split_joined_words(work.text);
  work.analyser->analyse(work.text, work.readings);
  language.chooser.choose(work.text, work.readings);
  end_lap(laps, "morphology");
  grammar::build(work.text, *language.lexicon, work.readings, work.chart);
  end_lap(laps, "chart");
  mentions::find(document, language.cascade, language.terms, work.chart, work.mentions, trace,
                 laps);
}

}  // namespace

void analyse(const Document& document, const Language& language, Workspace& workspace,
             Analysis& out, const AnalyseOptions& options) {
  Laps* const laps = options.laps;
  const Language::State& state = language.state();
  Workspace::State& work = workspace.state();
  work.mentions.why = options.why;
  read_mentions(document, state, work, nullptr, laps);
  const mentions::Page page(document, work.chart, work.mentions, state.classes);
  state.cues.find(page, work.claims);
  end_lap(laps, "claims");

  out.document = document;
  out.pack = language.hash();
  out.mentions.clear();
  out.claims.clear();
  out.events.clear();
  out.figures.clear();
  state.coder.find(page, work.claims, out);
  // Nobody reads them in the workspace any more.
  out.mentions.reserve(work.mentions.all.size());
  for (mentions::Found& found : work.mentions.all) out.mentions.push_back(std::move(found.mention));
  out.claims.reserve(work.claims.size());
  for (claims::Found& found : work.claims) out.claims.push_back(std::move(found.claim));
  end_lap(laps, "events");
}

std::string explain(const Document& document, const Language& language, Workspace& workspace) {
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

  const auto quote = [&](std::uint32_t first, std::uint32_t last) {
    std::string words;
    for (std::uint32_t token = first; token < last; ++token) {
      if (token > first && !work.text.tokens[token].glued) words += ' ';
      for (const char16_t unit : work.text.letters_of(work.text.tokens[token])) {
        text::append_utf8(unit, words);
      }
    }
    return words;
  };
  std::string out;
  for (std::size_t number = 0; number < work.text.sentences.size(); ++number) {
    const text::Sentence& sentence = work.text.sentences[number];
    out += "sentence " + std::to_string(number + 1) + (sentence.heading ? " (heading)" : "") + '\n';
    for (std::uint32_t token = sentence.first; token < sentence.last; ++token) {
      out += "  \"" + quote(token, token + 1) + "\"\n";
      const morphology::WordReadings& word = work.readings.words[token];
      for (std::uint32_t i = 0; i < word.count + word.refused; ++i) {
        const morphology::Reading& reading = work.readings.readings[word.first + i];
        out += i < word.count ? "      " : "    ; ";
        out += morphology::dump(reading, *state.lexicon);
        if (reading.lexeme != lexicon::kNothing) {
          for (const lexicon::RowId row : state.lexicon->rows_of(reading.lexeme)) {
            out += "  <" + state.lexicon->origin(row) + '>';
          }
        }
        out += '\n';
      }
    }
    for (const grammar::TraceLine& line : work.trace) {
      if (line.first < sentence.first || line.first >= sentence.last) continue;
      static constexpr const char* kOutcomes[] = {"  fired    ", "; shorter  ", "; later    ",
                                                  "; refused  "};
      const grammar::RuleInfo& rule = state.cascade.rules()[line.rule];
      out += kOutcomes[static_cast<std::size_t>(line.outcome)];
      out += rule.name + " (" + rule.file + ':' + std::to_string(rule.line) + ") \"" +
             quote(line.first, line.last) + "\"\n";
    }
  }
  const auto because = [&](const std::vector<std::string>& why) {
    for (const std::string& reason : why) out += "  <" + reason + '>';
    out += '\n';
  };
  for (const mentions::Found& found : work.mentions.all) {
    out += "mention \"" + quote(found.tokens.begin, found.tokens.end) + '"';
    because(found.mention.why);
  }
  for (const claims::Found& found : work.claims) {
    out += "claim \"" + quote(found.cue.begin, found.cue.end) + "\" → \"" +
           quote(found.content.begin, found.content.end) + '"';
    because(found.claim.why);
  }
  for (const Event& event : analysis.events) {
    out += "event at " + std::to_string(event.trigger.begin) + ".." +
           std::to_string(event.trigger.end);
    because(event.why);
  }
  for (const Figure& figure : analysis.figures) {
    out +=
        "figure at " + std::to_string(figure.span.begin) + ".." + std::to_string(figure.span.end);
    because(figure.why);
  }
  return out;
}

}  // namespace marsad
