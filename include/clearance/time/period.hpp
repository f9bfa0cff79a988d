#pragma once
#include <clearance/time/civil.hpp>
#include <clearance/kleene.hpp>

#include <cstdint>

/// Imprecise times. A value stands for every minute that it covers:
///
///     2026-03            [2026-03-01T00:00 ............................ 2026-03-31T23:59]
///     2026-03-09                  [2026-03-09T00:00 ... 2026-03-09T23:59]
///     2026-03-09T14:30                      [14:30]
namespace clearance {

/// A closed range of minutes: it happened at one of them.
struct period {
  minute_time first = distant_past;
  minute_time last = never;
  friend constexpr bool operator==(period, period) = default;
};

constexpr period whole_day(date d) noexcept { return {start_of(d), end_of(d)}; }

enum class precision : std::uint8_t { year, month, day, minute };

/// Minutes east of UTC, where somebody wrote it.
struct utc_offset {
  std::int16_t minutes = not_written;
  bool as_z = false;  ///< `Z` instead of `+00:00`
  static constexpr std::int16_t not_written = INT16_MIN;
  constexpr bool is_written() const noexcept { return minutes != not_written; }
  friend constexpr bool operator==(utc_offset, utc_offset) = default;
};

/// A date or time as somebody wrote it.
struct civil_value {
  period covers;
  precision written = precision::day;
  utc_offset offset;
};

/// Has `event` reached `limit`? Both may be imprecise: the ends are compared.
constexpr kleene at_or_after(period event, period limit) noexcept {
  if (event.first >= limit.last) return kleene::yes;
  if (event.last < limit.first) return kleene::no;
  return kleene::unknown;
}

}  // namespace clearance
