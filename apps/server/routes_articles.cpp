// SPDX-License-Identifier: Apache-2.0
// Articles and their claims: inbox, search, one article with all that is known of it, and what
// the desk decides about its readings.
#include <algorithm>
#include <set>

#include "api.h"
#include "filters.h"
#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/base/sha256.h"
#include "marsad/incidents/statement.h"
#include "marsad/observatory/json.h"
#include "names.h"
#include "readings.h"
#include "routes.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

json head_of(const store::ArticleRow& article) {
  return {{"article", article.id},     {"version", article.version},
          {"outlet", article.outlet},  {"title", article.title},
          {"url", article.url},        {"published", observatory::day_json(article.published)},
          {"current", article.current}};
}

Result<json> incidents_of(Observatory& desk, store::Number article) {
  const auto reports = desk.store().reports_of_article(article);
  if (!reports) return tl::unexpected<Error>(reports.error());
  json out = json::array();
  for (const store::ReportRow& report : *reports) {
    const auto incident = desk.store().incident(report.incident);
    if (!incident) return tl::unexpected<Error>(incident.error());
    if (*incident) out.push_back({{"id", (*incident)->id}, {"leads", report.report.leads}});
  }
  return out;
}

// What an article claims, in a line: how many claims and denials, whom it counts killed, where.
void sum_up(json& row, const Analysis& analysis, const EntityNames& names, bool exact) {
  const auto statements = incidents::statements_of(analysis);
  std::size_t denials = 0;
  std::optional<double> low;
  std::optional<double> high;
  json places = json::array();
  json native = json::array();
  json kinds = json::array();
  const auto add = [](json& list, const json& value) {
    constexpr std::size_t kMost = 3;
    if (list.size() < kMost && std::find(list.begin(), list.end(), value) == list.end()) {
      list.push_back(value);
    }
  };
  for (const incidents::Statement& one : statements) {
    denials += one.stance == Stance::denies ? 1 : 0;
    if (one.type) add(kinds, name(*one.type));
    // A place finer than a town is protected.
    if (one.place && (exact || one.place->level <= PlaceLevel::city)) {
      const EntityName* known = names.of(one.place->entity);
      add(places, one.place->name);
      add(native, known == nullptr ? one.place->name : std::string(known->native));
    }
    if (one.figure != FigureKind::killed || one.part || one.cumulative) continue;
    if (one.low && (!low || *one.low > *low)) {
      low = one.low;
      high = one.high;
    }
  }
  row["claims"] = statements.size();
  row["denials"] = denials;
  row["killed"] = low ? json::array({observatory::number_json(low), observatory::number_json(high)})
                      : json(nullptr);
  row["places"] = std::move(places);
  row["places_ar"] = std::move(native);
  row["types"] = std::move(kinds);
}

Result<std::vector<store::CorrectionRow>> corrections_of_version(Observatory& desk,
                                                                 store::Number article);

// Whether an article is decided, being read (by whom), or new: read is what somebody else has open,
// or anybody has begun to decide on.
Result<void> tell_state(const Context& context, const Request& request, Observatory& desk,
                        const store::ArticleRow& article, json& row) {
  const auto rows = corrections_of_version(desk, article.number);
  if (!rows) return tl::unexpected<Error>(rows.error());
  std::set<std::string> by = context.service.presence().who(article.id, context.sessions.now());
  by.erase(request.person->name);
  bool done = false;
  for (const store::CorrectionRow& one : *rows) {
    if (one.undone_by != 0 || one.action == "undo") continue;
    done = done || one.action == "done";
    by.insert(one.author);
  }
  row["state"] = done ? "decided" : by.empty() ? "new" : "reading";
  row["by"] = sees(request) ? json(by) : json::array();
  return {};
}

