// SPDX-License-Identifier: Apache-2.0
// marsad article: the versions of an article that a store holds, and the bytes of each.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "desk.h"
#include "layout.h"
#include "marsad/analysis/json.h"
#include "output.h"

namespace marsad::cli {
namespace {

using nlohmann::json;

struct Options {
  StoreOptions store;
  std::string name, output;
  int version = 0;
  bool original = false;
};

Result<int> run(const Options& options) {
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  auto versions = desk->store().versions(options.name);
  if (!versions) return tl::unexpected<Error>(versions.error());
  if (options.version > 0) {
    std::erase_if(*versions, [&](const auto& row) { return row.version != options.version; });
  }
  if (versions->empty()) {
    return fail(ErrorCode::usage, options.name, "there is no such article",
                "name it by its id or address, as marsad search prints them");
  }
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  if (options.original) {
    const auto bytes = desk->store().original(versions->back().original);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    if (!*bytes) {
      return fail(ErrorCode::store, desk->store().path(),
                  "the bytes of " + options.name + " are missing", "run marsad verify on it");
    }
    if (const auto written = output->write(*(*bytes)->bytes); !written) {
      return tl::unexpected<Error>(written.error());
    }
  } else {
    for (const store::ArticleRow& row : *versions) {
      const std::string published = row.published ? to_iso(*row.published) : "no date";
      const std::string line =
          options.store.json
              ? json({{"article", row.id},
                      {"version", row.version},
                      {"current", row.current},
                      {"added", row.added},
                      {"published", row.published ? json(published) : json(nullptr)},
                      {"outlet", row.outlet},
                      {"title", row.title},
                      {"url", row.url},
                      {"original_sha256", row.original},
                      {"content_sha256", row.content}})
                        .dump(-1, ' ', false, json::error_handler_t::replace) +
                    "\n"
              : fmt::format("{}/{}  {}  added {}  {}\n    \u2068{}\u2069\n    sha256 {}\n",
                            clean(row.id), row.version, published, row.added,
                            row.current ? "current" : "superseded", clean(row.title), row.original);
      if (const auto written = output->write(line); !written) {
        return tl::unexpected<Error>(written.error());
      }
    }
  }
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return 0;
}

}  // namespace

Run add_article(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("NAME", options->name, "id or address of the article")->required();
  add_store_options(app, options->store);
  app.add_option("--version", options->version, "only this version, from 1");
  app.add_flag("--original", options->original,
               "write the bytes that it was read from; of the last version, if none is named");
  app.add_option("-o,--output", options->output, "write to FILE, which appears only when whole")
      ->type_name("FILE");
  app.footer(
      "Examples:\n"
      "  marsad article a17 --store desk.db\n"
      "  marsad article a17 --store desk.db --version 1 --original -o a17.html\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call or no such article, 7 output could not be written,\n"
      "8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
