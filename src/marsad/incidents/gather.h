// SPDX-License-Identifier: Apache-2.0
// Reports to incidents, one article after another: each report joins the incident whose
// reports it is most like, or begins one.
//
//   article 1 "35 قتيلا في سوق بدمشق"  →  incident A begins
//   article 2 "قذيفة على سوق بدمشق تقتل 29", same day  →  joins A: score 5.9, why
//   article 3 "… بعد شهر من قصف السوق"  →  joins A as background, if its day and place say so
//
// Incremental: what is joined is not joined anew, so the order of articles counts (give
// them by day of publication), and one more article costs as much as reports lie within
// kFarthestDays of its own. Every member keeps the reasons of its link. Background never
// joins on wording, which it has none of, and begins no incident. Tested by gather_test.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "marsad/incidents/link.h"
#include "marsad/incidents/neighbours.h"
#include "marsad/incidents/report.h"

namespace marsad::incidents {

struct Member {
  std::string article;  // its id
  std::string outlet;
  Report report;
  std::string nearest;  // the article whose report it is most like; empty for the first
  Likeness likeness;    // to that report
};

struct Incident {
  std::string id;  // from the first article's id: the same articles give the same ids
  std::vector<Member> members;
};

// "i-" and ten hexadecimal digits, made of the key of the article that begins an incident.
[[nodiscard]] std::string incident_id(std::string_view article);

class Gathering {
 public:
  // The reports of one article (reports_of).
  void add(const std::string& article, const std::string& outlet, std::vector<Report> reports);

  // In the order in which they began. Each has a leading report.
  [[nodiscard]] const std::vector<Incident>& incidents() const { return incidents_; }

 private:
  std::vector<Incident> incidents_;
  Neighbours leading_;  // numbers: of the incident, of the member in it
};

}  // namespace marsad::incidents
