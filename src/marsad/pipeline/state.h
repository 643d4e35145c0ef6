// SPDX-License-Identifier: Apache-2.0
// What a Language and a Workspace hold, for the files of this room only: pipeline.cpp
// makes analyses of it, explain.cpp tells how they came about.
//
//   "قصفت الطائرات حمص"  →  read_mentions leaves words, chart and mentions in the workspace
//
// Nothing here is called from outside. Tested by pipeline_test.cpp.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/events.h"
#include "marsad/grammar/rules.h"
#include "marsad/mentions/page.h"
#include "marsad/mentions/terms.h"
#include "marsad/morphology/analyser.h"
#include "marsad/morphology/choose.h"
#include "marsad/pipeline/pipeline.h"

namespace marsad {

// Workspaces for callers that keep none: taken by one call at a time, given back after it.
class Lending {
 public:
  [[nodiscard]] Workspace take();
  void give_back(Workspace&& workspace);

 private:
  std::mutex mutex_;
  std::vector<Workspace> idle_;
};

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
  mutable Lending lending;  // the last, since its workspaces remember words of the lexicon
};

struct Workspace::State {
  const lexicon::Lexicon* lexicon = nullptr;  // whose words the analyser remembers
  std::optional<morphology::Analyser> analyser;
  text::Text text;
  morphology::Readings readings;
  grammar::Chart chart;
  mentions::Mentions mentions;
  std::vector<claims::Found> claims;
  std::vector<grammar::TraceLine> trace;
  // For words.cpp: the folded lemmas of a lexicon, as far as they were asked for.
  struct Lemmas {
    struct Lemma {
      std::string text;
      std::uint64_t hash = 0;
    };
    const lexicon::Lexicon* of = nullptr;
    std::deque<Lemma> all;                 // a deque, since views point in
    std::vector<std::uint32_t> of_lexeme;  // number in `all`, from 1; 0: not asked for yet
    std::unordered_map<std::string_view, std::uint32_t> named;  // the number, from 1
    std::vector<std::uint32_t> seen;  // the round of content_words that gave it last
    std::uint32_t round = 0;
  } lemmas;
  std::deque<std::string> unknown_words;  // of the last article
};

// Up to the readings of each word.
void read_words(const std::string& text, const Language::State& language, Workspace::State& work,
                Laps* laps);

// Up to and with the mentions; the buffers of the workspace hold the result.
void read_mentions(const Document& document, const Language::State& language,
                   Workspace::State& work, std::vector<grammar::TraceLine>* trace, Laps* laps);

}  // namespace marsad
