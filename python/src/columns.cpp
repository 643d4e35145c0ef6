// SPDX-License-Identifier: Apache-2.0
#include "columns.h"

#include <cassert>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace marsad::python {
namespace {

bool has_offsets(Kind kind) {
  return kind == Kind::text || kind == Kind::texts || kind == Kind::bytes;
}

const char* format_of(Kind kind) {
  switch (kind) {
    case Kind::text: return "u";
    case Kind::texts: return "+l";
    case Kind::bytes: return "z";
    case Kind::whole: return "i";
    case Kind::real: return "g";
    case Kind::flag: return "b";
    case Kind::day: return "tdD";
  }
  return "n";
}

void set_bit(std::vector<std::uint8_t>& bits, std::int64_t at, bool value) {
  const auto byte = static_cast<std::size_t>(at / 8);
  if (byte == bits.size()) bits.push_back(0);
  if (value) bits[byte] = static_cast<std::uint8_t>(bits[byte] | (1U << (at % 8)));
}

std::int32_t offset(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw std::length_error("a column of one batch would hold more than 2 GiB of text");
  }
  return static_cast<std::int32_t>(bytes);
}

// What an ArrowSchema of ours owns. Children are released by whoever has them when their
// parent is released; those that were moved away have no release any more.
struct HeldSchema {
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    ArrowSchema* child = schema->children[i];
    if (child->release != nullptr) child->release(child);
  }
  delete static_cast<HeldSchema*>(schema->private_data);
  schema->release = nullptr;
}

void fill_schema(ArrowSchema* out, std::string_view name, const char* format, bool nullable,
                 std::size_t children) {
  auto held = std::make_unique<HeldSchema>();
  held->name = name;
  held->children.resize(children);
  for (ArrowSchema& child : held->children) held->pointers.push_back(&child);
  *out = {format,
          held->name.c_str(),
          nullptr,
          nullable ? ARROW_FLAG_NULLABLE : 0,
          static_cast<std::int64_t>(children),
          held->pointers.data(),
          nullptr,
          release_schema,
          nullptr};
  out->private_data = held.release();
}

struct HeldArray {
  BatchPtr batch;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  for (std::int64_t i = 0; i < array->n_children; ++i) {
    ArrowArray* child = array->children[i];
    if (child->release != nullptr) child->release(child);
  }
  delete static_cast<HeldArray*>(array->private_data);
  array->release = nullptr;
}

void fill_array(ArrowArray* out, const BatchPtr& batch, std::int64_t length, std::int64_t nulls,
                std::vector<const void*> buffers, std::size_t children) {
  auto held = std::make_unique<HeldArray>();
  held->batch = batch;
  held->buffers = std::move(buffers);
  held->children.resize(children);
  for (ArrowArray& child : held->children) held->pointers.push_back(&child);
  *out = {length,
          nulls,
          0,
          static_cast<std::int64_t>(held->buffers.size()),
          static_cast<std::int64_t>(children),
          held->buffers.data(),
          held->pointers.data(),
          nullptr,
          release_array,
          nullptr};
  out->private_data = held.release();
}

void fill_column(ArrowArray* out, const BatchPtr& batch, const Column& column) {
  const Column* items = column.items();
  fill_array(out, batch, column.size(), column.nulls(), column.buffers(), items == nullptr ? 0 : 1);
  if (items != nullptr) fill_column(out->children[0], batch, *items);
}

struct HeldStream {
  const Form* form;
  std::vector<BatchPtr> batches;
  std::size_t next = 0;
};

// No exception may leave through a C interface.
template <typename Work>
int unless_out_of_memory(const Work& work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
  return 0;
}

}  // namespace

Column::Column(Kind kind) : kind_(kind) {
  if (has_offsets(kind)) offsets_.push_back(0);
  if (kind == Kind::texts) items_ = std::make_unique<Column>(Kind::text);
}

void Column::valid() {
  if (nulls_ > 0) set_bit(validity_, size_, true);
  ++size_;
}

template <typename T>
void Column::append(T value) {
  const std::size_t at = values_.size();
  values_.resize(at + sizeof(T));
  std::memcpy(values_.data() + at, &value, sizeof(T));
}

void Column::null() {
  if (nulls_ == 0) {
    // The first: all before it were valid.
    validity_.assign(static_cast<std::size_t>(size_ / 8), 0xFF);
    if (size_ % 8 != 0) validity_.push_back(static_cast<std::uint8_t>((1U << (size_ % 8)) - 1U));
  }
  set_bit(validity_, size_, false);
  ++nulls_;
  switch (kind_) {
    case Kind::text:
    case Kind::bytes:
    case Kind::texts: offsets_.push_back(offsets_.back()); break;
    case Kind::whole:
    case Kind::day: append(std::int32_t{0}); break;
    case Kind::real: append(0.0); break;
    case Kind::flag:
      if (size_ % 8 == 0) values_.push_back(0);
      break;
  }
  ++size_;
}

