// SPDX-License-Identifier: Apache-2.0
// marsad explain: how sentences were read.
#include <charconv>
#include <memory>

#include "command.h"
#include "engine.h"
#include "output.h"

namespace marsad::cli {
namespace {

struct Options {
  Reading reading;
  std::string pack;
  std::size_t sentence = 0;
  std::string word, span;
};

// Errors: ErrorCode::usage for a span that is none.
Result<Focus> focus_of(const Options& options) {
  Focus focus;
  if (options.sentence > 0) focus.sentence = options.sentence;
  focus.word = options.word;
  if (options.span.empty()) return focus;
  const std::size_t colon = options.span.find(':');
  const char* const text = options.span.data();
  const char* const end = text + options.span.size();
  Span span;
  const bool good = colon != std::string::npos &&
                    std::from_chars(text, text + colon, span.begin).ptr == text + colon &&
                    std::from_chars(text + colon + 1, end, span.end).ptr == end &&
                    span.begin < span.end;
  if (!good) {
    return fail(ErrorCode::usage, "--span " + options.span, "there is no such span",
                "write code points as BEGIN:END, such as 14:25");
  }
  focus.span = span;
  return focus;
}

Result<int> explain_all(const Options& options) {
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto focus = focus_of(options);
  if (!focus) return tl::unexpected<Error>(focus.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());

  Workspace workspace;
  std::size_t answered = 0;
  std::optional<Error> first_fault;
  std::optional<Error> lost;
  read_inputs(options.reading, *checked, [&](Result<Document> article) {
    if (!article) {
      tell(article.error());
      if (!first_fault) first_fault = article.error();
      return true;
    }
    std::string text = explain(*article, *language, workspace, *focus);
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    if (const auto written = output->write(text); !written) {
      lost = written.error();
      return false;
    }
    ++answered;
    return true;
  });
  if (lost) return tl::unexpected<Error>(*lost);
  if (!first_fault) return 0;
  return exit_code(answered > 0 ? ErrorCode::partly : first_fault->code);
}

}  // namespace

Run add_explain(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs, "files or folders to read, - for standard input")
      ->required()
      ->type_name("FILE");
  add_reading_options(app, options->reading);
  app.add_option("--sentence", options->sentence, "only this sentence, counted from 1")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  app.add_option("--word", options->word, "only this word, wherever it stands and however spelled")
      ->type_name("WORD");
  app.add_option("--span", options->span, "only what touches these code points of the text")
      ->type_name("BEGIN:END");
  add_pack_option(app, options->pack);
  app.footer(
      "Shows segments, mentions, the rules that fired, and readings that were refused and by\n"
      "what.\n"
      "\n"
      "Examples:\n"
      "  marsad explain sentence.txt\n"
      "  marsad explain article.txt --sentence 2\n"
      "  marsad explain article.txt --span 14:25\n"
      "  marsad explain --published 2016-11-03 article.txt | less");
  return [options] { return explain_all(*options); };
}

}  // namespace marsad::cli
