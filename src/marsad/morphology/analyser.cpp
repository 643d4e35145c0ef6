// SPDX-License-Identifier: Apache-2.0
#include "marsad/morphology/analyser.h"

#include <algorithm>
#include <bit>

namespace marsad::morphology {
namespace {

namespace feature = lexicon::feature;
using lexicon::Clitic;
using lexicon::Features;
using lexicon::FormEntry;

constexpr std::size_t kFirstSlots = 1u << 10;  // of known words; a power of two, …
constexpr std::size_t kMostSlots = 1u << 18;   // … and so are four times as many, up to this
constexpr std::size_t kLongestWord = 48;       // units; longer runs are no words
constexpr std::size_t kShortestJoined = 8;     // units of a word that may be two
constexpr std::size_t kShortestHalf = 3;

// Never 0.
std::uint32_t hash_of(std::u16string_view letters) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  for (const char16_t unit : letters) hash = (hash ^ unit) * 0x9e3779b97f4a7c15ull;
  return static_cast<std::uint32_t>((hash ^ (hash >> 29)) >> 32) | 1;
}

bool is_prefix(const Clitic& clitic, std::u16string_view word) {
  if (clitic.size > word.size()) return false;
  for (std::uint32_t i = 0; i < clitic.size; ++i) {
    if (clitic.letters[i] != word[i]) return false;
  }
  return true;
}

bool is_suffix(const Clitic& clitic, std::u16string_view word) {
  if (clitic.size >= word.size()) return false;
  const std::size_t begin = word.size() - clitic.size;
  for (std::uint32_t i = 0; i < clitic.size; ++i) {
    if (clitic.letters[i] != word[begin + i]) return false;
  }
  return true;
}

bool admits(const Clitic& clitic, Features stem) {
  return (clitic.requires_any == 0 || (stem & clitic.requires_any) != 0) &&
         (stem & clitic.forbids) == 0;
}

// Whether a form may stand without an enclitic, or with one. A stem marked
// `bound` needs one; forms whose case shows at their end (مدنيون) give that
// end up before a pronoun, and stand in the table as construct (مدنيو) for it.
bool may_attach(Features form, bool has_enclitic) {
  if (!has_enclitic) return (form & feature::bound) == 0;
  if (form & feature::particle) return (form & feature::construct) != 0;
  if (form & (feature::accusative | feature::name | feature::unknown)) return false;
  const bool case_shows = (form & (feature::nominative | feature::oblique)) != 0;
  return !case_shows || (form & (feature::construct | feature::bound)) != 0;
}

// Whether a row knows the word in a reading with these features.
bool is_known(std::span<const Reading> readings, Features needed) {
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return reading.lexeme != lexicon::kNothing && (reading.features & needed) == needed;
  });
}

}  // namespace

int spelling_distance(std::u16string_view letters, std::u16string_view folded,
                      std::u16string_view row) {
  if (letters.size() != row.size() || folded.size() != row.size()) return 2;
  int worst = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (letters[i] == row[i]) continue;
    if (letters[i] != folded[i] && row[i] != folded[i]) return 2;
    worst = 1;
  }
  return worst;
}

Analyser::Analyser(const lexicon::Lexicon& lexicon) : lexicon_(lexicon), slots_(kFirstSlots) {}

void Analyser::read_word(std::u16string_view letters, std::u16string_view folded,
                         std::vector<Reading>& out) const {
  static const Clitic kNoClitic{};
  struct Candidate {
    Reading reading;
    int cost;
  };
  thread_local std::vector<Candidate> candidates;
  candidates.clear();
  int cheapest = 2;

  const auto try_stem = [&](const Clitic& before, const Clitic& after) {
    const std::size_t begin = before.size - before.keep;
    if (begin + after.size >= folded.size()) return;
    const std::size_t size = folded.size() - begin - after.size;
    const bool has_enclitic = after.size > 0;
    if (has_enclitic && (before.adds & feature::with_al) != 0) return;
    for (const FormEntry& form : lexicon_.forms(folded.substr(begin, size))) {
      if (!admits(before, form.features) || !admits(after, form.features)) continue;
      if (!may_attach(form.features, has_enclitic)) continue;
      const int cost = spelling_distance(letters.substr(begin, size), folded.substr(begin, size),
                                         lexicon_.letters(form.letters));
      cheapest = std::min(cheapest, cost);
      Reading reading;
      reading.lexeme = form.lexeme;
      reading.features = form.features | before.adds | after.adds;
      // What has an object is active.
      if (has_enclitic && (form.features & feature::active)) reading.features &= ~feature::passive;
      reading.stem_begin = static_cast<std::uint8_t>(begin);
      reading.stem_end = static_cast<std::uint8_t>(begin + size);
      candidates.push_back({reading, cost});
    }
  };
  const auto try_enclitics = [&](const Clitic& before) {
    try_stem(before, kNoClitic);
    for (const Clitic& after : lexicon_.enclitics()) {
      // A pronoun is never written ة or ى: شركة is not شرك+ه.
      if (is_suffix(after, letters)) try_stem(before, after);
    }
  };
  try_enclitics(kNoClitic);
  for (const Clitic& before : lexicon_.proclitics()) {
    if (is_prefix(before, folded)) try_enclitics(before);
  }

  // A word that stands in the tables whole is not taken apart at both ends (فيسبوك).
  const bool whole = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) {
    return c.cost == cheapest && c.reading.stem_begin == 0 && c.reading.stem_end == folded.size() &&
           !(c.reading.features & feature::verb);
  });
  for (const Candidate& candidate : candidates) {
    const bool apart =
        candidate.reading.stem_begin > 0 && candidate.reading.stem_end < folded.size();
    if (candidate.cost == cheapest && !(whole && apart)) out.push_back(candidate.reading);
  }
  if (!candidates.empty()) return;

  // Nobody knows the word: it may be a name, bare or after clitics.
  Reading unknown;
  unknown.features = feature::unknown;
  unknown.stem_end = static_cast<std::uint8_t>(folded.size());
  out.push_back(unknown);
  constexpr Features kBeforeNames = feature::with_wa | feature::with_fa | feature::with_bi |
                                    feature::with_li | feature::with_ka | feature::with_al;
  constexpr std::size_t kShortestName = 3;
  for (const Clitic& before : lexicon_.proclitics()) {
    if ((before.adds & ~kBeforeNames) != 0 || before.keep != 0 || !is_prefix(before, folded) ||
        folded.size() < before.size + kShortestName) {
      continue;
    }
    unknown.features = feature::unknown | before.adds;
    unknown.stem_begin = static_cast<std::uint8_t>(before.size);
    out.push_back(unknown);
  }
}

