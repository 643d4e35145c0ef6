// SPDX-License-Identifier: Apache-2.0
// Where sentences end, from the roles of the signs and from the lines.
//
//   قال "سنعود." وأضاف: "لن نرحل".    →  قال "سنعود."  ‖  وأضاف: "لن نرحل".
//   التقى د. سامي وفدا.               →  one sentence: د is a single letter
//
// News comes in three shapes, told apart block by block (a block is what stands
// between blank lines): each line is a paragraph; lines are wrapped at a width;
// headings stand among paragraphs. A line break joins only where the next word
// would not have fitted on the line any more, or after a sign of pause.
// Every token belongs to one sentence. Inside the room only. Tested by text_test.cpp.
#pragma once
#include "marsad/text/text.h"

namespace marsad::text {

// Fills text.sentences from text.tokens and text.folded.
void find_sentences(const Orthography& orthography, Text& text);

}  // namespace marsad::text
