// SPDX-License-Identifier: Apache-2.0
// A web page to the article on it: the main text, one paragraph a line, without
// navigation, scripts, captions, comments and lists of links; and what the page says of itself.
//
//   <html><meta property="og:site_name" content="صدى الوادي"><nav>الرئيسية</nav>
//   <article><h1>هدنة</h1><p>قتل 12&nbsp;شخصا.</p><p>وجرح آخرون.</p></article>
//     →  title "هدنة", outlet "صدى الوادي", text "قتل 12 شخصا.\nوجرح آخرون."
//
// Title: og:title, JSON-LD headline, h1, title. Outlet: og:site_name, JSON-LD publisher,
// application-name. Date: article:published_time, JSON-LD datePublished, itemprop datePublished,
// the usual meta names, time[datetime]. URL: link rel=canonical, og:url.
//
// Any bytes are readable: markup is put in order first (markup.h), so that time
// and memory are linear in the page however deep or broken it is. Tested by
// html_test.cpp, fuzzed by fuzz/html_fuzz.cpp.
#pragma once
#include <string>
#include <string_view>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"
#include "marsad/ingest/input.h"

namespace marsad::ingest {

// `charset` is what the transport says ("" when it says nothing); else the
// page's own meta counts. `id` is left empty. Errors (ErrorCode::input): the
// page is larger than Limits::page_bytes, or no text is found on it.
[[nodiscard]] Result<Document> read_page(std::string_view bytes, std::string_view charset,
                                         const std::string& where, const Limits& limits);

// The text of a piece of HTML in UTF-8, as feeds carry it, one paragraph a line.
[[nodiscard]] std::string text_of_fragment(std::string_view html);

}  // namespace marsad::ingest
