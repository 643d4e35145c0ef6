// SPDX-License-Identifier: Apache-2.0
#include "marsad/score/score.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <tuple>
#include <utility>

#include "marsad/analysis/json.h"
#include "marsad/text/utf8.h"

namespace marsad::score {
namespace {

constexpr std::array<std::string_view, 18> kLayers{
    "figure",   "figure+source", "figure, all", "claim",    "stance",    "content",
    "event",    "trigger",       "roles",       "  agents", "  targets", "  weapons",
    "  places", "status",        "event date",  "time",     "place",     "actor"};
constexpr std::array<std::string_view, 6> kMain{"figure+source", "claim", "event",
                                                "time",          "place", "actor"};

constexpr double kEarth = 6371;  // km

// How far a place may lie from the gold one.
double radius(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::country: return 700;
    case PlaceLevel::region: return 300;
    case PlaceLevel::admin1: return 100;
    case PlaceLevel::admin2: return 50;
    default: return 20;
  }
}

bool near(const Mention* gold, const Mention* system) {
  const auto* a = gold == nullptr ? nullptr : std::get_if<PlaceValue>(&gold->value);
  const auto* b = system == nullptr ? nullptr : std::get_if<PlaceValue>(&system->value);
  if (a == nullptr || b == nullptr) return false;
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double la = radians(a->lat), lo = radians(a->lon);
  const double lb = radians(b->lat), lp = radians(b->lon);
  const double cosine =
      std::sin(la) * std::sin(lb) + std::cos(la) * std::cos(lb) * std::cos(lo - lp);
  return kEarth * std::acos(std::min(1.0, cosine)) <= radius(a->level);
}

// A range of words of the text; empty where a span touches none.
using Words = Span;

std::uint32_t common(Words a, Words b) {
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

// Words that both have over words that one has.
double alike(Words a, Words b) {
  if (a.empty() || b.empty()) return 0;
  const std::uint32_t both = common(a, b);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

// The words of a text: runs of letters, digits and low lines, in code points.
std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> out;
  bool inside = false;
  std::uint32_t at = 0;
  const auto* const end = reinterpret_cast<const unsigned char*>(text.data()) + text.size();
  for (const auto* p = end - text.size(); p != end; ++at) {
    const text::Utf8Step step = text::utf8_step(p, end);
    p += step.size;
    const auto c = static_cast<UChar32>(step.code_point);
    const auto type = U_GET_GC_MASK(c);
    const bool word = c == '_' || (type & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
    if (word && !inside) out.push_back({at, at});
    if (word) out.back().end = at + 1;
    inside = word;
  }
  return out;
}

// A TIMEX3 value without the part of the day.
std::string_view day_of(std::string_view value) {
  constexpr std::array<std::string_view, 5> kParts{"EV", "MO", "AF", "NI", "DT"};
  for (std::size_t t = value.find('T'); t != std::string_view::npos; t = value.find('T', t + 1)) {
    if (std::find(kParts.begin(), kParts.end(), value.substr(t + 1, 2)) != kParts.end()) {
      return value.substr(0, t);
    }
  }
  return value;
}

std::string day(const std::optional<Date>& date) { return date ? to_iso(*date) : "open"; }
std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "open";
}

}  // namespace

double rounded(double value) { return std::strtod(fmt::format("{:.4f}", value).c_str(), nullptr); }

double Layer::f1() const {
  const double p = precision(), r = recall();
  return p + r == 0 ? 0.0 : 2 * p * r / (p + r);
}

Score::Score() : seen_(kLayers.size(), false) {
  for (const std::string_view name : kLayers) {
    layers_.emplace_back();
    layers_.back().name = name;
  }
}

void Score::count(std::string_view layer, std::size_t hit, std::size_t gold, std::size_t system) {
  const auto at =
      static_cast<std::size_t>(std::find(kLayers.begin(), kLayers.end(), layer) - kLayers.begin());
  layers_[at].hit += hit;
  layers_[at].gold += gold;
  layers_[at].system += system;
  seen_[at] = true;
}

std::vector<Layer> Score::layers() const {
  std::vector<Layer> out;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (seen_[i]) out.push_back(layers_[i]);
  }
  return out;
}

