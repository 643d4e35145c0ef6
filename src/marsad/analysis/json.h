// SPDX-License-Identifier: Apache-2.0
// An Analysis as one line of JSON, form marsad.analysis/1, and back.
//
//   "نفى الجيش مقتل 3 مدنيين"  →
//   {"schema":"marsad.analysis/1","pack":"…","document":{…},
//    "mentions":[{"id":"m1","type":"actor","start":4,"end":9,"text":"الجيش",…}],
//    "claims":[{"id":"c1","sources":["m1"],"cue":{"start":0,"end":3,"text":"نفى"},
//               "stance":"denies",…}],
//    "events":[{"id":"e1",…}],"figures":[{"id":"f1","kind":"killed","low":3,"high":3,…}]}
//
// docs/analysis.schema.json documents every field. Relations are ids ("m1",
// "c2"), offsets are code points, every span carries its quote, what is not
// known is null.
//
// Guaranteed (property-tested): the line holds no line break, and is valid
// UTF-8 since Document::text and the pack are; with the text, to_json → from_json → to_json gives the same bytes, for
// dates of the years 0000 to 9999. Linear in text and output. Tested by
// json_test.cpp.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "marsad/analysis/analysis.h"
#include "marsad/analysis/names.h"
#include "marsad/base/result.h"

namespace marsad {

inline constexpr std::string_view kAnalysisSchema = "marsad.analysis/1";

struct JsonOptions {
  bool with_text = false;  // document.text, which makes the line self-contained
  bool why = false;        // the rules and lexicon rows behind each value
};

// One line without its line feed.
[[nodiscard]] std::string to_json(const Analysis& analysis, JsonOptions options = {});
// The same, appended to `out`, so that a worker keeps one buffer.
void append_json(std::string& out, const Analysis& analysis, JsonOptions options = {});

// Reads one analysis, such as a gold file: any ids, any spacing, unknown keys
// ignored, absent relations read as none. Fails with ErrorCode::input, `where`
// naming the field ("mentions[3].class") or the byte of broken JSON, when the
// schema is another, a word or date is not of the form, an id is unknown, or,
// where the text is given, a quote is not text[start:end].
[[nodiscard]] Result<Analysis> from_json(std::string_view line);

// Where a text stops being JSON, which fast parsers do not say. Builds nothing, since what it
// reads may be nested without measure.
struct JsonFault {
  std::size_t byte = 0;           // from 1; 0: it is JSON
  bool too_large_number = false;  // it is JSON but for a number that nothing here can hold
};
[[nodiscard]] JsonFault json_fault(std::string_view text);

// "2016-11-03" both ways; none for dates that do not exist (2016-02-30).
[[nodiscard]] std::string to_iso(Date date);
[[nodiscard]] std::optional<Date> parse_iso(std::string_view text);

}  // namespace marsad
