// SPDX-License-Identifier: Apache-2.0
// Facets of claims, and that a store of before there were any gets them.
#include "marsad/store/facets.h"

#include "marsad/store/store_for_tests.h"

namespace marsad::store {
namespace {

Analysis denial() {
  Analysis out;
  out.document.text = "نفى المتحدث مقتل خمسة";
  out.claims.resize(3);
  out.claims[0].stance = out.claims[2].stance = Stance::denies;
  out.figures.resize(2);
  return out;
}

TEST(Facets, EachStanceAndKindOfFigureStandsOnce) {
  EXPECT_EQ(claim_facets(denial()),
            (std::vector{facet("xs", "denies"), facet("xs", "asserts"), facet("xf", "killed")}));
  EXPECT_TRUE(claim_facets({}).empty());
}

TEST(Facets, AreToldFromWords) {
  EXPECT_TRUE(is_claim_facet(facet("xs", "denies")));
  EXPECT_TRUE(is_claim_facet(facet("xf", "killed")));
  EXPECT_FALSE(is_claim_facet(facet("xt", "shelling")));
  EXPECT_FALSE(is_claim_facet("xs"));
  EXPECT_FALSE(is_claim_facet("xs000000000000000g"));
  EXPECT_FALSE(is_claim_facet("xs00000000000000000"));
}

using FacetsTest = StoreTest;

TEST_F(FacetsTest, AStoreOfTheSecondFormGetsThoseOfItsClaims) {
  Number number = 0;
  {
    auto store = Store::open(path_, Access::create);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->begin());
    add(*store, "a");
    // As the second form kept it: its words, and no facet of its claims.
    ArticleRow row = article("b");
    row.analysis = to_json(denial(), {.with_text = true});
    number = store->add(row).value();
    ASSERT_TRUE(store->log("tester", "ingest", "{}"));
    ASSERT_TRUE(store->commit());
    const auto faults = store->verify({}, {}).value();
    ASSERT_EQ(faults.size(), 2U);  // and the bytes of b, which nobody gave
    EXPECT_EQ(faults.back(),
              "article/2: the index of words has other stances or kinds of figures than its "
              "claims");
  }
  SQLite::Database(path_, SQLite::OPEN_READWRITE)
      .exec("CREATE INDEX article_original ON article(original); PRAGMA user_version = 2");
  EXPECT_EQ(Store::open(path_, Access::read).error().what, "is of an older form");
  {
    auto store = Store::open(path_, Access::write);
    ASSERT_TRUE(store) << describe(store.error());
    const auto found = [&](const std::string& word, const std::string& other) {
      Search search;
      search.words = {{word}, {other}};
      return store->search(search).value();
    };
    EXPECT_EQ(found(facet("xs", "denies"), "shell"), std::vector{number});
    EXPECT_EQ(found(facet("xs", "denies"), facet("xf", "killed")), std::vector{number});
    EXPECT_TRUE(found(facet("xs", "doubts"), "shell").empty());
    EXPECT_EQ(store->verify({}, {}).value().size(), 1U);
  }
}

}  // namespace
}  // namespace marsad::store
