// SPDX-License-Identifier: Apache-2.0
// Where a language pack is looked for when nobody named one, the same for the program and the
// library.
//
//   find_pack("", "/opt/marsad/bin", …)  →  "/opt/marsad/share/marsad/marsad.pack"
//   find_pack("my.pack", …)              →  "my.pack", whether it is there or not
//
// In this order: the path given, the environment variable MARSAD_PACK, marsad.pack in `folder`
// (a build), and share/marsad/marsad.pack in one of the two folders above it (an install
// prefix, whose libraries may stand in lib/x86_64-linux-gnu). Nothing is compiled in, so that a
// prefix may be moved. Tested by find_pack_test.cpp.
#pragma once
#include <filesystem>
#include <string>

#include "marsad/base/result.h"

namespace marsad {

// `folder`: where the program or the library that asks stands, links resolved; relative or empty
// (not known): only what was named counts. Errors: ErrorCode::pack when there
// is none in any of these places; a pack that was named is not looked at. `how`
// callers name one, for the remedy: "with --pack FILE".
[[nodiscard]] Result<std::string> find_pack(const std::string& given,
                                            const std::filesystem::path& folder,
                                            const std::string& how);

}  // namespace marsad
