// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/result.h"

namespace marsad {

std::string describe(const Error& error) {
  std::string line = error.where;
  if (!line.empty()) line += ": ";
  line += error.what;
  if (!error.remedy.empty()) line += "; " + error.remedy;
  return line;
}

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::input: return 3;
    case ErrorCode::partly: return 4;
    case ErrorCode::pack: return 5;
    case ErrorCode::language: return 6;
    case ErrorCode::output: return 7;
    case ErrorCode::store: return 8;
  }
  return 3;
}

}  // namespace marsad
