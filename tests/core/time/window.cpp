#include <clearance/time/window.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <clearance/time/text.hpp>

#include <cstdint>
#include <random>
#include <string_view>

namespace {

using namespace clearance;

constexpr date on(int year, int month, int day) { return to_date({year, month, day}); }
constexpr minute_time at(date d, int hour, int minute) { return {start_of(d).minutes + hour * 60 + minute}; }
constexpr window days(int n) { return {n, window_unit::days}; }
constexpr window months(int n) { return {n, window_unit::months}; }
constexpr window hours(int n) { return {n * 60, window_unit::minutes}; }

template <class A>
concept negatable = requires(A a) {
  -a;
};
template <class A, class B>
concept addable = requires(A a, B b) {
  a + b;
};
template <class A>
concept ordered = requires(A a, A b) {
  a < b;
};
template <class T>
concept has_free_day = requires(T last_use) {
  free_on(last_use, window{});
};
static_assert(!addable<date, window> && !addable<window, window> && !negatable<window>);
static_assert(!ordered<window>);  // is a month longer than 30 days?
static_assert(has_free_day<date> && !has_free_day<minute_time> && !has_free_day<period>);

// ---- calendar windows ----

TEST_CASE("a week after the 1st is the 8th") { CHECK(free_on(on(2026, 12, 1), days(7)) == on(2026, 12, 8)); }

TEST_CASE("six months after 31 August is 1 March") { CHECK(free_on(on(2026, 8, 31), months(6)) == on(2027, 3, 1)); }

TEST_CASE("a year after 29 February is 1 March") { CHECK(free_on(on(2024, 2, 29), months(12)) == on(2025, 3, 1)); }

TEST_CASE("a calendar window is free at midnight, whatever the hour of the last use") {
  CHECK(free_from(at(on(2026, 12, 1), 23, 59), days(7)) == start_of(on(2026, 12, 8)));
  CHECK(free_from(at(on(2026, 12, 1), 0, 0), days(7)) == start_of(on(2026, 12, 8)));
  CHECK(free_from(at(on(2026, 8, 31), 12, 0), months(6)) == start_of(on(2027, 3, 1)));
}

TEST_CASE("a clock window is free to the minute") {
  CHECK(free_from(at(on(2026, 12, 1), 14, 30), hours(24)) == at(on(2026, 12, 2), 14, 30));
  CHECK(free_from(at(on(2026, 12, 31), 23, 59), hours(1)) == at(on(2027, 1, 1), 0, 59));
}

TEST_CASE("a window of nothing is free at once") {
  CHECK(free_on(on(2026, 12, 1), days(0)) == on(2026, 12, 1));
  CHECK(free_from(at(on(2026, 12, 1), 14, 30), hours(0)) == at(on(2026, 12, 1), 14, 30));
}

// ---- imprecise last uses ----

TEST_CASE("a last use on some minute of a day is free on some minute of another") {
  const period day = whole_day(on(2026, 11, 22));
  CHECK(free_from(day, hours(24)) == whole_day(on(2026, 11, 23)));
  const minute_time midnight = start_of(on(2026, 11, 29));
  CHECK(free_from(day, days(7)) == period{midnight, midnight});
  const minute_time in_months = start_of(on(2027, 5, 22));
  CHECK(free_from(day, months(6)) == period{in_months, in_months});
}

TEST_CASE("a last use in some month is free between its ends") {
  const period march{start_of(on(2026, 3, 1)), end_of(on(2026, 3, 31))};
  CHECK(free_from(march, months(6)) == period{start_of(on(2026, 9, 1)), start_of(on(2026, 10, 1))});
  CHECK(free_from(march, days(7)) == period{start_of(on(2026, 3, 8)), start_of(on(2026, 4, 7))});
}

TEST_CASE("an end that is not known stays unknown") {
  for (const window w : {days(7), months(6), hours(24)}) {
    CHECK(free_from(period{}, w) == period{});
    const minute_time last = end_of(on(2026, 11, 22));
    CHECK(free_from({distant_past, last}, w) == period{distant_past, free_from(last, w)});
    CHECK(free_from({last, never}, w) == period{free_from(last, w), never});
  }
}

// ---- the latest last use ----

TEST_CASE("the latest use before a date is the last that is free on it, for random dates and all windows") {
  std::mt19937 random(20261122);
  const auto any_date = [&] { return date{on(1990, 1, 1).days + static_cast<std::int32_t>(random() % 36'525)}; };
  for (const window_unit unit : {window_unit::days, window_unit::months})
    for (int count = 0; count <= 60; ++count)
      for (int i = 0; i < 200; ++i) {
        const window w{count, unit};
        const date treated = any_date();
        const date last = latest_use(treated, w);
        if (free_on(last, w) <= treated && free_on(add_days(last, 1), w) > treated) continue;
        CAPTURE(w);
        CAPTURE(treated);
        FAIL_CHECK("the latest use cannot be ", last);
      }
}

TEST_CASE("the latest use a month before 1 March is the last day that rolls to it") {
  CHECK(latest_use(on(2026, 3, 1), months(1)) == on(2026, 2, 1));
  CHECK(latest_use(on(2026, 2, 28), months(1)) == on(2026, 1, 28));
  CHECK(latest_use(on(2027, 3, 1), months(6)) == on(2026, 9, 1));
  CHECK(latest_use(on(2027, 2, 28), months(6)) == on(2026, 8, 28));
}

TEST_CASE("the latest day of use before a clock window is the last whose every minute is free") {
  for (const int count : {1, 59, 60, 1439, 1440, 1441, 48 * 60})
    for (std::int32_t minute = 0; minute < 3 * 1440; minute += 7) {
      const window w{count, window_unit::minutes};
      const minute_time treated = at(on(2026, 11, 22), 0, minute);
      const date last = latest_day_of_use(treated, w);
      CAPTURE(count);
      CAPTURE(treated);
      CHECK(free_from(end_of(last), w) <= treated);
      CHECK(free_from(end_of(add_days(last, 1)), w) > treated);
    }
}

TEST_CASE("treated at some time of a day, 24 hours ask for a last use two days before") {
  CHECK(latest_day_of_use(start_of(on(2026, 11, 24)), hours(24)) == on(2026, 11, 22));
  CHECK(latest_day_of_use(end_of(on(2026, 11, 24)), hours(24)) == on(2026, 11, 23));
}

// ---- offsets ----

TEST_CASE("24 hours over the change to summer time end an hour later on the clock") {
  const civil_value last_use = *parse_civil("2027-03-13T10:00-05:00");
  const civil_value treated = *parse_civil("2027-03-14T11:00-04:00");
  const period free = on_clock_of(free_from(last_use.covers, hours(24)), last_use.offset, treated.offset);
  CHECK(free.first == treated.covers.first);
  CHECK(free.last == treated.covers.last);
  CHECK(at_or_after(treated.covers, free) == kleene::yes);
  CHECK(at_or_after(parse_civil("2027-03-14T10:59-04:00")->covers, free) == kleene::no);
}

TEST_CASE("where one end has no offset, the written civil time counts") {
  const period p = whole_day(on(2027, 3, 14));
  const utc_offset winter{-300};
  CHECK(on_clock_of(p, winter, {}) == p);
  CHECK(on_clock_of(p, {}, winter) == p);
  CHECK(on_clock_of(p, {}, {}) == p);
  CHECK(on_clock_of(p, winter, winter) == p);
}

TEST_CASE("another clock does not move an end that is not known") {
  const period open{distant_past, at(on(2027, 3, 14), 10, 0)};
  const period moved = on_clock_of(open, {-300}, {-240});
  CHECK(moved.first == distant_past);
  CHECK(moved.last == at(on(2027, 3, 14), 11, 0));
  CHECK(on_clock_of(period{}, {-300}, {-240}) == period{});
}

}  // namespace
