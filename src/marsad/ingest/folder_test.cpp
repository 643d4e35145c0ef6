// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "marsad/ingest/ingest.h"

namespace marsad::ingest {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Folder : public testing::Test {
 protected:
  Folder()
      : top_(fs::path(testing::TempDir()) /
             ("folder-" +
              std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::remove_all(top_);
    fs::create_directories(top_);
  }
  ~Folder() override { fs::remove_all(top_); }

  void write(const std::string& name, const std::string& bytes = "نص") {
    fs::create_directories((top_ / name).parent_path());
    std::ofstream(top_ / name, std::ios::binary) << bytes;
  }

  // What its files are called; or the error.
  std::vector<std::string> called(bool any_ending = false) {
    const auto files = files_of(top_.string(), any_ending);
    if (!files) return {files.error().where + " " + files.error().what};
    if (!*files) return {"no folder"};
    std::vector<std::string> names;
    for (const InputFile& file : **files) {
      EXPECT_THAT(file.path, testing::StartsWith(top_.string() + "/"));
      names.push_back(file.called);
    }
    return names;
  }

  fs::path top_;
};

TEST_F(Folder, GivesItsFilesBelowInTheOrderOfTheirPaths) {
  for (const char* name : {"b.txt", "a.html", "1998/a.html.gz", "1998/06/x.JSONL.ZST", "c.warc"}) {
    write(name);
  }
  EXPECT_THAT(called(),
              ElementsAre("1998/06/x.JSONL.ZST", "1998/a.html", "a.html", "b.txt", "c.warc"));
}

TEST_F(Folder, PassesOverOtherEndingsAndHiddenFiles) {
  for (const char* name : {"a.txt", "logo.png", "LICENSE", "x.gz", ".hidden.txt", ".git/a.txt",
                           "sub/.b.txt", "sub/b.md"}) {
    write(name);
  }
  EXPECT_THAT(called(), ElementsAre("a.txt"));
  EXPECT_THAT(called(true), ElementsAre("LICENSE", "a.txt", "logo.png", "sub/b.md", "x"));
}

TEST_F(Folder, CallsNoTwoFilesTheSame) {
  for (const char* name : {"a.txt", "a.txt.gz", "a.txt-b.txt", "b.txt.gz", "b.txt.zst", "c.txt.gz",
                           "c.txt.gz.gz", "sub/c.txt.gz"}) {
    write(name);
  }
  const auto names = called(true);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 8U);
  EXPECT_THAT(called(), ElementsAre("a.txt", "a.txt-b.txt", "a.txt.gz", "b.txt.gz", "b.txt.zst",
                                    "c.txt", "sub/c.txt"));
}

TEST_F(Folder, FollowsNoLinksInACircle) {
  write("sub/a.txt");
  fs::create_directory_symlink(top_, top_ / "sub" / "round");
  fs::create_directory_symlink("self.txt", top_ / "self.txt");
  fs::create_symlink(top_ / "sub" / "a.txt", top_ / "linked.txt");
  fs::create_symlink("nowhere", top_ / "lost.txt");
  EXPECT_THAT(called(), ElementsAre("linked.txt", "lost.txt", "self.txt", "sub/a.txt"));
  const fs::path link = top_.string() + "-link";
  fs::remove(link);
  fs::create_directory_symlink(top_, link);
  EXPECT_EQ(files_of(link.string(), false)->value().size(), 4U) << "a link may be named itself";
  fs::remove(link);
}

TEST_F(Folder, WithoutAFileThatFitsIsAnError) {
  EXPECT_THAT(called(), ElementsAre(HasSubstr("is a folder without files")));
  write("logo.png");
  EXPECT_THAT(called(), ElementsAre(HasSubstr("whose ending says")));
  EXPECT_FALSE(*files_of((top_ / "logo.png").string(), false));
  EXPECT_FALSE(*files_of("-", false));
}

TEST_F(Folder, IsReadFileByFileAndAFaultLeavesTheOthers) {
  write("1/a.txt", "قتل 12 شخصا.");
  write("2/a.txt", "");
  write("3/a.txt", "نفى الجيش ذلك.");
  write("3/b.jsonl", "{\"text\":\"a\"}\n{\"id\":\"own\",\"text\":\"b\"}\n");
  fs::create_symlink("nowhere", top_ / "4.txt");
  std::vector<std::string> seen;
  const auto note = [&](const Result<Document>& article) {
    seen.push_back(article ? article->id : fs::path(article.error().where).filename().string());
    return true;
  };
  ASSERT_TRUE(read_articles(top_.string(), {}, {}, Limits{}, note));
  EXPECT_THAT(seen, ElementsAre("1/a.txt", "a.txt", "3/a.txt", "3/b.jsonl:1", "own", "4.txt"));

  std::vector<std::pair<std::string, bool>> originals;
  ASSERT_TRUE(read_originals(
      top_.string(), {}, {}, Limits{}, [&](const Result<Document>&, const Original& original) {
        originals.emplace_back(original.path.substr(top_.string().size()), original.own_id);
        return originals.size() < 5;
      }));
  EXPECT_THAT(originals, ElementsAre(std::pair("/1/a.txt", false), std::pair("/2/a.txt", false),
                                     std::pair("/3/a.txt", false), std::pair("/3/b.jsonl", false),
                                     std::pair("/3/b.jsonl", true)))
      << "no more was wanted";
}

}  // namespace
}  // namespace marsad::ingest
