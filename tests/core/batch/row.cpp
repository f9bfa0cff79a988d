#include <clearance/batch/row.hpp>

#include <clearance/batch/column_builder.hpp>

#include "../tiny_pack.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "same_facts.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance;

TEST_CASE("a row gives back the facts that were added, whatever they hold") {
  column_builder builder(tiny::rules());
  row_reader reader;
  for (const unsigned odd_percent : {0u, 10u, 100u}) {
    generate::facts_generator random(7, tiny::rules(), odd_percent);
    std::size_t rows = builder.columns().rows;
    for (int i = 0; i < 5'000; ++i) {
      const facts& f = random.next();
      builder.add(f);
      REQUIRE(testing::same_facts(tiny::rules(), f, reader.read(builder.columns(), rows++)));
    }
    // And again when all have been added: columns may have widened.
    generate::facts_generator again(7, tiny::rules(), odd_percent);
    rows -= 5'000;
    for (int i = 0; i < 5'000; ++i)
      REQUIRE(testing::same_facts(tiny::rules(), again.next(), reader.read(builder.columns(), rows++)));
  }
}

}  // namespace
