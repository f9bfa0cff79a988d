#include <clearance/touching.hpp>

#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <span>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

medication taken(substance_id s, route by = route::unknown) {
  medication m;
  m.substance = s;
  m.by = by;
  return m;
}
condition had(condition_id what) {
  condition c;
  c.what = what;
  return c;
}

TEST_CASE("a medicine touches a bar as surely as its route tells") {
  CHECK(strength_of(rules(), taken(primer, route::inhaled), primer_bar) == match_strength::sure);
  CHECK(strength_of(rules(), taken(primer), primer_bar) == match_strength::unrouted);
  CHECK(strength_of(rules(), taken(primer, route::topical), primer_bar) == match_strength::none);
}

TEST_CASE("what was not understood touches nothing") {
  CHECK(strength_of(rules(), medication{}, coating_bar) == match_strength::none);
  CHECK(strength_of(rules(), condition{}, damp_bar) == match_strength::none);
  CHECK(strength_of(rules(), event{}, coating_bar) == match_strength::none);
}

TEST_CASE("of an entry's records the first that touches the bar is taken, if any does") {
  const std::vector<condition> entry{had(mould), had(stain), had(damp)};
  CHECK(first_touching(rules(), std::span(entry), damp_bar) == &entry[1]);
  CHECK(first_touching(rules(), std::span(entry), crack_bar) == nullptr);
  CHECK(first_touching(rules(), std::span<const condition>(), damp_bar) == nullptr);
}

}  // namespace
