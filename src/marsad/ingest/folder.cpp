// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "marsad/ingest/ingest.h"

namespace marsad::ingest {
namespace {

namespace fs = std::filesystem;

// form_of takes names without an ending for text; in a folder these are licences, notes, programs.
bool fits(std::string_view below, bool any_ending) {
  if (any_ending) return true;
  return plain_name(below).find('.') != std::string_view::npos && form_of(below).has_value();
}

enum class Kind { file, folder, other, unknown };

Kind kind_of(const fs::directory_entry& entry) {
  std::error_code failed;
  const bool is_link = entry.is_symlink(failed);
  const fs::file_status status = entry.status(failed);
  switch (status.type()) {
    case fs::file_type::regular: return Kind::file;
    case fs::file_type::directory: return is_link ? Kind::other : Kind::folder;
    case fs::file_type::none:
    case fs::file_type::not_found:
    case fs::file_type::unknown: return Kind::unknown;
    default: return Kind::other;
  }
}

// The paths below `top` of all files that fit. By a list, not by calls: folders may be nested
// deeper than the stack.
std::vector<std::string> below(const fs::path& top, bool any_ending) {
  std::vector<std::string> found;
  std::vector<std::string> open{""};
  while (!open.empty()) {
    const std::string folder = std::move(open.back());
    open.pop_back();
    std::error_code failed;
    fs::directory_iterator entry(top / folder, failed);
    for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
      const std::string name = entry->path().filename().string();
      if (name.starts_with('.')) continue;
      std::string path = folder.empty() ? name : fmt::format("{}/{}", folder, name);
      const Kind kind = kind_of(*entry);
      if (kind == Kind::folder) {
        open.push_back(std::move(path));
      } else if (kind != Kind::other && fits(path, any_ending)) {
        found.push_back(std::move(path));
      }
    }
    if (failed) found.push_back(folder);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string_view without_packing(std::string_view path) {
  const std::size_t folders = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  return path.substr(0, folders + plain_name(path).size());
}

}  // namespace

Result<std::optional<std::vector<InputFile>>> files_of(const std::string& path, bool any_ending) {
  std::error_code failed;
  if (path == "-" || !fs::is_directory(path, failed)) {
    return std::optional<std::vector<InputFile>>{};
  }
  const std::vector<std::string> paths = below(path, any_ending);
  if (paths.empty()) {
    return fail(
        ErrorCode::input, path,
        any_ending ? "is a folder without files in it"
                   : "is a folder without files whose ending says what is in them",
        "name a folder with .txt, .html, .json, .jsonl, .xml or .warc files, or say --from");
  }
  std::unordered_map<std::string_view, int> claims;  // how many files could be called so
  for (const std::string& one : paths) {
    ++claims[one];
    if (without_packing(one) != one) ++claims[without_packing(one)];
  }
  std::vector<InputFile> files;
  files.reserve(paths.size());
  for (const std::string& one : paths) {
    const std::string_view shorter = without_packing(one);
    files.push_back(
        {(fs::path(path) / one).string(), claims[shorter] == 1 ? std::string(shorter) : one});
  }
  return files;
}

}  // namespace marsad::ingest
