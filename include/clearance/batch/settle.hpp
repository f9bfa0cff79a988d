#pragma once
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/inline.hpp>
#include <clearance/pack.hpp>
#include <clearance/time/civil.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

/// What the loud entries of a list say of their rows. Nothing here gains from vectors: one copy serves every processor.
namespace clearance::plain_passes {

/// Writes down what fires, and adds it to its row.
class fire {
 public:
  CLEARANCE_INLINE fire(const list_view& l, chunk_memory& m) noexcept
      : begins_(l.offsets.data() + l.of.first), base_(begins_[0]), m_(m), count_(m.fired) {}
  CLEARANCE_INLINE ~fire() { m_.fired = count_; }
  fire(const fire&) = delete;
  fire& operator=(const fire&) = delete;

  CLEARANCE_INLINE void operator()(std::size_t row, std::size_t entry, bar_id bar, mark says,
                                   std::int32_t free) noexcept {
    count_ = m_.write(count_, row, static_cast<std::uint32_t>(entry) + base_ - begins_[row], bar, says, free);
  }

 private:
  const std::uint32_t* begins_;
  std::uint32_t base_;
  chunk_memory& m_;
  std::size_t count_;
};

/// Calls `settle(row, entry, touch)` for each touch of the loud entries. Most have one.
template <class Settle>
CLEARANCE_INLINE void for_each_touch(const list_view& l, chunk_memory& m, Settle settle) noexcept {
  const std::uint16_t* const keys = l.table.keys.data();
  const plain_touch* const table = l.table.touches.data();
  for (std::size_t k = 0; k < m.loud_count; ++k) {
    const std::size_t e = m.loud[k];
    const std::size_t row = m.row_of(e);
    const std::uint16_t& key = keys[m.key[k]];
    if (key < entry_table::first_of_several) [[likely]]
      settle(row, e, table[key]);
    else if (key == entry_table::not_plain)
      m.is_odd[row] = 1;
    else
      for (const std::uint16_t t : l.table.touches_of(key)) settle(row, e, table[t]);
  }
}

CLEARANCE_RARE inline void settle_standing(const list_view& l, chunk_memory& m) noexcept {
  fire fires(l, m);
  for_each_touch(l, m, [&](std::size_t row, std::size_t e, const plain_touch& p) CLEARANCE_INLINE_LAMBDA {
    fires(row, e, p.which, p.says[plain_touch::early], plain_touch::no_window);
  });
}

/// `day`: of each entry; `treated`, `today`: of each row.
CLEARANCE_RARE inline void settle_timed(const list_view& l, const std::int32_t* day, const std::int32_t* treated,
                                        const std::int32_t* today, chunk_memory& m) noexcept {
  fire fires(l, m);
  for_each_touch(l, m, [&](std::size_t row, std::size_t e, const plain_touch& p) CLEARANCE_INLINE_LAMBDA {
    const std::int32_t from = p.from_today ? today[row] : day[e];
    std::int32_t certain = sum(from, p.certain_days);
    std::int32_t free = sum(from, p.free_days);
    if (p.months != 0) [[unlikely]]
      certain = free = add_months({from}, p.months).days;
    const std::int32_t on = treated[row];
    m.latest[row] = std::max(m.latest[row], free);
    fires(row, e, p.which, p.says[unsigned{on >= certain} + unsigned{on >= free}], free);
  });
}

/// Does a condition lie on what is treated? As `treated_zones` says.
CLEARANCE_INLINE plain_touch::stage by_place(const pack& rules, const intake_columns& c, std::size_t row,
                                             std::size_t at) noexcept {
  const value_range requested = values_of_row(c.zones.offsets, row);
  const value_range sites = values_of_row(c.conditions.zones.offsets, at);
  const auto reaches = [&](zone_id site) {
    for (std::size_t z = requested.first; z < requested.last; ++z)
      if (rules.zones.reach({c.zones.ids[z]}, site)) return true;
    return false;
  };
  if (sites.size() != 0) {
    for (std::size_t s = sites.first; s < sites.last; ++s)
      if (reaches({c.conditions.zones.ids[s]})) return plain_touch::early;
    return plain_touch::late;
  }
  for (const zone_id site : rules.words.conditions[c.conditions.what[at]].usual_zones)
    if (reaches(site)) return plain_touch::early;
  return plain_touch::between;
}

CLEARANCE_RARE inline void settle_placed(const list_view& l, const pack& rules, const intake_columns& c,
                                         chunk_memory& m) noexcept {
  fire fires(l, m);
  for_each_touch(l, m, [&](std::size_t row, std::size_t e, const plain_touch& p) CLEARANCE_INLINE_LAMBDA {
    plain_touch::stage where = plain_touch::early;
    if (p.is_placed) where = by_place(rules, c, l.of.first + row, l.begin() + e);
    fires(row, e, p.which, p.says[where], plain_touch::no_window);
  });
}

}  // namespace clearance::plain_passes
