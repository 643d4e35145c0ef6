// SPDX-License-Identifier: Apache-2.0
// The words of an article: those by which its wording is compared with that of others, and
// how many of them the language knows. The first are lemmas, so that inflection does not
// matter, folded, so that spelling does not.
//
//   "وقصفت المدافع سوقا"  →  سوق, قصف, مدفع
//
// Every reading of a word gives its lemma, a verbal noun or participle its verb too; words
// of grammar (إلى, إن) give nothing; a word that no row knows, mostly a name, stands for
// itself. Linear in the text. Tested by words_test.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/pipeline/pipeline.h"

namespace marsad {

// Latin letters are small.
struct ContentWord {
  std::string_view text;    // holds until the next call with this workspace
  std::uint64_t hash = 0;   // fnv1a of it
  std::uint32_t first = 0;  // code point at which it stands first
};

// Reads a text as far as its words, which is a fifth of an analysis: content_words and
// running_words then speak of it.
void read_words(const std::string& text, const Language& language, Workspace& workspace);

// Of the article that was analysed last in this workspace; each once, but that an unknown word may
// be spelt as a lemma is.
[[nodiscard]] std::vector<ContentWord> content_words(const Language& language,
                                                     Workspace& workspace);

// What a question asks for: for each of its words the content words that any reading of it
// gives, of which one must stand in a text that answers. Words of grammar ask for nothing.
[[nodiscard]] std::vector<std::vector<std::string>> words_of_question(const std::string& question,
                                                                      const Language& language,
                                                                      Workspace& workspace);

// All words of the article that was analysed last, folded, in their order, as hashes.
[[nodiscard]] std::vector<std::uint32_t> running_words(Workspace& workspace);

// How many running words the rows of a language know. A word counts as known where a row of
// the lexicon reads it, as a name where only names of persons, places or actors do.
struct Coverage {
  std::size_t words = 0, names = 0, unknown = 0;
  std::map<std::string, std::size_t> unknown_words;  // folded, with how often
};

// Adds the article that was analysed last in this workspace; `analysis` is what came of it.
void add_coverage(const Language& language, Workspace& workspace, const Analysis& analysis,
                  Coverage& coverage);

}  // namespace marsad
