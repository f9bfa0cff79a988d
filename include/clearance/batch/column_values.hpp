#pragma once
#include <clearance/batch/columns.hpp>
#include <clearance/facts.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>

#include <cstdint>
#include <string_view>

/// What a value in a column may be, whoever wrote it: numbers that name something, moments that computations hold.
namespace clearance::column_values {

constexpr bool is_right(given g) noexcept { return g <= given::partly; }
constexpr bool is_right(use u) noexcept { return u <= use::ongoing; }
constexpr bool is_right(route r) noexcept { return static_cast<unsigned>(r) < route_count; }
constexpr bool is_right(status s) noexcept { return s <= status::resolved; }
constexpr bool is_right(given_lists l) noexcept {
  for (unsigned i = 0; i < intake_list_count; ++i)
    if (!is_right(l.of(static_cast<intake_list>(i)))) return false;
  return l.bits >> (2 * intake_list_count) == 0;
}
constexpr bool is_day(std::int32_t days) noexcept {
  return days >= to_date({first_year, 1, 1}).days && days <= to_date({last_year, 12, 31}).days;
}

constexpr bool is_moment(minute_time t) noexcept { return t == distant_past || t == never || is_day(day_of(t).days); }
constexpr bool is_right(period p) noexcept { return p.first <= p.last && is_moment(p.first) && is_moment(p.last); }
constexpr bool is_right(utc_offset o) noexcept {
  return !o.is_written() || (o.minutes >= -minutes_a_day && o.minutes <= minutes_a_day);
}
constexpr bool is_right(const planned_treatment& t) noexcept {
  return is_right(t.when) && is_right(t.offset) && t.written <= precision::minute && is_right(t.zones) &&
         is_right(t.indication);
}

// ---- the same in words ----

inline constexpr std::string_view a_day = "a day is counted from 1970, and of the years 1000 to 4999";
inline constexpr std::string_view a_given = "0 is absent, 1 complete and 2 partly, two bits for each list";
inline constexpr std::string_view a_use = "a use is 0 (stopped), 1 (unstated) or 2 (ongoing)";
inline constexpr std::string_view a_route =
    "a route is 0 (unknown), 1 (oral), 2 (topical), 3 (injected), 4 (ophthalmic) or 5 (inhaled)";
inline constexpr std::string_view a_status = "a status is 0 (unknown), 1 (active), 2 (remission) or 3 (resolved)";
inline constexpr std::string_view a_record = "its numbers name something, and no period ends before it begins";

}  // namespace clearance::column_values
