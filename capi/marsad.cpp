// SPDX-License-Identifier: Apache-2.0
// libmarsad.so: the pipeline behind the six C functions of include/marsad/marsad.h, which says
// what they promise. Tested by tests/install/c_api_test.c.
#include "marsad/marsad.h"

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "marsad/analysis/json.h"
#include "marsad/base/result.h"
#include "marsad/pipeline/find_pack.h"
#include "marsad/pipeline/pipeline.h"
#include "marsad/text/limits.h"
#include "marsad/text/text.h"

struct marsad_language {
  marsad::Language language;
};

namespace marsad {
namespace {

constexpr const char* kNoMemory =
    "there is not enough memory; give shorter texts, or fewer at once";

// Of this thread. `line` is a constant where not even the fault could be written down.
struct Fault {
  std::string held;
  const char* line = "";
};
thread_local Fault fault;

void remember(const Error& error) noexcept {
  try {
    fault.held = text::decode(describe(error));
    for (char& c : fault.held) {
      if (static_cast<unsigned char>(c) < 0x20) c = '?';  // names of files break no line
    }
    fault.line = fault.held.c_str();
  } catch (...) {
    fault.line = kNoMemory;
  }
}

// What `work` gives, or null with its error remembered: nothing leaves a C function but a value.
template <typename Work>
auto guarded(const Work& work) noexcept -> typename decltype(work())::value_type {
  try {
    auto result = work();
    if (result) return *result;
    remember(result.error());
  } catch (const std::bad_alloc&) {
    fault.line = kNoMemory;
  } catch (const std::exception& error) {
    remember({ErrorCode::input, "", error.what(), "please report this"});
  }
  return nullptr;
}

// The folder of this library with links resolved, since /lib may be one; empty where the system
// does not tell.
std::filesystem::path own_folder() {
  Dl_info own{};
  if (::dladdr(reinterpret_cast<const void*>(&marsad_version), &own) == 0 ||
      own.dli_fname == nullptr) {
    return {};
  }
  std::error_code failed;
  return std::filesystem::canonical(own.dli_fname, failed).parent_path();
}

Result<marsad_language*> open(const char* pack_path) {
  if (pack_path != nullptr && *pack_path == '\0') {
    return fail(ErrorCode::usage, "pack_path", "is empty",
                "give the path of a language pack, or NULL for the installed one");
  }
  const auto language =
      find_pack(pack_path == nullptr ? "" : pack_path, own_folder(), "by its path")
          .and_then([](const std::string& path) { return open_language(path); });
  if (!language) return tl::unexpected<Error>(language.error());
  return new marsad_language{*language};
}

Result<char*> extract(marsad_language* language, const char* text, std::size_t size,
                      const char* published) {
  if (language == nullptr) {
    return fail(ErrorCode::usage, "language", "is NULL", "give what marsad_open returned");
  }
  if (text == nullptr) {
    return fail(ErrorCode::usage, "text", "is NULL",
                "give the article as UTF-8, \"\" for an empty one");
  }
  if (size > text::kMostBytes) {
    return fail(ErrorCode::input, "text", "has " + std::to_string(size) + " bytes, too many",
                "give one article at a time, of at most " + std::to_string(text::kMostBytes));
  }
  Document document;
  if (published != nullptr) {
    document.published = parse_iso(published);
    if (!document.published) {
      return fail(ErrorCode::usage, std::string("published ") + published, "there is no such day",
                  "write a day as YYYY-MM-DD, such as 2016-11-03, or give NULL");
    }
  }
  document.text = text::decode({text, size});
  Analysis analysis;
  analyse(document, language->language, analysis, {.why = false});
  const std::string json = to_json(analysis, {.with_text = false, .why = false});
  auto* out = static_cast<char*>(std::malloc(json.size() + 1));
  if (out == nullptr) throw std::bad_alloc();
  std::memcpy(out, json.c_str(), json.size() + 1);
  return out;
}

}  // namespace
}  // namespace marsad

extern "C" {

const char* marsad_version(void) { return MARSAD_VERSION; }

marsad_language* marsad_open(const char* pack_path) {
  return marsad::guarded([&] { return marsad::open(pack_path); });
}

void marsad_close(marsad_language* language) { delete language; }

char* marsad_extract(marsad_language* language, const char* text, size_t size,
                     const char* published) {
  return marsad::guarded([&] { return marsad::extract(language, text, size, published); });
}

void marsad_free(char* json) { std::free(json); }

const char* marsad_last_error(void) { return marsad::fault.line; }

}  // extern "C"
