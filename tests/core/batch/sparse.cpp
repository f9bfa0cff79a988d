#include <clearance/batch/sparse.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <utility>
#include <vector>

namespace {

using namespace clearance;

TEST_CASE("a sparse column has values at a few rows") {
  sparse_values<int> values;
  values.add(3, 30);
  values.add(17, 170);
  values.add(18, 180);
  const sparse_column<int> c = values.column();
  CHECK(c.find(0) == nullptr);
  CHECK(c.find(4) == nullptr);
  CHECK(c.find(19) == nullptr);
  REQUIRE(c.find(17) != nullptr);
  CHECK(*c.find(17) == 170);

  std::vector<std::pair<std::size_t, int>> seen;
  c.visit(3, 18, [&](std::size_t at, int v) { seen.emplace_back(at, v); });
  CHECK(seen == std::vector<std::pair<std::size_t, int>>{{3, 30}, {17, 170}});
  CHECK(sparse_column<int>{}.find(0) == nullptr);
}

}  // namespace
