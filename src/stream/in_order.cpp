#include "in_order.hpp"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace clearance::stream {
namespace {

class ring {
 public:
  ring(std::size_t workers, std::size_t slots, const steps& s) : steps_(s), worker_count_(workers), is_done_(slots) {
    threads_.reserve(workers);  // so that none moves
  }

  void run() {
    work(0);
    // Whoever has ended has begun the next one, or never will.
    for (std::size_t i = 0; std::thread* const t = thread_at(i); ++i) t->join();
    if (failure_) std::rethrow_exception(failure_);
    if (end_) std::rethrow_exception(end_);
  }

 private:
  void work(std::size_t worker) {
    try {
      bool is_first = true;
      while (const std::optional<std::size_t> slot = fill_next()) {
        // Only now: a stream of one piece needs no second worker.
        if (std::exchange(is_first, false)) begin_another();
        steps_.work(worker, *slot);
        hand_on_from(*slot);
      }
    } catch (...) {
      fail();
    }
  }

  void begin_another() {
    const std::lock_guard lock(state_);
    const std::size_t next = threads_.size() + 1;
    if (next >= worker_count_) return;
    try {
      threads_.emplace_back([this, next] { work(next); });
    } catch (const std::system_error&) {
      // The system gives no more threads: fewer do it too.
    }
  }

  std::thread* thread_at(std::size_t i) {
    const std::lock_guard lock(state_);
    return i < threads_.size() ? &threads_[i] : nullptr;
  }

  std::optional<std::size_t> fill_next() {
    const std::lock_guard filling(filling_);
    {
      std::unique_lock lock(state_);
      slot_is_free_.wait(lock, [this] { return failure_ || filled_ - handed_on_ < is_done_.size(); });
      if (failure_ || at_end_) return std::nullopt;
    }
    const std::size_t slot = filled_ % is_done_.size();
    try {
      at_end_ = !steps_.fill(slot);
    } catch (...) {
      at_end_ = true;
      end_ = std::current_exception();
    }
    if (at_end_) return std::nullopt;
    const std::lock_guard lock(state_);
    ++filled_;
    return slot;
  }

  /// One worker hands on all that is ready; the others leave theirs to it and go on.
  void hand_on_from(std::size_t slot) {
    std::unique_lock lock(state_);
    is_done_[slot] = true;
    if (handing_on_) return;
    handing_on_ = true;
    for (;;) {
      const std::size_t next = handed_on_ % is_done_.size();
      if (failure_ || !is_done_[next]) break;
      lock.unlock();
      steps_.hand_on(next);
      lock.lock();
      is_done_[next] = false;
      ++handed_on_;
      slot_is_free_.notify_one();
    }
    handing_on_ = false;
  }

  void fail() {
    {
      const std::lock_guard lock(state_);
      if (!failure_) failure_ = std::current_exception();
    }
    slot_is_free_.notify_all();
    steps_.stop();
  }

  const steps& steps_;
  const std::size_t worker_count_;

  std::mutex filling_;      // held while a slot is filled; before `state_`
  bool at_end_ = false;     // of `filling_`
  std::exception_ptr end_;  // of `filling_`

  std::mutex state_;
  std::condition_variable slot_is_free_;
  std::uint64_t filled_ = 0;
  std::uint64_t handed_on_ = 0;
  std::vector<bool> is_done_;  // worked on, and not yet handed on
  bool handing_on_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

}  // namespace

void run_in_order(std::size_t workers, std::size_t slots, const steps& s) { ring(workers, slots, s).run(); }

}  // namespace clearance::stream
