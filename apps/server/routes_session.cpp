// SPDX-License-Identifier: Apache-2.0
// Signing in and out, the first account, and what everybody may change of his own.
#include "api.h"
#include "marsad/base/sha256.h"
#include "marsad/people/secret.h"
#include "routes.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

json person_json(const Person& person) {
  json may = json::array();
  for (std::size_t i = 0; i < people::kPermissions.size(); ++i) {
    if (people::allows(person.may, static_cast<people::May>(i))) {
      may.push_back(people::kPermissions[i]);
    }
  }
  return {{"person",
           {{"name", person.name},
            {"roles", words_of(person.roles)},
            {"language", person.language},
            {"second_factor", person.factor},
            {"may", std::move(may)}}},
          {"csrf", person.csrf}};
}

Reply session_of(const Context& context, const std::string& token, int status) {
  const auto person = context.sessions.person(token);
  if (!person) return fault(person.error());
  if (!*person) return fault(401, "signed-out", "nobody is signed in", "sign in");
  Reply out = reply(person_json(**person), status);
  out.cookie = token;
  return out;
}

Reply get_session(const Context& context, const Request& request) {
  const auto person = context.sessions.person(request.token);
  if (!person) return fault(person.error());
  if (*person) return reply(person_json(**person));
  const auto all = context.service.read([](Observatory& desk) { return desk.store().people(); });
  if (!all) return fault(all.error());
  Reply out = fault(401, "signed-out", "nobody is signed in", "sign in");
  json body = json::parse(out.body);
  body["first_run"] = all->empty();
  body["samples"] = !context.service.samples().empty();
  return reply(body, 401);
}

Reply post_session(const Context& context, const Request& request) {
  const auto signed_in =
      context.sessions.sign_in(sent_text(request, "name"), sent_text(request, "password"),
                               sent_text(request, "code"), request.address, request.agent);
  if (!signed_in) return fault(signed_in.error());
  if (!signed_in->token.empty()) return session_of(context, signed_in->token, 200);
  switch (signed_in->why) {
    case Refused::wait: {
      Reply out = fault(429, "wait", "too many tries", "wait and try again");
      out.retry_after = signed_in->wait;
      return out;
    }
    case Refused::code_needed: {
      json body = json::parse(
          fault(401, "code-needed", "a code of the second factor is needed", "give it").body);
      body["code_needed"] = true;
      return reply(body, 401);
    }
    default: return fault(401, "wrong", "name, password or code is wrong", "try again");
  }
}

Reply delete_session(const Context& context, const Request& request) {
  const auto done = context.service.write(request.person->name, [&](Observatory& desk) {
    return desk.change()
        .and_then([&] { return desk.store().end_session(request.person->session); })
        .and_then([&] { return desk.store().log(desk.actor(), "sign-out", "{}"); })
        .and_then([&] { return desk.commit(); });
  });
  if (!done) return fault(done.error());
  Reply out = reply(json::object());
  out.cookie = "-";
  return out;
}

Reply post_first_run(const Context& context, const Request& request) {
  const std::string name = sent_text(request, "name");
  const std::string password = sent_text(request, "password");
  const std::string language = sent_text(request, "language") == "en" ? "en" : "ar";
  if (!is_name(name)) return fault(400, "name", "the name is empty or too long");
  if (const std::string why = people::fault_of_password(password); !why.empty()) {
    return fault(400, "password", "the password " + why);
  }
  const auto hash = people::hashed(password);
  if (!hash) return fault(503, "memory", "there is not enough memory", "try again");
  // One who works alone needs a hand in the content too.
  const bool alone = request.sent.value("alone", json(false)) == json(true);
  bool taken = false;
  const auto number = context.service.write(name, [&](Observatory& desk) -> Result<store::Number> {
    const auto all = desk.store().people();
    if (!all) return tl::unexpected<Error>(all.error());
    taken = !all->empty();
    if (taken) return 0;
    const store::PersonRow row{0,        name,        alone ? "lead,steward,auditor" : "steward",
                               language, false,       *hash,
                               "",       store::now()};
    return put_person(desk, row, "first-run");
  });
  if (!number) return fault(number.error());
  if (taken) return fault(409, "taken", "there is an account already", "sign in");
  const auto token = context.sessions.begin(*number, name, request.agent);
  if (!token) return fault(token.error());
  return session_of(context, *token, 200);
}

Reply get_sessions(const Context& context, const Request& request) {
  const auto rows = context.service.read(
      [&](Observatory& desk) { return desk.store().sessions(request.person->number); });
  if (!rows) return fault(rows.error());
  return reply(sessions_json(*rows, request.person->session));
}

