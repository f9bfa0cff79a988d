#include <clearance/part_lists.hpp>

#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <span>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

std::vector<zone_id> listed(std::span<const zone_id> zones) { return {zones.begin(), zones.end()}; }

TEST_CASE("a zone is listed before its parts, and each part before the next") {
  const part_lists& lists = rules().zone_parts;
  CHECK(listed(lists.of(house)) == std::vector{house, wall, left, right, window_zone, roof});
  CHECK(listed(lists.of(left)) == std::vector{left});
}

TEST_CASE("a part of two parts is listed once, under the first") {
  const std::vector<zone> zones = {
      {"hand", "", {{1}, {2}}}, {"palm", "", {{3}}}, {"fingers", "", {{3}}}, {"tips", "", {}}};
  const part_lists lists(zones, touch_index({{}, {}, {}, {}}, {}));
  CHECK(listed(lists.of({0})) == std::vector<zone_id>{{0}, {1}, {3}, {2}});
  CHECK(listed(lists.of({2})) == std::vector<zone_id>{{2}, {3}});
}

TEST_CASE("of the parts that a rule about zones touches it says where they stand") {
  const part_lists& lists = rules().zone_parts;
  REQUIRE(lists.barred(house).size() == 1);
  CHECK(lists.of(house)[lists.barred(house)[0]] == window_zone);
  REQUIRE(lists.barred(wall).size() == 1);
  CHECK(lists.of(wall)[lists.barred(wall)[0]] == window_zone);
  CHECK(lists.barred(roof).empty());
}

}  // namespace
