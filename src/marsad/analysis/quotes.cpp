// SPDX-License-Identifier: Apache-2.0
#include "marsad/analysis/quotes.h"

namespace marsad {

Quotes::Quotes(std::string_view text) : text_(text), starts_(text.size() + 1) {
  // Every byte writes, and only the last byte of a code point moves on: no
  // branch for the processor to guess.
  std::uint32_t start = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const bool last =
        at + 1 == text.size() || (static_cast<unsigned char>(text[at + 1]) & 0xC0U) != 0x80U;
    starts_[size_] = start;
    size_ += last;
    start = last ? at + 1 : start;
  }
  starts_[size_] = static_cast<std::uint32_t>(text.size());
}

}  // namespace marsad
