#pragma once
#include "bytes.hpp"

#include <clearance/inline.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace clearance {

/// The keys that an object may have, or the answers that a question may have: fewer than 255. Texts that are looked up
/// must have 16 readable bytes behind them.
class key_table {
 public:
  key_table() = default;
  explicit key_table(std::span<const std::string_view> keys) {
    for (const std::string_view k : keys) add(k);
  }

  void add(std::string_view key) {
    texts_.emplace_back(key);
    std::string text = texts_.back();
    text.append(sizeof(two_words), '\0');  // room to read
    begins_.back() = {two_words(text.data(), key.size()), key.size() <= sizeof(two_words) ? key.size() : no_size};
    begins_.push_back({{}, no_size});
    seat_all();
  }

  static constexpr std::uint32_t none = 0xffffffffu;

  /// The key's position, or `none`.
  // Which keys an object has, and in what order, is often not to be guessed: one place, and one question, which is
  // nearly always answered with yes. A plain number: an optional one would go through memory in two pieces that are
  // read as one, which stalls.
  CLEARANCE_INLINE std::uint32_t find(std::string_view key) const noexcept {
    const two_words words(key.data(), key.size());
    const std::uint32_t which = places_[place_of(words)];
    if (begins_[which].is(words, key.size())) [[likely]]
      return which;
    return find_elsewhere(key);
  }

  std::size_t size() const noexcept { return texts_.size(); }

  std::string_view key(std::uint32_t which) const noexcept { return texts_[which]; }
  std::vector<std::string_view> keys() const { return {texts_.begin(), texts_.end()}; }

 private:
  struct begin_of_key {
    two_words words;
    std::size_t size;  ///< `no_size` where the key is longer, and behind the last key
    bool is(two_words w, std::size_t its_size) const noexcept {
      return ((words.word[0] ^ w.word[0]) | (words.word[1] ^ w.word[1]) | (size ^ its_size)) == 0;
    }
  };
  static constexpr std::size_t no_size = static_cast<std::size_t>(-1);

  std::size_t place_of(two_words words) const noexcept { return words.hash(spread_) >> 56; }

  /// Gives each key a place of its own, as far as that can be: those that begin alike share one.
  void seat_all() noexcept {
    constexpr std::uint64_t most_tries = 200;
    std::size_t fewest = seat(1);
    std::uint64_t best = 1;
    for (std::uint64_t i = 1; i < most_tries && fewest > 0; ++i) {
      const std::uint64_t spread = (2 * i + 1) * 0x9e3779b97f4a7c15u;
      const std::size_t without = seat(spread);
      if (without >= fewest) continue;
      fewest = without;
      best = spread;
    }
    seat(best);
  }
  /// How many have none.
  std::size_t seat(std::uint64_t spread) noexcept {
    spread_ = spread;
    const auto vacant = static_cast<std::uint8_t>(size());
    places_.fill(vacant);
    std::size_t without = 0;
    for (std::uint8_t i = 0; i < vacant; ++i) {
      std::uint8_t& place = places_[place_of(begins_[i].words)];
      if (place == vacant)
        place = i;
      else
        ++without;
    }
    return without;
  }

  CLEARANCE_RARE std::uint32_t find_elsewhere(std::string_view key) const noexcept {
    const std::uint32_t which = places_[place_of({key.data(), key.size()})];
    if (which < size() && texts_[which] == key) return which;  // a long one
    for (std::uint32_t i = 0; i < size(); ++i)
      if (texts_[i] == key) return i;
    return none;
  }

  std::vector<std::string> texts_;
  std::vector<begin_of_key> begins_ = {{{}, no_size}};
  std::uint64_t spread_ = 1;
  std::array<std::uint8_t, 256> places_ = {};  ///< by hash
};

/// How often a key has stood in its object: an error is told once, however often it is made.
enum class occurrence : std::uint8_t { first, second, later };

/// The keys that an object had so far.
class seen_keys {
 public:
  /// Of a `key_table`, which has fewer than 64.
  occurrence note(std::uint32_t which) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << which;
    if (!(once_ & bit)) [[likely]] {
      once_ |= bit;
      return occurrence::first;
    }
    const bool is_second = !(twice_ & bit);
    twice_ |= bit;
    return is_second ? occurrence::second : occurrence::later;
  }
  CLEARANCE_RARE occurrence note(std::string_view key) {
    if (!unknown_) unknown_ = std::make_unique<counts>();
    switch ((*unknown_)[std::string(key)]++) {
      case 0: return occurrence::first;
      case 1: return occurrence::second;
      default: return occurrence::later;
    }
  }

 private:
  std::uint64_t once_ = 0;
  std::uint64_t twice_ = 0;
  using counts = std::unordered_map<std::string, std::uint32_t>;
  std::unique_ptr<counts> unknown_;
};

}  // namespace clearance
