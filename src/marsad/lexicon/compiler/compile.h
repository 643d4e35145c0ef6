// SPDX-License-Identifier: Apache-2.0
// The folder of a language to one pack: tables and rules in, bytes out.
//
//   language/ar/lexicon/verbs.tsv   قتل …      →  lexeme, some sixty forms
//   language/ar/lexicon/triggers.tsv قتل …     →  a second row on the same lexeme
//   language/world/places.tsv       ضاحية الأسد →  a surface name, a place
//   language/ar/grammar/*.rules                →  compiled rules, with their predicate sets
//
// The order of work: inflect words; attach the rows of senses (triggers, cues,
// weapons, titles, false friends) to the words they speak of, or make a word
// of its own; collect surface names; then, with those words readable, phrases
// and rules. The same folder gives the same bytes. Tested by compile_test.cpp.
#pragma once
#include <string>

#include "marsad/base/result.h"

namespace marsad::lexicon::compiler {

// `folder` is one language ("language/ar"); the world's places and actors stand
// beside it ("language/world"), and may be absent.
// Errors: ErrorCode::language with file:line:column, what, and the remedy.
[[nodiscard]] Result<std::string> compile(const std::string& folder);

}  // namespace marsad::lexicon::compiler
