#include "../../src/stream/in_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using clearance::stream::run_in_order;
using clearance::stream::steps;

/// Squares of 0, 1, 2, ..., in a ring of numbers.
struct squares {
  explicit squares(std::size_t slot_count, int how_many) : slots(slot_count), count(how_many) {}

  steps all() {
    return {[this](std::size_t slot) {
              if (next == count) return false;
              slots[slot] = next++;
              return true;
            },
            [this](std::size_t, std::size_t slot) { slots[slot] *= slots[slot]; },
            [this](std::size_t slot) { out.push_back(slots[slot]); }};
  }

  std::vector<int> slots;
  int count;
  int next = 0;
  std::vector<int> out;
};

std::vector<int> squares_below(int count) {
  std::vector<int> out;
  for (int i = 0; i < count; ++i) out.push_back(i * i);
  return out;
}

TEST_CASE("what several workers make comes out in the order in which it went in") {
  for (const std::size_t workers : {1u, 2u, 7u})
    for (const std::size_t slots : {1u, 2u, 14u})
      for (const int count : {0, 1, 2, 1000}) {
        CAPTURE(workers);
        CAPTURE(slots);
        squares s(slots, count);
        run_in_order(workers, slots, s.all());
        CHECK(s.out == squares_below(count));
      }
}

TEST_CASE("a slow piece does not let the others pass it") {
  squares s(8, 100);
  steps all = s.all();
  const auto square = all.work;
  all.work = [&](std::size_t worker, std::size_t slot) {
    if (s.slots[slot] % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    square(worker, slot);
  };
  run_in_order(4, 8, all);
  CHECK(s.out == squares_below(100));
}

TEST_CASE("no more slots are under way than there are") {
  squares s(3, 200);
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  steps all = s.all();
  const auto fill = all.fill;
  const auto hand_on = all.hand_on;
  all.fill = [&](std::size_t slot) {
    if (!fill(slot)) return false;
    most = std::max(most.load(), ++under_way);  // one at a time
    return true;
  };
  all.hand_on = [&](std::size_t slot) {
    --under_way;
    hand_on(slot);
  };
  run_in_order(7, 3, all);
  CHECK(most <= 3);
  CHECK(s.out == squares_below(200));
}

TEST_CASE("an error of the stream comes behind all that stood before it") {
  for (const std::size_t workers : {1u, 2u, 7u}) {
    squares s(4, 1000);
    steps all = s.all();
    const auto fill = all.fill;
    all.fill = [&](std::size_t slot) {
      if (s.next == 50) throw std::runtime_error("the disk is gone");
      return fill(slot);
    };
    CHECK_THROWS_WITH_AS(run_in_order(workers, 4, all), "the disk is gone", std::runtime_error);
    CHECK(s.out == squares_below(50));
  }
}

TEST_CASE("an error in the work ends all, also a worker that waits for input") {
  for (const std::size_t workers : {1u, 2u, 7u}) {
    squares s(4, 1000);
    std::atomic<bool> stopped{false};
    steps all = s.all();
    const auto fill = all.fill;
    all.fill = [&](std::size_t slot) {
      while (s.next == 20 && !stopped) std::this_thread::yield();  // a pipe into which nobody writes
      return !stopped && fill(slot);
    };
    all.work = [&](std::size_t, std::size_t slot) {
      if (s.slots[slot] == 10) throw std::runtime_error("no memory");
    };
    all.stop = [&] { stopped = true; };
    CHECK_THROWS_WITH_AS(run_in_order(workers, 4, all), "no memory", std::runtime_error);
    CHECK(s.out.size() <= 10);
  }
}

TEST_CASE("an error in handing on ends all") {
  for (const std::size_t workers : {1u, 2u, 7u}) {
    squares s(4, 1000);
    steps all = s.all();
    const auto hand_on = all.hand_on;
    all.hand_on = [&](std::size_t slot) {
      if (s.out.size() == 10) throw std::runtime_error("the disk is full");
      hand_on(slot);
    };
    CHECK_THROWS_WITH_AS(run_in_order(workers, 4, all), "the disk is full", std::runtime_error);
    CHECK(s.out == squares_below(10));
  }
}

}  // namespace
