#pragma once
#include <cstdint>

/// Civil time at the clinic: days and minutes without zones and without leap seconds.
namespace clearance {

/// Years that every computation can hold: a minute is 32 bits wide (until the year 6053), and a window adds at most
/// a thousand years.
inline constexpr int first_year = 1000;
inline constexpr int last_year = 4999;

inline constexpr std::int32_t minutes_a_day = 1440;

/// A calendar day, as days since 1970-01-01.
struct date {
  std::int32_t days = 0;
  friend constexpr bool operator==(date, date) = default;
  friend constexpr bool operator<(date a, date b) noexcept { return a.days < b.days; }
  friend constexpr bool operator<=(date a, date b) noexcept { return a.days <= b.days; }
  friend constexpr bool operator>(date a, date b) noexcept { return b < a; }
  friend constexpr bool operator>=(date a, date b) noexcept { return b <= a; }
};

/// A minute of civil time, as minutes since 1970-01-01T00:00.
// 32 bits are enough until the year 6053 and half the cache of a time_point; batches are bound by memory.
struct minute_time {
  std::int32_t minutes = 0;
  friend constexpr bool operator==(minute_time, minute_time) = default;
  friend constexpr bool operator<(minute_time a, minute_time b) noexcept { return a.minutes < b.minutes; }
  friend constexpr bool operator<=(minute_time a, minute_time b) noexcept { return a.minutes <= b.minutes; }
  friend constexpr bool operator>(minute_time a, minute_time b) noexcept { return b < a; }
  friend constexpr bool operator>=(minute_time a, minute_time b) noexcept { return b <= a; }
};

/// Before and after every date that can be written.
inline constexpr minute_time distant_past{INT32_MIN};
inline constexpr minute_time never{INT32_MAX};

/// A date as people write it.
struct year_month_day {
  int year = 1970;
  int month = 1;
  int day = 1;
};

// Of the years that 25 divides, those that 16 divides, which 400 divides; of the others, those that 4 divides.
constexpr bool is_leap(int year) noexcept { return (year & (year % 25 == 0 ? 15 : 3)) == 0; }

// Without a branch, since months cannot be guessed.
constexpr int days_in_month(int year, int month) noexcept {
  const int fewer = (month == 2) * (2 - is_leap(year));
  return 30 + ((month + month / 8) & 1) - fewer;  // 31 in odd months up to July and in even ones from August
}

// Conversions by multiplication and shift, after C. Neri and L. Schneider, "Euclidean affine functions and their
// application to calendar algorithms" (2022). Years begin in March, so that the leap day comes last, and everything is
// moved up by 82 eras of 400 years (146,097 days each), so that nothing is negative.
inline constexpr std::uint32_t years_moved = 82 * 400;
inline constexpr std::uint32_t days_moved = 82 * 146097 + 719468;

/// Days since 1970 of a date that exists.
constexpr date to_date(year_month_day d) noexcept {
  const std::uint32_t is_next_march = d.month <= 2;
  const std::uint32_t year = static_cast<std::uint32_t>(d.year) + years_moved - is_next_march;
  const std::uint32_t month = static_cast<std::uint32_t>(d.month) + 12 * is_next_march;
  const std::uint32_t century = year / 100;
  const std::uint32_t before_year = 1461 * year / 4 - century + century / 4;
  const std::uint32_t before_month = (979 * month - 2919) / 32;
  return {static_cast<std::int32_t>(before_year + before_month + static_cast<std::uint32_t>(d.day) - 1 - days_moved)};
}

constexpr year_month_day to_year_month_day(date d) noexcept {
  const std::uint32_t day = static_cast<std::uint32_t>(d.days) + days_moved;
  const std::uint32_t century = (4 * day + 3) / 146097;
  const std::uint32_t day_of_century = (4 * day + 3) % 146097 / 4;
  const std::uint64_t years = std::uint64_t{2939745} * (4 * day_of_century + 3);
  const std::uint32_t year_of_century = static_cast<std::uint32_t>(years >> 32);
  const std::uint32_t day_of_year = static_cast<std::uint32_t>(years) / 2939745 / 4;
  const std::uint32_t months = 2141 * day_of_year + 197913;
  const std::uint32_t month = months >> 16;
  const std::uint32_t is_next_year = day_of_year >= 306;
  return {static_cast<int>(100 * century + year_of_century + is_next_year) - static_cast<int>(years_moved),
          static_cast<int>(month - 12 * is_next_year), static_cast<int>((months & 0xffff) / 2141 + 1)};
}

/// Months later, on the same day of the month. A day that does not exist rolls forward to the first of the next
/// month: 31 August + 6 months = 1 March (CDSi logic specification, CALCDT-5).
constexpr date add_months(date d, int months) noexcept {
  const year_month_day from = to_year_month_day(d);
  const int count = from.year * 12 + from.month - 1 + months;
  // Floor, so that going back across the year 0 would be right too.
  const int year = (count >= 0 ? count : count - 11) / 12;
  const int month = count - year * 12 + 1;
  const date first_of_month = to_date({year, month, 1});
  const int length = days_in_month(year, month);
  return {first_of_month.days + (from.day <= length ? from.day - 1 : length)};
}

constexpr date add_days(date d, int days) noexcept { return {d.days + days}; }

constexpr minute_time start_of(date d) noexcept { return {d.days * minutes_a_day}; }
constexpr minute_time end_of(date d) noexcept { return {d.days * minutes_a_day + minutes_a_day - 1}; }

// Shifted to be positive, so that a division is a multiplication without a sign to repair.
inline constexpr std::int32_t days_of_shift = 1490000;
constexpr std::uint32_t shifted(minute_time t) noexcept {
  return static_cast<std::uint32_t>(t.minutes) + std::uint32_t{days_of_shift} * minutes_a_day;
}

constexpr date day_of(minute_time t) noexcept {
  return {static_cast<std::int32_t>(shifted(t) / minutes_a_day) - days_of_shift};
}
constexpr std::int32_t minute_of_day(minute_time t) noexcept {
  return static_cast<std::int32_t>(shifted(t) % minutes_a_day);
}

/// Where the minute's day begins.
constexpr minute_time midnight_before(minute_time t) noexcept { return start_of(day_of(t)); }

/// The first day that lies wholly at or after this minute.
constexpr date first_whole_day(minute_time t) noexcept { return day_of({t.minutes + minutes_a_day - 1}); }

}  // namespace clearance
