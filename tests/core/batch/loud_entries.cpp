#include <clearance/batch/loud_entries.hpp>

#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_rows.hpp>
#include <clearance/batch/entry_table_builder.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;
using plain_passes::list_view;

using found = std::vector<std::uint16_t>;

/// One row, and which of its entries are loud. They are found twice: by plain loops, and as this machine does it best.
struct one_row {
  subject list;
  std::vector<std::uint16_t> ids;

  template <class Find>
  found find(std::int32_t heard_on, Find find_on) const {
    const entry_table table = entry_table_of(rules(), list);
    const std::array<std::uint32_t, 2> offsets{0, static_cast<std::uint32_t>(ids.size())};
    const list_view l{table, offsets, {0, 1}};
    const auto m = std::make_unique<chunk_memory>();
    m->tag[0] = chunk_memory::tagged(0, heard_on);
    plain_passes::spread_rows(l, *m);
    const auto run = [&](processor on) {
      find_on(on, l, *m);
      return found(m->loud.begin(), m->loud.begin() + static_cast<std::ptrdiff_t>(m->loud_count));
    };
    const found plain = run(processor::baseline);
    CHECK(run(this_processor()) == plain);
    return plain;
  }

  found by_age(const std::vector<std::int32_t>& days, const std::vector<use>& taking, std::int32_t heard_on) const {
    return find(heard_on, [&](processor on, const list_view& l, chunk_memory& m) {
      plain_passes::find_loud_by_age(on, l, ids, days.data(), taking, m);
    });
  }
  found by_state(const std::vector<status>& states) const {
    return find(0, [&](processor on, const list_view& l, chunk_memory& m) {
      plain_passes::find_loud_by_state(on, l, ids, std::span<const status>(states), m);
    });
  }
};

template <class Id>
std::uint16_t narrow(Id id) {
  return static_cast<std::uint16_t>(id.value);
}

TEST_CASE("a medicine that touches nothing is never loud, one whose window is not over is") {
  const std::int32_t heard_on = 20'000;
  const std::int32_t week = 7;
  const one_row paints{subject::medication, std::vector<std::uint16_t>(4, narrow(paint))};
  CHECK(paints.by_age({heard_on, heard_on - week + 1, heard_on - week, heard_on - 1000}, {}, heard_on) == found{0, 1});
  const one_row others{subject::medication, {narrow(water), narrow_not_understood}};
  CHECK(others.by_age({heard_on, heard_on + 50}, {}, heard_on).empty());
}

TEST_CASE("what is still taken is loud whatever its day column holds") {
  const one_row varnishes{subject::medication, std::vector<std::uint16_t>(3, narrow(varnish))};
  const std::vector<std::int32_t> days{INT32_MIN, 0, INT32_MAX};
  CHECK(varnishes.by_age(days, std::vector<use>(3, use::ongoing), 20'000).size() == 3);
}

TEST_CASE("a window of months is loud on every day before the calendar lets it pass") {
  const one_row one{subject::medication, {narrow(varnish)}};
  for (std::int32_t day = 20'000; day < 20'800; day += 3)
    CHECK(one.by_age({day}, {}, add_months({day}, 6).days - 1).size() == 1);
}

TEST_CASE("a session is loud by its day alone") {
  const entry_table table = entry_table_of(rules(), subject::session);
  const std::array<std::uint32_t, 2> offsets{0, 2};
  const list_view l{table, offsets, {0, 1}};
  const auto m = std::make_unique<chunk_memory>();
  m->tag[0] = chunk_memory::tagged(0, 20'000);
  plain_passes::spread_rows(l, *m);
  const std::array<std::int32_t, 2> days{20'000, 10'000};
  plain_passes::find_loud_by_age(this_processor(), l, {}, days.data(), {}, *m);
  REQUIRE(m->loud_count == 1);
  CHECK(m->loud[0] == 0);
}

TEST_CASE("without days an entry is loud where a rule speaks of it in this state, whatever its facts say") {
  const one_row conditions{subject::condition,
                           {narrow(damp), narrow(damp), narrow(dust), narrow(crack), narrow_not_understood}};
  CHECK(conditions.by_state({status::active, status::resolved, status::active, status::resolved, status::active}) ==
        found{0, 3});
  CHECK(one_row{subject::condition, {narrow(damp)}}.by_state({}).size() == 1);  // unknown: it may be active
}

}  // namespace
