#include <clearance/batch/entry_rows.hpp>

#include "../tiny_pack.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

namespace {

using namespace clearance;
using plain_passes::list_view;

/// Rows with so many entries each, behind others that are not looked at.
struct list_of_rows {
  std::vector<std::uint32_t> offsets{0, 3};
  entry_table table;
  std::unique_ptr<chunk_memory> memory = std::make_unique<chunk_memory>();

  explicit list_of_rows(const std::vector<std::uint32_t>& counts) {
    for (const std::uint32_t n : counts) offsets.push_back(offsets.back() + n);
    for (std::size_t r = 0; r < counts.size(); ++r) memory->tag[r] = chunk_memory::tagged(r, day_of_row(r));
  }
  static std::int32_t day_of_row(std::size_t r) { return static_cast<std::int32_t>(r) * 77 - 10'000; }
  list_view view() const { return {table, offsets, {1, offsets.size() - 2}}; }

  void require_row(std::size_t entry, std::size_t row) const {
    CHECK(memory->row_of(entry) == row);
    CHECK(chunk_memory::heard_on(memory->tag_of[entry]) == day_of_row(row));
  }
  void require_all() const {
    const list_view l = view();
    for (std::size_t r = 0; r < l.of.count; ++r)
      for (std::size_t e = l.begin_of(r); e < l.begin_of(r + 1); ++e) require_row(e, r);
  }
};

TEST_CASE("each entry has its row's tag, however many entries a row has") {
  for (const std::vector<std::uint32_t>& counts : std::vector<std::vector<std::uint32_t>>{
           {1, 1, 1},
           {0, 1, 0, 0, 1},
           {2, 0, 1, 2},
           {4, 0, 3, 1, 4},
           {0, 8, 1, 5, 0, 8},
           {9, 1, 0, 30, 2},
           {0, 0, 0},
       }) {
    const list_of_rows l(counts);
    plain_passes::spread_rows(l.view(), *l.memory);
    l.require_all();
  }
}

TEST_CASE("a full chunk has room for what is written behind the last entry") {
  std::vector<std::uint32_t> counts(chunk_memory::most_rows, 1);
  counts.back() = static_cast<std::uint32_t>(chunk_memory::most_entries - chunk_memory::most_rows + 1);
  for (const std::uint32_t first : {1u, 8u}) {
    counts.front() = first;
    counts.back() -= first - 1;
    const list_of_rows l(counts);
    plain_passes::spread_rows(l.view(), *l.memory);
    l.require_all();
  }
}

TEST_CASE("a tag holds every day that can be written") {
  for (const std::int32_t day : {to_date({first_year, 1, 1}).days, -1, 0, to_date({last_year, 12, 31}).days})
    for (const std::size_t row : {std::size_t{0}, chunk_memory::most_rows - 1}) {
      const std::int32_t tag = chunk_memory::tagged(row, day);
      CHECK(chunk_memory::heard_on(tag) == day);
      CHECK((static_cast<std::uint32_t>(tag) & (chunk_memory::most_rows - 1)) == row);
    }
}

TEST_CASE("the rows of few loud entries are sought, with empty rows between them") {
  std::vector<std::uint32_t> counts;
  for (std::uint32_t r = 0; r < 500; ++r) counts.push_back(r % 7 == 0 ? 0 : r % 5);
  const list_of_rows l(counts);
  const list_view v = l.view();
  std::vector<std::size_t> row_of;
  for (std::size_t r = 0; r < v.of.count; ++r) row_of.insert(row_of.end(), counts[r], r);
  for (std::size_t e = 0; e < row_of.size(); e += 1 + e % 97)
    l.memory->loud[l.memory->loud_count++] = static_cast<std::uint16_t>(e);
  plain_passes::seek_rows_of_loud(v, *l.memory);
  for (std::size_t i = 0; i < l.memory->loud_count; ++i) l.require_row(l.memory->loud[i], row_of[l.memory->loud[i]]);
}

TEST_CASE("a record that stands aside marks its row, also behind empty ones") {
  const list_of_rows l({1, 0, 0, 2, 1});
  const std::vector<std::uint32_t> at{1, 4, 6};  // the first is of rows before
  const std::vector<session> records(at.size());
  plain_passes::mark_others(l.view(), sparse_column<session>{at, records}, *l.memory);
  const std::vector<int> odd(l.memory->is_odd.begin(), l.memory->is_odd.begin() + 5);
  CHECK(odd == std::vector<int>{0, 0, 0, 1, 1});
}

}  // namespace
