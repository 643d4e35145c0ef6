// SPDX-License-Identifier: Apache-2.0
// The tiny language of tests/language, as it stands and with one fault at a time.
#include "marsad/lexicon/compiler/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "marsad/lexicon/lexicon.h"
#include "marsad/morphology/analyser.h"

namespace marsad::lexicon::compiler {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kTiny = MARSAD_SOURCE_DIR "/tests/language";

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// A copy of the tiny language that a test may break.
class Compile : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        fs::temp_directory_path() / ("marsad-compile-" + std::to_string(::getpid()) + '-' +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    fs::copy(kTiny, root_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(root_); }

  [[nodiscard]] std::string folder() const { return (root_ / "tiny").string(); }
  [[nodiscard]] fs::path path(const std::string& file) const {
    return file.starts_with("world/") ? root_ / file : root_ / "tiny" / file;
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(path(file), std::ios::binary) << text;
  }
  void append(const std::string& file, const std::string& text) const {
    write(file, content(path(file)) + text);
  }
  void replace(const std::string& file, const std::string& old, const std::string& text) const {
    std::string all = content(path(file));
    const std::size_t at = all.find(old);
    ASSERT_NE(std::string::npos, at) << old;
    write(file, all.replace(at, old.size(), text));
  }
  // Appends a row and says where in it, in bytes, the text stands: "verbs.tsv:10:12".
  [[nodiscard]] std::string append_fault(const std::string& file, const std::string& row,
                                         const std::string& text) const {
    const std::string where = fs::path(file).filename().string() + ':' + next_line(file) + ':' +
                              std::to_string(row.find('\t' + text + '\t') + 2);
    append(file, row + '\n');
    return where;
  }
  // The number of the line that would come next.
  [[nodiscard]] std::string next_line(const std::string& file) const {
    const std::string all = content(path(file));
    return std::to_string(std::count(all.begin(), all.end(), '\n') + 1);
  }
  void fails(const std::string& where, const std::string& what, const std::string& remedy) const {
    const auto pack = compile(folder());
    ASSERT_FALSE(pack) << "no fault found at " << where;
    EXPECT_EQ(ErrorCode::language, pack.error().code);
    EXPECT_EQ(where, pack.error().where);
    EXPECT_THAT(pack.error().what, HasSubstr(what));
    EXPECT_THAT(pack.error().remedy, HasSubstr(remedy));
  }
  [[nodiscard]] std::shared_ptr<const Lexicon> lexicon() const {
    auto pack = compile(folder());
    if (!pack) {
      ADD_FAILURE() << describe(pack.error());
      return nullptr;
    }
    auto opened = Lexicon::from_bytes(std::move(*pack), "tiny");
    if (!opened) {
      ADD_FAILURE() << describe(opened.error());
      return nullptr;
    }
    return *opened;
  }
  fs::path root_;
};

// ---- What comes out ----

TEST_F(Compile, TheSameFolderGivesTheSameBytes) {
  const auto once = compile(folder());
  const auto again = compile(folder());
  ASSERT_TRUE(once) << describe(once.error());
  EXPECT_TRUE(*once == *again);
  const auto elsewhere = compile((kTiny / "tiny").string());
  EXPECT_TRUE(*once == *elsewhere) << "the place of the folder stands in the pack";
}

TEST_F(Compile, AnotherRowGivesAnotherHash) {
  const auto before = lexicon();
  append("lexicon/person_names.tsv", "زياد\tgiven-male\t\n");
  const auto after = lexicon();
  ASSERT_TRUE(before && after);
  EXPECT_NE(before->hash(), after->hash());
  EXPECT_TRUE(after->forms(u"زياد").size() == 1 && before->forms(u"زياد").empty());
}

TEST_F(Compile, ThePackIsValid) {
  const auto made = lexicon();
  ASSERT_TRUE(made);
  const auto valid = made->validate();
  EXPECT_TRUE(valid) << describe(valid.error());
}

TEST_F(Compile, TheWorldMayBeAbsent) {
  fs::remove_all(root_ / "world");
  const auto made = lexicon();
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->places().empty());
  EXPECT_TRUE(made->actors().empty());
}

