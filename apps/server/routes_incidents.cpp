// SPDX-License-Identifier: Apache-2.0
// Incidents: lists, one with its claims by origin, decisions and their undoing, map and timeline.
#include <fmt/format.h>

#include <algorithm>

#include "api.h"
#include "filters.h"
#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/export/export.h"
#include "marsad/incidents/link.h"
#include "marsad/observatory/decide.h"
#include "marsad/observatory/json.h"
#include "names.h"
#include "readings.h"
#include "routes.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

json row_of(const store::IncidentRow& row, bool exact) {
  json place = observatory::place_json(row.place);
  json out = {{"id", row.id},
              {"version", row.version},
              {"from", observatory::day_json(row.first)},
              {"to", observatory::day_json(row.last)},
              {"dated", row.dated},
              {"type", row.type ? json(name(*row.type)) : json(nullptr)},
              {"place", place},
              {"articles", row.articles},
              {"leads", row.leads},
              {"killed", row.killed_low ? json::array({observatory::number_json(row.killed_low),
                                                       observatory::number_json(row.killed_high)})
                                        : json(nullptr)}};
  if (!exact) protect_place(out["place"]);
  return out;
}

Result<incidents::Policy> policy_asked(const Request& request) {
  const std::string asked = request.text("policy");
  const incidents::Policy* policy = policy_named(asked.empty() ? "ucdp-like" : asked);
  if (policy != nullptr) return *policy;
  return fail(ErrorCode::usage, "policy " + asked, "there is no such policy",
              "list them with GET /policies");
}

// So many incidents are judged anew for one answer; the rest as soon as somebody asks again.
constexpr std::size_t kMostJudged = 500;

