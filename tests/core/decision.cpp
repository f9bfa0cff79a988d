#include <clearance/decision.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using namespace clearance;

static_assert(!std::is_convertible_v<minute_time, moment> && !std::is_convertible_v<moment, minute_time>);

TEST_CASE("a moment is unknown until it is said") {
  CHECK(!moment{}.is_known());
  CHECK(moment{{0}}.is_known());
}

TEST_CASE("two pointers are equal where list, field, entry and slot are") {
  const fact_pointer p{fact_list::medications, fact_field::route, 2, 0};
  CHECK(p == fact_pointer{fact_list::medications, fact_field::route, 2, 0});
  CHECK(p != fact_pointer{fact_list::conditions, fact_field::route, 2, 0});
  CHECK(p != fact_pointer{fact_list::medications, fact_field::name, 2, 0});
  CHECK(p != fact_pointer{fact_list::medications, fact_field::route, 3, 0});
  CHECK(p != fact_pointer{fact_list::medications, fact_field::route, 2, 1});
}

TEST_CASE("a missing fact gives the rules that wait for it") {
  decision d;
  d.needs = {{{}, {3}}, {{}, {5}}, {{}, {4}}};
  missing_fact second;
  second.first_need = 1;
  second.need_count = 2;
  d.missing = {{}, second};
  CHECK(d.needs_of(d.missing[0]).empty());
  REQUIRE(d.needs_of(d.missing[1]).size() == 2);
  CHECK(d.needs_of(d.missing[1])[0].rule == rule_id{5});
  CHECK(d.needs_of(d.missing[1])[1].rule == rule_id{4});
}

TEST_CASE("a cleared decision holds nothing of the last") {
  decision d;
  d.result.decided = verdict::exclude;
  d.findings.resize(2);
  d.actions.resize(2);
  d.missing.resize(2);
  d.needs.resize(2);
  d.zones.resize(2);
  d.advised.resize(2);
  d.clear();
  CHECK(d.result.decided == verdict::clear);
  CHECK(d.findings.empty());
  CHECK(d.actions.empty());
  CHECK(d.missing.empty());
  CHECK(d.needs.empty());
  CHECK(d.zones.empty());
  CHECK(d.advised.empty());
}

}  // namespace
