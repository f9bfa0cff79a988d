#pragma once
#include <clearance/batch/byte_lookup.hpp>
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/processor.hpp>
#include <clearance/batch/voices.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

/// Which entries may say anything of their intake. Most do not: they touch no rule, or what they touch was over long
/// before that day. One look at each entry finds them, by its id's voice, so that the passes behind it see few.
namespace clearance::plain_passes {

/// By state. `states`: of each entry, or none where all are in the first.
template <class State>
CLEARANCE_INLINE void find_loud_by_state(processor on, const list_view& l, std::span<const std::uint16_t> ids,
                                         std::span<const State> states, chunk_memory& m) noexcept {
  const std::size_t n = l.count();
  l.table.voice.look_up(on, ids.data() + l.begin(), n, m.voice.data());
  if (states.empty()) {
    for (std::size_t e = 0; e < n; ++e) m.is_heard[e] = m.voice[e] & voices::in_state(0);
  } else {
    const State* const at = states.data() + l.begin();
    for (std::size_t e = 0; e < n; ++e) m.is_heard[e] = m.voice[e] & voices::in_state(static_cast<unsigned>(at[e]));
  }
  m.loud_count = positions_of_set(on, m.is_heard.data(), n, m.loud.data());
}

/// By age, on the day of hearing. `ids`: none where a list has one kind of entry. `day`: of each. `taking`: of each, or
/// none.
CLEARANCE_INLINE void find_loud_by_age(processor on, const list_view& l, std::span<const std::uint16_t> ids,
                                       const std::int32_t* day, std::span<const use> taking, chunk_memory& m) noexcept {
  const std::size_t n = l.count();
  if (ids.empty())
    std::fill_n(m.voice.begin(), n, l.table.voice[0]);
  else
    l.table.voice.look_up(on, ids.data() + l.begin(), n, m.voice.data());
  for (std::size_t e = 0; e < n; ++e)
    m.age[e] = voices::heard_age(difference(chunk_memory::heard_on(m.tag_of[e]), day[e]));
  if (!taking.empty()) {
    const use* const at = taking.data() + l.begin();
    for (std::size_t e = 0; e < n; ++e) m.age[e] = at[e] == use::ongoing ? std::uint8_t{0} : m.age[e];
  }
  for (std::size_t e = 0; e < n; ++e) m.is_heard[e] = m.age[e] < m.voice[e];
  m.loud_count = positions_of_set(on, m.is_heard.data(), n, m.loud.data());
}

}  // namespace clearance::plain_passes
