// SPDX-License-Identifier: Apache-2.0
// The features of a reading, as bits of one 64-bit set, and their names as they
// stand in rows, rules and dumps. The names are the field's (Universal
// Dependencies, where it has one).
//
//   "سيقتلونهم"  →  verb قتل: present active 3 m pl, +س, enclitic 3 m pl
//   "مقتل"       →  verb قتل: masdar m sg
//
// Three groups: what the stem's form says (inflection), which proclitics stand
// before it, which pronoun is attached. Tested by features_test.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marsad::lexicon {

using Features = std::uint64_t;

namespace feature {
// Part of speech: exactly one is set on every reading.
inline constexpr Features verb = 1ull << 0;
inline constexpr Features noun = 1ull << 1;
inline constexpr Features adjective = 1ull << 2;
inline constexpr Features particle = 1ull << 3;  // prepositions, conjunctions, pronouns, adverbs
inline constexpr Features number = 1ull << 4;    // numerals and their modifiers
inline constexpr Features name = 1ull << 5;      // person names
inline constexpr Features unknown = 1ull << 6;   // no row knows the word
// Gender, number, person.
inline constexpr Features m = 1ull << 7;
inline constexpr Features f = 1ull << 8;
inline constexpr Features sg = 1ull << 9;
inline constexpr Features du = 1ull << 10;
inline constexpr Features pl = 1ull << 11;
inline constexpr Features p1 = 1ull << 12;
inline constexpr Features p2 = 1ull << 13;
inline constexpr Features p3 = 1ull << 14;
// Verbs.
inline constexpr Features past = 1ull << 15;
inline constexpr Features present = 1ull << 16;  // imperfect
inline constexpr Features jussive = 1ull << 17;  // imperfect without its final ن or weak letter
inline constexpr Features imperative = 1ull << 18;
inline constexpr Features active = 1ull << 19;  // a form that is both has both bits
inline constexpr Features passive = 1ull << 20;
// Verbal nouns of a verb row.
inline constexpr Features masdar = 1ull << 21;
inline constexpr Features active_participle = 1ull << 22;
inline constexpr Features passive_participle = 1ull << 23;
// Nouns and adjectives.
inline constexpr Features nominative = 1ull << 24;  // only where it shows: مدنيون, طفلان
inline constexpr Features oblique = 1ull << 25;     // accusative and genitive alike: مدنيين, طفلين
inline constexpr Features accusative = 1ull << 26;  // where it shows alone: مدنيا
inline constexpr Features construct = 1ull << 27;   // مقاتلو, طفلا: only with a genitive after it
inline constexpr Features elative = 1ull << 28;
inline constexpr Features bound = 1ull << 29;  // a stem that takes an enclitic (مدينت+ه)
// Proclitics, outermost first.
inline constexpr Features with_wa = 1ull << 32;  // و
inline constexpr Features with_fa = 1ull << 33;  // ف
inline constexpr Features with_bi = 1ull << 34;  // ب
inline constexpr Features with_li = 1ull << 35;  // ل
inline constexpr Features with_ka = 1ull << 36;  // ك
inline constexpr Features with_sa = 1ull << 37;  // س of the future
inline constexpr Features with_al = 1ull << 38;  // ال
inline constexpr Features with_a = 1ull << 39;   // أ of the question
// An attached pronoun: `enclitic` and the person, gender, number it shows.
inline constexpr Features enclitic = 1ull << 44;
inline constexpr Features enclitic_p1 = 1ull << 45;
inline constexpr Features enclitic_p2 = 1ull << 46;
inline constexpr Features enclitic_p3 = 1ull << 47;
inline constexpr Features enclitic_m = 1ull << 48;
inline constexpr Features enclitic_f = 1ull << 49;
inline constexpr Features enclitic_sg = 1ull << 50;
inline constexpr Features enclitic_du = 1ull << 51;
inline constexpr Features enclitic_pl = 1ull << 52;

inline constexpr Features parts_of_speech =
    verb | noun | adjective | particle | number | name | unknown;
inline constexpr Features proclitics =
    with_wa | with_fa | with_bi | with_li | with_ka | with_sa | with_al | with_a;
}  // namespace feature

// "past", "+ب" is written "+bi"; none for a word that names no feature.
[[nodiscard]] std::optional<Features> feature_named(std::string_view name);

// The names of all bits that are set, in bit order, with spaces: "verb m sg past".
[[nodiscard]] std::string dump(Features features);

}  // namespace marsad::lexicon
