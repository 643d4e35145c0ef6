// SPDX-License-Identifier: Apache-2.0
#include "arrow_read.h"

#include <simdjson.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "faults.h"
#include "marsad/analysis/json.h"
#include "marsad/text/text.h"

namespace py = pybind11;

namespace marsad::python {
namespace {

bool valid(const ArrowArray& array, std::int64_t at) {
  if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  return ((bits[at / 8] >> (at % 8)) & 1U) != 0;
}

template <typename T>
T read(const void* buffer, std::int64_t at) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + at * std::int64_t{sizeof(T)}, sizeof(T));
  return value;
}

template <typename Offset>
std::string_view between(const ArrowArray& array, std::int64_t at) {
  const auto begin = read<Offset>(array.buffers[1], at);
  const auto end = read<Offset>(array.buffers[1], at + 1);
  return {static_cast<const char*>(array.buffers[2]) + begin,
          static_cast<std::size_t>(end - begin)};
}

// A view of 16 bytes: the length, then the bytes themselves or four of them, buffer and offset.
std::string_view viewed(const ArrowArray& array, std::int64_t at) {
  constexpr std::int32_t kInline = 12;
  const char* view = static_cast<const char*>(array.buffers[1]) + at * 16;
  const auto size = read<std::int32_t>(view, 0);
  if (size <= kInline) return {view + 4, static_cast<std::size_t>(size)};
  const auto* bytes = static_cast<const char*>(array.buffers[2 + read<std::int32_t>(view, 2)]);
  return {bytes + read<std::int32_t>(view, 3), static_cast<std::size_t>(size)};
}

std::optional<std::int64_t> whole(const ArrowArray& array, char format, std::int64_t at) {
  switch (format) {
    case 'c': return read<std::int8_t>(array.buffers[1], at);
    case 'C': return read<std::uint8_t>(array.buffers[1], at);
    case 's': return read<std::int16_t>(array.buffers[1], at);
    case 'S': return read<std::uint16_t>(array.buffers[1], at);
    case 'i': return read<std::int32_t>(array.buffers[1], at);
    case 'I': return read<std::uint32_t>(array.buffers[1], at);
    case 'l':
    case 'L': return read<std::int64_t>(array.buffers[1], at);
    default: return std::nullopt;
  }
}

// What one cell holds, as text; none: null. `numbers`: whole numbers are written out.
class Cell {
 public:
  Cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row)
      : schema_(schema), array_(array), at_(row + array.offset) {}

  [[nodiscard]] bool is_null() const {
    if (std::string_view(schema_.format) == "n" || !valid(array_, at_)) return true;
    return schema_.dictionary != nullptr && in_dictionary().is_null();
  }

  [[nodiscard]] std::string text(bool numbers, const std::string& row) const {
    if (schema_.dictionary != nullptr) return in_dictionary().text(numbers, row);
    const std::string_view format = schema_.format;
    if (format == "u") return mended(between<std::int32_t>(array_, at_));
    if (format == "U") return mended(between<std::int64_t>(array_, at_));
    if (format == "vu") return mended(viewed(array_, at_));
    if (numbers && format.size() == 1) {
      if (const auto number = whole(array_, format[0], at_)) return std::to_string(*number);
    }
    refuse(row, "text");
  }

  [[nodiscard]] std::optional<Date> day(const std::string& row) const {
    const std::string_view format = schema_.format;
    const auto of = [](auto moment) { return Date{std::chrono::floor<std::chrono::days>(moment)}; };
    if (format == "tdD") return Date{std::chrono::days{read<std::int32_t>(array_.buffers[1], at_)}};
    if (format == "tdm") return of(std::chrono::milliseconds{number64()});
    if (format.starts_with("tss:")) return of(std::chrono::seconds{number64()});
    if (format.starts_with("tsm:")) return of(std::chrono::milliseconds{number64()});
    if (format.starts_with("tsu:")) return of(std::chrono::microseconds{number64()});
    if (format.starts_with("tsn:")) return of(std::chrono::nanoseconds{number64()});
    const std::string written = text(false, row);
    if (written.empty()) return std::nullopt;
    const auto day = parse_iso(std::string_view(written).substr(0, 10));
    if (!day) {
      raise(fail(ErrorCode::input, where(row), "there is no such day as \"" + written + "\"",
                 "give dates, timestamps or YYYY-MM-DD"));
    }
    return day;
  }

 private:
  [[nodiscard]] Cell in_dictionary() const {
    const auto index = whole(array_, schema_.format[0], at_).value_or(0);
    return {*schema_.dictionary, *array_.dictionary, index};
  }

  [[nodiscard]] std::int64_t number64() const { return read<std::int64_t>(array_.buffers[1], at_); }

  static std::string mended(std::string_view bytes) {
    if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::string(bytes);
    return text::decode(bytes);
  }

  [[nodiscard]] std::string where(const std::string& row) const {
    return row + ", column " + schema_.name;
  }

  [[noreturn]] void refuse(const std::string& row, const std::string& wanted) const {
    raise(fail(ErrorCode::input, where(row),
               "has the Arrow type \"" + std::string(schema_.format) + "\", not " + wanted,
               "cast the column to " + wanted));
  }

  const ArrowSchema& schema_;
  const ArrowArray& array_;
  std::int64_t at_;
};

