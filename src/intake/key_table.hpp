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

/// The keys that an object may have, none empty. Each has a place of its own in a table, so that finding one is no
/// search: in which order the keys of an object come cannot be guessed.
class key_table {
 public:
  explicit key_table(std::span<const std::string_view> keys) {
    for (const std::string_view k : keys) add(k);
  }

  void add(std::string_view key) {
    keys_.push_back({key.size(), std::string(key) + std::string(8, '\0')});
    while (!give_places()) spread_ += 2;
  }

  /// The key's position. 8 bytes behind `key` may be read.
  std::optional<std::uint32_t> find(std::string_view key) const noexcept {
    const std::uint32_t position = places_[hash_of(key.data(), key.size(), spread_) >> (64 - bits_)];
    const padded& k = keys_[position];
    if (k.size != key.size() || !same_bytes(k.text.data(), key.data(), key.size())) return std::nullopt;
    return position;
  }

  std::vector<std::string_view> keys() const {
    std::vector<std::string_view> out;
    for (const padded& k : keys_) out.push_back(std::string_view(k.text).substr(0, k.size));
    return out;
  }

 private:
  struct padded {
    std::size_t size;
    std::string text;
  };

  /// False where two keys would share a place.
  bool give_places() {
    while ((std::size_t{1} << bits_) < 4 * keys_.size()) ++bits_;
    places_.assign(std::size_t{1} << bits_, 0);
    std::vector<bool> taken(places_.size());
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
      const std::size_t at = hash_of(keys_[i].text.data(), keys_[i].size, spread_) >> (64 - bits_);
      if (taken[at]) return false;
      taken[at] = true;
      places_[at] = static_cast<std::uint8_t>(i);
    }
    return true;
  }

  std::vector<padded> keys_;
  std::vector<std::uint8_t> places_;  ///< what no key has leads to the first, which then is another
  std::uint64_t spread_ = 0x9e3779b97f4a7c15u;
  unsigned bits_ = 6;
};

/// How often a key has stood in its object: an error is told once, however often it is made.
enum class occurrence : std::uint8_t { first, second, later };

/// The keys that an object had so far.
class seen_keys {
 public:
  /// Of a `key_table`, which has fewer than 64.
  occurrence note(std::uint32_t which) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << which;
    const occurrence now = !(once_ & bit) ? occurrence::first : !(twice_ & bit) ? occurrence::second : occurrence::later;
    twice_ |= once_ & bit;
    once_ |= bit;
    return now;
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
