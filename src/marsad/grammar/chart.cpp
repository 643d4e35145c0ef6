// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/chart.h"

#include <algorithm>
#include <array>
#include <bit>

#include <fmt/format.h>

namespace marsad::grammar {
namespace {

namespace feature = lexicon::feature;
using text::TokenKind;
using Role = text::Orthography::Role;

// How many tokens a surface name may have.
constexpr std::uint32_t kNameTokens = 10;

constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::kinds)> kKindNames{
    "word", "phrase", "place_name", "actor_name", "person_name", "number", "quantity", "date",
    "time", "place",  "person",     "actor",      "weapon",      "cue",    "trigger",  "context"};

bool is_quote(const text::Token& token) {
  return token.role == Role::open_quote || token.role == Role::close_quote ||
         token.role == Role::either_quote;
}

// A sentence with single spaces and without quotation marks, as names are stored.
struct Line {
  std::u16string folded, letters;
  std::vector<std::uint32_t> begin;  // token of the sentence → unit
  std::vector<std::uint32_t> end;    // token of the sentence → unit after it

  void read(const text::Text& text, const text::Sentence& sentence) {
    folded.clear();
    letters.clear();
    begin.clear();
    end.clear();
    bool quoted = false;  // quotation marks were left out before this token
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      const text::Token& token = text.tokens[t];
      if (is_quote(token)) {
        begin.push_back(static_cast<std::uint32_t>(folded.size()));
        end.push_back(begin.back());
        quoted = true;
        continue;
      }
      // Two words that stand glued were one run of letters (الاممالمتحدة), split by morphology.
      const bool split = t > sentence.first && token.kind == TokenKind::word &&
                         text.tokens[t - 1].kind == TokenKind::word;
      if (!folded.empty() && (quoted || split || !token.glued)) {
        folded += u' ';
        letters += u' ';
      }
      quoted = false;
      begin.push_back(static_cast<std::uint32_t>(folded.size()));
      folded += text.folded_of(token);
      letters += text.letters_of(token);
      end.push_back(static_cast<std::uint32_t>(folded.size()));
    }
  }
};