void Column::text(std::string_view value) {
  values_.insert(values_.end(), value.begin(), value.end());
  offsets_.push_back(offset(values_.size()));
  valid();
}

void Column::texts(const std::vector<std::string>& values) {
  for (const std::string& value : values) items_->text(value);
  offsets_.push_back(offset(static_cast<std::size_t>(items_->size())));
  valid();
}

void Column::whole(std::int32_t value) {
  append(value);
  valid();
}

void Column::real(double value) {
  append(value);
  valid();
}

void Column::flag(bool value) {
  if (size_ % 8 == 0) values_.push_back(0);
  if (value) values_.back() = static_cast<char>(values_.back() | (1 << (size_ % 8)));
  valid();
}

void Column::day(Date value) {
  append(static_cast<std::int32_t>(value.time_since_epoch().count()));
  valid();
}

std::vector<const void*> Column::buffers() const {
  // Some readers refuse a buffer that is null where a value is expected, even of no rows.
  static constexpr std::int64_t kNothing = 0;
  const auto data = [](const auto& buffer) -> const void* {
    return buffer.empty() ? static_cast<const void*>(&kNothing) : buffer.data();
  };
  std::vector<const void*> out{nulls_ == 0 ? nullptr : validity_.data()};
  if (has_offsets(kind_)) out.push_back(offsets_.data());
  if (kind_ != Kind::texts) out.push_back(data(values_));
  return out;
}

Batch::Batch(const Form& table) : form(&table) {
  for (const Field& field : table.fields) columns.emplace_back(field.kind);
}

Row::~Row() {
  assert(at_ == batch_.columns.size());
  ++batch_.rows;
}

Column& Row::next() {
  assert(at_ < batch_.columns.size());
  return batch_.columns[at_++];
}

Row& Row::text(std::string_view value) {
  Column& column = next();
  assert(column.kind() == Kind::text);
  column.text(value);
  return *this;
}

Row& Row::bytes(std::string_view value) {
  Column& column = next();
  assert(column.kind() == Kind::bytes);
  column.text(value);
  return *this;
}

Row& Row::known(std::string_view value) { return value.empty() ? nulls(1) : text(value); }

Row& Row::texts(const std::vector<std::string>& values) {
  Column& column = next();
  assert(column.kind() == Kind::texts);
  column.texts(values);
  return *this;
}

Row& Row::whole(std::int64_t value) {
  Column& column = next();
  assert(column.kind() == Kind::whole);
  column.whole(static_cast<std::int32_t>(value));
  return *this;
}

Row& Row::real(std::optional<double> value) {
  if (!value) return nulls(1);
  Column& column = next();
  assert(column.kind() == Kind::real);
  column.real(*value);
  return *this;
}

Row& Row::flag(std::optional<bool> value) {
  if (!value) return nulls(1);
  Column& column = next();
  assert(column.kind() == Kind::flag);
  column.flag(*value);
  return *this;
}

Row& Row::day(std::optional<Date> value) {
  if (!value) return nulls(1);
  Column& column = next();
  assert(column.kind() == Kind::day);
  column.day(*value);
  return *this;
}

Row& Row::nulls(int columns) {
  for (int i = 0; i < columns; ++i) next().null();
  return *this;
}

void export_schema(const Form& form, ArrowSchema* out) {
  fill_schema(out, "", "+s", false, form.fields.size());
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const Field& field = form.fields[i];
    const bool list = field.kind == Kind::texts;
    fill_schema(out->children[i], field.name, format_of(field.kind), field.nullable, list ? 1 : 0);
    if (list) fill_schema(out->children[i]->children[0], "item", "u", false, 0);
  }
}

void export_array(const BatchPtr& batch, ArrowArray* out) {
  fill_array(out, batch, batch->rows, 0, {nullptr}, batch->columns.size());
  for (std::size_t i = 0; i < batch->columns.size(); ++i) {
    fill_column(out->children[i], batch, batch->columns[i]);
  }
}

void export_stream(const Form& form, std::vector<BatchPtr> batches, ArrowArrayStream* out) {
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    return unless_out_of_memory(
        [&] { export_schema(*static_cast<HeldStream*>(stream->private_data)->form, schema); });
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    return unless_out_of_memory([&] {
      auto& held = *static_cast<HeldStream*>(stream->private_data);
      if (held.next == held.batches.size()) {
        array->release = nullptr;  // the end
      } else {
        export_array(held.batches[held.next++], array);
      }
    });
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* stream) {
    delete static_cast<HeldStream*>(stream->private_data);
    stream->release = nullptr;
  };
  out->private_data = new HeldStream{&form, std::move(batches)};
}

}  // namespace marsad::python
