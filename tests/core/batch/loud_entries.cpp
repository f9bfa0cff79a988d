#include <clearance/batch/loud_entries.hpp>

#include <clearance/batch/entry_rows.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;
using plain_passes::list_view;

/// One row with these entries; which of them are loud?
std::vector<std::uint16_t> loud(const entry_table& table, const std::vector<std::uint32_t>& keys,
                                const std::vector<std::int32_t>& days, std::int32_t heard_on) {
  const std::array<std::uint32_t, 2> offsets{0, static_cast<std::uint32_t>(keys.size())};
  const list_view l{table, offsets, {0, 1}};
  const auto m = std::make_unique<chunk_memory>();
  std::copy(keys.begin(), keys.end(), m->key.begin());
  m->tag[0] = chunk_memory::tagged(0, heard_on);
  plain_passes::spread_rows(l, *m);
  if (days.empty())
    plain_passes::find_loud(l, *m);
  else
    plain_passes::find_loud(l, days.data(), *m);
  return {m->loud.begin(), m->loud.begin() + static_cast<std::ptrdiff_t>(m->loud_count)};
}

std::uint32_t key_of(const entry_table& t, substance_id s, use u = use::stopped, route r = route::unknown) {
  return entry_table::state_of(u, r) * (t.ids + 1) + s.value;
}

TEST_CASE("a medicine that touches nothing is never loud, one whose window is not over is") {
  const entry_table t(rules(), subject::medication);
  const std::int32_t heard_on = 20'000;
  const std::int32_t week = 7;
  const std::vector<std::uint32_t> keys(4, key_of(t, paint));
  CHECK(loud(t, keys, {heard_on, heard_on - week + 1, heard_on - week, heard_on - 1000}, heard_on) ==
        std::vector<std::uint16_t>{0, 1});
  CHECK(loud(t, {key_of(t, water), key_of(t, water)}, {heard_on, heard_on + 50}, heard_on).empty());
}

TEST_CASE("what is still taken is loud whatever its day column holds") {
  const entry_table t(rules(), subject::medication);
  const std::vector<std::uint32_t> keys(3, key_of(t, varnish, use::ongoing));
  CHECK(loud(t, keys, {INT32_MIN, 0, INT32_MAX}, 20'000).size() == 3);
}

TEST_CASE("a window of months is loud until the calendar has surely let it pass") {
  const entry_table t(rules(), subject::medication);
  for (std::int32_t day = 20'000; day < 20'800; ++day) {
    const std::int32_t free = add_months({day}, 6).days;
    CHECK(loud(t, {key_of(t, varnish)}, {day}, free - 1).size() == 1);
    CHECK(loud(t, {key_of(t, varnish)}, {day}, day + 6 * 31 + 1).empty());
  }
}

TEST_CASE("without days an entry is loud where its key touches a rule, whatever its facts say") {
  const entry_table t(rules(), subject::condition);
  const auto key = [&](condition_id c, status s) { return static_cast<std::uint32_t>(s) * (t.ids + 1) + c.value; };
  CHECK(loud(t,
             {key(damp, status::active), key(damp, status::resolved), key(dust, status::active),
              key(crack, status::resolved), t.ids},
             {}, 20'000) == std::vector<std::uint16_t>{0, 3});
}

}  // namespace
