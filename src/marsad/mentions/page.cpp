// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/page.h"

#include <algorithm>
#include <bit>

namespace marsad::mentions {

namespace feature = lexicon::feature;
using lexicon::Features;
using morphology::Reading;

Classes::Classes(const lexicon::Lexicon& lexicon)
    : complementizer(lexicon.class_named("complementizer")),
      that(lexicon.class_named("that")),
      relative(lexicon.class_named("relative")),
      preposition(lexicon.class_named("preposition")),
      conjunction(lexicon.class_named("conjunction")),
      negation(lexicon.class_named("negation")),
      negates_noun(lexicon.class_named("negates-noun")),
      future(lexicon.class_named("future")),
      possible(lexicon.class_named("possible")),
      clause_opener(lexicon.class_named("clause-opener")),
      auxiliary(lexicon.class_named("auxiliary")),
      wish(lexicon.class_named("wish")),
      purpose(lexicon.class_named("purpose")),
      aspect(lexicon.class_named("aspect")),
      person(lexicon.class_named("person")),
      group(lexicon.class_named("group")),
      weapon(lexicon.class_named("weapon")),
      victim(lexicon.class_named("victim")),
      cue(lexicon.class_named("cue")),
      trigger(lexicon.class_named("trigger")),
      false_friend(lexicon.class_named("false-friend")),
      before_verb(lexicon.class_named("before-verb")),
      and_word(lexicon.class_named("and")),
      prevent(lexicon.class_named("prevent")) {}

Page::Page(const Document& article, const grammar::Chart& lattice, const Mentions& found,
           const Classes& word_classes)
    : document(article),
      text(*lattice.text),
      lexicon(*lattice.lexicon),
      chart(lattice),
      mentions(found),
      classes(word_classes),
      sentence_of_(lattice.tokens(), 0),
      classes_of_(lattice.tokens(), 0) {
  for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
    for (std::uint32_t token = text.sentences[i].first; token < text.sentences[i].last; ++token) {
      sentence_of_[token] = i;
    }
  }
  for (std::uint32_t token = 0; token < tokens(); ++token) {
    for (const Reading& r : readings(token)) {
      if (r.lexeme != lexicon::kNothing) classes_of_[token] |= lexicon.classes_of(r.lexeme);
    }
  }
}

bool Page::is_by_set(std::uint32_t token, std::uint32_t set) const {
  if (set == lexicon::kNothing) return false;
  const auto of = readings(token);
  return std::any_of(of.begin(), of.end(), [&](const Reading& r) {
    return r.lexeme != lexicon::kNothing && lexicon.in_set(set, r.lexeme);
  });
}

bool Page::surely(std::uint32_t token, std::uint32_t set) const {
  if (!is(token, set)) return false;
  const auto of = readings(token);
  return set != lexicon::kNothing && !of.empty() &&
         std::all_of(of.begin(), of.end(), [&](const Reading& r) {
           return r.lexeme != lexicon::kNothing && lexicon.in_set(set, r.lexeme);
         });
}

bool Page::has(std::uint32_t token, Features wanted) const {
  return reading(token, wanted) != nullptr;
}

bool Page::always(std::uint32_t token, Features wanted) const {
  const auto of = readings(token);
  return !of.empty() && std::all_of(of.begin(), of.end(), [&](const Reading& r) {
    return (r.features & wanted) == wanted;
  });
}

bool Page::in_name(std::uint32_t token) const {
  const Found* found = mention(token);
  if (value_of<PlaceValue>(found) != nullptr) return true;
  const auto* actor = value_of<ActorValue>(found);
  return actor != nullptr && (!actor->entity.empty() || actor->cls == ActorClass::person);
}

bool Page::particle(std::uint32_t token) const {
  constexpr Features kParticle = lexicon::feature::particle;
  const auto of = readings(token);
  return has(token, kParticle) && std::all_of(of.begin(), of.end(), [](const Reading& r) {
           return (r.features & (kParticle | lexicon::feature::number)) != 0;
         });
}

const Reading* Page::reading(std::uint32_t token, Features required, Features forbidden) const {
  for (const Reading& r : readings(token)) {
    if ((r.features & required) == required && (r.features & forbidden) == 0) return &r;
  }
  return nullptr;
}