TEST_F(Compile, AFolderWithoutGrammarHasNoRulesAndNoClasses) {
  fs::remove_all(path("grammar"));
  const auto made = lexicon();
  ASSERT_TRUE(made);
  EXPECT_EQ(kNothing, made->class_named("that"));
}

TEST_F(Compile, PlacesAndActorsKeepTheirColumns) {
  const auto made = lexicon();
  ASSERT_TRUE(made);
  ASSERT_EQ(3u, made->places().size());  // a place without an Arabic name is left out
  const PlaceRow& place = made->places().front();
  EXPECT_EQ("aleppo", made->string(place.id));
  EXPECT_EQ("حلب", made->string(place.name));
  EXPECT_FLOAT_EQ(36.2F, place.lat);
  EXPECT_EQ(2'000'000u, place.population);
  EXPECT_EQ(4u, place.level);
  EXPECT_FLOAT_EQ(-5.5F, made->places()[2].lon);
  ASSERT_EQ(3u, made->actors().size());
  EXPECT_EQ(1946, made->actors()[0].valid_from);
  EXPECT_EQ(2024, made->actors()[0].valid_to);
  EXPECT_EQ(0u, made->actors()[0].is_person);
  EXPECT_EQ(1u, made->actors()[2].is_person);
}

TEST_F(Compile, WordsThatOnlyAPhraseHasBecomeWords) {
  append("lexicon/false_friends.tsv", "قصف التهاني\teveryday: joking\n");
  const auto made = lexicon();
  ASSERT_TRUE(made);
  morphology::Analyser analyser(*made);
  EXPECT_NE(kNothing, analyser.analyse_word(u"التهاني", u"التهاني").front().lexeme);
}

TEST_F(Compile, ATimeWordThatIsANounInflectsThere) {
  const auto made = lexicon();
  ASSERT_TRUE(made);
  ASSERT_FALSE(made->forms(u"ايام").empty());
  const LexemeId day = made->forms(u"ايام").front().lexeme;
  EXPECT_TRUE(made->has_mark(day, "times.role=unit"));
  EXPECT_TRUE(made->has_mark(day, "nouns.kind=time"));
}

TEST_F(Compile, AProcliticWrittenApartIsAWordAndAnEncliticIsNone) {
  const auto made = lexicon();
  ASSERT_TRUE(made);
  EXPECT_EQ(1u, made->forms(u"و").size());
  EXPECT_TRUE(made->forms(u"ه").empty());
}

// ---- Faults ----

TEST_F(Compile, AMissingFolderIsNamed) {
  const auto pack = compile("no/such/language");
  ASSERT_FALSE(pack);
  EXPECT_EQ(ErrorCode::language, pack.error().code);
  EXPECT_EQ("no/such/language", pack.error().where);
  EXPECT_EQ("no such folder", pack.error().what);
  EXPECT_FALSE(compile(path("lexicon/verbs.tsv").string()));  // a file is no folder
}

TEST_F(Compile, EveryTableOfTheLexiconIsNeeded) {
  for (const char* file : {"verbs", "nouns", "adjectives", "person_names", "particles", "numbers",
                           "times", "titles", "weapons", "cues", "triggers", "false_friends"}) {
    const std::string table = std::string("lexicon/") + file + ".tsv";
    const std::string kept = content(path(table));
    fs::remove(path(table));
    const auto pack = compile(folder());
    ASSERT_FALSE(pack) << file;
    EXPECT_EQ(path(table).string(), pack.error().where);
    EXPECT_THAT(pack.error().what, HasSubstr("No such file"));
    write(table, "");
    fails(std::string(file) + ".tsv:1:1", "an empty table", "first line");
    write(table, kept);
  }
}

TEST_F(Compile, EveryTableOfMorphologyIsNeeded) {
  for (const auto& entry : fs::directory_iterator(kTiny / "tiny" / "morphology")) {
    const std::string table = "morphology/" + entry.path().filename().string();
    const std::string kept = content(path(table));
    fs::remove(path(table));
    const auto pack = compile(folder());
    ASSERT_FALSE(pack) << table;
    EXPECT_EQ(path(table).string(), pack.error().where);
    write(table, kept);
  }
}

