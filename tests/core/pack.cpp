#include <clearance/pack.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance;

TEST_CASE("a rule's kind has the key that an author writes") {
  CHECK(name(rule_kind::washout) == "washout");
  CHECK(name(rule_kind::exclude) == "exclude");
  CHECK(name(rule_kind::refer) == "refer");
  CHECK(name(rule_kind::defer) == "defer");
  CHECK(name(rule_kind::interval) == "interval");
  CHECK(name(rule_kind::course) == "course");
  CHECK(name(rule_kind::aftercare) == "aftercare");
  CHECK(name(rule_kind::uncovered) == "uncovered");
}

TEST_CASE("a bar leads to the rule that its author wrote") {
  const pack& p = tiny::rules();
  CHECK(p.rule_of(tiny::coating_bar).key == "coating-washout");
  CHECK(p.rule_of(tiny::varnish_bar).key == "varnish-months");
  CHECK(p.rule_of(tiny::varnish_taking_bar).key == "varnish-months");
  CHECK(p.rule_of(tiny::uncovered_bar).key == "uncovered");
}

}  // namespace
