#pragma once
#include "bytes.hpp"

#include <algorithm>
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

/// The keys that an object may have. Texts that are looked up must have 8 readable bytes behind them.
class key_table {
 public:
  explicit key_table(std::span<const std::string_view> keys) {
    for (const std::string_view k : keys) add(k);
  }

  void add(std::string_view key) {
    std::string text(key);
    text.append(8, '\0');  // see `same_bytes`
    const std::uint64_t begin = begin_of(text.data(), key.size());
    std::uint8_t& place = places_[place_of(begin, key.size())];
    keys_.push_back({begin, key.size(), place, std::move(text)});
    place = static_cast<std::uint8_t>(keys_.size());
  }

  /// The key's position.
  // Straight to its place: which keys an object has, and in what order, is often not to be guessed.
  std::optional<std::uint32_t> find(std::string_view key) const noexcept {
    const std::uint64_t begin = begin_of(key.data(), key.size());
    for (std::uint8_t i = places_[place_of(begin, key.size())]; i != 0; i = keys_[i - 1u].other) {
      const known_key& k = keys_[i - 1u];
      if (k.begin == begin && k.size == key.size() &&
          (k.size <= 8 || same_bytes(key.data() + 8, k.text.data() + 8, k.size - 8)))
        return i - 1u;
    }
    return std::nullopt;
  }

  std::size_t size() const noexcept { return keys_.size(); }

  std::vector<std::string_view> keys() const {
    std::vector<std::string_view> out;
    for (const known_key& k : keys_) out.push_back(std::string_view(k.text).substr(0, k.size));
    return out;
  }

 private:
  struct known_key {
    std::uint64_t begin;  ///< its first 8 bytes, as far as it has them
    std::size_t size;
    std::uint8_t other;  ///< the next key of its place, as `places_` has it
    std::string text;
  };

  static std::uint64_t begin_of(const char* key, std::size_t size) noexcept {
    return first_bytes(key, std::min<std::size_t>(size, 8));
  }
  static std::size_t place_of(std::uint64_t begin, std::size_t size) noexcept {
    return (begin + size) * 0x9e3779b97f4a7c15u >> 56;
  }

  std::vector<known_key> keys_;                ///< fewer than 64, see `seen_keys`
  std::array<std::uint8_t, 256> places_ = {};  ///< by hash: a key's position + 1; 0: vacant
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
