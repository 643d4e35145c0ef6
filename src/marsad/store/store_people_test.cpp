// SPDX-License-Identifier: Apache-2.0
// What a server keeps beside the ledger.
#include <gmock/gmock.h>

#include "marsad/store/store_for_tests.h"

namespace marsad::store {
namespace {

using testing::SizeIs;
using PeopleTest = StoreTest;

PersonRow person(const std::string& name) {
  return {0, name, "lead", "ar", false, "$argon2id$x", "", now()};
}

TEST_F(PeopleTest, AnAccountIsAddedChangedAndFound) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  PersonRow row = person("سعاد");
  row.number = store->put(row).value();
  ASSERT_TRUE(store->log("tester", "account", "{}"));
  row.roles = "auditor";
  row.disabled = true;
  ASSERT_TRUE(store->put(row));
  ASSERT_TRUE(store->log("tester", "account", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(store->people().value(), SizeIs(1));
  const auto found = store->person("سعاد").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, row.number);
  EXPECT_EQ(found->roles, "auditor");
  EXPECT_TRUE(found->disabled);
  EXPECT_FALSE(store->person("سلمى").value());
  EXPECT_TRUE(store->verify(std::nullopt, {}).value().empty());
}

TEST_F(PeopleTest, SessionsComeAndGoWithoutTheLog) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  for (const char* token : {"a", "b", "c"})
    ASSERT_TRUE(store->put(SessionRow{token, 1, 5, 5, "x"}));
  ASSERT_TRUE(store->put(SessionRow{"a", 1, 9, 9, "y"}));  // seen again
  ASSERT_TRUE(store->commit());
  const auto seen = store->session("a").value();
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->begun, 5);
  EXPECT_EQ(seen->seen, 9);
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->end_sessions(1, "b"));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(store->sessions(1).value(), SizeIs(1));
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->end_sessions_before(6));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(store->sessions(1).value(), SizeIs(0));
  EXPECT_TRUE(store->verify(std::nullopt, {}).value().empty());
}

TEST_F(PeopleTest, CorrectionsAreOfAllVersionsOfAnArticle) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  const Number first = add(*store, "a");
  ArticleRow later = article("a");
  later.version = 2;
  later.supersedes = first;
  later.content = sha256("other");
  ASSERT_TRUE(store->supersede(first));
  const Number second = store->add(later).value();
  const Number other = add(*store, "b");
  CorrectionRow row{0, first, "reject", "claim/0", "{}", "null", "why", "سعاد", now(), 0};
  row.number = store->add(row).value();
  ASSERT_TRUE(store->mark_corrected(row.number, row.number + 1));
  ASSERT_TRUE(store->log("tester", "correct", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(store->corrections(second).value(), SizeIs(1));
  EXPECT_THAT(store->corrections(other).value(), SizeIs(0));
  EXPECT_THAT(store->corrections(0).value(), SizeIs(1));
  EXPECT_EQ(store->correction(row.number).value()->undone_by, row.number + 1);
}

TEST_F(PeopleTest, AReleaseIsKeptWhole) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  const Number number = store->add(ReleaseRow{0, "csv", "{}", "me", now(), "a,b\r\n"}).value();
  ASSERT_TRUE(store->log("tester", "release", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->release(number).value()->bytes, "a,b\r\n");
  EXPECT_THAT(store->releases().value(), SizeIs(1));
  EXPECT_FALSE(store->release(number + 1).value());
}

TEST_F(PeopleTest, AFrozenReaderSeesOneMoment) {
  auto writer = Store::open(path_, Access::create);
  ASSERT_TRUE(writer);
  auto reader = Store::open(path_, Access::read);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->freeze());
  EXPECT_EQ(reader->counts()->articles, 0);
  ASSERT_TRUE(writer->begin());
  add(*writer, "a");
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(reader->counts()->articles, 0);
  reader->thaw();
  EXPECT_EQ(reader->counts()->articles, 1);
}

TEST_F(PeopleTest, TheLogIsReadFromItsEnd) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  add(*store, "a");
  ASSERT_TRUE(store->log("other", "decide", "{}"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->log_entries({}).value().front().action, "decide");
  LogSearch search;
  search.actor = "tester";
  EXPECT_THAT(store->log_entries(search).value(), SizeIs(1));
  search = {};
  search.before = 2;
  EXPECT_THAT(store->log_entries(search).value(), SizeIs(1));
}

}  // namespace
}  // namespace marsad::store
