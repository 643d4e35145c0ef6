// SPDX-License-Identifier: Apache-2.0
// Hands a feed to libxml2, mended on the way where feeds often break the rules
// of XML: a bare & or < and names of HTML (&nbsp;) become text that reads the
// same as HTML, characters that XML forbids become spaces, invalid UTF-8 becomes
// U+FFFD. So no entity but the five of XML ever reaches the parser.
//
//   <title>هدنة & حصار</title>  →  <title>هدنة &amp; حصار</title>
//
// Behind a fault it goes on at the next entry, for a parser that begins anew.
// Tested by feed_test.cpp.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "marsad/base/result.h"
#include "marsad/ingest/input.h"

namespace marsad::ingest {

class Feeding {
 public:
  explicit Feeding(Input& in) : in_(in) {}

  // At most `size` bytes, and no more than one tag: libxml2 gives up what it has
  // in hand when it meets a fault, and what stood before the fault is to be kept.
  [[nodiscard]] int give(char* out, std::size_t size);

  // Goes on behind a fault: what is given next is `prologue`, then the feed from the next entry
  // on. That may be the one at whose first tag the fault was met, unless it is `known`, as the
  // entry that the fault is in. False when there is none.
  [[nodiscard]] bool go_to_next_entry(std::string prologue, int known);

  [[nodiscard]] int pieces() const { return pieces_; }

  std::optional<Error> input_error;
  std::string fault;  // the first one of the XML
  int fault_line = 0;
  int line_before = 0;  // where the parser began

 private:
  void go_to(std::size_t at);

  // Where the next tag <item or <entry stands, with or without a prefix, or the end of the piece.
  [[nodiscard]] std::size_t next_entry() const;

  [[nodiscard]] bool refill();

  void look(std::string_view bytes);

  void mend(std::string_view text);

  Input& in_;
  std::string mended_;
  std::size_t at_ = 0;
  std::size_t last_at_ = 0;  // where the last piece began
  int pieces_ = 0;
  int since_ = 2;  // pieces since the parser began; at first as if it were well on its way
  int lines_ = 0;
  std::string prologue_;
  bool first_ = true;
  bool wide_ = false;  // UTF-16 or UTF-32, which libxml2 is left alone with
  bool utf8_ = true;
  bool in_cdata_ = false;
};

}  // namespace marsad::ingest
