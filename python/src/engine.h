// SPDX-License-Identifier: Apache-2.0
// Many articles read by many threads while Python waits, answers in the order of the articles.
//
//   Reader(language, Articles(["قتل 12 شخصا", …]), 2 threads)  →  Analysis 1, Analysis 2, …
//   make_tables(…, layers {"claims", "figures"})               →  batches of columns
//
// The GIL is held only to take articles out of Python objects and to hand answers over; reading
// happens without it, through the same Ordered as in the program. A Reader takes a few articles
// ahead of what was asked for, at most kAhead a thread. An exception of the source is passed on
// after the answers to what came before it. Tested by python/tests/extract_test.py and
// tables_test.py there.
#pragma once
#include <pybind11/pybind11.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "articles.h"
#include "layers.h"
#include "marsad/base/ordered.h"
#include "marsad/pipeline/pipeline.h"

namespace marsad::python {

// Shared with Python, never changed.
using AnalysisPtr = std::shared_ptr<const Analysis>;

[[nodiscard]] AnalysisPtr analyse_one(const Language& language, const Document& document, bool why);

class Reader {
 public:
  Reader(const Language& language, Articles articles, int threads, bool why);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader();

  // Null at the end. With the GIL held.
  [[nodiscard]] AnalysisPtr next();

 private:
  using Work = Ordered<Document, AnalysisPtr>;
  static constexpr std::size_t kAhead = 32;

  bool feed();  // one article; false where there is none left
  [[nodiscard]] AnalysisPtr take(bool wait);

  Articles articles_;
  std::size_t most_;  // under way at once
  std::mutex mutex_;
  std::condition_variable answered_;
  std::deque<AnalysisPtr> done_;
  std::size_t under_way_ = 0;  // fed, not yet taken
  bool ended_ = false;
  std::exception_ptr fault_;  // of the source
  std::unique_ptr<Work> work_;
};

// One list of batches for each of `wanted`. `progress` is called with the number of articles
// that were taken since the last call, unless it is None. With the GIL held.
[[nodiscard]] std::vector<std::vector<BatchPtr>> make_tables(const Language& language,
                                                             Articles articles, int threads,
                                                             const std::vector<const Form*>& wanted,
                                                             const pybind11::object& progress);

}  // namespace marsad::python
