// SPDX-License-Identifier: Apache-2.0
// Bytes of a page in an encoding that it names, or does not, to UTF-8. Archives
// of Arabic news before about 2008 are in windows-1256 or ISO-8859-6.
//
//   "\xc7\xe1\xce\xc8\xd1", "windows-1256"  →  الخبر
//
// A byte order mark counts before all; bytes that are valid UTF-8 with letters
// beyond ASCII are UTF-8 whatever the page says, since no other encoding looks so by chance; then
// the name counts; then UTF-8 is taken. What cannot be converted becomes
// U+FFFD, so there is no error. Linear. Tested by charset_test.cpp.
#pragma once
#include <string>
#include <string_view>

namespace marsad::ingest {

// `label` is a name of IANA or the web in any case; unknown names and "" count as none.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::string_view label);

// "windows-1256" from `text/html; charset="Windows-1256"`; empty if there is none.
[[nodiscard]] std::string charset_of(std::string_view content_type);

}  // namespace marsad::ingest
