// SPDX-License-Identifier: Apache-2.0
// Where answers go: standard output, or a file that appears only when it is whole.
//
//   Output::open("answers.jsonl")  →  writes answers.jsonl.part; finish() renames it
//
// A disk that is full is ErrorCode::output with file and remedy. A pipe whose
// reader has gone (marsad … | head) is an Error without words: nobody is left to
// tell, and the program ends in silence with the exit code of `output`.
//
// Guaranteed: a file named by the user is replaced as a whole or not touched,
// and no .part stays behind after an error; a device or pipe named as file is
// written as it is. Tested by tests/cli/test_cli.py.
#pragma once
#include <string>
#include <string_view>

#include "marsad/base/result.h"

namespace marsad::cli {

class Output {
 public:
  // "" and "-" are standard output.
  [[nodiscard]] static Result<Output> open(const std::string& file);
  Output(Output&& other) noexcept;
  Output& operator=(Output&& other) = delete;
  Output(const Output&) = delete;
  ~Output();

  // All of `bytes`, at once and unbuffered.
  [[nodiscard]] Result<void> write(std::string_view bytes);
  // Makes the file durable and gives it its name. Nothing may be written after.
  [[nodiscard]] Result<void> finish();

  [[nodiscard]] bool is_terminal() const;

 private:
  Output(int descriptor, std::string name, std::string part)
      : descriptor_(descriptor), name_(std::move(name)), part_(std::move(part)) {}

  int descriptor_;
  std::string name_;  // as the user called it
  std::string part_;  // the file that is written; empty when it is not to be renamed
};

// Ends no process when a pipe closes: writes fail with EPIPE instead.
void ignore_closed_pipes();

}  // namespace marsad::cli
