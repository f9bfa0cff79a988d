#pragma once
#include "bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace clearance {

/// The keys that an object may have, none empty.
class key_table {
 public:
  explicit key_table(std::span<const std::string_view> keys) {
    for (const std::string_view k : keys) add(k);
  }

  void add(std::string_view key) {
    padded k{key.size(), std::string(key) + std::string(8, '\0')};
    begins_.push_back(first_bytes(k.text.data(), std::min<std::size_t>(key.size(), 8)));
    keys_.push_back(std::move(k));
  }

  /// The key's position. 8 bytes behind `key` may be read.
  std::optional<std::uint32_t> find(std::string_view key) const noexcept {
    if (key.empty()) return std::nullopt;
    const std::uint64_t begin = first_bytes(key.data(), key.size() < 8 ? key.size() : 8);
    for (std::uint32_t i = 0; i < begins_.size(); ++i)
      if (begins_[i] == begin && keys_[i].size == key.size() &&
          (key.size() <= 8 || same_bytes(keys_[i].text.data() + 8, key.data() + 8, key.size() - 8)))
        return i;
    return std::nullopt;
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
  std::vector<std::uint64_t> begins_;
  std::vector<padded> keys_;
};

/// The keys that an object had so far.
class seen_keys {
 public:
  /// Of a `key_table`, which has fewer than 64.
  bool again(std::uint32_t which) noexcept {
    const bool seen = known_ >> which & 1;
    known_ |= std::uint64_t{1} << which;
    return seen;
  }
  bool again(std::string_view key) {
    if (!unknown_) unknown_.emplace();
    return !unknown_->emplace(key).second;
  }

 private:
  std::uint64_t known_ = 0;
  std::optional<std::unordered_set<std::string>> unknown_;
};

}  // namespace clearance
