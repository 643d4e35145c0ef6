// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/find_pack.h"

#include <cstdlib>
#include <system_error>

namespace marsad {

Result<std::string> find_pack(const std::string& given, const std::filesystem::path& folder,
                              const std::string& how) {
  if (!given.empty()) return given;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables while packs are opened.
  const char* named = std::getenv("MARSAD_PACK");
  if (named != nullptr && *named != '\0') return std::string(named);
  const std::filesystem::path installed = std::filesystem::path("share") / "marsad" / "marsad.pack";
  const std::filesystem::path above = folder.parent_path();
  for (const auto& path :
       {folder / "marsad.pack", above / installed, above.parent_path() / installed}) {
    std::error_code failed;
    // What stands in the working directory by chance is nobody's default.
    if (path.is_absolute() && std::filesystem::exists(path, failed)) return path.string();
  }
  return fail(
      ErrorCode::pack, (folder / "marsad.pack").string(), "there is no language pack",
      "name one " + how + " or in MARSAD_PACK, or make one with marsad pack LANGUAGE_DIR -o FILE");
}

}  // namespace marsad
