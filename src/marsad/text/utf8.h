// SPDX-License-Identifier: Apache-2.0
// One step of UTF-8: the code point at a place, and how far it reaches.
//
//   "م" (D9 85) → {U+0645, 2, ok}      "\xD9 " → {U+FFFD, 1, not ok}
//
// An ill-formed part is taken as long as it could still have become a character
// (the maximal subpart of Unicode, chapter 3.9, as WHATWG asks), and never longer
// than what is there. Tested by text_test.cpp.
#pragma once
#include <cstdint>
#include <string>

namespace marsad::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Utf8Step {
  char32_t code_point = kReplacement;
  std::uint32_t size = 1;  // bytes, at least 1
  bool ok = false;
};

// Needs p < end.
[[nodiscard]] inline Utf8Step utf8_step(const unsigned char* p, const unsigned char* end) {
  const unsigned char lead = *p;
  if (lead < 0x80) return {lead, 1, true};
  // The second byte has narrower bounds after some leads: no overlong forms, no
  // surrogates, nothing past U+10FFFF.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  std::uint32_t more = 0;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    more = 2;
    value = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    value = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {};
  }
  for (std::uint32_t i = 1; i <= more; ++i) {
    if (p + i == end || p[i] < low || p[i] > high) return {kReplacement, i, false};
    value = (value << 6) | (p[i] & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {value, more + 1, true};
}

inline void append_utf8(char32_t code_point, std::string& out) {
  const auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
    byte(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  }
}

}  // namespace marsad::text
