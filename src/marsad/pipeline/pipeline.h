// SPDX-License-Identifier: Apache-2.0
// The whole chain on one page: article in, analysis out.
//
//   text::read            letters, tokens, sentences
//   morphology            joined words parted; readings, narrowed by neighbours
//   grammar::build        words, phrases and names as edges of one chart
//   mentions::find        numbers, times, places, actors, weapons
//   claims::Cues::find    who says, with what stance, about what
//   events::Coder::find   what happened, to whom, with which figures
//
// A Language is opened once and shared by all threads; each thread has its own
// Workspace, whose buffers are reused. The same article and pack give the same
// analysis, on any number of threads. Tested by pipeline_test.cpp and tests/.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "marsad/analysis/analysis.h"
#include "marsad/base/laps.h"
#include "marsad/base/result.h"

namespace marsad {

// A language pack with all that is understood of it. Cheap to copy, immutable.
class Language {
 public:
  struct State;
  explicit Language(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  [[nodiscard]] const State& state() const { return *state_; }
  // SHA-256 of the pack, hexadecimal.
  [[nodiscard]] const std::string& hash() const;

 private:
  std::shared_ptr<const State> state_;
};

// Errors: ErrorCode::pack, naming the file and the remedy.
[[nodiscard]] Result<Language> open_language(const std::string& pack_path);
// The same from the bytes of a pack; `name` stands in messages.
[[nodiscard]] Result<Language> language_from_bytes(std::string bytes, const std::string& name);

// The buffers of one thread.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

struct AnalyseOptions {
  bool why = true;       // each answer names its rows and rules; without, `why` stays empty
  Laps* laps = nullptr;  // if given, gains the time of each stage
};

// Reads one article. `document.text` must be valid UTF-8 (text::decode makes it so).
void analyse(const Document& document, const Language& language, Workspace& workspace,
             Analysis& out, const AnalyseOptions& options = {});

// The same for callers that keep no Workspace: the language lends one of its own, of which it
// makes as many as there are calls at once and keeps them as long as it lives. Any thread.
void analyse(const Document& document, const Language& language, Analysis& out,
             const AnalyseOptions& options = {});

// Which part of an article is to be explained; all of it where nothing is set.
struct Focus {
  std::optional<std::size_t> sentence;  // counted from 1
  std::string word;                     // every token of this word, however spelled
  std::optional<Span> span;             // code points of the text
};

// How the article was read, for people: tokens with readings and their rows (refused ones
// struck with ";"), rules that fired or were refused and by what, mentions, claims, events and
// figures. With a focus on words or a span: those that touch it. Tested by explain_test.cpp.
[[nodiscard]] std::string explain(const Document& document, const Language& language,
                                  Workspace& workspace, const Focus& focus = {});

}  // namespace marsad
