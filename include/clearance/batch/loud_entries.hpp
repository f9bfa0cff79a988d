#pragma once
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/inline.hpp>

#include <cstddef>
#include <cstdint>

/// Which entries may say anything of their intake. Most do not: they touch no rule, or what they touch was over long
/// before that day. One look at each entry finds them, so that the passes behind it see few.
namespace clearance::plain_passes {

/// By their keys alone.
CLEARANCE_INLINE void find_loud(const list_view& l, chunk_memory& m) noexcept {
  const std::uint8_t* const speaks = l.table.speaks.data();
  std::size_t count = 0;
  CLEARANCE_UNROLL
  for (std::size_t e = 0, n = l.count(); e < n; ++e) {
    m.loud[count] = static_cast<std::uint16_t>(e);
    count += speaks[m.key[e]];
  }
  m.loud_count = count;
}

/// By their keys and days, one of each entry.
CLEARANCE_INLINE void find_loud(const list_view& l, const std::int32_t* day, chunk_memory& m) noexcept {
  const std::int32_t* const reach = l.table.reach.data();
  const std::size_t n = l.count();
  for (std::size_t e = 0; e < n; ++e) m.age[e] = difference(chunk_memory::heard_on(m.tag_of[e]), day[e]);
  std::size_t count = 0;
  CLEARANCE_UNROLL
  for (std::size_t e = 0; e < n; ++e) {
    m.loud[count] = static_cast<std::uint16_t>(e);
    count += reach[m.key[e]] >= m.age[e];
  }
  m.loud_count = count;
}

}  // namespace clearance::plain_passes
