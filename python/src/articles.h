// SPDX-License-Identifier: Apache-2.0
// Articles as Python people have them, one Document after another.
//
//   ["قتل 12 شخصا", {"id": "n2", "text": "نفى الجيش", "published": "1998-03-12"}]
//   a pyarrow Table, polars or pandas frame, DuckDB relation with columns text, id, published, …
//   an iterator of record batches
//     →  Document 1, Document 2, …
//
// Whatever speaks Arrow's PyCapsule protocol is read from its buffers, without Python objects:
// strings of any width, views and dictionaries; days as date, timestamp (UTC) or ISO text. An
// article without an id is called by its number, from 1. What is no article ends the reading
// with InputError, which names the article. next() is called with the GIL held. Tested by
// python/tests/inputs_test.py.
#pragma once
#include <pybind11/pybind11.h>

#include <memory>
#include <optional>

#include "arrow_read.h"
#include "marsad/analysis/analysis.h"

namespace marsad::python {

class Articles {
 public:
  // `published` dates articles that bear no day.
  Articles(const pybind11::object& source, std::optional<Date> published);
  [[nodiscard]] std::optional<Document> next();

 private:
  Document from_item(pybind11::handle item);
  void begin_arrow(const pybind11::object& source);

  pybind11::object items_;  // an iterator; none where the source itself speaks Arrow
  std::unique_ptr<ArrowRows> rows_;
  std::optional<Date> published_;
  std::size_t count_ = 0;
};

// None and what is not equal to itself (NaN, NaT) are none. Fails with InputError; `where`
// names the field in its message.
[[nodiscard]] std::string text_of(pybind11::handle value, const std::string& where);
[[nodiscard]] std::optional<Date> day_of(pybind11::handle value, const std::string& where);

}  // namespace marsad::python
