// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/words.h"

#include <algorithm>

#include "marsad/pipeline/state.h"
#include "marsad/text/utf8.h"

namespace marsad {
namespace {

bool is_word(const text::Token& token) {
  return token.kind != text::TokenKind::punctuation && token.kind != text::TokenKind::other;
}

std::string utf8_of(std::u16string_view units) {
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t point = units[i];
    if (point >= 0xD800 && point < 0xDC00 && i + 1 < units.size()) {
      point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00u);
    }
    text::append_utf8(point, out);
  }
  return out;
}

// Folded as the text is, so that both meet.
std::string folded(std::string_view lemma, const text::Orthography& orthography) {
  std::u16string out;
  const auto* at = reinterpret_cast<const unsigned char*>(lemma.data());
  const unsigned char* const end = at + lemma.size();
  while (at < end) {
    const text::Utf8Step step = text::utf8_step(at, end);
    at += step.size;
    if (step.code_point > 0xFFFF) continue;  // no lemma has a letter beyond
    const auto unit = static_cast<char16_t>(step.code_point);
    if (orthography.kind[unit] == text::Orthography::Kind::drop) continue;
    const char16_t letter = orthography.folded[unit];
    out += letter == 0 ? unit : letter;
  }
  return utf8_of(out);
}

}  // namespace

std::vector<std::string> content_words(const Language& language, Workspace& workspace,
                                       std::uint32_t end) {
  using namespace lexicon;
  constexpr Features kMeaning = feature::verb | feature::noun | feature::adjective | feature::name;
  const Lexicon& rows = *language.state().lexicon;
  const Workspace::State& work = workspace.state();
  std::vector<std::string> out;
  const auto add = [&](const Lexeme& lexeme) {
    out.push_back(folded(rows.string(lexeme.text), rows.orthography()));
  };
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    const text::Token& token = work.text.tokens[i];
    if (work.text.source[token.units.begin] >= end) break;
    if (!is_word(token)) continue;
    bool known = false;
    for (const morphology::Reading& reading : work.readings.of(i)) {
      if (reading.lexeme == kNothing) continue;
      known = true;
      const Lexeme& lexeme = rows.lexemes()[reading.lexeme];
      if ((lexeme.part_of_speech & kMeaning) == 0) continue;
      add(lexeme);
      if (lexeme.root != kNothing) add(rows.lexemes()[lexeme.root]);
    }
    if (!known) out.push_back(utf8_of(work.text.folded_of(token)));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void add_coverage(const Language& language, Workspace& workspace, const Analysis& analysis,
                  Coverage& coverage) {
  using namespace lexicon;
  const Lexicon& rows = *language.state().lexicon;
  const Workspace::State& work = workspace.state();
  const auto named = [&](Span word) {
    return std::any_of(analysis.mentions.begin(), analysis.mentions.end(), [&](const Mention& m) {
      const bool name = std::holds_alternative<PlaceValue>(m.value) ||
                        std::holds_alternative<ActorValue>(m.value);
      return name && m.span.contains(word);
    });
  };
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    const text::Token& token = work.text.tokens[i];
    if (token.kind != text::TokenKind::word) continue;
    ++coverage.words;
    bool known = false;
    bool name = false;
    for (const morphology::Reading& reading : work.readings.of(i)) {
      if (reading.lexeme == kNothing) continue;
      const bool person = rows.lexemes()[reading.lexeme].part_of_speech == feature::name;
      (person ? name : known) = true;
    }
    if (known) continue;
    if (name || named(work.text.code_points(token.units))) {
      ++coverage.names;
    } else {
      ++coverage.unknown;
      ++coverage.unknown_words[utf8_of(work.text.folded_of(token))];
    }
  }
}

}  // namespace marsad
