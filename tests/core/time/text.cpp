#include <clearance/time/text.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace clearance;

constexpr date on(int year, int month, int day) { return to_date({year, month, day}); }

std::string written(const civil_value& v) {
  char text[longest_civil_text];
  char* const end =
      v.written == precision::minute ? write(text, v.covers.first, v.offset) : write(text, day_of(v.covers.first));
  return std::string(text, end);
}

// Usable at compile time.
static_assert(parse_civil("2026-03-09")->covers == whole_day(to_date({2026, 3, 9})));
static_assert(!parse_civil("2026-02-30"));

TEST_CASE("a year stands for all of its minutes") {
  const auto v = parse_civil("2026");
  REQUIRE(v);
  CHECK(v->written == precision::year);
  CHECK(v->covers == period{start_of(on(2026, 1, 1)), end_of(on(2026, 12, 31))});
}

TEST_CASE("a month stands for all of its minutes") {
  const auto v = parse_civil("2024-02");
  REQUIRE(v);
  CHECK(v->written == precision::month);
  CHECK(v->covers == period{start_of(on(2024, 2, 1)), end_of(on(2024, 2, 29))});
}

TEST_CASE("a day stands for all of its minutes") {
  const auto v = parse_civil("2026-03-09");
  REQUIRE(v);
  CHECK(v->written == precision::day);
  CHECK(v->covers == whole_day(on(2026, 3, 9)));
  CHECK(!v->offset.is_written());
}

TEST_CASE("a minute stands for itself") {
  const auto v = parse_civil("2026-03-09T14:30");
  REQUIRE(v);
  CHECK(v->written == precision::minute);
  CHECK(v->covers.first == v->covers.last);
  CHECK(v->covers.first.minutes == start_of(on(2026, 3, 9)).minutes + 14 * 60 + 30);
  CHECK(!v->offset.is_written());
}

TEST_CASE("an offset leaves the written civil time as it is") {
  const auto v = parse_civil("2026-03-09T14:30-05:00");
  REQUIRE(v);
  CHECK(v->covers == parse_civil("2026-03-09T14:30")->covers);
  CHECK(v->offset.minutes == -300);
  CHECK(parse_civil("2026-03-09T14:30+05:45")->offset.minutes == 345);
  CHECK(parse_civil("2026-03-09T14:30+18:00")->offset.minutes == 1080);
  CHECK(parse_civil("2026-03-09T14:30Z")->offset == utc_offset{0, true});
  CHECK(parse_civil("2026-03-09T14:30+00:00")->offset == utc_offset{0, false});
}

TEST_CASE("what is written is read as what was read") {
  for (const std::string_view text :
       {"2026-03-09", "1000-01-01", "4999-12-31", "2024-02-29", "1969-12-31", "2026-03-09T00:00", "2026-03-09T23:59",
        "1969-12-31T23:59", "2026-03-09T14:30-05:00", "2026-03-09T14:30+05:45", "2026-03-09T14:30Z",
        "2026-03-09T14:30+00:00", "2026-03-09T14:30-18:00"}) {
    CAPTURE(text);
    const auto v = parse_civil(text);
    REQUIRE(v);
    CHECK(written(*v) == text);
    CHECK(text.size() <= longest_civil_text);
  }
}

TEST_CASE("every day and minute of some years is read as it was written") {
  int wrong = 0;
  char text[longest_civil_text];
  for (date d = on(2023, 12, 1); d < on(2028, 4, 1); d = add_days(d, 1)) {
    const auto v = parse_civil({text, static_cast<std::size_t>(write(text, d) - text)});
    wrong += !v || v->covers != whole_day(d);
  }
  for (std::int32_t m = -1440; m < 1440; ++m) {
    const auto v =
        parse_civil({text, static_cast<std::size_t>(
                               write(text, minute_time{m}, {m >= 0 ? std::int16_t{-60} : std::int16_t{90}}) - text)});
    wrong += !v || v->covers.first.minutes != m || v->offset.minutes != (m >= 0 ? -60 : 90);
  }
  CHECK(wrong == 0);
}

TEST_CASE("what does not exist is refused") {
  for (const std::string_view text :
       {"2026-02-29", "2026-02-30", "2100-02-29", "2026-04-31", "2026-01-32", "2026-01-00", "2026-00-01", "2026-13-01",
        "2026-00", "2026-13", "2026-03-09T24:00", "2026-03-09T23:60", "2026-03-09T14:30+18:01",
        "2026-03-09T14:30-19:00", "2026-03-09T14:30+05:60", "0999", "5000", "0000-01-01", "5000-01-01T00:00"}) {
    CAPTURE(text);
    CHECK(!parse_civil(text));
  }
}

TEST_CASE("what is not of the form is refused") {
  for (const std::string_view text : {"",
                                      "2",
                                      "202",
                                      "20260",
                                      "2026-",
                                      "2026-3",
                                      "2026-3-9",
                                      "2026-03-",
                                      "2026-03-9",
                                      "2026-03-9 ",
                                      "2026-03-091",
                                      "2026/03/09",
                                      "2026-03/09",
                                      "2026.03",
                                      "09-03-2026",
                                      "26-03-09",
                                      "20260309",
                                      " 2026",
                                      "2026 ",
                                      " 2026-03-09",
                                      "2026-03-09 ",
                                      "+2026",
                                      "-2026",
                                      "-026-03-09",
                                      "2026-+3-09",
                                      "2026-03-0x",
                                      "2O26-03-09",
                                      "2026-W10",
                                      "2026-068",
                                      "2026-03-09T",
                                      "2026-03-09T1",
                                      "2026-03-09T14",
                                      "2026-03-09T14:",
                                      "2026-03-09T14:3",
                                      "2026-03-09T1430",
                                      "2026-03-09T14.30",
                                      "2026-03-09 14:30",
                                      "2026-03-09t14:30",
                                      "2026-03-09T-1:30",
                                      "2026-03-09T14:+3",
                                      "2026-03-09T14:30:00",
                                      "2026-03-09T14:30z",
                                      "2026-03-09T14:30ZZ",
                                      "2026-03-09T14:30 Z",
                                      "2026-03-09T14:30+",
                                      "2026-03-09T14:30+5",
                                      "2026-03-09T14:30+05",
                                      "2026-03-09T14:30+05:",
                                      "2026-03-09T14:30+05:0",
                                      "2026-03-09T14:30+0500",
                                      "2026-03-09T14:30+05:000",
                                      "2026-03-09T14:30 05:00",
                                      "2026-03-09T14:30+05.00",
                                      "2026-03-09T14:30*05:00",
                                      "2026-03-09T14:30+-5:00",
                                      "2026-03Z",
                                      "2026-03-09Z",
                                      "2026-03-09+01:00",
                                      "yesterday",
                                      "null",
                                      "2026-03-\xd9\xa0\xd9\xa9"}) {
    CAPTURE(text);
    CHECK(!parse_civil(text));
  }
}

TEST_CASE("every shorter text and every other character at any place is refused or means something else") {
  const std::string_view whole = "2026-03-09T14:30-05:00";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const bool is_a_form = length == 4 || length == 7 || length == 10 || length == 16;
    CAPTURE(length);
    CHECK(parse_civil(whole.substr(0, length)).has_value() == is_a_form);
  }
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const char other : {'x', ' ', '/', '\0', '\x7f'}) {
      std::string text(whole);
      text[i] = other;
      CAPTURE(i);
      CHECK(!parse_civil(text));
    }
}

}  // namespace
