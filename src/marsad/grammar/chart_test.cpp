// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/chart.h"

#include <map>
#include <memory>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <marisa.h>

#include "marsad/lexicon/pack_file.h"

namespace marsad::grammar {
namespace {

namespace feature = lexicon::feature;
using lexicon::Features;
using lexicon::LexemeId;
using lexicon::NameKind;

// ---- Edges ---------------------------------------------------------------------

class Lattice : public testing::Test {
 protected:
  Lattice() {
    text_.tokens.resize(6);
    chart_.reset(text_, nullptr);
  }
  EdgeId add(std::uint32_t first, std::uint32_t last, Kind kind) {
    Edge edge;
    edge.first = first;
    edge.last = last;
    edge.kind = kind;
    return chart_.add(edge);
  }
  std::vector<EdgeId> starting(std::uint32_t token) const {
    std::vector<EdgeId> out;
    for (EdgeId id = chart_.head[token]; id != kNoEdge; id = chart_.edges[id].next) {
      out.push_back(id);
    }
    return out;
  }
  std::vector<EdgeId> ending(std::uint32_t border) const {
    std::vector<EdgeId> out;
    for (EdgeId id = chart_.tail[border - 1]; id != kNoEdge; id = chart_.edges[id].before) {
      out.push_back(id);
    }
    return out;
  }
  text::Text text_;
  Chart chart_;
};

TEST_F(Lattice, EdgesOfOneStartOrEndStandLongestFirstThenNewest) {
  const EdgeId word = add(1, 2, Kind::word);
  const EdgeId pair = add(1, 3, Kind::phrase);
  const EdgeId long_one = add(1, 5, Kind::phrase);
  const EdgeId name = add(1, 3, Kind::place_name);
  const EdgeId one_more = add(1, 2, Kind::number);
  const EdgeId second = add(2, 3, Kind::word);
  EXPECT_THAT(starting(1), testing::ElementsAre(long_one, name, pair, one_more, word));
  EXPECT_THAT(ending(3), testing::ElementsAre(name, pair, second));
  EXPECT_THAT(ending(2), testing::ElementsAre(one_more, word));
  EXPECT_THAT(starting(0), testing::IsEmpty());
  EXPECT_THAT(ending(6), testing::IsEmpty());
}

TEST_F(Lattice, AClosedEdgeHidesOlderEdgesUnderItAndNamesAcrossItsBorder) {
  const EdgeId before = add(0, 1, Kind::word);
  const EdgeId under = add(2, 3, Kind::word);
  const EdgeId across = add(1, 3, Kind::place_name);
  const EdgeId around = add(0, 5, Kind::phrase);
  const EdgeId number = add(2, 3, Kind::number);
  const EdgeId longer = add(2, 5, Kind::quantity);
  const EdgeId date = add(2, 4, Kind::date);
  const EdgeId later = add(2, 3, Kind::cue);
  for (const EdgeId id : {under, across, number}) EXPECT_TRUE(chart_.visible(id));
  chart_.close(date);
  for (const EdgeId id : {under, across, number}) EXPECT_FALSE(chart_.visible(id)) << id;
  // A phrase with a gap around it, a longer edge, the edge itself, and newer ones stay.
  for (const EdgeId id : {before, around, longer, date, later}) {
    EXPECT_TRUE(chart_.visible(id)) << id;
  }
  const EdgeId time = add(1, 4, Kind::time);
  chart_.close(time);
  EXPECT_FALSE(chart_.visible(date));
  EXPECT_TRUE(chart_.visible(time));
}

TEST_F(Lattice, ResetForgetsEverything) {
  chart_.close(add(0, 1, Kind::date));
  text_.tokens.resize(2);
  chart_.reset(text_, nullptr);
  EXPECT_EQ(2u, chart_.tokens());
  EXPECT_THAT(chart_.edges, testing::IsEmpty());
  EXPECT_THAT(starting(0), testing::IsEmpty());
  EXPECT_TRUE(chart_.visible(add(0, 1, Kind::word)));
}

TEST(Chart, EveryKindHasANameOfItsOwn) {
  std::map<std::string_view, int> names;
  for (std::uint8_t k = 0; k < static_cast<std::uint8_t>(Kind::kinds); ++k) {
    const auto name = name_of(static_cast<Kind>(k));
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(1, ++names[name]) << name;
  }
  EXPECT_EQ("", name_of(Kind::kinds));
  EXPECT_TRUE(is_closed(Kind::date));
  EXPECT_FALSE(is_closed(Kind::word));
  EXPECT_FALSE(is_closed(Kind::trigger));
}

// ---- A pack of a few words -------------------------------------------------------

class Words {
 public:
  Words() : orthography_(std::make_unique<text::Orthography>()) {
    const auto ok =
        text::compile_orthography(MARSAD_SOURCE_DIR "/language/ar/orthography", *orthography_);
    EXPECT_TRUE(ok) << describe(ok.error());
  }

