// SPDX-License-Identifier: Apache-2.0
// Who may do what: six roles, and what each allows. One table, walked by a test over all routes.
//
//   may(roles of "سعاد": annotator)  →  read, see protected fields, annotate
//   allows(may, May::decide)          →  false
//
// A person may have several roles and may do what any of them allows. A steward keeps accounts
// and sees no content; an auditor reads the log and verifies, and sees no content either: a
// small desk gives one person two roles. Pure. Tested by roles_test.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::people {

enum class Role : std::uint8_t { reader, annotator, reviewer, lead, steward, auditor };
inline constexpr std::array<std::string_view, 6> kRoles{"reader", "annotator", "reviewer",
                                                        "lead",   "steward",   "auditor"};

enum class May : std::uint8_t {
  read,      // articles' heads, claims and incidents, without protected fields
  see,       // protected fields: texts, names of persons, exact places, who on the desk decided
  annotate,  // accept, correct and reject readings
  decide,    // merge, split and move incidents, treat disagreements
  release,   // make exports
  ingest,    // add articles
  people,    // accounts and sessions
  audit,     // the log, and verify
};
inline constexpr std::array<std::string_view, 8> kPermissions{
    "read", "see", "annotate", "decide", "release", "ingest", "people", "audit"};

// A set of permissions, one bit each.
using Allowed = std::uint32_t;

[[nodiscard]] Allowed may(const std::vector<Role>& roles);
[[nodiscard]] bool allows(Allowed allowed, May what);

// "lead,steward" and back; none for a word that is no role, or no word at all.
[[nodiscard]] std::string to_text(const std::vector<Role>& roles);
[[nodiscard]] std::optional<std::vector<Role>> roles_from(std::string_view text);

}  // namespace marsad::people
