#include <clearance/predicate.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace clearance;
using enum step_kind;

/// The truth of `steps` for a treatment and an entry with these facts: the same in each form that they may take.
kleene truth(const std::vector<step>& steps, std::vector<fact_value> treatment, std::vector<fact_value> entry = {},
             std::vector<fact_value> patient = {}) {
  predicate_program program;
  const predicate_id which = append(program, steps);
  const predicate quickest = program.predicates[0];
  predicate& p = program.predicates[0];
  facts f;
  f.treatment_values = treatment;
  f.patient_values = patient;
  p = {};
  p.count = quickest.count;
  const kleene by_machine = evaluate(which, program, {}, f, entry);
  p.is_chain = quickest.is_chain;
  CHECK(evaluate(which, program, {}, f, entry) == by_machine);
  p.in_bands = quickest.in_bands;
  CHECK(evaluate(which, program, {}, f, entry) == by_machine);
  p.sole = quickest.sole;
  CHECK(evaluate(which, program, {}, f, entry) == by_machine);
  return by_machine;
}

constexpr step is(std::uint32_t slot, std::int64_t value) {
  return {between, fact_owner::treatment, slot, value, value};
}
constexpr fact_value unknown_fact{};

/// A fact whose test gives this truth.
constexpr fact_value giving(kleene k) { return k == kleene::unknown ? unknown_fact : fact_value{k == kleene::yes}; }

TEST_CASE("a number is between its ends, which count") {
  const std::vector<step> is_2_to_4{{between, fact_owner::treatment, 0, 2, 4}};
  CHECK(truth(is_2_to_4, {{1}}) == kleene::no);
  CHECK(truth(is_2_to_4, {{2}}) == kleene::yes);
  CHECK(truth(is_2_to_4, {{4}}) == kleene::yes);
  CHECK(truth(is_2_to_4, {{5}}) == kleene::no);
}

TEST_CASE("a number may be as far away as numbers go") {
  const std::vector<step> all_but_the_least{{between, fact_owner::treatment, 0, INT64_MIN + 2, INT64_MAX}};
  CHECK(truth(all_but_the_least, {{INT64_MIN + 1}}) == kleene::no);
  CHECK(truth(all_but_the_least, {{INT64_MIN + 2}}) == kleene::yes);
  CHECK(truth(all_but_the_least, {{INT64_MAX}}) == kleene::yes);
  CHECK(truth(all_but_the_least, {unknown_fact}) == kleene::unknown);
}

TEST_CASE("a choice is one of those listed") {
  const std::vector<step> second_or_fourth{{one_of, fact_owner::treatment, 0, 0b1010, 0}};
  CHECK(truth(second_or_fourth, {{0}}) == kleene::no);
  CHECK(truth(second_or_fourth, {{1}}) == kleene::yes);
  CHECK(truth(second_or_fourth, {{2}}) == kleene::no);
  CHECK(truth(second_or_fourth, {{3}}) == kleene::yes);
}

TEST_CASE("a band of the patient is not one of the treatment") {
  const std::vector<step> is_7{{between, fact_owner::patient, 0, 700, 700}};
  CHECK(truth(is_7, {{700}}, {{700}}, {{600}}) == kleene::no);
  CHECK(truth(is_7, {{600}}, {{600}}, {{700}}) == kleene::yes);
  CHECK(truth(is_7, {{700}}, {{700}}, {}) == kleene::unknown);
}

TEST_CASE("a chain of both ranks is followed to its end") {
  for (const kleene a : {kleene::no, kleene::unknown, kleene::yes})
    for (const kleene b : {kleene::no, kleene::unknown, kleene::yes})
      for (const kleene c : {kleene::no, kleene::unknown, kleene::yes}) {
        const std::vector<fact_value> facts{giving(a), giving(b), giving(c)};
        CHECK(truth({is(0, 1), is(1, 1), {both}, is(2, 1), {either}}, facts) == ((a && b) || c));
        CHECK(truth({is(0, 1), is(1, 1), {either}, is(2, 1), {both}}, facts) == ((a || b) && c));
      }
}

TEST_CASE("whichever of several bands a fact lies outside of, and whichever is not known") {
  const std::vector<step> three{is(0, 1), is(1, 1), {both}, is(2, 1), {both}};
  for (const kleene a : {kleene::no, kleene::unknown, kleene::yes})
    for (const kleene b : {kleene::no, kleene::unknown, kleene::yes})
      for (const kleene c : {kleene::no, kleene::unknown, kleene::yes})
        CHECK(truth(three, {giving(a), giving(b), giving(c)}) == (a && b && c));
}

TEST_CASE("a number beyond the answers is none of them") {
  const std::vector<step> is_2_to_4{{between, fact_owner::treatment, 0, 2, 4}};
  for (const std::int64_t v : {-62, -1, 66, 67, 1'000'002}) CHECK(truth(is_2_to_4, {{v}}) == kleene::no);
}

TEST_CASE("several choices share one with those listed, or not; none shares none") {
  const std::vector<step> second_or_fourth{{shares_bit, fact_owner::treatment, 0, 0b1010, 0}};
  CHECK(truth(second_or_fourth, {{0b0010}}) == kleene::yes);
  CHECK(truth(second_or_fourth, {{0b0101}}) == kleene::no);
  CHECK(truth(second_or_fourth, {{0b1111}}) == kleene::yes);
  CHECK(truth(second_or_fourth, {{0}}) == kleene::no);
}

