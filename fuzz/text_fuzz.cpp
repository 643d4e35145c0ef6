// SPDX-License-Identifier: Apache-2.0
// Any bytes are readable, and the laws of a read text hold (src/marsad/text/invariants.h).
//
// The Arabic orthography is compiled once; MARSAD_LANGUAGE names another language folder.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "marsad/text/invariants.h"
#include "marsad/text/text.h"

namespace {

using marsad::text::Orthography;
using marsad::text::Text;

const Orthography& orthography() {
  static const std::unique_ptr<const Orthography> kCompiled = [] {
    const char* const language = std::getenv("MARSAD_LANGUAGE");
    const std::string folder = language != nullptr ? language : MARSAD_SOURCE_DIR "/language/ar";
    auto made = std::make_unique<Orthography>();
    if (const auto done = marsad::text::compile_orthography(folder + "/orthography", *made);
        !done) {
      std::fprintf(stderr, "%s\n", marsad::describe(done.error()).c_str());
      std::abort();
    }
    return made;
  }();
  return *kCompiled;
}

void demand(const std::string& broken, std::string_view input) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken law: %s\nin: %.*s\n", broken.c_str(), static_cast<int>(input.size()),
               input.data());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static Text text;  // reused, as the pipeline does
  // Also what decode has not seen must be harmless.
  marsad::text::read(bytes, orthography(), text);

  const std::string utf8 = marsad::text::decode(bytes);
  marsad::text::read(utf8, orthography(), text);
  demand(marsad::text::broken_law(utf8, orthography(), text), utf8);

  // A byte order mark is dropped once; beyond that, decoded text decodes to itself.
  const bool marked = utf8.starts_with("\xEF\xBB\xBF");
  if (!marked && marsad::text::decode(utf8) != utf8) demand("decode keeps valid text", utf8);
  return 0;
}
