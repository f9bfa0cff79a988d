#include <clearance/advice_plan.hpp>

#include <doctest/doctest.h>

#include <vector>

namespace {

using namespace clearance;

constexpr window a_week{7, window_unit::days};
constexpr window a_day{1440, window_unit::minutes};

rule washout(window before) {
  rule r;
  r.kind = rule_kind::washout;
  r.before = before;
  return r;
}

rule aftercare(window after) {
  rule r;
  r.kind = rule_kind::aftercare;
  r.after = after;
  return r;
}

TEST_CASE("rules that only stand in the way are not in the plan") {
  rule bars_only;
  bars_only.kind = rule_kind::exclude;
  const advice_plan plan({bars_only, washout(a_week), bars_only, aftercare(a_day)});
  REQUIRE(plan.rules().size() == 2);
  CHECK(plan.rules()[0].rule == rule_id{1});
  CHECK(plan.rules()[1].rule == rule_id{3});
  CHECK(plan.rules()[1].kind == rule_kind::aftercare);
}

TEST_CASE("rules share a window that they count in the same direction") {
  const advice_plan plan({washout(a_week), washout(a_day), washout(a_week), aftercare(a_week), aftercare(a_day)});
  const auto rules = plan.rules();
  CHECK(rules[0].from == 1);
  CHECK(rules[1].from == 2);
  CHECK(rules[2].from == 1);
  CHECK(rules[3].until == 3);
  CHECK(rules[4].until == 4);
  CHECK(rules[0].until == 0);
  CHECK(rules[3].from == 0);
  REQUIRE(plan.windows().size() == 4);
  CHECK(plan.windows()[0].of == a_week);
  CHECK(plan.windows()[0].is_last_use);
  CHECK(plan.windows()[2].of == a_week);
  CHECK_FALSE(plan.windows()[2].is_last_use);
}

TEST_CASE("what a prescriber ordered has no dates") {
  rule ordered = washout(a_week);
  ordered.after = a_day;
  ordered.ask_prescriber = true;
  const advice_plan plan({ordered});
  CHECK(plan.windows().empty());
  CHECK(plan.rules()[0].from == 0);
  CHECK(plan.rules()[0].until == 0);
}

TEST_CASE("a window that is one too many is counted by its rule") {
  std::vector<rule> rules;
  for (int days = 1; days <= 17; ++days) rules.push_back(washout({days, window_unit::days}));
  const advice_plan plan(rules);
  CHECK(plan.windows().size() == advice_plan::most_windows);
  CHECK(plan.rules()[14].from == 15);
  CHECK(plan.rules()[15].from == advice_plan::by_the_rule);
  CHECK(plan.rules()[16].from == advice_plan::by_the_rule);
}

}  // namespace
