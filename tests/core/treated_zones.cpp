#include <clearance/treated_zones.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<treated_zones>);  // of which pack, and of which patient?

kleene lies_on(condition_id what, std::vector<zone_id> affected, std::vector<zone_id> requested) {
  patient p;
  p.asks_for(std::move(requested)).has(what, status::active, std::move(affected));
  const facts& f = p.facts();
  return treated_zones(rules(), f).hold(f.conditions[0]);
}

kleene lies_on_one(condition_id what, std::vector<zone_id> affected, zone_id treated) {
  patient p;
  p.has(what, status::active, std::move(affected));
  const facts& f = p.facts();
  return treated_zones(rules(), f).hold(f.conditions[0], treated);
}

TEST_CASE("a condition lies on the part and on the whole") {
  CHECK(lies_on_one(damp, {left}, left) == kleene::yes);
  CHECK(lies_on_one(damp, {left}, wall) == kleene::yes);
  CHECK(lies_on_one(damp, {left}, house) == kleene::yes);
  CHECK(lies_on_one(damp, {wall}, left) == kleene::yes);
  CHECK(lies_on_one(damp, {left}, right) == kleene::no);
  CHECK(lies_on_one(damp, {left}, roof) == kleene::no);
}

TEST_CASE("a condition on the part that is left out is on that part alone") {
  CHECK(lies_on_one(damp, {window_zone}, window_zone) == kleene::yes);
  CHECK(lies_on_one(damp, {window_zone}, wall) == kleene::no);
  CHECK(lies_on_one(damp, {window_zone}, house) == kleene::no);
  CHECK(lies_on_one(damp, {window_zone, left}, wall) == kleene::yes);
}

TEST_CASE("without zones the usual ones are certain where they overlap, and it may be anywhere else") {
  CHECK(lies_on_one(flaking, {}, left) == kleene::yes);
  CHECK(lies_on_one(flaking, {}, wall) == kleene::yes);
  CHECK(lies_on_one(flaking, {}, garden) == kleene::unknown);
  CHECK(lies_on_one(damp, {}, left) == kleene::unknown);
}

TEST_CASE("zones that are given stand in the place of the usual ones") {
  CHECK(lies_on_one(flaking, {roof}, left) == kleene::no);
}

TEST_CASE("one requested zone is enough") {
  CHECK(lies_on(damp, {left}, {garden, left}) == kleene::yes);
  CHECK(lies_on(damp, {left}, {garden, roof}) == kleene::no);
  CHECK(lies_on(damp, {}, {garden, roof}) == kleene::unknown);
}

TEST_CASE("where the treatment is not known, nothing is") {
  CHECK(lies_on(damp, {left}, {}) == kleene::unknown);
  CHECK(lies_on(flaking, {}, {}) == kleene::unknown);
}

TEST_CASE("a zone that was not understood may be the affected one") {
  patient p;
  p.asks_for({garden}).has(damp, status::active, {left});
  p.raw().treatment.zones = given::partly;
  const facts& f = p.facts();
  CHECK(treated_zones(rules(), f).hold(f.conditions[0]) == kleene::unknown);

  patient affected;
  affected.asks_for({garden}).has(damp, status::active, {left});
  affected.conditions()[0].zones = given::partly;
  const facts& g = affected.facts();
  CHECK(treated_zones(rules(), g).hold(g.conditions[0]) == kleene::unknown);
}

/// The tiny pack, but the window is left out only of a treatment in gloss.
pack window_when_gloss() {
  pack p = building::build();
  p.zones = building::sets_of(p.words.zones, {});
  p.predicates.predicates.push_back({2, 1});
  const predicate_id is_gloss{2};
  p.bars[window_bar.index()].when = is_gloss;
  p.zone_exclusions = {window_bar};
  for (std::size_t w = 0; w < p.zones.words; ++w) p.zone_exclusion_areas.push_back(p.zones.part_word(window_zone, w));
  return p;
}

TEST_CASE("an exclusion with a `when` leaves its zone out where it holds, and only there") {
  const pack p = window_when_gloss();
  const auto on_wall = [&](fact_value finish, std::vector<zone_id> affected, zone_id treated) {
    patient who;
    who.finish(finish).has(damp, status::active, std::move(affected));
    const facts& f = who.facts();
    return treated_zones(p, f).hold(f.conditions[0], treated);
  };
  CHECK(on_wall(gloss, {window_zone}, wall) == kleene::no);
  CHECK(on_wall(matt, {window_zone}, wall) == kleene::yes);
  CHECK(on_wall({}, {window_zone}, wall) == kleene::yes);  // not known to be left out
  CHECK(on_wall(gloss, {window_zone}, window_zone) == kleene::yes);
  CHECK(on_wall(gloss, {left}, wall) == kleene::yes);
}

}  // namespace