  LexemeId lexeme(Features part_of_speech) {
    lexicon::Lexeme row;
    row.part_of_speech = part_of_speech;
    lexemes_.push_back(row);
    return static_cast<LexemeId>(lexemes_.size() - 1);
  }
  void form(const char* word, LexemeId lexeme, Features features) {
    const auto [letters, folded] = spell(word);
    forms_[folded].push_back({lexeme, pool(letters), 0, features});
  }
  void name(const char* words, NameKind kind, std::uint32_t target) {
    const auto [letters, folded] = spell(words);
    names_[folded].push_back({kind, target, pool(letters)});
  }
  void proclitic(const char* letters, Features adds) {
    lexicon::Clitic row;
    for (const char16_t unit : spell(letters).second) row.letters[row.size++] = unit;
    row.adds = adds;
    proclitics_.push_back(row);
  }
  // Each word a lexeme of its own set.
  void phrase(LexemeId lexeme, const std::vector<std::pair<LexemeId, Features>>& words,
              std::uint32_t gap, std::uint32_t gap_after = 0) {
    lexicon::Phrase row;
    row.lexeme = lexeme;
    row.first_word = static_cast<std::uint32_t>(phrase_words_.size());
    row.words = static_cast<std::uint32_t>(words.size());
    row.gap = gap;
    row.gap_after = gap_after;
    for (const auto& [word, proclitics] : words) phrase_words_.push_back({word, 0, proclitics});
    from_[words.front().first].push_back(static_cast<std::uint32_t>(phrases_.size()));
    phrases_.push_back(row);
  }

  std::shared_ptr<const lexicon::Lexicon> lexicon() {
    lexicon::PackWriter pack;
    pack.add("orthography",
             {reinterpret_cast<const char*>(orthography_.get()), sizeof(text::Orthography)});
    pack.add_rows("lexemes", lexemes_);
    for (const char* empty : {"lexeme.rows", "lexeme.marks", "rows", "fields", "marks", "enclitics",
                              "places", "actors", "classes", "rules", "strings"}) {
      pack.add(empty, "");
    }
    index(pack, "forms", forms_, nullptr);
    index(pack, "names", names_, orthography_.get());
    pack.add_rows("proclitics", proclitics_);
    pack.add_rows("phrases", phrases_);
    pack.add_rows("phrase.words", phrase_words_);
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> from;
    for (LexemeId id = 0; id < lexemes_.size(); ++id) {
      first.push_back(static_cast<std::uint32_t>(from.size()));
      from.insert(from.end(), from_[id].begin(), from_[id].end());
    }
    first.push_back(static_cast<std::uint32_t>(from.size()));
    pack.add_rows("phrases.first", first);
    pack.add_rows("phrases.from", from);
    std::vector<std::uint64_t> sets;  // set n holds lexeme n alone
    for (LexemeId id = 0; id < lexemes_.size(); ++id) sets.push_back(1ull << id);
    pack.add_rows("sets", sets);
    pack.add("letters",
             {reinterpret_cast<const char*>(letters_.data()), letters_.size() * sizeof(char16_t)});
    auto out = lexicon::Lexicon::from_bytes(pack.finish(), "test");
    EXPECT_TRUE(out) << describe(out.error());
    return out.value_or(nullptr);
  }

  [[nodiscard]] const text::Orthography& orthography() const { return *orthography_; }

 private:
  std::pair<std::u16string, std::u16string> spell(const char* words) const {
    text::Text text;
    text::read(words, *orthography_, text);
    return {text.letters, text.folded};
  }
  lexicon::Ref pool(const std::u16string& letters) {
    const auto begin = static_cast<std::uint32_t>(letters_.size());
    letters_ += letters;
    return {begin, static_cast<std::uint32_t>(letters.size())};
  }
  template <typename Entry>
  static void index(lexicon::PackWriter& pack, const std::string& name,
                    const std::map<std::u16string, std::vector<Entry>>& entries,
                    const text::Orthography* borders) {
    marisa::Keyset keys;
    for (const auto& [key, rows] : entries) {
      keys.push_back(reinterpret_cast<const char*>(key.data()), key.size() * sizeof(char16_t));
    }
    marisa::Trie trie;
    trie.build(keys);
    std::vector<const std::vector<Entry>*> by_id(trie.num_keys());
    std::size_t k = 0;
    for (const auto& [key, rows] : entries) by_id[keys[k++].id()] = &rows;
    std::vector<std::uint32_t> first{0};
    std::vector<Entry> all;
    for (const auto* rows : by_id) {
      all.insert(all.end(), rows->begin(), rows->end());
      first.push_back(static_cast<std::uint32_t>(all.size()));
    }
    std::ostringstream bytes;
    bytes << trie;
    pack.add(name + ".trie", bytes.str());
    pack.add_rows(name, all);
    pack.add_rows(name + ".first", first);
    std::vector<lexicon::StepKey> steps;
    k = 0;
    for (const auto& [key, rows] : entries) {
      const std::size_t id = keys[k++].id();
      steps.push_back({key, first[id], static_cast<std::uint32_t>(rows.size())});
    }
    pack.add_rows(name + ".steps", lexicon::make_steps(steps, borders));
  }

