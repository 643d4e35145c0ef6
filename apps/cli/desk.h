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
#include <vector>

#include "marsad/observatory/question.h"

namespace marsad::cli {

struct StoreOptions {
  std::string path;  // as given; empty: the user's own
  bool json = false;
};

void add_store_options(CLI::App& app, StoreOptions& options);
// The path that is meant; makes the folder of the user's own store where it is missing.
[[nodiscard]] Result<std::string> store_path(const StoreOptions& options, bool make_folder);
[[nodiscard]] Result<observatory::Observatory> open_store(
    const StoreOptions& options, store::Access access,
    const incidents::Joining& joining = incidents::default_joining());
void add_joining_option(CLI::App& app, std::string& path);
// --policy; TAB knows those that are compiled in.
void add_policy_option(CLI::App& app, std::string& policy, const std::string& about);
// Who stands in the log: $MARSAD_ACTOR, else the name that the system knows.
[[nodiscard]] std::string actor();

// Conditions as they are written.
struct FilterOptions {
  std::vector<std::string> words;
  observatory::Question question;
  std::string pack;
};

void add_filter_options(CLI::App& app, FilterOptions& options);
[[nodiscard]] Result<observatory::ClaimFilter> filter_of(const FilterOptions& options);

// --since and --until, since --from says how INPUT is read.
void add_happened_options(CLI::App& app, observatory::Happened& options);

}  // namespace marsad::cli
