// SPDX-License-Identifier: Apache-2.0
// marsad ingest: articles into a store, each kept with its bytes.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "command.h"
#include "desk.h"
#include "engine.h"
#include "marsad/base/behind.h"
#include "marsad/base/ordered.h"
#include "marsad/base/sha256.h"
#include "output.h"
#include "progress.h"

namespace marsad::cli {
namespace {

using nlohmann::json;
using observatory::Outcome;
using observatory::Prepared;

struct Options {
  Reading reading;
  StoreOptions store;
  std::string pack;
  std::string joining;
  bool rejected = false;
  bool retry = false;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

// One article on its way from the reader to the store.
struct Job {
  Result<Document> document;
  store::OriginalRow original;
  bool own_id = false;
};
struct Done {
  Result<Prepared> prepared;
  store::OriginalRow original;  // of one that could not be read
};

struct Tally {
  std::size_t added = 0, revised = 0, unchanged = 0, rejected = 0;
  [[nodiscard]] std::size_t all() const { return added + revised + unchanged + rejected; }
  void count(Outcome outcome) {
    switch (outcome) {
      case Outcome::added: ++added; break;
      case Outcome::revised: ++revised; break;
      case Outcome::unchanged: ++unchanged; break;
    }
  }
};

class Ingest {
 public:
  Ingest(observatory::Observatory& into, store::Store& known, const Language& language,
         Progress& progress, const std::atomic<std::uintmax_t>& bytes)
      : into_(into),
        known_(known),
        language_(language),
        progress_(progress),
        read_(&bytes),
        writer_([this](std::vector<Done>&& burst) { return write(std::move(burst)); },
                kMostBursts) {}

  // Of the reader's thread: false to stop.
  bool read(Ordered<Job, Done>& work, const std::string& origin, Result<Document> article,
            const ingest::Original& original) {
    if (!original.again) {
      sha256_ = sha256(original.bytes);
      bytes_ = nullptr;
    }
    if (article) {
      const auto has = known_.has_read(sha256_, article->id);
      if (has && *has) {
        ++skipped_;
        return !stopped_;
      }
    }
    if (!bytes_) bytes_ = std::make_shared<const std::string>(original.bytes);
    return work.push({std::move(article),
                      {sha256_, std::string(original.media_type), origin, bytes_},
                      original.own_id});
  }

  Done prepare(observatory::Preparer& preparer, Job& job) const {
    if (!job.document) {
      return {tl::unexpected<Error>(std::move(job.document.error())), std::move(job.original)};
    }
    return {preparer.prepare(std::move(*job.document), std::move(job.original), job.own_id), {}};
  }

  // Of one thread after another, in order: false to stop.
  bool keep(Done&& done) {
    waiting_.push_back(std::move(done));
    return waiting_.size() < kBurst || writer_.give(std::exchange(waiting_, {}));
  }

  Result<Tally> finish() {
    writer_.give(std::exchange(waiting_, {}));
    writer_.finish();
    if (failed_) return tl::unexpected<Error>(*failed_);
    if (const auto done = into_.commit(); !done) return tl::unexpected<Error>(done.error());
    tally_.unchanged += skipped_;
    return tally_;
  }

 private:
  // Articles that become durable together. A commit waits for the disk and writes every page that
  // it touched, and what is found by a hash lies on pages all over: of 60,000 articles the last
  // third wrote 35 kB an article in batches of 500, and half of that in batches of 2,000.
  static constexpr int kBatch = 4000;
  // Articles that are written in one go: reading and writing in turns, article by article, would
  // drive each other's tables out of the caches.
  static constexpr std::size_t kBurst = 100;
  // Bursts that may wait, so that reading goes on while a commit waits for the disk: some 10 MB.
  static constexpr std::size_t kMostBursts = 10;

  bool write(std::vector<Done>&& burst) {
    Result<void> done;
    for (Done& one : burst) {
      if (done) done = write(std::move(one));
    }
    in_change_ += static_cast<int>(burst.size());
    if (done && in_change_ < kBatch) return true;
    if (done) done = into_.commit();
    in_change_ = 0;
    if (done) return true;
    into_.give_up();
    failed_ = done.error();
    stopped_ = true;
    return false;
  }

