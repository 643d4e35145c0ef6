// SPDX-License-Identifier: Apache-2.0
// The parameters of a request as conditions on claims and incidents (observatory/question.h).
//
//   GET /claims?type=shelling&near=حماة&within=20  →  ClaimFilter {shelling, within 20 km of Hama}
//
// Errors: ErrorCode::usage naming the parameter. Tested by api_test.cpp.
#pragma once
#include "api.h"
#include "marsad/observatory/question.h"

namespace marsad::server {

[[nodiscard]] Result<observatory::ClaimFilter> filter_of(const Context& context,
                                                         const Request& request);
[[nodiscard]] Result<store::IncidentSearch> search_of(const Context& context,
                                                      const Request& request);
// The refusal of conditions that would tell, by what they find, what the roles do not show.
[[nodiscard]] std::optional<Reply> refused(const Context& context, const Request& request);

}  // namespace marsad::server