Reply get_inbox(const Context& context, const Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fault(400, "paging", "limit or page is no number in its bounds");
  store::OriginSearch search;
  const std::string state = request.text("state");
  if (state == "done") search.state = store::State::done;
  if (state == "all") search.state = store::State::all;
  search.by_harm = request.text("order") == "harm";
  search.most = static_cast<std::size_t>(paging->limit);
  search.skip = paging->skip();
  json out = {{"rows", json::array()}};
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto total = desk.store().count_origins(search);
    const auto numbers = desk.store().origins(search);
    if (!total) return tl::unexpected<Error>(total.error());
    if (!numbers) return tl::unexpected<Error>(numbers.error());
    out["total"] = *total;
    for (const store::Number number : *numbers) {
      const auto article = desk.store().article(number, true);
      if (!article) return tl::unexpected<Error>(article.error());
      if (!*article) continue;
      const auto analysis = from_json((*article)->analysis);
      json row = head_of(**article);
      if (analysis) {
        row["opening"] = sees(request) ? observatory::opening_of(analysis->document.text) : "";
        sum_up(row, *analysis, context.service.names(), sees(request));
      }
      const auto copies = desk.store().copies(number);
      if (!copies) return tl::unexpected<Error>(copies.error());
      row["copies"] = json::array();
      for (const store::ArticleRow& copy : *copies) {
        row["copies"].push_back({{"article", copy.id}, {"outlet", copy.outlet}});
      }
      if (const auto told = tell_state(context, request, desk, **article, row); !told) return told;
      auto incidents = incidents_of(desk, number);
      if (!incidents) return tl::unexpected<Error>(incidents.error());
      row["incidents"] = std::move(*incidents);
      out["rows"].push_back(std::move(row));
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply get_articles(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const auto filter = filter_of(context, request);
  if (!filter) return fault(filter.error());
  const auto found = context.service.read(
      [&](Observatory& desk) { return observatory::search(desk.store(), *filter); });
  if (!found) return fault(found.error());
  json rows = json::array();
  for (const auto& [article, opening, claims] : *found) {
    json row = head_of(article);
    row["opening"] = sees(request) ? opening : "";
    row["claims"] = claims;
    rows.push_back(std::move(row));
  }
  return reply({{"rows", std::move(rows)}});
}

Reply get_claims(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const auto filter = filter_of(context, request);
  if (!filter) return fault(filter.error());
  const auto found = context.service.read(
      [&](Observatory& desk) { return observatory::claims(desk.store(), *filter); });
  if (!found) return fault(found.error());
  json rows = json::array();
  for (const observatory::LedgerRow& row : *found) {
    json claim = observatory::to_json(row);
    if (!sees(request)) protect_claim(claim);
    add_names(claim, context.service.names());
    rows.push_back(std::move(claim));
  }
  return reply({{"rows", std::move(rows)}});
}

// How many there are: apart from the list, since all that might fit must be read for it.
Reply get_claims_total(const Context& context, const Request& request) {
  if (auto no = refused(context, request)) return *no;
  const auto filter = filter_of(context, request);
  if (!filter) return fault(filter.error());
  const auto found = context.service.read(
      [&](Observatory& desk) { return observatory::count_claims(desk.store(), *filter); });
  if (!found) return fault(found.error());
  return reply({{"total", found->claims}, {"complete", found->complete}});
}

// The version that is asked for, else the current one; none where there is none.
Result<std::optional<store::ArticleRow>> version_asked(Observatory& desk, const Request& request,
                                                       std::vector<store::ArticleRow>* all) {
  auto versions = desk.store().versions(request.parts.at("id"));
  if (!versions) return tl::unexpected<Error>(versions.error());
  const auto asked = number_of(request.text("version"), 0).value_or(-1);
  std::optional<store::ArticleRow> out;
  for (const store::ArticleRow& row : *versions) {
    if (asked == 0 ? row.current : row.version == asked) out = row;
  }
  if (all != nullptr) *all = *versions;
  if (!out) return out;
  return desk.store().article(out->number, true);
}

json correction_json(const store::CorrectionRow& row, bool with_author) {
  return {{"number", row.number},
          {"action", row.action},
          {"subject", row.subject},
          {"before", json::parse(row.before, nullptr, false)},
          {"after", json::parse(row.after, nullptr, false)},
          {"reason", row.reason},
          {"author", with_author ? row.author : ""},
          {"at", row.at},
          {"undone", row.undone_by != 0}};
}

// Those that were decided on this very version: another has other readings.
Result<std::vector<store::CorrectionRow>> corrections_of_version(Observatory& desk,
                                                                 store::Number article) {
  auto rows = desk.store().corrections(article);
  if (rows) std::erase_if(*rows, [&](const auto& row) { return row.article != article; });
  return rows;
}

Result<json> corrections_of(Observatory& desk, store::Number article, bool with_author) {
  const auto rows = desk.store().corrections(article);
  if (!rows) return tl::unexpected<Error>(rows.error());
  json out = {{"corrections", json::array()},
              {"revision", rows->empty() ? 0 : rows->back().number}};
  for (const store::CorrectionRow& row : *rows) {
    if (row.article == article) out["corrections"].push_back(correction_json(row, with_author));
  }
  return out;
}

Reply no_article() {
  return fault(404, "no-article", "there is no such article, or no such version of it");
}

Reply get_article(const Context& context, const Request& request) {
  json out;
  std::string analysis;
  const auto done = context.service.read([&](Observatory& desk) -> Result<bool> {
    std::vector<store::ArticleRow> versions;
    const auto found = version_asked(desk, request, &versions);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!*found) return false;
    const store::ArticleRow& article = **found;
    out["article"] = head_of(article);
    out["article"]["sha256"] = article.original;
    out["article"]["added"] = article.added;
    out["versions"] = json::array();
    for (const store::ArticleRow& row : versions) {
      out["versions"].push_back({{"version", row.version},
                                 {"added", row.added},
                                 {"title", row.title},
                                 {"current", row.current}});
    }
    auto incidents = incidents_of(desk, article.number);
    if (!incidents) return tl::unexpected<Error>(incidents.error());
    out["incidents"] = std::move(*incidents);
    const auto copies = desk.store().copies(article.number);
    if (!copies) return tl::unexpected<Error>(copies.error());
    out["copies"] = json::array();
    for (const store::ArticleRow& copy : *copies) {
      out["copies"].push_back({{"article", copy.id}, {"outlet", copy.outlet}});
    }
    auto corrections = corrections_of(desk, article.number, sees(request));
    if (!corrections) return tl::unexpected<Error>(corrections.error());
    out.update(*corrections);
    out["withheld"] = !sees(request);
    if (sees(request)) {
      analysis = article.analysis;
      const auto known = from_json(analysis);
      if (!known) return tl::unexpected<Error>(known.error());
      out["names"] = names_in(*known, context.service.names());
    } else {
      out["corrections"] = json::array();
    }
    return true;
  });
  if (!done) return fault(done.error());
  if (!*done) return no_article();
  const std::string& id = request.parts.at("id");
  if (people::allows(request.person->may, people::May::annotate) &&
      context.service.presence().note(id, request.person->name, context.sessions.now())) {
    context.service.publish("reading", id);
  }
  // As it is kept, byte for byte.
  Reply answer = reply(out);
  answer.body.insert(answer.body.size() - 1,
                     ",\"analysis\":" + (analysis.empty() ? "null" : analysis));
  return answer;
}

Reply get_original(const Context& context, const Request& request) {
  Reply out;
  const auto done = context.service.read([&](Observatory& desk) -> Result<bool> {
    const auto found = version_asked(desk, request, nullptr);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!*found) return false;
    const auto original = desk.store().original((*found)->original);
    if (!original) return tl::unexpected<Error>(original.error());
    if (!*original) return false;
    out.body = *(*original)->bytes;
    out.download = (*found)->original.substr(0, 16) + ".bin";
    return true;
  });
  if (!done) return fault(done.error());
  if (!*done) return no_article();
  // Never as what it says it is: a page of somebody else's is no page of ours.
  out.type = "application/octet-stream";
  return out;
}

