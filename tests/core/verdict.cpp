#include <clearance/verdict.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <type_traits>

namespace {

using namespace clearance;

constexpr verdict verdicts[] = {verdict::clear, verdict::conditional, verdict::incomplete,
                                verdict::defer, verdict::refer,       verdict::exclude};
constexpr certainty certainties[] = {certainty::avoidable, certainty::possible, certainty::certain};

static_assert(!std::is_convertible_v<verdict, int> && !std::is_convertible_v<certainty, verdict>);
static_assert(sizeof(verdict) == 1 && sizeof(certainty) == 1);

TEST_CASE("verdicts are ordered from best to worst") {
  for (unsigned i = 0; i + 1 < std::size(verdicts); ++i) CHECK(verdicts[i] < verdicts[i + 1]);
}

TEST_CASE("verdicts have the contract's names") {
  CHECK(name(verdict::clear) == "clear");
  CHECK(name(verdict::conditional) == "conditional");
  CHECK(name(verdict::incomplete) == "incomplete");
  CHECK(name(verdict::defer) == "defer");
  CHECK(name(verdict::refer) == "refer");
  CHECK(name(verdict::exclude) == "exclude");
}

TEST_CASE("certainties have the contract's names") {
  CHECK(name(certainty::avoidable) == "avoidable");
  CHECK(name(certainty::possible) == "possible");
  CHECK(name(certainty::certain) == "certain");
}

TEST_CASE("the worse of two verdicts is the same whichever comes first") {
  for (const verdict a : verdicts)
    for (const verdict b : verdicts) {
      CHECK(worse(a, b) == worse(b, a));
      CHECK(worse(a, b) >= a);
      CHECK((worse(a, b) == a || worse(a, b) == b));
    }
}

TEST_CASE("a certain finding contributes its effect, a possible one `incomplete`, an avoidable one `conditional`") {
  for (const verdict effect : {verdict::defer, verdict::refer, verdict::exclude}) {
    CHECK(contribution(effect, certainty::certain) == effect);
    CHECK(contribution(effect, certainty::possible) == verdict::incomplete);
    CHECK(contribution(effect, certainty::avoidable) == verdict::conditional);
  }
}

TEST_CASE("a surer finding contributes no better verdict") {
  for (const verdict effect : {verdict::defer, verdict::refer, verdict::exclude})
    for (unsigned i = 0; i + 1 < std::size(certainties); ++i)
      CHECK(contribution(effect, certainties[i]) < contribution(effect, certainties[i + 1]));
}

}  // namespace
