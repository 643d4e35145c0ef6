// SPDX-License-Identifier: Apache-2.0
// The readings of an article as they stand: what the machine read, with what the desk decided.
//
//   figure/0 "قتل 12" of kind injured, {correct figure/0 → killed}  →  figure/0: killed
//   {add figure "جرح 3"} as correction 7                             →  added/7: injured 3
//   {merge claim/2 into claim/1}    →  claim/2 is gone; what it tells, claim/1 tells
//   {split claim/1, figure/0 goes}  →  added/9: a claim of its own, which tells figure/0
//
// A subject names a reading: its list and its place in the machine's analysis, or the correction
// that made it. Of accepting, correcting and rejecting the last counts; what was undone says
// nothing, nor does what was decided about a reading that is undone. Linear in readings times
// corrections. Pure. Tested by readings_test.cpp.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "marsad/store/rows.h"

namespace marsad::server {

struct StandingReading {
  std::string subject;   // "claim/3", "added/12"
  std::string kind;      // "claim", "event", "figure", "mention"
  nlohmann::json first;  // as the machine read it, or a person added it
  nlohmann::json now;
  bool rejected = false;
  std::string author;  // of one that a person added
};

class Readings {
 public:
  // `analysis` as parsed; anything else than an object has no readings.
  Readings(nlohmann::json analysis, const std::vector<store::CorrectionRow>& corrections);

  // Nullptr where there is none, or it was merged into another. One that was rejected is found.
  [[nodiscard]] const StandingReading* find(const std::string& subject) const;
  [[nodiscard]] const std::vector<StandingReading>& all() const { return readings_; }
  // The analysis with them in it: without those that are gone, which nothing refers to any more.
  [[nodiscard]] nlohmann::json analysis() const;

 private:
  StandingReading* seek(const std::string& subject);
  void add(std::string subject, std::string kind, nlohmann::json reading, std::string author);
  // Two people may have called what they added alike: the second is called by its correction.
  std::string own_id(nlohmann::json& reading, store::Number number) const;
  void apply(const store::CorrectionRow& row);
  void split(const store::CorrectionRow& row, const nlohmann::json& after);

  nlohmann::json analysis_;
  std::vector<StandingReading> readings_;
  std::map<std::string, std::string> merged_;  // subjects: which into which
};

}  // namespace marsad::server
