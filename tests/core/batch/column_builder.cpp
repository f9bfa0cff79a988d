#include <clearance/batch/column_builder.hpp>

#include <clearance/batch/row.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance;
using namespace tiny;

TEST_CASE("a column widens at the first value that does not fit, and keeps what it held") {
  column_builder builder(rules());
  patient p;
  for (const std::int64_t raw : {std::int64_t{1}, fact_value::not_known, std::int64_t{300}}) {
    p.finish({raw});
    builder.add(p.facts());
  }
  const intake_columns c = builder.columns();
  CHECK(c.treatment_values[0].small.empty());
  CHECK(c.treatment_values[0].at(0).raw == 1);
  CHECK(!c.treatment_values[0].at(1).is_known());
  CHECK(c.treatment_values[0].at(2).raw == 300);
}

TEST_CASE("a fact that nobody answered takes no column") {
  column_builder builder(rules());
  patient p;
  p.finish({});
  builder.add(p.facts());
  CHECK(builder.columns().treatment_values[0].small.empty());
  CHECK(builder.columns().treatment_values[0].wide.empty());
}

TEST_CASE("an id that does not fit stands aside") {
  column_builder builder(rules());
  patient p;
  p.last_took({70'000}, whole_day(day(-3)));
  builder.add(p.facts());
  CHECK(builder.columns().medications.others.at.size() == 1);
  row_reader reader;
  CHECK(reader.read(builder.columns(), 0).medications[0].substance == substance_id{70'000});
}

}  // namespace
