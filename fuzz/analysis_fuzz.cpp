// SPDX-License-Identifier: Apache-2.0
// Any line is read as an analysis or refused, and one that was read is written
// and read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "marsad/analysis/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto analysis = marsad::from_json(line);
  if (!analysis) return 0;
  const marsad::JsonOptions whole = {.with_text = true, .why = true};
  const std::string once = marsad::to_json(*analysis, whole);
  const auto again = marsad::from_json(once);
  if (!again || marsad::to_json(*again, whole) != once) std::abort();
  return 0;
}