Reply get_incidents(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const auto search = search_of(context, request);
  const auto policy = policy_asked(request);
  if (!search) return fault(search.error());
  if (!policy) return fault(policy.error());
  std::size_t may_judge = kMostJudged;
  json out = {{"rows", json::array()}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto total = desk.store().count_incidents(*search);
    const auto rows = desk.store().incidents(*search);
    if (!total) return tl::unexpected<Error>(total.error());
    if (!rows) return tl::unexpected<Error>(rows.error());
    out["total"] = *total;
    for (const store::IncidentRow& row : *rows) {
      auto range = context.service.verdicts().of(desk, row, *policy, may_judge);
      if (!range) return tl::unexpected<Error>(range.error());
      out["rows"].push_back(row_of(row, sees(request)));
      out["rows"].back()["range"] = std::move(*range);
    }
    out["policy"] = {{"name", policy->name}, {"version", policy->version}};
    add_names(out["rows"], context.service.names());
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

// Others of the days around and the same country, the most like first: what might be one
// happening with it, and why.
Result<json> candidates(Observatory& desk, const store::IncidentRow& row) {
  constexpr std::size_t kLooked = 40;
  constexpr std::size_t kGiven = 5;
  json out = json::array();
  if (!row.first || !row.last) return out;
  const auto own = desk.store().reports_of_incident(row.number, 1);
  if (!own) return tl::unexpected<Error>(own.error());
  if (own->empty()) return out;
  store::IncidentSearch search;
  const auto days = std::chrono::days(static_cast<int>(desk.joining().farthest_days));
  search.from = *row.first - days;
  search.to = *row.last + days;
  if (row.place) search.country = row.place->country;
  search.least_leads = 1;
  search.most = kLooked;
  const auto others = desk.store().incidents(search);
  if (!others) return tl::unexpected<Error>(others.error());
  std::vector<std::pair<double, json>> scored;
  for (const store::IncidentRow& other : *others) {
    if (other.number == row.number) continue;
    const auto reports = desk.store().reports_of_incident(other.number, 1);
    if (!reports) return tl::unexpected<Error>(reports.error());
    if (reports->empty()) continue;
    const auto like =
        incidents::likeness(own->front().report, reports->front().report, desk.joining());
    if (like.excluded) continue;
    json reasons = json::array();
    for (const incidents::Reason& reason : like.reasons) {
      reasons.push_back(
          {{"what", reason.what}, {"which", reason.which}, {"points", reason.points}});
    }
    json one = row_of(other, true);
    one["score"] = like.score;
    one["reasons"] = std::move(reasons);
    scored.emplace_back(like.score, std::move(one));
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [score, one] : scored) {
    if (out.size() == kGiven) break;
    out.push_back(std::move(one));
  }
  return out;
}

// What people added to the articles that tell of it: beside the claims of the machine, so that a
// treatment can be about them.
Result<json> added_to(Observatory& desk, const store::IncidentRow& row) {
  constexpr std::size_t kLooked = 200;
  json out = json::array();
  const auto reports = desk.store().reports_of_incident(row.number, kLooked);
  if (!reports) return tl::unexpected<Error>(reports.error());
  for (const store::ReportRow& report : *reports) {
    if (!report.report.leads) continue;
    const auto rows = desk.store().corrections(report.article);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::vector<store::CorrectionRow> own;
    for (const store::CorrectionRow& one : *rows) {
      if (one.article == report.article) own.push_back(one);
    }
    if (own.empty()) continue;
    const auto article = desk.store().article(report.article, true);
    if (!article) return tl::unexpected<Error>(article.error());
    if (!*article) continue;
    const Readings readings(json::parse((*article)->analysis, nullptr, false), own);
    for (const StandingReading& one : readings.all()) {
      if (!one.subject.starts_with("added/") || one.rejected) continue;
      if (readings.find(one.subject) == nullptr) continue;
      out.push_back(
          {{"id", fmt::format("{}/{}/{}", (*article)->id, (*article)->version, one.subject)},
           {"article", (*article)->id},
           {"kind", one.kind},
           {"reading", one.now},
           {"author", one.author}});
    }
  }
  return out;
}

void protect(json& incident) {
  protect_place(incident["place"]);
  for (auto& [origin, claims] : incident["claims"].items()) {
    for (json& claim : claims) protect_claim(claim);
  }
  for (json& decision : incident["decisions"]) decision["author"] = "";
  incident["links"] = json::array();
  incident["candidates"] = json::array();
  incident["added"] = json::array();
}

// The page of an incident; none where there is none.
Result<std::optional<json>> page_of(Observatory& desk, const std::string& id,
                                    const incidents::Policy& policy, const EntityNames& names,
                                    bool exact) {
  const auto row = desk.store().incident(id);
  if (!row) return tl::unexpected<Error>(row.error());
  if (!*row) return std::optional<json>();
  const auto dossier = desk.dossier(**row);
  if (!dossier) return tl::unexpected<Error>(dossier.error());
  json out = observatory::to_json(*dossier, policy);
  out["version"] = (*row)->version;
  out["articles"] = json::array();
  for (const incidents::DossierArticle& article : dossier->articles) {
    out["articles"].push_back({{"article", article.id},
                               {"version", article.version},
                               {"title", article.title},
                               {"outlet", article.outlet},
                               {"url", article.url},
                               {"published", observatory::day_json(article.published)},
                               {"leads", article.leads}});
  }
  auto like = candidates(desk, **row);
  if (!like) return tl::unexpected<Error>(like.error());
  out["candidates"] = std::move(*like);
  auto added = added_to(desk, **row);
  if (!added) return tl::unexpected<Error>(added.error());
  out["added"] = std::move(*added);
  if (!exact) protect(out);
  add_names(out, names);
  return std::optional(std::move(out));
}

Reply get_incident(const Context& context, const Request& request) {
  const auto policy = policy_asked(request);
  if (!policy) return fault(policy.error());
  const auto page = context.service.read([&](Observatory& desk) {
    return page_of(desk, request.parts.at("id"), *policy, context.service.names(), sees(request));
  });
  if (!page) return fault(page.error());
  if (!*page) return fault(404, "no-incident", "there is no such incident");
  return reply(**page);
}

Result<store::Number> decide(Observatory& desk, const Request& request, const std::string& action) {
  const std::string& id = request.parts.at("id");
  const std::string reason = sent_text(request, "reason");
  const std::string other = sent_text(request, "other");
  if (action == "merge") return observatory::merge(desk, id, other, reason);
  if (action == "move") {
    return observatory::move(desk, sent_text(request, "article"), id, other, reason);
  }
  if (action == "split") {
    std::vector<std::string> articles;
    for (const json& one : request.sent.value("articles", json::array())) {
      if (one.is_string()) articles.push_back(one);
    }
    return observatory::split(desk, id, articles, reason);
  }
  const auto& known = observatory::kTreatments;
  const auto* const found = std::find(known.begin(), known.end(), action);
  if (found == known.end()) {
    return fail(ErrorCode::usage, action, "there is no such decision",
                "write merge, split, move, note, sign or one of the five treatments");
  }
  observatory::Treated treated{sent_text(request, "detail"), sent_text(request, "settles"), {}};
  for (const json& one : request.sent.value("claims", json::array())) {
    if (one.is_string()) treated.claims.push_back(one);
  }
  return observatory::treat(desk, id, static_cast<observatory::Treatment>(found - known.begin()),
                            treated, reason);
}

Reply post_decision(const Context& context, const Request& request) {
  const std::string action = sent_text(request, "action");
  if (sent_text(request, "reason").empty()) {
    return fault(400, "reason", "a decision needs its reason");
  }
  Reply out;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<void> {
        const auto row = desk.store().incident(request.parts.at("id"));
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) {
          out = fault(404, "no-incident", "there is no such incident");
          return {};
        }
        if (request.sent.value("version", json()) != json((*row)->version)) {
          auto now = page_of(desk, (*row)->id, incidents::policies().front(),
                             context.service.names(), true);
          if (!now) return tl::unexpected<Error>(now.error());
          json body = now->value_or(json::object());
          body["error"] = {{"code", "changed"},
                           {"message", "somebody changed it since you read it"},
                           {"remedy", "look at what stands now and decide again"}};
          out = reply(body, 409);
          return {};
        }
        const auto number = decide(desk, request, action);
        if (!number) return tl::unexpected<Error>(number.error());
        const auto changed = desk.store().incident(request.parts.at("id"));
        if (!changed) return tl::unexpected<Error>(changed.error());
        out = reply({{"decision", *number}, {"version", *changed ? (*changed)->version : 0}});
        return {};
      });
  if (!done) return fault(done.error());
  if (out.status == 200) {
    context.service.publish("incident", request.parts.at("id"));
  }
  return out;
}

