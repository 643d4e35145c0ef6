// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/pipeline.h"

#include "marsad/pipeline/state.h"

namespace marsad {

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

Workspace Lending::take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return Workspace();
  Workspace out = std::move(idle_.back());
  idle_.pop_back();
  return out;
}

void Lending::give_back(Workspace&& workspace) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(workspace));
}

Workspace::Workspace() : state_(std::make_unique<State>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;

void read_words(const std::string& text, const Language::State& language, Workspace::State& work,
                Laps* laps) {
  if (work.lexicon != language.lexicon.get()) {
    work.lexicon = language.lexicon.get();
    work.analyser.emplace(*language.lexicon);
  }
  if (laps != nullptr) laps->begin();
  text::read(text, language.lexicon->orthography(), work.text);
  end_lap(laps, "text");
  work.analyser->split_joined_words(work.text);
  work.analyser->analyse(work.text, work.readings);
  language.chooser.choose(work.text, work.readings);
  end_lap(laps, "morphology");
}

void read_mentions(const Document& document, const Language::State& language,
                   Workspace::State& work, std::vector<grammar::TraceLine>* trace, Laps* laps) {
  read_words(document.text, language, work, laps);
  grammar::build(work.text, *language.lexicon, work.readings, work.chart);
  end_lap(laps, "chart");
  mentions::find(document, language.cascade, language.terms, work.chart, work.mentions, trace,
                 laps);
}

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

void analyse(const Document& document, const Language& language, Analysis& out,
             const AnalyseOptions& options) {
  Lending& lending = language.state().lending;
  Workspace workspace = lending.take();  // thrown away if reading throws
  analyse(document, language, workspace, out, options);
  lending.give_back(std::move(workspace));
}

}  // namespace marsad