Reply get_why(const Context& context, const Request& request) {
  std::string text;
  const auto done = context.service.read([&](Observatory& desk) -> Result<bool> {
    const auto found = version_asked(desk, request, nullptr);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!*found || !sees(request)) return false;
    auto known = from_json((*found)->analysis);
    if (!known) return tl::unexpected<Error>(known.error());
    Workspace workspace;
    Analysis analysis;
    analyse(known->document, context.service.language(), workspace, analysis);
    text = to_json(analysis, {.with_text = false, .why = true});
    return true;
  });
  if (!done) return fault(done.error());
  if (!*done) return no_article();
  Reply out;
  out.body = std::move(text);
  return out;
}

// Whether every span of a reading says what the text says there: start and end are code points.
bool quotes_hold(const json& reading, const std::string& text) {
  if (reading.is_array()) {
    return std::all_of(reading.begin(), reading.end(),
                       [&](const json& one) { return quotes_hold(one, text); });
  }
  if (!reading.is_object()) return true;
  if (reading.contains("start") && reading.contains("end")) {
    if (!reading["start"].is_number_unsigned() || !reading["end"].is_number_unsigned())
      return false;
    const auto start = reading["start"].get<std::size_t>();
    const auto end = reading["end"].get<std::size_t>();
    std::size_t from = std::string::npos;
    std::size_t to = std::string::npos;
    std::size_t point = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
      if (point == start) from = i;
      if (point == end) to = i;
      ++point;
    }
    if (start >= end || from == std::string::npos || to == std::string::npos) return false;
    if (!reading.contains("text") || reading["text"] != text.substr(from, to - from)) return false;
  }
  return std::all_of(reading.begin(), reading.end(),
                     [&](const json& one) { return quotes_hold(one, text); });
}

