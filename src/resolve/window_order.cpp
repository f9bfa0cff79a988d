#include "window_order.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace clearance::resolving {
namespace {

struct span_of_time {
  std::int64_t least;
  std::int64_t most;
};

constexpr int months_of_cycle = 400 * 12;  // after which the calendar repeats itself

/// How many days such a window can take.
span_of_time days_of(window w) noexcept {
  if (w.unit == window_unit::days) return {w.count, w.count};
  span_of_time found{std::numeric_limits<std::int64_t>::max(), 0};
  for (int m = 0; m < months_of_cycle; ++m) {
    const int year = 2000 + m / 12;
    const int month = m % 12 + 1;
    // Days of one month go the same way, but for those at its end that roll forward.
    for (const int day : {1, 28, 29, 30, 31}) {
      if (day > days_in_month(year, month)) continue;
      const date from = to_date({year, month, day});
      const std::int64_t days = free_on(from, w).days - from.days;
      found = {std::min(found.least, days), std::max(found.most, days)};
    }
  }
  return found;
}

/// How many minutes: a calendar window ends at midnight, whenever its first day was left.
span_of_time minutes_of(window w) noexcept {
  if (w.unit == window_unit::minutes) return {w.count, w.count};
  const span_of_time days = days_of(w);
  return {days.least * minutes_a_day - (minutes_a_day - 1), days.most * minutes_a_day};
}

}  // namespace

kleene is_at_least(window a, window b) noexcept {
  if (a.unit == b.unit) return a.count >= b.count ? kleene::yes : kleene::no;
  const bool by_clock = a.unit == window_unit::minutes || b.unit == window_unit::minutes;
  const span_of_time of_a = by_clock ? minutes_of(a) : days_of(a);
  const span_of_time of_b = by_clock ? minutes_of(b) : days_of(b);
  if (of_a.least >= of_b.most) return kleene::yes;
  return of_a.most < of_b.least ? kleene::no : kleene::unknown;
}

}  // namespace clearance::resolving
