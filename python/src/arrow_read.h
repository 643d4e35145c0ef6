// SPDX-License-Identifier: Apache-2.0
// Rows of an Arrow table of articles, read where they lie.
//
//   columns text: utf8 ["قتل 12 شخصا"], published: date32 [10297]  →  Document {…, 1998-03-12}
//
// Takes what __arrow_c_stream__ or __arrow_c_array__ gives. `text` must be there; id, title,
// outlet, url and published may be, in any order, among others that are passed over. Strings:
// utf8, large_utf8, utf8_view and dictionaries of them; ids also whole numbers. Days: date32,
// date64, timestamp (the day in UTC) or ISO text. Bytes that are no UTF-8 become U+FFFD. Errors
// are InputError and name column and row. Tested by python/tests/inputs_test.py.
#pragma once
#include <pybind11/pybind11.h>

#include <string>
#include <vector>

#include "arrow_c.h"
#include "marsad/analysis/analysis.h"

namespace marsad::python {

// A struct of the interface that is ours to release.
template <typename T>
struct Owned {
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { release(); }
  void release() {
    if (value.release != nullptr) value.release(&value);
    value.release = nullptr;
  }
  [[nodiscard]] bool empty() const { return value.release == nullptr; }
  T value{};
};

class ArrowRows {
 public:
  explicit ArrowRows(const pybind11::object& source);

  // False at the end. `number` names the article in messages. The GIL is held.
  bool next(Document& out, std::size_t number);

 private:
  void take_schema();
  bool next_batch();

  Owned<ArrowArrayStream> stream_;  // empty where there is one batch only
  Owned<ArrowSchema> schema_;
  Owned<ArrowArray> batch_;
  std::int64_t row_ = 0;
  // Columns of the schema by the fields of a Document; -1: there is none.
  int text_ = -1, id_ = -1, title_ = -1, outlet_ = -1, url_ = -1, published_ = -1;
};

}  // namespace marsad::python
