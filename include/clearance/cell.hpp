#pragma once
#include <clearance/kleene.hpp>
#include <clearance/step.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>
#include <clearance/time/window.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

/// Values of an expression while it runs, and what can be done with them. What cannot be worked out (an overflow, a
/// division by zero) is unknown.
namespace clearance {

/// How finely a date is compared: as a day, as a minute that somebody wrote, or as one that a clock's hours gave.
enum class date_scale : std::uint8_t { day, minute, clock };

/// One value. Its type is known when the pack is loaded, so none is kept here:
///
///     integer  low..high         every integer that it may be
///     number   low..high         the bits of doubles
///     date     low..high         the minutes that it may be
///     window   low; high         its count; its unit
///     text     low; high         the first of its pieces; how many they are
///
/// Not set to anything by itself: most runs need few of the cells that they could have.
struct cell {
  std::int64_t low;
  std::int64_t high;
  kleene truth;  ///< of a condition; of any other value: is it known?
  date_scale scale;

  constexpr bool is_known() const noexcept { return truth != kleene::unknown; }
  constexpr period covers() const noexcept {
    return {{static_cast<std::int32_t>(low)}, {static_cast<std::int32_t>(high)}};
  }
};

namespace cells {

constexpr cell of(kleene k) noexcept { return {0, 0, k, date_scale::day}; }
inline constexpr cell unknown = of(kleene::unknown);
constexpr cell integers(std::int64_t low, std::int64_t high) noexcept {
  return {low, high, kleene::yes, date_scale::day};
}
constexpr cell integer(std::int64_t i) noexcept { return integers(i, i); }
constexpr cell numbers(double low, double high) noexcept {
  return integers(std::bit_cast<std::int64_t>(low), std::bit_cast<std::int64_t>(high));
}
constexpr cell number(double d) noexcept { return numbers(d, d); }
constexpr double low_of(const cell& c) noexcept { return std::bit_cast<double>(c.low); }
constexpr double high_of(const cell& c) noexcept { return std::bit_cast<double>(c.high); }
constexpr cell date(period p, date_scale s) noexcept { return {p.first.minutes, p.last.minutes, kleene::yes, s}; }
constexpr cell window_of(window w) noexcept { return integers(w.count, static_cast<std::int64_t>(w.unit)); }

/// As somebody wrote it: only a minute begins and ends in one.
constexpr cell date(period p) noexcept {
  return date(p, p.first == p.last && p.first != distant_past ? date_scale::minute : date_scale::day);
}

// ---- integers ----

inline constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// A sum or product, or that it does not fit.
struct checked {
  std::int64_t value = 0;
  bool fits = true;
};

constexpr checked sum(std::int64_t a, std::int64_t b) noexcept {
  if (b > 0 ? a > most - b : a < least - b) return {0, false};
  return {a + b};
}
constexpr checked difference(std::int64_t a, std::int64_t b) noexcept {
  if (b < 0 ? a > most + b : a < least + b) return {0, false};
  return {a - b};
}
constexpr checked product(std::int64_t a, std::int64_t b) noexcept {
  if (a == 0 || b == 0) return {0};
  if (a == -1) return difference(0, b);
  if (b == -1) return difference(0, a);
  const bool overflows =
      (a > 0) == (b > 0) ? (a > 0 ? a > most / b : a < most / b) : (a > 0 ? b < least / a : a < least / b);
  return overflows ? checked{0, false} : checked{a * b};
}
constexpr checked quotient(std::int64_t a, std::int64_t b) noexcept {
  if (b == 0 || (a == least && b == -1)) return {0, false};
  return {a / b};
}

constexpr cell between(checked low, checked high) noexcept {
  return low.fits && high.fits ? integers(low.value, high.value) : unknown;
}

/// The smallest and the largest of what `f` gives for the ends. Right where `f` rises or falls in each of both.
template <class Function>
constexpr cell over_the_ends(const cell& a, const cell& b, Function f) noexcept {
  const checked all[] = {f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)};
  cell out = integers(most, least);
  for (const checked& c : all) {
    if (!c.fits) return unknown;
    out.low = std::min(out.low, c.value);
    out.high = std::max(out.high, c.value);
  }
  return out;
}

constexpr cell add_integers(const cell& a, const cell& b) noexcept {
  return between(sum(a.low, b.low), sum(a.high, b.high));
}
constexpr cell subtract_integers(const cell& a, const cell& b) noexcept {
  return between(difference(a.low, b.high), difference(a.high, b.low));
}
constexpr cell multiply_integers(const cell& a, const cell& b) noexcept { return over_the_ends(a, b, product); }
constexpr cell divide_integers(const cell& a, const cell& b) noexcept {
  return b.low <= 0 && b.high >= 0 ? unknown : over_the_ends(a, b, quotient);
}
constexpr cell remainder(const cell& a, const cell& b) noexcept {
  // The least integer by -1 leaves nothing, but C++ does not say so.
  if (a.low != a.high || b.low != b.high || b.low == 0 || (a.low == least && b.low == -1)) return unknown;
  return integer(a.low % b.low);
}
constexpr cell negate_integer(const cell& a) noexcept { return between(difference(0, a.high), difference(0, a.low)); }
constexpr cell to_number(const cell& a) noexcept {
  return numbers(static_cast<double>(a.low), static_cast<double>(a.high));
}

// ---- numbers ----

constexpr bool is_exact(const cell& a) noexcept { return a.low == a.high; }

template <class Function>
constexpr cell of_numbers(const cell& a, const cell& b, Function f) noexcept {
  if (is_exact(a) && is_exact(b)) return number(f(low_of(a), low_of(b)));
  const double all[] = {f(low_of(a), low_of(b)), f(low_of(a), high_of(b)), f(high_of(a), low_of(b)),
                        f(high_of(a), high_of(b))};
  double low = all[0];
  double high = all[0];
  for (const double d : all) {
    if (d != d) return unknown;
    low = std::min(low, d);
    high = std::max(high, d);
  }
  return numbers(low, high);
}

constexpr cell add_numbers(const cell& a, const cell& b) noexcept {
  return of_numbers(a, b, [](double x, double y) { return x + y; });
}
constexpr cell subtract_numbers(const cell& a, const cell& b) noexcept {
  return of_numbers(a, b, [](double x, double y) { return x - y; });
}
constexpr cell multiply_numbers(const cell& a, const cell& b) noexcept {
  return of_numbers(a, b, [](double x, double y) { return x * y; });
}
constexpr cell divide_numbers(const cell& a, const cell& b) noexcept {
  if (low_of(b) <= 0 && high_of(b) >= 0) return unknown;
  return of_numbers(a, b, [](double x, double y) { return x / y; });
}
constexpr cell negate_number(const cell& a) noexcept { return numbers(-high_of(a), -low_of(a)); }

// ---- comparisons of what lies between two ends ----

/// By `less(a, b)` of two ends. A double that is no number is less than nothing, and nothing than it.
template <class Less, class Equal>
constexpr kleene compare(comparison c, const cell& a, const cell& b, Less less, Equal equal) noexcept {
  const auto below = [&](const cell& x, const cell& y, auto&& is_below) {
    if (is_below(x.high, y.low, &x == &a)) return kleene::yes;
    return is_below(x.low, y.high, &x == &a) ? kleene::unknown : kleene::no;
  };
  const auto strictly = [&](std::int64_t x, std::int64_t y, bool in_order) { return less(x, y, in_order); };
  const auto or_equal = [&](std::int64_t x, std::int64_t y, bool in_order) {
    return less(x, y, in_order) || equal(x, y, in_order);
  };
  switch (c) {
    case comparison::less: return below(a, b, strictly);
    case comparison::at_most: return below(a, b, or_equal);
    case comparison::more: return below(b, a, strictly);
    case comparison::at_least: return below(b, a, or_equal);
    case comparison::equal:
    case comparison::unequal: break;
  }
  // Each of both is one value, or they are apart, or who knows.
  const bool are_exact = a.low == a.high && b.low == b.high;
  const bool are_apart = less(a.high, b.low, true) || less(b.high, a.low, false);
  const kleene same = are_exact ? known(equal(a.low, b.low, true)) : are_apart ? kleene::no : kleene::unknown;
  return c == comparison::equal ? same : !same;
}

enum class order : std::uint8_t { less, equal, more, none };

/// On one line of numbers, exactly: 2^63 as a double is more than the largest integer.
constexpr order order_of(std::int64_t i, double d) noexcept {
  if (d != d) return order::none;
  if (d >= 9223372036854775808.0) return order::less;
  if (d < -9223372036854775808.0) return order::more;
  const auto whole = static_cast<std::int64_t>(d);
  if (i != whole) return i < whole ? order::less : order::more;
  const double rest = d - static_cast<double>(whole);
  return rest > 0 ? order::less : rest < 0 ? order::more : order::equal;
}
constexpr order order_of(double a, double b) noexcept {
  return a < b ? order::less : a > b ? order::more : a == b ? order::equal : order::none;
}
constexpr order order_of(std::int64_t a, std::int64_t b) noexcept {
  return a < b ? order::less : a > b ? order::more : order::equal;
}
constexpr order turned(order o) noexcept { return o == order::less ? order::more : o == order::more ? order::less : o; }

/// `types`: bit 0 where the left is an integer, bit 1 the right.
constexpr order order_of(std::int64_t a, std::int64_t b, unsigned types) noexcept {
  const auto as_number = [](std::int64_t bits) { return std::bit_cast<double>(bits); };
  switch (types) {
    case 0: return order_of(as_number(a), as_number(b));
    case 1: return order_of(a, as_number(b));
    case 2: return turned(order_of(b, as_number(a)));
    default: return order_of(a, b);
  }
}

constexpr kleene compare_numbers(comparison c, const cell& a, const cell& b, unsigned types) noexcept {
  if (types == 3)
    return compare(
        c, a, b, [](std::int64_t x, std::int64_t y, bool) { return x < y; },
        [](std::int64_t x, std::int64_t y, bool) { return x == y; });
  const unsigned swapped = types >> 1 | (types & 1) << 1;
  const auto is = [&](order wanted) {
    return [=](std::int64_t x, std::int64_t y, bool in_order) {
      return order_of(x, y, in_order ? types : swapped) == wanted;
    };
  };
  return compare(c, a, b, is(order::less), is(order::equal));
}

// ---- dates ----

/// Minutes where a clock has its say or both were written so, else days.
constexpr bool are_minutes(date_scale a, date_scale b) noexcept {
  return a == date_scale::clock || b == date_scale::clock || (a == date_scale::minute && b == date_scale::minute);
}

/// Days that 32 bits of minutes hold, and that can be worked with. Beyond them lie `never` and `distant_past`.
inline constexpr std::int32_t farthest_day = 1'491'300;
inline constexpr std::int32_t earliest_day = -days_of_shift;
inline constexpr std::int32_t earliest_minute = earliest_day * minutes_a_day;

constexpr std::int32_t day_number(minute_time t) noexcept {
  return t == distant_past ? earliest_day - 1 : day_of(t).days;
}
constexpr bool is_one_day(period p) noexcept { return day_number(p.first) == day_number(p.last); }

constexpr cell in_days(const cell& date) noexcept {
  return integers(day_number(date.covers().first), day_number(date.covers().last));
}

constexpr kleene compare_dates(comparison c, const cell& a, const cell& b) noexcept {
  if (are_minutes(a.scale, b.scale)) return compare_numbers(c, a, b, 3);
  return compare_numbers(c, in_days(a), in_days(b), 3);
}

constexpr kleene lies_within(const cell& date, std::int64_t first, std::int64_t last) noexcept {
  if (date.low >= first && date.high <= last) return kleene::yes;
  return date.high < first || date.low > last ? kleene::no : kleene::unknown;
}

constexpr minute_time edge_of(clearance::date d, bool its_end) noexcept {
  if (d.days > farthest_day) return never;
  if (d.days < earliest_day) return distant_past;
  return its_end ? end_of(d) : start_of(d);
}

constexpr minute_time later_by(minute_time t, std::int64_t minutes) noexcept {
  if (t == distant_past || t == never) return t;
  const std::int64_t sum = t.minutes + minutes;
  return sum >= never.minutes    ? never
         : sum < earliest_minute ? distant_past
                                 : minute_time{static_cast<std::int32_t>(sum)};
}

/// Calendar windows lead to whole days, clock windows to minutes. What is not known stays so.
constexpr cell add_window(const cell& d, const cell& w, int sign) noexcept {
  const period p = d.covers();
  const auto unit = static_cast<window_unit>(w.high);
  const std::int64_t count = w.low * sign;
  if (unit == window_unit::minutes) return date({later_by(p.first, count), later_by(p.last, count)}, date_scale::clock);
  const window shift{static_cast<std::int32_t>(count), unit};
  const auto moved = [&](minute_time t, bool its_end) {
    return t == distant_past || t == never ? t : edge_of(free_on(day_of(t), shift), its_end);
  };
  // Both ends on one day, as of most dates: one walk through the calendar.
  if (is_one_day(p)) {
    const minute_time first = moved(p.first, false);
    const bool is_edge = first == distant_past || first == never;
    return date({first, is_edge ? first : minute_time{first.minutes + minutes_a_day - 1}}, date_scale::day);
  }
  return date({moved(p.first, false), moved(p.last, true)}, date_scale::day);
}

/// Of what never happened, or of a time that is not known, on one side: more years than any two dates are apart.
inline constexpr std::int64_t years_from_never = 1'000'000;

/// Full years from one day to another; less than none where the other is earlier. Somebody born on 29 February has
/// the birthday on 1 March in other years.
constexpr std::int64_t full_years(minute_time from, minute_time to) noexcept {
  if (from == distant_past || to == never) return years_from_never;
  if (to == distant_past || from == never) return -years_from_never;
  const clearance::date a = day_of(from);
  const clearance::date b = day_of(to);
  if (b < a) return -full_years(to, from);
  const year_month_day born = to_year_month_day(a);
  const year_month_day now = to_year_month_day(b);
  const bool is_before_birthday = now.month != born.month ? now.month < born.month : now.day < born.day;
  return now.year - born.year - int{is_before_birthday};
}

constexpr cell years_between(const cell& from, const cell& to) noexcept {
  const period a = from.covers();
  const period b = to.covers();
  return integers(full_years(a.last, b.first), full_years(a.first, b.last));
}

/// A thousand years in each unit, so that sums stay within their bits.
constexpr std::int64_t longest_window(window_unit u) noexcept {
  return u == window_unit::minutes ? std::int64_t{1000} * 366 * minutes_a_day
         : u == window_unit::days  ? 365'000
                                   : 12'000;
}

constexpr cell make_window(const cell& count, std::int64_t each, window_unit unit) noexcept {
  if (count.low != count.high) return unknown;
  const checked all = product(count.low, each);
  if (!all.fits || all.value > longest_window(unit) || all.value < -longest_window(unit)) return unknown;
  return window_of({static_cast<std::int32_t>(all.value), unit});
}

}  // namespace cells
}  // namespace clearance