  std::unique_ptr<text::Orthography> orthography_;
  std::vector<lexicon::Lexeme> lexemes_;
  std::map<std::u16string, std::vector<lexicon::FormEntry>> forms_;
  std::map<std::u16string, std::vector<lexicon::NameEntry>> names_;
  std::vector<lexicon::Clitic> proclitics_;
  std::vector<lexicon::Phrase> phrases_;
  std::vector<lexicon::PhraseWord> phrase_words_;
  std::map<LexemeId, std::vector<std::uint32_t>> from_;
  std::u16string letters_;
};

class Build : public testing::Test {
 protected:
  Build() {
    words_.proclitic("وب", feature::with_wa | feature::with_bi);
    words_.proclitic("ب", feature::with_bi);
    words_.proclitic("و", feature::with_wa);
    const LexemeId met = words_.lexeme(feature::verb);
    const LexemeId death = words_.lexeme(feature::noun);
    const LexemeId guest = words_.lexeme(feature::noun);
    const LexemeId came = words_.lexeme(feature::verb);
    met_death_ = words_.lexeme(feature::verb);
    in_peace_ = words_.lexeme(feature::particle);
    person_ = words_.lexeme(feature::name);
    words_.form("لقي", met, feature::verb | feature::past);
    words_.form("لقي", met, feature::verb | feature::passive);
    words_.form("لقي", met, feature::verb | feature::passive);
    words_.form("مصرعهم", death, feature::noun | feature::enclitic);
    words_.form("مصرع", death, feature::noun);
    words_.form("ضيف", guest, feature::noun);
    words_.form("جاء", came, feature::verb);
    words_.phrase(met_death_, {{met, 0}, {death, 0}}, 3);
    words_.phrase(in_peace_, {{guest, 0}, {death, feature::with_bi}, {guest, 0}}, 0);
    words_.name("حلب", NameKind::place, 5);
    words_.name("حلب الجديدة", NameKind::place, 6);
    words_.name("علي", NameKind::person, person_);
    words_.name("على", NameKind::phrase, in_peace_);
    words_.name("تنظيم داعش", NameKind::actor, 7);
    words_.name("سرب إف-16", NameKind::phrase, in_peace_);
    words_.name("الأمم المتحدة", NameKind::actor, 8);
    words_.name("الأمم المتحدة", NameKind::place, 9);
    lexicon_ = words_.lexicon();
    analyser_ = std::make_unique<morphology::Analyser>(*lexicon_);
  }

  // Edges beyond the words: "phrase 0..2", with the features of their first reading.
  std::vector<std::string> edges(const char* sentence) {
    text::read(sentence, words_.orthography(), text_);
    analyser_->analyse(text_, readings_);
    build(text_, *lexicon_, readings_, chart_);
    std::vector<std::string> out;
    for (std::uint32_t t = 0; t < chart_.tokens(); ++t) {
      EXPECT_EQ(Kind::word, chart_.word(t).kind);
      EXPECT_EQ(t, chart_.word(t).first);
      EXPECT_EQ(readings_.of(t).size(), chart_.readings_of(chart_.word(t)).size());
    }
    for (std::size_t i = chart_.tokens(); i < chart_.edges.size(); ++i) {
      const Edge& edge = chart_.edges[i];
      EXPECT_GT(edge.readings, 0u);
      out.push_back(fmt::format("{}{} {}..{} {}", edge.gapped ? "gapped " : "", name_of(edge.kind),
                                edge.first, edge.last,
                                lexicon::dump(chart_.readings_of(edge)[0].features)));
      while (out.back().back() == ' ') out.back().pop_back();
    }
    return out;
  }

