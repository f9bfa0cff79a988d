#pragma once
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

namespace clearance {

/// A number of 128 bits, for what is ordered by more than 64.
struct wide_key {
  std::uint64_t first;
  std::uint64_t second;
  // Both compared whatever the first ones say, so that there is nothing to guess.
  friend constexpr bool operator<(wide_key a, wide_key b) noexcept {
    return static_cast<bool>(static_cast<int>(a.first < b.first) |
                             (static_cast<int>(a.first == b.first) & static_cast<int>(a.second < b.second)));
  }
};

/// Are they in no pair equal?
template <class Key>
constexpr bool all_differ(const Key* keys, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!(keys[i] < keys[j]) && !(keys[j] < keys[i])) return false;
  return true;
}

/// Sorts records by a key, of which no two are equal.
// A decision has a handful of findings, and which of two comes first could not be guessed. So a few are not compared
// and swapped: each goes to the place that is the number of those before it.
template <class Record, class KeyOf>
void put_in_order(std::vector<Record>& records, KeyOf key_of) {
  static_assert(std::is_trivially_copyable_v<Record>);
  constexpr std::size_t few = 12;
  const std::size_t n = records.size();
  if (n < 2) return;
  if (n > few) {
    std::sort(records.begin(), records.end(), [&](const Record& a, const Record& b) { return key_of(a) < key_of(b); });
    return;
  }
  using key = decltype(key_of(records[0]));
  key keys[few];
  alignas(Record) std::byte as_they_were[few * sizeof(Record)];
  Record* const into = records.data();
  for (std::size_t i = 0; i < n; ++i) {
    keys[i] = key_of(into[i]);
    std::memcpy(as_they_were + i * sizeof(Record), into + i, sizeof(Record));
  }
  assert(all_differ(keys, n));
  for (std::size_t i = 0; i < n; ++i) {
    const key own = keys[i];
    std::size_t before = 0;
    for (std::size_t j = 0; j < n; ++j) before += static_cast<std::size_t>(keys[j] < own);
    std::memcpy(static_cast<void*>(into + before), as_they_were + i * sizeof(Record), sizeof(Record));
  }
}

}  // namespace clearance
