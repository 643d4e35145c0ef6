// SPDX-License-Identifier: Apache-2.0
// Any bytes are a page: what is read from it is valid UTF-8 in lines without
// blanks around them, and markup that is in order stays as it is. The first byte chooses the charset.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "marsad/ingest/html.h"
#include "marsad/ingest/markup.h"
#include "marsad/text/text.h"

namespace {

void check_lines(std::string_view text) {
  if (marsad::text::decode(text) != text) std::abort();
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.empty() || line.front() == ' ' || line.back() == ' ') std::abort();
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    if (text.empty()) std::abort();  // a line break at the very end
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::string_view kCharsets[] = {"",           "",      "windows-1256",
                                            "iso-8859-6", "utf-8", "nonsense"};
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto page = marsad::ingest::read_page(bytes, kCharsets[data[0] % std::size(kCharsets)],
                                              "fuzz", marsad::ingest::Limits{});
  if (page) {
    if (page->text.empty()) std::abort();
    check_lines(page->text);
    check_lines(page->title);
    if (marsad::text::decode(page->outlet + page->url) != page->outlet + page->url) std::abort();
  }
  const std::string text = marsad::text::decode(bytes);
  check_lines(marsad::ingest::text_of_fragment(text));
  const std::string once = marsad::ingest::put_in_order(text).html;
  if (marsad::ingest::put_in_order(once).html != once) std::abort();
  return 0;
}
