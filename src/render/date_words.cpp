#include "date_words.hpp"

#include <clearance/time/text.hpp>

#include <charconv>
#include <string_view>

namespace clearance {
namespace {

constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

text_pen append_number(text_pen out, std::uint32_t n) {
  char* const digits = out.room(10);
  out.move_to(std::to_chars(digits, digits + 10, n).ptr);
  return out;
}

text_pen append_written_day(text_pen out, date d) {
  const year_month_day ymd = to_year_month_day(d);
  out = append_number(out, static_cast<std::uint32_t>(ymd.day));
  out += ' ';
  out += months[ymd.month - 1];
  out += ' ';
  out = append_number(out, static_cast<std::uint32_t>(ymd.year));
  return out;
}

text_pen append_iso(text_pen out, minute_time t, utc_offset offset, precision p) {
  char* const text = out.room(longest_civil_text);
  out.move_to(p == precision::minute ? write(text, t, offset) : write(text, day_of(t)));
  return out;
}

constexpr bool is_midnight(minute_time t) noexcept { return start_of(day_of(t)) == t; }

}  // namespace

text_pen append_date(text_pen out, const moment& m, utc_offset offset, date_style style) {
  if (style == date_style::iso) return append_iso(out, m.at, offset, m.written);
  out = append_written_day(out, day_of(m.at));
  if (m.written == precision::day || (is_midnight(m.at) && !offset.is_written())) return out;
  char text[longest_civil_text];
  char* const end = write(text, m.at, offset);
  out += " at ";
  out += std::string_view(text + 11, end);
  return out;
}

civil_value as_written(const period& p) noexcept {
  const date first = day_of(p.first);
  const date last = day_of(p.last);
  const precision written = p.first == p.last             ? precision::minute
                            : first == last               ? precision::day
                            : last.days - first.days < 31 ? precision::month
                                                          : precision::year;
  return {p, written, {}};
}

text_pen append_given_date(text_pen out, const civil_value& v, date_style style) {
  if (v.written >= precision::day) return append_date(out, {v.covers.first, v.written}, v.offset, style);
  const date first = day_of(v.covers.first);
  if (style == date_style::iso) {
    char* const text = out.room(longest_civil_text);
    write(text, first);
    out.move_to(text + (v.written == precision::year ? 4 : 7));
    return out;
  }
  const year_month_day ymd = to_year_month_day(first);
  if (v.written == precision::month) {
    out += months[ymd.month - 1];
    out += ' ';
  }
  out = append_number(out, static_cast<std::uint32_t>(ymd.year));
  return out;
}

}  // namespace clearance
