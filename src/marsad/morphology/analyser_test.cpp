// SPDX-License-Identifier: Apache-2.0
// Readings in the tiny language of tests/language, and a slow twin that knows no
// index: it puts every form between every two clitics and compares letters.
#include "marsad/morphology/analyser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

#include "marsad/lexicon/pack_file.h"
#include "marsad/text/text.h"

namespace marsad::morphology {
namespace {

namespace feature = lexicon::feature;
using lexicon::Clitic;
using lexicon::Features;
using lexicon::FormEntry;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr const char* kPack = MARSAD_BINARY_DIR "/tiny.pack";

const lexicon::Lexicon& tiny() {
  static const auto kTiny = lexicon::Lexicon::open(kPack);
  if (!kTiny) {
    ADD_FAILURE() << describe(kTiny.error());
    std::abort();
  }
  return **kTiny;
}

std::u16string folded(std::u16string_view letters) {
  std::u16string out;
  for (const char16_t unit : letters) {
    out += static_cast<char16_t>(tiny().orthography().folded[unit]);
  }
  return out;
}

std::vector<std::string> readings(std::u16string_view letters) {
  Analyser analyser(tiny());
  std::vector<std::string> out;
  for (const Reading& reading : analyser.analyse_word(letters, folded(letters))) {
    out.push_back(dump(reading, tiny()));
  }
  return out;
}

std::vector<std::string> citations(std::u16string_view letters) {
  std::vector<std::string> out;
  for (const std::string& reading : readings(letters)) {
    const std::string word = reading.substr(0, reading.find(' '));
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
  }
  return out;
}

// ---- Single words ----

TEST(Analyser, ProcliticsAndPronounsAreTakenOffAVerb) {
  EXPECT_THAT(readings(u"وسيقتلونهم"),
              ElementsAre("قتل verb m pl p3 present active +wa +sa enclitic enclitic_p3 "
                          "enclitic_m enclitic_pl"));
}

TEST(Analyser, TheJoinOfTheProcliticAndTheArticleIsTakenApart) {
  EXPECT_THAT(readings(u"للقطاع"), ElementsAre("قطاع noun m sg +li +al"));
  // A stem that begins with ل keeps it: ل + ال + لقاء is written للقاء.
  EXPECT_THAT(readings(u"للقاء"), Contains("لقاء noun m sg +li +al"));
  EXPECT_THAT(readings(u"وللمدنيين"), Contains("مدني noun m pl oblique +wa +li +al"));
  EXPECT_THAT(readings(u"وبالقطاع"), ElementsAre("قطاع noun m sg +wa +bi +al"));
}

TEST(Analyser, AVerbWithAnObjectIsActive) {
  EXPECT_THAT(readings(u"يقتلون"), ElementsAre("قتل verb m pl p3 present active passive"));
  for (const std::string& reading : readings(u"يقتلونه")) {
    EXPECT_EQ(std::string::npos, reading.find("passive")) << reading;
  }
}

TEST(Analyser, AFeminineEndingIsOpenedBeforeAPronoun) {
  EXPECT_THAT(readings(u"بمدينتها"),
              ElementsAre("مدينة noun f sg bound +bi enclitic enclitic_p3 enclitic_f enclitic_sg"));
  EXPECT_THAT(readings(u"مدينت"), ElementsAre("? unknown"));  // it stands nowhere else
}

TEST(Analyser, AParticleThatGovernsTakesAPronoun) {
  EXPECT_THAT(readings(u"لأنهم"),
              Contains("لأن particle construct enclitic enclitic_p3 enclitic_m enclitic_pl"));
  EXPECT_THAT(citations(u"عليه"), Contains("على"));
  EXPECT_THAT(citations(u"لمهم"), Not(Contains("لم")));
}

TEST(Analyser, AnArticleAndAPronounExcludeEachOther) {
  for (const std::string& reading : readings(u"المدينتهم")) {
    EXPECT_EQ(std::string::npos, reading.find("enclitic")) << reading;
  }
  EXPECT_THAT(citations(u"الجيشهم"), ElementsAre("?"));
}

TEST(Analyser, APronounIsSpelledExactly) {
  EXPECT_THAT(readings(u"لعسكرية"), ElementsAre("عسكري adjective f sg +li"));
  EXPECT_THAT(readings(u"لعسكريه"), Contains(testing::HasSubstr("enclitic")));
}

TEST(Analyser, TheFutureStandsBeforeTheImperfectOnly) {
  EXPECT_THAT(citations(u"سيقتل"), ElementsAre("قتل"));
  EXPECT_THAT(citations(u"سقتل"), ElementsAre("?"));
  EXPECT_THAT(citations(u"سمدينة"), ElementsAre("?"));
}

// ---- Spelling ----

TEST(Analyser, SpellingIsCarelessWhereOneSideHasThePlainLetter) {
  const struct {
    const char16_t *letters, *folded, *row;
    int distance;
  } table[] = {
      {u"أحمد", u"احمد", u"أحمد", 0},    {u"احمد", u"احمد", u"أحمد", 1},
      {u"إحمد", u"احمد", u"أحمد", 2},    {u"أحمد", u"احمد", u"احمد", 1},
      {u"مدينه", u"مدينه", u"مدينة", 1}, {u"على", u"علي", u"علي", 1},
      {u"احمد", u"احمد", u"احمدي", 2},   {u"", u"", u"", 0},
  };
  for (const auto& line : table) {
    EXPECT_EQ(line.distance, spelling_distance(line.letters, line.folded, line.row));
  }
}

TEST(Analyser, TheSpellingOfTheTextTellsWordsApart) {
  EXPECT_THAT(citations(u"على"), ElementsAre("على"));
  EXPECT_THAT(citations(u"علي"), ElementsAre("علي"));
  EXPECT_THAT(citations(u"أن"), ElementsAre("أن"));
  EXPECT_THAT(citations(u"إن"), ElementsAre("إن"));
  EXPECT_THAT(citations(u"ان"), UnorderedElementsAre("أن", "إن"));  // both are as near
}

TEST(Analyser, CarelessSpellingIsUnderstood) {
  EXPECT_THAT(citations(u"الى"), ElementsAre("إلى"));
  EXPECT_THAT(citations(u"المدينه"), ElementsAre("مدينة"));
  EXPECT_THAT(citations(u"اصاب"), Contains("أصاب"));
  EXPECT_THAT(citations(u"فى"), Contains("في"));
}

// ---- Unknown words ----

TEST(Analyser, AnUnknownWordMayBeANameBehindClitics) {
  EXPECT_THAT(readings(u"زغبرط"), ElementsAre("? unknown"));
  EXPECT_THAT(readings(u"وزغبرط"), ElementsAre("? unknown", "? unknown +wa"));
  EXPECT_THAT(readings(u"بالزغبرط"),
              UnorderedElementsAre("? unknown", "? unknown +bi", "? unknown +bi +al"));
  EXPECT_THAT(readings(u"وزغ"), ElementsAre("? unknown"));  // too little would be left
}

TEST(Analyser, OneLetterAndVeryLongRunsHaveAReading) {
  EXPECT_FALSE(readings(u"ق").empty());
  Analyser analyser(tiny());
  text::Text text;
  std::string runs;
  for (const int count : {47, 48, 49, 255, 256, 70000}) {
    for (int i = 0; i < count; ++i) runs += "ق";
    runs += ' ';
  }
  text::read(runs, tiny().orthography(), text);
  Readings out;
  analyser.analyse(text, out);
  ASSERT_EQ(6u, out.words.size());
  for (std::uint32_t token = 0; token < 6; ++token) {
    ASSERT_FALSE(out.of(token).empty());
    EXPECT_EQ(lexicon::kNothing, out.of(token).front().lexeme);
  }
}

// ---- Whole texts ----

struct Analysed {
  text::Text text;
  Readings readings;
};

Analysed analysed(std::string_view utf8, Analyser& analyser) {
  Analysed out;
  text::read(utf8, tiny().orthography(), out.text);
  analyser.split_joined_words(out.text);
  analyser.analyse(out.text, out.readings);
  return out;
}

TEST(Analyser, EveryTokenHasAnEntryAndOnlyWordsHaveReadings) {
  Analyser analyser(tiny());
  const Analysed out = analysed("قال 12 جنديا، USA!", analyser);
  ASSERT_EQ(out.text.tokens.size(), out.readings.words.size());
  for (std::uint32_t token = 0; token < out.text.tokens.size(); ++token) {
    const auto kind = out.text.tokens[token].kind;
    const bool word = kind == text::TokenKind::word || kind == text::TokenKind::latin;
    EXPECT_EQ(word, !out.readings.of(token).empty()) << token;
  }
}

TEST(Analyser, AWordThatWasSeenIsReadAsBefore) {
  Analyser analyser(tiny());
  const Analysed out = analysed("وسيقتلونهم قتل وسيقتلونهم قتل", analyser);
  for (const auto& [first, second] : {std::pair{0u, 2u}, {1u, 3u}}) {
    ASSERT_EQ(out.readings.of(first).size(), out.readings.of(second).size());
    for (std::size_t i = 0; i < out.readings.of(first).size(); ++i) {
      EXPECT_EQ(dump(out.readings.of(first)[i], tiny()), dump(out.readings.of(second)[i], tiny()));
    }
  }
}

TEST(Analyser, MemoryThatIsFullIsEmptiedAndReadsOn) {
  Analyser analyser(tiny());
  std::string many;
  for (int i = 0; i < 60'000; ++i) {
    static constexpr const char* kLetters[] = {"ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ"};
    for (int n = i + 1; n > 0; n /= 8) many += kLetters[n % 8];
    many += ' ';
  }
  many += "قتل";
  const Analysed out = analysed(many, analyser);
  const auto last = out.readings.of(static_cast<std::uint32_t>(out.text.tokens.size()) - 1);
  ASSERT_FALSE(last.empty());
  EXPECT_NE(lexicon::kNothing, last.front().lexeme);
}

TEST(Analyser, NamesMayStartBehindAProclitic) {
  Analyser analyser(tiny());
  const auto starts = [&](std::string_view word) {
    return analysed(word, analyser).readings.words.front().starts;
  };
  EXPECT_EQ(1u, starts("حلب"));
  EXPECT_EQ(2u, starts("بحلب"));
  EXPECT_EQ(2u, starts("والأمم"));
  EXPECT_EQ(1u, starts("الجيش"));
  EXPECT_EQ(0u, starts("مدينة"));
  EXPECT_EQ(0u, starts("حل"));
}

TEST(Analyser, WordsThatWereWrittenTogetherArePartedBeforeTheArticle) {
  Analyser analyser(tiny());
  const auto words = [&](std::string_view utf8) {
    text::Text text;
    text::read(utf8, tiny().orthography(), text);
    analyser.split_joined_words(text);
    return text::dump(text);
  };
  EXPECT_EQ("قال الجيش السوري .", words("قال الجيشالسوري."));
  EXPECT_EQ("مدينة المدنيين", words("مدينةالمدنيين"));
  // A known word, two halves without the article, an unknown half: as they are.
  for (const char* whole : {"المدنيين", "قتلجندي", "زغبرطالمدنيين", "قتلال"}) {
    EXPECT_EQ(whole, words(whole));
  }
}

TEST(Analyser, PartedWordsKeepSentencesAndOffsets) {
  Analyser analyser(tiny());
  text::Text text;
  text::read("قال الجيشالسوري. قتل جندي.", tiny().orthography(), text);
  const auto before = text.letters;
  analyser.split_joined_words(text);
  EXPECT_EQ(before, text.letters);
  ASSERT_EQ(2u, text.sentences.size());
  EXPECT_EQ(4u, text.sentences[0].last);  // قال | الجيش | السوري | .
  EXPECT_EQ(4u, text.sentences[1].first);
  EXPECT_EQ(text.tokens.size(), text.sentences[1].last);
  EXPECT_TRUE(text.tokens[2].glued);
  EXPECT_EQ(text.tokens[1].units.end, text.tokens[2].units.begin);
}

// ---- The slow twin ----

// Reads the pack by itself and tries everything.
class Twin {
 public:
  Twin() {
    std::ifstream in(kPack, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    const auto sections = lexicon::read_sections(bytes_, kPack);
    const std::string_view forms = sections->find("forms");
    const auto* first = reinterpret_cast<const FormEntry*>(forms.data());
    forms_.assign(first, first + forms.size() / sizeof(FormEntry));
    for (const FormEntry& form : forms_) {
      letters_.emplace_back(tiny().letters(form.letters));
      folded_.push_back(folded(letters_.back()));
    }
  }

  [[nodiscard]] const std::vector<std::u16string>& stems() const { return letters_; }

  // The readings of a word that some row knows, as dumps with the place of the stem.
  [[nodiscard]] std::vector<std::string> read(std::u16string_view word) const {
    const std::u16string plain = folded(word);
    std::vector<Found> found;
    for (const Clitic* before : with_none(tiny().proclitics())) {
      for (const Clitic* after : with_none(tiny().enclitics())) {
        const std::size_t around = (before ? before->size - before->keep : 0) +
                                   static_cast<std::size_t>(after ? after->size : 0);
        for (std::size_t i = 0; i < forms_.size(); ++i) {
          if (around + folded_[i].size() != plain.size()) continue;  // only for speed
          try_form(i, before, after, word, plain, found);
        }
      }
    }
    int nearest = 2;
    for (const Found& one : found) nearest = std::min(nearest, one.distance);
    std::erase_if(found, [&](const Found& one) { return one.distance != nearest; });
    const bool whole = std::any_of(found.begin(), found.end(), [](const Found& one) {
      return !one.before && !one.after && !one.verb;
    });
    std::vector<std::string> out;
    for (const Found& one : found) {
      if (!(whole && one.before && one.after)) out.push_back(one.reading);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  struct Found {
    int distance;
    bool before, after, verb;  // what is taken off; of what part of speech the stem is
    std::string reading;
  };
  static std::vector<const Clitic*> with_none(std::span<const Clitic> clitics) {
    std::vector<const Clitic*> out{nullptr};
    for (const Clitic& clitic : clitics) out.push_back(&clitic);
    return out;
  }
  static std::u16string letters_of(const Clitic* clitic) {
    std::u16string out;
    for (std::uint32_t i = 0; clitic != nullptr && i < clitic->size; ++i) {
      out += static_cast<char16_t>(clitic->letters[i]);
    }
    return out;
  }
  static bool has(Features features, Features bit) { return (features & bit) != 0; }
  // As proclitics.tsv and enclitics.tsv say.
  static bool suits(const Clitic* clitic, Features stem) {
    if (clitic == nullptr) return true;
    if (has(stem, clitic->forbids)) return false;
    return clitic->requires_any == 0 || has(stem, clitic->requires_any);
  }
  // As inflect.h says of forms before a pronoun.
  static bool takes_pronoun(Features stem) {
    if (has(stem, feature::particle)) return has(stem, feature::construct);
    if (has(stem, feature::name) || has(stem, feature::accusative)) return false;
    const bool opened = has(stem, feature::construct) || has(stem, feature::bound);
    return opened || !has(stem, feature::nominative | feature::oblique);
  }
  void try_form(std::size_t i, const Clitic* before, const Clitic* after, std::u16string_view word,
                const std::u16string& plain, std::vector<Found>& found) const {
    const Features stem = forms_[i].features;
    std::u16string head = letters_of(before);
    const std::u16string tail = letters_of(after);
    std::u16string kept;  // what the join has taken from the stem: لل + قاء
    if (before != nullptr && before->keep > 0) {
      kept = head.substr(head.size() - before->keep);
      head.resize(head.size() - before->keep);
      if (!folded_[i].starts_with(kept)) return;
    }
    if (head + folded_[i] + tail != plain) return;
    if (!word.ends_with(tail)) return;  // a pronoun is spelled as it is, not ة for ه
    if (!suits(before, stem) || !suits(after, stem)) return;
    if (after == nullptr ? has(stem, feature::bound) : !takes_pronoun(stem)) return;
    if (after != nullptr && before != nullptr && has(before->adds, feature::with_al)) return;
    Reading reading;
    reading.lexeme = forms_[i].lexeme;
    reading.features = stem | (before ? before->adds : 0) | (after ? after->adds : 0);
    if (after != nullptr && has(stem, feature::active)) reading.features &= ~feature::passive;
    const std::u16string_view written = word.substr(head.size(), folded_[i].size());
    int distance = 0;
    for (std::size_t at = 0; at < written.size(); ++at) {
      if (written[at] == letters_[i][at]) continue;
      const bool plain_somewhere =
          written[at] == folded_[i][at] || letters_[i][at] == folded_[i][at];
      distance = std::max(distance, plain_somewhere ? 1 : 2);
    }
    found.push_back({distance, !head.empty(), after != nullptr, has(stem, feature::verb),
                     dump(reading, tiny()) + " @" + std::to_string(head.size()) + ".." +
                         std::to_string(head.size() + folded_[i].size())});
  }

  std::string bytes_;
  std::vector<FormEntry> forms_;
  std::vector<std::u16string> letters_, folded_;
};

// Whether some row knows the word.
bool compare(const Twin& twin, std::u16string_view word, Analyser& analyser) {
  const std::u16string plain = folded(word);
  std::vector<std::string> fast;
  for (const Reading& reading : analyser.analyse_word(word, plain)) {
    if (reading.lexeme == lexicon::kNothing) continue;
    fast.push_back(dump(reading, tiny()) + " @" + std::to_string(reading.stem_begin) + ".." +
                   std::to_string(reading.stem_end));
  }
  std::sort(fast.begin(), fast.end());
  std::string utf8;
  for (const char16_t unit : word) utf8 += std::to_string(static_cast<int>(unit)) + ' ';
  EXPECT_EQ(twin.read(word), fast) << utf8;
  return !fast.empty();
}

TEST(AnalyserTwin, AgreesOnStemsBetweenRandomClitics) {
  const Twin twin;
  Analyser analyser(tiny());
  std::mt19937 random(20161103);
  const auto pick = [&](std::span<const Clitic> clitics) {
    const std::size_t i = random() % (clitics.size() + 1);
    std::u16string out;
    if (i == clitics.size()) return out;
    for (std::uint32_t at = 0; at < clitics[i].size; ++at) {
      out += static_cast<char16_t>(clitics[i].letters[at]);
    }
    return out;
  };
  int known = 0;
  for (int round = 0; round < 800; ++round) {
    const std::u16string& stem = twin.stems()[random() % twin.stems().size()];
    std::u16string word = pick(tiny().proclitics()) + stem + pick(tiny().enclitics());
    // Some are spelled carelessly, some have lost a letter.
    if (random() % 4 == 0) {
      const std::size_t at = random() % word.size();
      word[at] = folded(word)[at];
    }
    if (random() % 16 == 0 && word.size() > 2) word.erase(random() % word.size(), 1);
    known += compare(twin, word, analyser) ? 1 : 0;
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(known, 150);  // the test means something
}

TEST(AnalyserTwin, AgreesOnRandomStrings) {
  const Twin twin;
  Analyser analyser(tiny());
  std::mt19937 random(7);
  constexpr std::u16string_view kLetters = u"اأإلوبسفكيهمنتقدةىر";
  for (int round = 0; round < 800; ++round) {
    std::u16string word(1 + random() % 7, u' ');
    for (char16_t& unit : word) unit = kLetters[random() % kLetters.size()];
    compare(twin, word, analyser);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace marsad::morphology
