// SPDX-License-Identifier: Apache-2.0
#include "api.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "marsad/analysis/names.h"
#include "marsad/people/secret.h"

namespace marsad::server {
namespace {

using nlohmann::json;

// "/incidents/{id}" against "/incidents/i-3f": the parts, or none.
std::optional<std::map<std::string, std::string>> parts_of(std::string_view pattern,
                                                           std::string_view path) {
  std::map<std::string, std::string> out;
  while (!pattern.empty() && !path.empty()) {
    pattern.remove_prefix(1);  // the slashes
    path.remove_prefix(1);
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    const std::string_view given = path.substr(0, path.find('/'));
    if (wanted.starts_with('{')) {
      if (given.empty()) return std::nullopt;
      out[std::string(wanted.substr(1, wanted.size() - 2))] = given;
    } else if (wanted != given) {
      return std::nullopt;
    }
    pattern.remove_prefix(wanted.size());
    path.remove_prefix(given.size());
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return out;
}

// What an id may hold, such as a slash, comes as %2F in one part.
std::string decoded(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    unsigned value = 0;
    if (part[i] == '%' && i + 2 < part.size()) {
      const auto read = std::from_chars(part.data() + i + 1, part.data() + i + 3, value, 16);
      if (read.ptr == part.data() + i + 3) {
        out += static_cast<char>(value);
        i += 2;
        continue;
      }
    }
    out += part[i];
  }
  return out;
}

std::optional<people::May> permission(std::string_view name) {
  const auto* const found =
      std::find(people::kPermissions.begin(), people::kPermissions.end(), name);
  if (found == people::kPermissions.end()) return std::nullopt;
  return static_cast<people::May>(found - people::kPermissions.begin());
}

Reply through(const Context& context, const Route& route, Request& request) {
  if (route.needs != "nobody") {
    auto person = context.sessions.person(request.token);
    if (!person) return fault(person.error());
    if (!*person) return fault(401, "signed-out", "nobody is signed in", "sign in");
    request.person = std::move(**person);
    const auto needed = permission(route.needs);
    if (needed && !people::allows(request.person->may, *needed)) {
      return fault(403, "not-allowed", "your roles do not allow this",
                   "ask a steward for a role that does");
    }
    if (route.method != "GET" && !people::same_secret(request.csrf, request.person->csrf)) {
      return fault(403, "no-csrf", "the request does not come from the page",
                   "load the page again");
    }
  }
  if (route.method != "GET" && route.method != "DELETE") {
    request.sent = json::parse(request.body.empty() ? "{}" : request.body, nullptr, false);
    if (!request.sent.is_object()) {
      return fault(400, "no-json", "the body is no JSON object", "send one");
    }
  } else if (!request.body.empty()) {
    request.sent = json::parse(request.body, nullptr, false);
    if (!request.sent.is_object()) request.sent = json::object();
  }
  return route.handler(context, request);
}

}  // namespace

std::string Request::text(const char* field) const {
  const auto found = query.find(field);
  return found == query.end() ? std::string() : found->second;
}

Reply reply(const json& body, int status) {
  Reply out;
  out.status = status;
  out.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  return out;
}

Reply fault(int status, std::string_view code, std::string message, std::string remedy) {
  return reply(
      {{"error", {{"code", code}, {"message", std::move(message)}, {"remedy", std::move(remedy)}}}},
      status);
}

Reply fault(const Error& error) {
  const std::string message = error.where.empty() ? error.what : error.where + ": " + error.what;
  switch (error.code) {
    case ErrorCode::usage:
    case ErrorCode::input: return fault(400, "wrong", message, error.remedy);
    // The path of the store is for who runs the server, not for who asks.
    default: return fault(503, "store", error.what, error.remedy);
  }
}

const std::vector<Route>& routes() {
  static const std::vector<Route> kRoutes = [] {
    std::vector<Route> out;
    for (const auto& group :
         {session_routes(), people_routes(), article_routes(), incident_routes(), desk_routes(),
          ingest_routes(), release_routes()}) {
      out.insert(out.end(), group.begin(), group.end());
    }
    return out;
  }();
  return kRoutes;
}

Reply answer(const Context& context, Request request) {
  bool known = false;
  for (const Route& route : routes()) {
    auto parts = parts_of(route.path, request.path);
    if (!parts) continue;
    known = true;
    if (route.method != request.method) continue;
    for (auto& [name, value] : *parts) value = decoded(value);
    request.parts = std::move(*parts);
    return through(context, route, request);
  }
  if (known) return fault(405, "no-method", "this path has no such method");
  return fault(404, "no-route", "there is no such path", "docs/openapi.json lists them");
}

std::optional<std::int64_t> number_of(const std::string& written, std::int64_t otherwise) {
  if (written.empty()) return otherwise;
  std::int64_t out = 0;
  const char* const end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, out);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return out;
}

std::optional<Paging> paging_of(const Request& request) {
  const auto limit = number_of(request.text("limit"), 50);
  const auto page = number_of(request.text("page"), 1);
  constexpr std::int64_t kMostRows = 500;
  constexpr std::int64_t kMostPages = 1000000;
  if (!limit || !page || *limit < 1 || *limit > kMostRows || *page < 1 || *page > kMostPages) {
    return std::nullopt;
  }
  return Paging{static_cast<int>(*limit), static_cast<int>(*page)};
}

std::string sent_text(const Request& request, const char* field) {
  const auto found = request.sent.find(field);
  return found == request.sent.end() || !found->is_string() ? std::string()
                                                            : found->get<std::string>();
}

bool sees(const Request& request) {
  return request.person && people::allows(request.person->may, people::May::see);
}

void protect_claim(json& claim) {
  claim["quote"] = "";
  claim["withheld"] = true;
  // Whoever is no entity of the actor rows may be a private person.
  if (claim.value("source_entity", "").empty()) claim["source"] = "";
  for (const char* role : {"agents", "targets", "chain"}) claim[role] = json::array();
  protect_place(claim["place"]);
}

void protect_place(json& place) {
  if (!place.is_object()) return;
  const std::string level = place.value("level", "");
  if (level != "district" && level != "village" && level != "site") return;
  const auto coarse = [](double degrees) { return std::round(degrees * 10) / 10; };
  place["name"] = "";
  place["entity"] = "";
  place["level"] = "city";
  place["lat"] = coarse(place.value("lat", 0.0));
  place["lon"] = coarse(place.value("lon", 0.0));
}

}  // namespace marsad::server
