// SPDX-License-Identifier: Apache-2.0
// How long a text is read at most, in one place for all who let texts in: the readers of files
// and the library.
//
//   an article of 3 MiB  →  an error of kind input; nothing is cut off in silence
//
// No article is as long; what the reading of a text takes grows faster than the text. Tested by
// src/marsad/ingest/ingest_test.cpp.
#pragma once
#include <cstddef>

namespace marsad::text {

inline constexpr std::size_t kMostBytes = std::size_t{2} << 20;  // of UTF-8

}  // namespace marsad::text
