#include <clearance/in_order.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace clearance;

struct record {
  std::uint32_t key;
  char name;
  friend bool operator==(const record&, const record&) = default;
};

std::uint64_t key_of(const record& r) { return r.key; }

TEST_CASE("records are put in order, whatever order they had") {
  std::vector<record> all = {{1, 'a'}, {2, 'b'}, {3, 'c'}, {4, 'd'}, {0xffffffff, 'e'}};
  const std::vector<record> ordered = all;
  do {
    std::vector<record> some = all;
    put_in_order(some, key_of);
    CHECK(some == ordered);
  } while (
      std::next_permutation(all.begin(), all.end(), [](const record& a, const record& b) { return a.key < b.key; }));
}

TEST_CASE("many are put in the order that few are put in") {
  for (std::size_t count = 0; count < 40; ++count) {
    std::vector<record> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back({static_cast<std::uint32_t>(i * 29 % 41), 'x'});
    put_in_order(all, key_of);
    CHECK(all.size() == count);
    CHECK(std::is_sorted(all.begin(), all.end(), [](const record& a, const record& b) { return a.key < b.key; }));
  }
}

TEST_CASE("of two words the first decides, and the second where those are equal") {
  CHECK(wide_key{1, 9} < wide_key{2, 0});
  CHECK_FALSE(wide_key{2, 0} < wide_key{1, 9});
  CHECK(wide_key{1, 0} < wide_key{1, 1});
  CHECK_FALSE(wide_key{1, 1} < wide_key{1, 1});
  CHECK(wide_key{0, UINT64_MAX} < wide_key{UINT64_MAX, 0});
}

}  // namespace
