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

constexpr bool is_leap(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in_month(int year, int month) noexcept {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return 30 + ((month + month / 8) & 1);  // 31 in odd months up to July and in even ones from August
}

/// Days since 1970 of a date that exists. The calendar is cut into eras of 400 years (146,097 days) whose years
/// begin in March, so that the leap day comes last.
constexpr date to_date(year_month_day d) noexcept {
  const int year = d.month <= 2 ? d.year - 1 : d.year;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int month_from_march = d.month > 2 ? d.month - 3 : d.month + 9;
  const int day_of_year = (153 * month_from_march + 2) / 5 + d.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * 146097 + day_of_era - 719468};
}

constexpr year_month_day to_year_month_day(date d) noexcept {
  const int from_era = d.days + 719468;
  const int era = (from_era >= 0 ? from_era : from_era - 146096) / 146097;
  const unsigned day_of_era = static_cast<unsigned>(from_era - era * 146097);
  const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned month_from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {static_cast<int>(year_of_era) + era * 400 + (month <= 2), month, day};
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

/// The first day that lies wholly at or after this minute.
constexpr date first_whole_day(minute_time t) noexcept { return day_of({t.minutes + minutes_a_day - 1}); }

}  // namespace clearance
