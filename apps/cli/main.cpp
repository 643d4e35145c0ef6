// SPDX-License-Identifier: Apache-2.0
// The program marsad: reads the command line, calls one verb, tells its fault.
#include <fmt/format.h>

#include <array>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "marsad/text/text.h"
#include "output.h"

namespace marsad::cli {
namespace {

constexpr std::array kCommands{
    Command{"extract", "what texts claim: who says what, what happened, with what figures",
            add_extract},
    Command{"explain", "how sentences were read, and what was refused", add_explain},
    Command{"ingest", "keep articles in a store, each with its bytes", add_ingest},
    Command{"incidents", "which articles report the same happening, and why", add_incidents},
    Command{"incident", "all that is claimed about one happening, by origin", add_incident},
    Command{"claims", "the ledger of a store: claims that meet conditions", add_claims},
    Command{"search", "articles of a store in which words stand in any form", add_search},
    Command{"article", "the versions of an article in a store, and its bytes", add_article},
    Command{"decide", "merge, split, move, undo, and how a disagreement is treated", add_decide},
    Command{"policies", "how ranges are made of claims, and what another policy changes",
            add_policies},
    Command{"export", "a store in the forms of the field, or whole", add_export},
    Command{"import", "what was exported whole, into a new store", add_import},
    Command{"verify", "whether a store is as its log says, to the byte", add_verify},
    Command{"serve", "the workbench over a store, for browsers", add_serve},
    Command{"user", "who may use the workbench, and as what", add_user_verb},
    Command{"backup", "a store in one file that checks itself", add_backup},
    Command{"restore", "a store out of its backup", add_restore},
    Command{"score", "how near analyses come to a folder of annotated articles", add_score},
    Command{"coverage", "how many words of texts the language knows, and which it lacks",
            add_coverage_verb},
    Command{"pack", "compile a folder of language/ to a language pack", add_pack},
    Command{"completion", "a script that completes marsad's words in your shell", add_completion},
};

// A word that is no verb, in place of one.
std::optional<Error> unknown_verb(std::string_view word) {
  std::string names;
  for (const Command& command : kCommands) {
    if (word == command.name) return std::nullopt;
    names += (names.empty() ? "" : ", ") + std::string(command.name);
  }
  if (word.starts_with('-')) return std::nullopt;
  return Error{ErrorCode::usage, std::string(word), "there is no such verb",
               "write one of " + names};
}

// CLI11 says "INPUT is required"; one line, with the way to help.
int tell_usage(const CLI::App& app, const CLI::ParseError& error) {
  std::string program = "marsad";
  for (const CLI::App* verb : app.get_subcommands()) program += " " + verb->get_name();
  tell({ErrorCode::usage, program == "marsad" ? "" : program.substr(7), error.what(),
        "see " + program + " --help"});
  return exit_code(ErrorCode::usage);
}

int run(int argc, char** argv) {
  CLI::App app("Marsad reads news of armed conflict and keeps what it claims.", "marsad");
  app.set_version_flag("--version", "marsad " MARSAD_VERSION, "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  marsad extract --published 2016-11-03 article.txt\n"
      "  marsad extract --json articles.jsonl -o analyses.jsonl\n"
      "  marsad extract --help");
  std::vector<std::pair<CLI::App*, Run>> verbs;
  for (const Command& command : kCommands) {
    CLI::App* verb = app.add_subcommand(command.name, command.summary);
    verbs.emplace_back(verb, command.add(*verb));
  }
  if (argc < 2) {
    fmt::print(stderr, "{}", app.help());
    return exit_code(ErrorCode::usage);
  }
  if (const auto fault = unknown_verb(argv[1])) {
    tell(*fault);
    return exit_code(fault->code);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return app.exit(wanted);
  } catch (const CLI::ParseError& error) {
    return tell_usage(app, error);
  }
  for (const auto& [verb, go] : verbs) {
    if (!verb->parsed()) continue;
    const Result<int> code = go();
    if (code) return *code;
    tell(code.error());
    return exit_code(code.error().code);
  }
  return exit_code(ErrorCode::usage);
}

}  // namespace

void tell(const Error& error) {
  // Names of files and parts of inputs may stand in it: they are to break no line, nor to steer
  // the terminal.
  std::string line = text::decode(describe(error));
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto c = static_cast<unsigned char>(line[i]);
    if (c < 0x20 || c == 0x7F) line[i] = '?';
    if (c == 0xC2 && i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) < 0xA0) {
      line.replace(i, 2, "?");
    }
  }
  if (!line.empty()) fmt::print(stderr, "marsad: {}\n", line);
}

}  // namespace marsad::cli

int main(int argc, char** argv) {
  marsad::cli::ignore_closed_pipes();
  try {
    return marsad::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    marsad::cli::tell({marsad::ErrorCode::input, "", "there is not enough memory",
                       "give smaller inputs, or fewer --threads"});
  } catch (const std::exception& error) {
    marsad::cli::tell({marsad::ErrorCode::input, "", error.what(), "please report this"});
  }
  return marsad::exit_code(marsad::ErrorCode::input);
}
