// SPDX-License-Identifier: Apache-2.0
// marsad completion: the shell's TAB knows verbs, options, their words and files. The scripts
// are made from the parsers themselves, so they can not fall behind them.
// Tested by tests/cli/completion_test.py.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "command.h"
#include "output.h"
#include "words.h"

namespace marsad::cli {
namespace {

constexpr std::array<std::string_view, 3> kShells{"bash", "zsh", "fish"};

// An option, or what stands without one.
struct Choice {
  std::vector<std::string> names;  // "--output", "-o"; of what stands without: INPUT
  std::string about;
  bool value = false;  // it takes one
  bool many = false;
  bool files = false;
  std::string words;  // with blanks between
};

struct Verb {
  std::string path;  // "extract", "user add"; empty: the program
  std::string about;
  std::vector<Choice> options, places;
  std::vector<Verb> verbs;
};

Choice choice_of(CLI::Option& option) {
  Choice out;
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  if (option.get_positional()) out.names = {option.get_name(true)};
  const std::string about = option.get_description();
  out.about = about.substr(0, about.find('\n'));
  out.value = option.get_items_expected_max() > 0;
  out.many = option.get_expected_max() > 1;
  out.words = words_of(option);
  const std::string type = option.get_type_name();
  out.files = type == "FILE" || type == "DIR" || type == "PEM";
  return out;
}

Verb verb_of(CLI::App& app, const std::string& path) {
  Verb out{path, app.get_description(), {}, {}, {}};
  for (CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    (option->get_positional() ? out.places : out.options).push_back(choice_of(*option));
  }
  for (CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    out.verbs.push_back(verb_of(*verb, path + (path.empty() ? "" : " ") + verb->get_name()));
  }
  return out;
}

// The program's own first, each before those in it.
void each_verb(const Verb& verb, const std::function<void(const Verb&)>& call) {
  call(verb);
  for (const Verb& inner : verb.verbs) each_verb(inner, call);
}

std::string last_word(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

std::string names_in(const std::vector<Verb>& verbs) {
  std::string out;
  for (const Verb& verb : verbs) out += (out.empty() ? "" : " ") + last_word(verb.path);
  return out;
}

std::string in_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// ---- bash ----

constexpr std::string_view kBashHead = R"(_marsad() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local path='' value='' options='' words='' files='' head='' i
  # --option=VALUE comes as three words.
  if [[ $word == = ]]; then
    word=''
  elif [[ $before == = && $COMP_CWORD -gt 1 ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$path ${COMP_WORDS[i]}" in
)";
constexpr std::string_view kBashTail = R"(    esac
    if [[ $word == -* ]]; then words=$options files=''; fi
  fi
  COMPREPLY=()
  if [[ -n $words ]]; then
    # Of a list with commas the last word.
    if [[ $word == *,* ]]; then head=${word%,*},; fi
    mapfile -t COMPREPLY < <(compgen -P "$head" -W "$words" -- "${word##*,}")
  elif [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -F _marsad marsad
)";

std::string bash(const Verb& program) {
  std::string paths, values, places;
  each_verb(program, [&](const Verb& verb) {
    const std::string path = (verb.path.empty() ? "" : " ") + verb.path;
    if (!path.empty()) paths += fmt::format("{}'{}'", paths.empty() ? "      " : " | ", path);
    std::string options;
    for (const Choice& option : verb.options) {
      std::string patterns;
      for (const std::string& name : option.names) {
        options += (options.empty() ? "" : " ") + name;
        patterns += fmt::format("{}'{} {}'", patterns.empty() ? "" : " | ", path, name);
      }
      if (!option.value) continue;
      values += fmt::format("    {}) value=1{}{} ;;\n", patterns,
                            option.words.empty() ? "" : " words=" + in_quotes(option.words),
                            option.files ? " files=1" : "");
    }
    places += fmt::format("      {}) options={}", in_quotes(path), in_quotes(options));
    if (!verb.verbs.empty()) places += " words=" + in_quotes(names_in(verb.verbs));
    for (const Choice& place : verb.places) {
      if (place.files) places += " files=1";
      if (place.words.empty()) continue;
      // Of what stands behind the verb only the first is a word of the program.
      places += fmt::format("\n        if [[ $before == {} ]]; then words={}; fi",
                            last_word(verb.path), in_quotes(place.words));
    }
    places += " ;;\n";
  });
  return fmt::format(
      "{}{}) path+=\" ${{COMP_WORDS[i]}}\" ;;\n    esac\n  done\n"
      "  case \"$path $before\" in\n{}  esac\n"
      "  if [[ -z $value ]]; then\n    case $path in\n{}{}",
      kBashHead, paths, values, places, kBashTail);
}

// ---- zsh ----

std::string action_of(const Choice& choice) {
  if (!choice.words.empty()) return "(" + choice.words + ")";
  return choice.files ? "_files" : " ";
}

std::string zsh_arguments(const Verb& verb) {
  std::string out = "_arguments -S";
  for (const Choice& option : verb.options) {
    std::string value;
    if (option.value) value = ":" + option.names.front().substr(2) + ":" + action_of(option);
    std::string about, all;
    for (const char c : option.about) {
      if (std::string_view("[]:\\").find(c) != std::string_view::npos) about += '\\';
      about += c;
    }
    for (const std::string& name : option.names) all += (all.empty() ? "" : " ") + name;
    for (const std::string& name : option.names) {
      out += fmt::format(" \\\n    {}",
                         in_quotes(fmt::format("({}){}[{}]{}", all, name, about, value)));
    }
  }
  for (const Choice& place : verb.places) {
    out +=
        fmt::format(" \\\n    {}", in_quotes(fmt::format("{}:{}:{}", place.many ? "*" : "",
                                                         place.names.front(), action_of(place))));
  }
  return out;
}

std::string zsh(const Verb& program) {
  std::string functions;
  each_verb(program, [&](const Verb& verb) {
    std::string name = "_marsad" + (verb.path.empty() ? "" : "_" + verb.path);
    std::replace(name.begin(), name.end(), ' ', '_');
    functions += name + "() {\n";
    if (!verb.verbs.empty()) {
      functions +=
          "  if (( CURRENT > 2 )) && (( $+functions[" + name +
          "_$words[2]] )); then\n"
          "    local verb=$words[2]\n    shift words\n    (( CURRENT-- ))\n    " +
          name +
          "_$verb\n    return\n  fi\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
          "    local -a verbs=(";
      for (const Verb& inner : verb.verbs) {
        functions += "\n      " + in_quotes(last_word(inner.path) + ":" + inner.about);
      }
      functions += ")\n    _describe verb verbs\n    return\n  fi\n";
    }
    functions += "  " + zsh_arguments(verb) + "\n}\n";
  });
  // As a file of $fpath it is the function's own body, else it is sourced.
  return "#compdef marsad\n" + functions +
         "if [[ $funcstack[1] == _marsad ]]; then _marsad \"$@\"; else compdef _marsad marsad; "
         "fi\n";
}

// ---- fish ----

std::string fish(const Verb& program) {
  std::string script =
      "# Whether the line goes on from these verbs.\n"
      "function __marsad_at\n"
      "  set -l words (commandline -opc)\n"
      "  set -l last (math (count $argv) + 1)\n"
      "  test (count $words) -ge $last; and test \"$words[2..$last]\" = \"$argv\"\n"
      "end\n"
      "complete -c marsad -f\n";
  each_verb(program, [&](const Verb& verb) {
    const std::string at = verb.path.empty() ? "__fish_use_subcommand" : "__marsad_at " + verb.path;
    const std::string head = "complete -c marsad -n ";
    const auto words = std::count(verb.path.begin(), verb.path.end(), ' ') + 2;
    const std::string next =
        verb.path.empty()
            ? at
            : fmt::format("{}; and test (count (commandline -opc)) -eq {}", at, words);
    for (const Verb& inner : verb.verbs) {
      script += fmt::format("{}{} -a {} -d {}\n", head, in_quotes(next), last_word(inner.path),
                            in_quotes(inner.about));
    }
    for (const Choice& option : verb.options) {
      script += head + in_quotes(at);
      for (const std::string& name : option.names) {
        script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (option.value) script += option.files ? " -r -F" : " -x";
      if (!option.words.empty()) script += " -a " + in_quotes(option.words);
      script += " -d " + in_quotes(option.about) + "\n";
    }
    for (const Choice& place : verb.places) {
      if (place.files) script += head + in_quotes(at) + " -F\n";
      if (!place.words.empty())
        script += head + in_quotes(next) + " -a " + in_quotes(place.words) + "\n";
    }
  });
  return script;
}

Result<int> completion(CLI::App& app, const std::string& shell) {
  const Verb program = verb_of(*app.get_parent(), "");
  std::string script;
  if (shell == "bash") script = bash(program);
  if (shell == "zsh") script = zsh(program);
  if (shell == "fish") script = fish(program);
  if (script.empty()) {
    return fail(ErrorCode::usage, "completion " + shell, "there is no script for this shell",
                "write bash, zsh or fish");
  }
  auto output = Output::open("");
  if (!output) return tl::unexpected<Error>(output.error());
  if (const auto written = output->write(script); !written) {
    return tl::unexpected<Error>(written.error());
  }
  return 0;
}

}  // namespace

Run add_completion(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  takes(app.add_option("SHELL", *shell, "bash, zsh or fish")->required(), kShells);
  app.footer(
      "Examples:\n"
      "  source <(marsad completion bash)\n"
      "  marsad completion fish > ~/.config/fish/completions/marsad.fish");
  return [&app, shell] { return completion(app, *shell); };
}

}  // namespace marsad::cli
