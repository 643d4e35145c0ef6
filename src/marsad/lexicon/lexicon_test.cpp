// SPDX-License-Identifier: Apache-2.0
// Packs good and bad, and what is looked up in a good one: that of tests/language/tiny.
#include "marsad/lexicon/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "marsad/lexicon/pack_file.h"

namespace marsad::lexicon {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kPack = MARSAD_BINARY_DIR "/tiny.pack";

const std::string& tiny_bytes() {
  static const std::string kBytes = [] {
    std::ifstream in(kPack, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  return kBytes;
}

const Lexicon& tiny() {
  static const auto kTiny = Lexicon::open(kPack);
  if (!kTiny) {
    ADD_FAILURE() << describe(kTiny.error());
    std::abort();
  }
  return **kTiny;
}

std::vector<std::string> texts_of(std::u16string_view folded) {
  std::vector<std::string> out;
  for (const FormEntry& form : tiny().forms(folded)) {
    out.emplace_back(tiny().string(tiny().lexemes()[form.lexeme].text));
  }
  return out;
}

// The first lexeme with this citation form and part of speech.
LexemeId lexeme(std::string_view text, Features part) {
  const auto all = tiny().lexemes();
  for (LexemeId id = 0; id < all.size(); ++id) {
    if (tiny().string(all[id].text) == text && (all[id].part_of_speech & part) == part) return id;
  }
  ADD_FAILURE() << "no lexeme " << text;
  return 0;
}

// ---- Opening ----

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() / ("marsad-lexicon-" + std::to_string(::getpid()) + '-' +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directory(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, std::string_view bytes) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  static void refuses(const std::string& path, const std::string& why) {
    const auto opened = Lexicon::open(path);
    ASSERT_FALSE(opened) << path;
    EXPECT_EQ(ErrorCode::pack, opened.error().code);
    EXPECT_EQ(path, opened.error().where);
    EXPECT_THAT(opened.error().what, HasSubstr(why));
    EXPECT_THAT(opened.error().remedy, HasSubstr("marsad pack"));
  }
  fs::path folder_;
};

using LexiconOpen = Files;

TEST_F(LexiconOpen, WhatIsNoPackIsRefusedByNameWithTheRemedy) {
  refuses((folder_ / "missing.pack").string(), "No such file");
  refuses(folder_.string(), "not a file with content");
  refuses(file("empty.pack", ""), "not a file with content");
  refuses(file("short.pack", "MARSADPK"), "too short");
  refuses(file("foreign.pack", std::string(5000, 'x')), "not a language pack");
}

TEST_F(LexiconOpen, AnotherVersionIsNamed) {
  std::string bytes = tiny_bytes();
  bytes[8] = static_cast<char>(kPackVersion + 6);
  refuses(file("other.pack", bytes), "version " + std::to_string(kPackVersion + 6));
}

TEST_F(LexiconOpen, TheSameFileAndTheSameBytesGiveTheSameLexicon) {
  const auto from_memory = Lexicon::from_bytes(tiny_bytes(), "memory");
  ASSERT_TRUE(from_memory);
  EXPECT_EQ(tiny().hash(), (*from_memory)->hash());
  EXPECT_EQ(64u, tiny().hash().size());
  EXPECT_EQ(tiny().lexemes().size(), (*from_memory)->lexemes().size());
}

TEST(Lexicon, ATruncatedPackIsRefused) {
  const std::string& whole = tiny_bytes();
  ASSERT_GT(whole.size(), 100'000u);
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 16) {
    const auto opened = Lexicon::from_bytes(whole.substr(0, size), "cut");
    ASSERT_FALSE(opened) << size;
    EXPECT_EQ(ErrorCode::pack, opened.error().code);
  }
  EXPECT_FALSE(Lexicon::from_bytes(whole.substr(0, whole.size() - 1), "cut"));
  EXPECT_FALSE(Lexicon::from_bytes(whole + '\0', "grown"));
}

TEST(Lexicon, EveryDamagedByteIsNoticed) {
  std::string bytes = tiny_bytes();
  // The header whole, except its SHA-256, which only names the pack; then every 1000th byte.
  for (std::size_t at = 0; at < bytes.size(); at += at < 100 ? 1 : 1000) {
    if (at >= 32 && at < 64) continue;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
    const auto opened = Lexicon::from_bytes(bytes, "damaged");
    bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
    ASSERT_FALSE(opened) << at;
    EXPECT_EQ(ErrorCode::pack, opened.error().code) << at;
  }
}

// Gives a pack whose bytes were changed its right size and checksum.
std::string sealed(std::string bytes) {
  constexpr std::size_t kHeader = 64, kSize = 16, kChecksum = 24;  // pack_file.cpp
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + kSize, &size, 8);
  const std::uint64_t checksum = XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader);
  std::memcpy(bytes.data() + kChecksum, &checksum, 8);
  return bytes;
}

TEST(PackFile, ATableOfSectionsThatLiesIsRefused) {
  PackWriter pack;
  pack.add("one", "content");
  const std::string good = pack.finish();
  ASSERT_EQ(good, sealed(good));
  const struct {
    std::size_t at;  // of the byte to change
    const char* what;
  } table[] = {{12 + 2, "its table of sections is cut"},        // the number of sections
               {64 + 32, "a section lies outside of it"},       // an offset out of alignment
               {64 + 32 + 6, "a section lies outside of it"},   // an offset behind the end
               {64 + 40 + 6, "a section lies outside of it"}};  // a size
  for (const auto& line : table) {
    std::string bytes = good;
    bytes[line.at] = static_cast<char>(bytes[line.at] ^ 1);
    const auto sections = read_sections(sealed(bytes), "bad");
    ASSERT_FALSE(sections) << line.at;
    EXPECT_THAT(sections.error().what, HasSubstr(line.what)) << line.at;
  }
}

// ---- Sections written and found again ----

TEST(PackFile, SectionsComeBackAlignedAndInOrder) {
  PackWriter pack;
  pack.add("first", "abc");
  pack.add("empty", "");
  pack.add_rows("rows", std::vector<std::uint32_t>{1, 2, 3});
  const std::string bytes = pack.finish();
  EXPECT_EQ(bytes, pack.finish());
  const auto sections = read_sections(bytes, "p");
  ASSERT_TRUE(sections) << describe(sections.error());
  EXPECT_EQ("abc", sections->find("first"));
  EXPECT_EQ("", sections->find("empty"));
  EXPECT_EQ("", sections->find("absent"));
  EXPECT_EQ(12u, sections->find("rows").size());
  for (const auto& [name, content] : sections->sections) {
    EXPECT_EQ(0, (content.data() - bytes.data()) % 64) << name;
  }
}

// ---- Packs with a right checksum that lie ----

std::string with_section(std::string_view name, std::string_view content) {
  const auto sections = read_sections(tiny_bytes(), "tiny");
  PackWriter pack;
  for (const auto& [known, bytes] : sections->sections) {
    pack.add(known, known == name ? content : bytes);
  }
  return pack.finish();
}

std::string content_of(std::string_view name) {
  return std::string(read_sections(tiny_bytes(), "tiny")->find(name));
}

TEST(Lexicon, ThePackOfTheCompilerIsValid) {
  const auto valid = tiny().validate();
  EXPECT_TRUE(valid) << describe(valid.error());
}

TEST(Lexicon, APackWithoutASectionIsRefused) {
  const auto sections = read_sections(tiny_bytes(), "tiny");
  for (const auto& [name, bytes] : sections->sections) {
    if (bytes.empty() || name == "strings" || name == "letters") continue;
    if (name == "rules" || name == "holders") continue;  // those who read them check them
    // What is optional may be empty, but what points into it no longer holds.
    const auto opened = Lexicon::from_bytes(with_section(name, ""), "hollow");
    const bool found = !opened || !(*opened)->validate();
    EXPECT_TRUE(found || name == "classes" || name == "proclitics" || name == "enclitics") << name;
    EXPECT_FALSE(Lexicon::from_bytes(with_section(name, bytes.substr(0, 3)), "cut")) << name;
  }
}

TEST(Lexicon, ValidateFindsEveryIndexThatPointsOutside) {
  constexpr std::uint32_t kFar = 0x7ffffff0;
  const struct {
    std::string_view section;
    std::size_t at;  // of a 32-bit number in the first row
    std::uint32_t value;
    std::string_view what;
  } table[] = {
      {"marks", offsetof(Ref, offset), kFar, "a mark"},
      {"marks", offsetof(Ref, size), kFar, "a mark"},
      {"fields", offsetof(Field, column), kFar, "a field"},
      {"fields", offsetof(Field, value), kFar, "a field"},
      {"rows", offsetof(Row, file), kFar, "a row"},
      {"rows", offsetof(Row, first_field), kFar, "a row"},
      {"rows", offsetof(Row, fields), kFar, "a row"},
      {"lexemes", offsetof(Lexeme, text), kFar, "a lexeme"},
      {"lexemes", offsetof(Lexeme, first_row), kFar, "a lexeme"},
      {"lexemes", offsetof(Lexeme, rows), kFar, "a lexeme"},
      {"lexemes", offsetof(Lexeme, first_mark), kFar, "a lexeme"},
      {"lexemes", offsetof(Lexeme, marks), kFar, "a lexeme"},
      {"lexemes", offsetof(Lexeme, root), kFar, "a lexeme"},
      {"lexeme.rows", 0, kFar, "names no row"},
      {"lexeme.marks", 0, kFar, "names no mark"},
      {"forms.first", 4, kFar, "an index"},
      {"names.first", 4, kFar, "an index"},
      {"phrases.first", 0, kFar, "an index"},
      {"forms", offsetof(FormEntry, lexeme), kFar, "a form"},
      {"forms", offsetof(FormEntry, letters), kFar, "a form"},
      {"names", offsetof(NameEntry, kind), 4, "a name"},
      {"names", offsetof(NameEntry, target), kFar, "a name"},
      {"names", offsetof(NameEntry, letters), kFar, "a name"},
      {"proclitics", offsetof(Clitic, size), 9, "a clitic"},
      {"proclitics", offsetof(Clitic, keep), 9, "a clitic"},
      {"enclitics", offsetof(Clitic, size), 9, "a clitic"},
      {"phrases", offsetof(Phrase, lexeme), kFar, "a phrase"},
      {"phrases", offsetof(Phrase, first_word), kFar, "a phrase"},
      {"phrases", offsetof(Phrase, words), 0, "a phrase"},
      {"phrases", offsetof(Phrase, gap_after), 99, "a phrase"},
      {"phrase.words", offsetof(PhraseWord, set), kNothing, "a phrase"},
      {"phrases.from", 0, kFar, "names no phrase"},
      {"classes", offsetof(WordClass, name), kFar, "a class"},
      {"classes", offsetof(WordClass, set), kFar, "a class"},
      {"places", offsetof(PlaceRow, name), kFar, "a place"},
      {"places", offsetof(PlaceRow, level), kPlaceLevels, "no level"},
      {"actors", offsetof(ActorRow, note), kFar, "an actor"},
      {"actors", offsetof(ActorRow, cls), kActorClasses, "no class"},
      {"orthography", offsetof(text::Orthography, ligature_count), 513, "orthography"},
      {"orthography", offsetof(text::Orthography, composition_count), 33, "orthography"},
      {"orthography", offsetof(text::Orthography, number_sign_count), 9, "orthography"},
      {"orthography", offsetof(text::Orthography, abbreviation_units), 2049, "orthography"},
      {"orthography", offsetof(text::Orthography, kind), 0xff, "orthography"},
      {"orthography", offsetof(text::Orthography, role), 0xff, "orthography"},
  };
  for (const auto& line : table) {
    SCOPED_TRACE(std::string(line.section) + " at " + std::to_string(line.at));
    std::string content = content_of(line.section);
    ASSERT_GE(content.size(), line.at + 4);
    std::memcpy(content.data() + line.at, &line.value, 4);
    const auto opened = Lexicon::from_bytes(with_section(line.section, content), "forged");
    ASSERT_TRUE(opened) << describe(opened.error());
    const auto valid = (*opened)->validate();
    ASSERT_FALSE(valid);
    EXPECT_EQ(ErrorCode::pack, valid.error().code);
    EXPECT_EQ("forged", valid.error().where);
    EXPECT_THAT(valid.error().what, HasSubstr(std::string(line.what)));
  }
}

TEST(Lexicon, ValidateFindsStringsThatAreNoUtf8) {
  std::string strings = content_of("strings");
  strings[strings.size() / 2] = '\xff';
  const auto opened = Lexicon::from_bytes(with_section("strings", strings), "forged");
  ASSERT_TRUE(opened);
  EXPECT_FALSE((*opened)->validate());
  // A reference into the middle of a character is no better.
  std::string lexemes = content_of("lexemes");
  lexemes[offsetof(Lexeme, text)] ^= 1;
  const auto cut = Lexicon::from_bytes(with_section("lexemes", lexemes), "forged");
  ASSERT_TRUE(cut);
  EXPECT_FALSE((*cut)->validate());
}

// ---- Looking up ----

TEST(Lexicon, FormsAreFoundByTheirFoldedLetters) {
  EXPECT_THAT(texts_of(u"يقتلون"), ElementsAre("قتل"));
  EXPECT_THAT(texts_of(u"مدنيون"), Contains("مدني"));
  EXPECT_THAT(texts_of(u"لقاء"), ElementsAre("لقاء"));
  EXPECT_THAT(texts_of(u"ان"), ElementsAre("أن", "إن"));
  EXPECT_THAT(texts_of(u"علي"), testing::UnorderedElementsAre("على", "علي"));
  EXPECT_THAT(texts_of(u"أن"), IsEmpty());  // not folded
  EXPECT_THAT(texts_of(u"ناطحات"), IsEmpty());
  EXPECT_THAT(texts_of(u""), IsEmpty());
}

TEST(Lexicon, AFormKeepsTheSpellingOfItsRow) {
  const auto forms = tiny().forms(u"اصاب");
  ASSERT_FALSE(forms.empty());
  EXPECT_EQ(u"أصاب", tiny().letters(forms.front().letters));
  EXPECT_TRUE(forms.front().features & feature::past);
}

TEST(Lexicon, NamesAreFoundAsPrefixesShortestFirst) {
  std::vector<Lexicon::NameHit> hits;
  tiny().names(u"ما لا يقل عن خمسة", hits);
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_EQ(12u, hits[0].size);
  EXPECT_EQ(NameKind::phrase, hits[0].entries.front().kind);

  tiny().names(u"الضاحيه", hits);  // what was found before is cleared
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_EQ(NameKind::place, hits[0].entries.front().kind);
  EXPECT_EQ("Dahiyat al-Assad",
            tiny().string(tiny().places()[hits[0].entries.front().target].name_en));

  tiny().names(u"حلب", hits);
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_THAT(hits[0].entries, SizeIs(2));  // two places of one name

  tiny().names(u"حل", hits);
  EXPECT_THAT(hits, IsEmpty());
}

TEST(Lexicon, ANameWithTheArticleIsAlsoFoundInItsJoinWithTheProclitic) {
  std::vector<Lexicon::NameHit> hits;
  tiny().names(u"للجيش السوري", hits);
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_EQ("Syrian Army", tiny().string(tiny().actors()[hits[0].entries.front().target].name_en));
}

TEST(Lexicon, NameBeginsSaysWhetherAnyNameGoesOnFromHere) {
  EXPECT_TRUE(tiny().name_begins(u"الجيش"));
  EXPECT_TRUE(tiny().name_begins(u"الجيش ا"));
  EXPECT_TRUE(tiny().name_begins(u"حلب"));
  EXPECT_FALSE(tiny().name_begins(u"الجيش ح"));
  EXPECT_FALSE(tiny().name_begins(u"حلب "));
}

TEST(Lexicon, ALexemeKnowsAllRowsThatSpeakOfIt) {
  const LexemeId kill = lexeme("قتل", feature::verb);
  std::vector<std::string> origins;
  for (const RowId row : tiny().rows_of(kill)) origins.push_back(tiny().origin(row));
  EXPECT_THAT(origins, ElementsAre("verbs.tsv:6 قتل", "triggers.tsv:3 قتل"));
  const RowId trigger = tiny().rows_of(kill)[1];
  EXPECT_EQ("triggers.tsv", tiny().file_of(trigger));
  EXPECT_EQ("violence", tiny().field(trigger, "type"));
  EXPECT_EQ("", tiny().field(trigger, "status_hint"));  // an empty cell
  EXPECT_EQ("", tiny().field(trigger, "no such column"));
}

TEST(Lexicon, MarksAreTheClosedColumnsOfAllRows) {
  const LexemeId kill = lexeme("قتل", feature::verb);
  for (const char* mark : {"verbs.row=any", "verbs.tags=kill", "verbs.subject_role=agent",
                           "triggers.row=any", "triggers.type=violence", "triggers.pos=masdar"}) {
    EXPECT_TRUE(tiny().has_mark(kill, mark)) << mark;
  }
  EXPECT_FALSE(tiny().has_mark(kill, "verbs.tags=say"));
  EXPECT_FALSE(tiny().has_mark(kill, "nouns.row=any"));
  const auto marks = tiny().marks_of(kill);
  EXPECT_TRUE(std::is_sorted(marks.begin(), marks.end()));
}

TEST(Lexicon, ParticiplesAndMasdarsKnowTheirVerb) {
  const LexemeId kill = lexeme("قتل", feature::verb);
  EXPECT_EQ(kill, tiny().lexemes()[lexeme("مقتل", feature::masdar)].root);
  EXPECT_EQ(kill, tiny().lexemes()[lexeme("قاتل", feature::active_participle)].root);
  EXPECT_EQ(kNothing, tiny().lexemes()[kill].root);
}

TEST(Lexicon, ClassesAreSetsOfLexemes) {
  const std::uint32_t that = tiny().class_named("that");
  ASSERT_NE(kNothing, that);
  EXPECT_EQ(kNothing, tiny().class_named("no such class"));
  std::vector<std::string_view> members;
  for (LexemeId id = 0; id < tiny().lexemes().size(); ++id) {
    if (tiny().in_set(that, id)) members.push_back(tiny().string(tiny().lexemes()[id].text));
  }
  EXPECT_THAT(members, ElementsAre("أن", "إن"));
}

TEST(Lexicon, PhrasesAreFoundFromTheirFirstWord) {
  const auto from = tiny().phrases_from(lexeme("فتح", feature::verb));
  ASSERT_THAT(from, SizeIs(1));
  const Phrase& phrase = tiny().phrases()[from[0]];
  EXPECT_EQ("فتح النار", tiny().string(tiny().lexemes()[phrase.lexeme].text));
  const auto words = tiny().phrase_words(phrase);
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_TRUE(tiny().in_set(words[1].set, lexeme("نار", feature::noun)));
  EXPECT_GT(phrase.gap, 0u);  // the subject may stand between: فتح جندي النار
  EXPECT_EQ(0u, phrase.gap_after);
  EXPECT_THAT(tiny().phrases_from(lexeme("سوري", feature::adjective)), IsEmpty());
}

TEST(Lexicon, CliticsStandLongestFirst) {
  for (const auto& clitics : {tiny().proclitics(), tiny().enclitics()}) {
    ASSERT_FALSE(clitics.empty());
    EXPECT_TRUE(std::is_sorted(clitics.begin(), clitics.end(),
                               [](const Clitic& a, const Clitic& b) { return a.size > b.size; }));
  }
}

TEST(Lexicon, ThreadsShareOneLexicon) {
  std::vector<std::size_t> counts(4);
  std::vector<std::thread> threads;
  for (std::size_t& count : counts) {
    threads.emplace_back([&count] {
      std::vector<Lexicon::NameHit> hits;
      for (int round = 0; round < 200; ++round) {
        count += tiny().forms(u"قتل").size();
        tiny().names(u"الجيش السوري", hits);
        count += hits.size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(counts[0], 0u);
  EXPECT_THAT(counts, testing::Each(counts[0]));
}

}  // namespace
}  // namespace marsad::lexicon
