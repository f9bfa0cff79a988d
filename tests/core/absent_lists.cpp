#include <clearance/absent_lists.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance;
using namespace tiny;

constexpr std::uint8_t bit(subject s) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(s)); }

TEST_CASE("lists that are given leave nothing open") {
  patient p;
  const absent_lists open(rules(), p.facts());
  CHECK(open.lists == 0);
  CHECK(open.worst == verdict::clear);
  CHECK(!open.timed);
}

TEST_CASE("an absent list leaves its worst rule open, and the date where one of them passes with time") {
  patient p;
  p.raw().medications_given = given::absent;
  const absent_lists medications(rules(), p.facts());
  CHECK(medications.lists == bit(subject::medication));
  CHECK(medications.worst == verdict::refer);
  CHECK(medications.timed);

  p.raw().conditions_given = given::absent;
  const absent_lists both(rules(), p.facts());
  CHECK(both.lists == (bit(subject::medication) | bit(subject::condition)));
  CHECK(both.worst == verdict::exclude);
}

TEST_CASE("zones that are not all understood may be any") {
  patient p;
  p.raw().treatment.zones = given::partly;
  CHECK(absent_lists(rules(), p.facts()).lists == bit(subject::zone));
}

TEST_CASE("a rule that the facts rule out is not open") {
  pack matt_only = rules();
  matt_only.bars[gloss_bar.index()].when =
      predicate_id{static_cast<std::uint32_t>(rules().predicates.predicates.size())};
  matt_only.predicates.predicates.push_back({2, 1});  // this treatment is gloss
  patient p;
  p.raw().sessions_given = given::absent;
  const fact_value matt[] = {{0}};
  const fact_value gloss[] = {{1}};
  facts f = p.facts();
  f.treatment_values = matt;
  CHECK(absent_lists(matt_only, f).lists == 0);
  f.treatment_values = gloss;
  CHECK(absent_lists(matt_only, f).lists == bit(subject::session));
  CHECK(absent_lists(matt_only, f).timed);
  f.treatment_values = {};
  CHECK(absent_lists(matt_only, f).worst == verdict::defer);
}

}  // namespace
