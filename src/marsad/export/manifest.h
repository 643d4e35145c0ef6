// SPDX-License-Identifier: Apache-2.0
// What an export holds, beside it: enough to check it, to cite it, and to say what another of
// its kind changed. The form is marsad.manifest/1 of
// docs/manifest.schema.json.
//
//   first export: i-1, i-2; second: i-2 with one claim more (خبر جديد), i-3; i-1 joined to i-3
//   difference(first, second)  →  added i-3, changed i-2, withdrawn i-1, merged i-1 → i-3
//
// An incident is compared by the SHA-256 of its rows as they stand in the file. Exports of
// other formats or filters do not compare: what a filter leaves out was not withdrawn. Errors:
// ErrorCode::input. Tested by manifest_test.cpp.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"

namespace marsad::exports {

struct Manifest {
  std::string format;
  std::string at;                             // when it was written, ISO 8601 in UTC
  std::string checkpoint;                     // of the log of the store
  std::map<std::string, std::string> filter;  // as given
  std::string policy;                         // empty: a format without ranges
  int version = 0;                            // of the policy
  std::set<std::string> packs;                // hashes of the language packs that read it
  std::vector<std::string> lost;              // what the format cannot say
  std::map<std::string, std::size_t> counts;  // incidents, claims, articles, left_out; or rows
  std::size_t bytes = 0;
  std::string sha256;                            // of the whole file
  std::map<std::string, std::string> incidents;  // id → SHA-256 of its rows
  std::map<std::string, std::string> merged;     // former id → the incident it is in
};

struct Difference {
  std::vector<std::string> added, changed, withdrawn;
  std::map<std::string, std::string> merged;  // those of `withdrawn` that are in others now
};

[[nodiscard]] std::string to_json(const Manifest& manifest);
// With what changed since an earlier one, as `since`.
[[nodiscard]] std::string to_json(const Manifest& manifest, const Difference& since);
// What a comparison needs of one; `where` names the file in errors.
[[nodiscard]] Result<Manifest> read_manifest(std::string_view json, const std::string& where);
[[nodiscard]] Result<Difference> difference(const Manifest& before, const Manifest& after);

}  // namespace marsad::exports