TEST_F(Compile, AnExtraCellIsFoundAtItsLineAndColumnInEveryTable) {
  for (const char* file : {"lexicon/verbs.tsv", "lexicon/nouns.tsv", "lexicon/adjectives.tsv",
                           "lexicon/person_names.tsv", "lexicon/particles.tsv", "lexicon/cues.tsv",
                           "morphology/proclitics.tsv", "morphology/verb_stems.tsv",
                           "grammar/classes.tsv", "world/places.tsv", "world/actors.tsv"}) {
    const std::string kept = content(path(file));
    const std::string where = fs::path(file).filename().string() + ':' + next_line(file) + ':';
    append(file, "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\n");
    const auto pack = compile(folder());
    ASSERT_FALSE(pack) << file;
    EXPECT_TRUE(pack.error().where.starts_with(where)) << pack.error().where;
    EXPECT_THAT(pack.error().what, HasSubstr("cells"));
    write(file, kept);
  }
}

TEST_F(Compile, AMissingColumnIsNamed) {
  const struct {
    const char *file, *column;
  } table[] = {
      {"lexicon/verbs.tsv", "vocalised"},    {"lexicon/nouns.tsv", "lemma"},
      {"lexicon/adjectives.tsv", "lemma"},   {"lexicon/person_names.tsv", "name"},
      {"lexicon/particles.tsv", "form"},     {"lexicon/numbers.tsv", "form"},
      {"lexicon/times.tsv", "form"},         {"lexicon/titles.tsv", "form"},
      {"lexicon/weapons.tsv", "form"},       {"lexicon/cues.tsv", "cue"},
      {"lexicon/triggers.tsv", "trigger"},   {"lexicon/false_friends.tsv", "phrase"},
      {"morphology/proclitics.tsv", "adds"}, {"morphology/enclitics.tsv", "forbids"},
      {"grammar/classes.tsv", "tests"},      {"world/places.tsv", "level"},
      {"world/actors.tsv", "class"},         {"lexicon/world_names.tsv", "use"},
  };
  for (const auto& line : table) {
    SCOPED_TRACE(line.file);
    const std::string kept = content(path(line.file));
    replace(line.file, line.column, "renamed");
    fails(fs::path(line.file).filename().string() + ":1:1",
          std::string("no column '") + line.column + "'", "add it to the first line");
    write(line.file, kept);
  }
}

// Another language reads the same world by its own names.
TEST_F(Compile, TheColumnsWithNamesInTheLanguageAreRows) {
  write("lexicon/world_names.tsv", "table\tcolumn\tuse\nplaces.tsv\tname_en\tname\n");
  const auto made = lexicon();
  EXPECT_EQ("Aleppo", made->string(made->places().front().name));
  EXPECT_TRUE(made->actors().empty());  // none has a name in it
  append("lexicon/world_names.tsv", "actors.tsv\tname_xx\tname\n");
  fails("world_names.tsv:3:12", "actors.tsv has no column 'name_xx'", "world/actors.tsv");
}

TEST_F(Compile, AVerbThatNoClassFitsIsAFault) {
  const std::string where =
      append_fault("lexicon/verbs.tsv", "غريب\tغُرِيب\tغرب\tI\tيَغْرُبُ\t\t\t\tstrange", "غُرِيب");
  fails(where, "no verb class fits 'غُرِيب', present 'يَغْرُبُ'", "verb_classes.tsv");
}

TEST_F(Compile, ARowWithoutAWordIsAFault) {
  for (const char* file : {"particles", "numbers", "times"}) {
    const std::string table = std::string("lexicon/") + file + ".tsv";
    const std::string kept = content(path(table));
    const std::string line = next_line(table);
    append(table, "\tpreposition\n");
    fails(file + (".tsv:" + line) + ":1", "a row without a word", "column 'form'");
    write(table, kept);
  }
}

TEST_F(Compile, AnUnknownFeatureOfACliticIsAFaultAtItsColumn) {
  const std::string where =
      append_fault("morphology/proclitics.tsv", "أ\t0\t+a\tverb nown\t", "verb nown");
  fails(where, "no feature is called 'nown'", "features.h");
}

TEST_F(Compile, AnUnknownFeatureOfAnEndingIsAFaultAtItsColumn) {
  const std::string where =
      append_fault("morphology/nominal_endings.tsv", "noun\t-\t-\tوه\tsg nominativ", "");
  fails(where.substr(0, where.rfind(':')) + ":15", "'sg nominativ' is not known here",
        "features.h");
}

