// SPDX-License-Identifier: Apache-2.0
// The points and limits by which reports are joined and copies told, read from a file that a desk
// can change: policies/joining/default.toml, which the program carries, says what each means.
//
//   read_joining("linked = 5\n…", "desk.toml")  →  Joining {linked 5, …, sha256 "3f…"}
//   "linked = many"  →  "desk.toml:1:10: is no number"   (قصف سوق is joined to nothing yet)
//
// Every key stands in a file, so that a file says all. What gives the store its form is none of
// them: the length of runs, the minima and bands of a sketch (origin.h). Errors: ErrorCode::input
// as `file:line:column`, ErrorCode::usage for a file that there is not. Tested by joining_test.cpp.
#pragma once
#include <string>
#include <string_view>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"

namespace marsad::incidents {

// One value for each level of a place.
struct ByLevel {
  double country = 0, region = 0, admin1 = 0, admin2 = 0, city = 0, district = 0, village = 0,
         site = 0;
  [[nodiscard]] double of(PlaceLevel level) const;
};

// Whole numbers are kept as double too.
struct Joining {
  std::string name;
  int version = 0;
  std::string summary;
  std::string sha256;  // of the file
  double linked = 0, farthest_days = 0;
  struct {
    double same = 0, next = 0, next_loose = 0, other = 0, other_loose = 0;
  } day;
  struct {
    double points = 0, compared = 0, later = 0, within_reach = 0, exact = 0, none = 0,
           elsewhere = 0, elsewhere_vague = 0;
    ByLevel exactness, reach;
  } place;
  struct {
    double leading = 0, common = 0, akin = 0, none = 0;
  } type;
  struct {
    double few = 0, some = 0, many = 0, some_from = 0, many_from = 0, may_agree = 0, differ = 0,
           differ_much = 0, much = 0;
  } toll;
  struct {
    double one = 0, more = 0;
  } actors;
  struct {
    double one = 0;
  } weapons;
  struct {
    double chance = 0, points = 0, least = 0, most = 0;
  } wording;
  struct {
    double copied = 0, least_words = 0;
  } copies;
};

[[nodiscard]] Result<Joining> read_joining(std::string_view toml, const std::string& name);
// policies/joining/default.toml, compiled in.
[[nodiscard]] const Joining& default_joining();
// A file by its path; the default for an empty one.
[[nodiscard]] Result<Joining> find_joining(const std::string& path);

}  // namespace marsad::incidents
