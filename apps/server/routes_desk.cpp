// SPDX-License-Identifier: Apache-2.0
// The desk as a whole: overview, sources, policies, the log, quality.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "api.h"
#include "filters.h"
#include "gold.h"
#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/observatory/json.h"
#include "names.h"
#include "routes.h"
#include "suggest.h"
#include "verdicts.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

json counted(const std::vector<std::pair<std::string, std::int64_t>>& rows) {
  json out = json::array();
  for (const auto& [name, count] : rows) out.push_back({{"name", name}, {"count", count}});
  return out;
}

Reply get_overview(const Context& context, const Request&) {
  json out;
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto counts = desk.store().counts();
    const auto kinds = desk.store().kinds();
    const auto countries = desk.store().countries();
    const auto outlets = desk.store().outlets();
    const auto days = desk.store().incidents_by_day({});
    const auto point = desk.store().checkpoint();
    if (!counts) return tl::unexpected<Error>(counts.error());
    if (!kinds) return tl::unexpected<Error>(kinds.error());
    if (!countries) return tl::unexpected<Error>(countries.error());
    if (!outlets) return tl::unexpected<Error>(outlets.error());
    if (!days) return tl::unexpected<Error>(days.error());
    if (!point) return tl::unexpected<Error>(point.error());
    out = {{"articles", counts->articles},
           {"incidents", counts->incidents},
           {"rejected", counts->rejected},
           {"samples", !context.service.samples().empty()},
           {"checkpoint", fmt::format("{}:{}", point->seq, point->hash)},
           {"pack", context.service.language().hash()},
           {"first", days->empty() ? json(nullptr) : json(to_iso(days->front().day))},
           {"last", days->empty() ? json(nullptr) : json(to_iso(days->back().day))},
           {"types", counted(*kinds)},
           {"countries", counted(*countries)},
           {"outlets", json::array()}};
    constexpr std::size_t kMost = 500;
    for (const store::OutletCount& one : *outlets) {
      if (out["outlets"].size() == kMost) break;
      out["outlets"].push_back({{"name", one.outlet}, {"count", one.articles}});
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply get_sources(const Context& context, const Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fault(400, "paging", "limit or page is no number in its bounds");
  const auto most = static_cast<std::size_t>(paging->limit);
  constexpr std::size_t kRead = 300;  // newest articles whose claims are counted
  struct Speaker {
    std::string name;
    std::size_t claims = 0, denied = 0;
    std::set<std::string> outlets;
  };
  json out = {{"outlets", json::array()},
              {"speakers", json::array()},
              {"quotes", json::array()},
              {"of_newest", kRead}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto outlets = desk.store().outlets();
    if (!outlets) return tl::unexpected<Error>(outlets.error());
    for (const store::OutletCount& one : *outlets) {
      if (out["outlets"].size() == most) break;
      out["outlets"].push_back({{"name", one.outlet},
                                {"articles", one.articles},
                                {"corrected", one.corrected},
                                {"first", observatory::day_json(one.first)},
                                {"last", observatory::day_json(one.last)}});
    }
    store::Search newest;
    newest.most = kRead;
    const auto numbers = desk.store().search(newest);
    if (!numbers) return tl::unexpected<Error>(numbers.error());
    std::map<std::string, Speaker> speakers;
    std::map<std::pair<std::string, std::string>, std::size_t> quotes;
    for (const store::Number number : *numbers) {
      const auto article = desk.store().article(number, true);
      if (!article) return tl::unexpected<Error>(article.error());
      const auto analysis = *article ? from_json((*article)->analysis) : Result<Analysis>();
      if (!*article || !analysis) continue;
      const incidents::Outlet first = observatory::first_outlet(desk.store(), **article);
      for (const incidents::Statement& one : incidents::statements_of(*analysis)) {
        const std::string origin = incidents::origin_of(one, first);
        Speaker& speaker = speakers[origin];
        speaker.name = one.source.empty() ? first.name : one.source;
        ++speaker.claims;
        speaker.denied += one.stance == Stance::denies ? 1 : 0;
        speaker.outlets.insert((*article)->outlet);
        if (!one.source.empty()) ++quotes[{(*article)->outlet, origin}];
      }
    }
    std::vector<std::pair<std::string, Speaker>> order(speakers.begin(), speakers.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.second.claims > b.second.claims;
    });
    for (const auto& [origin, one] : order) {
      if (out["speakers"].size() == most) break;
      // Somebody without a row of his own may be a private person.
      if (!sees(request) && origin.starts_with("name:")) continue;
      out["speakers"].push_back({{"origin", origin},
                                 {"name", one.name},
                                 {"claims", one.claims},
                                 {"denials", one.denied},
                                 {"outlets", one.outlets}});
    }
    add_names(out["speakers"], context.service.names());
    std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> pairs;
    for (const auto& [pair, count] : quotes) pairs.emplace_back(count, pair);
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, pair] : pairs) {
      if (out["quotes"].size() == most) break;
      if (!sees(request) && pair.second.starts_with("name:")) continue;
      out["quotes"].push_back({{"outlet", pair.first}, {"origin", pair.second}, {"claims", count}});
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

json policy_json(const incidents::Policy& policy) {
  const auto names = [](const auto& list) {
    json out = json::array();
    for (const auto one : list) out.push_back(name(one));
    return out;
  };
  static constexpr std::array<std::string_view, 4> kRules{"none", "least", "median", "most"};
  const auto rule = [](incidents::Rule one) { return kRules[static_cast<std::size_t>(one)]; };
  json grades = json::array();
  for (const incidents::Grade& one : policy.grades) {
    grades.push_back({{"name", one.name},
                      {"origins", one.origins},
                      {"accepted", one.accepted},
                      {"denied", one.denied},
                      {"combatants_only", one.combatants_only}});
  }
  json vague = json::array();
  for (const incidents::Vague& one : policy.vague) {
    vague.push_back({{"low", one.low}, {"high", one.high}, {"figure", one.figure}});
  }
  return {{"name", policy.name},
          {"version", policy.version},
          {"summary", policy.summary},
          {"measures", names(policy.measures)},
          {"stances", names(policy.stances)},
          {"statuses", names(policy.statuses)},
          {"low", rule(policy.low)},
          {"best", rule(policy.best)},
          {"high", rule(policy.high)},
          {"unknown_killed", observatory::number_json(policy.unknown_killed)},
          {"vague", std::move(vague)},
          {"grades", std::move(grades)}};
}

Reply get_policies(const Context&, const Request&) {
  json out = json::array();
  for (const incidents::Policy& policy : incidents::policies()) out.push_back(policy_json(policy));
  return reply(out);
}

Reply get_policy_diff(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const incidents::Policy* a = policy_named(request.text("a"));
  const incidents::Policy* b = policy_named(request.text("b"));
  if (a == nullptr || b == nullptr) return fault(400, "policy", "there is no such policy");
  const auto search = search_of(context, request);
  if (!search) return fault(search.error());
  json out = {{"rows", json::array()}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().incidents(*search);
    if (!rows) return tl::unexpected<Error>(rows.error());
    out["looked_at"] = rows->size();
    for (const store::IncidentRow& row : *rows) {
      const auto dossier = desk.dossier(row);
      if (!dossier) return tl::unexpected<Error>(dossier.error());
      const json one = verdict_json(incidents::judge(*a, *dossier));
      const json other = verdict_json(incidents::judge(*b, *dossier));
      if (one == other) continue;
      out["rows"].push_back({{"id", row.id}, {"a", one}, {"b", other}});
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply get_audit(const Context& context, const Request& request) {
  const auto paging = paging_of(request);
  const auto before = number_of(request.text("before"), std::numeric_limits<std::int64_t>::max());
  if (!paging || !before) return fault(400, "paging", "limit or before is no number");
  json out = {{"rows", json::array()}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().log_entries({request.text("actor"), request.text("action"),
                                                *before, static_cast<std::size_t>(paging->limit)});
    const auto point = desk.store().checkpoint();
    if (!rows) return tl::unexpected<Error>(rows.error());
    if (!point) return tl::unexpected<Error>(point.error());
    out["checkpoint"] = fmt::format("{}:{}", point->seq, point->hash);
    for (const store::LogRow& row : *rows) {
      out["rows"].push_back({{"seq", row.seq},
                             {"at", row.at},
                             {"actor", row.actor},
                             {"action", row.action},
                             {"detail", json::parse(row.detail, nullptr, false)},
                             {"objects", row.objects},
                             {"hash", row.hash}});
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply post_verify(const Context& context, const Request& request) {
  std::optional<store::Checkpoint> point;
  if (const std::string given = sent_text(request, "checkpoint"); !given.empty()) {
    const std::size_t colon = given.find(':');
    const auto seq = number_of(given.substr(0, colon), -1);
    if (colon == std::string::npos || !seq || *seq < 0) {
      return fault(400, "checkpoint", "is no checkpoint", "write SEQ:HASH as it was printed");
    }
    point = store::Checkpoint{*seq, given.substr(colon + 1)};
  }
  json out;
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto faults = desk.store().verify(point, {});
    const auto now = desk.store().checkpoint();
    if (!faults) return tl::unexpected<Error>(faults.error());
    if (!now) return tl::unexpected<Error>(now.error());
    out = {{"clean", faults->empty()},
           {"faults", *faults},
           {"checkpoint", fmt::format("{}:{}", now->seq, now->hash)}};
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply get_corrections(const Context& context, const Request&) {
  Reply out;
  out.type = "application/x-ndjson";
  out.download = "gold.jsonl";
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().corrections(0);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::map<store::Number, std::vector<store::CorrectionRow>> by_article;
    for (const store::CorrectionRow& row : *rows) by_article[row.article].push_back(row);
    for (const auto& [number, corrections] : by_article) {
      const bool is_done = std::any_of(corrections.begin(), corrections.end(), [](const auto& one) {
        return one.action == "done" && one.undone_by == 0;
      });
      if (!is_done) continue;
      const auto article = desk.store().article(number, true);
      if (!article) return tl::unexpected<Error>(article.error());
      if (*article) out.body += gold_of((*article)->analysis, corrections);
    }
    return {};
  });
  return done ? out : fault(done.error());
}

Reply get_suggestions(const Context& context, const Request&) {
  Reply out;
  out.type = "text/tab-separated-values; charset=utf-8";
  out.download = "suggested-rows.tsv";
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().corrections(0);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::map<store::Number, std::vector<store::CorrectionRow>> by_article;
    for (const store::CorrectionRow& row : *rows) by_article[row.article].push_back(row);
    Suggestions all;
    for (const auto& [number, corrections] : by_article) {
      const auto article = desk.store().article(number, true);
      if (!article) return tl::unexpected<Error>(article.error());
      if (*article) all.read((*article)->id, (*article)->analysis, corrections);
    }
    out.body = all.text();
    return {};
  });
  return done ? out : fault(done.error());
}

// Of a subject such as "claim/3": its layer.
std::string layer_of(const std::string& subject) { return subject.substr(0, subject.find('/')); }

Reply get_quality(const Context& context, const Request&) {
  struct Count {
    std::int64_t accepted = 0, corrected = 0, rejected = 0, added = 0;
    [[nodiscard]] json of(const char* key, const std::string& name) const {
      return {{key, name},
              {"accepted", accepted},
              {"corrected", corrected},
              {"rejected", rejected},
              {"added", added}};
    }
  };
  std::map<std::string, Count> layers;
  std::map<std::string, Count> outlets;
  std::map<std::string, Count> months;
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().corrections(0);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::CorrectionRow& row : *rows) {
      if (row.undone_by != 0 || row.action == "done" || row.action == "undo") continue;
      // What a person read is no measure of the engine.
      if (row.subject.starts_with("added/")) continue;
      const auto article = desk.store().article(row.article, false);
      if (!article) return tl::unexpected<Error>(article.error());
      for (Count* one : {&layers[layer_of(row.subject)], &months[row.at.substr(0, 7)],
                         &outlets[*article ? (*article)->outlet : ""]}) {
        (row.action == "accept"   ? one->accepted
         : row.action == "reject" ? one->rejected
         : row.action == "add"    ? one->added
                                  : one->corrected) += 1;
      }
    }
    return {};
  });
  if (!done) return fault(done.error());
  const auto list = [](const char* key, const std::map<std::string, Count>& counts) {
    json out = json::array();
    for (const auto& [name, count] : counts) out.push_back(count.of(key, name));
    return out;
  };
  return reply({{"layers", list("layer", layers)},
                {"by_outlet", list("outlet", outlets)},
                {"by_month", list("month", months)}});
}

}  // namespace

std::vector<Route> desk_routes() {
  return {
      {"GET", "/overview", "read", get_overview},
      {"GET", "/sources", "read", get_sources},
      {"GET", "/policies", "read", get_policies},
      {"GET", "/policies/diff", "read", get_policy_diff},
      {"GET", "/audit", "audit", get_audit},
      {"POST", "/audit/verify", "audit", post_verify},
      {"GET", "/quality", "read", get_quality},
      {"GET", "/corrections", "annotate", get_corrections},
      {"GET", "/corrections/rows", "release", get_suggestions},
  };
}

}  // namespace marsad::server
