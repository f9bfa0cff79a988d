#pragma once
#include <clearance/inline.hpp>
#include <clearance/time/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clearance {

/// Remembers months, since the dates of intakes lie close together: of `2026-11-25`, what stands before the day is
/// eight characters, so one number, for which there is nothing left to check or to count.
class month_memo {
 public:
  /// `YYYY-MM-DD`. False where that is no day: `into` is left as it is.
  CLEARANCE_INLINE bool read_day(const char* t, civil_value& into) {
    const month& m = of(t);
    const unsigned day = time_text::two_digits(t + 8);
    if (day - 1 >= m.days) [[unlikely]]
      return false;
    into.covers.first.minutes = m.begins + static_cast<std::int32_t>(day - 1) * minutes_a_day;
    into.covers.last.minutes = into.covers.first.minutes + minutes_a_day - 1;
    into.written = precision::day;
    into.offset = {};
    return true;
  }

  /// `YYYY-MM-DDThh:mm`, as `read_day`; with the offset that stands behind it.
  bool read_minute(const char* t, utc_offset offset, civil_value& into) {
    const month& m = of(t);
    std::uint64_t x = time_text::eight_characters(t + 8) ^ 0x30303a3030543030u;  // "00T00:00"
    // A digit above 9, or something instead of `T` or `:`, carries into its byte's highest bit.
    const bool is_wrong = (((x + 0x76767f76767f7676u) | x) & 0x8080808080808080u) != 0;
    x = x * 10 + (x >> 8);  // ten times a digit and the next
    const auto day = static_cast<std::uint32_t>(x & 0xff);
    const auto hour = static_cast<std::int32_t>(x >> 24 & 0xff);
    const auto minute = static_cast<std::int32_t>(x >> 48 & 0xff);
    if (is_wrong | (day - 1 >= m.days) | (hour > 23) | (minute > 59)) [[unlikely]]
      return false;
    into.covers.first.minutes = m.begins + static_cast<std::int32_t>(day - 1) * minutes_a_day + hour * 60 + minute;
    into.covers.last = into.covers.first;
    into.written = precision::minute;
    into.offset.minutes = offset.minutes;
    into.offset.as_z = offset.as_z;
    return true;
  }

 private:
  struct month {
    std::uint64_t text = 0;   ///< `2026-11-`; what is no month is never kept
    std::int32_t begins = 0;  ///< its first minute
    std::uint32_t days = 0;   ///< none where it is no month
  };

  const month& of(const char* t) {
    const std::uint64_t text = time_text::eight_characters(t);
    month& m = places_[text * 0x9e3779b97f4a7c15u >> (64 - place_bits)];
    if (m.text != text) [[unlikely]]
      look_up(text, t, m);
    return m;
  }

  CLEARANCE_RARE static void look_up(std::uint64_t text, const char* t, month& m) {
    std::array<char, 10> first_day{};
    for (std::size_t i = 0; i < 8; ++i) first_day[i] = t[i];
    first_day[8] = '0';
    first_day[9] = '1';
    const date begins = time_text::ten_characters(first_day.data());
    if (begins == time_text::no_day) {
      m = {};
      return;
    }
    const year_month_day first = to_year_month_day(begins);
    m = {text, start_of(begins).minutes, static_cast<std::uint32_t>(days_in_month(first.year, first.month))};
  }

  static constexpr unsigned place_bits = 6;
  std::array<month, std::size_t{1} << place_bits> places_;
};

}  // namespace clearance
