// SPDX-License-Identifier: Apache-2.0
#include "marsad/morphology/choose.h"

#include <algorithm>

namespace marsad::morphology {
namespace {

namespace feature = lexicon::feature;
using lexicon::Features;

constexpr Features kNominal = feature::noun | feature::adjective | feature::number;

bool any(std::span<const Reading> readings, Features wanted) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return (reading.features & wanted) != 0; });
}

bool all(std::span<const Reading> readings, Features wanted) {
  return !readings.empty() && std::all_of(readings.begin(), readings.end(), [&](const Reading& r) {
    return (r.features & wanted) != 0;
  });
}

}  // namespace

Chooser::Chooser(const lexicon::Lexicon& lexicon)
    : lexicon_(lexicon),
      before_verb_(lexicon.class_named("before-verb")),
      preposition_(lexicon.class_named("preposition")),
      relative_(lexicon.class_named("relative")),
      auxiliary_(lexicon.class_named("auxiliary")),
      that_(lexicon.class_named("that")),
      negation_(lexicon.class_named("negation")) {}

void Chooser::choose(const text::Text& text, Readings& readings) const {
  const auto in_class = [&](std::span<const Reading> of, std::uint32_t set, bool every) {
    if (set == lexicon::kNothing || of.empty()) return false;
    const auto holds = [&](const Reading& reading) {
      return reading.lexeme != lexicon::kNothing && lexicon_.in_set(set, reading.lexeme);
    };
    return every ? std::all_of(of.begin(), of.end(), holds)
                 : std::any_of(of.begin(), of.end(), holds);
  };
  // Keeps the readings that pass, unless nothing would be left.
  const auto keep_if = [&](std::uint32_t token, const auto& passes) {
    WordReadings& word = readings.words[token];
    Reading* begin = readings.readings.data() + word.first;
    Reading* end = begin + word.count;
    Reading* kept = std::stable_partition(begin, end, passes);
    if (kept == begin) return;
    word.refused += static_cast<std::uint32_t>(end - kept);
    word.count = static_cast<std::uint32_t>(kept - begin);
  };
  const auto keep = [&](std::uint32_t token, bool verbs) {
    keep_if(token, [&](const Reading& r) { return ((r.features & feature::verb) != 0) == verbs; });
  };

  for (const text::Sentence& sentence : text.sentences) {
    for (std::uint32_t token = sentence.first; token < sentence.last; ++token) {
      if (any(readings.of(token), feature::verb)) {
        // News gives no orders; and a shortened imperfect wants what shortens it before it.
        keep_if(token, [](const Reading& r) { return !(r.features & feature::imperative); });
        const bool shortened =
            token > sentence.first && (in_class(readings.of(token - 1), before_verb_, false) ||
                                       in_class(readings.of(token - 1), that_, false) ||
                                       in_class(readings.of(token - 1), negation_, false));
        if (!shortened) {
          keep_if(token, [](const Reading& r) {
            return !(r.features & feature::jussive) ||
                   (r.features & (feature::with_li | feature::with_wa));
          });
        }
      }
      const auto here = readings.of(token);
      if (!any(here, feature::verb) || all(here, feature::verb)) continue;
      const bool opens =
          token == sentence.first || text.tokens[token - 1].kind == text::TokenKind::punctuation;
      if (opens) {
        // A verb opens the clause; a masdar that opens one is told by its article or adjective.
        continue;
      }
      const auto before = readings.of(token - 1);
      if (in_class(before, before_verb_, true) || in_class(before, relative_, true)) {
        keep(token, true);
      } else if (in_class(before, that_, false) && any(before, feature::particle)) {
        const bool imperfect = std::any_of(here.begin(), here.end(), [](const Reading& r) {
          return (r.features & feature::verb) &&
                 (r.features & (feature::present | feature::jussive));
        });
        // "إنه قصف": behind its pronoun a verb may stand as well.
        if (!imperfect && !any(before, feature::enclitic)) keep(token, false);
      } else if (in_class(before, preposition_, true)) {
        keep(token, false);
      } else if (all(before, feature::verb) && !in_class(before, auxiliary_, false)) {
        keep(token, false);
      } else if (all(before, kNominal) &&
                 std::all_of(before.begin(), before.end(), [](const Reading& r) {
                   return (r.features & (feature::with_al | feature::accusative |
                                         feature::enclitic | feature::active_participle)) == 0 &&
                          (r.features & feature::noun) != 0;
                 })) {
        keep(token, false);
      }
    }
  }
}

}  // namespace marsad::morphology