  Words words_;
  LexemeId met_death_ = 0, in_peace_ = 0, person_ = 0;
  std::shared_ptr<const lexicon::Lexicon> lexicon_;
  std::unique_ptr<morphology::Analyser> analyser_;
  text::Text text_;
  morphology::Readings readings_;
  Chart chart_;
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(Build, APhraseHasTheFeaturesOfItsFirstWordAndAllItsReadings) {
  EXPECT_THAT(edges("ولقي مصرعهم"), ElementsAre("phrase 0..2 verb past +wa"));
  const auto readings = chart_.readings_of(chart_.edges.back());
  ASSERT_EQ(2u, readings.size());
  EXPECT_EQ(met_death_, readings[0].lexeme);
  EXPECT_EQ(met_death_, readings[1].lexeme);
  EXPECT_TRUE(readings[1].features & feature::passive);
}

TEST_F(Build, OthersMayStandInTheGapOfAPhraseButNoVerbAndNoSign) {
  EXPECT_THAT(edges("لقي ضيف مصرعهم"), ElementsAre("gapped phrase 0..3 verb past"));
  EXPECT_THAT(edges("لقي 3 ضيف ضيف مصرعهم"), ElementsAre("gapped phrase 0..5 verb past"));
  EXPECT_THAT(edges("لقي ضيف ضيف ضيف ضيف مصرعهم"), IsEmpty());
  EXPECT_THAT(edges("لقي ضيف جاء مصرعهم"), IsEmpty());
  EXPECT_THAT(edges("لقي ضيف، مصرعهم"), IsEmpty());
  EXPECT_THAT(edges("لقي ضيف. مصرعهم"), IsEmpty());
}

TEST_F(Build, TheWordsOfAPhraseFollowEachOtherWithTheirProclitics) {
  EXPECT_THAT(edges("ضيف بمصرع ضيف"), ElementsAre("phrase 0..3 noun"));
  EXPECT_THAT(edges("ضيف مصرع ضيف"), IsEmpty());
  EXPECT_THAT(edges("ضيف بمصرع"), IsEmpty());
  EXPECT_THAT(edges("ضيف ضيف بمصرع ضيف"), ElementsAre("phrase 1..4 noun"));
}

TEST_F(Build, NamesEndWhereATokenEndsAndKeepTheirProclitics) {
  EXPECT_THAT(edges("جاء حلب، ضيف"), ElementsAre("place_name 1..2"));
  EXPECT_THAT(edges("وبحلب الجديدة"),
              ElementsAre("place_name 0..1 +wa +bi", "place_name 0..2 +wa +bi"));
  EXPECT_THAT(edges("حلبية"), IsEmpty());
  EXPECT_THAT(edges("حلب. الجديدة"), ElementsAre("place_name 0..1"));
}

TEST_F(Build, QuotationMarksInsideANameDoNotCount) {
  EXPECT_THAT(edges("جاء تنظيم \"داعش\" ضيف"), ElementsAre("actor_name 1..5"));
  EXPECT_THAT(edges("جاء تنظيم «داعش»"), ElementsAre("actor_name 1..5"));
  EXPECT_THAT(edges("جاء \"تنظيم داعش\""), ElementsAre("actor_name 2..4"));
}

TEST_F(Build, GluedTokensOfANameStayGlued) {
  EXPECT_THAT(edges("جاء سرب إف-16"), ElementsAre("phrase 1..5 particle"));
  EXPECT_THAT(edges("جاء سرب إف - 16"), IsEmpty());
}

TEST_F(Build, OfOneNameTheSpellingThatFitsBestIsKept) {
  EXPECT_THAT(edges("علي"), ElementsAre("person_name 0..1 name"));
  EXPECT_THAT(edges("على"), ElementsAre("phrase 0..1 particle"));
  EXPECT_THAT(edges("الامم المتحدة"), ElementsAre("place_name 0..2", "actor_name 0..2"));
  const Edge& actor = chart_.edges.back();
  ASSERT_EQ(1u, actor.count);
  EXPECT_EQ(8u, chart_.names[actor.value].target);
}

TEST_F(Build, WordsThatWereSplitApartMakeOneName) {
  text::read("الاممالمتحدة", words_.orthography(), text_);
  text::Token second = text_.tokens[0];
  text_.tokens[0].units.end = second.units.begin = second.units.begin + 5;
  second.glued = true;
  text_.tokens.push_back(second);
  text_.sentences[0].last = 2;
  analyser_->analyse(text_, readings_);
  build(text_, *lexicon_, readings_, chart_);
  EXPECT_EQ("word 0..1 | word 1..2 | place_name 0..2 | actor_name 0..2", dump(chart_));
}

TEST_F(Build, AnEmptyTextGivesAnEmptyChart) {
  EXPECT_THAT(edges(""), IsEmpty());
  EXPECT_EQ(0u, chart_.tokens());
}

}  // namespace
}  // namespace marsad::grammar
