#include <clearance/predicate_program.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace clearance;
using enum step_kind;

constexpr step is(std::uint32_t slot, std::int64_t value) {
  return {between, fact_owner::treatment, slot, value, value};
}

TEST_CASE("one fact with few answers is the sole answer, with its bits") {
  const auto bits = [](step s) { return sole_answer_of(std::vector<step>{s}).answers; };
  CHECK(bits({one_of, fact_owner::entry, 3, 0b1010, 0}) == 0b1010);
  CHECK(bits({between, fact_owner::treatment, 0, 1, 1}) == 0b10);
  CHECK(bits({between, fact_owner::treatment, 0, 0, 63}) == ~std::uint64_t{0});
  CHECK(bits({between, fact_owner::treatment, 0, 0, 64}) == 0);
  CHECK(bits({between, fact_owner::treatment, 0, -1, 5}) == 0);
  CHECK(bits({shares_bit, fact_owner::treatment, 0, 0b1010, 0}) == 0);
  CHECK(bits({between, fact_owner::first_loop, 0, 1, 1}) == 0);
  CHECK(sole_answer_of(std::vector<step>{is(0, 1), is(1, 1), {both}}).answers == 0);
}

TEST_CASE("facts of one owner that must each lie in a band are bands") {
  const auto of = [](std::vector<step> steps) { return bands_of(steps); };
  const step is_not_first{one_of, fact_owner::treatment, 2, 0b1110, 0};
  CHECK(of({is(0, 1)}) == std::vector<band>{{1, 0, 0}});
  CHECK(of({is(0, 1), is_not_first, {both}}) == std::vector<band>{{1, 0, 0}, {1, 2, 2}});
  CHECK(of({{one_of, fact_owner::patient, 0, INT64_MIN, 0}}) == std::vector<band>{{63, 0, 0}});
  CHECK(of({{one_of, fact_owner::patient, 0, -1, 0}}) == std::vector<band>{{0, 63, 0}});
  CHECK(of({{between, fact_owner::treatment, 0, -5, INT64_MAX}}) == std::vector<band>{{-5, UINT64_MAX / 2 + 5, 0}});
  CHECK(of({{between, fact_owner::treatment, 0, 2, 1}}).empty());
  CHECK(of({{one_of, fact_owner::treatment, 0, 0b1010, 0}}).empty());
  CHECK(of({{one_of, fact_owner::treatment, 0, 0, 0}}).empty());
  CHECK(of({{shares_bit, fact_owner::treatment, 0, 0b10, 0}}).empty());
  CHECK(of({is(0, 1), is(1, 1), {either}}).empty());
  CHECK(of({is(0, 1), {between, fact_owner::patient, 0, 1, 1}, {both}}).empty());
  CHECK(of({{between, fact_owner::first_loop, 0, 1, 1}}).empty());
}

TEST_CASE("a chain joins tests of facts, one after the other") {
  const auto is_chain = [](std::vector<step> steps) { return are_chain(steps); };
  CHECK(is_chain({is(0, 1)}));
  CHECK(is_chain({is(0, 1), is(1, 1), {both}, is(2, 1), {either}}));
  CHECK(is_chain({is(0, 1), {after_window}, {both}}));
  CHECK_FALSE(is_chain({}));
  CHECK_FALSE(is_chain({is(0, 1), {negate}}));
  CHECK_FALSE(is_chain({is(0, 1), is(1, 1), is(2, 1), {both}, {both}}));
  CHECK_FALSE(is_chain({{takes}}));
}

TEST_CASE("predicates lie behind each other") {
  predicate_program program;
  const std::vector<step> bands{is(0, 70), is(1, 80), {both}};
  CHECK(append(program, std::vector<step>{is(0, 1)}) == predicate_id{0});
  CHECK(append(program, bands) == predicate_id{1});
  CHECK(append(program, std::vector<step>{is(2, 90), {negate}, {treatment_date}}) == predicate_id{2});
  REQUIRE(program.predicates.size() == 3);
  const predicate& second = program.predicates[1];
  CHECK(second.first == 1);
  CHECK(second.count == 3);
  CHECK(second.is_chain);
  CHECK_FALSE(second.reads_treatment_date);
  CHECK(second.sole.answers == 0);
  CHECK(second.in_bands.count == 2);
  CHECK(second.in_bands.owner == fact_owner::treatment);
  CHECK(program.bands[second.in_bands.first + 1] == band{80, 0, 1});
  const predicate& third = program.predicates[2];
  CHECK(third.first == 4);
  CHECK(third.in_bands.count == 0);
  CHECK_FALSE(third.is_chain);
  CHECK(third.reads_treatment_date);
  CHECK(program.steps.size() == 7);
}

}  // namespace
