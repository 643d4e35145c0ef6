// SPDX-License-Identifier: Apache-2.0
// marsad extract: what texts claim, as a report to read or as JSON lines.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <thread>

#include "command.h"
#include "engine.h"
#include "marsad/base/ordered.h"
#include "output.h"
#include "progress.h"
#include "report.h"

namespace marsad::cli {
namespace {

struct Options {
  Reading reading;
  std::string pack;
  std::string output;
  bool json = false;
  bool with_text = false;
  bool why = false;
  bool no_isolates = false;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

// What became of one article.
using Answer = Result<std::string>;

std::string_view variable(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables in this program.
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Look look_at(const Output& output, bool no_isolates) {
  constexpr int kLeastWidth = 40;
  constexpr int kMostWidth = 1000;
  Look look;
  look.isolates = !no_isolates;
  look.color = output.is_terminal() && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  const std::string columns(variable("COLUMNS"));
  winsize window{};
  if (const int told = std::atoi(columns.c_str()); told > 0) {
    look.width = told;
  } else if (output.is_terminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
             window.ws_col > 0) {
    look.width = window.ws_col;
  }
  look.width = std::clamp(look.width, kLeastWidth, kMostWidth);
  return look;
}

// The answer to articles in one thread, with that thread's buffers.
class Worker {
 public:
  Worker(const Language& language, const Options& options, const Look& look)
      : language_(language), options_(options), look_(look) {}

  Answer answer(Result<Document>& article) {
    if (!article) return tl::unexpected<Error>(std::move(article.error()));
    analyse(*article, language_, workspace_, analysis_, {.why = options_.why});
    if (!options_.json) return report(analysis_, look_, options_.why);
    std::string line = to_json(analysis_, {options_.with_text, options_.why});
    line += '\n';
    return line;
  }

 private:
  const Language& language_;
  const Options& options_;
  const Look& look_;
  Workspace workspace_;
  Analysis analysis_;
};

Result<int> extract(const Options& options) {
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  const Look look = look_at(*output, options.no_isolates);
  const std::string between =
      "\n" + styled(fmt::format("{:─^{}}", "", look.width), Style::dim, look) + "\n\n";

  std::size_t answered = 0;
  std::optional<Error> first_fault;
  std::optional<Error> lost;  // the output
  Progress progress(::isatty(STDERR_FILENO) == 1 && !output->is_terminal());
  const auto emit = [&](Answer&& answer) {
    if (!answer) {
      progress.clear();
      tell(answer.error());
      if (!first_fault) first_fault = answer.error();
      return true;
    }
    if (!options.json && answered > 0) answer->insert(0, between);
    if (const auto written = output->write(*answer); !written) {
      lost = written.error();
      return false;
    }
    progress.count(++answered);
    return true;
  };
  const auto make_work = [&]() -> Ordered<Result<Document>, Answer>::Work {
    auto worker = std::make_shared<Worker>(*language, options, look);
    return [worker](Result<Document>& article) { return worker->answer(article); };
  };
  {
    Ordered<Result<Document>, Answer> work(options.threads, make_work, emit);
    read_inputs(options.reading, *checked,
                [&](Result<Document> article) { return work.push(std::move(article)); });
    work.finish();
  }
  progress.clear();
  if (lost) return tl::unexpected<Error>(*lost);
  if (answered > 0 || !first_fault) {
    if (const auto finished = output->finish(); !finished) {
      return tl::unexpected<Error>(finished.error());
    }
  }
  if (!first_fault) return 0;
  return exit_code(answered > 0 ? ErrorCode::partly : first_fault->code);
}

}  // namespace

Run add_extract(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs,
                 "files to read, - for standard input: text, HTML, JSON, JSONL, feeds, WARC, "
                 "as the ending says; .gz and .zst too; of a folder all files in it and below "
                 "whose endings are known, by their paths, hidden ones and links to folders left "
                 "out")
      ->required()
      ->type_name("FILE");
  app.add_flag("--json", options->json,
               "one line of marsad.analysis/1 for each article (docs/analysis.schema.json)");
  add_reading_options(app, options->reading);
  add_pack_option(app, options->pack);
  app.add_flag("--with-text", options->with_text, "put the article's text into the JSON");
  app.add_flag("--why", options->why, "show the rules and lexicon rows behind each answer");
  add_threads_option(app, options->threads);
  app.add_option("-o,--output", options->output,
                 "write to FILE, which appears only when it is whole")
      ->type_name("FILE");
  app.add_flag("--no-isolates", options->no_isolates,
               "leave out U+2068 and U+2069 round Arabic in the report");
  app.footer(
      "Examples:\n"
      "  marsad extract --published 2016-11-03 article.txt\n"
      "      a report: who says what, what happened, the figures side by side\n"
      "  marsad extract --json articles.jsonl.gz -o analyses.jsonl\n"
      "      a line for each article {\"id\",\"text\",\"published\",\"title\",\"outlet\",\"url\"}\n"
      "  curl -s https://example.org/feed.xml | marsad extract --json --from feed -\n"
      "  marsad extract --json a.txt | jq '.figures[] | [.kind, .low, .high, .text]'\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 4 some inputs or lines failed and\n"
      "the others were answered, 5 language pack, 7 output could not be written.");
  return [options] { return extract(*options); };
}

}  // namespace marsad::cli
