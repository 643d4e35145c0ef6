// SPDX-License-Identifier: Apache-2.0
// How far long work has come, on one line of a terminal that is drawn over and over.
//
//   4,312 articles, 2,950 a second
//   4,312 articles, 2,950 a second, about 3 s left      (where the size of the input is known)
//
// Nothing is drawn where nobody would see it. Tested by tests/cli/store_test.py.
#pragma once
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace marsad::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  // The sizes of files that are not compressed tell how much is left.
  Progress(bool shown, const std::vector<std::string>& inputs) : shown_(shown) {
    for (const std::string& input : inputs) {
      std::error_code failed;
      const auto size = std::filesystem::file_size(input, failed);
      if (failed || input.ends_with(".gz") || input.ends_with(".zst")) {
        total_ = 0;
        return;
      }
      total_ += size;
    }
  }

  // `bytes` of the inputs are read so far, as far as that is known.
  void count(std::size_t articles, std::size_t bytes = 0) {
    if (!shown_) return;
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(250)) return;
    last_ = now;
    const double seconds = std::max(0.001, std::chrono::duration<double>(now - start_).count());
    std::string left;
    if (total_ > 0 && bytes > 0) {
      const double rest = static_cast<double>(total_) / static_cast<double>(bytes) - 1;
      left = fmt::format(", about {:.0f} s left", std::max(0.0, rest * seconds));
    }
    fmt::print(stderr, "\r\x1b[K{} articles, {:.0f} a second{}", articles,
               static_cast<double>(articles) / seconds, left);
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