template <typename T>
T* pointer_of(const py::object& capsule, const char* name) {
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) throw py::error_already_set();
  return static_cast<T*>(pointer);
}

// What a capsule holds is moved out of it, so that its own end releases nothing.
template <typename T>
void move_out(T* from, Owned<T>& to) {
  std::memcpy(&to.value, from, sizeof(T));
  from->release = nullptr;
}

// What a stream says of its failure, on one line: of a traceback the last one.
std::string reason_of(ArrowArrayStream& stream) {
  const char* said = stream.get_last_error(&stream);
  std::string_view reason = said == nullptr ? "" : said;
  while (reason.ends_with('\n')) reason.remove_suffix(1);
  reason.remove_prefix(reason.rfind('\n') + 1);
  return reason.empty() ? "no reason given" : std::string(reason);
}

}  // namespace

ArrowRows::ArrowRows(const py::object& source) {
  if (py::hasattr(source, "__arrow_c_stream__")) {
    const py::object capsule = source.attr("__arrow_c_stream__")();
    move_out(pointer_of<ArrowArrayStream>(capsule, "arrow_array_stream"), stream_);
    if (stream_.value.get_schema(&stream_.value, &schema_.value) != 0) {
      raise(fail(ErrorCode::input, "articles",
                 "the Arrow stream has no schema: " + reason_of(stream_.value),
                 "give a table that can be read"));
    }
  } else {
    const auto pair = source.attr("__arrow_c_array__")().cast<py::tuple>();
    move_out(pointer_of<ArrowSchema>(pair[0], "arrow_schema"), schema_);
    move_out(pointer_of<ArrowArray>(pair[1], "arrow_array"), batch_);
  }
  take_schema();
}

void ArrowRows::take_schema() {
  const ArrowSchema& schema = schema_.value;
  std::string known;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const std::string_view name = schema.children[i]->name;
    for (const auto& [field, column] : {std::pair<std::string_view, int*>{"text", &text_},
                                        {"id", &id_},
                                        {"title", &title_},
                                        {"outlet", &outlet_},
                                        {"url", &url_},
                                        {"published", &published_}}) {
      if (name == field) *column = static_cast<int>(i);
    }
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  if (std::string_view(schema.format) != "+s" || text_ < 0) {
    raise(fail(ErrorCode::input, "articles", "the table has no column text, but: " + known,
               "rename the column that holds the articles"));
  }
}

bool ArrowRows::next_batch() {
  batch_.release();
  if (stream_.empty()) return false;
  int failed = 0;
  {
    // What makes the batches may be Python itself, or long.
    const py::gil_scoped_release unlocked;
    failed = stream_.value.get_next(&stream_.value, &batch_.value);
  }
  if (failed != 0) {
    raise(fail(ErrorCode::input, "articles",
               "the Arrow stream broke off: " + reason_of(stream_.value), "mend what it reads"));
  }
  row_ = 0;
  return !batch_.empty();
}

bool ArrowRows::next(Document& out, std::size_t number) {
  while (batch_.empty() || row_ >= batch_.value.length) {
    if (!next_batch()) return false;
  }
  const std::int64_t row = row_++ + batch_.value.offset;
  const std::string named = "article " + std::to_string(number);
  const auto cell = [&](int column) {
    return Cell(*schema_.value.children[column], *batch_.value.children[column], row);
  };
  const auto take = [&](int column, std::string& field, bool numbers) {
    if (column >= 0 && !cell(column).is_null()) field = cell(column).text(numbers, named);
  };
  if (cell(text_).is_null()) {
    raise(fail(ErrorCode::input, named, "its text is null", "filter such rows out"));
  }
  take(text_, out.text, false);
  take(id_, out.id, true);
  take(title_, out.title, false);
  take(outlet_, out.outlet, false);
  take(url_, out.url, false);
  if (published_ >= 0 && !cell(published_).is_null()) out.published = cell(published_).day(named);
  return true;
}

}  // namespace marsad::python
