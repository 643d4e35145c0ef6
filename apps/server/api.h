// SPDX-License-Identifier: Apache-2.0
// The routes of /api/v1 as one table, and the way of a request through it: who asks, may he,
// is it well formed, what is answered. Knows no sockets, so that tests walk it directly.
//
//   answer(service, {GET /incidents/i-3f, cookie …})
//     →  200 marsad.incident/1 of قصف سوق حماة; 401 signed out; 403 a role that may not
//
// docs/openapi.json documents each route; a test compares both. Tested by api_test.cpp.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/people/roles.h"
#include "service.h"
#include "sessions.h"

namespace marsad::server {

struct Request {
  std::string method, path;                  // GET, /incidents/i-3f
  std::map<std::string, std::string> query;  // decoded
  std::string body;
  std::string token;  // of the cookie, or empty
  std::string csrf;   // of the header
  std::string address, agent;

  // Filled on the way: parts of the path, the body as an object, who asks.
  std::map<std::string, std::string> parts;
  nlohmann::json sent;
  std::optional<Person> person;

  [[nodiscard]] std::string text(const char* field) const;  // of the query, or empty
};

struct Reply {
  int status = 200;
  std::string body;
  std::string type = "application/json; charset=utf-8";
  std::string cookie;    // a token to set; "-" takes it away
  std::string download;  // the file's name where the body is one
  int retry_after = 0;   // seconds
};

[[nodiscard]] Reply reply(const nlohmann::json& body, int status = 200);
[[nodiscard]] Reply fault(int status, std::string_view code, std::string message,
                          std::string remedy = {});
[[nodiscard]] Reply fault(const Error& error);

struct Context {
  Service& service;
  Sessions& sessions;
};

using Handler = Reply (*)(const Context& context, const Request& request);

struct Route {
  std::string_view method, path;  // "/incidents/{id}"
  // "nobody": also without sign-in; "anybody": whoever is signed in; else a permission.
  std::string_view needs;
  Handler handler;
};

[[nodiscard]] const std::vector<Route>& routes();
[[nodiscard]] Reply answer(const Context& context, Request request);

// Groups of the table, one file each.
[[nodiscard]] std::vector<Route> session_routes();
[[nodiscard]] std::vector<Route> people_routes();
[[nodiscard]] std::vector<Route> article_routes();
[[nodiscard]] std::vector<Route> incident_routes();
[[nodiscard]] std::vector<Route> desk_routes();
[[nodiscard]] std::vector<Route> ingest_routes();
[[nodiscard]] std::vector<Route> release_routes();

// Page and limit of a list, from the query; none where they are no numbers in their bounds.
struct Paging {
  int limit = 50, page = 1;
  [[nodiscard]] std::size_t skip() const {
    return static_cast<std::size_t>(limit) * static_cast<std::size_t>(page - 1);
  }
};
[[nodiscard]] std::optional<Paging> paging_of(const Request& request);
// A whole number from `least` on; none where the field is another thing, `otherwise` where it is
// missing.
[[nodiscard]] std::optional<std::int64_t> number_of(const std::string& written,
                                                    std::int64_t otherwise);
// A field of what was sent: empty where it is missing or no text.
[[nodiscard]] std::string sent_text(const Request& request, const char* field);
// Takes what those without May::see may not have out of a claim: the quote, names of private
// persons, a place more exact than a town.
void protect_claim(nlohmann::json& claim);
void protect_place(nlohmann::json& place);
[[nodiscard]] bool sees(const Request& request);

}  // namespace marsad::server
