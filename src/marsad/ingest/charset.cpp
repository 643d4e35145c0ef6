// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "marsad/text/text.h"

namespace marsad::ingest {
namespace {

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string convert(std::string_view bytes, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> converter(ucnv_open(name, &status));
  if (U_FAILURE(status)) return text::decode(bytes);
  std::string out;
  out.reserve(bytes.size() * 2);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  char16_t units[4096];
  char utf8[3 * 4096];
  char16_t held = 0;  // a high surrogate at the end of a chunk waits for its other half
  while (true) {
    char16_t* to = units;
    if (held != 0) *to++ = std::exchange(held, u'\0');
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, units + 4096, &from, end, nullptr, true, &status);
    const bool more = status == U_BUFFER_OVERFLOW_ERROR;
    if (more && to > units && (to[-1] & 0xFC00) == 0xD800) held = *--to;
    std::int32_t size = 0;
    UErrorCode written = U_ZERO_ERROR;
    u_strToUTF8WithSub(utf8, sizeof utf8, &size, units, static_cast<std::int32_t>(to - units),
                       0xFFFD, nullptr, &written);
    if (U_SUCCESS(written)) out.append(utf8, static_cast<std::size_t>(size));
    if (!more) return out;
  }
}

// Whether the bytes are UTF-8 with something beyond ASCII in it.
bool is_utf8(std::string_view bytes, const std::string& decoded) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; }) &&
         decoded == bytes;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view label) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return text::decode(bytes);
  if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE");
  std::string decoded = text::decode(bytes);
  if (label.empty() || label.size() > 40 || is_utf8(bytes, decoded)) return decoded;
  std::string name = lowered(label);
  // Who says Latin-1 or ASCII means windows-1252 (WHATWG Encoding); a page whose markup could be
  // read as bytes is not in UTF-16.
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") name = "windows-1252";
  if (name.starts_with("utf")) return decoded;
  UErrorCode status = U_ZERO_ERROR;
  if (ucnv_countAliases(name.c_str(), &status) == 0 || U_FAILURE(status)) return decoded;
  return convert(bytes, name.c_str());
}

std::string charset_of(std::string_view content_type) {
  const std::string text = lowered(content_type);
  std::size_t at = text.find("charset");
  if (at == std::string::npos) return {};
  at = text.find_first_not_of(" \t", at + 7);
  if (at == std::string::npos || text[at] != '=') return {};
  at = text.find_first_not_of(" \t\"'", at + 1);
  if (at == std::string::npos) return {};
  return text.substr(at, text.find_first_of(" \t\"';,", at) - at);
}

}  // namespace marsad::ingest