// The word's index in known_.
std::uint32_t Analyser::remember(std::u16string_view letters, std::u16string_view folded,
                                 std::uint32_t hash) {
  if (known_.size() * 4 > slots_.size() * 3) grow();
  std::size_t slot = (hash >> 1) & (slots_.size() - 1);
  for (; slots_[slot].hash != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot].hash == hash && is(known_[slots_[slot].word], letters)) {
      return slots_[slot].word;
    }
  }
  slots_[slot] = {hash, static_cast<std::uint32_t>(known_.size())};
  Known& known = known_.emplace_back();
  known.letters = static_cast<std::uint32_t>(known_letters_.size());
  known.size = static_cast<std::uint16_t>(letters.size());
  known_letters_ += letters;
  known.first = static_cast<std::uint32_t>(known_readings_.size());
  if (letters.size() <= kLongestWord) {
    scratch_.clear();
    read_word(letters, folded, scratch_);
    known_readings_.insert(known_readings_.end(), scratch_.begin(), scratch_.end());
    known.first_step = static_cast<std::uint32_t>(known_steps_.size());
    known.starts = starts_of(folded);
    if (letters.size() >= kShortestJoined && !is_known(scratch_, 0)) {
      known.cut = cut_of(letters, folded);
    }
  } else {
    Reading unknown;
    unknown.features = feature::unknown;
    known_readings_.push_back(unknown);
  }
  known.count = static_cast<std::uint32_t>(known_readings_.size()) - known.first;
  return slots_[slot].word;
}