double Score::mean() const {
  double sum = 0;
  for (const Layer& layer : layers_) {
    const bool main = std::find(kMain.begin(), kMain.end(), layer.name) != kMain.end();
    if (main) sum += rounded(layer.f1());
  }
  return sum / static_cast<double>(kMain.size());
}

// One article: gold and system side by side.
class Comparison {
 public:
  Comparison(const Analysis& gold, const Analysis& system, Score& score)
      : gold_(gold), system_(system), score_(score), words_(words_of(gold.document.text)) {}

  void run() {
    compare_mentions<TimeValue>("time", [&](const Mention& a, const Mention& b) {
      return day_of(std::get<TimeValue>(a.value).value) ==
             day_of(std::get<TimeValue>(b.value).value);
    });
    compare_mentions<PlaceValue>("place",
                                 [&](const Mention& a, const Mention& b) { return near(&a, &b); });
    compare_mentions<ActorValue>("actor", [&](const Mention& a, const Mention& b) {
      return alike(words(a.span), words(b.span)) >= 0.5;
    });
    compare_claims();
    compare_events();
    compare_figures();
  }

 private:
  template <typename T>
  using Pairs = std::vector<std::pair<const T*, const T*>>;
  template <typename T>
  using List = std::vector<const T*>;

  template <typename T>
  static List<T> all(const std::vector<T>& things) {
    List<T> out;
    for (const T& thing : things) out.push_back(&thing);
    return out;
  }

  [[nodiscard]] Words words(Span span) const {
    const auto before = [](const Span& word, std::uint32_t at) { return word.end <= at; };
    const auto first = std::lower_bound(words_.begin(), words_.end(), span.begin, before);
    auto last = first;
    while (last != words_.end() && last->begin < span.end) ++last;
    return {static_cast<std::uint32_t>(first - words_.begin()),
            static_cast<std::uint32_t>(last - words_.begin())};
  }