Reply undo_decision(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  if (sent_text(request, "reason").empty()) {
    return fault(400, "reason", "a decision needs its reason");
  }
  // Who may not publish may take no publication back either.
  const auto published = context.service.read(
      [&](Observatory& desk) { return observatory::publications(desk.store()); });
  if (!published) return fault(published.error());
  for (const auto& [release, one] : *published) {
    if (one.decision == number && !people::allows(request.person->may, people::May::release)) {
      return fault(403, "not-allowed", "your roles do not allow this",
                   "ask a steward for a role that does");
    }
  }
  const auto undone = context.service.write(request.person->name, [&](Observatory& desk) {
    return observatory::undo(desk, number, sent_text(request, "reason"));
  });
  if (!undone) {
    Reply out = fault(undone.error());
    if (undone.error().code == ErrorCode::usage) out.status = 409;
    return out;
  }
  context.service.publish("decision", number);
  return reply({{"decision", *undone}});
}

Reply get_map(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  auto search = search_of(context, request);
  const auto policy = policy_asked(request);
  if (!search) return fault(search.error());
  if (!policy) return fault(policy.error());
  constexpr std::size_t kMost = 5000;
  search->most = kMost;
  search->skip = 0;
  std::size_t may_judge = kMostJudged;
  json features = json::array();
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().incidents(*search);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::IncidentRow& row : *rows) {
      auto range = context.service.verdicts().of(desk, row, *policy, may_judge);
      if (!range) return tl::unexpected<Error>(range.error());
      json properties = row_of(row, sees(request));
      properties["range"] = std::move(*range);
      add_names(properties, context.service.names());
      const json place = properties["place"];
      json geometry = nullptr;
      if (place.is_object()) {
        geometry = {{"type", "Point"}, {"coordinates", {place["lon"], place["lat"]}}};
        const auto level = parse<PlaceLevel>(place.value("level", ""));
        properties["radius_km"] = level ? exports::radius_of(*level) : 0;
      }
      features.push_back({{"type", "Feature"},
                          {"id", row.id},
                          {"geometry", std::move(geometry)},
                          {"properties", std::move(properties)}});
    }
    return {};
  });
  if (!done) return fault(done.error());
  const bool cut = features.size() == kMost;
  return reply({{"type", "FeatureCollection"},
                {"features", std::move(features)},
                {"policy", {{"name", policy->name}, {"version", policy->version}}},
                {"cut", cut}});
}

Reply get_timeline(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const auto search = search_of(context, request);
  if (!search) return fault(search.error());
  json out = {{"incidents", json::array()}, {"reports", json::array()}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto incidents = desk.store().incidents_by_day(*search);
    const auto articles = desk.store().articles_by_day(search->from, search->to);
    if (!incidents) return tl::unexpected<Error>(incidents.error());
    if (!articles) return tl::unexpected<Error>(articles.error());
    // Days where they fit on a screen, else months.
    constexpr auto kDays = std::chrono::days(200);
    const bool by_day =
        incidents->empty() || incidents->back().day - incidents->front().day < kDays;
    out["unit"] = by_day ? "day" : "month";
    const auto add = [&](json& list, const std::vector<store::DayCount>& days, bool killed) {
      for (const store::DayCount& one : days) {
        const std::string day = by_day ? to_iso(one.day) : to_iso(one.day).substr(0, 7) + "-01";
        if (list.empty() || list.back()["day"] != day) {
          list.push_back({{"day", day}, {"count", 0}});
          if (killed) list.back().update({{"killed_low", 0.0}, {"killed_high", 0.0}});
        }
        json& last = list.back();
        last["count"] = last["count"].get<std::int64_t>() + one.count;
        if (!killed) continue;
        last["killed_low"] = last["killed_low"].get<double>() + one.killed_low;
        last["killed_high"] = last["killed_high"].get<double>() + one.killed_high;
      }
    };
    add(out["incidents"], *incidents, true);
    add(out["reports"], *articles, false);
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

}  // namespace

std::vector<Route> incident_routes() {
  return {
      {"GET", "/incidents", "read", get_incidents},
      {"GET", "/incidents/{id}", "read", get_incident},
      {"POST", "/incidents/{id}/decisions", "decide", post_decision},
      {"POST", "/decisions/{number}/undo", "decide", undo_decision},
      {"GET", "/map", "read", get_map},
      {"GET", "/timeline", "read", get_timeline},
  };
}

}  // namespace marsad::server
