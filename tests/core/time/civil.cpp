#include <clearance/time/civil.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <type_traits>

namespace {

using namespace clearance;

constexpr date on(int year, int month, int day) { return to_date({year, month, day}); }

// ---- what must not compile ----

template <class A, class B>
concept addable = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept subtractable = requires(A a, B b) {
  a - b;
};
template <class A, class B>
concept comparable = requires(A a, B b) {
  a == b;
};
template <class A, class B>
concept ordered = requires(A a, B b) {
  a < b;
};

static_assert(ordered<date, date> && comparable<minute_time, minute_time>);
static_assert(!addable<date, date> && !addable<minute_time, minute_time>);
static_assert(!addable<date, int> && !addable<minute_time, int>);  // days or months? minutes or hours?
static_assert(!subtractable<date, date> && !subtractable<minute_time, minute_time>);
static_assert(!comparable<date, minute_time> && !ordered<date, minute_time> && !ordered<minute_time, date>);
static_assert(!comparable<date, int> && !ordered<minute_time, int>);
static_assert(!std::is_constructible_v<date, minute_time> && !std::is_constructible_v<minute_time, date>);
static_assert(!std::is_convertible_v<int, date> && !std::is_convertible_v<int, minute_time>);
static_assert(sizeof(date) == 4 && sizeof(minute_time) == 4);

// ---- days ----

static_assert(on(1970, 1, 1).days == 0);
static_assert(on(1969, 12, 31).days == -1);
static_assert(on(2000, 3, 1).days == 11017);

TEST_CASE("every day of 400 years goes to its number and back as in the standard library's calendar") {
  using namespace std::chrono;
  const sys_days end = year(2200) / 3 / 1;
  int wrong = 0;
  for (sys_days day = year(1800) / 3 / 1; day < end; day += days(1)) {
    const std::chrono::year_month_day expected(day);
    const int y = static_cast<int>(expected.year());
    const int m = static_cast<int>(static_cast<unsigned>(expected.month()));
    const int d = static_cast<int>(static_cast<unsigned>(expected.day()));
    const auto number = static_cast<std::int32_t>(day.time_since_epoch().count());
    const clearance::year_month_day back = to_year_month_day({number});
    wrong += on(y, m, d).days != number || back.year != y || back.month != m || back.day != d;
  }
  CHECK(wrong == 0);
}

TEST_CASE("the ends of the calendar go to their numbers and back") {
  for (const date d : {on(first_year, 1, 1), on(last_year, 12, 31), on(last_year + 1000, 12, 31)}) {
    const year_month_day ymd = to_year_month_day(d);
    CHECK(on(ymd.year, ymd.month, ymd.day) == d);
  }
  CHECK(to_year_month_day(on(first_year, 1, 1)).year == first_year);
}

TEST_CASE("a year is a leap year if 4 divides it, but not 100 unless 400") {
  CHECK(is_leap(2024));
  CHECK(is_leap(2000));
  CHECK(!is_leap(1900));
  CHECK(!is_leap(2100));
  CHECK(!is_leap(2026));
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(1900, 2) == 28);
  CHECK(days_in_month(2026, 1) == 31);
  CHECK(days_in_month(2026, 4) == 30);
}

TEST_CASE("400 years have 146,097 days") { CHECK(on(2400, 1, 1).days - on(2000, 1, 1).days == 146'097); }

// ---- months ----

TEST_CASE("a day that does not exist rolls forward to the first of the next month") {
  CHECK(add_months(on(2026, 8, 31), 6) == on(2027, 3, 1));
  CHECK(add_months(on(2027, 8, 31), 6) == on(2028, 3, 1));
  CHECK(add_months(on(2024, 2, 29), 12) == on(2025, 3, 1));
  CHECK(add_months(on(2024, 2, 29), 48) == on(2028, 2, 29));
  CHECK(add_months(on(2026, 1, 29), 1) == on(2026, 3, 1));
  CHECK(add_months(on(2026, 1, 30), 1) == on(2026, 3, 1));
  CHECK(add_months(on(2026, 1, 31), 1) == on(2026, 3, 1));
  CHECK(add_months(on(2024, 1, 29), 1) == on(2024, 2, 29));
  CHECK(add_months(on(2026, 5, 31), 1) == on(2026, 7, 1));
  CHECK(add_months(on(2026, 5, 31), 6) == on(2026, 12, 1));
}

TEST_CASE("a day that exists stays the same day of the month") {
  CHECK(add_months(on(2026, 1, 28), 1) == on(2026, 2, 28));
  CHECK(add_months(on(2026, 6, 10), 6) == on(2026, 12, 10));
  CHECK(add_months(on(2026, 12, 31), 1) == on(2027, 1, 31));
  CHECK(add_months(on(2026, 3, 9), 0) == on(2026, 3, 9));
}

TEST_CASE("months go back, over a year's end too") {
  CHECK(add_months(on(2026, 1, 15), -1) == on(2025, 12, 15));
  CHECK(add_months(on(2026, 3, 15), -15) == on(2024, 12, 15));
  CHECK(add_months(on(2026, 3, 31), -1) == on(2026, 3, 1));
  CHECK(add_months(on(0, 1, 15), -1) == on(-1, 12, 15));
}

TEST_CASE("months later is never before months later of an earlier day") {
  int wrong = 0;
  for (int months = 0; months <= 24; ++months)
    for (date d = on(2023, 1, 1); d < on(2029, 1, 1); d = add_days(d, 1))
      wrong += add_months(add_days(d, 1), months) < add_months(d, months);
  CHECK(wrong == 0);
}

// ---- minutes ----

TEST_CASE("a day has 1440 minutes") {
  const date d = on(2026, 11, 22);
  CHECK(start_of(d).minutes == d.days * 1440);
  CHECK(end_of(d).minutes - start_of(d).minutes == 1439);
  CHECK(start_of(add_days(d, 1)).minutes == end_of(d).minutes + 1);
}

TEST_CASE("the day of a minute is floored before 1970 too") {
  CHECK(day_of({0}) == on(1970, 1, 1));
  CHECK(day_of({-1}) == on(1969, 12, 31));
  CHECK(day_of({-1440}) == on(1969, 12, 31));
  CHECK(day_of({-1441}) == on(1969, 12, 30));
}

TEST_CASE("the first and the last minute of every day of the calendar are of that day") {
  int wrong = 0;
  const date last = on(last_year + 1000, 12, 31);
  for (date d = on(first_year, 1, 1); d <= last; d = add_days(d, 13)) {
    wrong += day_of(start_of(d)) != d;
    wrong += day_of(end_of(d)) != d;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a day is whole from its first minute alone") {
  const date d = on(2026, 11, 22);
  CHECK(first_whole_day(start_of(d)) == d);
  CHECK(first_whole_day({start_of(d).minutes + 1}) == add_days(d, 1));
  CHECK(first_whole_day(end_of(d)) == add_days(d, 1));
  CHECK(first_whole_day({-1}) == on(1970, 1, 1));
}

TEST_CASE("the ends of time lie outside of the calendar") {
  CHECK(distant_past < start_of(on(first_year, 1, 1)));
  CHECK(end_of(on(last_year + 1000, 12, 31)) < never);
}

}  // namespace
