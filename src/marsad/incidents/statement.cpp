// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/statement.h"

#include <algorithm>

#include "marsad/analysis/quotes.h"

namespace marsad::incidents {
namespace {

// A count over more days than this is no toll of one happening.
constexpr auto kLongestToll = std::chrono::days(31);

Span joined(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

class Teller {
 public:
  explicit Teller(const Analysis& analysis)
      : analysis_(analysis), quotes_(analysis.document.text) {}

  std::vector<Statement> tell() {
    std::vector<bool> claim_told(analysis_.claims.size(), false);
    for (std::size_t i = 0; i < analysis_.events.size(); ++i) {
      const Event& event = analysis_.events[i];
      const auto index = static_cast<Index>(i);
      for (const Index claim : event.claims) claim_told[claim] = true;
      each_claim(event.claims, [&](Index claim) {
        Statement row = by(claim);
        happening(event, index, row);
        finish(std::move(row), event.trigger);
      });
    }
    for (std::size_t i = 0; i < analysis_.figures.size(); ++i) {
      const Figure& figure = analysis_.figures[i];
      for (const Index claim : figure.claims) claim_told[claim] = true;
      each_claim(figure.claims, [&](Index claim) {
        Statement row = by(claim);
        // A figure may name its source though no reporting word stands beside it.
        if (claim == kNone && !figure.sources.empty()) source(figure.sources.front(), row);
        if (figure.event != kNone) happening(analysis_.events[figure.event], figure.event, row);
        count(figure, static_cast<Index>(i), row);
        finish(std::move(row), figure.span);
      });
    }
    for (std::size_t i = 0; i < analysis_.claims.size(); ++i) {
      if (claim_told[i]) continue;
      Statement row = by(static_cast<Index>(i));
      finish(std::move(row), analysis_.claims[i].content);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Statement& a, const Statement& b) {
      return a.span.begin < b.span.begin;
    });
    return std::move(out_);
  }

 private:
  // The outermost claims that only pass another on are its chain, not tellers of their own.
  template <typename Tell>
  void each_claim(const std::vector<Index>& claims, const Tell& tell) const {
    bool told = false;
    for (const Index claim : claims) {
      const bool passed_on = std::any_of(claims.begin(), claims.end(), [&](Index other) {
        return other != claim && holds(claim, other);
      });
      if (passed_on) continue;
      tell(claim);
      told = true;
    }
    if (!told) tell(kNone);
  }

  // Whether `outer` holds `inner`, directly or not.
  [[nodiscard]] bool holds(Index outer, Index inner) const {
    for (Index at = analysis_.claims[inner].within; at != kNone; at = analysis_.claims[at].within) {
      if (at == outer) return true;
    }
    return false;
  }

  [[nodiscard]] std::string name_of(Index mention) const {
    const Mention& one = analysis_.mentions[mention];
    if (const auto* actor = std::get_if<ActorValue>(&one.value)) return actor->name;
    if (const auto* place = std::get_if<PlaceValue>(&one.value)) return place->name;
    return std::string(quotes_.of(one.span));
  }

  void source(Index mention, Statement& row) const {
    row.source = name_of(mention);
    if (const auto* actor = std::get_if<ActorValue>(&analysis_.mentions[mention].value)) {
      row.source_entity = actor->entity;
      row.source_class = actor->cls;
    }
  }

  [[nodiscard]] Statement by(Index claim) const {
    Statement row;
    if (claim == kNone) return row;
    const Claim& told = analysis_.claims[claim];
    row.claim = claim;
    row.stance = told.stance;
    if (!told.sources.empty()) source(told.sources.front(), row);
    if (told.told_to != kNone) row.chain.push_back(name_of(told.told_to));
    for (Index at = told.within; at != kNone; at = analysis_.claims[at].within) {
      const Claim& outer = analysis_.claims[at];
      if (!outer.sources.empty()) row.chain.push_back(name_of(outer.sources.front()));
    }
    // Nobody is named within, but somebody who passes it on is: he answers for it.
    if (row.source.empty() && told.within != kNone) {
      const Claim& outer = analysis_.claims[told.within];
      if (!outer.sources.empty()) {
        source(outer.sources.front(), row);
        if (!row.chain.empty()) row.chain.erase(row.chain.begin());
      }
    }
    return row;
  }

  void happening(const Event& event, Index index, Statement& row) const {
    row.event = index;
    row.type = event.type;
    row.codes = event.codes;
    row.status = event.status;
    row.from = event.from;
    row.to = event.to;
    if (!event.places.empty()) row.place = place(event.places.front());
    for (const Index agent : event.agents) row.agents.push_back(name_of(agent));
    for (const Index target : event.targets) row.targets.push_back(name_of(target));
    for (const Index weapon : event.weapons) {
      if (const auto* value = std::get_if<WeaponValue>(&analysis_.mentions[weapon].value)) {
        row.weapons.push_back(value->kind);
      }
    }
  }

  [[nodiscard]] std::optional<PlaceValue> place(Index mention) const {
    const auto* value = std::get_if<PlaceValue>(&analysis_.mentions[mention].value);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }

  void count(const Figure& figure, Index index, Statement& row) const {
    row.number = index;
    row.figure = figure.kind;
    row.low = figure.low;
    row.high = figure.high;
    row.approximate = figure.approximate;
    row.victims = figure.victims;
    row.part = figure.within != kNone;
    row.status = figure.status;
    if (figure.place != kNone) row.place = place(figure.place);
    if (figure.from) row.from = figure.from;
    if (figure.to) row.to = figure.to;
    row.cumulative = figure.from && figure.to && *figure.to - *figure.from > kLongestToll;
  }

  void finish(Statement row, Span core) {
    row.span = core;
    if (row.claim != kNone) {
      const Claim& told = analysis_.claims[row.claim];
      row.span = joined(joined(told.cue, told.content), core);
    } else if (row.event != kNone) {
      row.span = joined(core, analysis_.events[row.event].trigger);
    }
    row.quote = quotes_.of(row.span);
    out_.push_back(std::move(row));
  }

  const Analysis& analysis_;
  Quotes quotes_;
  std::vector<Statement> out_;
};

}  // namespace

std::vector<Statement> statements_of(const Analysis& analysis) { return Teller(analysis).tell(); }

}  // namespace marsad::incidents
