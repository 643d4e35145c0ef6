// SPDX-License-Identifier: Apache-2.0
// How far long work has come, on one line of a terminal that is drawn over and over.
//
//   4312 articles, 2950 a second
//   4312 articles, 2950 a second, about 3 s left      (أخبار.jsonl.gz: the sizes of files are known)
//
// What is left is reckoned from the share of the bytes that were read, as they lie on the disk,
// compressed or not. Nothing is drawn where nobody would see it. Tested by progress_test.cpp.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace marsad::cli {

// `total`: bytes of all inputs, 0 where nobody knows.
[[nodiscard]] inline std::string progress_line(std::size_t articles, std::uintmax_t bytes,
                                               std::uintmax_t total, double seconds) {
  seconds = std::max(0.001, seconds);
  std::string left;
  if (total > 0 && bytes > 0) {
    const double rest = static_cast<double>(total) / static_cast<double>(bytes) - 1;
    left = fmt::format(", about {:.0f} s left", std::max(0.0, rest * seconds));
  }
  return fmt::format("{} articles, {:.0f} a second{}", articles,
                     static_cast<double>(articles) / seconds, left);
}

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  // The sizes of the files tell how much is left; of standard input and folders nothing does.
  Progress(bool shown, const std::vector<std::string>& inputs) : shown_(shown) {
    for (const std::string& input : inputs) {
      std::error_code failed;
      const auto size = std::filesystem::file_size(input, failed);
      if (failed) {
        total_ = 0;
        return;
      }
      total_ += size;
    }
  }

  // `bytes` of the inputs are read so far, as they lie on the disk.
  void count(std::size_t articles, std::uintmax_t bytes = 0) {
    if (!shown_) return;
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(250)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    fmt::print(stderr, "\r\x1b[K{}", progress_line(articles, bytes, total_, seconds));
    drawn_ = true;
  }

  void clear() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
    drawn_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  std::uintmax_t total_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace marsad::cli
