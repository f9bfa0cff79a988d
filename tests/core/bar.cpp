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
  const std::vector<bar> bars(6);
  const touch_index index({{{{2}, 1}, {{5}, 1}}, {}, {{{0}, 1}}}, bars);
  CHECK(bars_of(index.of(substance_id{0})) == std::vector<std::uint32_t>{2, 5});
  CHECK(index.of(substance_id{1}).empty());
  CHECK(bars_of(index.of(substance_id{2})) == std::vector<std::uint32_t>{0});
}

TEST_CASE("what was not understood, or is beyond the table, touches nothing") {
  const std::vector<bar> bars(3);
  const touch_index index({{{{2}, 1}}}, bars);
  CHECK(index.of(not_understood<substance_thing>).empty());
  CHECK(index.of(substance_id{1}).empty());
  CHECK(touch_index().of(substance_id{0}).empty());
  CHECK(touch_index().of(not_understood<substance_thing>).empty());
}

TEST_CASE("how surely an entry touches a bar is said of that bar and that route") {
  const std::vector<bar> bars(6);
  touch by_mouth{{5}};
  by_mouth.by_route =
      static_cast<std::uint16_t>(static_cast<unsigned>(match_strength::sure) << 2 * static_cast<unsigned>(route::oral));
  touch perhaps{{2}};
  perhaps.by_route = static_cast<std::uint16_t>(static_cast<unsigned>(match_strength::ambiguous)
                                                << 2 * static_cast<unsigned>(route::oral));
  const touch_index index({{perhaps, by_mouth}, {}}, bars);
  CHECK(index.strength(substance_id{0}, {5}, route::oral) == match_strength::sure);
  CHECK(index.strength(substance_id{0}, {2}, route::oral) == match_strength::ambiguous);
  CHECK(index.strength(substance_id{0}, {5}, route::topical) == match_strength::none);
  CHECK(index.strength(substance_id{0}, {3}, route::oral) == match_strength::none);
  CHECK(index.strength(substance_id{1}, {5}, route::oral) == match_strength::none);
  CHECK(index.strength(not_understood<substance_thing>, {5}, route::oral) == match_strength::none);
}

TEST_CASE("what touches no bar touches one that is always over") {
  const std::vector<bar> bars(1);
  const touch_index index({{}}, bars);
  const touch& over = *index.first_or_nobody(substance_id{0});
  CHECK(over.is_last);
  CHECK(over.bar == touch_index::nobody);
  CHECK(over.ends.after(start_of(to_date({2026, 1, 1}))) < start_of(to_date({1000, 1, 1})).minutes);
  CHECK(over.on(status::active) == kleene::no);
}

TEST_CASE("at a midnight, a window's latest end is never before the calendar's, and exact for days") {
  for (int day = 0; day < 800; ++day) {
    const minute_time last{start_of({20'000 + day}).minutes + 77 * day % 1440};
    // The first midnight that the quick answer calls free.
    const auto quick = [&](window w) {
      const std::int64_t after = latest_end(w).after(last);
      return start_of(first_whole_day({static_cast<std::int32_t>(after)}));
    };
    for (const int months : {1, 6, 12, 36})
      CHECK(quick({months, window_unit::months}) >= free_from(last, window{months, window_unit::months}));
    for (const int days : {0, 1, 7, 365})
      CHECK(quick({days, window_unit::days}) == free_from(last, window{days, window_unit::days}));
    CHECK(quick({90, window_unit::minutes}).minutes >= last.minutes + 90 + 2 * 1439);
  }
}

}  // namespace
