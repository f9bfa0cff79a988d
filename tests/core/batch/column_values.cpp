#include <clearance/batch/column_values.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace clearance;
using namespace column_values;

static_assert(is_right(given::partly) && !is_right(static_cast<given>(3)));
static_assert(is_right(use::ongoing) && !is_right(static_cast<use>(3)));
static_assert(is_right(route::inhaled) && !is_right(static_cast<route>(route_count)));
static_assert(is_right(status::resolved) && !is_right(static_cast<status>(4)));

/// Are the numbers from 0 on told, and no more?
void check_numbers(std::string_view words, unsigned count) {
  for (unsigned i = 0; i < count; ++i) CHECK(words.find(std::to_string(i) + " (") != std::string_view::npos);
  CHECK(words.find(std::to_string(count) + " (") == std::string_view::npos);
}

TEST_CASE("the words name as many numbers as there are") {
  check_numbers(a_use, static_cast<unsigned>(use::ongoing) + 1);
  check_numbers(a_route, route_count);
  check_numbers(a_status, static_cast<unsigned>(status::resolved) + 1);
}

TEST_CASE("a day is one of the years that computations hold") {
  CHECK(is_day(to_date({1000, 1, 1}).days));
  CHECK(!is_day(to_date({1000, 1, 1}).days - 1));
  CHECK(is_day(to_date({4999, 12, 31}).days));
  CHECK(!is_day(to_date({4999, 12, 31}).days + 1));
}

TEST_CASE("a period has two such moments in order, or ends that are not known") {
  const minute_time noon{start_of(to_date({2026, 11, 22})).minutes + 720};
  CHECK(is_right(period{noon, noon}));
  CHECK(is_right(period{distant_past, noon}));
  CHECK(is_right(period{noon, never}));
  CHECK(is_right(period{distant_past, never}));
  CHECK(!is_right(period{never, noon}));
  CHECK(!is_right(period{{noon.minutes + 1}, noon}));
  CHECK(!is_right(period{{INT32_MIN + 1}, noon}));
  CHECK(!is_right(period{noon, {INT32_MAX - 1}}));
}

TEST_CASE("lists are given in one of three ways each, and no bit stands behind them") {
  CHECK(is_right(given_lists{}));
  CHECK(is_right(given_lists{}.with(intake_list::events, given::partly)));
  for (unsigned list = 0; list < intake_list_count; ++list)
    CHECK(!is_right(given_lists{static_cast<std::uint16_t>(3u << (2 * list))}));
  CHECK(!is_right(given_lists{1u << (2 * intake_list_count)}));
}

TEST_CASE("an offset is at most a day from UTC, or not written") {
  CHECK(is_right(utc_offset{}));
  CHECK(is_right(utc_offset{1440, false}));
  CHECK(is_right(utc_offset{-1440, false}));
  CHECK(!is_right(utc_offset{1441, false}));
  CHECK(!is_right(utc_offset{-1441, false}));
}

TEST_CASE("a planned treatment is right in all its parts") {
  planned_treatment t;
  t.when = whole_day(to_date({2026, 11, 22}));
  t.has_date = true;
  CHECK(is_right(t));
  planned_treatment wrong = t;
  wrong.indication = static_cast<given>(3);
  CHECK(!is_right(wrong));
  wrong = t;
  wrong.offset.minutes = 2000;
  CHECK(!is_right(wrong));
}

}  // namespace
