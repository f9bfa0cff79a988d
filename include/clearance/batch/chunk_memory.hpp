#pragma once
#include <clearance/batch/byte_lookup.hpp>
#include <clearance/batch/entry_table.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/ids.hpp>
#include <clearance/inline.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace clearance {

/// What stays near the processor while some rows, a chunk, are worked on.
struct chunk_memory {
  static constexpr unsigned row_bits = 9;
  static constexpr std::size_t most_rows = std::size_t{1} << row_bits;
  static constexpr std::size_t most_entries = 2048;  ///< of each list
  static constexpr std::size_t most_fired = 4 * most_entries * key_touches::most;

  // By row.
  std::array<mark, most_rows> marks;              ///< all that is said of it
  std::array<std::uint32_t, most_rows> count;     ///< how many fire
  std::array<std::int32_t, most_rows> latest;     ///< the last day from which a time rule is free
  std::array<std::int32_t, most_rows> tag;        ///< see `tag_of`
  std::array<std::uint32_t, most_rows> position;  ///< in the result, of what fires next
  std::array<std::uint8_t, most_rows> is_odd;     ///< 1: not plain

  // By entry of the list at hand.
  std::array<std::int32_t, most_entries + 8>
      tag_of;                                       ///< its row's; with room behind, since several are written at once
  std::array<std::uint8_t, most_entries> voice;     ///< see `voices`
  std::array<std::uint8_t, most_entries> age;       ///< on its row's day of hearing
  std::array<std::uint8_t, most_entries> is_heard;  ///< not zero: it may say something

  // Of the loud ones among them, in order.
  std::array<std::uint16_t, most_entries + room_behind_positions> loud;  ///< which entry it is
  std::array<std::uint32_t, most_entries> key;                           ///< in its `entry_table`
  std::size_t loud_count = 0;

  // What fires, of all lists in their order.
  std::array<bar_id, most_fired + 1> bars;
  std::array<std::uint32_t, most_fired + 1> entries;  ///< position in the row's list
  std::array<std::int32_t, most_fired + 1> free;      ///< the day from which it does not
  std::array<std::uint16_t, most_fired + 1> rows;
  std::array<mark, most_fired + 1> says;
  std::size_t fired = 0;

  /// Writes down what a bar says of a row, as the `at`th that fires, and adds it to the row. Gives how many fire then:
  /// what does not fire is written over.
  CLEARANCE_INLINE std::size_t write(std::size_t at, std::size_t row, std::uint32_t entry, bar_id bar, mark what,
                                     std::int32_t free_on) noexcept {
    const std::uint32_t fires = what.bits >> 15;
    bars[at] = bar;
    entries[at] = entry;
    free[at] = free_on;
    rows[at] = static_cast<std::uint16_t>(row);
    says[at] = what;
    marks[row].bits |= what.bits;
    count[row] += fires;
    return at + fires;
  }

  // A tag is a row and the day on which it is heard: what is free by then has nothing to say. In one number, so that
  // both are spread over the row's entries at once.
  //
  //     bit   31 ......... 9   8 ... 0
  //           day since 1970   row         until the year 13453
  static constexpr std::int32_t tagged(std::size_t row, std::int32_t heard_on) noexcept {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(heard_on) << row_bits |
                                     static_cast<std::uint32_t>(row));
  }
  static constexpr std::int32_t heard_on(std::int32_t tag) noexcept { return tag >> row_bits; }
  std::size_t row_of(std::size_t entry) const noexcept {
    return static_cast<std::uint32_t>(tag_of[entry]) & (most_rows - 1);
  }
};

}  // namespace clearance
