// SPDX-License-Identifier: Apache-2.0
// marsad export and import: a store in the forms of the field, and whole as lines of JSON.
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "command.h"
#include "desk.h"
#include "engine.h"
#include "marsad/export/manifest.h"
#include "marsad/releases/releases.h"
#include "output.h"
#include "words.h"

namespace marsad::cli {
namespace {

using nlohmann::json;

struct Options {
  StoreOptions store;
  std::string format = "jsonl";
  std::string output, manifest, since;
  std::string policy = "ucdp-like";
  observatory::Happened happened;
  bool mark = false;
  std::string pack;
  std::string file;
};

std::vector<std::string> known_formats() {
  std::vector<std::string> out{"jsonl"};
  for (const auto& format : exports::formats()) out.emplace_back(format.name);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

Result<exports::Manifest> manifest_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return exports::read_manifest(all.str(), path);
}

Result<exports::Manifest> write_incidents(observatory::Observatory& desk, const Options& options,
                                          const exports::Format& format,
                                          const exports::Sink& sink) {
  const auto policy = incidents::find_policy(options.policy);
  if (!policy) return tl::unexpected<Error>(policy.error());
  const auto search =
      observatory::search_of(options.happened, [&] { return open_engine(options.pack); }, "--");
  if (!search) return tl::unexpected<Error>(search.error());
  std::map<std::string, std::string> filter;
  for (const auto& [key, value] : {std::pair("from", options.happened.from),
                                   {"to", options.happened.to},
                                   {"type", options.happened.type},
                                   {"country", options.happened.country},
                                   {"in", options.happened.area}}) {
    if (!value.empty()) filter[key] = value;
  }
  return releases::write_incidents(desk, format, *policy, *search, filter, sink, options.mark);
}

Result<int> run_export(const Options& options) {
  const exports::Format* format = exports::format_named(options.format);
  if (format == nullptr && options.format != "jsonl") {
    return fail(ErrorCode::usage, "--format " + options.format, "there is no such format",
                "write one of " + joined(known_formats()));
  }
  if (options.mark && (format == nullptr || format->media_type != "text/csv")) {
    return fail(ErrorCode::usage, "--bom", options.format + " is no table",
                "leave it out, or write a format that is CSV");
  }
  if (!options.since.empty() && format == nullptr) {
    return fail(ErrorCode::usage, "--compare", "jsonl holds rows, not incidents",
                "compare exports of another format");
  }
  std::optional<exports::Manifest> before;
  if (!options.since.empty()) {
    auto read = manifest_of(options.since);
    if (!read) return tl::unexpected<Error>(read.error());
    before = std::move(*read);
  }
  // An export is an entry of the log, so the store is opened for writing.
  auto desk = open_store(options.store, store::Access::write);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  const auto point = desk->store().checkpoint();
  if (!point) return tl::unexpected<Error>(point.error());
  const exports::Sink sink = [&](std::string_view bytes) { return output->write(bytes); };
  auto manifest = format == nullptr ? releases::write_rows(*desk, sink)
                                    : write_incidents(*desk, options, *format, sink);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  manifest->at = store::now();
  manifest->checkpoint = fmt::format("{}:{}", point->seq, point->hash);
  std::string beside_text = exports::to_json(*manifest);
  if (before) {
    const auto since = exports::difference(*before, *manifest);
    if (!since) return tl::unexpected<Error>(since.error());
    beside_text = exports::to_json(*manifest, *since);
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  if (!options.manifest.empty()) {
    auto beside = Output::open(options.manifest);
    if (!beside) return tl::unexpected<Error>(beside.error());
    const auto put = beside->write(beside_text).and_then([&] { return beside->finish(); });
    if (!put) return tl::unexpected<Error>(put.error());
  }
  if (const auto begun = desk->change(); !begun) return tl::unexpected<Error>(begun.error());
  const json detail = {
      {"format", options.format}, {"sha256", manifest->sha256}, {"counts", manifest->counts}};
  if (const auto logged = desk->store().log(desk->actor(), "export", detail.dump()); !logged) {
    return tl::unexpected<Error>(logged.error());
  }
  if (const auto kept = desk->commit(); !kept) return tl::unexpected<Error>(kept.error());
  return 0;
}

Result<int> run_import(const Options& options) {
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto input = ingest::Input::open(options.file, {});
  if (!input) return tl::unexpected<Error>(input.error());
  auto desk = open_store(options.store, store::Access::create);
  if (!desk) return tl::unexpected<Error>(desk.error());
  observatory::Preparer preparer(*language);
  const auto words_of = [&](const std::string& title, const std::string& outlet,
                            const std::string& analysis) {
    return preparer.words_of(title, outlet, analysis);
  };
  constexpr std::size_t kLongest = std::size_t{1} << 30U;
  constexpr std::size_t kBatch = 2000;
  std::size_t number = 0;
  std::size_t added = 0;
  const auto keep = [&]() -> Result<void> {
    const auto logged = desk->store().log(desk->actor(), "import", json({{"line", number}}).dump());
    return logged ? desk->commit() : logged;
  };
  while (true) {
    const auto line = input->line(kLongest);
    if (!line) return tl::unexpected<Error>(line.error());
    if (!*line) break;
    ++number;
    if ((*line)->bytes.empty()) continue;
    if (const auto begun = desk->change(); !begun) return tl::unexpected<Error>(begun.error());
    const auto put = desk->store().put_line((*line)->bytes, words_of);
    if (!put) {
      desk->give_up();
      Error error = put.error();
      if (error.where.empty()) error.where = fmt::format("{}:{}", options.file, number);
      return tl::unexpected<Error>(std::move(error));
    }
    added += *put ? 1 : 0;
    if (number % kBatch != 0) continue;
    if (const auto kept = keep(); !kept) return tl::unexpected<Error>(kept.error());
  }
  if (const auto begun = desk->change(); !begun) return tl::unexpected<Error>(begun.error());
  if (const auto kept = keep(); !kept) return tl::unexpected<Error>(kept.error());
  fmt::print("{} of {} rows were new\n", added, number);
  return 0;
}

}  // namespace

Run add_export(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_store_options(app, options->store);
  takes(app.add_option("--format", options->format, joined(known_formats()))->capture_default_str(),
        known_formats());
  app.add_option("-o,--output", options->output, "write to FILE, which appears only when whole")
      ->type_name("FILE");
  add_policy_option(app, options->policy, "by which ranges are made");
  app.add_flag("--bom", options->mark,
               "begin a table with U+FEFF, for spreadsheets that ask for it");
  app.add_option("--manifest", options->manifest, "say there what was written, with its SHA-256")
      ->type_name("FILE");
  app.add_option("--compare", options->since,
                 "a manifest of before: the new one says which incidents were added, changed and\n"
                 "withdrawn")
      ->type_name("FILE");
  add_happened_options(app, options->happened);
  add_pack_option(app, options->pack);
  std::string formats = "  jsonl            the whole store but its log; marsad import reads it\n";
  for (const auto& format : exports::formats()) {
    formats += fmt::format("  {:<16} {}\n", format.name, format.what);
  }
  app.footer("Formats (docs/exports.md):\n" + formats +
             "\n"
             "Examples:\n"
             "  marsad export --store desk.db --format acled -o events.csv --manifest events.json\n"
             "  marsad export --store desk.db | zstd > desk.jsonl.zst\n"
             "\n"
             "Exit codes: 0 done, 2 wrong call, 3 manifest unreadable, 7 output could not be\n"
             "written, 8 store.");
  return [options] { return run_export(*options); };
}

Run add_import(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file,
                 "what marsad export --format jsonl wrote, - for standard input")
      ->required()
      ->type_name("FILE");
  add_store_options(app, options->store);
  add_pack_option(app, options->pack);
  app.footer(
      "Import into a new store, or run it again after it was stopped: rows that are there\n"
      "already change nothing. An export of the new store has the same bytes.\n"
      "\n"
      "Example:\n"
      "  marsad import desk.jsonl.zst --store copy.db\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 5 language pack, 8 store.");
  return [options] { return run_import(*options); };
}

}  // namespace marsad::cli
