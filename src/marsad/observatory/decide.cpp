// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "marsad/analysis/names.h"

namespace marsad::observatory {
namespace {

using nlohmann::json;
using store::DecisionRow;
using store::IncidentRow;
using store::Number;
using store::ReportRow;

constexpr std::size_t kAll = 1000000;

std::string line(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// One change of the ledger, taken back as a whole where a step fails.
class Decision {
 public:
  Decision(Observatory& desk, std::string action, std::string reason)
      : desk_(desk), action_(std::move(action)), reason_(std::move(reason)) {}
  ~Decision() {
    if (!done_) desk_.give_up();
  }
  Decision(const Decision&) = delete;
  Decision& operator=(const Decision&) = delete;

  Result<void> begin() { return desk_.change(); }

  Result<IncidentRow> incident(const std::string& id) {
    auto row = desk_.store().incident(id);
    if (!row) return tl::unexpected<Error>(row.error());
    if (!*row) {
      return fail(ErrorCode::usage, id, "there is no such incident",
                  "list them with marsad incidents");
    }
    return std::move(**row);
  }

  Result<void> move(ReportRow report, Number to) {
    moved_.push_back(json::array({report.article, report.number, report.incident, to}));
    report.incident = to;
    return desk_.store().put(report);
  }

  // Writes the decision, sums up what changed, makes it durable. `undone`: takes this one back.
  Result<Number> finish(Number incident, json detail, const std::vector<Number>& changed,
                        Number undone = 0) {
    if (!moved_.empty()) detail["moved"] = moved_;
    DecisionRow row;
    row.incident = incident;
    row.action = action_;
    row.detail = line(detail);
    row.reason = reason_;
    row.author = desk_.actor();
    row.at = store::now();
    const auto number = desk_.store().add(row);
    if (!number) return number;
    if (undone != 0) {
      if (const auto marked = desk_.store().mark_undone(undone, *number); !marked) {
        return tl::unexpected<Error>(marked.error());
      }
    }
    for (const Number one : changed) {
      if (const auto summed = desk_.sum_up(one); !summed) {
        return tl::unexpected<Error>(summed.error());
      }
    }
    const auto logged = desk_.store().log(desk_.actor(), action_,
                                          line({{"decision", *number}, {"reason", reason_}}));
    if (!logged) return tl::unexpected<Error>(logged.error());
    if (const auto kept = desk_.commit(); !kept) return tl::unexpected<Error>(kept.error());
    done_ = true;
    desk_.forget_neighbours();
    return number;
  }

 private:
  Observatory& desk_;
  std::string action_;
  std::string reason_;
  json moved_ = json::array();
  bool done_ = false;
};

Result<void> set_merged(Observatory& desk, IncidentRow row, Number into) {
  row.merged_into = into;
  return desk.store().put(row);
}

// The reports of an incident by the id of their article.
Result<std::vector<ReportRow>> reports_of(Observatory& desk, Number incident,
                                          const std::vector<std::string>& articles) {
  auto rows = desk.store().reports_of_incident(incident, kAll);
  if (!rows) return rows;
  std::vector<ReportRow> out;
  for (const std::string& id : articles) {
    bool found = false;
    for (const ReportRow& row : *rows) {
      const auto article = desk.store().article(row.article, false);
      if (!article) return tl::unexpected<Error>(article.error());
      if (!*article || (*article)->id != id) continue;
      out.push_back(row);
      found = true;
    }
    if (!found) {
      return fail(ErrorCode::usage, id, "no such article tells of this incident",
                  "see its articles with marsad incident ID");
    }
  }
  return out;
}

}  // namespace

bool is_dispute(std::string_view name) {
  constexpr std::string_view kNumber = "number.";
  if (name.starts_with(kNumber)) return parse<FigureKind>(name.substr(kNumber.size())).has_value();
  return std::find(kDisputes.begin(), kDisputes.end(), name) != kDisputes.end();
}

Result<Number> merge(Observatory& desk, const std::string& into, const std::string& from,
                     const std::string& reason) {
  Decision decision(desk, "merge", reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  const auto stays = decision.incident(into);
  if (!stays) return tl::unexpected<Error>(stays.error());
  const auto goes = decision.incident(from);
  if (!goes) return tl::unexpected<Error>(goes.error());
  if (stays->number == goes->number) {
    return fail(ErrorCode::usage, from, "is this incident already", "name two incidents");
  }
  auto reports = desk.store().reports_of_incident(goes->number, kAll);
  if (!reports) return tl::unexpected<Error>(reports.error());
  for (ReportRow& report : *reports) {
    if (const auto moved = decision.move(std::move(report), stays->number); !moved) {
      return tl::unexpected<Error>(moved.error());
    }
  }
  if (const auto set = set_merged(desk, *goes, stays->number); !set) {
    return tl::unexpected<Error>(set.error());
  }
  return decision.finish(stays->number, {{"from", goes->id}, {"into", stays->id}},
                         {stays->number, goes->number});
}

Result<Number> split(Observatory& desk, const std::string& incident,
                     const std::vector<std::string>& articles, const std::string& reason) {
  Decision decision(desk, "split", reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  const auto whole = decision.incident(incident);
  if (!whole) return tl::unexpected<Error>(whole.error());
  auto reports = reports_of(desk, whole->number, articles);
  if (!reports) return tl::unexpected<Error>(reports.error());
  if (static_cast<int>(reports->size()) >= whole->articles) {
    return fail(ErrorCode::usage, incident, "would have no article left",
                "leave at least one article with it");
  }
  IncidentRow part;
  part.id = whole->id + "-s";
  const auto number = desk.store().add(part);
  if (!number) return number;
  for (ReportRow& report : *reports) {
    if (const auto moved = decision.move(std::move(report), *number); !moved) {
      return tl::unexpected<Error>(moved.error());
    }
  }
  const auto made = desk.store().incident(*number);
  if (!made) return tl::unexpected<Error>(made.error());
  return decision.finish(whole->number, {{"from", whole->id}, {"to", (*made)->id}},
                         {whole->number, *number});
}

Result<Number> move(Observatory& desk, const std::string& article, const std::string& from,
                    const std::string& to, const std::string& reason) {
  Decision decision(desk, "move", reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  const auto old_home = decision.incident(from);
  if (!old_home) return tl::unexpected<Error>(old_home.error());
  const auto new_home = decision.incident(to);
  if (!new_home) return tl::unexpected<Error>(new_home.error());
  auto reports = reports_of(desk, old_home->number, {article});
  if (!reports) return tl::unexpected<Error>(reports.error());
  for (ReportRow& report : *reports) {
    if (const auto moved = decision.move(std::move(report), new_home->number); !moved) {
      return tl::unexpected<Error>(moved.error());
    }
  }
  return decision.finish(new_home->number,
                         {{"article", article}, {"from", old_home->id}, {"to", new_home->id}},
                         {old_home->number, new_home->number});
}

Result<Number> treat(Observatory& desk, const std::string& incident, Treatment treatment,
                     const Treated& treated, const std::string& reason) {
  if (!treated.settles.empty() && !is_dispute(treated.settles)) {
    return fail(ErrorCode::usage, "settles " + treated.settles, "there is no such dispute",
                "write number.KIND (number.killed), place, day, perpetrator or victims");
  }
  json detail = {{"what", treated.what}};
  if (!treated.settles.empty()) detail["settles"] = treated.settles;
  if (!treated.claims.empty()) detail["claims"] = treated.claims;
  Decision decision(desk, std::string(kTreatments[static_cast<std::size_t>(treatment)]), reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  const auto row = decision.incident(incident);
  if (!row) return tl::unexpected<Error>(row.error());
  // Summed up anew, so that its version says that something was decided.
  return decision.finish(row->number, std::move(detail), {row->number});
}

Result<std::map<Number, Publication>> publications(store::Store& store) {
  const auto rows = store.decisions(0);
  if (!rows) return tl::unexpected<Error>(rows.error());
  std::map<Number, Publication> out;
  for (const DecisionRow& row : *rows) {
    if (row.action != "publish" || row.undone_by != 0) continue;
    const json detail = json::parse(row.detail, nullptr, false);
    if (detail.is_object()) {
      out[detail.value("release", Number{0})] = {row.number, row.author, row.at, row.reason};
    }
  }
  return out;
}

Result<Number> publish(Observatory& desk, Number release, const std::string& reason) {
  const std::string where = fmt::format("release {}", release);
  const auto made = desk.store().release(release);
  if (!made) return tl::unexpected<Error>(made.error());
  if (!*made) return fail(ErrorCode::usage, where, "there is none of this number", "list them");
  if ((*made)->author == desk.actor()) {
    return fail(ErrorCode::usage, where, "was made by the same person",
                "let a second person look at it and publish it");
  }
  const auto published = publications(desk.store());
  if (!published) return tl::unexpected<Error>(published.error());
  if (published->contains(release)) {
    return fail(ErrorCode::usage, where, "is published already", "make another release");
  }
  Decision decision(desk, "publish", reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  return decision.finish(0, {{"release", release}}, {});
}

Result<Number> undo(Observatory& desk, Number number, const std::string& reason) {
  Decision decision(desk, "undo", reason);
  if (const auto begun = decision.begin(); !begun) return tl::unexpected<Error>(begun.error());
  const auto all = desk.store().decisions(0);
  if (!all) return tl::unexpected<Error>(all.error());
  const auto found = std::find_if(all->begin(), all->end(),
                                  [&](const DecisionRow& row) { return row.number == number; });
  const std::string where = fmt::format("decision {}", number);
  if (found == all->end() || found->undone_by != 0) {
    return fail(ErrorCode::usage, where,
                found == all->end() ? "there is none of this number" : "is undone already",
                "see the decisions with marsad incident ID");
  }
  std::vector<Number> changed;
  const json detail = json::parse(found->detail, nullptr, false);
  if (detail.is_object() && detail.contains("moved")) {
    for (const json& one : detail["moved"]) {
      const Number article = one.at(0);
      const Number home = one.at(2);
      const Number now_in = one.at(3);
      const auto reports = desk.store().reports_of_article(article);
      if (!reports) return tl::unexpected<Error>(reports.error());
      const auto report = std::find_if(reports->begin(), reports->end(), [&](const ReportRow& row) {
        return row.number == one.at(1).get<int>();
      });
      if (report == reports->end() || report->incident != now_in) {
        return fail(ErrorCode::usage, where, "moved articles that were moved again since",
                    "undo the later decision first");
      }
      if (const auto moved = decision.move(*report, home); !moved) {
        return tl::unexpected<Error>(moved.error());
      }
      for (const Number incident : {home, now_in}) {
        if (std::find(changed.begin(), changed.end(), incident) == changed.end()) {
          changed.push_back(incident);
        }
      }
    }
    if (found->action == "merge") {
      for (const Number incident : changed) {
        auto row = desk.store().incident(incident);
        if (!row) return tl::unexpected<Error>(row.error());
        if (*row && (*row)->merged_into == found->incident) {
          if (const auto set = set_merged(desk, **row, 0); !set) {
            return tl::unexpected<Error>(set.error());
          }
        }
      }
    }
  }
  return decision.finish(found->incident, {{"undone", number}}, changed, number);
}

}  // namespace marsad::observatory
