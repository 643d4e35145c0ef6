// SPDX-License-Identifier: Apache-2.0
// A folder with a store in it for tests of this room, gone afterwards, and articles to put in.
//
//   add(*store, "a")  →  an article of key "a" by the outlet Voice with its bytes, and its log entry
//
// Tested by store_test.cpp and custody_test.cpp, which use it.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/store/store.h"

namespace marsad::store {

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("marsad-store-") + test->name() + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "desk.db").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static ArticleRow article(const std::string& key) {
    ArticleRow row;
    row.key = row.id = key;
    row.outlet = "Voice";
    row.published = parse_iso("1998-06-03");
    row.original = sha256(key);
    row.content = sha256(key + "content");
    row.added = now();
    row.analysis = to_json(Analysis{}, {.with_text = true});
    row.words = "shell market ";
    return row;
  }
  static Number add(Store& store, const std::string& key) {
    EXPECT_TRUE(store.add(
        OriginalRow{sha256(key), "text/plain", "here", std::make_shared<std::string>(key)}));
    const auto number = store.add(article(key));
    EXPECT_TRUE(number);
    EXPECT_TRUE(store.log("tester", "ingest", "{}"));
    return number.value_or(0);
  }

  std::filesystem::path folder_;
  std::string path_;
};

}  // namespace marsad::store
