// SPDX-License-Identifier: Apache-2.0
// marsad verify: whether a store is as its log says, to the byte.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "desk.h"
#include "output.h"

namespace marsad::cli {
namespace {

struct Options {
  StoreOptions store;
  std::string checkpoint;
};

Result<std::optional<store::Checkpoint>> checkpoint_of(const std::string& written) {
  if (written.empty()) return std::optional<store::Checkpoint>();
  store::Checkpoint point;
  const auto colon = written.find(':');
  const char* const end = written.data() + std::min(colon, written.size());
  const auto read = std::from_chars(written.data(), end, point.seq);
  if (colon == std::string::npos || read.ec != std::errc() || read.ptr != end) {
    return fail(ErrorCode::usage, "--checkpoint " + written, "is no checkpoint",
                "write it as marsad ingest and marsad verify print it, SEQ:HASH");
  }
  point.hash = written.substr(colon + 1);
  return std::optional(std::move(point));
}

Result<int> run(const Options& options) {
  const auto point = checkpoint_of(options.checkpoint);
  if (!point) return tl::unexpected<Error>(point.error());
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const bool shown = ::isatty(STDERR_FILENO) == 1;
  const auto faults = desk->store().verify(*point, [&](std::size_t done, std::size_t total) {
    if (shown && done % 1000 == 0) fmt::print(stderr, "\r\x1b[K{} of {} objects", done, total);
  });
  if (shown) fmt::print(stderr, "\r\x1b[K");
  if (!faults) return tl::unexpected<Error>(faults.error());
  const auto last = desk->store().checkpoint();
  if (!last) return tl::unexpected<Error>(last.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  std::string text;
  const std::string checkpoint = fmt::format("{}:{}", last->seq, last->hash);
  if (options.store.json) {
    using nlohmann::json;
    text = json({{"store", desk->store().path()},
                 {"clean", faults->empty()},
                 {"faults", *faults},
                 {"checkpoint", checkpoint}})
               .dump(-1, ' ', false, json::error_handler_t::replace) +
           "\n";
  } else {
    for (const std::string& fault : *faults) text += fault + "\n";
    text += faults->empty()
                ? fmt::format("clean; the log ends with {}\n", checkpoint)
                : fmt::format("{} faults; the log ends with {}\n", faults->size(), checkpoint);
  }
  if (const auto written = output->write(text); !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return faults->empty() ? 0 : 1;
}

}  // namespace

Run add_verify(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_store_options(app, options->store);
  app.add_option("--checkpoint", options->checkpoint,
                 "an entry of the log that was printed earlier: it must still be there")
      ->type_name("SEQ:HASH");
  app.footer(
      "Every row of the store must be as the last entry of the log about it says, every entry\n"
      "must follow from the one before, and original bytes must have their SHA-256. A log whose\n"
      "end was cut off is only shown by a checkpoint that was kept elsewhere.\n"
      "docs/store.md documents the form; tools/verify_store.py checks it without Marsad.\n"
      "\n"
      "Examples:\n"
      "  marsad verify --store desk.db\n"
      "  marsad verify --store desk.db --checkpoint 62:5f3a…\n"
      "\n"
      "Exit codes: 0 clean, 1 not clean, 2 wrong call, 7 output could not be written, 8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
