// SPDX-License-Identifier: Apache-2.0
// Errors of the library as exceptions of the package, and nothing else that could fail.
//
//   fail(ErrorCode::pack, "x.pack", "there is no language pack", "name one …")
//     →  marsad.PackError: x.pack: there is no language pack; name one …
//
// marsad/_errors.py is the tree of exceptions: usage, input, partly and output are InputError;
// pack and language PackError; store StoreError. Called with the GIL held. Tested by
// python/tests/errors_test.py.
#pragma once
#include <pybind11/pybind11.h>

#include "marsad/base/result.h"

namespace marsad::python {

[[nodiscard]] inline pybind11::object exception_of(const Error& error) {
  const char* kind = "InputError";
  if (error.code == ErrorCode::pack || error.code == ErrorCode::language) kind = "PackError";
  if (error.code == ErrorCode::store) kind = "StoreError";
  return pybind11::module_::import("marsad._errors")
      .attr(kind)(error.where, error.what, error.remedy);
}
[[noreturn]] inline void raise(const Error& error) {
  const pybind11::object exception = exception_of(error);
  PyErr_SetObject(pybind11::type::of(exception).ptr(), exception.ptr());
  throw pybind11::error_already_set();
}
[[noreturn]] inline void raise(const tl::unexpected<Error>& error) { raise(error.value()); }

// The value, or the exception that says why there is none.
template <typename T>
T value_or_raise(Result<T>&& result) {
  if (!result) raise(result.error());
  return std::move(*result);
}

}  // namespace marsad::python
