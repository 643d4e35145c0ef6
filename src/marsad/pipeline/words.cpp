// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/words.h"

#include <algorithm>
#include <utility>

#include "marsad/base/fnv.h"
#include "marsad/pipeline/state.h"
#include "marsad/text/utf8.h"

namespace marsad {
namespace {

bool is_word(const text::Token& token) {
  return token.kind != text::TokenKind::punctuation && token.kind != text::TokenKind::other;
}

// With small Latin letters, as the words of texts and questions meet.
std::string utf8_of(std::u16string_view units) {
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t point = units[i];
    if (point >= 0xD800 && point < 0xDC00 && i + 1 < units.size()) {
      point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00u);
    }
    if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
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

namespace {

// Calls `known(lexeme)` for each meaning of a token, or `unknown()` once.
template <typename Known, typename Unknown>
void each_meaning(const lexicon::Lexicon& rows, const Workspace::State& work, std::uint32_t token,
                  const Known& known, const Unknown& unknown) {
  using namespace lexicon;
  constexpr Features kMeaning = feature::verb | feature::noun | feature::adjective | feature::name;
  bool any = false;
  for (const morphology::Reading& reading : work.readings.of(token)) {
    if (reading.lexeme == kNothing) continue;
    any = true;
    const Lexeme& lexeme = rows.lexemes()[reading.lexeme];
    if ((lexeme.part_of_speech & kMeaning) == 0) continue;
    known(reading.lexeme);
    if (lexeme.root != kNothing) known(lexeme.root);
  }
  if (!any) unknown();
}

// The folded lemma, made once for each lexeme and thread.
Workspace::State::Word& word_of(const lexicon::Lexicon& rows, Workspace::State& work,
                                std::uint32_t lexeme) {
  if (work.words_of != &rows) {
    work.words.assign(rows.lexemes().size(), {});
    work.words_of = &rows;
  }
  Workspace::State::Word& word = work.words[lexeme];
  if (word.text.empty()) {
    word.text = folded(rows.string(rows.lexemes()[lexeme].text), rows.orthography());
    word.hash = fnv1a(word.text);
  }
  return word;
}

}  // namespace

void read_words(const std::string& text, const Language& language, Workspace& workspace) {
  read_words(text, language.state(), workspace.state(), nullptr);
}

std::vector<ContentWord> content_words(const Language& language, Workspace& workspace) {
  const lexicon::Lexicon& rows = *language.state().lexicon;
  Workspace::State& work = workspace.state();
  work.unknown_words.clear();
  ++work.round;
  std::vector<ContentWord> out;
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    const text::Token& token = work.text.tokens[i];
    if (!is_word(token)) continue;
    const std::uint32_t at = work.text.source[token.units.begin];
    each_meaning(
        rows, work, i,
        [&](std::uint32_t lexeme) {
          auto& word = word_of(rows, work, lexeme);
          if (std::exchange(word.seen, work.round) == work.round) return;
          out.push_back({word.text, word.hash, at});
        },
        [&] {
          const std::string& word =
              work.unknown_words.emplace_back(utf8_of(work.text.folded_of(token)));
          out.push_back({word, fnv1a(word), at});
        });
  }
  std::sort(out.begin(), out.end(), [](const ContentWord& a, const ContentWord& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.first < b.first;
  });
  out.erase(
      std::unique(out.begin(), out.end(),
                  [](const ContentWord& a, const ContentWord& b) { return a.hash == b.hash; }),
      out.end());
  return out;
}

std::vector<std::vector<std::string>> words_of_question(const std::string& question,
                                                        const Language& language,
                                                        Workspace& workspace) {
  read_words(text::decode(question), language, workspace);
  const lexicon::Lexicon& rows = *language.state().lexicon;
  Workspace::State& work = workspace.state();
  std::vector<std::vector<std::string>> out;
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    if (!is_word(work.text.tokens[i])) continue;
    std::vector<std::string> any;
    each_meaning(
        rows, work, i,
        [&](std::uint32_t lexeme) { any.push_back(word_of(rows, work, lexeme).text); },
        [&] { any.push_back(utf8_of(work.text.folded_of(work.text.tokens[i]))); });
    if (!any.empty()) out.push_back(std::move(any));
  }
  return out;
}

std::vector<std::uint32_t> running_words(Workspace& workspace) {
  const Workspace::State& work = workspace.state();
  std::vector<std::uint32_t> out;
  for (const text::Token& token : work.text.tokens) {
    if (!is_word(token)) continue;
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a over UTF-16
    for (const char16_t unit : work.text.folded_of(token)) {
      hash = (hash ^ unit) * 0x100000001b3ULL;
    }
    out.push_back(folded_hash(hash));
  }
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
