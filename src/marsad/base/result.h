// SPDX-License-Identifier: Apache-2.0
// How Marsad says that the world failed: a file that is missing, a damaged
// pack, a malformed row. Strange Arabic text is never an error, and a fault of
// our own is an assert; everything else comes back as a Result.
//
//   ضاع الملف  →  "news.txt: no such file; name a file that exists, or - for standard input"
//
// One table (error_codes) ties each code to the exit code that programs return.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace marsad {

enum class ErrorCode {
  usage,     // the call itself is wrong: unknown option, impossible date
  input,     // an input is missing, unreadable, of another form than said
  partly,    // some inputs or lines failed; the others were answered
  pack,      // the language pack is missing, damaged or of another version
  language,  // a row or rule of language/ is malformed
  store,     // the store is missing, damaged, locked or may not be written
  output,    // the answer could not be written: full disk, closed pipe
};

// `where` names file, line and column as far as they are known
// ("verbs.tsv:12:3"); `what` says what is wrong; `remedy` says how to mend it.
struct Error {
  ErrorCode code = ErrorCode::input;
  std::string where;
  std::string what;
  std::string remedy;
};

template <typename T>
using Result = tl::expected<T, Error>;

// "where: what; remedy", on one line.
[[nodiscard]] std::string describe(const Error& error);

// The exit code of a program that ends with this error: usage 2, input 3,
// partly 4, pack 5, language 6, output 7, store 8. 0 is success, 1 is kept for `no`
// answers (nothing found, not clean).
[[nodiscard]] int exit_code(ErrorCode code);

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string where, std::string what,
                                                std::string remedy) {
  return tl::unexpected<Error>(Error{code, std::move(where), std::move(what), std::move(remedy)});
}

}  // namespace marsad
