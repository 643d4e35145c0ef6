// SPDX-License-Identifier: Apache-2.0
// marsad decide: what a person decides about incidents, with a reason, undoable.
#include "marsad/observatory/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "desk.h"
#include "marsad/analysis/names.h"
#include "output.h"
#include "words.h"

namespace marsad::cli {
namespace {

std::vector<std::string> actions() {
  std::vector<std::string> out{"merge", "split", "move", "undo"};
  out.insert(out.end(), observatory::kTreatments.begin(), observatory::kTreatments.end());
  return out;
}

std::vector<std::string> disputes() {
  std::vector<std::string> out(observatory::kDisputes.begin(), observatory::kDisputes.end());
  for (const std::string_view kind : kNames<FigureKind>) {
    out.push_back("number." + std::string(kind));
  }
  return out;
}

struct Options {
  StoreOptions store;
  std::string action;
  std::vector<std::string> arguments;
  std::string reason;
  std::string settles;
};

tl::unexpected<Error> wrong(const std::string& action, std::string remedy) {
  return fail(ErrorCode::usage, "decide " + action, "has other arguments", std::move(remedy));
}

Result<store::Number> decide(observatory::Observatory& desk, const Options& options) {
  const std::string& action = options.action;
  const std::vector<std::string>& words = options.arguments;
  if (action == "merge") {
    if (words.size() != 2) return wrong(action, "write decide merge ID OTHER_ID");
    return observatory::merge(desk, words[0], words[1], options.reason);
  }
  if (action == "split") {
    if (words.size() < 2) return wrong(action, "write decide split ID ARTICLE…");
    return observatory::split(desk, words[0], {words.begin() + 1, words.end()}, options.reason);
  }
  if (action == "move") {
    if (words.size() != 3) return wrong(action, "write decide move ARTICLE FROM_ID TO_ID");
    return observatory::move(desk, words[0], words[1], words[2], options.reason);
  }
  if (action == "undo") {
    store::Number number = 0;
    const std::string word = words.size() == 1 ? words[0] : "";
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.empty() || read.ptr != word.data() + word.size()) {
      return wrong(action, "write decide undo NUMBER, as marsad incident ID shows it");
    }
    return observatory::undo(desk, number, options.reason);
  }
  const auto known =
      std::find(observatory::kTreatments.begin(), observatory::kTreatments.end(), action);
  if (known == observatory::kTreatments.end()) {
    return fail(ErrorCode::usage, "decide " + action, "there is no such decision",
                fmt::format("write one of {}", fmt::join(actions(), ", ")));
  }
  if (words.empty() || words.size() > 2)
    return wrong(action, "write decide " + action + " ID [WHAT]");
  return observatory::treat(
      desk, words[0], static_cast<observatory::Treatment>(known - observatory::kTreatments.begin()),
      {words.size() == 2 ? words[1] : "", options.settles, {}}, options.reason);
}

Result<int> run(const Options& options) {
  auto desk = open_store(options.store, store::Access::write);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto number = decide(*desk, options);
  if (!number) return tl::unexpected<Error>(number.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  const auto written =
      output->write(options.store.json ? fmt::format("{{\"decision\":{}}}\n", *number)
                                       : fmt::format("decision {} is kept\n", *number));
  if (!written) return tl::unexpected<Error>(written.error());
  if (const auto done = output->finish(); !done) return tl::unexpected<Error>(done.error());
  return 0;
}

}  // namespace

Run add_decide(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  takes(app.add_option("ACTION", options->action, fmt::format("{}", fmt::join(actions(), ", ")))
            ->required(),
        actions());
  app.add_option("ARGUMENT", options->arguments, "incidents and articles by their ids");
  add_store_options(app, options->store);
  app.add_option("--reason", options->reason, "why, in your own words")->required();
  takes(
      app.add_option("--settles", options->settles,
                     "which dispute a treatment settles: number.KIND (number.killed), place, day, "
                     "perpetrator, victims")
          ->type_name("DISPUTE"),
      disputes());
  app.footer(
      "merge ID OTHER      the other's articles join the first; its id still finds them\n"
      "split ID ARTICLE…   these articles make an incident of their own\n"
      "move ARTICLE FROM TO\n"
      "undo NUMBER         everything is as before the decision\n"
      "prefer ID ORIGIN, range ID, unconfirmed ID, pending ID, ask ID WHOM\n"
      "                    the five treatments of a disagreement; claims stay as they are\n"
      "\n"
      "Example:\n"
      "  marsad decide merge i-0a1b2c3d4e i-5f6a7b8c9d --store desk.db --reason 'one attack'\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 7 output could not be written, 8 store.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
