#include <clearance/rule.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <string_view>

namespace {

using namespace clearance;

constexpr std::string_view keys_of_the_contract[] = {"washout",   "exclude",  "refer",    "defer",
                                                     "require",   "accept",   "interval", "course",
                                                     "aftercare", "recovery", "uncovered"};

static_assert(std::size(keys_of_the_contract) == static_cast<std::size_t>(rule_kind::uncovered) + 1);

TEST_CASE("each kind is named by the key that an author writes") {
  for (std::size_t i = 0; i < std::size(keys_of_the_contract); ++i)
    CHECK(name(static_cast<rule_kind>(i)) == keys_of_the_contract[i]);
}

TEST_CASE("a rule of which nothing was written has no condition, no window and no source") {
  const rule r;
  CHECK(r.when == bar::none);
  CHECK(r.unless == bar::none);
  CHECK(!r.before);
  CHECK(!r.after);
  CHECK(!r.valid);
  CHECK(!r.source);
}

}  // namespace
