// SPDX-License-Identifier: Apache-2.0
#include "sessions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "marsad/base/sha256.h"
#include "marsad/people/secret.h"

namespace marsad::server {
namespace {

using nlohmann::json;

constexpr std::int64_t kIdle = std::int64_t{12} * 3600;
constexpr std::int64_t kLongest = std::int64_t{7} * 24 * 3600;
constexpr std::int64_t kSeenEvery = 300;  // how exactly `seen` is kept
constexpr int kFreeTries = 5;
constexpr int kLongestWait = 900;
constexpr std::size_t kMostRemembered = 10000;  // names and addresses
constexpr std::size_t kMostAgent = 200;
constexpr const char* kUsed = "code-used";  // of the log

// Hashing takes as long for a name that there is not.
const std::string& no_password() {
  static const std::string kHash = people::hashed("no account has this password").value_or("");
  return kHash;
}

}  // namespace

Sessions::Sessions(Service& service, Clock clock) : service_(service), clock_(std::move(clock)) {}

int Sessions::must_wait(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = tries_.find(key);
  if (found == tries_.end()) return 0;
  return static_cast<int>(std::max<std::int64_t>(0, found->second.until - clock_()));
}

void Sessions::failed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (tries_.size() > kMostRemembered) {
    std::erase_if(tries_, [&](const auto& one) { return one.second.until < clock_(); });
  }
  Tries& tries = tries_[key];
  ++tries.failed;
  if (tries.failed < kFreeTries) return;
  const int doubled = std::min(tries.failed - kFreeTries, 10);
  tries.until = clock_() + std::min(kLongestWait, 1 << doubled);
}

void Sessions::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  tries_.erase(key);
}

Result<void> Sessions::recall_steps() {
  if (recalled_) return {};
  // A code counts for a minute and a half; nobody uses so many in that time.
  constexpr std::size_t kMost = 256;
  store::LogSearch search;
  search.action = kUsed;
  search.most = kMost;
  const auto rows = service_.read(
      [&](observatory::Observatory& desk) { return desk.store().log_entries(search); });
  if (!rows) return tl::unexpected<Error>(rows.error());
  for (const store::LogRow& row : *rows) {
    const json detail = json::parse(row.detail, nullptr, false);
    if (!detail.is_object()) continue;
    std::int64_t& last = used_steps_[detail.value("person", store::Number{0})];
    last = std::max(last, detail.value("step", std::int64_t{0}));
  }
  recalled_ = true;
  return {};
}

Result<bool> Sessions::takes_code(store::Number person, const std::string& name,
                                  const std::string& secret, const std::string& code) {
  std::int64_t used = 0;
  {
    const std::lock_guard lock(mutex_);
    if (const auto recalled = recall_steps(); !recalled) {
      return tl::unexpected<Error>(recalled.error());
    }
    std::int64_t& last = used_steps_[person];
    const auto step = people::step_of(secret, code, clock_(), last);
    if (!step) return false;
    used = last = *step;
  }
  const auto logged = service_.write(name, [&](observatory::Observatory& desk) {
    return desk.change()
        .and_then([&] {
          return desk.store().log(name, kUsed, json({{"person", person}, {"step", used}}).dump());
        })
        .and_then([&] { return desk.commit(); });
  });
  if (!logged) return tl::unexpected<Error>(logged.error());
  return true;
}

void Sessions::keep_factor(store::Number person, const std::string& secret) {
  const std::lock_guard lock(mutex_);
  waiting_[person] = secret;
}

std::string Sessions::kept_factor(store::Number person) {
  const std::lock_guard lock(mutex_);
  const auto found = waiting_.find(person);
  return found == waiting_.end() ? std::string() : found->second;
}

