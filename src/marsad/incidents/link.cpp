// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <numbers>

#include "marsad/analysis/names.h"

namespace marsad::incidents {
namespace {

bool same(const PlaceValue& a, const PlaceValue& b) {
  return a.entity.empty() || b.entity.empty() ? a.name == b.name : a.entity == b.entity;
}

constexpr double kEarth = 6371;      // kilometres
constexpr double kElsewhere = -0.5;  // nearness of two places of one country that are apart

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// 0 apart … 1 the same exact place; below 0 they exclude each other.
double nearness(const PlaceValue& a, const PlaceValue& b, const Joining& rules) {
  const ByLevel& exactness = rules.place.exactness;
  const double exact = std::min(exactness.of(a.level), exactness.of(b.level));
  if (same(a, b)) return exact;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country &&
      a.level == PlaceLevel::country && b.level == PlaceLevel::country) {
    return -1;
  }
  const double both = rules.place.reach.of(a.level) + rules.place.reach.of(b.level);
  // Most are told apart without the sphere.
  if (least_kilometres(a.lat, a.lon, b.lat, b.lon) <= both &&
      kilometres(a.lat, a.lon, b.lat, b.lon) <= both) {
    return rules.place.within_reach * exact;
  }
  return a.country == b.country && !a.country.empty() ? kElsewhere : -1;
}

// Both have days.
double days_apart(const Report& a, const Report& b) {
  if (*a.to < *b.from) return static_cast<double>((*b.from - *a.to).count());
  if (*b.to < *a.from) return static_cast<double>((*a.from - *b.to).count());
  return 0;
}

// "70", "70 at least", but not "dozens".
bool is_number(const Toll& toll) { return toll.low && (!toll.high || toll.low == toll.high); }

bool overlap(const Toll& a, const Toll& b) {
  return (!a.high || !b.low || *b.low <= *a.high) && (!b.high || !a.low || *a.low <= *b.high);
}

// The largest number of people killed, as far as the report tells one.
const Toll* worst(const Report& report) {
  const Toll* worst = nullptr;
  for (const Toll& toll : report.tolls) {
    if (toll.kind != FigureKind::killed || !toll.low || *toll.low <= 0) continue;
    if (worst == nullptr || *toll.low > *worst->low) worst = &toll;
  }
  return worst;
}

template <typename T>
std::vector<const T*> common(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<const T*> out;
  for (const T& one : a) {
    if (std::find(b.begin(), b.end(), one) != b.end()) out.push_back(&one);
  }
  return out;
}

class Judge {
 public:
  Judge(const Report& a, const Report& b, const Joining& rules, bool with_reasons)
      : a_(a), b_(b), rules_(rules), with_reasons_(with_reasons) {}

  Likeness judge() {
    day();
    if (!out_.excluded) place();
    if (out_.excluded) {
      out_.score = 0;
      return out_;
    }
    type();
    toll();
    actors();
    weapons();
    // Words take the longest, and cannot always help any more.
    if (!with_reasons_ && out_.score + std::max(rules_.wording.most, 0.0) < rules_.linked) {
      return out_;
    }
    wording();
    out_.linked = out_.score >= rules_.linked;
    return out_;
  }

 private:
  void add(const char* what, std::string_view which, double points) {
    add(what, [which] { return std::string(which); }, points);
  }

  // `which` makes the text of the reason, which most likenesses are not asked for.
  template <std::invocable Which>
  void add(const char* what, const Which& which, double points) {
    out_.score += points;
    if (with_reasons_) out_.reasons.push_back({what, which(), points});
  }

  void day() {
    if (!a_.from || !b_.from) {
      out_.excluded = a_.from.has_value() != b_.from.has_value();
      add("day", "not told", 0);
      return;
    }
    const double apart = days_apart(a_, b_);
    if (apart > rules_.farthest_days) {
      out_.excluded = true;
      add("day", [&] { return fmt::format("{:.0f} days apart", apart); }, 0);
      return;
    }
    // The day after is told as the day itself, the more so where the text names no day.
    const bool loose = !a_.dated || !b_.dated;
    const auto& day = rules_.day;
    const double points = apart == 0   ? day.same
                          : apart <= 1 ? (loose ? day.next_loose : day.next)
                          : loose      ? day.other_loose
                                       : day.other;
    const auto which = [&] {
      return apart == 0 ? std::string("the same") : fmt::format("{:.0f} apart", apart);
    };
    add("day", which, points);
  }

