// SPDX-License-Identifier: Apache-2.0
// One run prints one table: the speed of the whole chain, article in, JSON line
// out, on one core, beside ICU's word break iterator alone on the same text; the
// share of each stage; two threads over one; start and memory of the program.
//
//   chain                  21.40 MB/s   7300 articles/s
//   icu word breaks       129.50 MB/s
//   chain / icu             0.165
//
// Rates of one core count the CPU time of the thread, so that a busy machine
// changes them little; the best of the rounds stands. ICU is given what it likes
// best: UTF-16 that was made before, and one iterator for all articles.
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "articles.h"
#include "marsad/analysis/json.h"
#include "marsad/base/laps.h"
#include "marsad/pipeline/pipeline.h"
#include "program.h"

namespace marsad::bench {
namespace {

struct Options {
  std::vector<std::string> corpus;
  std::string pack = MARSAD_BINARY_DIR "/marsad.pack";
  std::string program = MARSAD_BINARY_DIR "/marsad";
  std::size_t articles = 2000;
  int rounds = 3;
};

constexpr std::size_t kLeastBytes = 4'000'000;  // of text that is measured
constexpr int kStarts = 10;

// One thread: the chain over every `step`-th article from `first` on. Gives the
// bytes of JSON, which nobody reads.
class Chain {
 public:
  explicit Chain(const Language& language) : language_(language) {}

  std::size_t run(const std::vector<Document>& articles, std::size_t first, std::size_t step,
                  Laps* laps) {
    std::size_t bytes = 0;
    for (std::size_t i = first; i < articles.size(); i += step) {
      analyse(articles[i], language_, workspace_, analysis_, {.why = false, .laps = laps});
      line_.clear();
      append_json(line_, analysis_);
      end_lap(laps, "json");
      bytes += line_.size();
    }
    return bytes;
  }

 private:
  const Language& language_;
  Workspace workspace_;
  Analysis analysis_;
  std::string line_;
};

// The least of some rounds of CPU time of this thread.
template <typename Work>
double best(int rounds, const Work& work) {
  double least = 0;
  for (int round = 0; round < rounds; ++round) {
    const double start = Laps::now();
    work();
    const double time = Laps::now() - start;
    if (round == 0 || time < least) least = time;
  }
  return least;
}

// Seconds that ICU takes to find the word breaks, over UTF-16 or over UTF-8.
struct WordBreaks {
  double utf16 = 0, utf8 = 0;
  std::size_t breaks = 0;
};

WordBreaks measure_icu(const std::vector<Document>& articles, int rounds) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), status));
  WordBreaks out;
  if (U_FAILURE(status) != 0) return out;
  std::vector<icu::UnicodeString> texts;
  for (const Document& article : articles) {
    texts.push_back(icu::UnicodeString::fromUTF8(article.text));
  }
  const auto count = [&] {
    while (words->next() != icu::BreakIterator::DONE) ++out.breaks;
  };
  out.utf16 = best(rounds, [&] {
    for (const icu::UnicodeString& text : texts) {
      words->setText(text);
      count();
    }
  });
  UText* bytes = nullptr;
  out.utf8 = best(rounds, [&] {
    for (const Document& article : articles) {
      bytes = utext_openUTF8(bytes, article.text.data(),
                             static_cast<std::int64_t>(article.text.size()), &status);
      words->setText(bytes, status);
      count();
    }
  });
  utext_close(bytes);
  return out;
}

// Wall seconds of the chain on so many threads, the best of the rounds.
double wall(const Language& language, const std::vector<Document>& articles, std::size_t threads,
            int rounds) {
  double least = 0;
  std::vector<std::unique_ptr<Chain>> chains;
  for (std::size_t i = 0; i < threads; ++i) chains.push_back(std::make_unique<Chain>(language));
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> running;
      for (std::size_t i = 0; i < threads; ++i) {
        running.emplace_back([&, i] { chains[i]->run(articles, i, threads, nullptr); });
      }
    }
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    if (round == 0 || time.count() < least) least = time.count();
  }
  return least;
}

