// SPDX-License-Identifier: Apache-2.0
// Bytes to articles: the one door through which text comes in, whatever it is
// wrapped in (plain text, HTML, JSON, JSONL, RSS and Atom, WARC; gzip and zstd
// around any of them).
//
//   read_articles("أخبار.jsonl.gz", {}, {}, {}, each)
//     →  each(Document{id "أخبار.jsonl:1", …}), each(Error "أخبار.jsonl.gz:2: …"), each(Document{…})
//
// Articles come in the order of the input, one at a time: memory is bounded by
// Limits, not by the size of the input. One bad line, record or entry is an
// error of its own and the rest goes on; only what concerns the input as a
// whole ends the reading. What comes out is valid UTF-8.
//
// What an article is called where the input gives no id:
//   text, html, one .json object   the name of the file ("-" for standard input), with the
//                                  path to it in a folder that is read: "1998/a.html"
//   JSONL                          file:line         .json array  file[index], from 0
//   feed                           guid or id, else the link, else file:entry
//   WARC                           the record's WARC-Record-ID without < >
//
// Tested by ingest_test.cpp.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"
#include "marsad/ingest/date.h"
#include "marsad/ingest/input.h"

namespace marsad::ingest {

enum class Form { text, html, json, jsonl, feed, warc };

// The words for forms, in the order of the enumerators.
inline constexpr std::array<std::string_view, 6> kForms{"text",  "html", "json",
                                                        "jsonl", "feed", "warc"};
// None for another word.
[[nodiscard]] std::optional<Form> form_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Form form);

// By the ending, in any case, after .gz or .zst is taken off: .txt, .html .htm
// .xhtml, .json, .jsonl .ndjson, .xml .rss .atom .rdf, .warc. "-" and names without an ending
// are text; none for another ending.
[[nodiscard]] std::optional<Form> form_of(std::string_view path);

// Is given every article, or the error that stands in its place; says whether to go on.
using Each = std::function<bool(Result<Document>)>;

// The bytes that an article was read from, as they came in (compression undone): the line of a
// JSONL file, the block of a WARC record, else the whole input, which the entries of a feed and
// the articles of a .json array share. Empty beside the error of a whole input. Views hold
// during the call.
struct Original {
  std::string_view bytes;
  std::string_view media_type;  // "text/plain", "text/html", "application/json", …
  bool own_id = false;          // the article's id is its own, not made of the input's name
  std::string_view path = {};   // of the file, where the input is a folder
  bool again = false;           // the same bytes as in the call before
};
using EachOriginal = std::function<bool(Result<Document>, const Original&)>;

// Reads a file, standard input for "-", or the files of a folder (folder.h), where a fault of a
// whole file goes to `each` like that of an article. `from` overrules the ending.
// `published` dates the articles that bear no date themselves.
// Errors (ErrorCode::input, of the whole input): missing, not readable, empty,
// a folder without files that fit, binary, of another form than said, compressed
// data that is damaged. Articles before the fault have been given.
[[nodiscard]] Result<void> read_articles(const std::string& path, std::optional<Form> from,
                                         std::optional<Date> published, const Limits& limits,
                                         const Each& each);

// The same with the bytes of each article. Inputs other than JSONL and WARC are held whole, up to
// Limits::whole_bytes.
[[nodiscard]] Result<void> read_originals(const std::string& path, std::optional<Form> from,
                                          std::optional<Date> published, const Limits& limits,
                                          const EachOriginal& each);

// The same for bytes in memory; `name` stands in ids and errors.
[[nodiscard]] Result<void> read_bytes(std::string_view bytes, const std::string& name, Form form,
                                      std::optional<Date> published, const Limits& limits,
                                      const Each& each);

}  // namespace marsad::ingest
