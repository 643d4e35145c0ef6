// SPDX-License-Identifier: Apache-2.0
// Small things that several groups of routes need.
//
//   words_of("lead,steward")  →  ["lead", "steward"];  utc(0)  →  "1970-01-01T00:00:00Z"
//   put_person(desk, سعاد, "account")  →  her number; the log has an entry
//
// Tested by api_test.cpp, through the routes.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "marsad/observatory/observatory.h"

namespace marsad::server {

[[nodiscard]] nlohmann::json words_of(std::string_view commas);
[[nodiscard]] std::string utc(std::int64_t seconds);
// For a part of an address.
[[nodiscard]] std::string percent(std::string_view text);
// A name of an account: 1 to 100 letters, without control characters.
[[nodiscard]] bool is_name(std::string_view name);
// Where somebody is signed in; `own` is the token of who asks, or empty.
[[nodiscard]] nlohmann::json sessions_json(const std::vector<store::SessionRow>& rows,
                                           const std::string& own);
// Ends one session of a person by its id, or with "all" all but `own`; durably, with its entry of
// the log. False where there is none of this id.
[[nodiscard]] Result<bool> end_sessions(observatory::Observatory& desk, store::Number person,
                                        const std::string& name, const std::string& id,
                                        const std::string& own);
// Writes an account with its entry of the log, durably.
[[nodiscard]] Result<store::Number> put_person(observatory::Observatory& desk,
                                               const store::PersonRow& row,
                                               const std::string& action);

}  // namespace marsad::server