TEST_CASE("a fact that is not known makes its test unknown") {
  for (const step_kind kind : {between, one_of, shares_bit})
    CHECK(truth({{kind, fact_owner::treatment, 0, 0, 1}}, {unknown_fact}) == kleene::unknown);
}

TEST_CASE("a fact that is not there at all is not known") {
  CHECK(truth({is(0, 1)}, {}) == kleene::unknown);
  CHECK(truth({{between, fact_owner::entry, 0, 1, 1}}, {{1}}, {}) == kleene::unknown);
}

TEST_CASE("a test reads the fact of whom it names") {
  const step of_entry{between, fact_owner::entry, 0, 1, 1};
  CHECK(truth({of_entry}, {{0}}, {{1}}) == kleene::yes);
  CHECK(truth({is(0, 1)}, {{0}}, {{1}}) == kleene::no);
}

TEST_CASE("both, either and negate follow Kleene's tables") {
  for (const kleene a : {kleene::no, kleene::unknown, kleene::yes}) {
    CHECK(truth({is(0, 1), {negate}}, {giving(a)}) == !a);
    for (const kleene b : {kleene::no, kleene::unknown, kleene::yes}) {
      CHECK(truth({is(0, 1), is(1, 1), {both}}, {giving(a), giving(b)}) == (a && b));
      CHECK(truth({is(0, 1), is(1, 1), {either}}, {giving(a), giving(b)}) == (a || b));
    }
  }
}

TEST_CASE("the deepest predicate that a pack may hold is evaluated") {
  std::vector<step> steps(deepest_predicate, is(0, 1));
  steps.insert(steps.end(), deepest_predicate - 1, {both});
  CHECK(truth(steps, {{1}}) == kleene::yes);
  CHECK(truth(steps, {{0}}) == kleene::no);
}

// ---- indications ----

kleene for_set(given indication, const std::vector<condition_id>& indications) {
  predicate_program program;
  program.steps = {{step_kind::indication}};
  program.predicates = {{0, 1}};
  program.condition_sets = {{kleene::no, kleene::yes, kleene::yes}};
  facts f;
  f.treatment.indication = indication;
  f.indications = indications;
  return evaluate({0}, program, {}, f, {});
}

TEST_CASE("the treatment is for one of the conditions, for none of them, or it is not said") {
  CHECK(for_set(given::complete, {{1}}) == kleene::yes);
  CHECK(for_set(given::complete, {{0}}) == kleene::no);
  CHECK(for_set(given::complete, {{0}, {2}}) == kleene::yes);
  CHECK(for_set(given::absent, {}) == kleene::unknown);
}

TEST_CASE("an indication that is only partly understood may be any") {
  CHECK(for_set(given::partly, {{0}}) == kleene::unknown);
  CHECK(for_set(given::partly, {{1}}) == kleene::yes);
}

// ---- zones ----

TEST_CASE("zones overlap where they are equal, one is part of the other, or they share a part") {
  using namespace tiny;
  const zone_sets& sets = rules().zones;
  CHECK(sets.overlap(left, left));
  CHECK(sets.overlap(left, house));
  CHECK(sets.overlap(house, left));
  CHECK(!sets.overlap(left, right));
  CHECK(!sets.overlap(roof, wall));
  CHECK(!sets.overlap(garden, house));
  // A corner that is part of two zones lets them overlap.
  const std::vector<clearance::zone> zones{{"a", "a", {{2}}}, {"b", "b", {{2}}}, {"corner", "corner", {}}};
  CHECK(building::sets_of(zones, {}).overlap({0}, {1}));
}

TEST_CASE("a zone is part of itself and of every zone above it") {
  using namespace tiny;
  const zone_sets& sets = rules().zones;
  CHECK(sets.is_part(left, left));
  CHECK(sets.is_part(left, wall));
  CHECK(sets.is_part(left, house));
  CHECK(!sets.is_part(wall, left));
  CHECK(!sets.is_part(right, left));
}

TEST_CASE("a hundred zones need two words a set") {
  zone_sets sets;
  sets.words = 2;
  sets.parts.assign(200, 0);
  for (std::size_t z = 0; z < 100; ++z) sets.parts[2 * z + z / 64] |= std::uint64_t{1} << (z % 64);
  sets.parts[2 * 3 + 99 / 64] |= std::uint64_t{1} << (99 % 64);  // 99 is part of 3
  sets.treated = sets.parts;
  sets.settle();
  CHECK(sets.is_part({99}, {3}));
  CHECK(sets.overlap({3}, {99}));
  CHECK(!sets.overlap({35}, {99}));  // the same bit of the other word
}

kleene zone_is(zone_id wanted, given zones, const std::vector<zone_id>& requested) {
  predicate_program program;
  program.steps = {{step_kind::zone, fact_owner::treatment, wanted.value}};
  program.predicates = {{0, 1}};
  facts f;
  f.treatment.zones = zones;
  f.zones = requested;
  return evaluate({0}, program, tiny::rules().zones, f, {});
}

TEST_CASE("a requested zone overlaps the one that is asked for, or not, or it is not said") {
  using namespace tiny;
  CHECK(zone_is(wall, given::complete, {left}) == kleene::yes);
  CHECK(zone_is(left, given::complete, {wall}) == kleene::yes);
  CHECK(zone_is(wall, given::complete, {garden, roof}) == kleene::no);
  CHECK(zone_is(wall, given::complete, {garden, right}) == kleene::yes);
  CHECK(zone_is(wall, given::absent, {}) == kleene::unknown);
  CHECK(zone_is(wall, given::partly, {garden}) == kleene::unknown);
  CHECK(zone_is(wall, given::partly, {left}) == kleene::yes);
}

}  // namespace
