// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/observatory.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "marsad/analysis/json.h"
#include "marsad/base/fnv.h"
#include "marsad/incidents/origin.h"
#include "marsad/incidents/summary.h"

namespace marsad::observatory {
namespace {

using nlohmann::json;
using store::Number;

constexpr auto kAllReports = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());

std::string line(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string reasons_json(const incidents::Likeness& likeness) {
  json out = json::array();
  for (const incidents::Reason& reason : likeness.reasons) {
    out.push_back(json::array({reason.what, reason.which, reason.points}));
  }
  return line(out);
}

std::vector<incidents::Reason> reasons_of(const std::string& text) {
  std::vector<incidents::Reason> out;
  const json reasons = json::parse(text, nullptr, false);
  if (!reasons.is_array()) return out;
  for (const json& reason : reasons) {
    if (reason.is_array() && reason.size() == 3 && reason[0].is_string() && reason[1].is_string() &&
        reason[2].is_number()) {
      out.push_back({reason[0], reason[1], reason[2]});
    }
  }
  return out;
}

}  // namespace

incidents::Outlet first_outlet(store::Store& store, const store::ArticleRow& article) {
  if (article.family != article.number) {
    const auto first = store.article(article.family, false);
    if (first && *first) return {(*first)->outlet, (*first)->outlet_entity};
  }
  return {article.outlet, article.outlet_entity};
}

Observatory::Observatory(store::Store store, std::string actor, incidents::Joining joining)
    : store_(std::make_unique<store::Store>(std::move(store))),
      actor_(std::move(actor)),
      joining_(std::move(joining)),
      neighbours_(std::make_unique<incidents::Neighbours>(
          [held = store_.get()](std::optional<Date> day) {
            std::vector<incidents::Neighbour> out;
            // A store that cannot be read says so at the next write.
            auto rows = held->leading_on(day, day ? kAllReports : incidents::kUndated);
            if (!rows) return out;
            for (store::ReportRow& row : *rows) {
              out.push_back({row.incident, row.article, std::move(row.report)});
            }
            return out;
          },
          joining_)) {}

Result<Observatory> Observatory::open(const std::string& path, store::Access access,
                                      std::string actor, const incidents::Joining& joining) {
  auto opened = store::Store::open(path, access);
  if (!opened) return tl::unexpected<Error>(opened.error());
  return Observatory(std::move(*opened), std::move(actor), joining);
}

Result<void> Observatory::change() {
  if (open_) return {};
  if (const auto begun = store_->begin(); !begun) return begun;
  open_ = true;
  return {};
}

Result<Number> Observatory::family_of(const store::ArticleRow& article) {
  if (!article.sketch) return 0;
  const auto others = store_->alike(*article.sketch);
  if (!others) return tl::unexpected<Error>(others.error());
  std::vector<double> shares;
  shares.reserve(others->size());
  for (const store::CopyRow& other : *others) {
    shares.push_back(incidents::alike(*article.sketch, other.sketch));
  }
  Number family = 0;
  for (const std::size_t i : incidents::closest(shares, joining_.copies.copied)) {
    const Number one = (*others)[i].family;
    family = family == 0 ? one : std::min(family, one);
  }
  return family;
}

Result<void> Observatory::join(Number article, const std::string& key,
                               std::vector<incidents::Report> reports) {
  std::set<Number> joined;
  int number = 0;
  for (incidents::Report& report : reports) {
    auto found = neighbours_->nearest(report);
    if (!found && !report.leads) continue;
    store::ReportRow row;
    row.article = article;
    row.number = number;
    if (found) {
      row.incident = found->incident;
      row.nearest = found->article;
      row.score = found->likeness.score;
      row.reasons = reasons_json(found->likeness);
    } else {
      store::IncidentRow incident;
      incident.id = incidents::incident_id(key);
      const auto begun = store_->add(incident);
      if (!begun) return tl::unexpected<Error>(begun.error());
      row.incident = *begun;
      row.reasons = "[]";
    }
    // The article tells of it already, as its leading happening.
    if (!joined.insert(row.incident).second) continue;
    if (report.leads) neighbours_->add({row.incident, article, report});
    dirty_.insert(row.incident);
    row.report = std::move(report);
    if (const auto put = store_->put(row); !put) return put;
    ++number;
  }
  return {};
}

Result<Outcome> Observatory::add(Prepared&& prepared, const std::string& pack) {
  store::ArticleRow& row = prepared.article;
  const auto before = store_->current(row.key);
  if (!before) return tl::unexpected<Error>(before.error());
  if (*before && (*before)->content == row.content) return Outcome::unchanged;
  if (const auto begun = change(); !begun) return tl::unexpected<Error>(begun.error());
  if (const auto kept = store_->add(prepared.original); !kept) {
    return tl::unexpected<Error>(kept.error());
  }
  const auto family = family_of(row);
  if (!family) return tl::unexpected<Error>(family.error());
  row.family = *family;
  row.added = store::now();
  std::vector<store::ReportRow> old_reports;
  if (*before) {
    const store::ArticleRow& old = **before;
    row.version = old.version + 1;
    row.supersedes = old.number;
    auto reports = store_->reports_of_article(old.number);
    if (!reports) return tl::unexpected<Error>(reports.error());
    old_reports = std::move(*reports);
  }
  const auto number = store_->add(row);
  if (!number) return tl::unexpected<Error>(number.error());
  // Joined before the old version is superseded and forgotten, so that both come to one incident
  // whether or not its day was in memory.
  if (const auto done = join(*number, row.key, std::move(prepared.reports)); !done) {
    return tl::unexpected<Error>(done.error());
  }
  if (*before) {
    if (const auto done = store_->supersede((*before)->number); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  for (const store::ReportRow& old : old_reports) {
    dirty_.insert(old.incident);
    neighbours_->forget(old.article, old.report.from);
  }
  const json detail = {{"article", row.id},
                       {"version", row.version},
                       {"pack", pack.substr(0, 16)},
                       {"joining", joining_.sha256.substr(0, 16)}};
  if (const auto logged = store_->log(actor_, *before ? "revise" : "ingest", line(detail));
      !logged) {
    return tl::unexpected<Error>(logged.error());
  }
  return *before ? Outcome::revised : Outcome::added;
}

Result<void> Observatory::reject(const Error& error, std::string_view bytes,
                                 std::string_view media_type) {
  if (const auto begun = change(); !begun) return begun;
  store::RejectedRow row;
  row.where = error.where;
  row.reason = error.what;
  row.remedy = error.remedy;
  row.media_type = media_type;
  row.bytes = bytes;
  row.at = store::now();
  const auto is_new = store_->reject(row);
  if (!is_new) return tl::unexpected<Error>(is_new.error());
  if (!*is_new) return {};
  return store_->log(actor_, "reject", line({{"where", error.where}}));
}

Result<void> Observatory::sum_up(Number number) {
  auto incident = store_->incident(number);
  if (!incident) return tl::unexpected<Error>(incident.error());
  if (!*incident) return {};
  const auto rows = store_->reports_of_incident(number, incidents::kMostSummed);
  if (!rows) return tl::unexpected<Error>(rows.error());
  store::IncidentRow& row = **incident;
  const auto size = store_->size_of(number);
  if (!size) return tl::unexpected<Error>(size.error());
  row.articles = size->articles;
  row.leads = size->leads;
  std::vector<const incidents::Report*> reports;
  reports.reserve(rows->size());
  for (const store::ReportRow& report : *rows) reports.push_back(&report.report);
  const incidents::Summary summary = incidents::summary_of(reports);
  row.first = summary.from;
  row.last = summary.to;
  row.dated = summary.dated;
  row.type = summary.type;
  row.place = summary.place;
  row.killed_low = summary.killed_low;
  row.killed_high = summary.killed_high;
  return store_->put(row);
}

Result<void> Observatory::commit() {
  if (!open_) return {};
  for (const Number incident : dirty_) {
    if (const auto done = sum_up(incident); !done) return done;
  }
  if (!dirty_.empty()) {
    if (const auto logged = store_->log(actor_, "sum", "{}"); !logged) return logged;
  }
  if (const auto done = store_->commit(); !done) return done;
  dirty_.clear();
  open_ = false;
  return {};
}

void Observatory::give_up() {
  store_->roll_back();
  neighbours_->clear();
  dirty_.clear();
  open_ = false;
}

Result<std::optional<incidents::Dossier>> Observatory::dossier(const std::string& id) {
  const auto incident = store_->incident(id);
  if (!incident) return tl::unexpected<Error>(incident.error());
  if (!*incident) return std::optional<incidents::Dossier>();
  auto found = dossier(**incident);
  if (!found) return tl::unexpected<Error>(found.error());
  return std::optional(std::move(*found));
}

Result<incidents::Dossier> Observatory::dossier(const store::IncidentRow& incident) {
  incidents::Dossier out;
  out.id = incident.id;
  out.from = incident.first;
  out.to = incident.last;
  out.dated = incident.dated;
  out.type = incident.type;
  out.place = incident.place;
  auto former = store_->former_ids(incident.number);
  if (!former) return tl::unexpected<Error>(former.error());
  out.former_ids = std::move(*former);
  const auto decisions = store_->decisions(incident.number);
  if (!decisions) return tl::unexpected<Error>(decisions.error());
  for (const store::DecisionRow& row : *decisions) {
    out.decisions.push_back(
        {row.number, row.action, row.detail, row.reason, row.author, row.at, row.undone_by != 0});
  }
  auto reports = store_->reports_of_incident(incident.number, kAllReports);
  if (!reports) return tl::unexpected<Error>(reports.error());
  struct Member {
    store::ArticleRow article;
    store::ReportRow* report;
  };
  std::vector<Member> members;
  for (store::ReportRow& report : *reports) {
    auto article = store_->article(report.article, true);
    if (!article) return tl::unexpected<Error>(article.error());
    if (*article) members.push_back({std::move(**article), &report});
  }
  std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::pair(a.article.published, a.article.number) <
           std::pair(b.article.published, b.article.number);
  });
  for (const Member& member : members) {
    const store::ArticleRow& article = member.article;
    incidents::DossierArticle told;
    told.id = article.id;
    told.version = article.version;
    told.title = article.title;
    told.outlet = article.outlet;
    told.url = article.url;
    told.published = article.published;
    told.sha256 = article.original;
    told.leads = member.report->report.leads;
    told.tolls = member.report->report.tolls;
    told.score = member.report->score;
    told.reasons = reasons_of(member.report->reasons);
    if (member.report->nearest != 0) {
      const auto nearest = store_->article(member.report->nearest, false);
      if (nearest && *nearest) told.nearest = (*nearest)->id;
    }
    out.articles.push_back(std::move(told));
    const incidents::Outlet outlet = first_outlet(*store_, article);
    const auto analysis = from_json(article.analysis);
    if (!analysis) {
      return fail(ErrorCode::store, store_->path(),
                  fmt::format("article {} is not readable", article.number),
                  "run marsad verify on it and restore a backup");
    }
    out.articles.back().pack = analysis->pack;
    incidents::add_claims(out, *analysis, member.report->report.events, outlet);
  }
  return out;
}

}  // namespace marsad::observatory
