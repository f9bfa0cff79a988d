#include <clearance/batch/evaluate_columns.hpp>

#include "../tiny_pack.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "same_outcomes.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <type_traits>

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

TEST_CASE("most of what is precise is decided by tables") {
  testing::batch_trial trial = trial_of(10'000, 0);
  CHECK(trial.differs() == "");
  CHECK(trial.plain_rows() > trial.rows() * 9 / 10);
}

}  // namespace
