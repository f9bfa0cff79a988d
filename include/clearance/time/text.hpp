#pragma once
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

/// ISO 8601, as far as the contract has it: `2026`, `2026-03`, `2026-03-09`, `2026-03-09T14:30`,
/// `2026-03-09T14:30-05:00`.
namespace clearance {

namespace time_text {

/// Two digits; 100 where something else stands.
constexpr unsigned two_digits(const char* at) noexcept {
  const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
  const unsigned wrong = (tens > 9) | (ones > 9);
  return (tens * 10 + ones) * (1 - wrong) + 100 * wrong;
}

/// Eight characters as a number, the first in its lowest byte.
constexpr std::uint64_t eight_characters(const char* t) noexcept {
  std::uint64_t x = 0;
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
    std::memcpy(&x, t, sizeof x);
    return x;
  }
  for (unsigned i = 0; i < 8; ++i) x |= std::uint64_t{static_cast<unsigned char>(t[i])} << (8 * i);
  return x;
}

/// What no day is.
inline constexpr date no_day{INT32_MIN};

/// `YYYY-MM-DD`, all of it at once: the first eight characters as one number, a byte each. `no_day` where that is no
/// day, or of a year before `first_year` or after `last_year`.
constexpr date ten_characters(const char* t) noexcept {
  std::uint64_t x =
      eight_characters(t) ^ 0x2d30302d30303030u;  // "0000-00-": leaves digits as numbers, and nothing of a hyphen
  // A digit above 9, or something instead of a hyphen, carries into its byte's highest bit.
  const bool is_wrong = (((x + 0x7f76767f76767676u) | x) & 0x8080808080808080u) != 0;
  x = x * 10 + (x >> 8);  // in every other byte, ten times its digit and the next
  const int year = static_cast<int>((x & 0xff) * 100 + (x >> 16 & 0xff));
  const int month = static_cast<int>(x >> 40 & 0xff);
  const int day = static_cast<int>(two_digits(t + 8));
  const date on = to_date({year, month, day});
  // One question, which is nearly always answered with no.
  const bool is_none = is_wrong | (year < first_year) | (year > last_year) | (month < 1) | (month > 12) | (day < 1) |
                       (day > days_in_month(year, month));
  return is_none ? no_day : on;
}

/// `2026` or `2026-03`.
constexpr bool read_year_or_month(std::string_view text, civil_value& into) noexcept {
  if (text.size() != 4 && text.size() != 7) return false;
  const unsigned century = two_digits(text.data());
  const unsigned of_century = two_digits(text.data() + 2);
  const int year = static_cast<int>(century * 100 + of_century);
  if (of_century > 99 || year < first_year || year > last_year) return false;
  if (text.size() == 4) {
    into = {{start_of(to_date({year, 1, 1})), end_of(to_date({year, 12, 31}))}, precision::year, {}};
    return true;
  }
  const int month = static_cast<int>(two_digits(text.data() + 5));
  if (text[4] != '-' || month < 1 || month > 12) return false;
  const date last = to_date({year, month, days_in_month(year, month)});
  into = {{start_of(to_date({year, month, 1})), end_of(last)}, precision::month, {}};
  return true;
}

/// `+01:00`, or one to the west. `into` is left as it is where that is none.
constexpr bool read_offset(const char* t, utc_offset& into) noexcept {
  if ((t[0] != '+' && t[0] != '-') || t[3] != ':') return false;
  const int hour = static_cast<int>(two_digits(t + 1));
  const int minute = static_cast<int>(two_digits(t + 4));
  const int magnitude = hour * 60 + minute;
  if (minute > 59 || magnitude > 18 * 60) return false;
  into.minutes = static_cast<std::int16_t>(t[0] == '-' ? -magnitude : magnitude);
  return true;
}

/// `YYYY-MM-DD`.
constexpr bool read_day(const char* t, civil_value& into) noexcept {
  const date on = ten_characters(t);
  if (on == no_day) return false;
  into.covers.first = start_of(on);
  into.covers.last = end_of(on);
  into.written = precision::day;
  into.offset = {};
  return true;
}

/// Two digits, of a number below 100.
constexpr char* put(char* out, unsigned value) noexcept {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
  return out + 2;
}

}  // namespace time_text

/// What `text` stands for. False where it is not of the form, or names a day or minute that does not exist: then `into`
/// is left as it is. Years from `first_year` to `last_year`; offsets to +-18:00; `Z` is `+00:00`.
constexpr bool read_civil(std::string_view text, civil_value& into) noexcept {
  using time_text::two_digits;
  if (text.size() < 10) return time_text::read_year_or_month(text, into);
  const char* const t = text.data();
  if (text.size() == 10) return time_text::read_day(t, into);
  const date on = time_text::ten_characters(t);
  if (on == time_text::no_day) return false;

  if (text.size() < 16 || t[10] != 'T' || t[13] != ':') return false;
  const int hour = static_cast<int>(two_digits(t + 11));
  const int minute = static_cast<int>(two_digits(t + 14));
  if (hour > 23 || minute > 59) return false;
  utc_offset offset;
  switch (text.size()) {
    case 16: break;
    case 17:
      if (t[16] != 'Z') return false;
      offset = {0, true};
      break;
    case 22:
      if (!time_text::read_offset(t + 16, offset)) return false;
      break;
    default: return false;
  }
  const minute_time at{start_of(on).minutes + hour * 60 + minute};
  into.covers.first = at;
  into.covers.last = at;
  into.written = precision::minute;
  into.offset = offset;
  return true;
}

/// The same; nothing where it is false.
constexpr std::optional<civil_value> parse_civil(std::string_view text) noexcept {
  civil_value value;
  if (!read_civil(text, value)) return std::nullopt;
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
