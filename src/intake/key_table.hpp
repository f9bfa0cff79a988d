#pragma once
#include "bytes.hpp"

#include <clearance/inline.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
    std::string text(key);
    text.append(2 * sizeof(std::uint64_t), '\0');  // see `same_bytes`
    keys_.insert(keys_.end() - 1, {two_words(text.data(), key.size()), key.size(), std::move(text)});
    seat_all();
  }

  static constexpr std::uint32_t none = 0xffffffffu;

  /// The key's position, or `none`.
  // A plain number: an optional one would go through memory, in two pieces that are read as one, which stalls. One
  // place, and one question, which is nearly always answered with yes: which keys an object has, and in what order, is
  // often not to be guessed.
  CLEARANCE_INLINE std::uint32_t find(std::string_view key) const noexcept {
    const two_words words(key.data(), key.size());
    const std::uint32_t which = places_[place_of(words)];
    if (is(which, key, words)) [[likely]]
      return which;
    return find_without_a_place(key, words);
  }

  std::size_t size() const noexcept { return keys_.size() - 1; }

  std::vector<std::string_view> keys() const {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < size(); ++i) out.push_back(std::string_view(keys_[i].text).substr(0, keys_[i].size));
    return out;
  }

 private:
  struct known_key {
    two_words begin;  ///< its first 16 bytes
    std::size_t size;
    std::string text;
  };

  bool is(std::uint32_t which, std::string_view key, two_words words) const noexcept {
    const known_key& k = keys_[which];
    return k.size == key.size() && k.begin == words &&
           (k.size <= 16 || same_bytes(key.data() + 16, k.text.data() + 16, k.size - 16));
  }

  std::size_t place_of(two_words words) const noexcept { return words.hash(spread_) >> 56; }

  /// Gives each key a place of its own. Very long keys that begin alike may find none.
  void seat_all() noexcept {
    std::size_t fewest = keys_.size();
    std::uint64_t best = spread_;
    for (std::uint64_t tries = 0; tries < 200 && fewest > 0; ++tries) {
      spread_ = (2 * tries + 1) * 0x9e3779b97f4a7c15u;
      seat();
      if (without_a_place_ >= fewest) continue;
      fewest = without_a_place_;
      best = spread_;
    }
    spread_ = best;
    seat();
  }
  void seat() noexcept {
    const auto vacant = static_cast<std::uint8_t>(size());
    places_.fill(vacant);
    without_a_place_ = 0;
    for (std::uint8_t i = 0; i < vacant; ++i) {
      std::uint8_t& place = places_[place_of(keys_[i].begin)];
      if (place == vacant)
        place = i;
      else
        ++without_a_place_;
    }
  }
  CLEARANCE_RARE std::uint32_t find_without_a_place(std::string_view key, two_words words) const noexcept {
    for (std::uint32_t i = 0; i < size() && without_a_place_ > 0; ++i)
      if (is(i, key, words)) return i;
    return none;
  }

  static constexpr std::size_t no_size = static_cast<std::size_t>(-1);
  std::vector<known_key> keys_ = {{{}, no_size, {}}};  ///< behind the last one that no text is
  std::uint64_t spread_ = 1;
  std::size_t without_a_place_ = 0;
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
  occurrence note(std::string_view key) {
    if (!unknown_) unknown_.emplace();
    switch ((*unknown_)[std::string(key)]++) {
      case 0: return occurrence::first;
      case 1: return occurrence::second;
      default: return occurrence::later;
    }
  }

 private:
  std::uint64_t once_ = 0;
  std::uint64_t twice_ = 0;
  std::optional<std::unordered_map<std::string, std::uint32_t>> unknown_;
};

}  // namespace clearance
