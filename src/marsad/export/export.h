// SPDX-License-Identifier: Apache-2.0
// Incidents and their claims in the forms of the field: ledgers, codebooks, maps, annotations.
//
//   format_named("acled")  →  31 columns; one row an incident, in the order they are given
//   Writer(format, sink): add(قصف سوق حماة) … finish()  →  a whole file (writer.h)
//
// docs/exports.md says where each value comes from. What is not known stays empty: no
// identifier of another's is invented, no place or day is made more exact than the words, every
// total is documented, not total. CSV is RFC 4180 in UTF-8; a cell that a spreadsheet would
// take for a formula begins with an apostrophe. Pure. Tested by export_test.cpp.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/incidents/policy.h"

namespace marsad::exports {

struct Record {
  const incidents::Dossier& dossier;
  const incidents::Verdict& verdict;
};

struct Format {
  std::string_view name;
  std::string_view media_type;
  std::string_view ending;  // of a file, without the point
  std::string_view what;    // for help
  std::string (*begin)();
  // Empty: this form has no place for such an incident.
  std::string (*each)(const Record& record);
  std::string_view between;  // two pieces that are not empty
  std::string_view end;
  std::vector<std::string_view> lost;  // what the ledger knows and this form cannot say
};

[[nodiscard]] const std::vector<Format>& formats();
[[nodiscard]] const Format* format_named(std::string_view name);  // null: none

// The columns of the codebooks, in their order.
extern const std::array<std::string_view, 31> kAcledColumns;
extern const std::array<std::string_view, 49> kUcdpColumns;

// One line of CSV with its line end, quoted and guarded where needed.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

// How far, in kilometres, a place of this level may reach from its point; 0: exact enough for
// a point.
[[nodiscard]] double radius_of(PlaceLevel level);

}  // namespace marsad::exports
