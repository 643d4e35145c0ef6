// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/tsv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace marsad::lexicon::compiler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Tsv, CellsAreFoundByTheNamesInTheFirstLine) {
  const auto table = Table::parse("lemma\tgender\tplurals\nجندي\tm\tجنود|جند\n", "nouns.tsv");
  ASSERT_TRUE(table) << describe(table.error());
  EXPECT_EQ("nouns.tsv", table->name());
  EXPECT_THAT(table->columns(), ElementsAre("lemma", "gender", "plurals"));
  ASSERT_THAT(table->rows(), SizeIs(1));
  const TableRow& row = table->rows().front();
  EXPECT_EQ("جندي", table->cell(row, "lemma"));
  EXPECT_EQ("جنود|جند", table->cell(row, "plurals"));
  EXPECT_EQ("", table->cell(row, "no such column"));
  EXPECT_EQ("nouns.tsv:2:12", table->at(row, "plurals"));
  EXPECT_EQ("nouns.tsv:2:1", table->at(row, "no such column"));
}

TEST(Tsv, RemarksAndBlankLinesArePassedOverButCounted) {
  const auto table = Table::parse("# what this is\n\na\tb\n# one\n\r\n1\t2\r\n\n3\n", "t.tsv");
  ASSERT_TRUE(table) << describe(table.error());
  ASSERT_THAT(table->rows(), SizeIs(2));
  EXPECT_EQ(6u, table->rows()[0].line);
  EXPECT_THAT(table->rows()[0].cells, ElementsAre("1", "2"));
  EXPECT_EQ(8u, table->rows()[1].line);
  EXPECT_THAT(table->rows()[1].cells, ElementsAre("3", ""));  // missing cells are empty
}

TEST(Tsv, AMissingCellStandsWhereItsLineEnds) {
  const auto table = Table::parse("a\tb\tc\n12\t\n", "t.tsv");
  ASSERT_TRUE(table);
  EXPECT_EQ("t.tsv:2:4", table->at(table->rows().front(), "b"));
  EXPECT_EQ("t.tsv:2:4", table->at(table->rows().front(), "c"));
  EXPECT_EQ("t.tsv:2:1", table->at(table->rows().front(), 0));
}

TEST(Tsv, TheLastLineNeedsNoLineBreak) {
  const auto table = Table::parse("a\tb\n1\t", "t.tsv");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->rows().at(0).cells, ElementsAre("1", ""));
}

TEST(Tsv, CellsStayValidWhenTheTableMoves) {
  auto first = Table::parse("a\nshort\n", "t.tsv");
  ASSERT_TRUE(first);
  const Table second = std::move(*first);
  EXPECT_EQ("short", second.cell(second.rows().front(), "a"));
}

TEST(Tsv, AnExtraCellIsAFaultAtItsLineAndColumn) {
  const auto table = Table::parse("a\tb\n1\t2\n11\t22\t33\n", "t.tsv");
  ASSERT_FALSE(table);
  EXPECT_EQ(ErrorCode::language, table.error().code);
  EXPECT_EQ("t.tsv:3:7", table.error().where);
  EXPECT_EQ("a row of 3 cells under a header of 2", table.error().what);
  EXPECT_THAT(table.error().remedy, HasSubstr("extra tab"));
}

TEST(Tsv, ATableWithoutAFirstLineIsAFault) {
  for (const char* content : {"", "\n\n", "# only a remark\n"}) {
    const auto table = Table::parse(content, "t.tsv");
    ASSERT_FALSE(table) << content;
    EXPECT_EQ("t.tsv:1:1", table.error().where);
    EXPECT_EQ("an empty table", table.error().what);
    EXPECT_FALSE(table.error().remedy.empty());
  }
}

TEST(Tsv, AMissingColumnIsAFaultThatNamesIt) {
  const auto table = Table::parse("a\tb\n", "t.tsv");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->require({"a", "b"}));
  EXPECT_TRUE(table->require({}));
  const auto missing = table->require({"a", "c"});
  ASSERT_FALSE(missing);
  EXPECT_EQ("t.tsv:1:1", missing.error().where);
  EXPECT_EQ("no column 'c'", missing.error().what);
}

TEST(Tsv, AMissingFileIsAFaultThatNamesItAndTheReason) {
  const auto table = Table::read("no/such/table.tsv");
  ASSERT_FALSE(table);
  EXPECT_EQ(ErrorCode::language, table.error().code);
  EXPECT_EQ("no/such/table.tsv", table.error().where);
  EXPECT_THAT(table.error().what, HasSubstr("No such file"));
}

TEST(Tsv, AFolderIsNoTable) {
  const auto table = Table::read(MARSAD_SOURCE_DIR "/src");
  ASSERT_FALSE(table);
  EXPECT_EQ(ErrorCode::language, table.error().code);
  EXPECT_THAT(table.error().what, HasSubstr("not a file"));
}

TEST(Tsv, SplitGivesThePartsThatHaveLetters) {
  EXPECT_THAT(split("a|b|c"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split(""), IsEmpty());
  EXPECT_THAT(split("|"), IsEmpty());
  EXPECT_THAT(split("a||b|"), ElementsAre("a", "b"));
  EXPECT_THAT(split("a b", ' '), ElementsAre("a", "b"));
}

TEST(Tsv, AnyBytesAreATableOrAFaultWithItsPlace) {
  std::mt19937 random(7);
  constexpr std::string_view kBytes = "ab\t\t\n\n#\r|\xd9\x82\xff";
  for (int round = 0; round < 2000; ++round) {
    std::string content(random() % 40, 'x');
    for (char& byte : content) byte = kBytes[random() % kBytes.size()];
    const auto table = Table::parse(content, "t.tsv");
    if (!table) {
      EXPECT_TRUE(table.error().where.starts_with("t.tsv:"));
      EXPECT_FALSE(table.error().remedy.empty());
      continue;
    }
    for (const TableRow& row : table->rows()) EXPECT_EQ(table->columns().size(), row.cells.size());
  }
}

}  // namespace
}  // namespace marsad::lexicon::compiler
