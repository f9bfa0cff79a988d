#include <clearance/advice.hpp>

#include "decided.hpp"
#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<advising>);

const advice* advised(const decision& d, rule_id r) {
  for (const advice& a : d.advised)
    if (a.rule == r) return &a;
  return nullptr;
}

TEST_CASE("advice says from when to avoid what, and when to resume") {
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p);
  const advice* coating_advice = advised(d, coating_rule);
  REQUIRE(coating_advice != nullptr);
  CHECK(coating_advice->from.at == start_of(day(10)));  // the last use may be on day 9
  CHECK(coating_advice->until.at == start_of(day(19)));
  const advice* primer_advice = advised(d, primer_rule);
  REQUIRE(primer_advice != nullptr);
  CHECK(primer_advice->from.at == start_of(day(15)));
  CHECK(!primer_advice->until.is_known());
}

TEST_CASE("what a prescriber ordered has no dates in the advice") {
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(advised(d, varnish_rule) != nullptr);
  CHECK(!advised(d, varnish_rule)->from.is_known());
}

TEST_CASE("advice has its dates however many windows the rules have") {
  pack many = rules();
  const auto first = static_cast<std::uint32_t>(many.rules.size());
  constexpr std::uint32_t count = 2 * advice_plan::most_windows;
  for (std::uint32_t i = 0; i < count; ++i) {
    rule& r = many.rules.emplace_back();
    r.kind = rule_kind::washout;
    r.before = window{static_cast<std::int32_t>(i + 1), window_unit::days};
    r.after = window{static_cast<std::int32_t>(i + 101), window_unit::days};
  }
  many.advice = advice_plan(many.rules);
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p, many);
  for (std::uint32_t i = 0; i < count; ++i) {
    const advice* told = advised(d, {first + i});
    REQUIRE(told != nullptr);
    CHECK(told->from.at == start_of(add_days(day(16), -static_cast<std::int32_t>(i))));
    CHECK(told->until.at == start_of(add_days(day(16), static_cast<std::int32_t>(i + 101))));
  }
}

TEST_CASE("without a treatment date advice has no dates") {
  patient p;
  p.treated_some_day();
  const decision d = decided(p);
  REQUIRE(!d.advised.empty());
  for (const advice& a : d.advised) {
    CHECK(!a.from.is_known());
    CHECK(!a.until.is_known());
  }
}

TEST_CASE("aftercare ends for a day when every minute of it is over") {
  patient p;
  p.treated_on(day(16));
  CHECK(advised(decided(p), drying_rule)->until.at == start_of(day(18)));
  p.treated_at(minute(16, 9, 30));
  CHECK(advised(decided(p), drying_rule)->until.at == minute(17, 9, 30));
}

TEST_CASE("a course that nothing restricts is advised") {
  patient p;
  CHECK(advised(decided(p), course_rule) != nullptr);
}

TEST_CASE("an interval is advised where this treatment is meant") {
  patient p;
  CHECK(advised(decided(p), gloss_rule) == nullptr);
  p.finish(gloss);
  const decision d = decided(p);
  REQUIRE(advised(d, gloss_rule) != nullptr);
  CHECK(advised(d, gloss_rule)->from.at == start_of(day(28)));
  CHECK(advised(d, gloss_rule)->until.at == start_of(day(42)));
}

TEST_CASE("a decision that does not let the patient come gives no advice") {
  for (const status s : {status::active, status::unknown, status::resolved}) {
    patient p;
    p.has(damp, s, {left});
    const decision d = decided(p);
    CAPTURE(d.result.decided);
    CHECK(d.advised.empty() == (d.result.decided > verdict::incomplete));
  }
}

}  // namespace
