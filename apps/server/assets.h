// SPDX-License-Identifier: Apache-2.0
// The page's files, compiled into the program (assets.cmake makes the table).
//
//   asset("/app.js")  →  its bytes, media type and tag; null for a path that there is not
//
// Tested by tests/server.
#pragma once
#include <string_view>

namespace marsad::server {

struct Asset {
  std::string_view path, media_type, tag, bytes;
};

[[nodiscard]] const Asset* asset(std::string_view path);

}  // namespace marsad::server
