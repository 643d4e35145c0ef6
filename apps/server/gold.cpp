// SPDX-License-Identifier: Apache-2.0
#include "gold.h"

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "marsad/analysis/json.h"

namespace marsad::server {
namespace {

using nlohmann::json;

// Takes every mention of these ids out of lists of ids.
void forget(json& value, const std::set<std::string>& ids) {
  if (value.is_array()) {
    json kept = json::array();
    for (json& one : value) {
      if (one.is_string() && ids.contains(one.get<std::string>())) continue;
      forget(one, ids);
      kept.push_back(std::move(one));
    }
    value = std::move(kept);
  } else if (value.is_object()) {
    for (auto& [key, one] : value.items()) {
      if (key == "id") continue;
      if (one.is_string() && ids.contains(one.get<std::string>())) {
        one = nullptr;
      } else {
        forget(one, ids);
      }
    }
  }
}

}  // namespace

std::string gold_of(const std::string& analysis,
                    const std::vector<store::CorrectionRow>& corrections) {
  json out = json::parse(analysis, nullptr, false);
  if (!out.is_object()) return {};
  std::set<std::string> rejected;
  std::map<std::string, std::set<std::size_t>> taken;  // by list, places in it
  std::size_t added = 0;
  for (const store::CorrectionRow& row : corrections) {
    if (row.undone_by != 0) continue;
    const std::size_t slash = row.subject.find('/');
    const std::string name = row.subject.substr(0, slash) + "s";
    if (!out.contains(name) || !out[name].is_array()) continue;
    json& list = out[name];
    if (row.action == "add") {
      json reading = json::parse(row.after, nullptr, false);
      if (!reading.is_object()) continue;
      reading["id"] = "desk" + std::to_string(++added);
      list.push_back(std::move(reading));
      continue;
    }
    if ((row.action != "correct" && row.action != "reject") || slash == std::string::npos) continue;
    std::size_t at = 0;
    const char* const end = row.subject.data() + row.subject.size();
    const auto read = std::from_chars(row.subject.data() + slash + 1, end, at);
    if (read.ec != std::errc() || at >= list.size()) continue;
    if (row.action == "reject") {
      taken[name].insert(at);
      rejected.insert(list[at].value("id", ""));
      continue;
    }
    const json id = list[at].value("id", json());
    list[at] = json::parse(row.after, nullptr, false);
    list[at]["id"] = id;
  }
  for (const auto& [name, places] : taken) {
    for (auto at = places.rbegin(); at != places.rend(); ++at) {
      out[name].erase(out[name].begin() + static_cast<std::ptrdiff_t>(*at));
    }
  }
  rejected.erase("");
  if (!rejected.empty()) forget(out, rejected);
  const std::string line = out.dump(-1, ' ', false, json::error_handler_t::replace);
  const auto sound = from_json(line);
  return sound ? to_json(*sound, {.with_text = true}) + "\n" : std::string();
}

}  // namespace marsad::server
