// SPDX-License-Identifier: Apache-2.0
// Who is signed in: tokens, their lives, and how often a password may be tried.
//
//   sign_in("سعاد", password, code, address, agent)  →  Token "9f…", or why not
//   person("9f…")                                     →  سعاد: annotator, csrf 3c…
//
// A token is known by its SHA-256 alone. It ends after kIdle without a request and after kLongest
// at all. After kFreeTries failures for a name or from an address, each next try waits twice as
// long, up to kLongestWait. Thread-safe. Errors: ErrorCode::store. Tested by api_test.cpp.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "marsad/people/roles.h"
#include "service.h"

namespace marsad::server {

struct Person {
  store::Number number = 0;
  std::string name, language, roles;
  people::Allowed may = 0;
  bool factor = false;
  std::string csrf;     // what a change must send along
  std::string session;  // SHA-256 of the token
};

enum class Refused { wrong, code_needed, wait };

struct SignedIn {
  std::string token;  // empty: refused
  Refused why = Refused::wrong;
  int wait = 0;  // seconds
};

class Sessions {
 public:
  using Clock = std::function<std::int64_t()>;  // seconds since 1970
  explicit Sessions(Service& service, Clock clock);

  [[nodiscard]] Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                                         const std::string& code, const std::string& address,
                                         const std::string& agent);
  // A session without a password, for the first account.
  [[nodiscard]] Result<std::string> begin(store::Number person, const std::string& name,
                                          const std::string& agent);
  [[nodiscard]] Result<std::optional<Person>> person(const std::string& token);
  [[nodiscard]] std::int64_t now() const { return clock_(); }
  // The code of a second factor that is right now, once: that it was used stands in the log before
  // anybody is let in, so that a server that begins anew knows it too.
  [[nodiscard]] Result<bool> takes_code(store::Number person, const std::string& name,
                                        const std::string& secret, const std::string& code);
  // The secret of a second factor that waits for its first code.
  void keep_factor(store::Number person, const std::string& secret);
  [[nodiscard]] std::string kept_factor(store::Number person);

 private:
  struct Tries {
    int failed = 0;
    std::int64_t until = 0;  // before which no further try is heard
  };
  // Steps that were used before this server began, from the log.
  Result<void> recall_steps();
  int must_wait(const std::string& key);
  void failed(const std::string& key);
  void forget(const std::string& key);

  Service& service_;
  Clock clock_;
  std::mutex mutex_;
  std::map<std::string, Tries> tries_;
  std::map<store::Number, std::int64_t> used_steps_;  // of second factors
  bool recalled_ = false;
  std::map<store::Number, std::string> waiting_;  // for their first code
};

}  // namespace marsad::server
