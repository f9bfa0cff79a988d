#include <clearance/finding_room.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <array>

namespace {

using namespace clearance;
using namespace tiny;

constexpr minute_time at(std::int32_t minutes) { return {minutes}; }

TEST_CASE("findings stand in the order in which they are kept") {
  std::array<fired, 4> room;
  finding_room findings(room, rules().bars.data());
  findings.keep({coating_bar, 0, at(1), certainty::certain}, false);
  findings.keep({damp_bar, 0, never, certainty::possible}, false);
  REQUIRE(findings.count() == 2);
  CHECK(room[0].bar == coating_bar);
  CHECK(room[1].bar == damp_bar);
  CHECK(room[1].how == certainty::possible);
}

TEST_CASE("substances of one entry meet in one finding, the surest and latest of them") {
  std::array<fired, 4> room;
  finding_room findings(room, rules().bars.data());
  findings.keep({coating_bar, 2, at(10), certainty::possible}, false);
  findings.keep({coating_bar, 2, at(5), certainty::certain}, true);
  findings.keep({coating_bar, 2, at(20), certainty::avoidable}, true);
  REQUIRE(findings.count() == 1);
  CHECK(room[0].how == certainty::certain);
  CHECK(room[0].until == at(20));
}

TEST_CASE("another entry, or another effect of the same rule, is another finding") {
  std::array<fired, 4> room;
  finding_room findings(room, rules().bars.data());
  findings.keep({varnish_bar, 0, at(10), certainty::certain}, true);
  findings.keep({varnish_bar, 1, at(10), certainty::certain}, true);
  findings.keep({varnish_taking_bar, 1, never, certainty::certain}, true);
  CHECK(findings.count() == 3);
}

TEST_CASE("what does not fit is counted") {
  std::array<fired, 1> room;
  finding_room findings(room, rules().bars.data());
  for (std::uint32_t entry = 0; entry < 3; ++entry)
    findings.keep({coating_bar, entry, at(1), certainty::certain}, false);
  CHECK(findings.count() == 3);
  CHECK(room[0].entry == 0);
}

}  // namespace
