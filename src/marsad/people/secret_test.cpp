// SPDX-License-Identifier: Apache-2.0
#include "marsad/people/secret.h"

#include <gtest/gtest.h>

namespace marsad::people {
namespace {

TEST(Secret, APasswordIsKeptAsItsHashOnly) {
  const auto hash = hashed("كلمة سر طويلة");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(is_password("كلمة سر طويلة", *hash));
  EXPECT_FALSE(is_password("كلمة سر طويلة ", *hash));
  EXPECT_FALSE(is_password("", *hash));
  EXPECT_FALSE(is_password("x", "no hash"));
  EXPECT_NE(*hash, *hashed("كلمة سر طويلة"));
}

TEST(Secret, APasswordIsCountedInLetters) {
  EXPECT_FALSE(fault_of_password("قصيرة").empty());
  EXPECT_TRUE(fault_of_password("كلمةسرطويلة").empty());
  EXPECT_FALSE(fault_of_password(std::string(2000, 'x')).empty());
}

// RFC 6238, appendix B, the last six digits: the secret is "12345678901234567890".
TEST(Secret, CodesAreThoseOfTheStandard) {
  constexpr std::string_view kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  EXPECT_EQ(totp(kSecret, 59 / 30), "287082");
  EXPECT_EQ(totp(kSecret, 1111111109 / 30), "081804");
  EXPECT_EQ(totp(kSecret, 1234567890 / 30), "005924");
  EXPECT_EQ(totp(kSecret, 20000000000 / 30), "353130");
  EXPECT_EQ(totp("not base 32!", 1), "");
}

TEST(Secret, ACodeCountsOnceAndForAMinute) {
  const std::string secret = new_factor();
  EXPECT_EQ(secret.size(), 32U);
  constexpr std::int64_t kNow = 1800000000;
  const std::string code = totp(secret, kNow / 30);
  const auto step = step_of(secret, code, kNow, 0);
  ASSERT_TRUE(step);
  EXPECT_EQ(*step, kNow / 30);
  EXPECT_TRUE(step_of(secret, code, kNow + 30, 0));
  EXPECT_FALSE(step_of(secret, code, kNow, *step));
  EXPECT_FALSE(step_of(secret, code, kNow + 90, 0));
  EXPECT_FALSE(step_of(secret, "", kNow, 0));
}

TEST(Secret, TokensDiffer) {
  EXPECT_EQ(random_token().size(), 64U);
  EXPECT_NE(random_token(), random_token());
  EXPECT_TRUE(same_secret("a", "a"));
  EXPECT_FALSE(same_secret("a", "b"));
  EXPECT_FALSE(same_secret("a", "aa"));
}

}  // namespace
}  // namespace marsad::people
