// SPDX-License-Identifier: Apache-2.0
// marsad incident, claims and search: what a store says about one happening, and which claims
// and articles meet conditions.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "desk.h"
#include "dossier_text.h"
#include "layout.h"
#include "marsad/analysis/json.h"
#include "marsad/observatory/json.h"
#include "output.h"

namespace marsad::cli {
namespace {

using nlohmann::json;

struct Options {
  StoreOptions store;
  FilterOptions filter;
  std::string id;
  std::string policy = "ucdp-like";
};

Result<int> print(const std::vector<std::string>& lines) {
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  for (const std::string& line : lines) {
    if (const auto written = output->write(line); !written) {
      return tl::unexpected<Error>(written.error());
    }
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return lines.empty() ? 1 : 0;
}

Result<int> incident(const Options& options) {
  const auto policy = incidents::find_policy(options.policy);
  if (!policy) return tl::unexpected<Error>(policy.error());
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto dossier = desk->dossier(options.id);
  if (!dossier) return tl::unexpected<Error>(dossier.error());
  if (!*dossier) {
    return fail(ErrorCode::usage, options.id, "there is no such incident",
                "list them with marsad incidents");
  }
  return print({options.store.json ? observatory::line_of(observatory::to_json(**dossier, *policy))
                                   : page_text(**dossier, true, *policy)});
}

Result<int> claims(const Options& options) {
  const auto filter = filter_of(options.filter);
  if (!filter) return tl::unexpected<Error>(filter.error());
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto rows = observatory::claims(desk->store(), *filter);
  if (!rows) return tl::unexpected<Error>(rows.error());
  std::vector<std::string> lines;
  for (const auto& row : *rows)
    lines.push_back(options.store.json ? observatory::line_of(observatory::to_json(row))
                                       : row_text(row));
  return print(lines);
}

Result<int> search(const Options& options) {
  const auto filter = filter_of(options.filter);
  if (!filter) return tl::unexpected<Error>(filter.error());
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto found = observatory::search(desk->store(), *filter);
  if (!found) return tl::unexpected<Error>(found.error());
  std::vector<std::string> lines;
  for (const auto& [article, opening, fitting] : *found) {
    const std::string published = article.published ? to_iso(*article.published) : "no date";
    if (options.store.json) {
      lines.push_back(json({{"article", article.id},
                            {"version", article.version},
                            {"outlet", article.outlet},
                            {"title", article.title},
                            {"url", article.url},
                            {"published", article.published ? json(published) : json(nullptr)},
                            {"opening", opening},
                            {"claims", fitting}})
                          .dump(-1, ' ', false, json::error_handler_t::replace) +
                      "\n");
    } else {
      lines.push_back(
          fmt::format("{}  {}  \u2068{}\u2069  {} claims\n    \u2068{}\u2069\n    "
                      "\u2068{}\u2069\n",
                      article.id, published, clean(article.outlet), fitting, clean(article.title),
                      clean(opening)));
    }
  }
  return print(lines);
}

constexpr const char* kCodes =
    "\nExit codes: 0 found, 1 nothing found, 2 wrong call, 5 language pack, 7 output could not\n"
    "be written, 8 store.";

}  // namespace

Run add_incident(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("ID", options->id, "of the incident, or of one that was merged into it")
      ->required();
  add_store_options(app, options->store);
  add_policy_option(app, options->policy, "by which the range is made: a name or a .toml file");
  app.footer(
      std::string("Claims stand by origin: whom each goes back to. Claims of one origin are\n"
                  "not independent of each other, however many outlets print them.\n"
                  "\n"
                  "Example:\n"
                  "  marsad incident i-0a1b2c3d4e --store desk.db\n") +
      kCodes);
  return [options] { return incident(*options); };
}

Run add_claims(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("WORDS", options->filter.words, "words that stand in the article, in any form");
  add_store_options(app, options->store);
  add_filter_options(app, options->filter);
  app.footer(
      std::string("Every condition must hold of the claim itself.\n"
                  "\n"
                  "Examples:\n"
                  "  marsad claims --store desk.db --figure killed --near PLACE --within 20\n"
                  "  marsad claims --store desk.db --stance denies --from 1998-06-01\n") +
      kCodes);
  return [options] { return claims(*options); };
}

Run add_search(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("WORDS", options->filter.words, "words to find, in any form and spelling");
  add_store_options(app, options->store);
  add_filter_options(app, options->filter);
  app.footer(
      std::string(
          "A word finds its other forms and spellings, clitics and all. All words must be there.\n"
          "\n"
          "Examples:\n"
          "  marsad search --store desk.db WORD WORD\n"
          "  marsad search --store desk.db WORD --published-from 1998-06-01\n") +
      kCodes);
  return [options] { return search(*options); };
}

}  // namespace marsad::cli
