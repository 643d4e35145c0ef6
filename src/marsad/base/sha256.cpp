// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace marsad {
namespace {

EVP_MD_CTX* of(void* context) { return static_cast<EVP_MD_CTX*>(context); }

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(of(context_), EVP_sha256(), nullptr);
}
Sha256::~Sha256() { EVP_MD_CTX_free(of(context_)); }

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(of(context_), bytes.data(), bytes.size());
}

std::string Sha256::take() {
  std::array<unsigned char, 32> digest{};
  EVP_DigestFinal_ex(of(context_), digest.data(), nullptr);
  EVP_DigestInit_ex(of(context_), EVP_sha256(), nullptr);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.take();
}

}  // namespace marsad
