#include <clearance/part_lists.hpp>

#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <span>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

std::vector<zone_id> listed(std::span<const zone_verdict> parts) {
  std::vector<zone_id> zones;
  for (const zone_verdict& part : parts) zones.push_back(part.where);
  return zones;
}

TEST_CASE("a zone is listed before its parts, and each part before the next") {
  const part_lists& lists = rules().zone_parts;
  CHECK(listed(lists.of(house)) == std::vector{house, wall, left, right, window_zone, roof});
  CHECK(listed(lists.of(left)) == std::vector{left});
}

TEST_CASE("a part of two parts is listed once, under the first") {
  const std::vector<zone> zones = {
      {"hand", "", {{1}, {2}}}, {"palm", "", {{3}}}, {"fingers", "", {{3}}}, {"tips", "", {}}};
  const part_lists lists(zones, touch_index({{}, {}, {}, {}}, {}), {});
  CHECK(listed(lists.of({0})) == std::vector<zone_id>{{0}, {1}, {3}, {2}});
  CHECK(listed(lists.of({2})) == std::vector<zone_id>{{2}, {3}});
}

TEST_CASE("a part that a rule bars whatever the patient is listed so, under every whole; nobody is asked about it") {
  const part_lists& lists = rules().zone_parts;
  for (const zone_id whole : {house, wall, window_zone})
    for (const zone_verdict& part : lists.of(whole))
      CHECK(part.is == (part.where == window_zone ? verdict::exclude : verdict::clear));
  CHECK(lists.asked(house).empty());
}

TEST_CASE("of the parts on which a rule asks about the patient it says where they stand") {
  pack p = rules();
  p.bars[window_bar.index()].when = {0};
  const part_lists lists(p.words.zones, p.zone_touches, p.bars);
  REQUIRE(lists.asked(house).size() == 1);
  CHECK(lists.of(house)[lists.asked(house)[0]].where == window_zone);
  REQUIRE(lists.asked(wall).size() == 1);
  CHECK(lists.of(wall)[lists.asked(wall)[0]].where == window_zone);
  CHECK(lists.of(window_zone)[0].is == verdict::clear);
  CHECK(lists.asked(roof).empty());
}

}  // namespace
