#pragma once
#include <clearance/batch/processor.hpp>
#include <clearance/inline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#if CLEARANCE_HAS_AVX512
#include <immintrin.h>
#endif

/// The two steps of a batch that no compiler makes vectors of: they are written out for AVX-512, where 64 entries go
/// through them at once, and say the same everywhere.
namespace clearance {

// ---- the positions of what is set ----

/// Behind the positions that were asked for.
inline constexpr std::size_t room_behind_positions = 64;

inline std::size_t positions_of_set_one_by_one(const std::uint8_t* flags, std::size_t count,
                                               std::uint16_t* out) noexcept {
  std::size_t found = 0;
  CLEARANCE_UNROLL
  for (std::size_t i = 0; i < count; ++i) {
    out[found] = static_cast<std::uint16_t>(i);
    found += flags[i] != 0;
  }
  return found;
}

#if CLEARANCE_HAS_AVX512
CLEARANCE_ON_AVX512 inline __mmask64 first_lanes(std::size_t count) noexcept {
  return count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
}

CLEARANCE_ON_AVX512 inline std::size_t positions_of_set_on_avx512(const std::uint8_t* flags, std::size_t count,
                                                                  std::uint16_t* out) noexcept {
  alignas(64) static constexpr std::uint16_t counting[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                             11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                             22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
  const __m512i half = _mm512_set1_epi16(32);
  __m512i at = _mm512_load_si512(counting);
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; i += 64) {
    const __m512i all = _mm512_maskz_loadu_epi8(first_lanes(count - i), flags + i);
    const std::uint64_t set = _mm512_test_epi8_mask(all, all);
    for (const auto these : {static_cast<std::uint32_t>(set), static_cast<std::uint32_t>(set >> 32)}) {
      _mm512_storeu_si512(out + found, _mm512_maskz_compress_epi16(these, at));
      found += static_cast<std::size_t>(__builtin_popcount(these));
      at = _mm512_add_epi16(at, half);
    }
  }
  return found;
}
#endif

/// Writes the positions of the flags that are not zero, in order, and gives how many there are. `count`: up to 65,536.
/// `out` has room for `count`, and `room_behind_positions` more.
inline std::size_t positions_of_set([[maybe_unused]] processor on, const std::uint8_t* flags, std::size_t count,
                                    std::uint16_t* out) noexcept {
#if CLEARANCE_HAS_AVX512
  if (on == processor::avx512) return positions_of_set_on_avx512(flags, count, out);
#endif
  return positions_of_set_one_by_one(flags, count, out);
}

// ---- a byte for each id ----

/// Bytes by id, which are looked up for many ids at once. An id that is too large has the byte 0.
class byte_table {
 public:
  byte_table() : byte_table(0) {}
  explicit byte_table(std::size_t ids) : ids_(ids), bytes_((ids / block + 1) * block) {}

  std::uint8_t& operator[](std::size_t id) noexcept { return bytes_[id]; }
  std::uint8_t operator[](std::size_t id) const noexcept { return bytes_[id]; }

  void look_up([[maybe_unused]] processor on, const std::uint16_t* ids, std::size_t count,
               std::uint8_t* out) const noexcept {
#if CLEARANCE_HAS_AVX512
    // Where a table is long, reading the bytes is the shorter way.
    constexpr std::size_t most_blocks = 16;
    if (on == processor::avx512 && bytes_.size() <= most_blocks * block) return look_up_on_avx512(ids, count, out);
#endif
    const std::size_t behind = ids_;
    for (std::size_t i = 0; i < count; ++i) out[i] = bytes_[std::min<std::size_t>(ids[i], behind)];
  }

 private:
  static constexpr std::size_t block = 128;  ///< what two vectors hold

#if CLEARANCE_HAS_AVX512
  /// A block of the table is a permutation's source; each id takes its byte from the block that it lies in.
  ///
  ///     id   bits 15 ... 7   6 ... 0
  ///          block           place
  // All by masks: where none is given, GCC 12 takes its own headers for using what is not initialised.
  CLEARANCE_ON_AVX512 void look_up_on_avx512(const std::uint16_t* ids, std::size_t count,
                                             std::uint8_t* out) const noexcept {
    const __m512i no_block = _mm512_set1_epi16(0xff);
    const std::size_t blocks = bytes_.size() / block;
    for (std::size_t i = 0; i < count; i += 64) {
      const __mmask64 here = first_lanes(count - i);
      const auto of_a = static_cast<__mmask32>(here);
      const auto of_b = static_cast<__mmask32>(here >> 32);
      const __m512i a = _mm512_maskz_loadu_epi16(of_a, ids + i);
      const __m512i b = _mm512_maskz_loadu_epi16(of_b, ids + i + 32);
      const __m512i place = joined(_mm512_maskz_cvtepi16_epi8(of_a, a), _mm512_maskz_cvtepi16_epi8(of_b, b));
      const __m512i block_of_a = _mm512_maskz_min_epu16(of_a, _mm512_maskz_srli_epi16(of_a, a, 7), no_block);
      const __m512i block_of_b = _mm512_maskz_min_epu16(of_b, _mm512_maskz_srli_epi16(of_b, b, 7), no_block);
      const __m512i block_of =
          joined(_mm512_maskz_cvtepi16_epi8(of_a, block_of_a), _mm512_maskz_cvtepi16_epi8(of_b, block_of_b));
      __m512i found = _mm512_setzero_si512();
      for (std::size_t k = 0; k < blocks; ++k) {
        const std::uint8_t* const source = bytes_.data() + k * block;
        const __mmask64 in_block = _mm512_cmpeq_epi8_mask(block_of, _mm512_set1_epi8(static_cast<char>(k)));
        const __m512i of_block = _mm512_maskz_permutex2var_epi8(in_block, _mm512_loadu_si512(source), place,
                                                                _mm512_loadu_si512(source + 64));
        found = _mm512_or_si512(found, of_block);
      }
      _mm512_mask_storeu_epi8(out + i, here, found);
    }
  }
  CLEARANCE_ON_AVX512 static __m512i joined(__m256i low, __m256i high) noexcept {
    return _mm512_maskz_inserti64x4(0xff, _mm512_castsi256_si512(low), high, 1);
  }
#endif

  std::size_t ids_;
  std::vector<std::uint8_t> bytes_;  ///< in whole blocks, the last of them not full: behind the last id stands a zero
};

}  // namespace clearance
