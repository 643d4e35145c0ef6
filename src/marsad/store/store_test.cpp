// SPDX-License-Identifier: Apache-2.0
// A store by itself: what is written is read back, what is not committed is gone.
#include "marsad/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <fstream>

#include "marsad/store/store_for_tests.h"

namespace marsad::store {
namespace {

TEST_F(StoreTest, WhatIsCommittedIsThereAfterOpeningAgain) {
  {
    auto store = Store::open(path_, Access::create);
    ASSERT_TRUE(store) << describe(store.error());
    ASSERT_TRUE(store->begin());
    add(*store, "a");
    ASSERT_TRUE(store->commit());
  }
  auto store = Store::open(path_, Access::read);
  ASSERT_TRUE(store);
  const auto row = store->current("a");
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->outlet, "Voice");
  EXPECT_EQ((*row)->published, parse_iso("1998-06-03"));
  EXPECT_EQ((*row)->family, (*row)->number);
  EXPECT_EQ(store->article((*row)->number, true).value()->analysis, article("a").analysis);
  EXPECT_EQ(*store->original(sha256("a")).value()->bytes, "a");
  EXPECT_TRUE(store->has_read(sha256("a"), "a").value());
  EXPECT_FALSE(store->has_read(sha256("a"), "b").value());
  EXPECT_TRUE(store->verify({}, {}).value().empty());
}

TEST_F(StoreTest, WhatIsNotCommittedIsGone) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  add(*store, "a");
  store->roll_back();
  EXPECT_EQ(store->counts().value().versions, 0);
  EXPECT_EQ(store->checkpoint().value().seq, 0);
  ASSERT_TRUE(store->begin());
  add(*store, "b");
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->checkpoint().value().seq, 1);
  EXPECT_TRUE(store->verify({}, {}).value().empty());
}

TEST_F(StoreTest, WordsAreFoundInAnyGroupAndAllGroupsMustBe) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  const Number a = add(*store, "a");
  ASSERT_TRUE(store->commit());
  Search search;
  search.words = {{"market", "بيت"}, {"shell"}};
  EXPECT_EQ(store->search(search).value(), std::vector{a});
  search.words.push_back({"هدنة"});
  EXPECT_TRUE(store->search(search).value().empty());
  search.words = {{"market"}};
  search.from = parse_iso("1999-01-01");
  EXPECT_TRUE(store->search(search).value().empty());
  search.words = {{"\" OR ("}};  // no word of a query language
  search.from.reset();
  EXPECT_TRUE(store->search(search).value().empty());
}

TEST_F(StoreTest, ASupersededVersionIsKeptAndNotFound) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  const Number first = add(*store, "a");
  ASSERT_TRUE(store->supersede(first));
  ArticleRow second = article("a");
  second.version = 2;
  second.supersedes = first;
  second.content = "other";
  const auto number = store->add(second);
  ASSERT_TRUE(number);
  ASSERT_TRUE(store->log("tester", "revise", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->versions("a").value().size(), 2U);
  EXPECT_EQ(store->search({}).value(), std::vector{*number});
  EXPECT_EQ(store->current("a").value()->version, 2);
  EXPECT_TRUE(store->verify({}, {}).value().empty());
}

TEST_F(StoreTest, WhatIsRejectedStandsThereOnceUntilItIsRetried) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  const RejectedRow row{0, "f:1", "bad", "mend", "text/plain", "x", now(), false};
  ASSERT_TRUE(store->begin());
  EXPECT_TRUE(store->reject(row).value());
  EXPECT_FALSE(store->reject(row).value());
  ASSERT_TRUE(store->mark_retried(1));
  EXPECT_TRUE(store->reject(row).value());
  ASSERT_TRUE(store->log("tester", "reject", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->rejected(false)->size(), 1U);
  EXPECT_TRUE(store->verify({}, {})->empty());
}

TEST_F(StoreTest, OtherFilesAreNoStores) {
  EXPECT_EQ(Store::open(path_, Access::read).error().code, ErrorCode::store);
  EXPECT_EQ(Store::open("/nowhere/at/all.db", Access::create).error().code, ErrorCode::store);
  std::ofstream(path_) << "this is a letter, and no database at all, however long it may be";
  const auto opened = Store::open(path_, Access::write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().what, "is no store of Marsad");
}

TEST_F(StoreTest, ANewerFormIsRefused) {
  {
    auto store = Store::open(path_, Access::create);
    ASSERT_TRUE(store);
  }
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  EXPECT_FALSE(Store::open(path_, Access::write));
}

}  // namespace
}  // namespace marsad::store
