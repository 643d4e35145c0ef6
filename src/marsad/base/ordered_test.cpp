// SPDX-License-Identifier: Apache-2.0
#include "marsad/base/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "marsad/base/behind.h"

namespace marsad {
namespace {

// Work whose length differs from item to item, so that threads overtake each other.
std::string slow_square(int& n) {
  volatile int sink = 0;
  for (int i = 0; i < (n * 7919) % 5000; ++i) sink = sink + i;
  return std::to_string(n * n);
}

TEST(Ordered, GivesTheSameForAnyNumberOfThreads) {
  std::string expected;
  for (int i = 0; i < 3000; ++i) expected += std::to_string(i * i) + "\n";
  for (const int threads : {1, 2, 3, 8, 32}) {
    std::string out;
    Ordered<int, std::string> work(
        threads, [] { return slow_square; },
        [&](std::string&& answer) {
          out += answer + "\n";
          return true;
        });
    for (int i = 0; i < 3000; ++i) EXPECT_TRUE(work.push(i));
    work.finish();
    EXPECT_EQ(out, expected) << threads;
  }
}

TEST(Ordered, StopsWhenTheOutputSaysSo) {
  for (const int threads : {1, 4}) {
    int emitted = 0;
    Ordered<int, std::string> work(
        threads, [] { return slow_square; }, [&](std::string&&) { return ++emitted < 10; });
    int pushed = 0;
    while (pushed < 1000000 && work.push(pushed)) ++pushed;
    work.finish();
    EXPECT_EQ(emitted, 10);
    EXPECT_LT(pushed, 10 + threads * 64 + 1);
    EXPECT_FALSE(work.push(0));
  }
}

TEST(Ordered, KeepsOnlySoManyItemsUnderWay) {
  std::atomic<int> started{0};
  int emitted = 0;
  int most = 0;
  Ordered<int, int> work(
      2,
      [&]() -> Ordered<int, int>::Work {
        return [&](int& n) {
          ++started;
          return n;
        };
      },
      [&](int&&) {
        most = std::max(most, started.load() - emitted);
        ++emitted;
        return true;
      });
  for (int i = 0; i < 5000; ++i) work.push(i);
  work.finish();
  EXPECT_EQ(emitted, 5000);
  EXPECT_LE(most, 128);
}

TEST(Ordered, MakesOneWorkForEachThread) {
  int made = 0;
  {
    Ordered<int, std::string> work(
        3,
        [&]() -> Ordered<int, std::string>::Work {
          ++made;
          return slow_square;
        },
        [](std::string&&) { return true; });
  }
  EXPECT_EQ(made, 3);
}

TEST(Behind, DoesAllInOrderBeforeItIsFinished) {
  std::vector<int> done;
  Behind<int> behind(
      [&](int&& n) {
        done.push_back(n);
        return true;
      },
      3);
  std::vector<int> expected;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(behind.give(i));
    expected.push_back(i);
  }
  behind.finish();
  EXPECT_EQ(done, expected);
}

TEST(Behind, DropsTheRestWhenTheWorkSaysStop) {
  int done = 0;
  Behind<int> behind([&](int&&) { return ++done < 3; }, 2);
  int given = 0;
  while (behind.give(given)) ++given;
  behind.finish();
  EXPECT_EQ(done, 3);
  EXPECT_GE(given, 3);
  EXPECT_LE(given, 5);  // two may wait behind the one at work
  EXPECT_FALSE(behind.give(0));
}

}  // namespace
}  // namespace marsad
