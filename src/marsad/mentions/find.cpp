// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "marsad/mentions/actor.h"
#include "marsad/mentions/mentions.h"
#include "marsad/mentions/number.h"
#include "marsad/mentions/page.h"
#include "marsad/mentions/place.h"
#include "marsad/mentions/terms.h"
#include "marsad/mentions/time.h"

namespace marsad::mentions {
namespace {

using grammar::Cascade;
using grammar::Chart;
using grammar::Edge;
using grammar::Kind;
using grammar::Maker;

// What the stages share.
struct Run {
  const Cascade& cascade;
  Chart& chart;
  TimeWorkshop& work;
  const NumberWords& words;
  std::vector<grammar::TraceLine>* trace;

  void rules(std::string_view stage) {
    cascade.run(stage, chart, static_cast<Workshop*>(&work), trace);
  }
};

void numbers(Run& run) { find_numbers(run.chart, run.words, *run.work.mentions); }

void times(Run& run) {
  run.rules("lookalikes");
  run.rules("dates");
  run.rules("times");
}

void quantities(Run& run) { find_quantities(run.chart, run.words, *run.work.mentions); }

void places(Run& run) {
  run.rules("actor-names");
  run.rules("places");
  settle_places(run.work);
}

void actors(Run& run) {
  run.rules("persons");
  run.rules("actors");
  run.rules("persons-and-offices");
  settle_actors(run.work, run.chart);
}

void weapons(Run& run) { run.rules("weapons"); }

struct Stage {
  std::string_view name;
  void (*run)(Run&);
};
constexpr std::array<Stage, 6> kStages{{{"numbers", numbers},
                                        {"times", times},
                                        {"numbers", quantities},
                                        {"places", places},
                                        {"actors", actors},
                                        {"actors", weapons}}};

void gather_made(const Chart& chart, Workshop& work, Mentions& out) {
  for (grammar::EdgeId id = 0; id < chart.edges.size(); ++id) {
    const Edge& edge = chart.edges[id];
    const bool mentioned = edge.kind == Kind::time || edge.kind == Kind::place ||
                           edge.kind == Kind::actor || edge.kind == Kind::weapon;
    if (!mentioned || !chart.visible(id)) continue;
    Found& found = work.made[edge.value];
    const auto* const place = std::get_if<PlaceValue>(&found.mention.value);
    if (place != nullptr && place->name.empty()) continue;  // settled to be none
    out.all.push_back(std::move(found));
  }
}

void gather_quantities(const Chart& chart, Mentions& out) {
  for (const Edge& edge : chart.edges) {
    if (edge.kind != Kind::quantity) continue;
    const Quantity& quantity = out.quantities[edge.value];
    Found found;
    found.tokens = quantity.tokens;
    found.head = quantity.noun == kNoToken ? quantity.number.tokens.begin : quantity.noun;
    found.number = static_cast<std::uint32_t>(out.numbers.size());
    found.mention.value =
        QuantityValue{quantity.number.low, quantity.number.high, quantity.number.approximate};
    if (out.why && quantity.counted != lexicon::kNothing) {
      const auto rows = chart.lexicon->rows_of(quantity.counted);
      if (!rows.empty()) found.mention.why.push_back(chart.lexicon->origin(rows.front()));
    }
    out.numbers.push_back(quantity.number);
    out.all.push_back(std::move(found));
  }
}

void gather(const Chart& chart, Workshop& work, Mentions& out) {
  gather_made(chart, work, out);
  gather_quantities(chart, out);
  // What is found is large: numbers are sorted, and each moves once.
  std::vector<std::uint32_t> order(out.all.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Span first = out.all[a].tokens;
    const Span second = out.all[b].tokens;
    if (first.begin != second.begin) return first.begin < second.begin;
    return first.end != second.end ? first.end > second.end : a < b;
  });
  std::vector<Found> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t i : order) sorted.push_back(std::move(out.all[i]));
  out.all = std::move(sorted);
  out.at.assign(chart.tokens(), kNoToken);
  for (std::uint32_t i = 0; i < out.all.size(); ++i) {
    Found& found = out.all[i];
    found.mention.span = code_points(chart, found.tokens);
    if (std::holds_alternative<QuantityValue>(found.mention.value)) continue;
    for (std::uint32_t token = found.tokens.begin; token < found.tokens.end; ++token) {
      std::uint32_t& over = out.at[token];
      if (over == kNoToken || out.all[over].tokens.size() < found.tokens.size()) over = i;
    }
  }
}

}  // namespace

std::span<const Maker> makers() {
  static const std::vector<Maker> all = [] {
    std::vector<Maker> out;
    for (const auto room : {time_makers(), place_makers(), actor_makers()}) {
      out.insert(out.end(), room.begin(), room.end());
    }
    return out;
  }();
  return all;
}

void find(const Document& document, const Cascade& cascade, const Terms& terms, Chart& chart,
          Mentions& out, std::vector<grammar::TraceLine>* trace, Laps* laps) {
  out.numbers.clear();
  out.quantities.clear();
  out.all.clear();
  TimeWorkshop work;
  work.document = &document;
  work.text = chart.text;
  work.lexicon = chart.lexicon;
  work.terms = &terms;
  work.mentions = &out;
  const NumberWords words(chart, terms.numbers);
  Run run{cascade, chart, work, words, trace};
  for (const Stage& stage : kStages) {
    stage.run(run);
    end_lap(laps, stage.name);
  }
  gather(chart, work, out);
  end_lap(laps, "gather");
}

}  // namespace marsad::mentions
