// SPDX-License-Identifier: Apache-2.0
#include "routes.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "marsad/text/text.h"

namespace marsad::server {

using nlohmann::json;

namespace {
// A session is called by the first letters of the SHA-256 of its token.
constexpr std::size_t kIdLetters = 16;
}  // namespace

json words_of(std::string_view commas) {
  json out = json::array();
  while (!commas.empty()) {
    const std::string_view word = commas.substr(0, commas.find(','));
    out.push_back(word);
    commas.remove_prefix(std::min(commas.size(), word.size() + 1));
  }
  return out;
}

std::string utc(std::int64_t seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string percent(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

bool is_name(std::string_view name) {
  constexpr std::size_t kMostBytes = 100;
  if (name.empty() || name.size() > kMostBytes || text::decode(name) != name) return false;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return name.front() != ' ' && name.back() != ' ';
}

json sessions_json(const std::vector<store::SessionRow>& rows, const std::string& own) {
  json out = json::array();
  for (const store::SessionRow& row : rows) {
    out.push_back({{"id", row.token.substr(0, kIdLetters)},
                   {"begun", utc(row.begun)},
                   {"seen", utc(row.seen)},
                   {"agent", row.agent},
                   {"this", row.token == own}});
  }
  return out;
}

Result<bool> end_sessions(observatory::Observatory& desk, store::Number person,
                          const std::string& name, const std::string& id, const std::string& own) {
  bool found = id == "all";
  if (const auto begun = desk.change(); !begun) return tl::unexpected<Error>(begun.error());
  if (found) {
    const auto ended = desk.store().end_sessions(person, own);
    if (!ended) return tl::unexpected<Error>(ended.error());
  } else {
    const auto rows = desk.store().sessions(person);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::SessionRow& row : *rows) {
      if (row.token.substr(0, kIdLetters) != id) continue;
      found = true;
      if (const auto ended = desk.store().end_session(row.token); !ended) {
        return tl::unexpected<Error>(ended.error());
      }
    }
  }
  const auto logged =
      desk.store().log(desk.actor(), "end-sessions",
                       json({{"name", name}}).dump(-1, ' ', false, json::error_handler_t::replace));
  if (!logged) return tl::unexpected<Error>(logged.error());
  if (const auto kept = desk.commit(); !kept) return tl::unexpected<Error>(kept.error());
  return found;
}

Result<store::Number> put_person(observatory::Observatory& desk, const store::PersonRow& row,
                                 const std::string& action) {
  if (const auto begun = desk.change(); !begun) return tl::unexpected<Error>(begun.error());
  auto number = desk.store().put(row);
  if (!number) return number;
  const json detail = {{"name", row.name}, {"roles", row.roles}, {"disabled", row.disabled}};
  if (const auto logged = desk.store().log(desk.actor(), action, detail.dump()); !logged) {
    return tl::unexpected<Error>(logged.error());
  }
  if (const auto kept = desk.commit(); !kept) return tl::unexpected<Error>(kept.error());
  return number;
}

}  // namespace marsad::server
