#pragma once
#include <clearance/batch/entry_table.hpp>
#include <clearance/inline.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace clearance::plain_passes {

struct rows {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// One list of some rows: its entries are side by side in the columns.
struct list_view {
  const entry_table& table;
  std::span<const std::uint32_t> offsets;
  rows of;

  CLEARANCE_INLINE std::size_t begin() const noexcept { return offsets[of.first]; }
  CLEARANCE_INLINE std::size_t count() const noexcept { return offsets[of.first + of.count] - begin(); }
  /// From the row's first entry, among those of these rows.
  CLEARANCE_INLINE std::uint32_t begin_of(std::size_t row) const noexcept {
    return offsets[of.first + row] - offsets[of.first];
  }
};

/// Wraps instead of overflowing: rows that are not plain may hold anything.
CLEARANCE_INLINE std::int32_t sum(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}

CLEARANCE_INLINE std::int32_t difference(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) - static_cast<std::uint32_t>(b));
}

}  // namespace clearance::plain_passes
