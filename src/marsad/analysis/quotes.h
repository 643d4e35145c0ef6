// SPDX-License-Identifier: Apache-2.0
// From code points to bytes: the quote of a span in UTF-8 text.
//
//   Quotes("قتل 12 شخصا").of({4, 11})  →  "12 شخصا"
//
// Spans count code points and strings are bytes, so every quote needs a
// translation: one pass notes where each code point starts, and a look-up is
// then one read. Spans that reach past the text are cut to it. The text must be
// valid UTF-8 of less than 4 GiB and outlive the Quotes. Tested by json_test.cpp.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "marsad/base/span.h"

namespace marsad {

class Quotes {
 public:
  explicit Quotes(std::string_view text);

  [[nodiscard]] std::string_view of(Span span) const {
    if (span.empty()) return {};
    const std::uint32_t begin = byte_of(span.begin);
    return text_.substr(begin, byte_of(span.end) - begin);
  }
  // Code points in the text.
  [[nodiscard]] std::uint32_t size() const { return size_; }

 private:
  [[nodiscard]] std::uint32_t byte_of(std::uint32_t code_point) const {
    return starts_[std::min(code_point, size_)];
  }

  std::string_view text_;
  std::vector<std::uint32_t> starts_;  // bytes; the one past the last is the text's size
  std::uint32_t size_ = 0;
};

}  // namespace marsad
