#include <clearance/standing.hpp>

#include <doctest/doctest.h>

namespace {

using namespace clearance;

constexpr minute_time noon{720};

planned_treatment treated(period when) {
  planned_treatment t;
  t.when = when;
  t.has_date = true;
  return t;
}

TEST_CASE("a window stands for certain before it is free, perhaps where that is not known, and not behind it") {
  const planned_treatment t = treated({noon, noon});
  CHECK(standing_against(t, {{721}, {721}}, false).told() == certainty::certain);
  CHECK(standing_against(t, {{0}, {721}}, false).told() == certainty::possible);
  CHECK(!standing_against(t, {noon, noon}, false).told());
}

TEST_CASE("what goes on stands until its window is surely free, and can then be avoided") {
  const planned_treatment t = treated({noon, noon});
  CHECK(standing_against(t, {{721}, {721}}, true).told() == certainty::certain);
  CHECK(standing_against(t, {{0}, {721}}, true).told() == certainty::certain);
  CHECK(standing_against(t, {noon, noon}, true).told() == certainty::avoidable);
}

TEST_CASE("without a treatment date a window stands perhaps") {
  CHECK(standing_against({}, {{0}, {0}}, false).told() == certainty::possible);
  CHECK(standing_against({}, {{0}, {0}}, true).told() == certainty::possible);
}

TEST_CASE("a doubt makes what is certain possible, and an entry in error everything") {
  bar_tests sure;
  bar_tests in_doubt;
  in_doubt.when = kleene::unknown;
  bar_tests by_another_name;
  by_another_name.match = match_strength::ambiguous;
  CHECK(weakened(certainty::certain, false, sure) == certainty::certain);
  CHECK(weakened(certainty::certain, false, in_doubt) == certainty::possible);
  CHECK(weakened(certainty::certain, false, by_another_name) == certainty::possible);
  CHECK(weakened(certainty::avoidable, false, in_doubt) == certainty::avoidable);
  CHECK(weakened(certainty::avoidable, true, sure) == certainty::possible);
}

}  // namespace
