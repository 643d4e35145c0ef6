// SPDX-License-Identifier: Apache-2.0
// Bytes that hold no text, known by how they begin, so that a user hears what
// a file is and no article is made of noise.
//
//   binary_kind("%PDF-1.4 …")  →  "a PDF"        binary_kind("قتل 12")  →  ""
//
// Tested by binary_test.cpp.
#pragma once
#include <cstddef>
#include <string_view>

namespace marsad::ingest {

inline constexpr std::size_t kGlance = 4096;  // bytes from which an input is judged

// What the first bytes say that it is; empty for what may be text.
[[nodiscard]] std::string_view binary_kind(std::string_view bytes);

// Too many of the first kGlance bytes are NUL for text; UTF-16 is text where its mark stands.
[[nodiscard]] bool holds_binary(std::string_view bytes);

[[nodiscard]] bool has_utf16_mark(std::string_view bytes);

}  // namespace marsad::ingest
