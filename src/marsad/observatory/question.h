// SPDX-License-Identifier: Apache-2.0
// Conditions on claims and incidents as people write them, and what they mean.
//
//   {type "shelling", near "حماة", within 20, from "1998-06-01"}
//     →  ClaimFilter {shelling, 35.13 36.75 within 20 km, from 1998-06-01}
//
// The same for the program's options and the server's parameters; `prefix` stands before a
// field's name in messages ("--" for options). Errors: ErrorCode::usage for a word or day that
// there is not, a place that the gazetteer lacks. Tested by question_test.cpp.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "marsad/analysis/names.h"
#include "marsad/observatory/ledger.h"
#include "marsad/pipeline/pipeline.h"

namespace marsad::observatory {

struct Question {
  std::string words;  // with blanks between
  std::string from, to, published_from, published_to;
  std::string type, figure, stance, outlet, source, actor, country;
  std::string area;    // a place by its name or id: in it
  std::string near;    // a place by its name, or "LAT,LON"
  double within = 25;  // km
  int limit = 50, page = 1;
};

// A language is opened only where words or places are to be read.
using OpenLanguage = std::function<Result<Language>()>;
[[nodiscard]] Result<ClaimFilter> filter_of(const Question& question, const OpenLanguage& open,
                                            const std::string& prefix);

struct Happened {
  std::string from, to, type, country;
  std::string area = {};  // a place by its name or id: in it
};
// Those that at least one article leads with. The days are called `since` and `until`, the area
// `in`.
[[nodiscard]] Result<store::IncidentSearch> search_of(const Happened& happened,
                                                      const OpenLanguage& open,
                                                      const std::string& prefix);

[[nodiscard]] Result<std::optional<Date>> day_of(const std::string& written,
                                                 const std::string& field);

template <typename T>
[[nodiscard]] Result<std::optional<T>> word_of(const std::string& written,
                                               const std::string& field) {
  if (written.empty()) return std::optional<T>();
  if (const auto value = parse<T>(written)) return std::optional<T>(value);
  std::string known;
  for (const std::string_view word : kNames<T>) {
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  return fail(ErrorCode::usage, field + " " + written, "there is no such word",
              "write one of " + known);
}

}  // namespace marsad::observatory
