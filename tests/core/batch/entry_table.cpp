#include <clearance/batch/entry_table.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <set>
#include <vector>

namespace {

using namespace clearance;

std::vector<std::uint16_t> touches(const entry_table& t, const std::uint16_t& key) {
  const auto all = t.touches_of(key);
  return {all.begin(), all.end()};
}

TEST_CASE("a key holds its touch, or tells where several are") {
  entry_table t;
  t.several = {{{4, 9}, 2}, {{1, 2, 3}, 3}};
  t.keys = {7, entry_table::first_of_several, entry_table::first_of_several + 1};
  CHECK(touches(t, t.keys[0]) == std::vector<std::uint16_t>{7});
  CHECK(touches(t, t.keys[1]) == std::vector<std::uint16_t>{4, 9});
  CHECK(touches(t, t.keys[2]) == std::vector<std::uint16_t>{1, 2, 3});
}

TEST_CASE("each use and route is a state of its own") {
  std::set<std::uint32_t> states;
  for (const use u : {use::stopped, use::unstated, use::ongoing})
    for (unsigned r = 0; r < route_count; ++r) states.insert(entry_table::state_of(u, static_cast<route>(r)));
  CHECK(states.size() == 3 * route_count);
  CHECK(*states.rbegin() == 3 * route_count - 1);
}

TEST_CASE("a table without keys is of no use") {
  entry_table t;
  CHECK_FALSE(t.is_usable());
  t.keys = {0};
  CHECK(t.is_usable());
}

}  // namespace
