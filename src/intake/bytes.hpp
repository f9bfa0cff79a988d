#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// Short texts as numbers. The texts of a `json_cursor` have readable bytes behind them, so that neither a loop over
/// bytes nor a call is needed.
namespace clearance {

inline std::uint64_t eight_bytes(const char* at) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

inline unsigned two_bytes(const char* at) noexcept {
  std::uint16_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/// 40 bytes that are all set, then 40 that are not: what is read `n` bytes before the middle keeps the first `n` bytes.
inline constexpr std::size_t longest_kept_bytes = 40;
inline constexpr auto kept_bytes = [] {
  std::array<char, 2 * longest_kept_bytes> bytes{};
  for (std::size_t i = 0; i < longest_kept_bytes; ++i) bytes[i] = static_cast<char>(0xff);
  return bytes;
}();

/// The first `count` (up to 8) of the 8 bytes at `at`; the others are zero.
inline std::uint64_t first_bytes(const char* at, std::size_t count) noexcept {
  return eight_bytes(at) & eight_bytes(kept_bytes.data() + longest_kept_bytes - count);
}

/// The first 16 bytes of a text as two numbers; of one with more than 31 bytes, as many as keep it without a branch.
/// 16 bytes at `at` must be readable.
// Without a branch, as `five_words`.
struct two_words {
  std::uint64_t word[2] = {};

  two_words() = default;
  two_words(const char* at, std::size_t size) noexcept {
    const char* const kept = kept_bytes.data() + longest_kept_bytes - size % 32;
    word[0] = eight_bytes(at) & eight_bytes(kept);
    word[1] = eight_bytes(at + 8) & eight_bytes(kept + 8);
  }
  /// Spreads texts over a table, another way for each odd `spread`: the highest bits are the best.
  std::uint64_t hash(std::uint64_t spread) const noexcept { return (word[0] + 8 * word[1]) * spread; }
};

/// A text of up to 40 bytes as five numbers. 40 bytes at `at` must be readable.
// Without a branch: how long the next name is cannot be guessed.
struct five_words {
  std::uint64_t word[5] = {};

  five_words() = default;
  five_words(const char* at, std::size_t size) noexcept {
    const char* const kept = kept_bytes.data() + longest_kept_bytes - size;
    for (std::size_t i = 0; i < 5; ++i) word[i] = eight_bytes(at + 8 * i) & eight_bytes(kept + 8 * i);
  }
  bool operator==(const five_words& b) const noexcept {
    return ((word[0] ^ b.word[0]) | (word[1] ^ b.word[1]) | (word[2] ^ b.word[2]) | (word[3] ^ b.word[3]) |
            (word[4] ^ b.word[4])) == 0;
  }
  /// Spreads texts over a table: the highest bits are the best.
  std::uint64_t hash() const noexcept {
    return (word[0] + 8 * (word[1] + 8 * (word[2] + 8 * (word[3] + 8 * word[4])))) * 0x9e3779b97f4a7c15u;
  }
};

}  // namespace clearance
