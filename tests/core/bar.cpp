#include <clearance/bar.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <vector>

namespace {

using namespace clearance;

constexpr kleene truth_values[] = {kleene::no, kleene::unknown, kleene::yes};

TEST_CASE("a bar asks nothing of use and status unless it says so") {
  const bar b;
  for (const use u : {use::stopped, use::unstated, use::ongoing}) CHECK(b.on_use(u) == kleene::yes);
  for (const status s : {status::unknown, status::active, status::remission, status::resolved})
    CHECK(b.on_status(s) == kleene::yes);
  CHECK(b.when == bar::none);
  CHECK(b.unless == bar::none);
  CHECK(!b.timed);
}

TEST_CASE("a truth for each use and each status is kept apart") {
  for (const kleene a : truth_values)
    for (const kleene b : truth_values)
      for (const kleene c : truth_values)
        for (const kleene d : truth_values) {
          bar packed;
          packed.by_use = truths(a, b, c);
          CHECK(packed.on_use(use::stopped) == a);
          CHECK(packed.on_use(use::unstated) == b);
          CHECK(packed.on_use(use::ongoing) == c);
          packed.by_status = truths(a, b, c, d);
          CHECK(packed.on_status(status::unknown) == a);
          CHECK(packed.on_status(status::active) == b);
          CHECK(packed.on_status(status::remission) == c);
          CHECK(packed.on_status(status::resolved) == d);
        }
}

TEST_CASE("a touch is as sure as the route lets it be") {
  std::uint16_t by_route = 0;
  for (unsigned r = 0; r < route_count; ++r) by_route = static_cast<std::uint16_t>(by_route | (r % 4) << (2 * r));
  const touch t{{3}, by_route};
  CHECK(t.on(route::unknown) == match_strength::none);
  CHECK(t.on(route::oral) == match_strength::ambiguous);
  CHECK(t.on(route::topical) == match_strength::unrouted);
  CHECK(t.on(route::injected) == match_strength::sure);
  CHECK(t.on(route::ophthalmic) == match_strength::none);
  CHECK(t.on(route::inhaled) == match_strength::ambiguous);
}

std::vector<std::uint32_t> bars_of(std::span<const touch> touches) {
  std::vector<std::uint32_t> out;
  for (const touch& t : touches) out.push_back(t.bar.value);
  return out;
}

TEST_CASE("each entry of the vocabulary touches its own bars, in their order") {
  const touch_index index({{{{2}, 1}, {{5}, 1}}, {}, {{{0}, 1}}});
  CHECK(bars_of(index.of(substance_id{0})) == std::vector<std::uint32_t>{2, 5});
  CHECK(index.of(substance_id{1}).empty());
  CHECK(bars_of(index.of(substance_id{2})) == std::vector<std::uint32_t>{0});
}

TEST_CASE("what was not understood, or is beyond the table, touches nothing") {
  const touch_index index({{{{2}, 1}}});
  CHECK(index.of(not_understood<substance_thing>).empty());
  CHECK(index.of(substance_id{1}).empty());
  CHECK(touch_index().of(substance_id{0}).empty());
  CHECK(touch_index().of(not_understood<substance_thing>).empty());
}

}  // namespace
