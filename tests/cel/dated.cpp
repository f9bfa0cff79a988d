// The first day on which a random condition on the treatment's date has a truth, against trying every day.
#include "expressions.hpp"

#include <clearance/dated.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace cel_tests;

class generator {
 public:
  explicit generator(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    if (depth == 0) return comparison();
    switch (below(5)) {
      case 0: return "!(" + condition(depth - 1) + ")";
      case 1: return "(" + condition(depth - 1) + ") && (" + condition(depth - 1) + ")";
      case 2: return "(" + condition(depth - 1) + ") || (" + condition(depth - 1) + ")";
      case 3: return "a ? (" + condition(depth - 1) + ") : (" + condition(depth - 1) + ")";
      default: return comparison();
    }
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  std::string sign() {
    const char* const signs[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
    return signs[below(6)];
  }
  std::string window() {
    const char* const units[] = {"days", "weeks", "months", "hours"};
    return std::string(units[below(4)]) + "(" + std::to_string(below(40)) + ")";
  }
  std::string day() {
    if (below(5) == 0) return "date(\"2026-0" + std::to_string(1 + below(9)) + "\")";
    return "date(\"2026-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10)) + "\")";
  }
  std::string comparison() {
    switch (below(5)) {
      case 0: return "treatment.date" + sign() + day();
      case 1: return "d + " + window() + sign() + "treatment.date";
      case 2: return "treatment.date - " + window() + sign() + "d";
      case 3:
        return "years_between(date(\"2000-0" + std::to_string(1 + below(9)) + "-15\"), treatment.date)" + sign() + "26";
      default: return "b";
    }
  }
  std::mt19937 random_;
};

TEST_CASE("the first day on which a condition has a truth is the one that trying every day finds") {
  expressions e(R"(
facts:
  a: {ask: "?", answer: yes-no}
  b: {ask: "?", answer: yes-no}
  d: {ask: "?", answer: date}
)");
  constexpr int days = 600;
  const date begin = to_date({2026, 1, 5});
  int found = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    const std::string text = generator(seed).condition(3);
    CAPTURE(text);
    if (!e.mistakes_in(text).empty()) continue;
    const cel::steps steps = e.steps_of(text);
    predicate_program program = e.declared().predicates;
    program.steps.clear();
    program.predicates.clear();
    append(program, steps);
    const std::vector<fact_value> values{
        {seed % 2},
        seed % 3 == 0 ? fact_value{} : fact_value{seed % 3 == 1},
        date_value(seed % 4 == 0 ? period{start_of(to_date({2026, 2, 1})), end_of(to_date({2026, 2, 28}))}
                                 : whole_day(add_days(begin, static_cast<int>(seed % 50))))};
    facts f;
    f.patient_values = values;
    f.treatment.has_date = true;
    for (const kleene wanted : {kleene::no, kleene::unknown, kleene::yes}) {
      std::optional<date> expected;
      for (int i = 0; i < days && !expected; ++i) {
        f.treatment.when = whole_day(add_days(begin, i));
        if (evaluate({0}, program, {}, f, {}) == wanted) expected = add_days(begin, i);
      }
      const auto at = first_when({0}, wanted, program, {}, f, {}, start_of(begin));
      if (expected) {
        REQUIRE(at);
        CHECK(day_of(*at) == *expected);
        ++found;
      } else if (at) {
        CHECK(day_of(*at) > add_days(begin, days - 1));
      }
    }
  }
  CHECK(found > 500);
}

}  // namespace
