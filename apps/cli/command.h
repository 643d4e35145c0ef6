// SPDX-License-Identifier: Apache-2.0
// What a verb of the program is, and the table of them. A new verb is one file
// with one function and one row of kCommands in main.cpp.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "marsad/base/result.h"

namespace marsad::cli {

// Does the work after the command line is read and gives the exit code. An
// Error is told on standard error by main; one without words ends in silence.
using Run = std::function<Result<int>()>;

struct Command {
  const char* name;
  const char* summary;
  // Adds options, help and examples to the verb's own parser.
  Run (*add)(CLI::App& app);
};

[[nodiscard]] Run add_extract(CLI::App& app);
[[nodiscard]] Run add_explain(CLI::App& app);
[[nodiscard]] Run add_coverage_verb(CLI::App& app);
[[nodiscard]] Run add_incidents(CLI::App& app);
[[nodiscard]] Run add_article(CLI::App& app);
[[nodiscard]] Run add_ingest(CLI::App& app);
[[nodiscard]] Run add_incident(CLI::App& app);
[[nodiscard]] Run add_claims(CLI::App& app);
[[nodiscard]] Run add_search(CLI::App& app);
[[nodiscard]] Run add_decide(CLI::App& app);
[[nodiscard]] Run add_export(CLI::App& app);
[[nodiscard]] Run add_import(CLI::App& app);
[[nodiscard]] Run add_policies(CLI::App& app);
[[nodiscard]] Run add_backup(CLI::App& app);
[[nodiscard]] Run add_restore(CLI::App& app);
[[nodiscard]] Run add_verify(CLI::App& app);
[[nodiscard]] Run add_serve(CLI::App& app);
[[nodiscard]] Run add_user_verb(CLI::App& app);
[[nodiscard]] Run add_score(CLI::App& app);
[[nodiscard]] Run add_pack(CLI::App& app);
[[nodiscard]] Run add_completion(CLI::App& app);

// One line on standard error: "marsad: where: what; remedy".
void tell(const Error& error);

}  // namespace marsad::cli
