// SPDX-License-Identifier: Apache-2.0
// marsad coverage: how many running words of texts the language's rows know, and which it lacks.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "command.h"
#include "engine.h"
#include "marsad/pipeline/words.h"
#include "output.h"

namespace marsad::cli {
namespace {

using nlohmann::json;

struct Options {
  Reading reading;
  std::string pack;
  bool json = false;
  std::size_t top = 20;
};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

using Counted = std::pair<std::string, std::size_t>;

// The most frequent first, equals by their letters.
std::vector<Counted> most_frequent(const Coverage& coverage, std::size_t top) {
  std::vector<Counted> out(coverage.unknown_words.begin(), coverage.unknown_words.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const Counted& a, const Counted& b) { return a.second > b.second; });
  out.resize(std::min(out.size(), top));
  return out;
}

std::string line_of(const Coverage& coverage, const std::vector<Counted>& lacking) {
  json out = {{"words", coverage.words},
              {"names_only", coverage.names},
              {"unknown", coverage.unknown},
              {"lacking", json::array()}};
  for (const auto& [word, count] : lacking) {
    out["lacking"].push_back({{"word", word}, {"count", count}});
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string page_of(const Coverage& coverage, const std::vector<Counted>& lacking) {
  std::string out = fmt::format(
      "{} running words\n  {:.2f} % only as a name\n  {:.2f} % not at all\n", coverage.words,
      share(coverage.names, coverage.words), share(coverage.unknown, coverage.words));
  if (!lacking.empty()) out += "most frequent that no row knows:\n";
  for (const auto& [word, count] : lacking) out += fmt::format("{:>8}  {}\n", count, word);
  return out;
}

Result<int> run(const Options& options) {
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  Workspace workspace;
  Analysis analysis;
  Coverage coverage;
  std::optional<Error> first_fault;
  read_inputs(options.reading, *checked, [&](Result<Document> article) {
    if (!article) {
      tell(article.error());
      if (!first_fault) first_fault = article.error();
      return true;
    }
    analyse(*article, *language, workspace, analysis, {.why = false});
    add_coverage(*language, workspace, analysis, coverage);
    return true;
  });
  const auto lacking = most_frequent(coverage, options.top);
  const auto written =
      output->write(options.json ? line_of(coverage, lacking) : page_of(coverage, lacking));
  if (!written) return tl::unexpected<Error>(written.error());
  if (!first_fault) return 0;
  return exit_code(coverage.words > 0 ? ErrorCode::partly : first_fault->code);
}

}  // namespace

Run add_coverage_verb(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs, "files or folders to read, - for standard input")
      ->required()
      ->type_name("FILE");
  app.add_flag("--json", options->json, "one object: words, names_only, unknown, lacking");
  app.add_option("--top", options->top, "how many words that no row knows are listed")
      ->type_name("N")
      ->capture_default_str();
  add_reading_options(app, options->reading);
  add_pack_option(app, options->pack);
  app.footer(
      "Tells whether a desk's own texts are in words that the language has rows for. A word\n"
      "is known where a row of the lexicon reads it.\n"
      "\n"
      "Example:\n"
      "  marsad coverage --top 100 articles.jsonl.gz\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 4 some inputs or lines failed and\n"
      "the others were counted, 5 language pack, 7 output could not be written.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
