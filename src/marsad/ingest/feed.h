// SPDX-License-Identifier: Apache-2.0
// RSS 0.9–2.0, RSS 1.0 (RDF) and Atom to articles, one for each item or entry.
//
//   <rss><channel><title>صدى الوادي</title><item><title>هدنة</title>
//   <description>&lt;p&gt;بدأت الهدنة.&lt;/p&gt;</description></item></channel></rss>
//     →  outlet "صدى الوادي", title "هدنة", text "بدأت الهدنة."
//
// Text: the longest of content:encoded, content, description and summary, read
// as HTML where it is HTML; the title where there is none of them. Damaged XML
// is read as far as its parts can be told apart; then an error tells the line and
// reading goes on at the next entry. Nothing is fetched, no entity is expanded, and a
// feed that declares entities is refused. Entries are read one at a time.
// Tested by feed_test.cpp, fuzzed by fuzz/feed_fuzz.cpp.
#pragma once
#include "marsad/base/result.h"
#include "marsad/ingest/ingest.h"
#include "marsad/ingest/input.h"

namespace marsad::ingest {

// Errors (ErrorCode::input) of the whole: not XML, not a feed, entities declared,
// damaged past an entry.
[[nodiscard]] Result<void> read_feed(Input& in, const Each& each);

}  // namespace marsad::ingest
