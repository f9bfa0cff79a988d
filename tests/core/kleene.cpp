#include <clearance/kleene.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using clearance::kleene;
using clearance::known;
using enum clearance::kleene;

// Kleene's tables, section 2 of the contract, cell by cell.
static_assert((no && no) == no && (no && unknown) == no && (no && yes) == no);
static_assert((unknown && no) == no && (unknown && unknown) == unknown && (unknown && yes) == unknown);
static_assert((yes && no) == no && (yes && unknown) == unknown && (yes && yes) == yes);

static_assert((no || no) == no && (no || unknown) == unknown && (no || yes) == yes);
static_assert((unknown || no) == unknown && (unknown || unknown) == unknown && (unknown || yes) == yes);
static_assert((yes || no) == yes && (yes || unknown) == yes && (yes || yes) == yes);

static_assert((!no) == yes && (!unknown) == unknown && (!yes) == no);
static_assert(known(true) == yes && known(false) == no);

// A truth of three values must not slip into an `if`.
static_assert(!std::is_convertible_v<kleene, bool>);
static_assert(!std::is_convertible_v<bool, kleene>);

constexpr kleene values[] = {no, unknown, yes};

TEST_CASE("De Morgan's laws hold") {
  for (const kleene a : values)
    for (const kleene b : values) {
      CHECK((!(a && b)) == (!a || !b));
      CHECK((!(a || b)) == (!a && !b));
    }
}

TEST_CASE("each operation distributes over the other") {
  for (const kleene a : values)
    for (const kleene b : values)
      for (const kleene c : values) {
        CHECK((a && (b || c)) == ((a && b) || (a && c)));
        CHECK((a || (b && c)) == ((a || b) && (a || c)));
      }
}

TEST_CASE("what becomes known changes no result that was decided") {
  for (const kleene other : values)
    for (const kleene later : {no, yes}) {
      if ((unknown && other) != unknown) CHECK((later && other) == (unknown && other));
      if ((unknown || other) != unknown) CHECK((later || other) == (unknown || other));
    }
}

}  // namespace
