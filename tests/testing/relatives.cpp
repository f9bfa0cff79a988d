#include "../../src/testing/relatives.hpp"

#include "painting.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace clearance;
using clearance::testing::relatives;
using lines = std::vector<std::string>;

TEST_CASE("a name's relatives are the classes above it, one beside it, and what lies below it") {
  const loaded_pack p = painting::load("  a: {washout: soap, before: 1 week}\n", "");
  const vocabulary& words = p.usable->words;
  CHECK(relatives(words, "thinner") == lines{"solvent", "acetone", "turpentine", "spirit"});
  CHECK(relatives(words, "acetone") == lines{"solvent", "thinner"});  // the last has the first beside it
  CHECK(relatives(words, "solvent") == lines{"thinner", "acetone"});
  CHECK(relatives(words, "damp") == lines{"mould"});
  CHECK(relatives(words, "mould") == lines{"damp"});
  CHECK(relatives(words, "corner") == lines{"wall"});
  CHECK(relatives(words, "wall") == lines{"corner"});
  CHECK(relatives(words, "soap") == lines{});
  CHECK(relatives(words, "patient") == lines{});
}

}  // namespace
