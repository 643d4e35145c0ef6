// SPDX-License-Identifier: Apache-2.0
// marsad ingest: articles into a store, each kept with its bytes.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "command.h"
#include "desk.h"
#include "engine.h"
#include "marsad/base/sha256.h"
#include "ordered.h"
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
};

class Ingest {
 public:
  Ingest(observatory::Observatory& into, store::Store& known, const Language& language,
         Progress& progress)
      : into_(into), known_(known), language_(language), progress_(progress) {}

  // Of the reader's thread: false to stop.
  bool read(Ordered<Job, Done>& work, const std::string& origin, Result<Document> article,
            const ingest::Original& original) {
    Job job{std::move(article), {}, original.own_id};
    job.original.origin = origin;
    job.original.media_type = original.media_type;
    job.original.sha256 = sha256(original.bytes);
    if (job.document) {
      const auto has = known_.has_read(job.original.sha256, job.document->id);
      if (has && *has) {
        ++skipped_;
        return !failed_;
      }
    }
    job.original.bytes = original.bytes;
    return work.push(std::move(job));
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
    return waiting_.size() < kBurst || write_waiting();
  }

  Result<Tally> finish() {
    if (failed_ || !write_waiting()) return tl::unexpected<Error>(*failed_);
    if (const auto done = into_.commit(); !done) return tl::unexpected<Error>(done.error());
    tally_.unchanged += skipped_;
    return tally_;
  }

 private:
  // Articles that become durable together: a commit waits for the disk.
  static constexpr int kBatch = 500;
  // Articles that are written in one go: reading and writing in turns, article by article, would
  // drive each other's tables out of the caches.
  static constexpr std::size_t kBurst = 100;

  bool write_waiting() {
    Result<void> done;
    for (Done& one : waiting_) {
      if (done) done = write(std::move(one));
    }
    in_change_ += static_cast<int>(waiting_.size());
    waiting_.clear();
    if (done && in_change_ < kBatch) return true;
    const auto durable = done ? into_.commit() : done;
    in_change_ = 0;
    if (durable) return true;
    into_.give_up();
    failed_ = durable.error();
    return false;
  }

  Result<void> write(Done&& done) {
    progress_.count(tally_.all() + skipped_);
    if (!done.prepared) {
      progress_.clear();
      tell(done.prepared.error());
      ++tally_.rejected;
      return into_.reject(done.prepared.error(), done.original.bytes, done.original.media_type);
    }
    const auto outcome = into_.add(std::move(*done.prepared), language_.hash());
    if (!outcome) return tl::unexpected<Error>(outcome.error());
    switch (*outcome) {
      case Outcome::added: ++tally_.added; break;
      case Outcome::revised: ++tally_.revised; break;
      case Outcome::unchanged: ++tally_.unchanged; break;
    }
    return {};
  }

  observatory::Observatory& into_;
  store::Store& known_;  // a connection of the reader's own
  const Language& language_;
  Progress& progress_;
  Tally tally_;
  std::size_t skipped_ = 0;  // by the reader
  std::vector<Done> waiting_;
  int in_change_ = 0;
  std::optional<Error> failed_;
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

Result<int> run(const Options& options) {
  if (options.rejected) return list_rejected(options);
  if (options.reading.inputs.empty() && !options.retry) {
    return fail(ErrorCode::usage, "ingest", "INPUT is required", "see marsad ingest --help");
  }
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto desk = open_store(options.store, store::Access::create);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto known = store::Store::open(desk->store().path(), store::Access::read);
  if (!known) return tl::unexpected<Error>(known.error());

  Progress progress(::isatty(STDERR_FILENO) == 1, options.reading.inputs);
  Ingest ingest(*desk, *known, *language, progress);
  std::optional<Error> whole;  // the first fault of a whole input
  {
    const auto make_work = [&]() -> Ordered<Job, Done>::Work {
      auto preparer = std::make_shared<observatory::Preparer>(*language);
      return [&ingest, preparer](Job& job) { return ingest.prepare(*preparer, job); };
    };
    Ordered<Job, Done> work(options.threads, make_work,
                            [&](Done&& done) { return ingest.keep(std::move(done)); });
    for (const std::string& input : options.reading.inputs) {
      const auto read = ingest::read_originals(
          input, checked->form, checked->published, {},
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
    if (options.retry) {
      const auto rows = desk->store().rejected(false);
      if (!rows) return tl::unexpected<Error>(rows.error());
      for (const store::RejectedRow& row : *rows) {
        if (const auto begun = desk->change(); !begun) return tl::unexpected<Error>(begun.error());
        if (const auto done = desk->store().mark_retried(row.number); !done) {
          return tl::unexpected<Error>(done.error());
        }
        if (const auto done = desk->store().log(desk->actor(), "retry", "{}"); !done) {
          return tl::unexpected<Error>(done.error());
        }
      }
      if (const auto done = desk->commit(); !done) return tl::unexpected<Error>(done.error());
      for (const store::RejectedRow& row : *rows) {
        if (row.bytes.empty()) {  // a whole input: it is read again where it lay
          const auto read = ingest::read_originals(
              row.where, std::nullopt, checked->published, {},
              [&](Result<Document> article, const ingest::Original& original) {
                return ingest.read(work, row.where, std::move(article), original);
              });
          if (!read) ingest.read(work, row.where, tl::unexpected<Error>(read.error()), {});
          continue;
        }
        const ingest::Original original{row.bytes, row.media_type, false};
        const auto read =
            ingest::read_bytes(row.bytes, row.where, form_of_media(row.media_type),
                               checked->published, {}, [&](Result<Document> article) {
                                 return ingest.read(work, row.where, std::move(article), original);
                               });
        if (!read) ingest.read(work, row.where, tl::unexpected<Error>(read.error()), original);
      }
    }
    work.finish();
  }
  progress.clear();
  const auto tally = ingest.finish();
  if (!tally) return tl::unexpected<Error>(tally.error());
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
                 "files or folders to read, - for standard input, as marsad extract reads them");
  add_store_options(app, options->store);
  add_reading_options(app, options->reading);
  app.add_option("--pack", options->pack,
                 "language pack [MARSAD_PACK, else marsad.pack beside the program]")
      ->type_name("FILE");
  app.add_option("--threads", options->threads, "articles read at once")
      ->type_name("N")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
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
