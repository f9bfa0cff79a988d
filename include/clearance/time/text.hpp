#pragma once
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// ISO 8601, as far as the contract has it: `2026`, `2026-03`, `2026-03-09`, `2026-03-09T14:30`,
/// `2026-03-09T14:30-05:00`.
namespace clearance {

namespace time_text {

/// `count` digits at `at`; -1 where something else stands.
constexpr int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// Two digits, of a number below 100.
constexpr char* put(char* out, unsigned value) noexcept {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
  return out + 2;
}

}  // namespace time_text

/// What `text` stands for; nothing where it is not of the form, or names a day or minute that does not exist.
/// Years from `first_year` to `last_year`; offsets to +-18:00; `Z` is `+00:00`.
constexpr std::optional<civil_value> parse_civil(std::string_view text) noexcept {
  using time_text::digits;
  const int year = digits(text, 0, 4);
  if (year < first_year || year > last_year) return std::nullopt;
  if (text.size() == 4)
    return civil_value{{start_of(to_date({year, 1, 1})), end_of(to_date({year, 12, 31}))}, precision::year, {}};

  const int month = digits(text, 5, 2);
  if (text[4] != '-' || month < 1 || month > 12) return std::nullopt;
  if (text.size() == 7)
    return civil_value{{start_of(to_date({year, month, 1})), end_of(to_date({year, month, days_in_month(year, month)}))},
                       precision::month,
                       {}};

  const int day = digits(text, 8, 2);
  if (text.size() < 10 || text[7] != '-' || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  const date on = to_date({year, month, day});
  if (text.size() == 10) return civil_value{whole_day(on), precision::day, {}};

  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  if (text.size() < 16 || text[10] != 'T' || text[13] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return std::nullopt;
  const minute_time at{start_of(on).minutes + hour * 60 + minute};
  civil_value value{{at, at}, precision::minute, {}};
  if (text.size() == 16) return value;
  if (text.size() == 17 && text[16] == 'Z') {
    value.offset = {0, true};
    return value;
  }
  const int offset_hour = digits(text, 17, 2);
  const int offset_minute = digits(text, 20, 2);
  if (text.size() != 22 || (text[16] != '+' && text[16] != '-') || text[19] != ':' || offset_hour < 0 ||
      offset_minute < 0 || offset_minute > 59 || offset_hour * 60 + offset_minute > 18 * 60)
    return std::nullopt;
  const int magnitude = offset_hour * 60 + offset_minute;
  value.offset.minutes = static_cast<std::int16_t>(text[16] == '-' ? -magnitude : magnitude);
  return value;
}

/// The longest text that `write` makes: `2026-03-09T14:30-05:00`.
inline constexpr std::size_t longest_civil_text = 22;

/// Writes `2026-03-09` and returns the end.
constexpr char* write(char* out, date d) noexcept {
  const year_month_day ymd = to_year_month_day(d);
  out = time_text::put(out, static_cast<unsigned>(ymd.year) / 100);
  out = time_text::put(out, static_cast<unsigned>(ymd.year) % 100);
  *out++ = '-';
  out = time_text::put(out, static_cast<unsigned>(ymd.month));
  *out++ = '-';
  return time_text::put(out, static_cast<unsigned>(ymd.day));
}

/// Writes `T14:30`, with the offset where there is one, and returns the end.
constexpr char* write_time(char* out, std::int32_t of_day, utc_offset offset) noexcept {
  *out++ = 'T';
  out = time_text::put(out, static_cast<unsigned>(of_day / 60));
  *out++ = ':';
  out = time_text::put(out, static_cast<unsigned>(of_day % 60));
  if (!offset.is_written()) return out;
  if (offset.as_z) {
    *out++ = 'Z';
    return out;
  }
  const int magnitude = offset.minutes < 0 ? -offset.minutes : offset.minutes;
  *out++ = offset.minutes < 0 ? '-' : '+';
  out = time_text::put(out, static_cast<unsigned>(magnitude / 60));
  *out++ = ':';
  return time_text::put(out, static_cast<unsigned>(magnitude % 60));
}

/// Writes `2026-03-09T14:30`, with the offset where there is one, and returns the end.
constexpr char* write(char* out, minute_time t, utc_offset offset) noexcept {
  return write_time(write(out, day_of(t)), minute_of_day(t), offset);
}

}  // namespace clearance
