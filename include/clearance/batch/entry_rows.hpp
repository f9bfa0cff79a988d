#pragma once
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/sparse.hpp>
#include <clearance/inline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// The row of each entry, from the offsets: without a branch on how many entries a row has.
namespace clearance::plain_passes {

/// The most entries that one row has.
CLEARANCE_INLINE std::uint32_t most_of_a_row(const list_view& l) noexcept {
  const std::uint32_t* const offsets = l.offsets.data() + l.of.first;
  std::uint32_t most = 0;
  for (std::size_t r = 0; r < l.of.count; ++r) most = std::max(most, offsets[r + 1] - offsets[r]);
  return most;
}

/// Writes so many at once; where there are less, the next row writes over them.
template <std::size_t AtOnce>
CLEARANCE_INLINE void spread_few(const list_view& l, chunk_memory& m) noexcept {
  const std::uint32_t* const offsets = l.offsets.data() + l.of.first;
  std::int32_t* const all = m.tag_of.data();
  const std::uint32_t begin = offsets[0];
  CLEARANCE_UNROLL
  for (std::size_t r = 0; r < l.of.count; ++r) {
    std::int32_t lanes[AtOnce];
    for (std::int32_t& lane : lanes) lane = m.tag[r];
    std::memcpy(all + (offsets[r] - begin), lanes, sizeof lanes);
  }
}

/// Of all entries.
CLEARANCE_INLINE void spread_rows(const list_view& l, chunk_memory& m) noexcept {
  const std::uint32_t most = most_of_a_row(l);
  if (most <= 1) return spread_few<1>(l, m);
  if (most <= 2) return spread_few<2>(l, m);
  if (most <= 4) return spread_few<4>(l, m);
  if (most <= 8) return spread_few<8>(l, m);
  for (std::size_t r = 0; r < l.of.count; ++r)
    std::fill(m.tag_of.begin() + l.begin_of(r), m.tag_of.begin() + l.begin_of(r + 1), m.tag[r]);
}

/// Of the loud ones only, where they are few.
CLEARANCE_INLINE void seek_rows_of_loud(const list_view& l, chunk_memory& m) noexcept {
  constexpr std::size_t stride = 16;
  const std::uint32_t* const offsets = l.offsets.data() + l.of.first;
  std::size_t row = 0;
  for (std::size_t i = 0; i < m.loud_count; ++i) {
    const std::uint32_t e = m.loud[i] + offsets[0];
    while (row + stride < l.of.count && offsets[row + stride] <= e) row += stride;
    std::size_t r = row;
    for (std::size_t k = 1, n = std::min(stride, l.of.count - row); k < n; ++k) r += offsets[row + k] <= e;
    m.tag_of[m.loud[i]] = m.tag[r];
  }
}

CLEARANCE_INLINE void find_rows_of_loud(const list_view& l, chunk_memory& m) noexcept {
  constexpr std::size_t cost = 8;  // of one that is sought, against one row's
  m.loud_count* cost < l.of.count ? seek_rows_of_loud(l, m) : spread_rows(l, m);
}

/// Rows with a record aside are not plain.
template <class Record>
CLEARANCE_INLINE void mark_others(const list_view& l, const sparse_column<Record>& others, chunk_memory& m) noexcept {
  if (others.at.empty()) return;
  const auto offsets = l.offsets.subspan(l.of.first, l.of.count + 1);
  others.visit(l.begin(), l.begin() + l.count(), [&](std::size_t at, const Record&) {
    const auto behind = std::upper_bound(offsets.begin(), offsets.end(), at);
    m.is_odd[static_cast<std::size_t>(behind - offsets.begin()) - 1] = 1;
  });
}

}  // namespace clearance::plain_passes
