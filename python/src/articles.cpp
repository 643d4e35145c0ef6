// SPDX-License-Identifier: Apache-2.0
#include "articles.h"

#include "faults.h"
#include "marsad/analysis/json.h"

namespace py = pybind11;

namespace marsad::python {
namespace {

bool is_nothing(py::handle value) {
  if (value.is_none()) return true;
  if (PyUnicode_Check(value.ptr())) return false;
  // Not the method that takes what is identical for equal.
  const auto same =
      py::reinterpret_steal<py::object>(PyObject_RichCompare(value.ptr(), value.ptr(), Py_EQ));
  if (!same) throw py::error_already_set();
  const int equal = PyObject_IsTrue(same.ptr());
  if (equal < 0) PyErr_Clear();  // an array, which is something
  return equal == 0;
}

// What a field of an article is called in messages.
std::string place(std::size_t number, const char* field) {
  return "article " + std::to_string(number) + ", field " + field;
}

py::object field_of(py::handle item, const char* name) {
  if (PyDict_Check(item.ptr())) {
    PyObject* value = PyDict_GetItemString(item.ptr(), name);  // borrowed; null: no such key
    return value == nullptr ? py::none() : py::reinterpret_borrow<py::object>(value);
  }
  if (PyMapping_Check(item.ptr()) != 0 && py::hasattr(item, "get")) return item.attr("get")(name);
  return py::getattr(item, name, py::none());
}

}  // namespace

std::string text_of(py::handle value, const std::string& where) {
  if (is_nothing(value)) return {};
  if (!PyUnicode_Check(value.ptr())) {
    raise(fail(ErrorCode::input, where,
               "is " + std::string(Py_TYPE(value.ptr())->tp_name) + ", not text",
               "give it as str"));
  }
  Py_ssize_t size = 0;
  if (const char* bytes = PyUnicode_AsUTF8AndSize(value.ptr(), &size)) {
    return {bytes, static_cast<std::size_t>(size)};
  }
  // Halves of surrogate pairs, which UTF-8 cannot hold: each becomes U+FFFD, so that code points
  // are counted as Python counts them.
  PyErr_Clear();
  const Py_ssize_t length = PyUnicode_GetLength(value.ptr());
  auto mended = py::reinterpret_steal<py::object>(PyUnicode_New(length, 0x10FFFF));
  if (!mended) throw py::error_already_set();
  for (Py_ssize_t i = 0; i < length; ++i) {
    const Py_UCS4 letter = PyUnicode_ReadChar(value.ptr(), i);
    const bool half = letter >= 0xD800 && letter <= 0xDFFF;
    if (PyUnicode_WriteChar(mended.ptr(), i, half ? 0xFFFD : letter) != 0) {
      throw py::error_already_set();
    }
  }
  return mended.attr("encode")("utf-8").cast<std::string>();
}

std::optional<Date> day_of(py::handle value, const std::string& where) {
  if (is_nothing(value)) return std::nullopt;
  if (py::hasattr(value, "year") && py::hasattr(value, "month") && py::hasattr(value, "day")) {
    return Date{std::chrono::year{value.attr("year").cast<int>()} /
                value.attr("month").cast<int>() / value.attr("day").cast<int>()};
  }
  const std::string written = text_of(value, where);
  if (written.empty()) return std::nullopt;
  // A moment, as JSON often has it, begins with its day.
  const auto day = parse_iso(std::string_view(written).substr(0, 10));
  const bool goes_on = written.size() > 10 && (written[10] == 'T' || written[10] == ' ');
  if (!day || (written.size() > 10 && !goes_on)) {
    raise(fail(ErrorCode::input, where, "there is no such day as \"" + written + "\"",
               "give a datetime.date or YYYY-MM-DD, such as 2016-11-03"));
  }
  return day;
}

Articles::Articles(const py::object& source, std::optional<Date> published)
    : published_(published) {
  if (py::hasattr(source, "__arrow_c_stream__") || py::hasattr(source, "__arrow_c_array__")) {
    begin_arrow(source);
    return;
  }
  if (PyUnicode_Check(source.ptr()) || PyDict_Check(source.ptr()) ||
      !py::hasattr(source, "__iter__")) {
    raise(fail(ErrorCode::input, "articles",
               std::string(Py_TYPE(source.ptr())->tp_name) + " is one thing, not many articles",
               "give a list of texts or dicts, an Arrow table, or record batches; one text goes to "
               "marsad.extract"));
  }
  items_ = py::reinterpret_steal<py::object>(PyObject_GetIter(source.ptr()));
  if (!items_) throw py::error_already_set();
}

void Articles::begin_arrow(const py::object& source) {
  rows_ = std::make_unique<ArrowRows>(source);
}

std::optional<Document> Articles::next() {
  while (true) {
    if (rows_) {
      Document document;
      if (rows_->next(document, count_ + 1)) {
        ++count_;
        if (document.id.empty()) document.id = std::to_string(count_);
        if (!document.published) document.published = published_;
        return document;
      }
      rows_.reset();
    }
    if (!items_) return std::nullopt;
    const auto item = py::reinterpret_steal<py::object>(PyIter_Next(items_.ptr()));
    if (!item) {
      if (PyErr_Occurred() != nullptr) throw py::error_already_set();
      return std::nullopt;
    }
    if (!PyUnicode_Check(item.ptr()) && !PyDict_Check(item.ptr()) &&
        (py::hasattr(item, "__arrow_c_array__") || py::hasattr(item, "__arrow_c_stream__"))) {
      begin_arrow(item);
      continue;
    }
    ++count_;
    return from_item(item);
  }
}

Document Articles::from_item(py::handle item) {
  Document out;
  if (PyUnicode_Check(item.ptr())) {
    out.text = text_of(item, place(count_, "text"));
  } else {
    const py::object text = field_of(item, "text");
    if (is_nothing(text)) {
      raise(fail(ErrorCode::input, "article " + std::to_string(count_),
                 std::string(Py_TYPE(item.ptr())->tp_name) + " without a text",
                 "give each article as str, or with a field text"));
    }
    out.text = text_of(text, place(count_, "text"));
    const py::object id = field_of(item, "id");
    // Numbers are ids in many tables.
    out.id =
        PyLong_Check(id.ptr()) ? py::str(id).cast<std::string>() : text_of(id, place(count_, "id"));
    out.title = text_of(field_of(item, "title"), place(count_, "title"));
    out.outlet = text_of(field_of(item, "outlet"), place(count_, "outlet"));
    out.url = text_of(field_of(item, "url"), place(count_, "url"));
    out.published = day_of(field_of(item, "published"), place(count_, "published"));
  }
  if (out.id.empty()) out.id = std::to_string(count_);
  if (!out.published) out.published = published_;
  return out;
}

}  // namespace marsad::python