// Why claims cannot be merged or split so; empty where they can.
std::string fault_of(const std::string& action, const StandingReading* reading, const json& after,
                     const Readings& standing) {
  if (action != "merge" && action != "split") return {};
  if (reading->kind != "claim") return "only claims are merged and split";
  if (action == "merge") {
    const auto into = after.find("into");
    const StandingReading* home =
        into == after.end() || !into->is_string() ? nullptr : standing.find(*into);
    if (home == nullptr || home->kind != "claim") return "there is no such claim to merge into";
    return home == reading ? "a claim is not merged into itself" : "";
  }
  const auto claim = after.find("claim");
  if (claim == after.end() || !claim->is_object() || !claim->contains("start")) {
    return "the second claim is missing";
  }
  for (const json& taken : after.value("takes", json::array())) {
    const StandingReading* part = taken.is_string() ? standing.find(taken) : nullptr;
    if (part == nullptr || (part->kind != "event" && part->kind != "figure")) {
      return "what goes with the second claim is no happening or figure";
    }
  }
  return {};
}

Reply post_correction(const Context& context, const Request& request) {
  const std::string action = sent_text(request, "action");
  const std::string subject = sent_text(request, "subject");
  static const std::vector<std::string> kActions{"accept", "correct", "reject", "add",
                                                 "merge",  "split",   "done"};
  if (std::find(kActions.begin(), kActions.end(), action) == kActions.end()) {
    return fault(400, "action", "there is no such action",
                 "write accept, correct, reject, add, merge, split or done");
  }
  const json after = request.sent.value("after", json());
  const bool gives =
      action == "correct" || action == "add" || action == "merge" || action == "split";
  if (gives != after.is_object()) {
    return fault(400, "after", gives ? "what it should be is missing" : "nothing is to be given");
  }
  Reply out;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<void> {
        const auto found = version_asked(desk, request, nullptr);
        if (!found) return tl::unexpected<Error>(found.error());
        if (!*found) {
          out = no_article();
          return {};
        }
        const store::ArticleRow& article = **found;
        auto now = corrections_of(desk, article.number, true);
        if (!now) return tl::unexpected<Error>(now.error());
        if (request.sent.value("revision", json(-1)) != (*now)["revision"] ||
            request.sent.value("version", json(-1)) != json(article.version)) {
          (*now)["version"] = article.version;
          (*now)["error"] = {{"code", "changed"},
                             {"message", "somebody changed it since you read it"},
                             {"remedy", "look at what stands now and decide again"}};
          out = reply(*now, 409);
          return {};
        }
        const auto rows = corrections_of_version(desk, article.number);
        if (!rows) return tl::unexpected<Error>(rows.error());
        const Readings standing(json::parse(article.analysis, nullptr, false), *rows);
        const bool of_reading = action != "add" && action != "done";
        const StandingReading* reading = of_reading ? standing.find(subject) : nullptr;
        if (of_reading && reading == nullptr) {
          out = fault(400, "subject", "the article has no such reading");
          return {};
        }
        if (const std::string why = fault_of(action, reading, after, standing); !why.empty()) {
          out = fault(400, action, why);
          return {};
        }
        const auto document = from_json(article.analysis);
        if (!document) return tl::unexpected<Error>(document.error());
        if (gives && !quotes_hold(after, document->document.text)) {
          out = fault(400, "span", "a span does not say what the text says there",
                      "give start and end as code points, and the words between as text");
          return {};
        }
        if (const auto begun = desk.change(); !begun) return begun;
        store::CorrectionRow row;
        row.article = article.number;
        row.action = action;
        row.subject = action == "done" ? "article" : subject;
        row.before = reading == nullptr
                         ? "null"
                         : reading->first.dump(-1, ' ', false, json::error_handler_t::replace);
        row.after = gives ? after.dump(-1, ' ', false, json::error_handler_t::replace) : "null";
        row.reason = sent_text(request, "reason");
        row.author = desk.actor();
        row.at = store::now();
        const auto number = desk.store().add(row);
        if (!number) return tl::unexpected<Error>(number.error());
        const auto logged =
            desk.store().log(desk.actor(), "correct",
                             json({{"correction", *number}, {"article", article.id}})
                                 .dump(-1, ' ', false, json::error_handler_t::replace));
        if (!logged) return logged;
        if (const auto kept = desk.commit(); !kept) return kept;
        out = reply({{"correction", *number}, {"revision", *number}});
        return {};
      });
  if (!done) return fault(done.error());
  if (out.status == 200) {
    context.service.publish("article", request.parts.at("id"));
  }
  return out;
}

