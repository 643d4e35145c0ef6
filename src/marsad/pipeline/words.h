// SPDX-License-Identifier: Apache-2.0
// The words of an article by which its wording is compared with that of others: lemmas,
// so that inflection does not matter, folded, so that spelling does not.
//
//   "وقصفت المدافع سوقا"  →  سوق, قصف, مدفع
//
// Every reading of a word gives its lemma, a verbal noun or participle its verb too; words
// of grammar (إلى, إن) give nothing; a word that no row knows, mostly a name, stands for
// itself. Linear in the text. Tested by words_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "marsad/pipeline/pipeline.h"

namespace marsad {

// Of the article that was analysed last in this workspace, up to a code point; each once,
// sorted.
[[nodiscard]] std::vector<std::string> content_words(const Language& language, Workspace& workspace,
                                                     std::uint32_t end);

}  // namespace marsad
