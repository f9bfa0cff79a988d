#include "../../src/resolve/window_order.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace {

using namespace clearance;
using resolving::is_at_least;

constexpr window minutes(int n) { return {n, window_unit::minutes}; }
constexpr window days(int n) { return {n, window_unit::days}; }
constexpr window months(int n) { return {n, window_unit::months}; }

TEST_CASE("windows of one unit are compared by their count") {
  CHECK(is_at_least(days(7), days(7)) == kleene::yes);
  CHECK(is_at_least(days(6), days(7)) == kleene::no);
  CHECK(is_at_least(months(12), months(6)) == kleene::yes);
  CHECK(is_at_least(minutes(1439), minutes(1440)) == kleene::no);
}

TEST_CASE("a month has 28 to 31 days, whatever the last use") {
  CHECK(is_at_least(months(1), days(24)) == kleene::yes);
  CHECK(is_at_least(months(1), days(28)) == kleene::yes);
  CHECK(is_at_least(months(1), days(29)) == kleene::unknown);
  CHECK(is_at_least(days(30), months(1)) == kleene::unknown);
  CHECK(is_at_least(days(31), months(1)) == kleene::yes);
  CHECK(is_at_least(days(27), months(1)) == kleene::no);
}

TEST_CASE("half a year has 181 to 184 days") {
  CHECK(is_at_least(days(184), months(6)) == kleene::yes);
  CHECK(is_at_least(days(183), months(6)) == kleene::unknown);
  CHECK(is_at_least(days(180), months(6)) == kleene::no);
  CHECK(is_at_least(months(6), days(181)) == kleene::yes);
  CHECK(is_at_least(months(6), days(182)) == kleene::unknown);
}

TEST_CASE("the compared ends are those that the calendar really gives") {
  for (const window w : {months(1), months(2), months(6), months(12), months(13)}) {
    int least = 100000;
    int most = 0;
    for (date d = to_date({2000, 1, 1}); d < to_date({2400, 1, 1}); d = add_days(d, 1)) {
      const int took = free_on(d, w).days - d.days;
      least = least < took ? least : took;
      most = most > took ? most : took;
    }
    CAPTURE(w.count);
    CHECK(is_at_least(w, days(least)) == kleene::yes);
    CHECK(is_at_least(w, days(least + 1)) != kleene::yes);
    CHECK(is_at_least(days(most), w) == kleene::yes);
    CHECK(is_at_least(days(most - 1), w) != kleene::yes);
  }
}

TEST_CASE("a calendar window ends at midnight: of a day no more than a minute may be left") {
  CHECK(is_at_least(minutes(1440), days(1)) == kleene::yes);
  CHECK(is_at_least(minutes(1439), days(1)) == kleene::unknown);
  CHECK(is_at_least(days(1), minutes(1440)) == kleene::unknown);
  CHECK(is_at_least(days(2), minutes(1440)) == kleene::yes);
  CHECK(is_at_least(days(1), minutes(1)) == kleene::yes);
  CHECK(is_at_least(days(1), minutes(1441)) == kleene::no);
}

}  // namespace
