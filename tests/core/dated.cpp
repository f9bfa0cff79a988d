#include <clearance/dated.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using enum step_kind;

constexpr date day(int month, int d) { return to_date({2026, month, d}); }

constexpr step on(date d) {
  return {constant, fact_owner::treatment, static_cast<std::uint32_t>(date_scale::day), start_of(d).minutes,
          end_of(d).minutes};
}
constexpr step window_step(window w) {
  return {constant, fact_owner::treatment, 0, w.count, static_cast<std::int64_t>(w.unit)};
}
constexpr step compared(comparison c) { return {compare_dates, fact_owner::treatment, static_cast<std::uint32_t>(c)}; }
constexpr step treated{treatment_date};

/// The first day from 1 March on which the steps have this truth.
std::optional<date> first(std::vector<step> steps, kleene wanted, facts f = {}) {
  predicate_program program;
  append(program, steps);
  program.sets = {{0, 1}};
  program.meants = {{3, 0xfff}};
  f.treatment.has_date = true;
  f.treatment.when = whole_day(day(2, 1));
  const auto at = first_when({0}, wanted, program, {}, f, {}, start_of(day(3, 1)));
  return at ? std::optional(day_of(*at)) : std::nullopt;
}

TEST_CASE("a comparison with the treatment's date changes on the day that it names") {
  using enum comparison;
  CHECK(first({treated, on(day(5, 1)), compared(less)}, kleene::no) == day(5, 1));
  CHECK(first({treated, on(day(5, 1)), compared(at_most)}, kleene::no) == day(5, 2));
  CHECK(first({treated, on(day(5, 1)), compared(more)}, kleene::yes) == day(5, 2));
  CHECK(first({treated, on(day(5, 1)), compared(less)}, kleene::yes) == day(3, 1));
  CHECK(first({treated, on(day(2, 1)), compared(less)}, kleene::yes) == std::nullopt);
  CHECK(first({on(day(2, 15)), window_step({6, window_unit::months}), {add_window}, treated, compared(more)},
              kleene::no) == day(8, 15));
}

TEST_CASE("equal is for one day, unequal for the others") {
  using enum comparison;
  CHECK(first({treated, on(day(5, 1)), compared(equal)}, kleene::yes) == day(5, 1));
  CHECK(first({treated, on(day(3, 1)), compared(equal)}, kleene::no) == day(3, 2));
  CHECK(first({treated, on(day(3, 1)), compared(unequal)}, kleene::yes) == day(3, 2));
}

TEST_CASE("between two days, and outside of them") {
  using enum comparison;
  const std::vector<step> may{treated,           on(day(5, 1)), compared(at_least), treated, on(day(5, 31)),
                              compared(at_most), {both}};
  CHECK(first(may, kleene::yes) == day(5, 1));
  std::vector<step> not_may = may;
  not_may.push_back({negate});
  CHECK(first(not_may, kleene::no) == day(5, 1));
  std::vector<step> from_april = not_may;
  for (const step& s : {treated, on(day(4, 1)), compared(at_least), step{both}}) from_april.push_back(s);
  CHECK(first(from_april, kleene::yes) == day(4, 1));
}

TEST_CASE("an imprecise end leaves days on which nothing is certain") {
  const std::int64_t from = start_of(day(4, 1)).minutes;
  const std::int64_t to = end_of(day(4, 30)).minutes;
  const std::vector<step> before_april{
      treated, {constant, fact_owner::treatment, 0, from, to}, compared(comparison::less)};
  CHECK(first(before_april, kleene::unknown) == day(4, 1));
  CHECK(first(before_april, kleene::no) == day(4, 30));
}

TEST_CASE("years of age grow with the treatment's date") {
  const std::vector<step> under_18{
      on(to_date({2008, 9, 30})),
      treated,
      {years_between},
      {constant, fact_owner::treatment, 0, 18, 18},
      {compare_numbers, fact_owner::treatment, static_cast<std::uint32_t>(comparison::less), 3}};
  CHECK(first(under_18, kleene::no) == day(9, 30));
}

TEST_CASE("an event has happened from its day on") {
  facts f;
  event filler;
  filler.when = whole_day(day(6, 1));
  filler.what = {3};
  const std::vector<event> events{filler};
  f.events_given = given::complete;
  f.events = events;
  CHECK(first({{happened, fact_owner::treatment, 0}}, kleene::yes, f) == day(6, 1));
}

TEST_CASE("what neither rises nor falls is not found, unless it is so at once") {
  using enum comparison;
  const std::vector<step> every_third_year{
      on(to_date({2000, 1, 1})),
      treated,
      {years_between},
      {constant, fact_owner::treatment, 0, 3, 3},
      {remainder},
      {constant, fact_owner::treatment, 0, 0, 0},
      {compare_numbers, fact_owner::treatment, static_cast<std::uint32_t>(equal), 3}};
  CHECK(first(every_third_year, kleene::no) == day(3, 1));
  CHECK(first(every_third_year, kleene::yes) == std::nullopt);
}

TEST_CASE("a treatment with a time passes at a minute") {
  predicate_program program;
  const minute_time last_use{start_of(day(3, 1)).minutes + 600};
  append(program, std::vector<step>{{constant, fact_owner::treatment, static_cast<std::uint32_t>(date_scale::minute),
                                     last_use.minutes, last_use.minutes},
                                    window_step({48 * 60, window_unit::minutes}),
                                    {add_window},
                                    treated,
                                    compared(comparison::more)});
  facts f;
  f.treatment.written = precision::minute;
  CHECK(first_when({0}, kleene::no, program, {}, f, {}, start_of(day(3, 2))) ==
        minute_time{last_use.minutes + 48 * 60});
}

}  // namespace
