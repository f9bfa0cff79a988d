#pragma once
#include "bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace clearance {

/// The keys that an object may have, none empty. Texts that are looked up must have 8 readable bytes behind them.
class key_table {
 public:
  explicit key_table(std::span<const std::string_view> keys) {
    for (const std::string_view k : keys) add(k);
  }

  void add(std::string_view key) {
    std::string text(key);
    text.append(8, '\0');  // see `same_bytes`
    const std::uint64_t begin = first_bytes(text.data(), std::min<std::size_t>(key.size(), 8));
    const std::uint64_t mask = first_bytes("\xff\xff\xff\xff\xff\xff\xff\xff", std::min<std::size_t>(key.size(), 8));
    keys_.push_back({begin, mask, key.size(), std::move(text)});
    followers_.push_back(0);
  }

  /// The key's position.
  std::optional<std::uint32_t> find(std::string_view key) const noexcept {
    for (std::uint32_t i = 0; i < keys_.size(); ++i)
      if (keys_[i].is(key)) return i;
    return std::nullopt;
  }

  /// The same, trying first what followed `last` before: whoever writes intakes writes the keys of an object in one
  /// order. `last` begins as 0 and is carried from key to key.
  std::optional<std::uint32_t> find_next(std::string_view key, std::uint32_t& last) noexcept {
    std::uint32_t& follower = followers_[last];
    if (!keys_[follower].is(key)) {
      const auto found = find(key);
      if (!found) return std::nullopt;
      follower = *found;
    }
    return last = follower;
  }

  std::size_t size() const noexcept { return keys_.size(); }

  std::vector<std::string_view> keys() const {
    std::vector<std::string_view> out;
    for (const known_key& k : keys_) out.push_back(std::string_view(k.text).substr(0, k.size));
    return out;
  }

 private:
  struct known_key {
    std::uint64_t begin;  ///< its first 8 bytes
    std::uint64_t mask;   ///< those that it has
    std::size_t size;
    std::string text;

    bool is(std::string_view key) const noexcept {
      return key.size() == size && (eight_bytes(key.data()) & mask) == begin &&
             (size <= 8 || same_bytes(key.data() + 8, text.data() + 8, size - 8));
    }
  };

  std::vector<known_key> keys_;
  std::vector<std::uint32_t> followers_;
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
