// SPDX-License-Identifier: Apache-2.0
#include "routes.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "marsad/text/text.h"

namespace marsad::server {

using nlohmann::json;

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
