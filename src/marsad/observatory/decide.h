// SPDX-License-Identifier: Apache-2.0
// What a person decides about incidents: which belong together, which do not, and how a
// disagreement is treated. Each decision is a row with reason and author, and can be undone.
//
//   merge i-b into i-a "one attack on سوق حماة"   →  decision 1; the id i-b still finds i-a
//   undo 1                                         →  decision 2; both are as they were
//
// The five treatments of disagreement (prefer, range, unconfirmed, pending, ask) move nothing:
// they stand beside the claims. Errors: ErrorCode::usage for an incident, article or decision
// that there is not. Tested by decide_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "marsad/observatory/observatory.h"

namespace marsad::observatory {

// "prefer" a source (detail: which origin), give a "range", mark "unconfirmed", keep "pending",
// "ask" the source (detail: whom). Two more treat nothing: a "note", and "sign", by which somebody
// stands for the incident as it is.
enum class Treatment { prefer, range, unconfirmed, pending, ask, note, sign };
inline constexpr std::array<std::string_view, 7> kTreatments{
    "prefer", "range", "unconfirmed", "pending", "ask", "note", "sign"};

// Each makes its change durable and gives the number of the decision.
[[nodiscard]] Result<store::Number> merge(Observatory& desk, const std::string& into,
                                          const std::string& from, const std::string& reason);
// These articles, by id, leave the incident and make one of their own.
[[nodiscard]] Result<store::Number> split(Observatory& desk, const std::string& incident,
                                          const std::vector<std::string>& articles,
                                          const std::string& reason);
[[nodiscard]] Result<store::Number> move(Observatory& desk, const std::string& article,
                                         const std::string& from, const std::string& to,
                                         const std::string& reason);
[[nodiscard]] Result<store::Number> treat(Observatory& desk, const std::string& incident,
                                          Treatment treatment, const std::string& detail,
                                          const std::string& reason);
// A decision that moved reports can be undone while they are still where it put them.
[[nodiscard]] Result<store::Number> undo(Observatory& desk, store::Number decision,
                                         const std::string& reason);

}  // namespace marsad::observatory
