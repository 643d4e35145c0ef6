// SPDX-License-Identifier: Apache-2.0
// A thread of its own for the last step of a work that waits, such as for the disk, while
// others go on working.
//
//   Behind(write, 1)    of which at most one piece waits behind the one at work
//   give(100 articles)  →  the thread writes them; give(the next 100) returns at once,
//                          give(the third 100) when the first are written
//
// What was given is worked on in that order, one after the other; memory stays bounded by how
// much may wait. When the work says to stop, what waits is dropped and give returns false.
// Tested by ordered_test.cpp.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace marsad {

template <typename Piece>
class Behind {
 public:
  using Work = std::function<bool(Piece&&)>;  // false to stop

  Behind(Work work, std::size_t most_waiting)
      : work_(std::move(work)), most_waiting_(most_waiting), thread_([this] { serve(); }) {}
  Behind(const Behind&) = delete;
  Behind& operator=(const Behind&) = delete;
  ~Behind() { finish(); }

  // False when the work has said to stop.
  bool give(Piece piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || waiting_.size() < most_waiting_; });
    if (stopped_) return false;
    waiting_.push_back(std::move(piece));
    changed_.notify_all();
    return true;
  }

  // Waits until all that was given is done. What the work has written may be read then.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Piece piece = std::move(waiting_.front());
      waiting_.pop_front();
      changed_.notify_all();
      lock.unlock();
      const bool go_on = work_(std::move(piece));
      lock.lock();
      if (go_on) continue;
      stopped_ = true;
      waiting_.clear();
      changed_.notify_all();
      return;
    }
  }

  Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t most_waiting_;
  std::deque<Piece> waiting_;
  bool closed_ = false, stopped_ = false;
  std::thread thread_;  // last: it begins when the rest is there
};

}  // namespace marsad
