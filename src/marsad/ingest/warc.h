// SPDX-License-Identifier: Apache-2.0
// A web archive (WARC 0.17 to 1.1, ISO 28500) to articles: response and
// resource records that hold pages, and conversion records that hold their text.
//
//   WARC-Type: response          →  url "http://sada.example/1", published from the page, else
//   WARC-Target-URI: http://…        from WARC-Date; title and text as html.h reads them
//
// HTTP answers other than 200 and records of other kinds (images, requests,
// metadata, revisits) are passed over. Chunked and compressed answers are undone.
// A record that cannot be read is an error of its own. After a damaged record
// header reading goes on at the next line that begins a record. One record is held at a time. Tested by warc_test.cpp, fuzzed by fuzz/warc_fuzz.cpp.
#pragma once
#include "marsad/base/result.h"
#include "marsad/ingest/ingest.h"
#include "marsad/ingest/input.h"

namespace marsad::ingest {

[[nodiscard]] Result<void> read_warc(Input& in, const EachOriginal& each);

}  // namespace marsad::ingest
