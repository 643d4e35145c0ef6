// SPDX-License-Identifier: Apache-2.0
// An article as the desk reads it: the machine's analysis with the desk's corrections in it.
//
//   analysis with figure "قتل 12" of kind injured, and {correct figure/0 → killed}
//     →  the same analysis, in which the figure is killed: gold for marsad score
//
// Corrections that were undone say nothing. What refers to a reading that was rejected loses the
// reference. Pure. Tested by gold_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "marsad/store/rows.h"

namespace marsad::server {

// One line of marsad.analysis/1; empty where what was corrected is no analysis any more.
[[nodiscard]] std::string gold_of(const std::string& analysis,
                                  const std::vector<store::CorrectionRow>& corrections);

}  // namespace marsad::server