bool Page::acts_as_verb(std::uint32_t token) const {
  if (surely_verb(token)) return true;
  if (reading(token, feature::verb, feature::imperative | feature::p1 | feature::p2) == nullptr) {
    return false;
  }
  const text::Sentence& sentence = sentence_at(token);
  const bool opens = token == sentence.first || punctuation(token - 1) ||
                     reading(token, feature::verb | feature::with_wa) != nullptr;
  // "الجيش صد هجوما": no genitive can follow a noun with the article; "إنه قصف الموقع": nor the
  // pronoun of a complementizer.
  const bool after_definite =
      token > sentence.first && !punctuation(token - 1) &&
      (has(token - 1, feature::with_al) ||
       (is(token - 1, classes.that) && has(token - 1, feature::enclitic)) ||
       (actor(token - 1) != nullptr && actor(token - 1)->tokens.end == token));
  if (after_definite && reading(token, feature::accusative) == nullptr &&
      reading(token, feature::adjective) == nullptr && !has(token, feature::with_bi) &&
      !has(token, feature::with_li) && !has(token, feature::with_al)) {
    return true;
  }
  if (!opens || token + 1 >= sentence.last) return false;
  return actor(token + 1) != nullptr || has(token + 1, feature::with_al) ||
         has(token + 1, feature::number) ||
         chart.text->tokens[token + 1].kind == text::TokenKind::number ||  // "قتل 12 شخصا"
         // "قتل حارس وأصيب آخر": nobody begins with the killing of someone not known.
         (is(token + 1, classes.victim) &&
          reading(token + 1, feature::noun | feature::sg,
                  feature::proclitics | feature::enclitic) != nullptr);
}

std::uint32_t Page::manner_of(std::uint32_t token) const {
  const auto says_how = [&](std::uint32_t t) {
    return has(t, feature::masdar | feature::accusative) && !has(t, feature::with_al);
  };
  if (!says_how(token)) return kNoToken;
  const std::uint32_t first = sentence_at(token).first;
  std::uint32_t at = token;
  while (at > first && (says_how(at) || particle(at))) --at;
  return verb(at) != nullptr && acts_as_verb(at) ? at : kNoToken;
}

const Found* Page::mention(std::uint32_t token) const {
  const std::uint32_t index = mentions.at[token];
  return index == kNoToken ? nullptr : &mentions.all[index];
}

const Found* Page::actor(std::uint32_t token) const {
  const Found* found = mention(token);
  return value_of<ActorValue>(found) != nullptr ? found : nullptr;
}

std::uint32_t outer_letters(const grammar::Chart& chart, Span tokens) {
  const text::Text& text = *chart.text;
  const text::Token& first = text.tokens[tokens.begin];
  // Clitics of one letter each; the article is part of the word (وال loses و, لل one ل).
  constexpr Features kOuter = feature::with_wa | feature::with_fa | feature::with_bi |
                              feature::with_li | feature::with_ka | feature::with_sa;
  auto outer = static_cast<int>(first.units.size());
  for (const Reading& r : chart.readings_of(chart.word(tokens.begin))) {
    outer = std::min(outer, std::popcount(r.features & kOuter));
  }
  // A name may begin with letters that look like clitics (سيناء, بوركينا), and of a word that
  // no row knows only its name tells them (والنرويج).
  const auto readings = chart.readings_of(chart.word(tokens.begin));
  const bool known = std::any_of(readings.begin(), readings.end(), [](const Reading& r) {
    return (r.features & feature::unknown) == 0;
  });
  const std::u16string_view letters = text.letters_of(first);
  // With the article a name has its joins with ل (للقاعدة) as names of their own.
  const bool joined = letters.size() > 1 && letters[0] == letters[1];
  int of_name = static_cast<int>(first.units.size());
  for (grammar::EdgeId id = chart.head[tokens.begin]; id != grammar::kNoEdge && !joined;
       id = chart.edges[id].next) {
    const grammar::Edge& edge = chart.edges[id];
    if (edge.kind < grammar::Kind::place_name || edge.kind > grammar::Kind::person_name) continue;
    if (edge.last > tokens.end || edge.readings == 0) continue;
    of_name = std::min(of_name, std::popcount(chart.readings_of(edge).front().features & kOuter));
  }
  if (of_name < outer || (!known && of_name < static_cast<int>(first.units.size())))
    outer = of_name;
  const auto dropped = static_cast<std::uint32_t>(outer);
  if (dropped >= first.units.size()) return 0;
  // "للجيش": without its ل the word would lose its article.
  return dropped > 0 && hides_article(chart, tokens.begin, dropped - 1) ? dropped - 1 : dropped;
}

bool hides_article(const grammar::Chart& chart, std::uint32_t token, std::uint32_t at) {
  constexpr Features kBoth = feature::with_li | feature::with_al;
  const std::u16string_view letters = chart.text->letters_of(chart.text->tokens[token]);
  if (at + 1 >= letters.size() || letters[at] != letters[at + 1]) return false;
  // "للقاء" may also be a word that begins with ل.
  bool hidden = false;
  for (const Reading& r : chart.readings_of(chart.word(token))) {
    if ((r.features & kBoth) == feature::with_li) return false;
    hidden = hidden || (r.features & kBoth) == kBoth;
  }
  return hidden;
}

Span code_points(const grammar::Chart& chart, Span tokens) {
  const text::Text& text = *chart.text;
  if (tokens.empty()) return text.code_points_of_tokens(tokens.begin, tokens.end);
  const std::uint32_t first = text.tokens[tokens.begin].units.begin;
  return text.code_points(
      {first + outer_letters(chart, tokens), text.tokens[tokens.end - 1].units.end});
}

}  // namespace marsad::mentions
