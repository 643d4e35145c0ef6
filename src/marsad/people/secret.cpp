// SPDX-License-Identifier: Apache-2.0
#include "marsad/people/secret.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <vector>

namespace marsad::people {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStep = 30;  // seconds

bool ready() {
  static const bool kReady = sodium_init() >= 0;
  return kReady;
}

std::vector<unsigned char> from_base32(std::string_view text) {
  std::vector<unsigned char> out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto at = kBase32.find(c);
    if (at == std::string_view::npos) return {};
    bits = (bits << 5U) | static_cast<std::uint32_t>(at);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<unsigned char>((bits >> static_cast<unsigned>(held)) & 0xFFU));
  }
  return out;
}

}  // namespace

std::string fault_of_password(std::string_view password) {
  std::size_t letters = 0;
  for (const char c : password) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  if (letters < kLeastPassword) return fmt::format("is shorter than {} letters", kLeastPassword);
  if (password.size() > kMostPassword) return "is too long";
  return {};
}

std::optional<std::string> hashed(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (!ready() || crypto_pwhash_str(out.data(), password.data(), password.size(),
                                    crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                    crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return std::nullopt;
  }
  return std::string(out.data());
}

bool is_password(std::string_view password, const std::string& hash) {
  return ready() && password.size() <= kMostPassword &&
         crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  if (ready()) randombytes_buf(bytes.data(), bytes.size());
  std::string out;
  for (const unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ready() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string new_factor() {
  std::array<unsigned char, 32> bytes{};  // five bits of each are taken
  if (ready()) randombytes_buf(bytes.data(), bytes.size());
  std::string out;
  for (const unsigned char byte : bytes) out += kBase32[byte & 31U];
  return out;
}

std::string totp(std::string_view secret, std::int64_t step) {
  const std::vector<unsigned char> key = from_base32(secret);
  if (key.empty()) return {};
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[7 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(),
           sum.data(), &size) == nullptr) {
    return {};
  }
  const std::size_t at = sum[size - 1] & 0xFU;
  const std::uint32_t value = (sum[at] & 0x7FU) << 24U |
                              static_cast<std::uint32_t>(sum[at + 1]) << 16U |
                              static_cast<std::uint32_t>(sum[at + 2]) << 8U | sum[at + 3];
  return fmt::format("{:06}", value % 1000000);
}

std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code,
                                    std::int64_t now, std::int64_t last) {
  for (std::int64_t step = now / kStep - 1; step <= now / kStep + 1; ++step) {
    if (step <= last) continue;
    const std::string right = totp(secret, step);
    if (!right.empty() && same_secret(right, code)) return step;
  }
  return std::nullopt;
}

}  // namespace marsad::people
