#include <clearance/batch/outcome_columns.hpp>

#include <doctest/doctest.h>

#include <cstdint>

namespace {

using namespace clearance;

TEST_CASE("what fired grows, and keeps what it held") {
  fired_columns some;
  for (std::uint32_t i = 0; i < 100; ++i) {
    some.make_room(1);
    some.set(some.size(), {{i}, i + 1, {static_cast<std::int32_t>(i + 2)}, certainty::possible});
    some.resize_within_room(some.size() + 1);
  }
  fired_columns twice = some;
  twice.append(some);
  REQUIRE(twice.size() == 200);
  CHECK(twice[0].bar == bar_id{0});
  CHECK(twice[199].bar == bar_id{99});
  CHECK(twice[199].entry == 100);
  CHECK(twice[199].until == minute_time{101});
  CHECK(twice.how()[150] == certainty::possible);
  twice.clear();
  CHECK(twice.size() == 0);
}

TEST_CASE("a row is an outcome") {
  outcome_columns out;
  out.resize(2);
  out.decided[1] = verdict::defer;
  out.offsets = {0, 1, 4};
  CHECK(out.row(1).decided == verdict::defer);
  CHECK(out.row(1).fired_count == 3);
}

}  // namespace
