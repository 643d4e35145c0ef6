// SPDX-License-Identifier: Apache-2.0
// Tables made row by row and handed over through the Arrow C data interface.
//
//   Form {"figures", {{"article", Kind::text}, {"low", Kind::real}, {"claims", Kind::texts}}}
//   Row(batch).text("nawa-1998").real(12).texts({"c1"})   "12 شخصا على الأقل"
//     →  an ArrowArray whose children are these columns, with the buffers as they lie here
//
// A Batch is filled by one thread, then never changed and shared by all who took a view of it:
// each ArrowArray holds it until it is released, so nothing is copied. Offsets have 32 bits,
// so a batch may hold less than 2 GiB of text in one column; the makers of batches close one
// after a few hundred articles. Tested by python/tests/arrow_test.py.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow_c.h"
#include "marsad/analysis/analysis.h"

namespace marsad::python {

// text: utf8; texts: list of utf8; bytes: binary; whole: int32; real: float64; flag: boolean;
// day: date32.
enum class Kind { text, texts, bytes, whole, real, flag, day };

struct Field {
  std::string_view name;
  Kind kind = Kind::text;
  bool nullable = true;
};

// A table's name and columns.
struct Form {
  std::string_view name;
  std::vector<Field> fields;
};

class Column {
 public:
  explicit Column(Kind kind);

  void null();
  void text(std::string_view value);  // or bytes
  void texts(const std::vector<std::string>& values);
  void whole(std::int32_t value);
  void real(double value);
  void flag(bool value);
  void day(Date value);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] std::int64_t nulls() const { return nulls_; }
  // The buffers of the specification for this kind, validity first (null: all valid).
  [[nodiscard]] std::vector<const void*> buffers() const;
  // Of texts: what the lists hold.
  [[nodiscard]] const Column* items() const { return items_.get(); }

 private:
  void valid();
  template <typename T>
  void append(T value);

  Kind kind_;
  std::int64_t size_ = 0, nulls_ = 0;
  std::vector<std::uint8_t> validity_;  // one bit a row
  std::vector<std::int32_t> offsets_;   // of text and texts
  std::vector<char> values_;            // bytes of text, of numbers, bits of flags
  std::unique_ptr<Column> items_;
};

struct Batch {
  explicit Batch(const Form& form);
  const Form* form;
  std::vector<Column> columns;
  std::int64_t rows = 0;
};
using BatchPtr = std::shared_ptr<const Batch>;

// One record batch, as Python holds it.
struct BatchView {
  BatchPtr batch;
};

// Fills the columns of one row from left to right; all of them, by the end.
class Row {
 public:
  explicit Row(Batch& batch) : batch_(batch) {}
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  ~Row();

  Row& text(std::string_view value);   // as it is
  Row& known(std::string_view value);  // null where it is empty
  Row& bytes(std::string_view value);
  Row& texts(const std::vector<std::string>& values);
  Row& whole(std::int64_t value);
  Row& real(std::optional<double> value);
  Row& flag(std::optional<bool> value);
  Row& day(std::optional<Date> value);
  Row& nulls(int columns);

 private:
  Column& next();
  Batch& batch_;
  std::size_t at_ = 0;
};

// Owned by who takes them: release when done.
void export_schema(const Form& form, ArrowSchema* out);
void export_array(const BatchPtr& batch, ArrowArray* out);
void export_stream(const Form& form, std::vector<BatchPtr> batches, ArrowArrayStream* out);

}  // namespace marsad::python
