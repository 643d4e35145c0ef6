// SPDX-License-Identifier: Apache-2.0
// What a person proves who he is with: a password, kept as Argon2id, and the codes of a second
// factor (TOTP, RFC 6238: SHA-1, 30 seconds, six digits, as authenticator apps expect).
//
//   hashed("كلمة سر طويلة")          →  "$argon2id$v=19$m=65536,t=2,p=1$…"
//   totp("JBSWY3DP…", 59 s / 30 s)  →  "287082"
//
// Hashing takes about a tenth of a second and 64 MiB on purpose. Tested by secret_test.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marsad::people {

inline constexpr std::size_t kLeastPassword = 10;   // code points
inline constexpr std::size_t kMostPassword = 1024;  // bytes

// Why a password is none; empty: it will do.
[[nodiscard]] std::string fault_of_password(std::string_view password);
// None only where there is no memory for it.
[[nodiscard]] std::optional<std::string> hashed(std::string_view password);
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);

// 32 random bytes, hexadecimal: a session's token, which nobody can guess.
[[nodiscard]] std::string random_token();
// Whether two secrets are equal, in a time that says nothing of where they differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

// 160 random bits in base 32, as apps take them.
[[nodiscard]] std::string new_factor();
// The code of a step, which is the seconds since 1970 divided by 30; empty for what is no
// secret in base 32.
[[nodiscard]] std::string totp(std::string_view secret, std::int64_t step);
// The step whose code this is, among the step of `now` (seconds) and its neighbours, later than
// `last`: a code counts once.
[[nodiscard]] std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code,
                                                  std::int64_t now, std::int64_t last);

}  // namespace marsad::people
