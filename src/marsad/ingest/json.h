// SPDX-License-Identifier: Apache-2.0
// One JSON text to one article: a line of a JSONL file, a record of a .json
// file, the body of a request.
//
//   {"id": "n-1", "text": "قتل 12 شخصا", "published": "2016-11-03", "outlet": null}
//     →  Document{id "n-1", published 2016-11-03, text "قتل 12 شخصا"}
//
// `text` is a string and required; id, title, outlet, url are strings (id may
// be a number) and published is YYYY-MM-DD or an ISO date-time; each may be null or missing. Other
// fields are passed over. An analysis (marsad.analysis/1) is read for its
// "document". Of a field that stands twice the last counts. Invalid UTF-8 becomes U+FFFD.
//
// Errors: ErrorCode::input, where = the given place and, for a fault of
// syntax, the byte column. Linear in the text. Tested by json_test.cpp.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"

namespace marsad::ingest {

// Keeps its buffers from one text to the next: use one for a whole file.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  // `bytes` is one object. `id` is for an article that names none. `padded`
  // promises that 64 bytes behind `bytes` are readable, which saves a copy.
  [[nodiscard]] Result<Document> article(std::string_view bytes, bool padded,
                                         const std::string& where, const std::string& id);

  // `bytes` is an object or an array of them; `each` is called for every one
  // in order and says whether to go on. Entry n of an array is named "where[n]", from 0.
  [[nodiscard]] Result<void> articles(std::string_view bytes, const std::string& where,
                                      const std::string& id,
                                      const std::function<bool(Result<Document>)>& each);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What a page says of itself in JSON-LD: headline, datePublished, publisher.
// Empty where it says nothing, and for text that is no JSON.
struct LinkedData {
  std::string headline;
  std::string published;
  std::string publisher;
};
[[nodiscard]] LinkedData linked_data(std::string_view json);

}  // namespace marsad::ingest
