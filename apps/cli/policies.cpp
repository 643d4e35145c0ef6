// SPDX-License-Identifier: Apache-2.0
// marsad policies: which there are, and what changes from one to another.
#include <fmt/format.h>

#include <array>
#include <memory>

#include "command.h"
#include "desk.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/policy.h"
#include "output.h"
#include "report.h"
#include "words.h"

namespace marsad::cli {
namespace {

struct Options {
  StoreOptions store;
  std::vector<std::string> names;
};

std::string verdict_line(const incidents::Verdict& verdict) {
  std::string out = verdict.grade;
  for (const incidents::Range& range : verdict.ranges) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name(range.kind),
                       count_text(range.low, range.high, false));
    if (range.best) out += fmt::format(" (best {:g})", *range.best);
  }
  return out.empty() ? "no figure" : out;
}

Result<int> run(const Options& options) {
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  if (options.names.empty()) {
    for (const incidents::Policy& policy : incidents::policies()) {
      const auto written = output->write(
          fmt::format("{} {}\n    {}\n", policy.name, policy.version, policy.summary));
      if (!written) return tl::unexpected<Error>(written.error());
    }
  } else {
    if (options.names.size() != 3 || options.names[0] != "diff") {
      return fail(ErrorCode::usage, "policies", "has other arguments",
                  "write marsad policies, or marsad policies diff A B");
    }
    const auto one = incidents::find_policy(options.names[1]);
    if (!one) return tl::unexpected<Error>(one.error());
    const auto other = incidents::find_policy(options.names[2]);
    if (!other) return tl::unexpected<Error>(other.error());
    auto desk = open_store(options.store, store::Access::read);
    if (!desk) return tl::unexpected<Error>(desk.error());
    store::IncidentSearch search;
    search.least_leads = 1;
    search.most = 1000000;
    const auto rows = desk->store().incidents(search);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::size_t changed = 0;
    for (const store::IncidentRow& row : *rows) {
      const auto dossier = desk->dossier(row);
      if (!dossier) return tl::unexpected<Error>(dossier.error());
      const std::string before = verdict_line(incidents::judge(*one, *dossier));
      const std::string after = verdict_line(incidents::judge(*other, *dossier));
      if (before == after) continue;
      ++changed;
      const auto written = output->write(fmt::format("{}  {}  →  {}\n", row.id, before, after));
      if (!written) return tl::unexpected<Error>(written.error());
    }
    const auto written = output->write(fmt::format(
        "{} of {} incidents would change; the ledger does not\n", changed, rows->size()));
    if (!written) return tl::unexpected<Error>(written.error());
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return 0;
}

}  // namespace

Run add_policies(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  takes(app.add_option("ARGUMENT", options->names, "diff A B: what would change from A to B"),
        std::array{"diff"});
  add_store_options(app, options->store);
  app.footer(
      "A policy makes one range of what independent origins claim. None is right, and none\n"
      "changes the ledger. docs/policies.md says how to write one of your own.\n"
      "\n"
      "Examples:\n"
      "  marsad policies\n"
      "  marsad policies diff acled-like ucdp-like --store desk.db\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 policy unreadable, 7 output could not be written,\n"
      "8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
