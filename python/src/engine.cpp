// SPDX-License-Identifier: Apache-2.0
#include "engine.h"

#include <utility>

namespace py = pybind11;

namespace marsad::python {
namespace {

// Articles of one piece of work and of one batch: enough that handing over costs nothing beside
// reading, few enough that columns stay far below 2 GiB and threads end together.
constexpr std::size_t kPieceArticles = 64;
constexpr std::size_t kPieceBytes = std::size_t{1} << 22U;

}  // namespace

AnalysisPtr analyse_one(const Language& language, const Document& document, bool why) {
  auto out = std::make_shared<Analysis>();
  analyse(document, language, *out, {.why = why});
  return out;
}

Reader::Reader(const Language& language, Articles articles, int threads, bool why)
    : articles_(std::move(articles)),
      most_(threads <= 1 ? 1 : static_cast<std::size_t>(threads) * kAhead) {
  const auto make_work = [language, why]() -> Work::Work {
    auto workspace = std::make_shared<Workspace>();
    return [language, why, workspace](Document& document) -> AnalysisPtr {
      auto out = std::make_shared<Analysis>();
      analyse(document, language, *workspace, *out, {.why = why});
      return out;
    };
  };
  work_ = std::make_unique<Work>(threads, make_work, [this](AnalysisPtr&& answer) {
    {
      const std::lock_guard lock(mutex_);
      done_.push_back(std::move(answer));
    }
    answered_.notify_one();
    return true;
  });
}

// NOLINTNEXTLINE(bugprone-exception-escape): joining threads that run does not throw.
Reader::~Reader() {
  const py::gil_scoped_release unlocked;
  work_.reset();
}

bool Reader::feed() {
  if (ended_) return false;
  std::optional<Document> document;
  try {
    document = articles_.next();
  } catch (const std::exception&) {
    fault_ = std::current_exception();
  }
  if (!document) {
    ended_ = true;
    return false;
  }
  ++under_way_;
  const py::gil_scoped_release unlocked;  // with one thread the work is done in here
  work_->push(std::move(*document));
  return true;
}

AnalysisPtr Reader::take(bool wait) {
  const py::gil_scoped_release unlocked;
  std::unique_lock lock(mutex_);
  if (wait) answered_.wait(lock, [&] { return !done_.empty(); });
  if (done_.empty()) return nullptr;
  AnalysisPtr answer = std::move(done_.front());
  done_.pop_front();
  --under_way_;
  return answer;
}

AnalysisPtr Reader::next() {
  // Two for one until enough are under way, then one for one: the first answer comes soon, and
  // the threads never wait for one another.
  for (int i = 0; i < 2 && under_way_ < most_ && feed(); ++i) {
  }
  while (true) {
    if (AnalysisPtr answer = take(false)) return answer;
    if (under_way_ < most_ && feed()) continue;
    if (under_way_ > 0) return take(true);
    if (fault_) std::rethrow_exception(std::exchange(fault_, nullptr));
    return nullptr;
  }
}

std::vector<std::vector<BatchPtr>> make_tables(const Language& language, Articles articles,
                                               int threads, const std::vector<const Form*>& wanted,
                                               const py::object& progress) {
  using Piece = std::vector<Document>;
  using Work = Ordered<Piece, std::vector<BatchPtr>>;
  std::vector<std::vector<BatchPtr>> out(wanted.size());
  const auto make_work = [&]() -> Work::Work {
    auto workspace = std::make_shared<Workspace>();
    auto analysis = std::make_shared<Analysis>();
    auto writer = std::make_shared<LayerWriter>(wanted);
    return [&language, workspace, analysis, writer](Piece& piece) {
      for (const Document& document : piece) {
        analyse(document, language, *workspace, *analysis, {.why = false});
        writer->add(*analysis);
      }
      return writer->take();
    };
  };
  Work work(threads, make_work, [&](std::vector<BatchPtr>&& batches) {
    for (std::size_t i = 0; i < batches.size(); ++i) {
      if (batches[i]->rows > 0) out[i].push_back(std::move(batches[i]));
    }
    return true;
  });
  Piece piece;
  std::size_t bytes = 0;
  const auto hand_over = [&] {
    const std::size_t count = piece.size();
    {
      const py::gil_scoped_release unlocked;
      work.push(std::exchange(piece, {}));
    }
    bytes = 0;
    if (!progress.is_none()) progress(count);
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  };
  try {
    while (std::optional<Document> document = articles.next()) {
      bytes += document->text.size();
      piece.push_back(std::move(*document));
      if (piece.size() == kPieceArticles || bytes >= kPieceBytes) hand_over();
    }
    if (!piece.empty()) hand_over();
  } catch (...) {
    const py::gil_scoped_release unlocked;
    work.finish();
    throw;
  }
  const py::gil_scoped_release unlocked;
  work.finish();
  return out;
}

}  // namespace marsad::python
