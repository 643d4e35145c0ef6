// SPDX-License-Identifier: Apache-2.0
#include "marsad/people/roles.h"

#include <gtest/gtest.h>

namespace marsad::people {
namespace {

TEST(Roles, EachDoesWhatItIsFor) {
  const std::string_view table[] = {"read",
                                    "read see annotate",
                                    "read see annotate decide",
                                    "read see annotate decide release ingest",
                                    "people",
                                    "audit"};
  for (std::size_t role = 0; role < kRoles.size(); ++role) {
    std::string allowed;
    for (std::size_t what = 0; what < kPermissions.size(); ++what) {
      if (!allows(may({static_cast<Role>(role)}), static_cast<May>(what))) continue;
      allowed += allowed.empty() ? "" : " ";
      allowed += kPermissions[what];
    }
    EXPECT_EQ(allowed, table[role]) << kRoles[role];
  }
}

TEST(Roles, SeveralAllowWhatAnyAllows) {
  const auto both = may({Role::steward, Role::reader});
  EXPECT_TRUE(allows(both, May::people));
  EXPECT_TRUE(allows(both, May::read));
  EXPECT_FALSE(allows(both, May::audit));
}

TEST(Roles, AreWrittenAndReadBack) {
  const auto roles = roles_from("steward,lead,steward");
  ASSERT_TRUE(roles);
  EXPECT_EQ(to_text(*roles), "steward,lead");
  for (const char* wrong : {"", "king", "lead,", "lead,,reader", "Lead"}) {
    const auto read = roles_from(wrong);
    EXPECT_TRUE(!read || to_text(*read) == "lead") << wrong;
  }
  EXPECT_FALSE(roles_from("king"));
  EXPECT_FALSE(roles_from(""));
}

}  // namespace
}  // namespace marsad::people
