// SPDX-License-Identifier: Apache-2.0
#include "marsad/people/roles.h"

#include <algorithm>
#include <initializer_list>

namespace marsad::people {
namespace {

constexpr Allowed bit(May what) { return Allowed{1} << static_cast<unsigned>(what); }

constexpr Allowed set(std::initializer_list<May> all) {
  Allowed out = 0;
  for (const May one : all) out |= bit(one);
  return out;
}

// In the order of Role.
constexpr std::array<Allowed, 6> kAllowed{
    set({May::read}),
    set({May::read, May::see, May::annotate}),
    set({May::read, May::see, May::annotate, May::decide}),
    set({May::read, May::see, May::annotate, May::decide, May::release, May::ingest}),
    set({May::people}),
    set({May::audit}),
};

}  // namespace

Allowed may(const std::vector<Role>& roles) {
  Allowed out = 0;
  for (const Role role : roles) out |= kAllowed[static_cast<std::size_t>(role)];
  return out;
}

bool allows(Allowed allowed, May what) { return (allowed & bit(what)) != 0; }

std::string to_text(const std::vector<Role>& roles) {
  std::string out;
  for (const Role role : roles) {
    if (!out.empty()) out += ',';
    out += kRoles[static_cast<std::size_t>(role)];
  }
  return out;
}

std::optional<std::vector<Role>> roles_from(std::string_view text) {
  std::vector<Role> out;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    const auto* const known = std::find(kRoles.begin(), kRoles.end(), word);
    if (known == kRoles.end()) return std::nullopt;
    const auto role = static_cast<Role>(known - kRoles.begin());
    if (std::find(out.begin(), out.end(), role) == out.end()) out.push_back(role);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace marsad::people
