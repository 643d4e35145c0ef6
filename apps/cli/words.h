// SPDX-License-Identifier: Apache-2.0
// The words that an option takes where there are only a few, said once where the option is made, so
// that the shell's TAB knows them.
//
//   takes(app.add_option("--stance", …), kNames<Stance>)   →  marsad claims --stance d<TAB> denies
//
// Nothing is checked by it: verbs tell their own faults. The words ride on CLI11's option as
// a validator that is switched off. Tested by tests/cli/completion_test.py.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

namespace marsad::cli {

template <typename Words>
CLI::Option* takes(CLI::Option* option, const Words& words) {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : " ").append(word);
  return option->check(
      CLI::Validator([](const std::string&) { return std::string(); }, all).active(false), "words");
}

// As they were given, with blanks between; empty where an option takes anything.
[[nodiscard]] inline std::string words_of(CLI::Option& option) {
  try {
    CLI::Validator words = *option.get_validator("words");
    return words.active().get_description();
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
}

}  // namespace marsad::cli
