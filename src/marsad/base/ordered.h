// SPDX-License-Identifier: Apache-2.0
// Work done by many threads that comes out in the order in which it went in.
//
//   push(article 1), push(article 2), …  →  emit(answer 1), emit(answer 2), …
//
// At most `capacity` items are under way: push waits when the workers or the
// output are slower than the input, so memory stays bounded. There is no thread
// for output: the worker that finishes the oldest item emits it and what is
// ready behind it. With one thread everything runs inside push, in the
// caller's thread.
//
// Guaranteed: emit is never called twice at once, sees every pushed item, in
// order, until it returns false; then push returns false too and the rest is
// dropped. The outcome is the same for any number of threads. Tested by
// ordered_test.cpp.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace marsad {

template <typename In, typename Out>
class Ordered {
 public:
  using Work = std::function<Out(In&)>;
  using Emit = std::function<bool(Out&&)>;

  // `make_work` is called once for each thread, so that each has buffers of its own.
  Ordered(int threads, const std::function<Work()>& make_work, Emit emit) : emit_(std::move(emit)) {
    if (threads <= 1) {
      work_here_ = make_work();
      return;
    }
    ring_.resize(static_cast<std::size_t>(threads) * 64);
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([this, work = make_work()] { serve(work); });
    }
  }

  Ordered(const Ordered&) = delete;
  Ordered& operator=(const Ordered&) = delete;
  ~Ordered() { finish(); }

  // False when emit has said to stop.
  bool push(In in) {
    if (work_here_) {
      stopped_ = stopped_ || !emit_(work_here_(in));
      return !stopped_;
    }
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || pushed_ - emitted_ < ring_.size(); });
    if (stopped_) return false;
    ring_[pushed_ % ring_.size()].in.emplace(std::move(in));
    ++pushed_;
    ready_.notify_one();
    return true;
  }

  // Waits until all that was pushed is emitted.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  struct Slot {
    std::optional<In> in;
    std::optional<Out> out;
  };

  void serve(const Work& work) {
    std::unique_lock lock(mutex_);
    while (true) {
      ready_.wait(lock, [&] { return closed_ || stopped_ || taken_ < pushed_; });
      if (stopped_ || taken_ == pushed_) return;
      Slot& slot = ring_[taken_++ % ring_.size()];
      In in = std::move(*slot.in);
      slot.in.reset();
      lock.unlock();
      Out out = work(in);
      lock.lock();
      slot.out.emplace(std::move(out));
      emit_ready(lock);
    }
  }

  void emit_ready(std::unique_lock<std::mutex>& lock) {
    if (emitting_) return;  // that worker comes to this item after its own
    emitting_ = true;
    while (!stopped_ && emitted_ < pushed_ && ring_[emitted_ % ring_.size()].out) {
      Slot& slot = ring_[emitted_ % ring_.size()];
      Out out = std::move(*slot.out);
      slot.out.reset();
      lock.unlock();
      const bool go_on = emit_(std::move(out));
      lock.lock();
      ++emitted_;
      if (!go_on) {
        stopped_ = true;
        ready_.notify_all();
      }
      room_.notify_one();
    }
    emitting_ = false;
  }

  Emit emit_;
  Work work_here_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable ready_;  // there is work, or the end
  std::condition_variable room_;   // there is room in the ring
  std::vector<Slot> ring_;
  std::size_t pushed_ = 0, taken_ = 0, emitted_ = 0;
  bool closed_ = false, stopped_ = false, emitting_ = false;
};

}  // namespace marsad
