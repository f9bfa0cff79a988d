#pragma once
#include <chrono>
#include <string>
#include <string_view>

/// Dates as intakes write them. On <chrono>, so that the library's own calendar is not tested with itself.
namespace generate {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

inline std::string padded(unsigned number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

inline std::string year_text(sys_days on) {
  return padded(static_cast<unsigned>(int{std::chrono::year_month_day(on).year()}), 4);
}

inline std::string month_text(sys_days on) {
  return year_text(on) + '-' + padded(unsigned{std::chrono::year_month_day(on).month()}, 2);
}

inline std::string day_text(sys_days on) {
  return month_text(on) + '-' + padded(unsigned{std::chrono::year_month_day(on).day()}, 2);
}

/// `offset` as written, such as `-05:00`, or empty. A minute beyond the day counts on into the next ones.
inline std::string minute_text(sys_days on, int minute_of_day, std::string_view offset) {
  const std::chrono::sys_time<std::chrono::minutes> at = on + std::chrono::minutes(minute_of_day);
  const sys_days day = std::chrono::floor<days>(at);
  const auto of_day = static_cast<unsigned>((at - day).count());
  return day_text(day) + 'T' + padded(of_day / 60, 2) + ':' + padded(of_day % 60, 2) + std::string(offset);
}

/// The same day of an earlier month, or the last one where that month is shorter.
inline sys_days months_before(sys_days on, int count) {
  using namespace std::chrono;
  const year_month_day from(on);
  const year_month_day to = from - months(count);
  return to.ok() ? sys_days(to) : sys_days(to.year() / to.month() / last);
}

}  // namespace generate
