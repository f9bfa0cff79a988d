#include "../../src/testing/changed_values.hpp"

#include "painting.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace clearance::testing;
using lines = std::vector<std::string>;

TEST_CASE("a duration becomes its neighbours, the same of the next unit, and what it is taken for") {
  CHECK(changed_durations("1 week") == lines{"0 weeks", "2 weeks", "6 days", "8 days", "1 month"});
  CHECK(changed_durations("24 hours") ==
        lines{"23 hours", "25 hours", "1439 minutes", "1441 minutes", "24 days", "1 day"});
  CHECK(changed_durations("2 days") == lines{"1 day", "3 days", "2 weeks", "48 hours"});
  CHECK(changed_durations("1 year") == lines{"0 years", "2 years", "11 months", "13 months"});
  CHECK(changed_durations("2 full days") == lines{"1 full days", "3 full days"});
  CHECK(changed_durations("soon") == lines{});
  CHECK(changed_durations("2 fortnights") == lines{});
}

TEST_CASE("of a range each end is moved, as long as it stays a range") {
  CHECK(changed_durations("2..3 weeks") == lines{"1..3 weeks", "2..2 weeks", "3..3 weeks", "2..4 weeks"});
  CHECK(changed_durations("2..2 weeks") == lines{"1..2 weeks", "2..3 weeks"});
  CHECK(changed_counts("4..8 sessions") == lines{"3..8 sessions", "4..7 sessions", "5..8 sessions", "4..9 sessions"});
  CHECK(changed_counts("0") == lines{"1"});
}

TEST_CASE("a bound becomes its neighbours, and the other bound of the same number") {
  CHECK(changed_numbers("under 18") == lines{"under 17", "under 19", "at most 18"});
  CHECK(changed_numbers("at least 0.5") == lines{"at least -1.5", "at least 1.5", "over 0.5"});
  CHECK(changed_numbers("3..4") == lines{"2..4", "3..3", "4..4", "3..5"});
  CHECK(changed_numbers("18") == lines{"17", "19"});
  CHECK(changed_numbers("never") == lines{});
}

TEST_CASE("a bound of time or a date moves by its own unit") {
  CHECK(changed_numbers("under 2 weeks") ==
        lines{"under 1 week", "under 3 weeks", "under 13 days", "under 15 days", "under 2 months", "at most 2 weeks"});
  CHECK(changed_dates("2026-03-01") == lines{"2026-02-28", "2026-03-02"});
  CHECK(changed_dates("2026-01") == lines{"2025-12", "2026-02"});
  CHECK(changed_dates("2026") == lines{"2025", "2027"});
  CHECK(changed_dates("2026-03-01T09:00") == lines{"2026-02-28T09:00", "2026-03-02T09:00"});
}

lines wholes(std::string_view expression) {
  lines out;
  for (const changed_token& t : changed_tokens(expression)) out.push_back(t.whole);
  return out;
}

TEST_CASE("an expression is changed token by token") {
  CHECK(wholes("age < 18 && !sealed") == lines{"age <= 18 && !sealed", "age < 17 && !sealed", "age < 19 && !sealed",
                                               "age < 18 || !sealed", "age < 18 && sealed"});
  CHECK(wholes("a <= b") == lines{"a < b"});
  CHECK(wholes("a != true") == lines{"a == true", "a != false"});
  CHECK(wholes("medications.exists(m, m.ongoing)") == lines{"medications.all(m, m.ongoing)"});
  CHECK(wholes("treatment.date - months(6)") == lines{"treatment.date + months(6)", "treatment.date - years(6)",
                                                      "treatment.date - months(5)", "treatment.date - months(7)"});
  CHECK(wholes("layer2 == 2.5") == lines{"layer2 != 2.5", "layer2 == 1.5", "layer2 == 3.5"});
}

TEST_CASE("what an expression quotes is left alone") {
  CHECK(wholes(R"(uses("a < b && 'c'"))") == lines{});
  CHECK(wholes(R"(x == 'it\'s < 3')") == lines{R"(x != 'it\'s < 3')"});
  const auto parts = quoted_parts(R"(f("ab", 'c'))");
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].begin == 3);
  CHECK(parts[0].size == 2);
  CHECK(parts[1].size == 1);
  CHECK(quoted_parts("f(\"ab").size() == 1);
}

}  // namespace