  void place() {
    // The places named most in each: what a report is about comes first.
    const auto& rules = rules_.place;
    const auto compared = static_cast<std::size_t>(rules.compared);
    double best = -2;  // below any nearness
    const PlaceValue* which = nullptr;
    bool exact_a = false;
    bool exact_b = false;
    bool shared_country = false;
    for (std::size_t i = 0; i < std::min(compared, a_.places.size()); ++i) {
      const PlaceValue& one = a_.places[i];
      exact_a = exact_a || rules.exactness.of(one.level) >= rules.exact;
      for (std::size_t j = 0; j < std::min(compared, b_.places.size()); ++j) {
        const PlaceValue& other = b_.places[j];
        exact_b = exact_b || rules.exactness.of(other.level) >= rules.exact;
        shared_country = shared_country || (!one.country.empty() && one.country == other.country);
        // A place named in passing says less than the first.
        const double rank = std::max(0.0, 1.0 - rules.later * static_cast<double>(i + j));
        // Only a greater value counts: what could not be greater is not measured.
        const double exact =
            std::min(rules.exactness.of(one.level), rules.exactness.of(other.level));
        if (std::max(kElsewhere, rules.within_reach * exact * rank) <= best && !same(one, other)) {
          continue;
        }
        const double near = nearness(one, other, rules_);
        const double value = near > 0 ? near * rank : near;
        if (value > best) {
          best = value;
          which = &one;
        }
      }
    }
    if (which == nullptr) {
      add("place", "one of both names none", rules.none);
      return;
    }
    if (best <= 0 && !shared_country) {
      out_.excluded = true;
      add("place", "other countries", 0);
      return;
    }
    if (best > 0) {
      add("place", which->name, rules.points * best);
    } else {
      add("place", "elsewhere", exact_a && exact_b ? rules.elsewhere : rules.elsewhere_vague);
    }
  }

  // "دمر المستودع وقتل 15" of what others call an airstrike: one tells what was done, the other by
  // what. "مقتل أربعة بنيران مسلحين", and "في معركة": men who shoot.
  static bool akin(EventType a, EventType b) {
    const auto untold = [](EventType type) {
      return type == EventType::violence || type == EventType::destruction;
    };
    const auto strikes = [](EventType type) {
      return type == EventType::airstrike || type == EventType::shelling ||
             type == EventType::bombing || type == EventType::chemical_attack ||
             type == EventType::shooting || type == EventType::clash;
    };
    const auto fought = [](EventType one, EventType other) {
      return one == EventType::shooting && other == EventType::clash;
    };
    return (untold(a) && strikes(b)) || (untold(b) && strikes(a)) || fought(a, b) || fought(b, a);
  }

  void type() {
    if (a_.types.empty() || b_.types.empty()) return;
    const auto& rules = rules_.type;
    if (const auto both = common(a_.types, b_.types); !both.empty()) {
      const EventType one = a_.types.front();
      const EventType other = b_.types.front();
      add("type", name(*both.front()),
          one == other ? rules.leading : rules.common + (akin(one, other) ? rules.akin : 0));
      return;
    }
    const bool any_akin = std::any_of(a_.types.begin(), a_.types.end(), [&](EventType one) {
      return std::any_of(b_.types.begin(), b_.types.end(),
                         [&](EventType other) { return akin(one, other); });
    });
    add("type", any_akin ? "akin" : "none in common", any_akin ? rules.akin : rules.none);
  }

