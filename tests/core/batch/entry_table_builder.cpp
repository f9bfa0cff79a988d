#include <clearance/batch/entry_table_builder.hpp>

#include <clearance/batch/batch_rules.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

std::vector<bar_id> bars_of(const entry_table& t, std::uint32_t digits, std::uint32_t state, std::uint32_t id) {
  const std::uint16_t& key = t.keys[(digits * t.states + state) * (t.ids + 1) + id];
  REQUIRE(key != entry_table::not_plain);
  std::vector<bar_id> bars;
  for (const std::uint16_t touch : t.touches_of(key))
    if (touch != 0) bars.push_back(t.touches[touch].which);
  return bars;
}

TEST_CASE("a medicine meets the bars of its substance, by use and route") {
  const entry_table t = entry_table_of(rules(), subject::medication);
  const auto meets = [&](substance_id s, use u, route r) {
    return bars_of(t, 0, entry_table::state_of(u, r), s.value);
  };
  CHECK(meets(primer, use::stopped, route::topical) == std::vector<bar_id>{coating_bar});
  CHECK(meets(primer, use::stopped, route::inhaled) == std::vector<bar_id>{coating_bar, primer_bar});
  CHECK(meets(varnish, use::stopped, route::unknown) == std::vector<bar_id>{coating_bar, varnish_bar});
  CHECK(meets(varnish, use::ongoing, route::unknown) == std::vector<bar_id>{coating_bar, varnish_taking_bar});
  CHECK(meets(water, use::ongoing, route::unknown).empty());
  CHECK(meets({t.ids}, use::ongoing, route::unknown).empty());  // not understood
}

TEST_CASE("more than a few bars are not plain") {
  const entry_table t = entry_table_of(rules(), subject::medication);
  const std::uint32_t unstated = entry_table::state_of(use::unstated, route::inhaled);
  CHECK(t.keys[unstated * (t.ids + 1) + coating.value] == entry_table::not_plain);
}

TEST_CASE("facts that rules test are digits of the key") {
  const entry_table sessions = entry_table_of(rules(), subject::session);
  REQUIRE(sessions.facts.size() == 2);  // gloss then, or now
  CHECK(sessions.keys.size() == 3 * 3 * (sessions.ids + 1));
  const entry_table conditions = entry_table_of(rules(), subject::condition);
  REQUIRE(conditions.facts.size() == 1);
  const auto active = static_cast<std::uint32_t>(status::active);
  CHECK(bars_of(conditions, 1 + 0, active, crack.value) == std::vector<bar_id>{crack_bar});
  CHECK(bars_of(conditions, 1 + 1, active, crack.value).empty());  // inspected
}

TEST_CASE("what an absent list leaves open is known before where no rule with a condition speaks of it") {
  const batch_rules prepared(rules());
  CHECK(prepared.has_plain());
  given_lists all;
  for (const intake_list l :
       {intake_list::zones, intake_list::medications, intake_list::conditions, intake_list::sessions})
    all = all.with(l, given::complete);
  CHECK(prepared.opening_at(all).is_plain == 1);
  CHECK(prepared.opening_at(all).lists == 0);
  const opening& open = prepared.opening_at(all.with(intake_list::medications, given::absent));
  CHECK(open.is_plain == 1);
  CHECK(open.lists == 1u << static_cast<unsigned>(subject::medication));
  CHECK(prepared.opening_at(all.with(intake_list::zones, given::partly)).is_plain == 0);
}

}  // namespace