Reply delete_sessions(const Context& context, const Request& request) {
  const auto found = context.service.write(request.person->name, [&](Observatory& desk) {
    return end_sessions(desk, request.person->number, request.person->name, request.parts.at("id"),
                        request.person->session);
  });
  if (!found) return fault(found.error());
  if (!*found) return fault(404, "no-session", "there is no such session");
  return reply(json::object());
}

// Changes the account of who asks: `change` gives why not, or an empty text.
template <typename Change>
Reply change_own(const Context& context, const Request& request, const char* action,
                 const Change& change) {
  std::string why;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<void> {
        auto row = desk.store().person(request.person->number);
        if (!row) return tl::unexpected<Error>(row.error());
        if (!*row) return fail(ErrorCode::usage, "", "there is no such account", "sign in again");
        why = change(**row);
        if (!why.empty()) return {};
        const auto put = put_person(desk, **row, action);
        if (!put) return tl::unexpected<Error>(put.error());
        return {};
      });
  if (!done) return fault(done.error());
  if (!why.empty()) return fault(400, "wrong", why);
  return reply(json::object());
}

Reply put_password(const Context& context, const Request& request) {
  const std::string password = sent_text(request, "password");
  if (const std::string why = people::fault_of_password(password); !why.empty()) {
    return fault(400, "password", "the password " + why);
  }
  const auto hash = people::hashed(password);
  if (!hash) return fault(503, "memory", "there is not enough memory", "try again");
  Reply out = change_own(context, request, "password", [&](store::PersonRow& row) {
    if (!people::is_password(sent_text(request, "old"), row.password)) {
      return std::string("the old password is wrong");
    }
    row.password = *hash;
    return std::string();
  });
  if (out.status != 200) return out;
  const auto ended = context.service.write(request.person->name, [&](Observatory& desk) {
    return desk.change()
        .and_then([&] {
          return desk.store().end_sessions(request.person->number, request.person->session);
        })
        .and_then([&] { return desk.commit(); });
  });
  return ended ? out : fault(ended.error());
}

Reply put_language(const Context& context, const Request& request) {
  const std::string language = sent_text(request, "language");
  if (language != "ar" && language != "en") return fault(400, "language", "write ar or en");
  return change_own(context, request, "language", [&](store::PersonRow& row) {
    row.language = language;
    return std::string();
  });
}

// A secret counts once a code of it was given; until then it waits.
Reply post_factor(const Context& context, const Request& request) {
  if (request.person->factor) {
    return fault(409, "taken", "there is a second factor", "take it away first");
  }
  const std::string secret = people::new_factor();
  context.sessions.keep_factor(request.person->number, secret);
  return reply({{"secret", secret},
                {"uri", "otpauth://totp/Marsad:" + percent(request.person->name) +
                            "?secret=" + secret + "&issuer=Marsad"}});
}

Reply put_factor(const Context& context, const Request& request) {
  const std::string secret = context.sessions.kept_factor(request.person->number);
  const auto taken = secret.empty()
                         ? Result<bool>(false)
                         : context.sessions.takes_code(request.person->number, request.person->name,
                                                       secret, sent_text(request, "code"));
  if (!taken) return fault(taken.error());
  if (!*taken) {
    return fault(400, "code", "the code is wrong", "give the code that the app shows now");
  }
  return change_own(context, request, "second-factor", [&](store::PersonRow& row) {
    row.factor = secret;
    return std::string();
  });
}

Reply delete_factor(const Context& context, const Request& request) {
  return change_own(context, request, "no-second-factor", [&](store::PersonRow& row) {
    if (!people::is_password(sent_text(request, "password"), row.password)) {
      return std::string("the password is wrong");
    }
    row.factor.clear();
    return std::string();
  });
}

}  // namespace

std::vector<Route> session_routes() {
  return {
      {"GET", "/session", "nobody", get_session},
      {"POST", "/session", "nobody", post_session},
      {"DELETE", "/session", "anybody", delete_session},
      {"POST", "/first-run", "nobody", post_first_run},
      {"GET", "/me/sessions", "anybody", get_sessions},
      {"DELETE", "/me/sessions/{id}", "anybody", delete_sessions},
      {"PUT", "/me/password", "anybody", put_password},
      {"PUT", "/me/language", "anybody", put_language},
      {"POST", "/me/second-factor", "anybody", post_factor},
      {"PUT", "/me/second-factor", "anybody", put_factor},
      {"DELETE", "/me/second-factor", "anybody", delete_factor},
  };
}

}  // namespace marsad::server
