// SPDX-License-Identifier: Apache-2.0
// Accounts, as a steward keeps them.
#include "api.h"
#include "marsad/people/secret.h"
#include "routes.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

// ["lead", "auditor"] as the store keeps them; none for what are no roles.
std::optional<std::string> roles_sent(const json& sent) {
  if (!sent.is_array()) return std::nullopt;
  std::string words;
  for (const json& one : sent) {
    if (!one.is_string()) return std::nullopt;
    words += (words.empty() ? "" : ",") + one.get<std::string>();
  }
  const auto roles = people::roles_from(words);
  if (!roles) return std::nullopt;
  return people::to_text(*roles);
}

std::string known_roles() {
  std::string out;
  for (const auto role : people::kRoles) out += (out.empty() ? "" : ", ") + std::string(role);
  return out;
}

Reply get_people(const Context& context, const Request&) {
  json out = json::array();
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().people();
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::PersonRow& row : *rows) {
      const auto sessions = desk.store().sessions(row.number);
      if (!sessions) return tl::unexpected<Error>(sessions.error());
      out.push_back({{"name", row.name},
                     {"roles", words_of(row.roles)},
                     {"disabled", row.disabled},
                     {"second_factor", !row.factor.empty()},
                     {"sessions", sessions->size()},
                     {"created", row.created}});
    }
    return {};
  });
  return done ? reply(out) : fault(done.error());
}

Reply post_people(const Context& context, const Request& request) {
  const std::string name = sent_text(request, "name");
  const std::string password = sent_text(request, "password");
  const auto roles = roles_sent(request.sent.value("roles", json()));
  if (!is_name(name)) return fault(400, "name", "the name is empty or too long");
  if (!roles) return fault(400, "roles", "there is no such role", "write one of " + known_roles());
  if (const std::string why = people::fault_of_password(password); !why.empty()) {
    return fault(400, "password", "the password " + why);
  }
  const auto hash = people::hashed(password);
  if (!hash) return fault(503, "memory", "there is not enough memory", "try again");
  bool taken = false;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<store::Number> {
        const auto known = desk.store().person(name);
        if (!known) return tl::unexpected<Error>(known.error());
        taken = known->has_value();
        if (taken) return 0;
        return put_person(desk, {0, name, *roles, "ar", false, *hash, "", store::now()}, "account");
      });
  if (!done) return fault(done.error());
  if (taken) return fault(409, "taken", "there is an account of this name");
  return reply({{"name", name}});
}

bool is_last_steward(const std::vector<store::PersonRow>& people, const std::string& name) {
  for (const store::PersonRow& row : people) {
    const auto roles = people::roles_from(row.roles);
    const bool steward =
        roles && people::allows(people::may(*roles), people::May::people) && !row.disabled;
    if (steward && row.name != name) return false;
  }
  return true;
}

Reply patch_people(const Context& context, const Request& request) {
  const std::string& name = request.parts.at("name");
  std::optional<std::string> roles;
  if (request.sent.contains("roles")) {
    roles = roles_sent(request.sent["roles"]);
    if (!roles) {
      return fault(400, "roles", "there is no such role", "write one of " + known_roles());
    }
  }
  std::optional<std::string> hash;
  if (request.sent.contains("password")) {
    const std::string password = sent_text(request, "password");
    if (const std::string why = people::fault_of_password(password); !why.empty()) {
      return fault(400, "password", "the password " + why);
    }
    hash = people::hashed(password);
    if (!hash) return fault(503, "memory", "there is not enough memory", "try again");
  }
  enum class Outcome { done, none, last };
  Outcome outcome = Outcome::done;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<void> {
        auto row = desk.store().person(name);
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) {
          outcome = Outcome::none;
          return {};
        }
        if (roles) (*row)->roles = *roles;
        if (hash) (*row)->password = *hash;
        if (request.sent.contains("disabled")) {
          (*row)->disabled = request.sent["disabled"] == json(true);
        }
        // Somebody must be able to let people in.
        const auto all = desk.store().people();
        if (!all) return tl::unexpected<Error>(all.error());
        const auto now = people::roles_from((*row)->roles);
        const bool steward = now && people::allows(people::may(*now), people::May::people);
        if ((!steward || (*row)->disabled) && is_last_steward(*all, name)) {
          outcome = Outcome::last;
          return {};
        }
        if (const auto begun = desk.change(); !begun) return begun;
        if (const auto ended = desk.store().end_sessions((*row)->number, ""); !ended) return ended;
        const auto put = put_person(desk, **row, "account");
        if (!put) return tl::unexpected<Error>(put.error());
        return {};
      });
  if (!done) return fault(done.error());
  if (outcome == Outcome::none) return fault(404, "no-account", "there is no such account");
  if (outcome == Outcome::last) {
    return fault(409, "last", "there would be no steward left", "make another one first");
  }
  return reply({{"name", name}});
}

// The number of an account; none where there is none of this name.
Result<std::optional<store::Number>> number_of_person(Observatory& desk, const std::string& name) {
  const auto row = desk.store().person(name);
  if (!row) return tl::unexpected<Error>(row.error());
  return *row ? std::optional((*row)->number) : std::nullopt;
}

Reply get_sessions_of(const Context& context, const Request& request) {
  std::optional<store::Number> number;
  const auto rows =
      context.service.read([&](Observatory& desk) -> Result<std::vector<store::SessionRow>> {
        const auto known = number_of_person(desk, request.parts.at("name"));
        if (!known) return tl::unexpected<Error>(known.error());
        number = *known;
        return number ? desk.store().sessions(*number) : std::vector<store::SessionRow>();
      });
  if (!rows) return fault(rows.error());
  if (!number) return fault(404, "no-account", "there is no such account");
  return reply(sessions_json(*rows, request.person->session));
}

Reply delete_sessions_of(const Context& context, const Request& request) {
  const std::string& name = request.parts.at("name");
  const auto found =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<bool> {
        const auto number = number_of_person(desk, name);
        if (!number) return tl::unexpected<Error>(number.error());
        if (!*number) return false;
        return end_sessions(desk, **number, name, request.parts.at("id"), request.person->session);
      });
  if (!found) return fault(found.error());
  if (!*found) return fault(404, "no-session", "there is no such session");
  return reply(json::object());
}

}  // namespace

std::vector<Route> people_routes() {
  return {
      {"GET", "/people", "people", get_people},
      {"POST", "/people", "people", post_people},
      {"PATCH", "/people/{name}", "people", patch_people},
      {"GET", "/people/{name}/sessions", "people", get_sessions_of},
      {"DELETE", "/people/{name}/sessions/{id}", "people", delete_sessions_of},
  };
}

}  // namespace marsad::server
