#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// Short texts as numbers. The texts of a `json_cursor` have at least 8 readable bytes behind them, so that neither
/// a loop over bytes nor a call is needed.
namespace clearance {

inline std::uint64_t eight_bytes(const char* at) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/// The first `count` (1 to 8) of the 8 bytes at `at`; the others are zero.
inline std::uint64_t first_bytes(const char* at, std::size_t count) noexcept {
  const std::size_t others = 8 * (8 - count);
  const std::uint64_t bytes = eight_bytes(at);
  return std::endian::native == std::endian::little ? bytes << others >> others : bytes >> others << others;
}

/// Are `size` bytes the same? Up to 7 bytes behind both are read.
inline bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8)
    if (eight_bytes(a + i) != eight_bytes(b + i)) return false;
  return i == size || first_bytes(a + i, size - i) == first_bytes(b + i, size - i);
}

/// Spreads texts over a table: the highest bits are the best. Up to 7 bytes behind the text are read.
inline std::uint64_t hash_of(const char* text, std::size_t size, std::uint64_t spread) noexcept {
  std::uint64_t h = size * spread;
  std::size_t i = 0;
  for (; i + 8 < size; i += 8) {
    h = (h ^ eight_bytes(text + i)) * spread;
    h ^= h >> 32;
  }
  return i < size ? (h ^ first_bytes(text + i, size - i)) * spread : h;
}

}  // namespace clearance
