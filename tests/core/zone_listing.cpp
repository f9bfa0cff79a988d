#include <clearance/zone_listing.hpp>

#include "decided.hpp"
#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<zone_listing>);

const zone_verdict* at(const decision& d, zone_id z) {
  for (const zone_verdict& v : d.zones)
    if (v.where == z) return &v;
  return nullptr;
}

verdict verdict_of(const decision& d, zone_id z) {
  REQUIRE(at(d, z) != nullptr);
  return at(d, z)->is;
}

TEST_CASE("each requested zone and each of its parts has a verdict, once") {
  patient p;
  p.asks_for({wall, left, garden});
  const decision d = decided(p);
  CHECK(d.zones.size() == 5);
  for (const zone_id z : {wall, left, right, garden}) CHECK(verdict_of(d, z) == verdict::clear);
  CHECK(verdict_of(d, window_zone) == verdict::exclude);
  CHECK(at(d, roof) == nullptr);
  CHECK(d.result.decided == verdict::clear);
}

TEST_CASE("a condition on a part counts for the part and for the whole") {
  patient p;
  p.asks_for({wall}).has(damp, status::active, {left});
  const decision d = decided(p);
  CHECK(verdict_of(d, wall) == verdict::exclude);
  CHECK(verdict_of(d, left) == verdict::exclude);
  CHECK(verdict_of(d, right) == verdict::clear);
}

TEST_CASE("a condition on the part that is left out does not count for the whole") {
  patient p;
  p.asks_for({wall}).has(damp, status::active, {window_zone});
  const decision d = decided(p);
  CHECK(d.result.decided == verdict::clear);
  CHECK(verdict_of(d, wall) == verdict::clear);
}

TEST_CASE("certainty is taken for each zone") {
  patient p;
  p.asks_for({left, garden}).has(flaking, status::active);
  p.conditions()[0].what = damp;  // no usual zones: it may be anywhere
  const decision anywhere = decided(p);
  CHECK(verdict_of(anywhere, left) == verdict::incomplete);
  CHECK(verdict_of(anywhere, garden) == verdict::incomplete);
}

TEST_CASE("what concerns the whole patient counts for every zone") {
  patient p;
  p.asks_for({left, garden}).last_took(varnish, whole_day(day(0)));
  const decision d = decided(p);
  CHECK(verdict_of(d, left) == verdict::defer);
  CHECK(verdict_of(d, garden) == verdict::defer);
}

TEST_CASE("the decision's verdict is the worst over the requested zones") {
  patient p;
  p.asks_for({left, roof}).has(damp, status::active, {roof}).last_took(varnish, whole_day(day(0)));
  const decision d = decided(p);
  CHECK(d.result.decided == worse(verdict_of(d, left), verdict_of(d, roof)));
  CHECK(verdict_of(d, left) == verdict::defer);
  CHECK(verdict_of(d, roof) == verdict::exclude);
}

TEST_CASE("an error in the problems leaves every zone open") {
  patient p;
  p.asks_for({left, garden}).raw().in_error = true;
  const decision d = decided(p);
  CHECK(verdict_of(d, left) == verdict::incomplete);
  CHECK(verdict_of(d, garden) == verdict::incomplete);
}

TEST_CASE("without requested zones there are none to speak of") {
  patient p;
  p.asks_for({});
  CHECK(decided(p).zones.empty());
}

}  // namespace
