#include <clearance/entry_records.hpp>

#include <clearance/bar.hpp>

#include <doctest/doctest.h>

namespace {

using namespace clearance;

constexpr window days(int n) { return {n, window_unit::days}; }

medication used(period when) {
  medication m;
  m.last_use = when;
  return m;
}

TEST_CASE("a window of days is free at a midnight, whatever the minute of the use") {
  const date day{20'000};
  for (const period when : {whole_day(day), period{start_of(day), start_of(day)}, period{end_of(day), end_of(day)}})
    CHECK(free_of(days(7), used(when), {}) == period{start_of(add_days(day, 7)), start_of(add_days(day, 7))});
}

TEST_CASE("a use that is known to the month may be free on any day of the next") {
  const period free = free_of(days(1), used({start_of({20'000}), end_of({20'029})}), {});
  CHECK(free == period{start_of({20'001}), start_of({20'030})});
}

TEST_CASE("what is not known of a use is not known of its end") {
  CHECK(free_of(days(1), used({distant_past, never}), {}) == period{distant_past, never});
  CHECK(free_of(days(1), used({distant_past, end_of({20'000})}), {}) == period{distant_past, start_of({20'001})});
}

TEST_CASE("a window of minutes is read on the treatment's clock, where both clocks are known") {
  medication m = used({{600}, {600}});
  m.offset = {60};
  planned_treatment t;
  t.offset = {120};
  const window hour{60, window_unit::minutes};
  CHECK(free_of(hour, m, t) == period{{720}, {720}});
  CHECK(free_of(hour, m, {}) == period{{660}, {660}});
}

TEST_CASE("a treatment without a date begins before all of them") {
  CHECK(first_minute_of({}) == before_all_dates);
  planned_treatment t;
  t.has_date = true;
  t.when = whole_day({20'000});
  CHECK(first_minute_of(t) == start_of({20'000}));
  t.when.first = distant_past;
  CHECK(first_minute_of(t) == before_all_dates);
}

TEST_CASE("only a medicine goes on") {
  medication m;
  for (const use u : {use::stopped, use::unstated, use::ongoing}) {
    m.taking = u;
    CHECK(is_ongoing(m) == (u == use::ongoing));
  }
  CHECK_FALSE(is_ongoing(session{}));
  CHECK_FALSE(is_ongoing(event{}));
}

TEST_CASE("what was long ago is quiet on all dates") {
  const medication m = long_ago(used(whole_day({20'000})));
  CHECK(m.last_use == period{distant_past, distant_past});
  CHECK(latest_end({1000 * 12, window_unit::months}).after(m.last_use.last) <= before_all_dates.minutes);
  session s;
  s.when = whole_day({20'000});
  CHECK(long_ago(s).when == m.last_use);
}

}  // namespace