  Result<void> write(Done&& done) {
    progress_.count(tally_.all() + skipped_, *read_);
    if (!done.prepared) {
      progress_.clear();
      tell(done.prepared.error());
      ++tally_.rejected;
      return into_.reject(done.prepared.error(), *done.original.bytes, done.original.media_type);
    }
    const auto outcome = into_.add(std::move(*done.prepared), language_.hash());
    if (!outcome) return tl::unexpected<Error>(outcome.error());
    tally_.count(*outcome);
    return {};
  }

  observatory::Observatory& into_;
  store::Store& known_;  // a connection of the reader's own
  const Language& language_;
  Progress& progress_;
  const std::atomic<std::uintmax_t>* read_;  // bytes of the inputs
  // Of the reader's thread.
  std::string sha256_;
  std::shared_ptr<const std::string> bytes_;
  // Of both.
  std::atomic<std::size_t> skipped_ = 0;  // by the reader
  std::atomic<bool> stopped_ = false;
  // Of the threads that keep, one after another.
  std::vector<Done> waiting_;
  // Of the writer's thread, and of finish() when it has ended.
  Tally tally_;
  int in_change_ = 0;
  std::optional<Error> failed_;
  Behind<std::vector<Done>> writer_;  // last: it begins when the rest is there
};

Result<int> list_rejected(const Options& options) {
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto rows = desk->store().rejected(false);
  if (!rows) return tl::unexpected<Error>(rows.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  for (const store::RejectedRow& row : *rows) {
    const std::string line = options.store.json
                                 ? json({{"number", row.number},
                                         {"where", row.where},
                                         {"reason", row.reason},
                                         {"remedy", row.remedy},
                                         {"at", row.at},
                                         {"bytes", row.bytes.size()}})
                                           .dump(-1, ' ', false, json::error_handler_t::replace) +
                                       "\n"
                                 : fmt::format("{}  {}  {}: {}; {}\n", row.number, row.at,
                                               row.where, row.reason, row.remedy);
    if (const auto written = output->write(line); !written) {
      return tl::unexpected<Error>(written.error());
    }
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return 0;
}

// The form that rejected bytes are read as again.
ingest::Form form_of_media(const std::string& media_type) {
  if (media_type == "text/html" || media_type == "application/xhtml+xml") {
    return ingest::Form::html;
  }
  if (media_type == "application/json") return ingest::Form::jsonl;
  if (media_type == "application/xml") return ingest::Form::feed;
  return ingest::Form::text;
}

// Reads one rejected input again. What can be read now is added and the row is done with, in one
// change; else the row stays as it is.
Result<void> retry(observatory::Observatory& desk, observatory::Preparer& preparer,
                   const store::RejectedRow& row, const CheckedReading& checked,
                   const std::string& pack, Tally& tally) {
  std::vector<Prepared> prepared;
  std::optional<Error> fault;
  const auto take = [&](Result<Document> article, const ingest::Original& original) {
    if (article) {
      store::OriginalRow kept{sha256(original.bytes), std::string(original.media_type), row.where,
                              std::make_shared<const std::string>(original.bytes)};
      prepared.push_back(preparer.prepare(std::move(*article), std::move(kept), original.own_id));
    } else if (!fault) {
      fault = article.error();
    }
    return true;
  };
  // A whole input has no bytes here: it is read again where it lay.
  const auto read =
      row.bytes.empty()
          ? ingest::read_originals(row.where, checked.form, checked.published, {}, take)
          : ingest::read_bytes(row.bytes, row.where, form_of_media(row.media_type),
                               checked.published, {}, [&](Result<Document> article) {
                                 return take(std::move(article), {row.bytes, row.media_type});
                               });
  if (!read && !fault) fault = read.error();
  if (fault || prepared.empty()) {
    if (fault) tell(*fault);
    ++tally.rejected;
    return {};
  }
  if (const auto begun = desk.change(); !begun) return begun;
  for (Prepared& article : prepared) {
    const auto outcome = desk.add(std::move(article), pack);
    if (!outcome) return tl::unexpected<Error>(outcome.error());
    tally.count(*outcome);
  }
  return desk.store()
      .mark_retried(row.number)
      .and_then([&] { return desk.store().log(desk.actor(), "retry", "{}"); })
      .and_then([&] { return desk.commit(); });
}

Result<int> run(const Options& options) {
  if (options.rejected) return list_rejected(options);
  if (options.reading.inputs.empty() && !options.retry) {
    return fail(ErrorCode::usage, "ingest", "INPUT is required", "see marsad ingest --help");
  }
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  const auto joining = incidents::find_joining(options.joining);
  if (!joining) return tl::unexpected<Error>(joining.error());
  auto desk = open_store(options.store, store::Access::create, *joining);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto known = store::Store::open(desk->store().path(), store::Access::read);
  if (!known) return tl::unexpected<Error>(known.error());

  Progress progress(::isatty(STDERR_FILENO) == 1, options.reading.inputs);
  std::atomic<std::uintmax_t> bytes = 0;
  ingest::Limits limits;
  limits.read = &bytes;
  Ingest ingest(*desk, *known, *language, progress, bytes);
  std::optional<Error> whole;  // the first fault of a whole input
  {
    const auto make_work = [&]() -> Ordered<Job, Done>::Work {
      auto preparer = std::make_shared<observatory::Preparer>(*language, *joining);
      return [&ingest, preparer](Job& job) { return ingest.prepare(*preparer, job); };
    };
    Ordered<Job, Done> work(options.threads, make_work,
                            [&](Done&& done) { return ingest.keep(std::move(done)); });
    for (const std::string& input : options.reading.inputs) {
      const auto read = ingest::read_originals(
          input, checked->form, checked->published, limits,
          [&](Result<Document> article, const ingest::Original& original) {
            if (!article && original.media_type.empty() && !whole) {
              whole = article.error();
            }
            const std::string origin(original.path);
            return ingest.read(work, origin.empty() ? input : origin, std::move(article), original);
          });
      if (read) continue;
      if (!whole) whole = read.error();
      ingest.read(work, input, tl::unexpected<Error>(read.error()), {});
    }
    work.finish();
  }
  auto tally = ingest.finish();
  progress.clear();
  if (!tally) return tl::unexpected<Error>(tally.error());
  if (options.retry) {
    const auto rows = desk->store().rejected(false);
    if (!rows) return tl::unexpected<Error>(rows.error());
    observatory::Preparer preparer(*language, *joining);
    for (const store::RejectedRow& row : *rows) {
      const auto done = retry(*desk, preparer, row, *checked, language->hash(), *tally);
      if (done) continue;
      desk->give_up();
      return tl::unexpected<Error>(done.error());
    }
  }
  const auto counts = desk->store().counts();
  if (!counts) return tl::unexpected<Error>(counts.error());
  const auto point = desk->store().checkpoint();
  if (!point) return tl::unexpected<Error>(point.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  const std::string line =
      options.store.json
          ? json({{"store", desk->store().path()},
                  {"added", tally->added},
                  {"revised", tally->revised},
                  {"unchanged", tally->unchanged},
                  {"rejected", tally->rejected},
                  {"articles", counts->articles},
                  {"incidents", counts->incidents},
                  {"checkpoint", fmt::format("{}:{}", point->seq, point->hash)}})
                    .dump() +
                "\n"
          : fmt::format(
                "{} added, {} revised, {} unchanged, {} rejected\n"
                "{} holds {} articles and {} incidents; its log ends with {}:{}\n",
                tally->added, tally->revised, tally->unchanged, tally->rejected,
                desk->store().path(), counts->articles, counts->incidents, point->seq, point->hash);
  if (const auto written = output->write(line); !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  if (tally->rejected == 0) return 0;
  return exit_code(tally->all() == tally->rejected && whole ? whole->code : ErrorCode::partly);
}

}  // namespace

Run add_ingest(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs,
                 "files or folders to read, - for standard input, as marsad extract reads them")
      ->type_name("FILE");
  add_store_options(app, options->store);
  add_reading_options(app, options->reading);
  add_pack_option(app, options->pack);
  add_threads_option(app, options->threads);
  add_joining_option(app, options->joining);
  app.add_flag("--rejected", options->rejected, "list what could not be read, and why");
  app.add_flag("--retry", options->retry, "read what was rejected again");
  app.footer(
      "Bytes are kept as they came, once, with their SHA-256. The same bytes or address again\n"
      "change nothing; another text at a known address is a new version, and the old is kept.\n"
      "What the last line reports is durable. The log's last entry, printed and kept elsewhere,\n"
      "lets marsad verify --checkpoint show that nothing was cut.\n"
      "\n"
      "Examples:\n"
      "  marsad ingest --store desk.db news.jsonl.gz pages/*.html feed.xml\n"
      "  marsad ingest --store desk.db --rejected\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 4 some articles were rejected and\n"
      "the others kept, 5 language pack, 7 output could not be written, 8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
