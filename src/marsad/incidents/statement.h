// SPDX-License-Identifier: Apache-2.0
// The rows of the ledger: what one article says, one row for each speaker, happening and
// figure, flat enough to be listed, filtered, exported and counted.
//
//   "قال المرصد إن 15 مدنيا قتلوا في حلب"  (حلب = Aleppo)
//     →  source Syrian Observatory, asserts, violence, Aleppo, killed 15..15, civilians
//
// A claim that tells of several events gives a row for each; each figure has a row of its
// own; an event or a figure that nobody is said to have told is the outlet's own word
// (`source` empty). A claim without event or figure gives one row, for its stance and words.
// The first speaker is the source, whoever passed the words on: `chain` names them in order.
// Pure. Tested by statement_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "marsad/analysis/analysis.h"

namespace marsad::incidents {

struct Statement {
  std::string source;         // canonical English, else the words; empty: the outlet itself
  std::string source_entity;  // id of a row of world/actors.tsv, or empty
  std::optional<ActorClass> source_class;
  std::vector<std::string> chain;  // who passed it on, the nearest to the source first
  Stance stance = Stance::asserts;

  std::optional<EventType> type;
  Codes codes;
  Status status = Status::reported;
  std::optional<PlaceValue> place;
  std::optional<Date> from, to;              // first and last day of the happening, both included
  std::vector<std::string> agents, targets;  // canonical names, else the words
  std::vector<std::string> weapons;          // kinds

  std::optional<FigureKind> figure;
  std::optional<double> low, high;  // both included; open = none; without `figure` none
  bool approximate = false;
  Victims victims = Victims::people;
  bool part = false;        // a part of another figure, as children of the killed: never added
  bool cumulative = false;  // counts over more than a month, as "since the war began"

  Span span;          // code points of the article's text: the words that say so
  std::string quote;  // text[span]
  Index claim = kNone, event = kNone, number = kNone;  // of the analysis: claims, events, figures
};

// In the order of the text. Linear in claims, events and figures.
[[nodiscard]] std::vector<Statement> statements_of(const Analysis& analysis);

}  // namespace marsad::incidents
