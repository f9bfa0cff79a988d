#pragma once
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/inline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

/// The key of each loud entry in its `entry_table`.
namespace clearance::plain_passes {

CLEARANCE_INLINE void key_loud(const list_view& l, std::span<const std::uint16_t> ids, chunk_memory& m) noexcept {
  const std::uint16_t* const at = ids.data() + l.begin();
  const std::uint32_t none = l.table.ids;
  for (std::size_t k = 0; k < m.loud_count; ++k) m.key[k] = std::min<std::uint32_t>(at[m.loud[k]], none);
}

template <class State>
CLEARANCE_INLINE void add_state(const list_view& l, std::span<const State> states, std::uint32_t of_each,
                                chunk_memory& m) noexcept {
  if (states.empty()) return;
  const State* const at = states.data() + l.begin();
  const std::uint32_t stride = of_each * (l.table.ids + 1);
  for (std::size_t k = 0; k < m.loud_count; ++k) m.key[k] += static_cast<std::uint32_t>(at[m.loud[k]]) * stride;
}

/// The facts that rules test, as digits. `of_entries`: of the list; `of_rows`: of the
/// treatment.
CLEARANCE_INLINE void add_digits(const list_view& l, std::span<const value_column> of_entries,
                                 std::span<const value_column> of_rows, chunk_memory& m) noexcept {
  std::uint32_t stride = l.table.states * (l.table.ids + 1);
  for (std::size_t i = l.table.facts.size(); i-- > 0;) {
    const tested_fact& f = l.table.facts[i];
    const bool is_of_entry = f.owner == fact_owner::entry;
    const std::span<const value_column> columns = is_of_entry ? of_entries : of_rows;
    const std::uint32_t of_this = stride;
    stride *= f.values + 1;
    if (f.slot >= columns.size()) continue;
    const value_column& c = columns[f.slot];
    if (!c.wide.empty()) {  // no choice has so many answers: somebody else's columns
      for (std::size_t k = 0; k < m.loud_count; ++k) m.is_odd[m.row_of(m.loud[k])] = 1;
      continue;
    }
    if (c.small.empty()) continue;
    const std::int8_t* const at = c.small.data() + (is_of_entry ? l.begin() : l.of.first);
    for (std::size_t k = 0; k < m.loud_count; ++k) {
      const std::size_t e = m.loud[k];
      const std::size_t row = m.row_of(e);
      const std::int8_t v = at[is_of_entry ? e : row];
      // Of what is not known 0. An answer below zero becomes too large.
      const std::uint32_t digit = v == value_column::small_not_known ? 0 : static_cast<std::uint32_t>(v + 1) - (v < 0);
      if (digit > f.values) [[unlikely]]
        m.is_odd[row] = 1;
      else
        m.key[k] += digit * of_this;
    }
  }
}

}  // namespace clearance::plain_passes
