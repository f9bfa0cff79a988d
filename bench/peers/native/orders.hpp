#pragma once
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

namespace bench::peers {

/// Orders to visit the same patients in, one pass each, in turn. Over one order, passes of a few nanoseconds a decision
/// get faster the longer they run, as if the processor learned what comes next: no clinic's patients come twice.
inline std::vector<std::vector<std::size_t>> orders(std::size_t size) {
  constexpr std::size_t count = 8;
  std::mt19937 random(1);
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> all;
  for (std::size_t i = 0; i < count; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    all.push_back(order);
  }
  return all;
}

}  // namespace bench::peers
