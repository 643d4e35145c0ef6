// SPDX-License-Identifier: Apache-2.0
// Writes one export piece by piece and counts what it writes, for its manifest. A million
// incidents need the memory of one, and of a hash for each.
//
//   Writer writer(*format_named("acled"), sink);
//   writer.add(قصف سوق حماة) … writer.finish()  →  a whole file, and the Manifest of it
//
// An error of the sink ends the export and is handed on as it is. finish() also ends an export
// without incidents, which has its head. Tested by writer_test.cpp.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_set>

#include "marsad/base/result.h"
#include "marsad/base/sha256.h"
#include "marsad/export/export.h"
#include "marsad/export/manifest.h"

namespace marsad::exports {

using Sink = std::function<Result<void>(std::string_view)>;

class Writer {
 public:
  // `mark` puts U+FEFF before a table, by which old spreadsheets know UTF-8; other forms may
  // have none and get none.
  Writer(const Format& format, Sink sink, bool mark = false);

  [[nodiscard]] Result<void> add(const Record& record);
  // Fills what the writer knows of the manifest: format, policy, packs, counts, sums.
  [[nodiscard]] Result<Manifest> finish();

 private:
  Result<void> write(std::string_view bytes);
  Result<void> begin();

  const Format& format_;
  Sink sink_;
  bool mark_;
  bool begun_ = false;
  bool first_ = true;
  std::size_t claims_ = 0, left_out_ = 0;
  std::unordered_set<std::uint64_t> articles_;  // by hash: one may tell of several incidents
  Sha256 hash_;
  Manifest manifest_;
};

}  // namespace marsad::exports
