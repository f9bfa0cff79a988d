#include "../../src/intake/month_memo.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace clearance;

bool same(const civil_value& a, const civil_value& b) {
  return a.covers == b.covers && a.written == b.written && a.offset == b.offset;
}

/// What was read of `text` and what `read_civil` says of it, which knows no memory.
void check_day(month_memo& months, std::string text) {
  CAPTURE(text);
  civil_value value;
  civil_value expected;
  const bool is_day = read_civil(text, expected);
  CHECK(months.read_day(text.data(), value) == is_day);
  CHECK(same(value, expected));
}

void check_minute(month_memo& months, const std::string& text) {
  CAPTURE(text);
  civil_value value;
  civil_value expected;
  const bool is_minute = read_civil(text, expected);
  CHECK(months.read_minute(text.data(), {}, value) == is_minute);
  CHECK(same(value, expected));
}

TEST_CASE("each day of six years is read as without memory") {
  month_memo months;
  for (date d = to_date({2022, 12, 30}); d <= to_date({2029, 1, 2}); d = add_days(d, 1)) {
    char text[10];
    write(text, d);
    check_day(months, std::string(text, sizeof text));
  }
}

TEST_CASE("what is no day stays none, also in a month that is known") {
  month_memo months;
  for (int round = 0; round < 2; ++round)
    for (const char* text :
         {"2026-11-22", "2026-11-00", "2026-11-31", "2026-11-30", "2026-11-3x", "2026-11-/1",
          "2026-11-: ", "2024-02-29", "2023-02-29", "2026-13-01", "2026-00-01", "2026/11/22", "0999-12-31",
          "1000-01-01", "4999-12-31", "5000-01-01", "2o26-11-22", "          ", "-026-11-22"})
      check_day(months, text);
  civil_value value;
  CHECK_FALSE(months.read_day(std::string(10, '\0').data(), value));
}

TEST_CASE("a minute is read as without memory, whatever stands in one of its places") {
  month_memo months;
  const std::string right = "2026-11-22T21:59";
  check_minute(months, right);
  for (std::size_t at = 0; at < right.size(); ++at)
    for (int c = 0; c < 256; ++c) {
      std::string text = right;
      text[at] = static_cast<char>(c);
      check_minute(months, text);
    }
  for (const char* text : {"2026-11-30T00:00", "2026-11-31T00:00", "2026-11-22T23:59", "2026-11-22T24:00",
                           "2026-11-22T10:60", "2028-02-29T12:00", "2027-02-29T12:00"})
    check_minute(months, text);
}

TEST_CASE("an offset is kept with its minute") {
  month_memo months;
  civil_value value;
  CHECK(months.read_minute("2026-11-22T21:59-05:00", {-300, false}, value));
  CHECK(value.offset == utc_offset{-300, false});
  CHECK(months.read_day("2026-11-22", value));
  CHECK_FALSE(value.offset.is_written());
}

}  // namespace
