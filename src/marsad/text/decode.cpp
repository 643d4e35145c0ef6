// SPDX-License-Identifier: Apache-2.0
#include "marsad/text/text.h"
#include "marsad/text/utf8.h"

namespace marsad::text {

std::string decode(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());

  const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const unsigned char* const end = begin + bytes.size();
  const unsigned char* p = begin;
  const unsigned char* copied = begin;  // everything before it stands in `out`
  std::string out;
  const auto copy_up_to = [&](const unsigned char* place) {
    out.append(reinterpret_cast<const char*>(copied), static_cast<std::size_t>(place - copied));
  };
  while (p != end) {
    // Arabic letters and ASCII, which are nearly all of the text.
    if (*p < 0x80) {
      ++p;
    } else if (end - p >= 2 && *p >= 0xC2 && *p <= 0xDF && (p[1] & 0xC0) == 0x80) {
      p += 2;
    } else {
      const Utf8Step step = utf8_step(p, end);
      if (!step.ok) {
        copy_up_to(p);
        out += kReplacementBytes;
        copied = p + step.size;
      }
      p += step.size;
    }
  }
  copy_up_to(end);
  return out;
}

}  // namespace marsad::text
