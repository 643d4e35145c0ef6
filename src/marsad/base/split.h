// SPDX-License-Identifier: Apache-2.0
// A cell of a row that holds several words, taken apart.
//
//   "جنود|جند"  →  جنود, جند
//
// Empty parts are passed over, so "" gives none. Views into `text`. Tested by split_test.cpp.
#pragma once
#include <string_view>
#include <vector>

namespace marsad {

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator = '|');

}  // namespace marsad
