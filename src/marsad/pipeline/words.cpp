// SPDX-License-Identifier: Apache-2.0
#include "marsad/pipeline/words.h"

#include <algorithm>
#include <iterator>
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

// Calls `known(lexeme)` for each meaning of a token, perhaps more than once, or `unknown()` once.
template <typename Known, typename Unknown>
void each_meaning(const lexicon::Lexicon& rows, const Workspace::State& work, std::uint32_t token,
                  const Known& known, const Unknown& unknown) {
  using namespace lexicon;
  constexpr Features kMeaning = feature::verb | feature::noun | feature::adjective | feature::name;
  std::uint32_t last = kNothing;
  for (const morphology::Reading& reading : work.readings.of(token)) {
    if (reading.lexeme == last) continue;  // another form of the same
    last = reading.lexeme;
    const Lexeme& lexeme = rows.lexemes()[last];
    if ((lexeme.part_of_speech & kMeaning) == 0) continue;
    known(last);
    if (lexeme.root != kNothing) known(lexeme.root);
  }
  if (last == kNothing) unknown();
}

Workspace::State::Lemmas& lemmas_of(const lexicon::Lexicon& rows, Workspace::State& work) {
  if (work.lemmas.of != &rows) {
    work.lemmas = {};
    work.lemmas.of = &rows;
    work.lemmas.of_lexeme.resize(rows.lexemes().size());
  }
  return work.lemmas;
}

// The number of a folded lemma, from 1; made once for each lexeme and thread.
std::uint32_t lemma_of(const lexicon::Lexicon& rows, Workspace::State::Lemmas& lemmas,
                       std::uint32_t lexeme) {
  std::uint32_t& number = lemmas.of_lexeme[lexeme];
  if (number != 0) return number;
  std::string text = folded(rows.string(rows.lexemes()[lexeme].text), rows.orthography());
  if (const auto known = lemmas.named.find(text); known != lemmas.named.end()) {
    return number = known->second;
  }
  const std::uint64_t hash = fnv1a(text);
  lemmas.all.push_back({std::move(text), hash});
  lemmas.seen.push_back(0);
  number = static_cast<std::uint32_t>(lemmas.all.size());
  lemmas.named.emplace(lemmas.all.back().text, number);
  return number;
}

}  // namespace

void read_words(const std::string& text, const Language& language, Workspace& workspace) {
  read_words(text, language.state(), workspace.state(), nullptr);
}

std::vector<ContentWord> content_words(const Language& language, Workspace& workspace) {
  const lexicon::Lexicon& rows = *language.state().lexicon;
  Workspace::State& work = workspace.state();
  Workspace::State::Lemmas& lemmas = lemmas_of(rows, work);
  work.unknown_words.clear();
  if (++lemmas.round == 0) {  // after 2^32 articles
    std::fill(lemmas.seen.begin(), lemmas.seen.end(), 0);
    lemmas.round = 1;
  }
  std::vector<ContentWord> out;
  out.reserve(work.text.tokens.size());
  std::vector<ContentWord> unknown;
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    const text::Token& token = work.text.tokens[i];
    if (!is_word(token)) continue;
    const std::uint32_t at = work.text.source[token.units.begin];
    each_meaning(
        rows, work, i,
        [&](std::uint32_t lexeme) {
          const std::uint32_t number = lemma_of(rows, lemmas, lexeme);
          if (std::exchange(lemmas.seen[number - 1], lemmas.round) == lemmas.round) return;
          const auto& lemma = lemmas.all[number - 1];
          out.push_back({lemma.text, lemma.hash, at});
        },
        [&] {
          const std::string& word =
              work.unknown_words.emplace_back(utf8_of(work.text.folded_of(token)));
          unknown.push_back({word, fnv1a(word), at});
        });
  }
  std::stable_sort(unknown.begin(), unknown.end(),
                   [](const ContentWord& a, const ContentWord& b) { return a.hash < b.hash; });
  std::unique_copy(unknown.begin(), unknown.end(), std::back_inserter(out),
                   [](const ContentWord& a, const ContentWord& b) { return a.hash == b.hash; });
  return out;
}

std::vector<std::vector<std::string>> words_of_question(const std::string& question,
                                                        const Language& language,
                                                        Workspace& workspace) {
  read_words(text::decode(question), language, workspace);
  const lexicon::Lexicon& rows = *language.state().lexicon;
  Workspace::State& work = workspace.state();
  Workspace::State::Lemmas& lemmas = lemmas_of(rows, work);
  std::vector<std::vector<std::string>> out;
  for (std::uint32_t i = 0; i < work.text.tokens.size(); ++i) {
    if (!is_word(work.text.tokens[i])) continue;
    std::vector<std::string> any;
    each_meaning(
        rows, work, i,
        [&](std::uint32_t lexeme) {
          any.push_back(lemmas.all[lemma_of(rows, lemmas, lexeme) - 1].text);
        },
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
