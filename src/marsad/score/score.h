// SPDX-License-Identifier: Apache-2.0
// Analyses against gold, layer by layer: what was found, what was missed, what was invented.
//
//   gold    "نفى الجيش مقتل [3 مدنيين]"  figure killed 3..3
//   system  "نفى الجيش مقتل 3 [مدنيين]"  figure killed 3..3   → figure: hit
//
// Spans meet on whole words of the text, so that an attached و، ب، ل، ال never decides.
// Things of one layer are paired one to one, the best overlap first; a pair is a hit where
// the layer's own condition holds:
//   figure         kind and both bounds;  figure+source  … and a source;  figure, all  … and
//                  victims, days, place and status
//   claim          a cue that overlaps, or half of the content, and a source that overlaps
//   stance, status, event date   equal, of the pairs;  content  words that both tell
//   event          trigger and type;  trigger  the trigger alone
//   roles          agents, targets, weapons and places whose spans overlap
//   time           the value;  place  near enough for its level;  actor  half of the words
// Precision is hits over the system's, recall hits over the gold's. Tested by score_test.cpp.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/analysis/analysis.h"

namespace marsad::score {

struct Layer {
  std::string name;
  std::size_t hit = 0, gold = 0, system = 0;
  [[nodiscard]] double precision() const { return share(hit, system); }
  [[nodiscard]] double recall() const { return share(hit, gold); }
  [[nodiscard]] double f1() const;

 private:
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

// One thing that was missed, invented or told otherwise.
struct Fault {
  std::string layer;
  std::string document;  // its id
  Span span;             // code points of the text
  std::string what;
};

class Score {
 public:
  Score();
  // Counts one article; both analyses are of gold.document.text. `system` may be null: nothing
  // was answered, and all is missed.
  void add(const Analysis& gold, const Analysis* system);

  [[nodiscard]] std::size_t documents() const { return documents_; }
  [[nodiscard]] std::size_t unanswered() const { return unanswered_; }
  // In a fixed order, those that some article has.
  [[nodiscard]] std::vector<Layer> layers() const;
  // In the order of the articles.
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  // The mean F1 of figure+source, claim, event, time, place and actor.
  [[nodiscard]] double mean() const;

 private:
  friend class Comparison;
  void count(std::string_view layer, std::size_t hit, std::size_t gold, std::size_t system);

  std::vector<Layer> layers_;  // all, in order
  std::vector<bool> seen_;
  std::vector<Fault> faults_;
  std::size_t documents_ = 0, unanswered_ = 0;
};

// To four decimals, as the figures are told.
[[nodiscard]] double rounded(double value);

}  // namespace marsad::score
