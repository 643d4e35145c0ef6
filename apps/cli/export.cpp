// SPDX-License-Identifier: Apache-2.0
// marsad export and import: a store in the forms of the field, and whole as lines of JSON.
#include "marsad/export/export.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "desk.h"
#include "engine.h"
#include "marsad/base/sha256.h"
#include "output.h"

namespace marsad::cli {
namespace {

using nlohmann::json;

struct Options {
  StoreOptions store;
  std::string format = "jsonl";
  std::string output, manifest, since;
  std::string policy = "ucdp-like";
  HappenedOptions happened;
  std::string pack;
  std::string file;
};

// Writes and counts what is written, for the manifest.
class Counted {
 public:
  explicit Counted(Output& output) : output_(output) {}
  Result<void> write(std::string_view bytes) {
    hash_.add(bytes);
    bytes_ += bytes.size();
    return output_.write(bytes);
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  std::string sha256() { return hash_.take(); }

 private:
  Output& output_;
  Sha256 hash_;
  std::size_t bytes_ = 0;
};

std::string known_formats() {
  std::string out = "jsonl";
  for (const auto& format : exports::formats()) out += ", " + std::string(format.name);
  return out;
}

Result<json> read_manifest(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  json out = json::parse(file, nullptr, false);
  if (!file.is_open() || !out.is_object() || !out.contains("incidents_sha256")) {
    return fail(ErrorCode::input, path, "is no manifest of an export",
                "name a file that --manifest wrote");
  }
  return out;
}

// What changed between two exports, by the hash of each incident's rows.
json difference(const json& old, const json& fresh) {
  json out = {{"added", json::array()}, {"changed", json::array()}, {"withdrawn", json::array()}};
  for (const auto& [id, hash] : fresh.items()) {
    if (!old.contains(id)) {
      out["added"].push_back(id);
    } else if (old[id] != hash) {
      out["changed"].push_back(id);
    }
  }
  for (const auto& [id, hash] : old.items()) {
    if (!fresh.contains(id)) out["withdrawn"].push_back(id);
  }
  return out;
}

// All incidents of a search, page by page.
template <typename Each>
Result<void> each_dossier(observatory::Observatory& desk, store::IncidentSearch search,
                          const Each& each) {
  constexpr std::size_t kPage = 500;
  search.most = kPage;
  for (;; search.skip += kPage) {
    const auto rows = desk.store().incidents(search);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::IncidentRow& row : *rows) {
      const auto dossier = desk.dossier(row);
      if (!dossier) return tl::unexpected<Error>(dossier.error());
      if (const auto done = each(*dossier); !done) return done;
    }
    if (rows->size() < kPage) return {};
  }
}

Result<void> write_incidents(observatory::Observatory& desk, const Options& options,
                             const exports::Format& format, Counted& out, json& manifest) {
  const auto policy = incidents::find_policy(options.policy);
  if (!policy) return tl::unexpected<Error>(policy.error());
  const auto search = search_of(options.happened);
  if (!search) return tl::unexpected<Error>(search.error());
  manifest["policy"] = {{"name", policy->name}, {"version", policy->version}};
  manifest["filter"] = {{"from", options.happened.from},
                        {"to", options.happened.to},
                        {"type", options.happened.type},
                        {"country", options.happened.country}};
  json& hashes = manifest["incidents_sha256"] = json::object();
  std::size_t claims = 0;
  std::size_t articles = 0;
  bool first = true;
  if (const auto begun = out.write(format.begin()); !begun) return begun;
  const auto done = each_dossier(desk, *search, [&](const incidents::Dossier& dossier) {
    const std::string piece = format.each({dossier, incidents::judge(*policy, dossier)}, first);
    // The comma between two pieces belongs to neither.
    hashes[dossier.id] = sha256(piece.starts_with(",\n") ? piece.substr(2) : piece);
    first = first && piece.empty();
    claims += dossier.claims.size();
    articles += dossier.articles.size();
    return out.write(piece);
  });
  if (!done) return done;
  manifest["counts"] = {{"incidents", hashes.size()}, {"claims", claims}, {"articles", articles}};
  return out.write(format.end());
}

Result<void> write_rows(observatory::Observatory& desk, Counted& out, json& manifest) {
  std::size_t rows = 0;
  const auto done = desk.store().each_line([&](std::string_view line) {
    ++rows;
    return out.write(line);
  });
  manifest["counts"] = {{"rows", rows}};
  manifest["incidents_sha256"] = json::object();
  return done;
}

Result<int> run_export(const Options& options) {
  const exports::Format* format = exports::format_named(options.format);
  if (format == nullptr && options.format != "jsonl") {
    return fail(ErrorCode::usage, "--format " + options.format, "there is no such format",
                "write one of " + known_formats());
  }
  json before;
  if (!options.since.empty()) {
    auto read = read_manifest(options.since);
    if (!read) return tl::unexpected<Error>(read.error());
    before = std::move(*read);
  }
  // An export is an entry of the log, so the store is opened for writing.
  auto desk = open_store(options.store, store::Access::write);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  Counted out(*output);
  const auto point = desk->store().checkpoint();
  if (!point) return tl::unexpected<Error>(point.error());
  json manifest = {{"schema", "marsad.manifest/1"},
                   {"format", options.format},
                   {"at", store::now()},
                   {"checkpoint", fmt::format("{}:{}", point->seq, point->hash)},
                   {"notice", "documented, not total"}};
  const auto written = format == nullptr ? write_rows(*desk, out, manifest)
                                         : write_incidents(*desk, options, *format, out, manifest);
  if (!written) return tl::unexpected<Error>(written.error());
  manifest["bytes"] = out.bytes();
  manifest["sha256"] = out.sha256();
  if (!before.is_null()) {
    manifest["since"] = difference(before["incidents_sha256"], manifest["incidents_sha256"]);
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  if (!options.manifest.empty()) {
    auto beside = Output::open(options.manifest);
    if (!beside) return tl::unexpected<Error>(beside.error());
    const auto put =
        beside->write(manifest.dump(2) + "\n").and_then([&] { return beside->finish(); });
    if (!put) return tl::unexpected<Error>(put.error());
  }
  if (const auto begun = desk->change(); !begun) return tl::unexpected<Error>(begun.error());
  const json detail = {
      {"format", options.format}, {"sha256", manifest["sha256"]}, {"counts", manifest["counts"]}};
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
  app.add_option("--format", options->format, known_formats())->capture_default_str();
  app.add_option("-o,--output", options->output, "write to FILE, which appears only when whole")
      ->type_name("FILE");
  app.add_option("--policy", options->policy, "by which ranges are made")->capture_default_str();
  app.add_option("--manifest", options->manifest, "say there what was written, with its SHA-256")
      ->type_name("FILE");
  app.add_option("--compare", options->since,
                 "a manifest of before: the new one says which incidents were added, changed and\n"
                 "withdrawn")
      ->type_name("FILE");
  add_happened_options(app, options->happened);
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
      ->required();
  add_store_options(app, options->store);
  app.add_option("--pack", options->pack, "language pack, for the index of words")
      ->type_name("FILE");
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
