// SPDX-License-Identifier: Apache-2.0
// Rows of the language that the desk's corrections call for, as text to be worked on and put into
// language/ (docs/extending.md): what a person told the engine once need not be told again.
//
//   an event that a person added on "دوّى" as bombing, in two articles
//     →  # file lexicon/triggers.tsv
//        # a1, correction 12: … دوّى انفجار في السوق …
//        دوّى <tab> ? <tab> bombing …
//
// Every row has the columns of its file. Words stand as they were written, and what a person must
// decide (part of speech, id, English name) is "?". Evidence are comments, so that no text of an
// article gets into a row. Pure. Tested by suggest_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "marsad/store/rows.h"

namespace marsad::server {

class Suggestions {
 public:
  // The corrections of one version of an article, with its analysis (marsad.analysis/1).
  void read(const std::string& article, const std::string& analysis,
            const std::vector<store::CorrectionRow>& corrections);
  // By file, the most often called for first.
  [[nodiscard]] std::string text() const;

 private:
  struct Row {
    std::size_t file = 0;  // of the table of files
    std::vector<std::string> cells;
    std::size_t times = 0;
    std::vector<std::string> evidence;
  };
  void add(std::size_t file, std::vector<std::string> cells, std::string evidence);
  std::vector<Row> rows_;
};

}  // namespace marsad::server
