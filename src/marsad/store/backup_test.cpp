// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/backup.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "marsad/store/store_for_tests.h"

namespace marsad::store {
namespace {

class Backup : public StoreTest, public testing::WithParamInterface<const char*> {
 protected:
  void make() {
    auto store = Store::open(path_, Access::create);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->begin());
    add(*store, "a");
    add(*store, "b");
    ASSERT_TRUE(store->commit());
    file_ = (folder_ / "desk.marsad").string();
    const auto done = back_up(*store, file_, GetParam());
    ASSERT_TRUE(done) << describe(done.error());
  }
  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  std::string file_;
};

TEST_P(Backup, ComesBackWhole) {
  make();
  const std::string path = (folder_ / "new.db").string();
  const auto done = restore(file_, path, GetParam());
  ASSERT_TRUE(done) << describe(done.error());
  auto store = Store::open(path, Access::read);
  ASSERT_TRUE(store);
  EXPECT_EQ(store->counts()->articles, 2);
  EXPECT_TRUE(store->verify({}, {})->empty());
  EXPECT_FALSE(restore(file_, path, GetParam()));  // it exists
}

TEST_P(Backup, AChangedCutOrLongerFileRestoresNothing) {
  make();
  const std::string whole = read(file_);
  const std::string path = (folder_ / "new.db").string();
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 40 + 1) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(file_, changed);
    EXPECT_FALSE(restore(file_, path, GetParam())) << at;
    write(file_, whole.substr(0, at));
    EXPECT_FALSE(restore(file_, path, GetParam())) << at;
  }
  write(file_, whole + "x");
  EXPECT_FALSE(restore(file_, path, GetParam()));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

INSTANTIATE_TEST_SUITE_P(PlainAndSealed, Backup, testing::Values("", "open, sesame"));

TEST_F(StoreTest, AnotherPassphraseOpensNothingAndTheBytesDoNotShow) {
  auto store = Store::open(path_, Access::create);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->begin());
  add(*store, "a");
  ASSERT_TRUE(store->commit());
  const std::string file = (folder_ / "desk.marsad").string();
  ASSERT_TRUE(back_up(*store, file, "one"));
  EXPECT_FALSE(restore(file, (folder_ / "new.db").string(), "other"));
  EXPECT_FALSE(restore(file, (folder_ / "new.db").string(), ""));
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(bytes.find("SQLite format"), std::string::npos);
}

}  // namespace
}  // namespace marsad::store
