#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// Numbers that look random and are the same on every machine.
namespace generate {

/// xoshiro256** (Blackman and Vigna), its state filled by splitmix64 as its authors advise.
// Not <random>: what a distribution makes of the same engine differs between standard libraries, and a failure found
// on one machine must be found again on another.
class random_source {
 public:
  explicit constexpr random_source(std::uint64_t seed) noexcept {
    for (std::uint64_t& part : state_) {
      seed += 0x9e3779b97f4a7c15u;
      std::uint64_t mixed = seed;
      mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
      mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
      part = mixed ^ mixed >> 31;
    }
  }

  constexpr std::uint64_t next() noexcept {
    const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate_left(state_[3], 45);
    return result;
  }

  /// 0 to `count` - 1. The bias of the remainder is below 2^-50 for the small counts asked for here.
  constexpr std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }

  /// Both ends included.
  constexpr int between(int least, int most) noexcept {
    return least + static_cast<int>(below(static_cast<std::size_t>(most - least + 1)));
  }

  constexpr bool in_percent(unsigned chance) noexcept { return below(100) < chance; }

  template <class Range>
  constexpr decltype(auto) one_of(Range&& range) noexcept {
    return range[below(std::size(range))];
  }

 private:
  static constexpr std::uint64_t rotate_left(std::uint64_t value, int by) noexcept {
    return value << by | value >> (64 - by);
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace generate
