// SPDX-License-Identifier: Apache-2.0
// Marsad in C++17: a text in, who claims what in it out, as one line of JSON in the form
// marsad.analysis/1.
//
//   const marsad::Language arabic;  // the pack that was installed with the library
//   for (const std::string& text : texts) std::cout << arabic.extract(text, "1998-03-12") << '\n';
//
// A thin coat over marsad.h, which says where packs are looked for, what offsets count (code
// points, the end exclusive) and what becomes of invalid UTF-8. It is only this header, so that
// programs of any compiler and standard library share one libmarsad.so.
//
// Lifetimes: a Language owns its pack and is closed with it; it may be moved, not copied, and what
// it gave stays valid after it. Errors are thrown as marsad::Error. Threads: any number may call
// extract() of one Language at once.
#ifndef MARSAD_MARSAD_HPP
#define MARSAD_MARSAD_HPP

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "marsad/marsad.h"

namespace marsad {

// what() is one line: "where: what; remedy".
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Language {
 public:
  // The pack at this path; "": the one of MARSAD_PACK, else the one installed with the library.
  // Throws Error when there is none, or it is damaged or of another version.
  explicit Language(const std::string& pack_path = {})
      : handle_(marsad_open(pack_path.empty() ? nullptr : pack_path.c_str())) {
    if (!handle_) throw Error(marsad_last_error());
  }

  // One line of JSON about one article: UTF-8, at most 2 MiB. `published`: "YYYY-MM-DD", or "" when
  // the day is not known. Throws Error for a day that there is not, a text that is too long, or
  // a Language that was moved from.
  [[nodiscard]] std::string extract(std::string_view text,
                                    const std::string& published = {}) const {
    // The C function takes no null pointer for a text, which an empty view may hold.
    const std::unique_ptr<char, Free> json(
        marsad_extract(handle_.get(), text.empty() ? "" : text.data(), text.size(),
                       published.empty() ? nullptr : published.c_str()));
    if (!json) throw Error(marsad_last_error());
    return json.get();
  }

 private:
  struct Close {
    void operator()(marsad_language* language) const { marsad_close(language); }
  };
  struct Free {
    void operator()(char* json) const { marsad_free(json); }
  };
  std::unique_ptr<marsad_language, Close> handle_;
};

// Version of the library, such as "0.1.0".
[[nodiscard]] inline std::string version() { return marsad_version(); }

}  // namespace marsad

#endif