  // One to one, the best overlap first; of equal ones those whose places are nearer, then the
  // later.
  template <typename T, typename Overlap>
  static Pairs<T> pairs(const List<T>& gold, const List<T>& system, const Overlap& overlap) {
    using Key = std::tuple<double, std::ptrdiff_t, std::size_t, std::size_t>;
    std::vector<Key> keys;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      for (std::size_t j = 0; j < system.size(); ++j) {
        const double share = overlap(*gold[i], *system[j]);
        const auto away = static_cast<std::ptrdiff_t>(i > j ? i - j : j - i);
        if (share > 0) keys.emplace_back(share, -away, i, j);
      }
    }
    std::sort(keys.rbegin(), keys.rend());
    std::vector<bool> gold_used(gold.size()), system_used(system.size());
    Pairs<T> out;
    for (const auto& [share, away, i, j] : keys) {
      if (gold_used[i] || system_used[j]) continue;
      gold_used[i] = system_used[j] = true;
      out.emplace_back(gold[i], system[j]);
    }
    return out;
  }

  void fault(std::string_view layer, Span span, std::string what) {
    score_.faults_.push_back({std::string(layer), gold_.document.id, span, std::move(what)});
  }

  // What no pair has, on either side.
  template <typename T, typename SpanOf, typename Name>
  void tell_unpaired(std::string_view layer, const List<T>& gold, const List<T>& system,
                     const Pairs<T>& paired, const SpanOf& span_of, const Name& name) {
    const auto known = [&](const T* thing) {
      return std::any_of(paired.begin(), paired.end(), [&](const auto& pair) {
        return pair.first == thing || pair.second == thing;
      });
    };
    for (const T* thing : gold) {
      if (!known(thing)) fault(layer, span_of(*thing), "missed" + name(*thing));
    }
    for (const T* thing : system) {
      if (!known(thing)) fault(layer, span_of(*thing), "invented" + name(*thing));
    }
  }

  static List<Mention> chosen(const Analysis& analysis, const std::vector<Index>& mentions) {
    List<Mention> out;
    for (const Index index : mentions) {
      out.push_back(&analysis.mentions[static_cast<std::size_t>(index)]);
    }
    return out;
  }
  static const Mention* mention(const Analysis& analysis, Index index) {
    return index == kNone ? nullptr : &analysis.mentions[static_cast<std::size_t>(index)];
  }

  [[nodiscard]] bool meets(const Mention& one, const List<Mention>& others) const {
    return std::any_of(others.begin(), others.end(), [&](const Mention* other) {
      return common(words(one.span), words(other->span)) > 0;
    });
  }
  [[nodiscard]] bool same_sources(const std::vector<Index>& gold,
                                  const std::vector<Index>& system) const {
    const List<Mention> a = chosen(gold_, gold), b = chosen(system_, system);
    if (a.empty() && b.empty()) return true;
    return std::any_of(a.begin(), a.end(), [&](const Mention* one) { return meets(*one, b); });
  }

  template <typename Value, typename Right>
  void compare_mentions(std::string_view layer, const Right& right) {
    const auto of_type = [](const Analysis& analysis) {
      List<Mention> out;
      for (const Mention& one : analysis.mentions) {
        if (std::holds_alternative<Value>(one.value)) out.push_back(&one);
      }
      return out;
    };
    const List<Mention> gold = of_type(gold_), system = of_type(system_);
    const Pairs<Mention> paired = pairs(gold, system, [&](const Mention& a, const Mention& b) {
      return alike(words(a.span), words(b.span));
    });
    std::size_t hit = 0;
    for (const auto& [a, b] : paired) {
      if (right(*a, *b)) {
        ++hit;
      } else {
        fault(layer, a->span, "told otherwise");
      }
    }
    tell_unpaired(
        layer, gold, system, paired, [](const Mention& one) { return one.span; },
        [](const Mention&) { return std::string(); });
    score_.count(layer, hit, gold.size(), system.size());
  }

  void compare_claims() {
    const List<Claim> gold = all(gold_.claims), system = all(system_.claims);
    const auto cues_meet = [&](const Claim& a, const Claim& b) {
      return common(words(a.cue), words(b.cue)) > 0;
    };
    const auto contents = [&](const Claim& a, const Claim& b) {
      return alike(words(a.content), words(b.content));
    };
    Pairs<Claim> paired = pairs(gold, system, [&](const Claim& a, const Claim& b) {
      return 2.0 * (cues_meet(a, b) ? 1 : 0) + contents(a, b);
    });
    std::erase_if(paired, [&](const auto& pair) {
      return !cues_meet(*pair.first, *pair.second) && contents(*pair.first, *pair.second) < 0.5;
    });
    std::size_t hit = 0;
    for (const auto& [a, b] : paired) {
      const bool right = same_sources(a->sources, b->sources);
      if (right) {
        ++hit;
      } else {
        fault("claim", a->cue, "of other sources");
      }
      score_.count("stance", a->stance == b->stance ? 1 : 0, 1, 1);
      if (a->stance != b->stance) {
        fault("stance", a->cue, fmt::format("{} got {}", name(a->stance), name(b->stance)));
      }
      const Words x = words(a->content), y = words(b->content);
      score_.count("content", common(x, y), x.size(), y.size());
    }
    tell_unpaired(
        "claim", gold, system, paired,
        [](const Claim& claim) { return claim.cue.empty() ? claim.content : claim.cue; },
        [](const Claim&) { return std::string(); });
    score_.count("claim", hit, gold.size(), system.size());
  }

  void compare_events() {
    const List<Event> gold = all(gold_.events), system = all(system_.events);
    const Pairs<Event> paired = pairs(gold, system, [&](const Event& a, const Event& b) {
      const Words x = words(a.trigger), y = words(b.trigger);
      return common(x, y) == 0 ? 0.0 : alike(x, y) + (a.type == b.type ? 1 : 0);
    });
    std::size_t hit = 0;
    for (const auto& [a, b] : paired) {
      if (a->type == b->type) {
        ++hit;
      } else {
        fault("event", a->trigger, fmt::format("{} got {}", name(a->type), name(b->type)));
      }
    }
    score_.count("event", hit, gold.size(), system.size());
    score_.count("trigger", paired.size(), gold.size(), system.size());
    tell_unpaired(
        "event", gold, system, paired, [](const Event& event) { return event.trigger; },
        [](const Event& event) { return ' ' + std::string(name(event.type)); });
    for (const auto& [a, b] : paired) compare_event(*a, *b);
  }

  void compare_event(const Event& a, const Event& b) {
    score_.count("status", a.status == b.status ? 1 : 0, 1, 1);
    if (a.status != b.status) {
      fault("status", a.trigger, fmt::format("{} got {}", name(a.status), name(b.status)));
    }
    if (a.from || a.to) {
      const bool right = a.from == b.from && a.to == b.to;
      score_.count("event date", right ? 1 : 0, 1, 1);
      if (!right) {
        fault("event date", a.trigger,
              fmt::format("{}..{} got {}..{}", day(a.from), day(a.to), day(b.from), day(b.to)));
      }
    }
    compare_role("  agents", a, a.agents, b.agents);
    compare_role("  targets", a, a.targets, b.targets);
    compare_role("  weapons", a, a.weapons, b.weapons);
    compare_role("  places", a, a.places, b.places);
  }

  void compare_role(std::string_view layer, const Event& event, const std::vector<Index>& gold,
                    const std::vector<Index>& system) {
    const List<Mention> x = chosen(gold_, gold), y = chosen(system_, system);
    const auto met = [&](const List<Mention>& these, const List<Mention>& others) {
      return static_cast<std::size_t>(std::count_if(
          these.begin(), these.end(), [&](const Mention* one) { return meets(*one, others); }));
    };
    const std::size_t hit = std::min(met(x, y), met(y, x));
    score_.count("roles", hit, x.size(), y.size());
    score_.count(layer, hit, x.size(), y.size());
    for (const Mention* one : x) {
      if (!meets(*one, y)) {
        fault("roles", one->span,
              fmt::format("missed of {}: {}", name(event.type), layer.substr(2)));
      }
    }
    for (const Mention* one : y) {
      if (!meets(*one, x)) {
        fault("roles", one->span,
              fmt::format("invented for {}: {}", name(event.type), layer.substr(2)));
      }
    }
  }

  void compare_figures() {
    const List<Figure> gold = all(gold_.figures), system = all(system_.figures);
    const Pairs<Figure> paired = pairs(gold, system, [&](const Figure& a, const Figure& b) {
      const Words x = words(a.span), y = words(b.span);
      return common(x, y) == 0 ? 0.0 : alike(x, y) + (a.kind == b.kind ? 1 : 0);
    });
    std::size_t counted = 0, attributed = 0, whole = 0;
    for (const auto& [a, b] : paired) {
      if (a->kind != b->kind || a->low != b->low || a->high != b->high) {
        fault("figure", a->span,
              fmt::format("{} {}..{} got {} {}..{}", name(a->kind), number(a->low), number(a->high),
                          name(b->kind), number(b->low), number(b->high)));
        continue;
      }
      ++counted;
      if (!same_sources(a->sources, b->sources)) {
        fault("figure source", a->span, "of other sources");
        continue;
      }
      ++attributed;
      const Mention* place = mention(gold_, a->place);
      const bool rest = a->victims == b->victims && a->from == b->from && a->to == b->to &&
                        a->status == b->status &&
                        (place == nullptr || near(place, mention(system_, b->place)));
      if (rest) {
        ++whole;
      } else {
        fault("figure rest", a->span,
              fmt::format("{} {}..{} {} got {} {}..{} {}", name(a->victims), day(a->from),
                          day(a->to), name(a->status), name(b->victims), day(b->from), day(b->to),
                          name(b->status)));
      }
    }
    tell_unpaired(
        "figure", gold, system, paired, [](const Figure& figure) { return figure.span; },
        [](const Figure& figure) { return ' ' + std::string(name(figure.kind)); });
    score_.count("figure", counted, gold.size(), system.size());
    score_.count("figure+source", attributed, gold.size(), system.size());
    score_.count("figure, all", whole, gold.size(), system.size());
  }

  const Analysis& gold_;
  const Analysis& system_;
  Score& score_;
  std::vector<Span> words_;
};

void Score::add(const Analysis& gold, const Analysis* system) {
  ++documents_;
  if (system == nullptr) ++unanswered_;
  const Analysis none;
  Comparison(gold, system == nullptr ? none : *system, *this).run();
}

}  // namespace marsad::score