// Fills one chart; what it needs for that is kept from text to text.
class Builder {
 public:
  void run(const text::Text& text, const lexicon::Lexicon& lexicon,
           const morphology::Readings& readings, Chart& chart) {
    text_ = &text;
    lexicon_ = &lexicon;
    words_ = &readings;
    chart_ = &chart;
    chart.readings = readings.readings;
    // Words come first and are alone: their ids are their tokens.
    chart.edges.resize(text.tokens.size());
    for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
      const morphology::WordReadings& word = readings.words[t];
      Edge& edge = chart.edges[t];
      edge.first = t;
      edge.last = t + 1;
      edge.first_reading = word.first;
      edge.readings = word.count;
      chart.head[t] = chart.tail[t] = t;
      chart.kinds[t] = chart.end_kinds[t] = 1u << static_cast<unsigned>(Kind::word);
    }
    for (const text::Sentence& sentence : text.sentences) {
      sentence_ = sentence;
      line_.read(text, sentence);
      read_signs();
      foresee_names();
      for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        add_phrases(t);
        add_names(t);
      }
    }
  }

 private:
  // ---- Phrases whose words inflect ----

  // The signs of the lexemes that each word of the sentence may be, and 0 after the last.
  void read_signs() {
    signs_.clear();
    for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) {
      std::uint64_t signs = 0;
      for (const morphology::Reading& reading : words_->of(t)) {
        if (reading.lexeme == lexicon::kNothing) continue;
        signs |= lexicon::Lexicon::sign_of(reading.lexeme);
        __builtin_prefetch(&lexicon_->seconds_of(reading.lexeme));
      }
      signs_.push_back(signs);
    }
    signs_.push_back(0);
  }

  void add_phrases(std::uint32_t token) {
    tried_.clear();
    const std::uint64_t next = signs_[token + 1 - sentence_.first];
    for (const morphology::Reading& reading : words_->of(token)) {
      if (reading.lexeme == lexicon::kNothing) continue;
      const std::uint64_t all = lexicon_->seconds_of(reading.lexeme);
      if ((all & next) == 0 && all != ~0ull) continue;
      const auto phrases = lexicon_->phrases_from(reading.lexeme);
      const auto seconds = lexicon_->seconds_from(reading.lexeme);
      for (std::size_t i = 0; i < phrases.size(); ++i) {
        // Nearly every phrase of a common word is refused by the word that follows.
        if ((seconds[i] & next) == 0 && seconds[i] != ~0ull) continue;
        const std::uint32_t index = phrases[i];
        if (std::find(tried_.begin(), tried_.end(), index) != tried_.end()) continue;
        tried_.push_back(index);
        add_phrase(token, lexicon_->phrases()[index]);
      }
    }
  }

  [[nodiscard]] bool fits(const lexicon::PhraseWord& word,
                          const morphology::Reading& reading) const {
    return reading.lexeme != lexicon::kNothing &&
           (reading.features & word.proclitics) == word.proclitics &&
           lexicon_->in_set(word.set, reading.lexeme);
  }
  [[nodiscard]] bool fits(const lexicon::PhraseWord& word, std::uint32_t token) const {
    const auto readings = words_->of(token);
    return std::any_of(readings.begin(), readings.end(),
                       [&](const morphology::Reading& reading) { return fits(word, reading); });
  }

  // Where these words end if they follow from the token on without a gap, else 0.
  [[nodiscard]] std::uint32_t words_end(std::span<const lexicon::PhraseWord> words,
                                        std::uint32_t token) const {
    for (const lexicon::PhraseWord& word : words) {
      if (token >= sentence_.last || !fits(word, token)) return 0;
      ++token;
    }
    return token;
  }

  [[nodiscard]] bool quotation_mark(std::uint32_t token) const {
    const Role role = text_->tokens[token].role;
    return role == Role::open_quote || role == Role::close_quote || role == Role::either_quote;
  }

  // What may not stand in the gap: punctuation but for quotation marks, and a word that can only be a verb.
  [[nodiscard]] bool ends_gap(std::uint32_t token) const {
    if (text_->tokens[token].kind == TokenKind::punctuation) {
      return !quotation_mark(token);
    }
    const auto readings = words_->of(token);
    return !readings.empty() &&
           std::all_of(readings.begin(), readings.end(), [](const morphology::Reading& reading) {
             return (reading.features & feature::verb) != 0;
           });
  }

  void add_phrase(std::uint32_t token, const lexicon::Phrase& phrase) {
    const auto words = lexicon_->phrase_words(phrase);
    if (words.empty()) return;
    // Nearly all are refused behind the first word.
    const std::size_t before = std::min<std::size_t>(phrase.gap_after + 1, words.size());
    std::uint32_t at = words_end(words.subspan(1, before - 1), token + 1);
    if (at == 0 || !fits(words[0], token)) return;
    const auto rest = words.subspan(before);
    std::uint32_t end = words_end(rest, at);
    // "لم يتسن لـ"نخيل" التأكد": a name in quotation marks, not the begin of a quotation.
    bool quoted = false;
    for (std::uint32_t gap = 0; end == 0 && gap < phrase.gap; ++gap) {
      if (at >= sentence_.last || ends_gap(at)) return;
      if (quotation_mark(at)) quoted = !quoted;
      end = words_end(rest, ++at);
    }
    if (end == 0 || quoted) return;
    Edge edge;
    edge.first = token;
    edge.last = end;
    edge.kind = Kind::phrase;
    edge.gapped = end - token > words.size();
    edge.first_reading = static_cast<std::uint32_t>(chart_->readings.size());
    // The phrase inflects as its first word does: a verb where that is one.
    for (const morphology::Reading& reading : words_->of(token)) {
      if (!fits(words[0], reading)) continue;
      morphology::Reading whole = reading;
      whole.lexeme = phrase.lexeme;
      const auto known = chart_->readings.begin() + edge.first_reading;
      if (std::any_of(known, chart_->readings.end(), [&](const morphology::Reading& other) {
            return other.features == whole.features;
          })) {
        continue;
      }
      chart_->readings.push_back(whole);
      ++edge.readings;
    }
    chart_->add(edge);
  }

  // ---- Surface names ----

  // Asks for the second steps of all names that may begin in the sentence: most are not
  // there, and to learn that one by one is to wait for memory each time.
  void foresee_names() {
    for (std::uint32_t t = sentence_.first; t + 1 < sentence_.last; ++t) {
      const morphology::WordReadings& word = words_->words[t];
      const lexicon::Step* step = words_->steps.data() + word.first_step;
      for (std::uint32_t left = word.starts; left != 0; left &= left - 1, ++step) {
        if (step->goes_on == 0) continue;
        const std::uint32_t at = line_.end[t - sentence_.first];
        const std::uint32_t end = line_.end[t + 1 - sentence_.first];
        lexicon_->prefetch_name_step(
            lexicon::step_hash(step->hash, std::u16string_view(line_.folded).substr(at, end - at)));
      }
    }
  }

  void add_names(std::uint32_t token) {
    const morphology::WordReadings& word = words_->words[token];
    const lexicon::Step* step = words_->steps.data() + word.first_step;
    for (std::uint32_t left = word.starts; left != 0; left &= left - 1) {
      add_names(token, static_cast<std::uint32_t>(std::countr_zero(left)), *step++);
    }
  }

  // `first` is the step of the first word.
  void add_names(std::uint32_t token, std::uint32_t start, const lexicon::Step& first) {
    const std::uint32_t past = std::min(token + kNameTokens, sentence_.last);
    const std::uint32_t begin = line_.begin[token - sentence_.first] + start;
    const lexicon::Step* step = &first;
    std::uint32_t at = line_.end[token - sentence_.first];
    for (std::uint32_t t = token;;) {
      if (step->count != 0) {
        add_hit(token, start, t + 1, begin, {at - begin, lexicon_->names_of(*step)});
      }
      if (step->goes_on == 0) return;
      // A quotation mark is not in the line.
      do {
        if (++t >= past) return;
      } while (line_.end[t - sentence_.first] <= at);
      const std::uint32_t end = line_.end[t - sentence_.first];
      step = lexicon_->name_step(
          lexicon::step_hash(step->hash, std::u16string_view(line_.folded).substr(at, end - at)));
      if (step == nullptr) return;
      at = end;
    }
  }

  void add_hit(std::uint32_t token, std::uint32_t start, std::uint32_t last, std::uint32_t begin,
               const lexicon::Lexicon::NameHit& hit) {
    const auto letters = std::u16string_view(line_.letters).substr(begin, hit.size);
    const auto folded = std::u16string_view(line_.folded).substr(begin, hit.size);
    distances_.clear();
    int best = 2;
    std::uint32_t kinds = 0;  // of the entries, as bits
    for (std::size_t i = 0; i < hit.entries.size(); ++i) {
      // Towns of one name are mostly spelt alike, and equal letters are kept once.
      const lexicon::Ref row = hit.entries[i].letters;
      const bool again = i > 0 && row.offset == hit.entries[i - 1].letters.offset &&
                         row.size == hit.entries[i - 1].letters.size;
      distances_.push_back(
          again ? distances_.back()
                : morphology::spelling_distance(letters, folded, lexicon_->letters(row)));
      best = std::min(best, distances_.back());
      kinds |= 1u << static_cast<unsigned>(hit.entries[i].kind);
    }
    const lexicon::Features proclitics = proclitics_before(token, start);
    for (const auto kind : {lexicon::NameKind::phrase, lexicon::NameKind::place,
                            lexicon::NameKind::actor, lexicon::NameKind::person}) {
      if (((kinds >> static_cast<unsigned>(kind)) & 1) == 0) continue;
      Edge edge;
      edge.first = token;
      edge.last = with_closing_quote(token, last);
      edge.value = static_cast<std::uint32_t>(chart_->names.size());
      edge.first_reading = static_cast<std::uint32_t>(chart_->readings.size());
      for (std::size_t i = 0; i < hit.entries.size(); ++i) {
        const lexicon::NameEntry& entry = hit.entries[i];
        if (entry.kind != kind || distances_[i] != best) continue;
        chart_->names.push_back(entry);
        ++edge.count;
        morphology::Reading reading;
        reading.features = proclitics;
        reading.stem_begin = static_cast<std::uint8_t>(start);
        reading.stem_end = static_cast<std::uint8_t>(
            std::min<std::uint32_t>(text_->tokens[token].units.size(), 255));
        if (kind == lexicon::NameKind::phrase || kind == lexicon::NameKind::person) {
          reading.lexeme = entry.target;
          reading.features |= lexicon_->lexemes()[entry.target].part_of_speech;
        } else if (edge.readings > 0) {
          continue;  // places and actors share one reading: they differ in no lexeme
        }
        chart_->readings.push_back(reading);
        ++edge.readings;
      }
      if (edge.count == 0) continue;
      edge.kind = kind == lexicon::NameKind::phrase  ? Kind::phrase
                  : kind == lexicon::NameKind::place ? Kind::place_name
                  : kind == lexicon::NameKind::actor ? Kind::actor_name
                                                     : Kind::person_name;
      chart_->add(edge);
    }
  }

  // A quotation mark that opened inside the name closes inside it.
  [[nodiscard]] std::uint32_t with_closing_quote(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t marks = 0;
    for (std::uint32_t t = first; t < last; ++t) marks += is_quote(text_->tokens[t]) ? 1 : 0;
    const bool closes = marks % 2 == 1 && last < sentence_.last && is_quote(text_->tokens[last]) &&
                        text_->tokens[last].role != Role::open_quote;
    return closes ? last + 1 : last;
  }

  // What the proclitics before a name add: as the word was read, else from the rows of
  // the proclitics, for a name that morphology does not know.
  [[nodiscard]] lexicon::Features proclitics_before(std::uint32_t token,
                                                    std::uint32_t start) const {
    if (start == 0) return 0;
    for (const morphology::Reading& reading : words_->of(token)) {
      if (reading.stem_begin == start) return reading.features & feature::proclitics;
    }
    const std::u16string_view before = text_->folded_of(text_->tokens[token]).substr(0, start);
    for (const lexicon::Clitic& clitic : lexicon_->proclitics()) {
      if (clitic.keep == 0 && clitic.size == start &&
          std::equal(before.begin(), before.end(), clitic.letters)) {
        return clitic.adds & feature::proclitics;
      }
    }
    return 0;
  }

  const text::Text* text_ = nullptr;
  const lexicon::Lexicon* lexicon_ = nullptr;
  const morphology::Readings* words_ = nullptr;
  Chart* chart_ = nullptr;
  text::Sentence sentence_;
  Line line_;
  std::vector<std::uint64_t> signs_;
  std::vector<std::uint32_t> tried_;
  std::vector<int> distances_;
};

}  // namespace

