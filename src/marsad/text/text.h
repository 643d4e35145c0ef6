// SPDX-License-Identifier: Apache-2.0
// Bytes to folded text with exact alignment, then tokens and sentences.
//
//   "وأُصيبَ ١٢ لاجئةً."  →  letters "وأصيب 12 لاجئة."   (marks dropped, digits made one)
//                          folded  "واصيب 12 لاجئه."   (variants of one letter made one)
//                          tokens  وأصيب | 12 | لاجئة | .
//
// Any byte string is readable: invalid UTF-8 becomes U+FFFD (one per maximal
// ill-formed part), and less is recognised there. Nothing here knows Arabic: which letters
// fold to which, what ends a sentence, what an abbreviation is, comes from the
// tables of language/<code>/orthography/, handed in as an Orthography.
//
// Guaranteed (property-tested and fuzzed): for every span that this room gives,
// the code points of the text as given between begin and end are the quote.
// Linear in the text. Tested by text_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/base/span.h"

namespace marsad::text {

// What to do with one UTF-16 unit of the input: tables of 65,536 entries, so that
// folding is one look-up a letter. Flat and trivially copyable: it stands in the
// language pack as it is and is used from the mapped memory. 400 KB: keep it on the heap.
struct Orthography {
  enum class Kind : std::uint8_t {
    drop,    // harakat, tatweel, bidi marks, zero width: no unit in the text
    letter,  // Arabic and other letters that make words
    latin,   // Latin letters, which never join an Arabic word
    digit,
    space,
    line_break,
    punctuation,
    other,
  };
  enum class Role : std::uint8_t {  // of punctuation
    none,
    sentence_end,  // . ! ? ؟
    pause,         // ، , ؛ ; : (no sentence end), also … and .. which end a line's sentence
    open_quote,
    close_quote,
    either_quote,
    open_bracket,
    close_bracket,
    dash,
    decimal,  // stands in numbers only: ٫ ٬
  };
  // Canonical letter (ﺍ→ا, Persian ی→ي, ٣→3), one unit. 0 where the unit is a ligature
  // (kind letter) or a mark that is dropped without a look at the letter before it.
  std::uint16_t letter[65536];
  std::uint16_t folded[65536];  // look-up letter (أ→ا, ة→ه, ى→ي, A→a)
  Kind kind[65536];
  Role role[65536];
  // Ligatures that stand for several letters (ﻻ → ل ا): unit → up to 4 letters.
  struct Ligature {
    std::uint16_t unit;
    std::uint16_t count;
    std::uint16_t letters[4];
  };
  std::uint32_t ligature_count;
  Ligature ligatures[512];  // sorted by unit, units from U+0800
  // A letter and a mark that make one letter, as decomposed text writes it (ا ٔ → أ).
  struct Composition {
    std::uint16_t letter;
    std::uint16_t mark;
    std::uint16_t composed;
  };
  std::uint32_t composition_count;
  Composition compositions[32];
  // Signs that join two numbers into one when no space stands beside them: . , ٫ ٬
  std::uint32_t number_sign_count;
  std::uint16_t number_signs[8];
  // Beside which words a full stop ends no sentence. Single letters need no row.
  enum class Abbreviation : std::uint16_t {
    title = 1,  // before the stop: أد. سامي
    spelled,    // on both sides of it, the name of a Latin letter: سي.إن.إن
    suffix,     // after it: العربية.نت
  };
  // The Abbreviation as one unit, the folded letters, U+0000; again; sorted.
  std::uint32_t abbreviation_units;
  std::uint16_t abbreviations[2048];
};

enum class TokenKind : std::uint8_t { word, latin, number, punctuation, other };

struct Token {
  Span units;  // into Text::letters and Text::folded
  TokenKind kind = TokenKind::word;
  Orthography::Role role = Orthography::Role::none;
  bool glued = false;        // no space between this token and the one before
  bool line_start = false;   // the first token of a line of the source
  bool block_start = false;  // the first token after a blank line, or of the text
};

// Tokens [first, last) that form one sentence. A headline or heading is a line
// of its own without a full stop at its end.
struct Sentence {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool heading = false;
};

struct Text {
  std::u16string letters;
  std::u16string folded;              // same length as letters
  std::vector<std::uint32_t> source;  // unit → code point of the text as given; one more at the end
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  // Units to code points of the text as given. Marks after the last letter
  // belong to the span.
  [[nodiscard]] Span code_points(Span units) const;
  [[nodiscard]] Span code_points_of_tokens(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::u16string_view folded_of(const Token& token) const;
  [[nodiscard]] std::u16string_view letters_of(const Token& token) const;
};

// Invalid UTF-8 to U+FFFD, one for each maximal ill-formed part (as WHATWG
// asks); a byte order mark at the start is dropped. Valid input comes back as it is.
[[nodiscard]] std::string decode(std::string_view bytes);

// Reads valid UTF-8 (see decode) into `out`, whose buffers are reused. Ill-formed
// bytes, should there be any, are passed over. Texts of up to 2^32 code points.
void read(std::string_view utf8, const Orthography& orthography, Text& out);

// Compiles the tables of a folder (letters.tsv, marks.tsv, compositions.tsv,
// ligatures.tsv, digits.tsv, punctuation.tsv, abbreviations.tsv) into an Orthography.
// Letters that no row names keep themselves; their kind, and which letter a
// presentation form shows, come from Unicode (ICU). The same tables give the same bytes.
// Errors: ErrorCode::language with file:line:column.
[[nodiscard]] Result<void> compile_orthography(const std::string& folder, Orthography& out);

// One line for tests and `explain`: tokens with spaces, sentences with " ‖ ".
[[nodiscard]] std::string dump(const Text& text);

}  // namespace marsad::text
