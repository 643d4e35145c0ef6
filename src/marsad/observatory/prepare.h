// SPDX-License-Identifier: Apache-2.0
// An article made ready for the store, as far as that needs no store: read, boiled down to
// reports, its words and facets gathered, its bytes named by their hash.
//
//   Document "قصف سوق حماة", its JSONL line
//     →  ArticleRow {key, content hash, words "سوق" "قصف" facet(type shelling) …}, one report
//
// The costly part of adding an article, for many threads at once: one Preparer a thread. The
// same article and pack give the same result. Tested by observatory_test.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/incidents/joining.h"
#include "marsad/pipeline/pipeline.h"
#include "marsad/store/facets.h"
#include "marsad/store/rows.h"

namespace marsad::observatory {

struct Prepared {
  store::OriginalRow original;
  store::ArticleRow article;  // without numbers, version and family
  std::vector<incidents::Report> reports;
};

// Kinds of facets beside those of claims (store/facets.h): "xo" outlet, "xt" type of event,
// "xc" country, "xg" cell of one degree, "xm" month, "xy" year of a time that is longer than
// kMostMonths.
using store::facet;
inline constexpr int kMostMonths = 6;
// The facets of the months that a time touches, or of its years when they are more than
// kMostMonths; `both`: months and years, as a question asks.
[[nodiscard]] std::vector<std::string> facets_of(Date from, Date to, bool both);
// The cell of one degree that a point lies in, "36:37" for 36.2, 37.1.
[[nodiscard]] std::string cell_of(double lat, double lon);

class Preparer {
 public:
  // Of `joining` it takes from how many words on a text may be a copy.
  explicit Preparer(Language language,
                    const incidents::Joining& joining = incidents::default_joining())
      : language_(std::move(language)),
        least_words_(static_cast<std::size_t>(joining.copies.least_words)) {}

  // `own_id`: the id is the article's, not made of a file's name.
  [[nodiscard]] Prepared prepare(Document document, store::OriginalRow original, bool own_id);
  // The words and facets by which an article is found, of an analysis that is kept (JSON).
  [[nodiscard]] std::string words_of(const std::string& title, const std::string& outlet,
                                     const std::string& analysis);
  // Only what the article tells of happenings.
  [[nodiscard]] std::vector<incidents::Report> reports(const Document& document);

 private:
  // Of what the text claims and tells, its countries and the cells of its places.
  void add_facets(const Analysis& analysis);
  void add_word(std::string_view word, std::uint64_t hash);
  void add_facet(std::string_view kind, std::string_view value);
  // The words of what was read last; those before `opening` also as hashes.
  void gather_words(std::uint32_t opening, std::vector<std::uint32_t>* of_opening);
  // All that were gathered, each once, with the facets.
  std::string take_words(const std::string& outlet, const Analysis& analysis);
  // The entity that an outlet's name names, such as that of an agency.
  const std::string& entity_of(const std::string& outlet);

  Language language_;
  std::size_t least_words_;
  Workspace workspace_;
  Analysis title_, text_;
  struct Word {
    std::uint64_t hash;
    std::uint32_t begin, size;  // in letters_
  };
  std::vector<Word> words_;  // of title and text, and facets
  std::string letters_;
  std::vector<std::uint32_t> running_words_;  // of the text
  std::map<std::string, std::string> outlets_;
};

}  // namespace marsad::observatory
