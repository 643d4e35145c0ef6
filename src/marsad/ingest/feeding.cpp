// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/feeding.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

#include "marsad/ingest/markup.h"
#include "marsad/text/text.h"

namespace marsad::ingest {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::size_t kLongestName = 32;  // of what may be cut at the end of a piece

// Not the sign of "a < b". What begins no name of XML is left to the parser to judge.
bool is_markup(std::string_view text) {
  constexpr std::string_view kNone = " \t\r\n=<>&0123456789.,;\"'";
  return text.size() < 2 || kNone.find(text[1]) == std::string_view::npos;
}

// One that XML itself knows: &lt; &#1571; &#x623;
bool is_reference(std::string_view text) {
  for (const std::string_view known : {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"}) {
    if (text.starts_with(known)) return true;
  }
  const auto end = text.substr(0, kLongestName).find(';');
  if (end == std::string_view::npos || !text.starts_with("&#")) return false;
  std::string_view digits = text.substr(2, end - 2);
  const int base = digits.starts_with('x') ? 16 : 10;
  if (base == 16) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return read.ec == std::errc() && read.ptr == digits.data() + digits.size() && value >= 0x20 &&
         value < 0x110000 && (value < 0xD800 || value > 0xDFFF) && (value & 0xFFFE) != 0xFFFE;
}

}  // namespace

int Feeding::give(char* out, std::size_t size) {
  if (!prologue_.empty()) {
    const std::size_t count = std::min(size, prologue_.size());
    std::memcpy(out, prologue_.data(), count);
    prologue_.erase(0, count);
    return static_cast<int>(count);
  }
  if (at_ == mended_.size() && !refill()) return input_error ? -1 : 0;
  std::string_view piece = std::string_view(mended_).substr(at_, size);
  piece = piece.substr(
      0, piece.find('>') == std::string_view::npos ? piece.size() : piece.find('>') + 1);
  std::memcpy(out, piece.data(), piece.size());
  last_at_ = at_;
  ++pieces_;
  ++since_;
  go_to(at_ + piece.size());
  return static_cast<int>(piece.size());
}

bool Feeding::go_to_next_entry(std::string prologue, int known) {
  if (wide_ || input_error) return false;
  if (since_ > 1 && pieces_ != known) {
    go_to(last_at_);
  } else if (since_ == 0 && at_ < mended_.size()) {
    go_to(at_ + 1);  // always some way on
  }
  while (true) {
    const std::size_t found = next_entry();
    go_to(found);
    if (found < mended_.size()) break;
    if (!refill()) return false;
  }
  prologue_ = std::move(prologue);
  line_before = lines_;
  since_ = 0;
  fault.clear();
  fault_line = 0;
  return true;
}

void Feeding::go_to(std::size_t at) {
  const auto lines = [&](std::size_t from, std::size_t to) {
    return static_cast<int>(std::count(mended_.begin() + static_cast<std::ptrdiff_t>(from),
                                       mended_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
  };
  if (at < at_) {
    lines_ -= lines(at, at_);
  } else {
    lines_ += lines(at_, at);
  }
  at_ = at;
}

std::size_t Feeding::next_entry() const {
  const std::string_view text = mended_;
  for (std::size_t at = at_; (at = text.find('<', at)) != std::string_view::npos; ++at) {
    std::string_view name = text.substr(at + 1, kLongestName);
    name = name.substr(0, name.find_first_of(" \t\r\n/>"));
    if (const auto colon = name.find(':'); colon != std::string_view::npos) {
      name.remove_prefix(colon + 1);
    }
    if (name == "item" || name == "entry") return at;
  }
  return text.size();
}

bool Feeding::refill() {
  const auto bytes = in_.peek(kPiece);
  if (!bytes) {
    input_error = bytes.error();
    return false;
  }
  if (bytes->empty()) return false;
  if (first_) look(*bytes);
  first_ = false;
  at_ = 0;
  mended_.clear();
  std::size_t size = bytes->size();
  if (!wide_) {
    // A character, an entity or a mark of CDATA at the end may go on in the next piece.
    if (size == kPiece) size = std::min(size, bytes->find_last_of("\n >;") + 1);
    if (size == 0) size = bytes->size();
    mend(utf8_ ? text::decode(bytes->substr(0, size)) : std::string(bytes->substr(0, size)));
  } else {
    mended_ = bytes->substr(0, size);
  }
  const auto skipped = in_.skip(size);
  if (!skipped) input_error = skipped.error();
  return skipped && !mended_.empty();
}

void Feeding::look(std::string_view bytes) {
  wide_ = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
          bytes.substr(0, 2).find('\0') != std::string_view::npos;
  const std::string charset = charset_of_page(bytes);
  utf8_ = charset.empty() || charset == "utf-8" || charset == "utf8";
}

void Feeding::mend(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto rest = text.substr(i);
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') {
      mended_ += ' ';
      continue;
    }
    if (in_cdata_) {
      if (rest.starts_with("]]>")) in_cdata_ = false;
    } else if (c == '<' && !is_markup(rest)) {
      mended_ += "&lt;";
      continue;
    } else if (c == '<') {
      in_cdata_ = rest.starts_with("<![CDATA[");
    } else if (c == '&' && !is_reference(rest)) {
      mended_ += "&amp;";
      continue;
    }
    mended_ += c;
  }
}

}  // namespace marsad::ingest