std::string_view name_of(Kind kind) {
  return kind < Kind::kinds ? kKindNames[static_cast<std::size_t>(kind)] : "";
}

bool is_closed(Kind kind) {
  switch (kind) {
    case Kind::date:
    case Kind::time:
    case Kind::place:
    case Kind::person:
    case Kind::actor:
    case Kind::context: return true;
    default: return false;
  }
}

void Chart::reset(const text::Text& of, const lexicon::Lexicon* language) {
  text = &of;
  lexicon = language;
  edges.clear();
  readings.clear();
  names.clear();
  head.assign(of.tokens.size(), kNoEdge);
  tail.assign(of.tokens.size(), kNoEdge);
  closed.assign(of.tokens.size(), kNoEdge);
  kinds.assign(of.tokens.size(), 0);
  end_kinds.assign(of.tokens.size(), 0);
  if (memory != nullptr) memory->surveyed = false;
}

EdgeId Chart::add(Edge edge) {
  const auto id = static_cast<EdgeId>(edges.size());
  const std::uint32_t size = edge.last - edge.first;
  const auto longer = [&](EdgeId other) {
    return other != kNoEdge && edges[other].last - edges[other].first > size;
  };
  EdgeId* start = &head[edge.first];
  while (longer(*start)) start = &edges[*start].next;
  edge.next = *start;
  *start = id;
  EdgeId* end = &tail[edge.last - 1];
  while (longer(*end)) end = &edges[*end].before;
  edge.before = *end;
  *end = id;
  edges.push_back(edge);
  kinds[edge.first] |= 1u << static_cast<unsigned>(edge.kind);
  end_kinds[edge.last - 1] |= 1u << static_cast<unsigned>(edge.kind);
  if (edge.kind <= Kind::person_name && memory != nullptr) memory->surveyed = false;
  return id;
}

void Chart::close(EdgeId id) {
  std::fill(closed.begin() + edges[id].first, closed.begin() + edges[id].last, id);
}

void build(const text::Text& text, const lexicon::Lexicon& lexicon,
           const morphology::Readings& readings, Chart& chart) {
  chart.reset(text, &lexicon);
  thread_local Builder builder;
  builder.run(text, lexicon, readings, chart);
}

std::string dump(const Chart& chart) {
  std::string out;
  for (const Edge& edge : chart.edges) {
    if (!out.empty()) out += " | ";
    out += fmt::format("{} {}..{}", name_of(edge.kind), edge.first, edge.last);
  }
  return out;
}

}  // namespace marsad::grammar
