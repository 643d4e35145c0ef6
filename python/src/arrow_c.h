// SPDX-License-Identifier: Apache-2.0
// The structs of the Arrow C data interface and C stream interface, as its specification
// writes them down. They are an ABI and not a library: whoever knows them can hand a table
// over without a copy and without linking Arrow, so nothing here depends on its versions.
//
//   ArrowSchema   "+s" with children "article" (u), "low" (g), "from" (tdD) …
//   ArrowArray    their buffers: validity, offsets, values; who takes it calls release
//   ArrowArrayStream   one schema, then arrays until one is released
//
// https://arrow.apache.org/docs/format/CDataInterface.html. The guards are those of the
// specification. Tested by python/tests/arrow_test.py.
#pragma once
#include <cstdint>

// NOLINTBEGIN: names and layout are the specification's.
extern "C" {
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif
}
// NOLINTEND