void print_program(const Options& options) {
  const std::string sample = MARSAD_SOURCE_DIR "/docs/samples/nawa-market.json";
  double least = 0, most = 0, cpu = 0;
  for (int i = 0; i < kStarts; ++i) {
    const auto used = run(options.program, {"extract", "--json", "--pack", options.pack, sample});
    if (!used) {
      fmt::print("{:<22}{:>12}\n", "start", "none");
      return;
    }
    least = i == 0 ? used->seconds : std::min(least, used->seconds);
    most = std::max(most, used->seconds);
    cpu = i == 0 ? used->cpu : std::min(cpu, used->cpu);
  }
  fmt::print("{:<22}{:>9.1f} ms   (want < 50; CPU time {:.1f}; slowest of {} {:.1f})\n",
             "start, one article", least * 1000, cpu * 1000, kStarts, most * 1000);
  std::vector<std::string> arguments{"extract", "--json", "--threads", "2", "--pack", options.pack};
  arguments.insert(arguments.end(), options.corpus.begin(), options.corpus.end());
  if (const auto used = run(options.program, arguments)) {
    fmt::print("{:<22}{:>9.1f} MB   (want < 300; two threads, the whole corpus)\n", "peak memory",
               used->megabytes);
  }
}

int measure(Options& options) {
  if (options.corpus.empty()) options.corpus = usual_files(MARSAD_SOURCE_DIR);
  print_program(options);  // first: see run()
  const auto language = open_language(options.pack);
  if (!language) {
    fmt::print(stderr, "marsad_bench: {}\n", describe(language.error()));
    return exit_code(language.error().code);
  }
  const auto articles = read_articles(options.corpus, options.articles, kLeastBytes);
  if (!articles) {
    fmt::print(stderr, "marsad_bench: {}\n", describe(articles.error()));
    return exit_code(articles.error().code);
  }
  double bytes = 0;
  for (const Document& article : *articles) bytes += static_cast<double>(article.text.size());
  const auto rate = [&](double seconds) { return bytes / seconds / 1e6; };

  Chain chain(*language);
  const double cold = best(1, [&] { chain.run(*articles, 0, 1, nullptr); });
  const double warm = best(options.rounds, [&] { chain.run(*articles, 0, 1, nullptr); });
  Laps laps;
  chain.run(*articles, 0, 1, &laps);
  const WordBreaks icu = measure_icu(*articles, options.rounds);
  const double fastest = std::min(icu.utf16, icu.utf8);
  const double one = wall(*language, *articles, 1, options.rounds);
  const double two = wall(*language, *articles, 2, options.rounds);

  fmt::print("{:<22}{:>9.2f} MB   {} articles\n", "text", bytes / 1e6, articles->size());
  fmt::print("{:<22}{:>9.2f} MB/s {:.0f} articles/s\n", "chain", rate(warm),
             static_cast<double>(articles->size()) / warm);
  fmt::print("{:<22}{:>9.2f} MB/s\n", "chain, first time", rate(cold));
  fmt::print("{:<22}{:>9.2f} MB/s (UTF-16; over UTF-8 {:.2f})\n", "icu word breaks", rate(fastest),
             rate(icu.utf8));
  fmt::print("{:<22}{:>9.3f}\n", "chain / icu", fastest / warm);
  fmt::print("{:<22}{:>9.2f}\n", "two threads / one", one / two);
  double total = 0;
  for (const Laps::Lap& lap : laps.all()) total += lap.seconds;
  for (const Laps::Lap& lap : laps.all()) {
    fmt::print("  {:<20}{:>9.1f} %  {:>8.2f} MB/s\n", lap.name, lap.seconds / total * 100,
               rate(lap.seconds));
  }
  return 0;
}

}  // namespace
}  // namespace marsad::bench

int main(int argc, char** argv) {
  marsad::bench::Options options;
  CLI::App app("Speed and memory of the whole chain beside ICU's word break iterator.",
               "marsad_bench");
  app.add_option("--corpus", options.corpus,
                 "articles to read, in any form the program reads [../shared/corpus, else "
                 "docs/samples repeated]");
  app.add_option("--articles", options.articles, "how many of them, evenly spread")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--rounds", options.rounds, "the best of so many stands")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--pack", options.pack, "language pack")->capture_default_str();
  app.add_option("--program", options.program, "the program to start")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return marsad::bench::measure(options);
}
