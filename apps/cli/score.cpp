// SPDX-License-Identifier: Apache-2.0
// marsad score: analyses against a folder of annotated articles.
#include "marsad/score/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include "command.h"
#include "engine.h"
#include "output.h"
#include "words.h"

namespace marsad::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kLayers{"figure", "claim", "stance", "event", "status",
                                                  "roles",  "time",  "place",  "actor"};

struct Options {
  std::string gold, analyses, errors, pack;
  bool list = false, json = false;
};

// The *.json of a folder, by name. Errors: ErrorCode::input.
Result<std::vector<fs::path>> files_of(const std::string& folder) {
  std::error_code failed;
  std::vector<fs::path> out;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().extension() == ".json") out.push_back(entry->path());
  }
  if (failed) return fail(ErrorCode::input, folder, failed.message(), "name a folder of *.json");
  if (out.empty()) {
    return fail(ErrorCode::input, folder, "no annotated article stands here",
                "name a folder of *.json in the form marsad.analysis/1");
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Errors: ErrorCode::input, naming the file and what is wrong in it.
Result<Analysis> read_analysis(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) return fail(ErrorCode::input, path.string(), "cannot be read", "look at its rights");
  auto analysis = from_json(content.view());
  if (analysis) return analysis;
  Error error = analysis.error();
  error.where = path.string() + (error.where.empty() ? "" : ": " + error.where);
  return tl::unexpected<Error>(std::move(error));
}

// What the engine makes of the text of a gold article, as it would be written and read again.
Result<Analysis> analysed(const Document& document, const Language& language,
                          Workspace& workspace) {
  Analysis out;
  analyse(document, language, workspace, out);
  return from_json(to_json(out, {.with_text = true}));
}

std::string quote(const Document& document, Span span) {
  std::string out;
  std::uint32_t at = 0;
  for (const char byte : document.text) {
    const bool first = (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    if (first && at++ >= span.end) break;
    if (at > span.begin) out += byte == '\n' ? ' ' : byte;
  }
  return out;
}

nlohmann::ordered_json to_table(const score::Score& score) {
  nlohmann::ordered_json layers;
  for (const score::Layer& layer : score.layers()) {
    layers[layer.name] = {{"precision", score::rounded(layer.precision())},
                          {"recall", score::rounded(layer.recall())},
                          {"f1", score::rounded(layer.f1())},
                          {"hit", layer.hit},
                          {"gold", layer.gold},
                          {"system", layer.system}};
  }
  return {{"documents", score.documents()},
          {"unanswered", score.unanswered()},
          {"mean_f1", score::rounded(score.mean())},
          {"layers", layers}};
}

std::string to_text(const score::Score& score) {
  std::string out =
      fmt::format("{} documents, {} without an analysis\n", score.documents(), score.unanswered());
  out += fmt::format("{:<16}{:>8}{:>8}{:>8}{:>7}{:>7}{:>8}\n", "layer", "P", "R", "F1", "hit",
                     "gold", "system");
  for (const score::Layer& layer : score.layers()) {
    out += fmt::format("{:<16}{:8.3f}{:8.3f}{:8.3f}{:7}{:7}{:8}\n", layer.name,
                       score::rounded(layer.precision()), score::rounded(layer.recall()),
                       score::rounded(layer.f1()), layer.hit, layer.gold, layer.system);
  }
  return out + fmt::format("mean F1 of figure+source, claim, event, time, place, actor: {:.3f}\n",
                           score.mean());
}

Result<int> score_all(const Options& options) {
  const auto files = files_of(options.gold);
  if (!files) return tl::unexpected<Error>(files.error());
  std::optional<Language> language;
  if (options.analyses.empty()) {
    auto opened = open_engine(options.pack);
    if (!opened) return tl::unexpected<Error>(opened.error());
    language = std::move(*opened);
  }
  score::Score score;
  Workspace workspace;
  std::vector<Document> documents;  // of the gold, as the faults come
  std::vector<std::size_t> faults;  // how many there were after each
  for (const fs::path& file : *files) {
    const auto gold = read_analysis(file);
    if (!gold) return tl::unexpected<Error>(gold.error());
    const fs::path answer = fs::path(options.analyses) / file.filename();
    if (!language && !fs::exists(answer)) {
      score.add(*gold, nullptr);
    } else {
      const auto system =
          language ? analysed(gold->document, *language, workspace) : read_analysis(answer);
      if (!system) return tl::unexpected<Error>(system.error());
      score.add(*gold, &*system);
    }
    documents.push_back(gold->document);
    faults.push_back(score.faults().size());
  }
  std::string out = options.json ? to_table(score).dump(1) + '\n' : to_text(score);
  if (options.list && !options.json) {
    std::size_t article = 0;
    for (std::size_t i = 0; i < score.faults().size(); ++i) {
      while (i >= faults[article]) ++article;
      const score::Fault& fault = score.faults()[i];
      if (!fault.layer.starts_with(options.errors)) continue;
      out += fmt::format("{}\t{}\t{}..{}\t{}\t{}\n", fault.layer, fault.document, fault.span.begin,
                         fault.span.end, fault.what, quote(documents[article], fault.span));
    }
  }
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  if (const auto written = output->write(out); !written) {
    return tl::unexpected<Error>(written.error());
  }
  return 0;
}

}  // namespace

Run add_score(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("GOLD", options->gold, "folder of annotated articles, marsad.analysis/1 each")
      ->required()
      ->type_name("DIR");
  app.add_option("ANALYSES", options->analyses,
                 "folder of analyses of the same file names; without it the texts are read anew")
      ->type_name("DIR");
  auto* const errors = takes(
      app.add_option("--errors", options->errors,
                     fmt::format("also list what was missed, invented or told otherwise in the "
                                 "layers that begin so: {}",
                                 fmt::join(kLayers, ", ")))
          ->type_name("LAYER"),
      kLayers);
  app.add_flag("--json", options->json, "one JSON object in place of the table");
  add_pack_option(app, options->pack);
  app.footer(
      "Examples:\n"
      "  marsad score gold/\n"
      "  marsad score gold/ --errors figure\n"
      "  marsad score gold/ analyses/ --json");
  return [options, errors] {
    options->list = errors->count() > 0;
    return score_all(*options);
  };
}

}  // namespace marsad::cli
