// SPDX-License-Identifier: Apache-2.0
// A thread of its own for the last step of a work that waits, such as for the disk, while
// others go on working.
//
//   give(100 articles)  →  the thread writes them; give(the next 100) returns at once,
//                          give(the third 100) when the first are written
//
// What was given is worked on in that order, one after the other, and at most one piece waits
// behind the one at work: memory stays bounded. When the work says to stop, what waits is
// dropped and give returns false. Tested by ordered_test.cpp.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace marsad {

template <typename Piece>
class Behind {
 public:
  using Work = std::function<bool(Piece&&)>;  // false to stop

  explicit Behind(Work work) : work_(std::move(work)), thread_([this] { serve(); }) {}
  Behind(const Behind&) = delete;
  Behind& operator=(const Behind&) = delete;
  ~Behind() { finish(); }

  // False when the work has said to stop.
  bool give(Piece piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || !waiting_; });
    if (stopped_) return false;
    waiting_.emplace(std::move(piece));
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
      changed_.wait(lock, [&] { return closed_ || waiting_; });
      if (!waiting_) return;
      Piece piece = std::move(*waiting_);
      waiting_.reset();
      changed_.notify_all();
      lock.unlock();
      const bool go_on = work_(std::move(piece));
      lock.lock();
      if (go_on) continue;
      stopped_ = true;
      waiting_.reset();
      changed_.notify_all();
      return;
    }
  }

  Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Piece> waiting_;
  bool closed_ = false, stopped_ = false;
  std::thread thread_;  // last: it begins when the rest is there
};

}  // namespace marsad
