#include <clearance/vocabulary.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace {

using namespace clearance;

// Each kind of thing refers to its own kind alone.
static_assert(std::is_same_v<decltype(substance::is)::value_type, substance_id>);
static_assert(std::is_same_v<decltype(condition_entry::is)::value_type, condition_id>);
static_assert(std::is_same_v<decltype(condition_entry::usual_zones)::value_type, zone_id>);
static_assert(std::is_same_v<decltype(zone::parts)::value_type, zone_id>);

TEST_CASE("nothing is harmless until the vocabulary says so") { CHECK(!condition_entry{}.harmless); }

TEST_CASE("a substance of which no routes are said may be taken by any") { CHECK(substance{}.routes == 0); }

}  // namespace
