#include <clearance/batch/evaluate_columns.hpp>

#include "../tiny_pack.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "same_outcomes.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace {

using namespace clearance;

static_assert(!std::is_default_constructible_v<batch_evaluator>);  // by which rules?

/// Random patients of the tiny pack, in columns and one by one.
testing::batch_trial trial_of(std::size_t count, unsigned odd_percent) {
  testing::batch_trial trial(tiny::rules());
  generate::facts_generator random(5, tiny::rules(), odd_percent);
  for (std::size_t i = 0; i < count; ++i) trial.add(random.next());
  return trial;
}

TEST_CASE("a batch says what evaluation says one by one, whatever is not known") {
  for (const unsigned odd_percent : {0u, 2u, 30u, 100u}) {
    testing::batch_trial trial = trial_of(10'000, odd_percent);
    CHECK(trial.differs() == "");
  }
}

TEST_CASE("the day of a medicine that is still taken says nothing") {
  testing::batch_trial trial = trial_of(10'000, 2);
  const intake_columns dense = trial.columns();
  for (const std::int32_t any : {INT32_MIN, -1, 0, INT32_MAX}) {
    std::vector<std::int32_t> days(dense.medications.last_use.begin(), dense.medications.last_use.end());
    std::size_t ongoing = 0;
    for (std::size_t i = 0; i < days.size(); ++i)
      if (dense.medications.taking[i] == use::ongoing) days[i] = any, ++ongoing;
    REQUIRE(ongoing > 1000);
    intake_columns c = dense;
    c.medications.last_use = days;
    CHECK(trial.differs(c) == "");
  }
}

TEST_CASE("an answer that is none of a choice's is known, and matches nothing") {
  for (const std::int64_t none : {-128, -127, -5, -1, 2, 100, 127, 128}) {
    const fact_value answers[] = {{none}, tiny::gloss, tiny::matt, {}};
    testing::batch_trial trial(tiny::rules());
    for (const fact_value asked : answers)
      for (const fact_value then : answers) {
        tiny::patient p;
        trial.add(p.finish(asked).had_session(whole_day(tiny::day(-3)), then).facts());
      }
    CHECK(trial.differs(trial.columns()) == "");
  }
}

TEST_CASE("most of what is precise is decided by tables") {
  testing::batch_trial trial = trial_of(10'000, 0);
  CHECK(trial.differs() == "");
  CHECK(trial.plain_rows() > trial.rows() * 9 / 10);
}

}  // namespace