Reply undo_correction(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  Reply out = fault(404, "no-correction", "there is no such correction");
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<void> {
        const auto old = desk.store().correction(number);
        if (!old) return tl::unexpected<Error>(old.error());
        if (!*old || (*old)->action == "undo") return {};
        if ((*old)->undone_by != 0) {
          out = fault(409, "undone", "it is undone already");
          return {};
        }
        if (const auto begun = desk.change(); !begun) return begun;
        store::CorrectionRow row = **old;
        row.action = "undo";
        row.before = (*old)->after;
        row.after = "null";
        row.reason = sent_text(request, "reason");
        row.author = desk.actor();
        row.at = store::now();
        const auto added = desk.store().add(row);
        if (!added) return tl::unexpected<Error>(added.error());
        if (const auto marked = desk.store().mark_corrected(number, *added); !marked) return marked;
        const auto logged =
            desk.store().log(desk.actor(), "undo", json({{"correction", number}}).dump());
        if (!logged) return logged;
        if (const auto kept = desk.commit(); !kept) return kept;
        const auto article = desk.store().article((*old)->article, false);
        if (!article) return tl::unexpected<Error>(article.error());
        if (*article) context.service.publish("article", (*article)->id);
        out = reply({{"correction", *added}, {"revision", *added}});
        return {};
      });
  return done ? out : fault(done.error());
}

}  // namespace

std::vector<Route> article_routes() {
  return {
      {"GET", "/inbox", "read", get_inbox},
      {"GET", "/articles", "read", get_articles},
      {"GET", "/articles/{id}", "read", get_article},
      {"GET", "/articles/{id}/original", "annotate", get_original},
      {"GET", "/articles/{id}/why", "annotate", get_why},
      {"POST", "/articles/{id}/corrections", "annotate", post_correction},
      {"POST", "/corrections/{number}/undo", "annotate", undo_correction},
      {"GET", "/claims", "read", get_claims},
      {"GET", "/claims/total", "read", get_claims_total},
  };
}

}  // namespace marsad::server