TEST_F(Compile, ACliticHasOneToEightLetters) {
  const std::string kept = content(path("morphology/enclitics.tsv"));
  for (const char* letters : {"", "ههههههههه"}) {
    const std::string line = next_line("morphology/enclitics.tsv");
    append("morphology/enclitics.tsv", std::string(letters) + "\t0\tenclitic\t\t\n");
    fails("enclitics.tsv:" + line + ":1", "a clitic of no letters or too many", "one to 8 letters");
    write("morphology/enclitics.tsv", kept);
  }
}

TEST_F(Compile, ABadNumberIsAFaultAtItsColumn) {
  const struct {
    const char *row, *cell, *what;
  } places[] = {
      {"x\tX\tسين\tnorth\t2\tcity\t\tSY\t\t\t\t", "north", "column 'lat' holds 'north'"},
      {"x\tX\tسين\t1\t\tcity\t\tSY\t\t\t\t", "", "column 'lon' holds ''"},
      {"x\tX\tسين\t1\t2,5\tcity\t\tSY\t\t\t\t", "2,5", "column 'lon' holds '2,5'"},
      {"x\tX\tسين\t1\t2\tcity\t\tSY\t\t-3\t\t", "-3", "column 'population' holds '-3'"},
  };
  const std::string kept = content(path("world/places.tsv"));
  for (const auto& fault : places) {
    fails(append_fault("world/places.tsv", fault.row, fault.cell), fault.what, "write a number");
    write("world/places.tsv", kept);
  }
  fails(append_fault("world/actors.tsv", "x\tX\tسين\t\t\tother\t\t\tnever\t\t\t\t", "never"),
        "column 'valid_from' holds 'never'", "write a number");
}

TEST_F(Compile, AWordThatIsNotOfTheListIsAFaultThatShowsTheList) {
  fails(append_fault("world/places.tsv", "x\tX\tسين\t1\t2\ttown\t\tSY\t\t\t\t", "town"),
        "column 'level' holds 'town'", "country, region");
  write("world/places.tsv", content(kTiny / "world/places.tsv"));
  fails(append_fault("world/actors.tsv", "x\tX\tسين\t\t\tarmy\t\t\t\t\t\t\t", "army"),
        "column 'class' holds 'army'", "government, military");
}

TEST_F(Compile, AClassOfWhatNobodyKnowsIsAFault) {
  const struct {
    const char *tests, *what, *remedy;
  } table[] = {
      {"verbs", "'verbs' is no test", "file.column=value"},
      {"!verbs.tags", "'verbs.tags' is no test", "file.column=value"},
      {"verb.tags=kill", "no table has marks called 'verb.tags'", "verbs.tags"},
      {"lexeme=قتلب", "no row knows the word 'قتلب'", "mend its spelling"},
  };
  const std::string kept = content(path("grammar/classes.tsv"));
  const std::string line = next_line("grammar/classes.tsv");
  for (const auto& fault : table) {
    append("grammar/classes.tsv", std::string("x\t") + fault.tests + '\n');
    fails("classes.tsv:" + line + ":3", fault.what, fault.remedy);
    write("grammar/classes.tsv", kept);
  }
}

TEST_F(Compile, AFaultInARuleKeepsFileLineAndColumn) {
  write("grammar/30_bad.rules",
        "stage places\n\nrule bad\n  match  [verb.tags=kill]\n  make   place place_named()\n"
        "  yes    قتل\n");
  const auto pack = compile(folder());
  ASSERT_FALSE(pack);
  EXPECT_EQ(ErrorCode::language, pack.error().code);
  EXPECT_TRUE(pack.error().where.starts_with("30_bad.rules:4:")) << pack.error().where;
  EXPECT_THAT(pack.error().what, HasSubstr("no table has marks called 'verb.tags'"));
  EXPECT_FALSE(pack.error().remedy.empty());
}

TEST_F(Compile, AFaultInTheOrthographyKeepsFileLineAndColumn) {
  append("orthography/digits.tsv", "۰\tten\tno digit\n");
  fails(path("orthography/digits.tsv").string() + ":12:4", "no digit: 'ten'", "");
}

}  // namespace
}  // namespace marsad::lexicon::compiler
