#include <clearance/treatment_dates.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using namespace clearance;

static_assert(!std::is_default_constructible_v<treatment_dates>);

constexpr window a_week{7, window_unit::days};
constexpr window six_months{6, window_unit::months};
constexpr window a_day_by_the_clock{1440, window_unit::minutes};

constexpr date of(int year, int month, int day) { return to_date({year, month, day}); }
constexpr minute_time at(date d, int hour, int minute) { return {start_of(d).minutes + 60 * hour + minute}; }

facts treated_on(date d) {
  facts f;
  f.treatment.when = whole_day(d);
  f.treatment.has_date = true;
  return f;
}

facts treated_at(minute_time t) {
  facts f;
  f.treatment.when = {t, t};
  f.treatment.written = precision::minute;
  f.treatment.has_date = true;
  return f;
}

TEST_CASE("for a day, a minute is rounded up to the first whole day") {
  const facts f = treated_on(of(2026, 11, 22));
  const treatment_dates dates(f);
  CHECK(dates.scaled(start_of(of(2026, 11, 25))).at == start_of(of(2026, 11, 25)));
  CHECK(dates.scaled(at(of(2026, 11, 25), 0, 1)).at == start_of(of(2026, 11, 26)));
  CHECK(dates.scaled(at(of(2026, 11, 25), 23, 59)).at == start_of(of(2026, 11, 26)));
  CHECK(dates.scaled(at(of(2026, 11, 25), 23, 59)).written == precision::day);
}

TEST_CASE("for a minute, it is kept") {
  const facts f = treated_at(at(of(2026, 11, 22), 9, 30));
  const moment m = treatment_dates(f).scaled(at(of(2026, 11, 25), 10, 15));
  CHECK(m.at == at(of(2026, 11, 25), 10, 15));
  CHECK(m.written == precision::minute);
}

TEST_CASE("never stays never") {
  for (const facts& f : {treated_on(of(2026, 11, 22)), treated_at(at(of(2026, 11, 22), 9, 30))})
    CHECK(!treatment_dates(f).scaled(never).is_known());
}

TEST_CASE("the latest use is the last that leaves the window passed") {
  const facts f = treated_on(of(2027, 3, 1));
  const treatment_dates dates(f);
  CHECK(dates.latest_use_of(a_week).at == start_of(of(2027, 2, 22)));
  // 31 August + 6 months rolls to 1 March.
  CHECK(dates.latest_use_of(six_months).at == start_of(of(2026, 9, 1)));
  // A use on the 27th may have been at its last minute.
  CHECK(dates.latest_use_of(a_day_by_the_clock).at == start_of(of(2027, 2, 27)));
  CHECK(dates.latest_use_of(a_day_by_the_clock).written == precision::day);
}

TEST_CASE("with a time of treatment, hours are told to the minute and days by the day") {
  const facts f = treated_at(at(of(2026, 11, 22), 9, 30));
  const treatment_dates dates(f);
  CHECK(dates.latest_use_of(a_day_by_the_clock).at == at(of(2026, 11, 21), 9, 30));
  CHECK(dates.latest_use_of(a_day_by_the_clock).written == precision::minute);
  CHECK(dates.latest_use_of(a_week).at == start_of(of(2026, 11, 15)));
  CHECK(dates.latest_use_of(a_week).written == precision::day);
}

TEST_CASE("what is to be avoided is so from the day behind the latest use, or from its minute") {
  const facts day = treated_on(of(2026, 11, 22));
  CHECK(treatment_dates(day).avoid_from(a_week).at == start_of(of(2026, 11, 16)));
  const facts minute = treated_at(at(of(2026, 11, 22), 9, 30));
  CHECK(treatment_dates(minute).avoid_from(a_week).at == start_of(of(2026, 11, 16)));
  CHECK(treatment_dates(minute).avoid_from(a_day_by_the_clock).at == at(of(2026, 11, 21), 9, 30));
}

TEST_CASE("a window behind the treatment ends when every minute of it is over") {
  const facts day = treated_on(of(2026, 8, 31));
  CHECK(treatment_dates(day).after(a_week).at == start_of(of(2026, 9, 7)));
  CHECK(treatment_dates(day).after(six_months).at == start_of(of(2027, 3, 1)));
  CHECK(treatment_dates(day).after(a_day_by_the_clock).at == start_of(of(2026, 9, 2)));
  const facts minute = treated_at(at(of(2026, 8, 31), 9, 30));
  CHECK(treatment_dates(minute).after(a_day_by_the_clock).at == at(of(2026, 9, 1), 9, 30));
  CHECK(treatment_dates(minute).after(a_week).at == start_of(of(2026, 9, 7)));
}

TEST_CASE("without a date of treatment nothing is said of what comes behind it") {
  const facts f;
  CHECK(!treatment_dates(f).after(a_week).is_known());
}

}  // namespace