Result<SignedIn> Sessions::sign_in(const std::string& name, const std::string& password,
                                   const std::string& code, const std::string& address,
                                   const std::string& agent) {
  const std::string by_name = "name " + name;
  const std::string by_address = "address " + address;
  if (const int wait = std::max(must_wait(by_name), must_wait(by_address)); wait > 0) {
    return SignedIn{"", Refused::wait, wait};
  }
  const auto row =
      service_.read([&](observatory::Observatory& desk) { return desk.store().person(name); });
  if (!row) return tl::unexpected<Error>(row.error());
  const bool known = *row && !(*row)->disabled;
  const bool right = people::is_password(password, known ? (*row)->password : no_password());
  if (!known || !right) {
    failed(by_name);
    failed(by_address);
    const auto logged = service_.write("server", [&](observatory::Observatory& desk) {
      return desk.change()
          .and_then([&] {
            return desk.store().log("server", "refused",
                                    json({{"name", name.substr(0, 100)}, {"from", address}})
                                        .dump(-1, ' ', false, json::error_handler_t::replace));
          })
          .and_then([&] { return desk.commit(); });
    });
    if (!logged) return tl::unexpected<Error>(logged.error());
    return SignedIn{};
  }
  if (!(*row)->factor.empty()) {
    const auto taken = takes_code((*row)->number, name, (*row)->factor, code);
    if (!taken) return tl::unexpected<Error>(taken.error());
    if (!*taken) {
      if (!code.empty()) {
        failed(by_name);
        failed(by_address);
      }
      return SignedIn{"", Refused::code_needed, 0};
    }
  }
  forget(by_name);
  forget(by_address);
  auto token = begin((*row)->number, name, agent);
  if (!token) return tl::unexpected<Error>(token.error());
  return SignedIn{std::move(*token), Refused::wrong, 0};
}

Result<std::string> Sessions::begin(store::Number person, const std::string& name,
                                    const std::string& agent) {
  const std::string token = people::random_token();
  const auto done = service_.write(name, [&](observatory::Observatory& desk) {
    return desk.change()
        .and_then([&] { return desk.store().end_sessions_before(clock_() - kIdle); })
        .and_then([&] {
          return desk.store().put(
              {sha256(token), person, clock_(), clock_(), agent.substr(0, kMostAgent)});
        })
        .and_then([&] { return desk.store().log(name, "sign-in", "{}"); })
        .and_then([&] { return desk.commit(); });
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return token;
}

Result<std::optional<Person>> Sessions::person(const std::string& token) {
  if (token.empty()) return std::optional<Person>();
  const std::string key = sha256(token);
  struct Both {
    store::SessionRow session;
    store::PersonRow person;
  };
  const auto found =
      service_.read([&](observatory::Observatory& desk) -> Result<std::optional<Both>> {
        const auto session = desk.store().session(key);
        if (!session) return tl::unexpected<Error>(session.error());
        if (!*session) return std::optional<Both>();
        const auto person = desk.store().person((*session)->person);
        if (!person) return tl::unexpected<Error>(person.error());
        if (!*person || (*person)->disabled) return std::optional<Both>();
        return std::optional(Both{**session, **person});
      });
  if (!found) return tl::unexpected<Error>(found.error());
  const std::int64_t now = clock_();
  if (!*found || now - (*found)->session.seen > kIdle || now - (*found)->session.begun > kLongest) {
    return std::optional<Person>();
  }
  if (now - (*found)->session.seen > kSeenEvery) {
    store::SessionRow seen = (*found)->session;
    seen.seen = now;
    const auto kept = service_.write("server", [&](observatory::Observatory& desk) {
      return desk.change().and_then([&] { return desk.store().put(seen); }).and_then([&] {
        return desk.commit();
      });
    });
    if (!kept) return tl::unexpected<Error>(kept.error());
  }
  const store::PersonRow& row = (*found)->person;
  Person out;
  out.number = row.number;
  out.name = row.name;
  out.language = row.language;
  out.roles = row.roles;
  out.may = people::may(people::roles_from(row.roles).value_or(std::vector<people::Role>{}));
  out.factor = !row.factor.empty();
  out.csrf = sha256("csrf " + token);
  out.session = key;
  return std::optional(std::move(out));
}

}  // namespace marsad::server
