// SPDX-License-Identifier: Apache-2.0
// What verify finds: each way of tampering is done by plain SQL behind the store's back.
#include "marsad/store/custody.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "marsad/store/store_for_tests.h"

namespace marsad::store {
namespace {

class Tampering : public StoreTest, public testing::WithParamInterface<const char*> {};

TEST_P(Tampering, IsFound) {
  Checkpoint point;
  {
    auto store = Store::open(path_, Access::create);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->begin());
    for (const char* key : {"a", "b", "c"}) {
      const Number number = add(*store, key);
      IncidentRow incident;
      incident.id = std::string("i-") + key;
      incident.number = store->add(incident).value();
      ReportRow report;
      report.article = number;
      report.incident = incident.number;
      report.reasons = "[]";
      report.report.leads = true;
      report.report.from = report.report.to = parse_iso("1998-06-02");
      ASSERT_TRUE(store->put(report));
      incident.first = incident.last = parse_iso("1998-06-02");
      incident.articles = incident.leads = 1;
      incident.killed_low = 3;
      incident.killed_high = 7;
      ASSERT_TRUE(store->put(incident));
      ASSERT_TRUE(
          store->add(DecisionRow{0, incident.number, "pending", "{}", "why", "me", now(), 0}));
      ASSERT_TRUE(store->add(
          CorrectionRow{0, number, "reject", "claim/0", "{}", "null", "why", "me", now(), 0}));
      ASSERT_TRUE(store->add(ReleaseRow{0, "csv", "{}", "me", now(), "a,b"}));
      ASSERT_TRUE(store->put(PersonRow{0, key, "lead", "ar", false, "hash", "", now()}));
      ASSERT_TRUE(store->reject({0, "f:1", "bad", "mend", "text/plain", "x", now(), false}));
      ArticleRow sketched = article(std::string(key) + "-sketched");
      sketched.sketch.emplace();
      sketched.sketch->fill(7);
      ASSERT_TRUE(store->add(OriginalRow{sketched.original, "text/plain", "here",
                                         std::make_shared<std::string>(sketched.key)}));
      ASSERT_TRUE(store->add(sketched));
      ASSERT_TRUE(store->log("tester", "gather", "{}"));
    }
    ASSERT_TRUE(store->commit());
    point = store->checkpoint().value();
    ASSERT_TRUE(store->verify(point, {}).value().empty());
  }
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec(GetParam());
  auto store = Store::open(path_, Access::read);
  ASSERT_TRUE(store);
  const auto faults = store->verify(point, {});
  ASSERT_TRUE(faults) << describe(faults.error());
  EXPECT_FALSE(faults->empty()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    EachField, Tampering,
    testing::Values(
        "UPDATE original SET zstd = x'28' WHERE number = 1",
        "UPDATE original SET sha256 = replace(sha256, 'a', 'b') WHERE number = 1",
        "UPDATE original SET media_type = 'text/html' WHERE number = 1",
        "UPDATE original SET origin = 'elsewhere' WHERE number = 1",
        "UPDATE original SET added = '2001-01-01' WHERE number = 1",
        "UPDATE original SET size = size + 1 WHERE number = 1",
        "DELETE FROM original WHERE number = 1",
        "INSERT INTO original VALUES (99, 'x', 'x', 'x', 'x', 1, x'00')",
        "UPDATE article SET key = 'z' WHERE number = 1",
        "UPDATE article SET version = 9 WHERE number = 1",
        "UPDATE article SET supersedes = 2 WHERE number = 1",
        "UPDATE article SET current = 0 WHERE number = 1",
        "UPDATE article SET id = 'z' WHERE number = 1",
        "UPDATE article SET outlet = 'z' WHERE number = 1",
        "UPDATE article SET outlet_entity = 'z' WHERE number = 1",
        "UPDATE article SET title = 'z' WHERE number = 1",
        "UPDATE article SET url = 'z' WHERE number = 1",
        "UPDATE article SET published = published + 1 WHERE number = 1",
        "UPDATE article SET published = NULL WHERE number = 1",
        "UPDATE article SET original = 'z' WHERE number = 1",
        "UPDATE article SET content = 'z' WHERE number = 1",
        "UPDATE article SET family = 2 WHERE number = 1",
        "UPDATE article SET sketch = x'00' WHERE number = 1",
        "UPDATE article SET words = words + 1 WHERE number = 1",
        "UPDATE article SET added = '2001-01-01' WHERE number = 1",
        "UPDATE article SET zstd = x'00' WHERE number = 1", "DELETE FROM article WHERE number = 1",
        "INSERT INTO article SELECT 99, 'k', 1, 0, 1, id, outlet, '', title, url, published, "
        "original, content, 0, NULL, 0, added, zstd FROM article WHERE number = 1",
        "UPDATE report SET incident = 2 WHERE article = 1",
        "UPDATE report SET leads = 0 WHERE article = 1",
        "UPDATE report SET day = day + 1 WHERE article = 1",
        "UPDATE report SET nearest = 2 WHERE article = 1",
        "UPDATE report SET score = 1.5 WHERE article = 1",
        "UPDATE report SET reasons = '[1]' WHERE article = 1",
        "UPDATE report SET body = '{}' WHERE article = 1", "DELETE FROM report WHERE article = 1",
        "INSERT INTO report SELECT article, 9, incident, 0, day, 0, 0, '', body FROM report "
        "WHERE article = 1",
        "UPDATE incident SET id = 'i-z' WHERE number = 1",
        "UPDATE incident SET merged_into = 2 WHERE number = 1",
        "UPDATE incident SET version = 9 WHERE number = 1",
        "UPDATE incident SET first = first - 1 WHERE number = 1",
        "UPDATE incident SET type = 'aid' WHERE number = 1",
        "UPDATE incident SET killed_high = 70 WHERE number = 1",
        "DELETE FROM incident WHERE number = 1",
        "UPDATE rejected SET reason = 'z' WHERE number = 1",
        "UPDATE rejected SET zstd = x'00' WHERE number = 1",
        "DELETE FROM rejected WHERE number = 1",
        "UPDATE decision SET reason = 'z' WHERE number = 1",
        "UPDATE decision SET author = 'z' WHERE number = 1",
        "DELETE FROM decision WHERE number = 1",
        "UPDATE correction SET after = '{}' WHERE number = 1",
        "UPDATE correction SET undone_by = 2 WHERE number = 1",
        "DELETE FROM correction WHERE number = 1", "UPDATE release SET zstd = x'00'",
        "UPDATE release SET manifest = 'z'", "UPDATE person SET roles = 'steward'",
        "UPDATE person SET password = 'z' WHERE number = 1", "DELETE FROM person WHERE number = 3",
        "DELETE FROM band WHERE article = 2", "INSERT INTO band VALUES (5, 1)",
        "INSERT INTO word(rowid, words) VALUES (1, 'زيادة')",
        "INSERT INTO word(word, rowid, words) VALUES ('delete', 1, 'shell market')",
        "UPDATE log SET at = '2001-01-01' WHERE seq = 2",
        "UPDATE log SET actor = 'z' WHERE seq = 2", "UPDATE log SET action = 'z' WHERE seq = 2",
        "UPDATE log SET detail = '{\"z\":1}' WHERE seq = 2",
        "UPDATE log SET objects = replace(objects, '1', '2') WHERE seq = 2",
        "UPDATE log SET previous = 'z' WHERE seq = 2", "UPDATE log SET hash = 'z' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2", "DELETE FROM log WHERE seq >= 6",
        "DELETE FROM log WHERE seq = 1", "UPDATE log SET seq = seq + 10 WHERE seq >= 3",
        "UPDATE log SET seq = 100 WHERE seq = 2; UPDATE log SET seq = 2 WHERE seq = 3; "
        "UPDATE log SET seq = 3 WHERE seq = 100",
        "INSERT INTO log SELECT seq + 1, at, actor, action, detail, '', hash, hash FROM log "
        "ORDER BY seq DESC LIMIT 1",
        "CREATE TRIGGER later AFTER INSERT ON log BEGIN DELETE FROM log WHERE seq = 1; END",
        "CREATE TABLE other(a)", "DROP INDEX report_day"));

using CustodyTest = StoreTest;

TEST_F(CustodyTest, ACutTailIsShownByACheckpointOnly) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  add(*store, "a");
  ASSERT_TRUE(store->log("tester", "look", "{}"));  // an entry that wrote nothing
  ASSERT_TRUE(store->commit());
  const Checkpoint point = store->checkpoint().value();
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("DELETE FROM log WHERE seq = 2");
  EXPECT_TRUE(store->verify({}, {}).value().empty());
  EXPECT_EQ(store->verify(point, {}).value().size(), 1U);
}

TEST(Custody, ASketchComesBackAsItWent) {
  incidents::Sketch sketch{};
  for (std::size_t i = 0; i < sketch.size(); ++i) sketch[i] = static_cast<std::uint32_t>(i << 24U);
  EXPECT_EQ(sketch_from(bytes_of(sketch)), sketch);
  EXPECT_FALSE(sketch_from("short"));
}

}  // namespace
}  // namespace marsad::store
