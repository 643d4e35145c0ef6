// SPDX-License-Identifier: Apache-2.0
// What the verbs over a store have in common: which store, who works, which conditions.
//
//   marsad claims --store desk.db --type shelling --near حماة --within 20 --from 1998-06-01
//     →  ClaimFilter {shelling, 35.13 36.75 within 20 km, from 1998-06-01}
//
// Without --store: $MARSAD_STORE, else marsad/marsad.db in the user's data directory
// ($XDG_DATA_HOME, else ~/.local/share). Tested by tests/cli/store_test.py.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "marsad/analysis/names.h"
#include "marsad/observatory/ledger.h"
#include "marsad/pipeline/pipeline.h"

namespace marsad::cli {

struct StoreOptions {
  std::string path;  // as given; empty: the user's own
  bool json = false;
};

void add_store_options(CLI::App& app, StoreOptions& options);
// The path that is meant; makes the folder of the user's own store where it is missing.
[[nodiscard]] Result<std::string> store_path(const StoreOptions& options, bool make_folder);
[[nodiscard]] Result<observatory::Observatory> open_store(const StoreOptions& options,
                                                          store::Access access);
// Who stands in the log: $MARSAD_ACTOR, else the name that the system knows.
[[nodiscard]] std::string actor();

// Conditions as they are written.
struct FilterOptions {
  std::vector<std::string> words;
  std::string from, to, published_from, published_to;
  std::string type, figure, stance, outlet, source, actor, country, near;
  double within = 25;  // km
  int limit = 50, page = 1;
  std::string pack;
};

void add_filter_options(CLI::App& app, FilterOptions& options);
// Errors: ErrorCode::usage for a word or day that there is not, a place that the gazetteer
// lacks. The language is opened only where words or places are to be read.
[[nodiscard]] Result<observatory::ClaimFilter> filter_of(const FilterOptions& options);

// Which incidents, by what happened.
struct HappenedOptions {
  std::string from, to, type, country;
};

// --since and --until, since --from says how INPUT is read.
void add_happened_options(CLI::App& app, HappenedOptions& options);
// Those that at least one article leads with.
[[nodiscard]] Result<store::IncidentSearch> search_of(const HappenedOptions& options);

// Errors: ErrorCode::usage naming the option.
[[nodiscard]] Result<std::optional<Date>> day_of(const std::string& written, const char* option);

template <typename T>
[[nodiscard]] Result<std::optional<T>> word_of(const std::string& written, const char* option) {
  if (written.empty()) return std::optional<T>();
  if (const auto value = parse<T>(written)) return std::optional<T>(value);
  std::string known;
  for (const std::string_view word : kNames<T>) {
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  return fail(ErrorCode::usage, std::string(option) + " " + written, "there is no such word",
              "write one of " + known);
}

}  // namespace marsad::cli
