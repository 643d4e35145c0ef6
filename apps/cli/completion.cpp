// SPDX-License-Identifier: Apache-2.0
// marsad completion: the shell's TAB knows verbs, options and files. The script
// is made from the parsers themselves, so it can not fall behind them.
#include <algorithm>
#include <memory>

#include "command.h"
#include "output.h"

namespace marsad::cli {
namespace {

std::string options_of(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += "--" + name + " ";
    for (const std::string& name : option->get_snames()) words += "-" + name + " ";
  }
  if (!words.empty()) words.pop_back();
  return words;
}

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  line.erase(std::remove(line.begin(), line.end(), '\''), line.end());
  return line;
}

std::string bash(const CLI::App& root) {
  std::string verbs;
  std::string cases;
  for (const CLI::App* verb : root.get_subcommands([](const CLI::App*) { return true; })) {
    verbs += verb->get_name() + " ";
    cases += "    " + verb->get_name() + ") words='" + options_of(*verb) + "' ;;\n";
  }
  return "_marsad() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} words=\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then words='" +
         verbs + options_of(root) +
         "'; fi\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ] || [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _marsad marsad\n";
}

std::string fish(const CLI::App& root) {
  std::string script;
  for (const CLI::App* verb : root.get_subcommands([](const CLI::App*) { return true; })) {
    script += "complete -c marsad -n __fish_use_subcommand -f -a " + verb->get_name() + " -d '" +
              first_line(verb->get_description()) + "'\n";
    for (const CLI::Option* option : verb->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        script += "complete -c marsad -n '__fish_seen_subcommand_from " + verb->get_name() +
                  "' -l " + name + " -d '" + first_line(option->get_description()) + "'" +
                  (option->get_type_size() > 0 ? " -r" : "") + "\n";
      }
    }
  }
  return script;
}

Result<int> completion(const CLI::App& app, const std::string& shell) {
  const CLI::App& root = *app.get_parent();
  std::string script;
  if (shell == "bash") script = bash(root);
  if (shell == "zsh") script = "autoload -U +X bashcompinit && bashcompinit\n" + bash(root);
  if (shell == "fish") script = fish(root);
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
  app.add_option("SHELL", *shell, "bash, zsh or fish")->required();
  app.footer(
      "Examples:\n"
      "  source <(marsad completion bash)\n"
      "  marsad completion fish > ~/.config/fish/completions/marsad.fish");
  return [&app, shell] { return completion(app, *shell); };
}

}  // namespace marsad::cli
