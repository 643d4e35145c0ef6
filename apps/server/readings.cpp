// SPDX-License-Identifier: Apache-2.0
#include "readings.h"

#include <algorithm>
#include <array>
#include <set>

namespace marsad::server {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 4> kKinds{"claim", "event", "figure", "mention"};

std::string list_of(const std::string& kind) { return kind + "s"; }

// What somebody added, by the fields that only its kind has.
std::string kind_of(const json& reading) {
  if (reading.contains("cue")) return "claim";
  if (reading.contains("trigger")) return "event";
  return reading.contains("class") ? "mention" : "figure";
}

std::string id_of(const json& reading) { return reading.value("id", ""); }

// Ids take each other's place wherever they are referred to; one that becomes empty is forgotten.
void rename(json& value, const std::map<std::string, std::string>& names) {
  if (value.is_array()) {
    json kept = json::array();
    for (json& one : value) {
      if (one.is_string()) {
        const auto found = names.find(one.get<std::string>());
        if (found != names.end()) {
          if (found->second.empty()) continue;
          one = found->second;
        }
        if (std::find(kept.begin(), kept.end(), one) != kept.end()) continue;
      } else {
        rename(one, names);
      }
      kept.push_back(std::move(one));
    }
    value = std::move(kept);
  } else if (value.is_object()) {
    for (auto& [key, one] : value.items()) {
      if (key == "id" || key == "text") continue;
      const auto found = one.is_string() ? names.find(one.get<std::string>()) : names.end();
      if (found == names.end()) {
        rename(one, names);
      } else if (found->second.empty()) {
        one = nullptr;
      } else {
        one = found->second;
      }
    }
  }
}

}  // namespace

Readings::Readings(json analysis, const std::vector<store::CorrectionRow>& corrections)
    : analysis_(std::move(analysis)) {
  if (!analysis_.is_object()) return;
  for (const std::string kind : kKinds) {
    const auto list = analysis_.find(list_of(kind));
    if (list == analysis_.end() || !list->is_array()) continue;
    for (std::size_t i = 0; i < list->size(); ++i) {
      add(kind + "/" + std::to_string(i), kind, (*list)[i], "");
    }
  }
  for (const store::CorrectionRow& row : corrections) {
    if (row.undone_by == 0) apply(row);
  }
}

void Readings::add(std::string subject, std::string kind, json reading, std::string author) {
  json now = reading;
  readings_.push_back({std::move(subject), std::move(kind), std::move(reading), std::move(now),
                       false, std::move(author)});
}

std::string Readings::own_id(json& reading, store::Number number) const {
  const std::string given = id_of(reading);
  const bool taken = std::any_of(readings_.begin(), readings_.end(),
                                 [&](const auto& one) { return id_of(one.first) == given; });
  const std::string id = given.empty() || taken ? "desk" + std::to_string(number) : given;
  reading["id"] = id;
  return id;
}

StandingReading* Readings::seek(const std::string& subject) {
  const auto found = std::find_if(readings_.begin(), readings_.end(),
                                  [&](const auto& one) { return one.subject == subject; });
  return found == readings_.end() || merged_.contains(subject) ? nullptr : &*found;
}

const StandingReading* Readings::find(const std::string& subject) const {
  return const_cast<Readings*>(this)->seek(subject);  // NOLINT: seek changes nothing itself
}

void Readings::split(const store::CorrectionRow& row, const json& after) {
  const StandingReading* whole = seek(row.subject);
  if (whole == nullptr || !after.contains("claim") || !after["claim"].is_object()) return;
  const std::string from = id_of(whole->now);
  json claim = after["claim"];
  const std::string to = own_id(claim, row.number);
  for (const json& taken : after.value("takes", json::array())) {
    StandingReading* part = taken.is_string() ? seek(taken.get<std::string>()) : nullptr;
    if (part != nullptr && part->now.contains("claims")) rename(part->now["claims"], {{from, to}});
  }
  add("added/" + std::to_string(row.number), "claim", std::move(claim), row.author);
}

void Readings::apply(const store::CorrectionRow& row) {
  const json after = json::parse(row.after, nullptr, false);
  if (row.action == "add") {
    if (!after.is_object()) return;
    const bool named = std::find(kKinds.begin(), kKinds.end(), row.subject) != kKinds.end();
    std::string kind = named ? row.subject : kind_of(after);
    json reading = after;
    own_id(reading, row.number);
    add("added/" + std::to_string(row.number), std::move(kind), std::move(reading), row.author);
    return;
  }
  if (row.action == "split") {
    if (after.is_object()) split(row, after);
    return;
  }
  StandingReading* reading = seek(row.subject);
  if (reading == nullptr) return;
  if (row.action == "merge") {
    const std::string into = after.is_object() ? after.value("into", "") : std::string();
    if (into != row.subject && seek(into) != nullptr) merged_[row.subject] = into;
  } else if (row.action == "reject") {
    reading->rejected = true;
  } else if (row.action == "accept") {
    reading->rejected = false;
  } else if (row.action == "correct" && after.is_object()) {
    reading->rejected = false;
    const json id = reading->now.value("id", json());
    reading->now = after;
    reading->now["id"] = id;
  }
}

json Readings::analysis() const {
  json out = analysis_;
  if (!out.is_object()) return out;
  std::map<std::string, std::string> names;
  for (const StandingReading& one : readings_) {
    if (one.rejected) names[id_of(one.now)] = "";
  }
  for (const auto& [from, into] : merged_) {
    std::string end = into;
    while (merged_.contains(end)) end = merged_.at(end);
    const StandingReading* gone = nullptr;
    for (const StandingReading& one : readings_) {
      if (one.subject == from) gone = &one;
    }
    const StandingReading* home = find(end);
    if (gone != nullptr && home != nullptr) {
      names[id_of(gone->now)] = home->rejected ? "" : id_of(home->now);
    }
  }
  names.erase("");
  for (const std::string kind : kKinds) {
    json list = json::array();
    for (const StandingReading& one : readings_) {
      if (one.kind == kind && !one.rejected && !merged_.contains(one.subject)) {
        list.push_back(one.now);
      }
    }
    for (json& one : list) {
      if (names.empty()) break;
      rename(one, names);
      // A claim that took another in which it stood answers to nobody there any more.
      for (const char* field : {"about", "within"}) {
        if (one.contains(field) && one[field] == one["id"]) one[field] = nullptr;
      }
    }
    if (out.contains(list_of(kind)) || !list.empty()) out[list_of(kind)] = std::move(list);
  }
  return out;
}

}  // namespace marsad::server
