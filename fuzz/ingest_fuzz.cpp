// SPDX-License-Identifier: Apache-2.0
// Any bytes in any form and wrapping give articles of valid UTF-8 or errors
// that name the input; nothing grows without bound. The first byte chooses the form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "marsad/ingest/ingest.h"
#include "marsad/text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using marsad::ingest::Form;
  constexpr Form kForms[] = {Form::text,  Form::html, Form::json,
                             Form::jsonl, Form::feed, Form::warc};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  marsad::ingest::Limits limits;
  limits.article_bytes = limits.page_bytes = limits.json_bytes = 1 << 20;
  const auto done = marsad::ingest::read_bytes(
      bytes, "fuzz", kForms[data[0] % std::size(kForms)], {}, limits,
      [](marsad::Result<marsad::Document> article) {
        // The space in front keeps decode from dropping a byte order mark.
        if (article && marsad::text::decode(" " + article->text) != " " + article->text) {
          std::abort();
        }
        if (!article && article.error().where.empty()) std::abort();
        return true;
      });
  if (!done && done.error().where.empty()) std::abort();
  return 0;
}
