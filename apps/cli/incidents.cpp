// SPDX-License-Identifier: Apache-2.0
// marsad incidents: which articles report the same happening, and why that is thought; of
// articles at hand, or of a store.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "command.h"
#include "desk.h"
#include "dossier_text.h"
#include "engine.h"
#include "marsad/base/ordered.h"
#include "marsad/base/sha256.h"
#include "marsad/observatory/json.h"
#include "output.h"

namespace marsad::cli {
namespace {

using observatory::Observatory;
using observatory::Prepared;

struct Options {
  Reading reading;
  StoreOptions store;
  std::string pack;
  std::string joining;
  std::string output;
  observatory::Happened happened;
  std::string policy = "ucdp-like";
  int leads = 1;
  bool by_size = false;
  int limit = 50, page = 1;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

// The incidents of articles at hand: a store in memory that is gone afterwards.
Result<Observatory> gather(const Options& options, std::optional<Error>& first_fault) {
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  const auto joining = incidents::find_joining(options.joining);
  if (!joining) return tl::unexpected<Error>(joining.error());
  auto desk = Observatory::open(":memory:", store::Access::create, actor(), *joining);
  if (!desk) return desk;
  std::vector<Prepared> prepared;
  const auto emit = [&](Result<Prepared>&& article) {
    if (article) {
      prepared.push_back(std::move(*article));
    } else {
      tell(article.error());
      if (!first_fault) first_fault = article.error();
    }
    return true;
  };
  const auto make_work = [&]() -> Ordered<Result<Document>, Result<Prepared>>::Work {
    auto preparer = std::make_shared<observatory::Preparer>(*language, *joining);
    return [preparer](Result<Document>& article) -> Result<Prepared> {
      if (!article) return tl::unexpected<Error>(std::move(article.error()));
      // Nothing is kept, so the text stands for the bytes.
      store::OriginalRow original{sha256(article->title + article->text), "text/plain", "",
                                  nullptr};
      return preparer->prepare(std::move(*article), std::move(original), true);
    };
  };
  {
    Ordered<Result<Document>, Result<Prepared>> work(options.threads, make_work, emit);
    read_inputs(options.reading, *checked,
                [&](Result<Document> article) { return work.push(std::move(article)); });
    work.finish();
  }
  // A report joins what came before it, so articles go in by day of publication.
  std::stable_sort(prepared.begin(), prepared.end(), [](const Prepared& a, const Prepared& b) {
    return a.article.published < b.article.published;
  });
  for (Prepared& article : prepared) {
    const auto added = desk->add(std::move(article), language->hash());
    if (!added) return tl::unexpected<Error>(added.error());
  }
  if (const auto done = desk->commit(); !done) return tl::unexpected<Error>(done.error());
  return desk;
}

Result<int> run(const Options& options) {
  const bool at_hand = !options.reading.inputs.empty();
  std::optional<Error> first_fault;
  auto read =
      observatory::search_of(options.happened, [&] { return open_engine(options.pack); }, "--");
  if (!read) return tl::unexpected<Error>(read.error());
  store::IncidentSearch& search = *read;
  search.least_leads = options.leads;
  search.by_size = options.by_size;
  // Of articles at hand all are shown.
  search.most = at_hand ? std::size_t{1000000} : static_cast<std::size_t>(options.limit);
  search.skip = at_hand ? 0 : search.most * static_cast<std::size_t>(options.page - 1);
  const auto policy = incidents::find_policy(options.policy);
  if (!policy) return tl::unexpected<Error>(policy.error());
  auto desk =
      at_hand ? gather(options, first_fault) : open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto rows = desk->store().incidents(search);
  if (!rows) return tl::unexpected<Error>(rows.error());
  // As they came, where they are read at hand.
  if (at_hand && !options.by_size) {
    std::sort(rows->begin(), rows->end(),
              [](const auto& a, const auto& b) { return a.number < b.number; });
  }
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  for (const store::IncidentRow& row : *rows) {
    std::string text;
    if (!options.store.json && !at_hand) {
      text = line_text(row);
    } else {
      const auto dossier = desk->dossier(row);
      if (!dossier) return tl::unexpected<Error>(dossier.error());
      text = options.store.json ? observatory::line_of(observatory::to_json(*dossier, *policy))
                                : page_text(*dossier, false, *policy);
    }
    if (const auto written = output->write(text); !written) {
      return tl::unexpected<Error>(written.error());
    }
  }
  if (const auto finished = output->finish(); !finished) {
    return tl::unexpected<Error>(finished.error());
  }
  if (!first_fault) return 0;
  const auto counts = desk->store().counts();
  return exit_code(!counts || counts->articles == 0 ? first_fault->code : ErrorCode::partly);
}

}  // namespace

Run add_incidents(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs,
                 "files or folders to read, - for standard input, as marsad extract reads them; "
                 "without any,\n"
                 "the incidents of the store are listed")
      ->type_name("FILE");
  add_store_options(app, options->store);
  add_happened_options(app, options->happened);
  app.add_option("--leads", options->leads, "reported by at least so many articles")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  add_policy_option(app, options->policy, "by which the range of --json is made");
  app.add_flag("--by-size", options->by_size, "the most reported first, not the latest");
  app.add_option("--limit", options->limit, "incidents of the store on a page")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  app.add_option("--page", options->page, "which page")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  add_reading_options(app, options->reading);
  add_pack_option(app, options->pack);
  add_threads_option(app, options->threads);
  add_joining_option(app, options->joining);
  app.add_option("-o,--output", options->output, "write to FILE, which appears only when whole")
      ->type_name("FILE");
  app.footer(
      "An incident is what several articles report as one happening. Each link is scored by\n"
      "day, place, kind, tolls, actors, weapons and wording, and says what speaks for it and\n"
      "against. Tolls stand side by side as each article gives them; nothing is added up.\n"
      "\n"
      "Examples:\n"
      "  marsad incidents articles.jsonl\n"
      "  marsad incidents --store desk.db --since 1998-06-01 --by-size\n"
      "  marsad incidents --json week/*.html | jq 'select(.leads | length > 1) | .leads'\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 4 some inputs or lines failed and\n"
      "the others were answered, 5 language pack, 7 output could not be written, 8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
