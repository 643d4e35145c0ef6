// SPDX-License-Identifier: Apache-2.0
// Any bytes are an archive or an error that names the input; articles have a
// text, an id and valid UTF-8, and nothing past Limits is held.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "marsad/ingest/warc.h"
#include "marsad/text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  marsad::ingest::Limits limits;
  limits.article_bytes = limits.page_bytes = std::size_t{1} << 20;
  auto in = marsad::ingest::Input::memory(bytes, "fuzz", limits);
  if (!in) return 0;
  const auto done = marsad::ingest::read_warc(
      *in, [&](marsad::Result<marsad::Document> article, const marsad::ingest::Original&) {
        if (!article) {
          if (!article.error().where.starts_with("fuzz")) std::abort();
          return true;
        }
        if (article->text.empty() || article->id.empty()) std::abort();
        const std::string all =
            article->id + article->title + article->outlet + article->url + article->text;
        if (marsad::text::decode(all) != all) std::abort();
        if (article->text.size() > 4 * limits.article_bytes) std::abort();
        return true;
      });
  if (!done && !done.error().where.starts_with("fuzz")) std::abort();
  return 0;
}