  // Numbers that agree are rare by chance, the more so the larger they are.
  void toll() {
    const auto& rules = rules_.toll;
    const Toll* match = nullptr;
    double best = 0;
    for (const Toll& one : a_.tolls) {
      for (const Toll& other : b_.tolls) {
        if (one.kind != other.kind || !is_number(one) || !is_number(other)) continue;
        if (one.low != other.low) continue;
        const double rare = *one.low >= rules.many_from   ? rules.many
                            : *one.low >= rules.some_from ? rules.some
                                                          : rules.few;
        if (match != nullptr && rare <= best) continue;
        best = rare;
        match = &one;
      }
    }
    if (match != nullptr) {
      add("toll", [&] { return fmt::format("{} {:g}", name(match->kind), *match->low); }, best);
      return;
    }
    const Toll* one = worst(a_);
    const Toll* other = worst(b_);
    if (one == nullptr || other == nullptr) return;
    const auto both = [&] { return fmt::format("killed {:g} / {:g}", *one->low, *other->low); };
    if (overlap(*one, *other)) {
      add("toll", both, rules.may_agree);  // "dozens" and 70 may be the same
      return;
    }
    const double low = std::min(one->high.value_or(*one->low), other->high.value_or(*other->low));
    const double ratio = std::max(*one->low, *other->low) / std::max(low, 1.0);
    add("toll", both, ratio > rules.much ? rules.differ_much : rules.differ);
  }

  void actors() {
    const auto both = common(a_.actors, b_.actors);
    const auto& rules = rules_.actors;
    if (!both.empty()) add("actors", *both.front(), both.size() > 1 ? rules.more : rules.one);
  }

  void weapons() {
    const auto both = common(a_.weapons, b_.weapons);
    if (!both.empty()) add("weapons", *both.front(), rules_.weapons.one);
  }

  // The share of the shorter opening's words that the other has too.
  void wording() {
    if (a_.words.empty() || b_.words.empty()) return;
    std::size_t both = 0;
    for (auto a = a_.words.begin(), b = b_.words.begin();
         a != a_.words.end() && b != b_.words.end();) {
      const std::uint32_t one = *a;
      const std::uint32_t other = *b;
      both += one == other ? 1 : 0;
      a += one <= other ? 1 : 0;
      b += other <= one ? 1 : 0;
    }
    const double share =
        static_cast<double>(both) / static_cast<double>(std::min(a_.words.size(), b_.words.size()));
    const auto& rules = rules_.wording;
    const double points =
        std::clamp((share - rules.chance) * rules.points, rules.least, rules.most);
    add("wording", [&] { return fmt::format("{:.0f} % of the words", share * 100); }, points);
  }

  const Report& a_;
  const Report& b_;
  const Joining& rules_;
  bool with_reasons_;
  Likeness out_;
};

}  // namespace

double kilometres(double lat, double lon, double other_lat, double other_lon) {
  const double north = std::sin(radians(other_lat - lat) / 2);
  const double east = std::sin(radians(other_lon - lon) / 2);
  const double half =
      north * north + std::cos(radians(lat)) * std::cos(radians(other_lat)) * east * east;
  return 2 * kEarth * std::asin(std::min(1.0, std::sqrt(half)));
}

double least_kilometres(double lat, double lon, double other_lat, double other_lon) {
  // A hair less than the truth, so that rounding loses nothing.
  constexpr double kHair = 0.9999;
  const double north = kEarth * radians(std::abs(lat - other_lat));
  // Half the way round between them, and the cosine of the parallel that is nearer to a pole; both
  // from below, by the first members of their series.
  const double turn = std::abs(lon - other_lon);
  const double half = radians(std::min(turn, 360 - turn)) / 2;
  const double high = radians(std::max(std::abs(lat), std::abs(other_lat)));
  const double parallel = std::max(0.0, 1 - high * high / 2);
  const double east = 2 * kEarth * parallel * (half - half * half * half / 6);
  return kHair * std::max(north, east);
}

Likeness likeness(const Report& a, const Report& b, const Joining& rules, bool with_reasons) {
  return Judge(a, b, rules, with_reasons).judge();
}

}  // namespace marsad::incidents
