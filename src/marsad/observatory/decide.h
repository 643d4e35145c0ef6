// SPDX-License-Identifier: Apache-2.0
// What a person decides about incidents: which belong together, which do not, and how a
// disagreement is treated. Each decision is a row with reason and author, and can be undone.
//
//   merge i-b into i-a "one attack on سوق حماة"   →  decision 1; the id i-b still finds i-a
//   undo 1                                         →  decision 2; both are as they were
//
// The five treatments of disagreement (prefer, range, unconfirmed, pending, ask) move nothing:
// they stand beside the claims, and say which dispute they settle: "number.killed", "place". Errors: ErrorCode::usage for an incident, article or decision
// that there is not. Tested by decide_test.cpp.
#pragma once
#include <map>
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

// What sources may differ about: a number of a kind ("number.killed"), or one of these.
inline constexpr std::array<std::string_view, 4> kDisputes{"place", "day", "perpetrator",
                                                           "victims"};
[[nodiscard]] bool is_dispute(std::string_view name);

struct Treated {
  std::string what;                 // which source is preferred, or who is asked
  std::string settles;              // a dispute; empty: the incident as a whole
  std::vector<std::string> claims;  // ids of the claims that it is about, where not all of them
};

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
                                          Treatment treatment, const Treated& treated,
                                          const std::string& reason);
// Publishes a release that somebody else made: two people stand for what is given out. Undone like
// any decision; then it is a draft again.
[[nodiscard]] Result<store::Number> publish(Observatory& desk, store::Number release,
                                            const std::string& reason);
struct Publication {
  store::Number decision = 0;
  std::string author, at, reason;
};
// Of the releases that are published, by their number.
[[nodiscard]] Result<std::map<store::Number, Publication>> publications(store::Store& store);

// A decision that moved reports can be undone while they are still where it put them.
[[nodiscard]] Result<store::Number> undo(Observatory& desk, store::Number decision,
                                         const std::string& reason);

}  // namespace marsad::observatory