// More slots for the words that are known; past the most, none is known any more.
void Analyser::grow() {
  if (slots_.size() >= kMostSlots) {
    std::fill(slots_.begin(), slots_.end(), Slot{});
    known_.clear();
    known_readings_.clear();
    known_letters_.clear();
    known_steps_.clear();
    return;
  }
  std::vector<Slot> old(slots_.size() * 4);
  old.swap(slots_);
  for (const Slot& known : old) {
    if (known.hash == 0) continue;
    std::size_t slot = (known.hash >> 1) & (slots_.size() - 1);
    while (slots_[slot].hash != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = known;
  }
}

// Where a surface name may start: at the word itself, or after و ف ب ل ك. The steps of
// these starts go to known_steps_, from the word's begin on.
std::uint32_t Analyser::starts_of(std::u16string_view folded) {
  std::uint32_t starts = 0;
  const auto may_start = [&](std::size_t offset) {
    const lexicon::Step* step =
        lexicon_.name_step(lexicon::step_hash(lexicon::kFirstStep, folded.substr(offset)));
    if (step == nullptr || (step->count == 0 && step->spaced == 0)) return;
    starts |= 1u << offset;
  };
  may_start(0);
  for (const Clitic& before : lexicon_.proclitics()) {
    if ((before.adds & (feature::with_al | feature::with_sa)) != 0 || before.keep != 0 ||
        before.size >= folded.size() || !is_prefix(before, folded)) {
      continue;
    }
    may_start(before.size);
  }
  for (std::uint32_t left = starts; left != 0; left &= left - 1) {
    const auto offset = static_cast<std::size_t>(std::countr_zero(left));
    known_steps_.push_back(
        *lexicon_.name_step(lexicon::step_hash(lexicon::kFirstStep, folded.substr(offset))));
  }
  return starts;
}

// Where two words meet that are known, the second with the article.
std::uint8_t Analyser::cut_of(std::u16string_view letters, std::u16string_view folded) {
  const auto known = [&](std::u16string_view word, std::u16string_view plain, Features needed) {
    scratch_.clear();
    read_word(word, plain, scratch_);
    return is_known(scratch_, needed);
  };
  for (std::size_t cut = kShortestHalf; cut + kShortestHalf <= letters.size(); ++cut) {
    // Only a clitic adds the article, so that few halves need a look at their readings.
    const std::u16string_view second = folded.substr(cut);
    const auto clitics = lexicon_.proclitics();
    const bool article = std::any_of(clitics.begin(), clitics.end(), [&](const Clitic& before) {
      return (before.adds & feature::with_al) != 0 && is_prefix(before, second);
    });
    if (article && known(letters.substr(cut), second, feature::with_al) &&
        known(letters.substr(0, cut), folded.substr(0, cut), 0)) {
      return static_cast<std::uint8_t>(cut);
    }
  }
  return 0;
}

void Analyser::look_up(const text::Text& text) {
  const std::size_t mask = slots_.size() - 1;
  looks_.assign(text.tokens.size(), Look{});
  for (std::size_t t = 0; t < looks_.size(); ++t) {
    const text::Token& token = text.tokens[t];
    if (token.kind != text::TokenKind::word && token.kind != text::TokenKind::latin) continue;
    looks_[t].hash = hash_of(text.letters_of(token));
    __builtin_prefetch(&slots_[(looks_[t].hash >> 1) & mask]);
  }
  for (Look& look : looks_) {
    if (look.hash == 0) continue;
    std::size_t slot = (look.hash >> 1) & mask;
    while (slots_[slot].hash != 0 && slots_[slot].hash != look.hash) slot = (slot + 1) & mask;
    look.word = slots_[slot].hash == 0 ? lexicon::kNothing : slots_[slot].word;
    if (look.word != lexicon::kNothing) __builtin_prefetch(&known_[look.word]);
  }
  for (const Look& look : looks_) {
    if (look.hash == 0 || look.word == lexicon::kNothing) continue;
    const Known& known = known_[look.word];
    __builtin_prefetch(&known_letters_[known.letters]);
    __builtin_prefetch(&known_readings_[known.first]);
  }
}

const Analyser::Known& Analyser::known_at(const text::Text& text, std::size_t token) {
  const Look& look = looks_[token];
  const std::u16string_view letters = text.letters_of(text.tokens[token]);
  if (look.word < known_.size() && is(known_[look.word], letters)) return known_[look.word];
  // Not seen yet, or of the hash of another word, or forgotten since.
  return known_[remember(letters, text.folded_of(text.tokens[token]), look.hash)];
}

void Analyser::analyse(const text::Text& text, Readings& out) {
  out.readings.clear();
  out.words.clear();
  out.steps.clear();
  look_up(text);
  for (std::size_t t = 0; t < looks_.size(); ++t) {
    WordReadings word;
    word.first = static_cast<std::uint32_t>(out.readings.size());
    if (looks_[t].hash != 0) {
      const Known& known = known_at(text, t);
      out.readings.insert(out.readings.end(), known_readings_.begin() + known.first,
                          known_readings_.begin() + known.first + known.count);
      word.starts = known.starts;
      word.first_step = static_cast<std::uint32_t>(out.steps.size());
      const auto steps = known_steps_.begin() + known.first_step;
      out.steps.insert(out.steps.end(), steps, steps + std::popcount(known.starts));
    }
    word.count = static_cast<std::uint32_t>(out.readings.size()) - word.first;
    out.words.push_back(word);
  }
}

std::vector<Reading> Analyser::analyse_word(std::u16string_view letters,
                                            std::u16string_view folded) {
  std::vector<Reading> out;
  read_word(letters, folded, out);
  return out;
}

void Analyser::split_joined_words(text::Text& text) {
  look_up(text);
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    const text::Token token = text.tokens[i];
    if (token.kind != text::TokenKind::word || token.units.size() < kShortestJoined ||
        token.units.size() > kLongestWord) {
      continue;
    }
    const std::uint32_t cut = known_at(text, i).cut;
    if (cut == 0) continue;
    text::Token second = token;
    second.units.begin = token.units.begin + cut;
    second.glued = true;
    second.line_start = false;
    text.tokens[i].units.end = second.units.begin;
    text.tokens.insert(text.tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
    look_up(text);
    for (text::Sentence& sentence : text.sentences) {
      if (sentence.first > i) ++sentence.first;
      if (sentence.last > i) ++sentence.last;
    }
  }
}

std::string dump(const Reading& reading, const lexicon::Lexicon& lexicon) {
  std::string out = reading.lexeme == lexicon::kNothing
                        ? "?"
                        : std::string(lexicon.string(lexicon.lexemes()[reading.lexeme].text));
  return out + ' ' + lexicon::dump(reading.features);
}

}  // namespace marsad::morphology
