#pragma once
#include <clearance/inline.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>

#include <cstdint>

/// How long must pass. Calendar windows count days and are free at midnight; clock windows count minutes.
namespace clearance {

enum class window_unit : std::uint8_t { minutes, days, months };

struct window {
  std::int32_t count = 0;
  window_unit unit = window_unit::days;
  friend constexpr bool operator==(window, window) = default;
};

/// The first day on which a calendar window has passed since `last_use`. Not for clock windows.
constexpr date free_on(date last_use, window w) noexcept {
  return w.unit == window_unit::months ? add_months(last_use, w.count) : add_days(last_use, w.count);
}

/// The first free minute after a last use at one minute.
CLEARANCE_INLINE constexpr minute_time free_from(minute_time last_use, window w) noexcept {
  if (w.unit == window_unit::minutes) return {last_use.minutes + w.count};
  return start_of(free_on(day_of(last_use), w));
}

/// Every minute that may be the first free one. An end that is not known stays so.
CLEARANCE_INLINE constexpr period free_from(period last_use, window w) noexcept {
  const minute_time last = last_use.last == never ? never : free_from(last_use.last, w);
  if (last_use.first == distant_past) [[unlikely]]
    return {distant_past, last};
  // Both ends on one day, as of most uses: one walk through the calendar instead of two.
  if (w.unit != window_unit::minutes && day_of(last_use.first) == day_of(last_use.last)) return {last, last};
  return {free_from(last_use.first, w), last};
}

/// The same minute read on the clock of another offset, where both are written; else the civil time as it stands.
constexpr period on_clock_of(period p, utc_offset from, utc_offset to) noexcept {
  if (!from.is_written() || !to.is_written()) return p;
  const std::int32_t shift = to.minutes - from.minutes;
  if (p.first != distant_past) p.first.minutes += shift;
  if (p.last != never) p.last.minutes += shift;
  return p;
}

/// The last day of use after which a treatment on `treated` is certainly free of a calendar window.
constexpr date latest_use(date treated, window w) noexcept {
  if (w.unit == window_unit::days) return add_days(treated, -w.count);
  // Rolling forward makes adding months not quite invertible: start near and walk to the last day that fits.
  date d = add_months(treated, -w.count);
  while (free_on(d, w) > treated) d = add_days(d, -1);
  while (free_on(add_days(d, 1), w) <= treated) d = add_days(d, 1);
  return d;
}

/// The last whole day of use after which a treatment at `treated` or later is certainly free of a clock window.
constexpr date latest_day_of_use(minute_time treated, window clock) noexcept {
  return add_days(day_of({treated.minutes - clock.count + 1}), -1);
}

}  // namespace clearance
