// SPDX-License-Identifier: Apache-2.0
// HTML as it is found, put in order before it is parsed. Tree builders of HTML
// take time that grows with the square of the depth, of the attributes or of
// the open formatting tags of a page, and a page of hostile make can nest a
// million tags; this pass keeps what an article needs and no more.
//
//   <DIV onclick=x class=a><b>قتل<svg>…</svg> 12</div>  →  <div class="a">قتل 12</div>
//
// Taken out: comments, scripts (JSON-LD is handed over apart), styles, forms,
// SVG, frames, tags of formatting, attributes that carry no meaning for the text. Every kept tag that is
// left open is closed with its parent; tags deeper than kDepth are dropped,
// their text stays. One pass, linear. Tested by markup_test.cpp.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::ingest {

inline constexpr std::size_t kDepth = 400;        // the deepest element that is kept
inline constexpr std::size_t kMostTags = 200000;  // tags behind these are dropped

struct Markup {
  std::string html;
  std::vector<std::string> linked_data;  // contents of JSON-LD scripts
};

// `html` is valid UTF-8.
[[nodiscard]] Markup put_in_order(std::string_view html);

// The charset that a meta tag in the first bytes of a page names, or "".
[[nodiscard]] std::string charset_of_page(std::string_view bytes);

}  // namespace marsad::ingest
