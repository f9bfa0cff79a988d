#include <clearance/applies.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance;
using namespace tiny;

constexpr fact_value unknown_fact{};
constexpr fact_value no{0};
constexpr fact_value yes{1};

TEST_CASE("a rule without `when` and `unless` applies to everybody") {
  CHECK(applies(bar{}, rules(), facts{}, {}) == kleene::yes);
}

TEST_CASE("a rule applies as far as its `when` holds") {
  const bar& four_weeks = rules().bars[gloss_bar.index()];
  const auto of = [&](fact_value gloss) {
    facts f;
    const fact_value both[] = {gloss};
    f.treatment_values = both;
    return applies(four_weeks, rules(), f, both);
  };
  CHECK(of(yes) == kleene::yes);
  CHECK(of(no) == kleene::no);
  CHECK(of(unknown_fact) == kleene::unknown);
}

TEST_CASE("only an exception that is known to hold lifts a rule") {
  const bar& cracked = rules().bars[crack_bar.index()];
  const auto of = [&](fact_value inspected) {
    const fact_value entry[] = {inspected};
    return applies(cracked, rules(), facts{}, entry);
  };
  CHECK(of(yes) == kleene::no);
  CHECK(of(no) == kleene::yes);
  CHECK(of(unknown_fact) == kleene::yes);
}

}  // namespace
