#pragma once
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>
#include <clearance/time/window.hpp>

#include <cstdint>

/// What the records of entries have in common, whatever their list: when they were, and from when a window is free.
namespace clearance {

constexpr bool is_ongoing(const medication& m) noexcept { return m.taking == use::ongoing; }
constexpr bool is_ongoing(const session&) noexcept { return false; }
constexpr bool is_ongoing(const event&) noexcept { return false; }
constexpr period time_of(const medication& m) noexcept { return m.last_use; }
constexpr period time_of(const session& s) noexcept { return s.when; }
constexpr period time_of(const event& e) noexcept { return e.when; }

/// Every minute that may be the first free one of a window behind the entry.
template <class Entry>
CLEARANCE_INLINE period free_of(window w, const Entry& e, const planned_treatment& treatment) noexcept {
  const period last_use = time_of(e);
  if (w.unit == window_unit::days && last_use.last != never) [[likely]] {
    const minute_time begins = midnight_before(last_use.last);
    const minute_time last{begins.minutes + w.count * minutes_a_day};
    if (begins <= last_use.first) [[likely]]
      return {last, last};
    return {last_use.first == distant_past ? distant_past : free_from(last_use.first, w), last};
  }
  const period free = free_from(last_use, w);
  return w.unit == window_unit::minutes ? on_clock_of(free, e.offset, treatment.offset) : free;
}

/// Before every date, and behind every window of what was in the `distant_past`.
inline constexpr minute_time before_all_dates{-(1 << 30)};
static_assert(before_all_dates < start_of(to_date({first_year, 1, 1})) &&
              distant_past.minutes + std::int64_t{1000} * 12 * 31 * minutes_a_day < before_all_dates.minutes);

/// Where no date says when it is, nothing has passed by then.
constexpr minute_time first_minute_of(const planned_treatment& t) noexcept {
  return t.has_date && before_all_dates < t.when.first ? t.when.first : before_all_dates;
}

// An entry that touches nothing, or is over.
constexpr condition long_ago(condition c) noexcept { return c; }
constexpr medication long_ago(medication m) noexcept { return m.last_use = {distant_past, distant_past}, m; }
constexpr session long_ago(session s) noexcept { return s.when = {distant_past, distant_past}, s; }

}  // namespace clearance
