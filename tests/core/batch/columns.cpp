#include <clearance/batch/columns.hpp>

#include <clearance/batch/column_builder.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(given_lists{}.with(intake_list::sessions, given::partly).of(intake_list::sessions) == given::partly);
static_assert(given_lists{}.with(intake_list::sessions, given::partly).of(intake_list::events) == given::absent);
static_assert(widened<substance_thing>(narrow_not_understood) == not_understood<substance_thing>);

TEST_CASE("a value is small, wide or not known") {
  const std::array<std::int8_t, 2> small{1, value_column::small_not_known};
  const std::array<std::int64_t, 2> wide{34'000'000, fact_value::not_known};
  CHECK(value_column{small, {}}.at(0).raw == 1);
  CHECK(!value_column{small, {}}.at(1).is_known());
  CHECK(value_column{{}, wide}.at(0).raw == 34'000'000);
  CHECK(!value_column{{}, wide}.at(1).is_known());
  CHECK(!value_column{}.at(1).is_known());
}

TEST_CASE("what all rows share takes no column") {
  patient p;
  p.last_took(primer, whole_day(day(-3))).had_session(whole_day(day(-9)));
  column_builder builder(rules());
  builder.add(p.facts());
  const intake_columns c = builder.columns();
  CHECK(c.today.empty());  // treated today
  CHECK(c.lists.empty());
  CHECK(c.medications.taking.empty());
  CHECK(c.medications.by.empty());
  CHECK(c.conditions.offsets.empty());
  CHECK(c.medications.others.at.empty());
}

TEST_CASE("what is not the usual stands aside, whole") {
  patient p;
  p.last_took(primer, {start_of(day(-30)), end_of(day(-1))}).last_took(varnish, whole_day(day(-3)));
  p.treated_at(minute(3, 10, 30));
  column_builder builder(rules());
  builder.add(p.facts());
  const intake_columns c = builder.columns();
  REQUIRE(c.medications.others.at.size() == 1);
  CHECK(c.medications.others.at[0] == 0);
  CHECK(c.medications.others.values[0] == p.facts().medications[0]);
  CHECK(head_at(c, 0).treatment.written == precision::minute);
}

}  // namespace
