#include <clearance/time/period.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>

namespace {

using namespace clearance;

static_assert(!std::is_convertible_v<date, period> && !std::is_convertible_v<minute_time, period>);
static_assert(!utc_offset{}.is_written());
static_assert(utc_offset{0}.is_written());
static_assert(period{}.first == distant_past && period{}.last == never);

TEST_CASE("a day stands for its 1440 minutes") {
  const period day = whole_day({3});
  CHECK(day.first.minutes == 3 * 1440);
  CHECK(day.last.minutes == 4 * 1440 - 1);
}

/// Every minute of the one against every minute of the other.
kleene by_every_minute(period event, period limit) {
  bool some_have = false;
  bool some_have_not = false;
  for (std::int32_t e = event.first.minutes; e <= event.last.minutes; ++e)
    for (std::int32_t l = limit.first.minutes; l <= limit.last.minutes; ++l)
      (e >= l ? some_have : some_have_not) = true;
  return some_have && some_have_not ? kleene::unknown : known(some_have);
}

TEST_CASE("whether one period has reached another is what all pairs of their minutes agree on") {
  constexpr int span = 7;
  for (int a = 0; a < span; ++a)
    for (int b = a; b < span; ++b)
      for (int c = 0; c < span; ++c)
        for (int d = c; d < span; ++d) {
          const period event{{a}, {b}};
          const period limit{{c}, {d}};
          CAPTURE(event);
          CAPTURE(limit);
          CHECK(at_or_after(event, limit) == by_every_minute(event, limit));
        }
}

TEST_CASE("the minute itself is reached") {
  CHECK(at_or_after({{5}, {5}}, {{5}, {5}}) == kleene::yes);
  CHECK(at_or_after({{4}, {4}}, {{5}, {5}}) == kleene::no);
}

TEST_CASE("a limit of which nothing is known is never certainly reached or missed") {
  CHECK(at_or_after(whole_day({3}), period{}) == kleene::unknown);
  CHECK(at_or_after(whole_day({3}), {distant_past, end_of({3})}) == kleene::unknown);
  CHECK(at_or_after(whole_day({4}), {distant_past, end_of({3})}) == kleene::yes);
}

}  // namespace
