// SPDX-License-Identifier: Apache-2.0
// The files that an input stands for: a folder is all the files in it and
// below whose endings say what is in them, anything else is itself.
//
//   files_of("news", false)  with news/a.html, news/1998/a.html.gz, news/logo.png
//     →  {"news/1998/a.html.gz", called "1998/a.html"}, {"news/a.html", called "a.html"}
//
// In the order of the bytes of their paths, so that the same folder reads the
// same everywhere. Hidden files and folders, links to folders (which may lead
// round in a circle), pipes and devices are passed over. What cannot be looked
// at, such as a folder without the right to read it or a link to nowhere,
// is listed like a file: reading it says why. Tested by folder_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "marsad/base/result.h"

namespace marsad::ingest {

struct InputFile {
  std::string path;
  // What its articles are called that have no id: the path below the folder, without .gz or .zst
  // where no other file would be called the same.
  std::string called;
};

// None where `path` is no folder. `any_ending`: the caller knows what is in the files, so those
// of every ending are taken. Error (ErrorCode::input): no file of the folder fits.
[[nodiscard]] Result<std::optional<std::vector<InputFile>>> files_of(const std::string& path,
                                                                     bool any_ending);

}  // namespace marsad::ingest
