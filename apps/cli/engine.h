// SPDX-License-Identifier: Apache-2.0
// The one file of the program that knows the engine's and the readers' calls.
//
//   open_engine("")  →  the Language of the pack beside the program
//
// The pack is the one of --pack or MARSAD_PACK, else the one beside the program or in its install
// prefix (marsad/pipeline/find_pack.h). The sample articles are looked for beside the pack.
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "marsad/analysis/json.h"
#include "marsad/base/result.h"
#include "marsad/ingest/ingest.h"
#include "marsad/pipeline/find_pack.h"
#include "marsad/pipeline/pipeline.h"
#include "words.h"

namespace marsad::cli {

// Errors: ErrorCode::pack when there is none.
[[nodiscard]] inline Result<std::string> find_pack(const std::string& given) {
  std::error_code failed;
  return marsad::find_pack(given,
                           std::filesystem::read_symlink("/proc/self/exe", failed).parent_path(),
                           "with --pack FILE");
}

// The folder of the sample articles, beside this pack; empty where it is not installed.
[[nodiscard]] inline std::string find_samples(const std::string& pack) {
  std::error_code failed;
  const auto folder = std::filesystem::absolute(pack, failed).parent_path() / "samples";
  return std::filesystem::is_directory(folder, failed) ? folder.string() : std::string();
}

[[nodiscard]] inline Result<Language> open_engine(const std::string& given) {
  return find_pack(given).and_then([](const std::string& path) { return open_language(path); });
}

// Which inputs, and how they are to be read.
struct Reading {
  std::vector<std::string> inputs;
  std::string from;       // a form, or empty: by the ending
  std::string published;  // YYYY-MM-DD, or empty
};

// --from and --published; INPUT is described by each verb.
inline void add_reading_options(CLI::App& app, Reading& reading) {
  takes(app.add_option("--from", reading.from,
                       "read every INPUT as text, html, json, jsonl, feed or warc, whatever its "
                       "ending; then every file of a folder is read")
            ->type_name("FORM"),
        ingest::kForms);
  app.add_option("--published", reading.published,
                 "day of publication (YYYY-MM-DD) of articles that bear none, to which `today` is "
                 "resolved")
      ->type_name("DATE");
}

inline void add_pack_option(CLI::App& app, std::string& pack) {
  app.add_option("--pack", pack,
                 "language pack [MARSAD_PACK, else the one installed with the program]")
      ->type_name("FILE");
}

inline void add_threads_option(CLI::App& app, int& threads) {
  app.add_option("--threads", threads, "articles read at once; what comes out is the same")
      ->type_name("N")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

struct CheckedReading {
  std::optional<ingest::Form> form;
  std::optional<Date> published;
};

// Errors: ErrorCode::usage for a form or day that there is not.
[[nodiscard]] inline Result<CheckedReading> check(const Reading& reading) {
  CheckedReading checked;
  if (!reading.from.empty()) {
    checked.form = ingest::form_named(reading.from);
    if (!checked.form) {
      return fail(ErrorCode::usage, "--from " + reading.from, "there is no such form",
                  "write one of text, html, json, jsonl, feed, warc");
    }
  }
  if (!reading.published.empty()) {
    checked.published = parse_iso(reading.published);
    if (!checked.published) {
      return fail(ErrorCode::usage, "--published " + reading.published, "there is no such day",
                  "write a day as YYYY-MM-DD, such as 2016-11-03");
    }
  }
  return checked;
}

// Every article of every input in order, each fault in its place; a fault of a
// whole input does not keep the next ones from being read.
inline void read_inputs(const Reading& reading, const CheckedReading& checked,
                        const ingest::Each& each) {
  bool on = true;
  const ingest::Each watched = [&](Result<Document> article) {
    on = each(std::move(article));
    return on;
  };
  for (const std::string& input : reading.inputs) {
    if (!on) return;
    const auto read = ingest::read_articles(input, checked.form, checked.published, {}, watched);
    if (!read && on) on = each(tl::unexpected<Error>(read.error()));
  }
}

}  // namespace marsad::cli
