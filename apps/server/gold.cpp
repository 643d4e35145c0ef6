// SPDX-License-Identifier: Apache-2.0
#include "gold.h"

#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"
#include "readings.h"

namespace marsad::server {

using nlohmann::json;

std::string gold_of(const std::string& analysis,
                    const std::vector<store::CorrectionRow>& corrections) {
  const json read = json::parse(analysis, nullptr, false);
  if (!read.is_object()) return {};
  const std::string line =
      Readings(read, corrections).analysis().dump(-1, ' ', false, json::error_handler_t::replace);
  const auto sound = from_json(line);
  return sound ? to_json(*sound, {.with_text = true}) + "\n" : std::string();
}

}  // namespace marsad::server
