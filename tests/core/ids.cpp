#include <clearance/ids.hpp>

#include <doctest/doctest.h>

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace {

using namespace clearance;

template <class A, class B>
concept comparable = requires(A a, B b) {
  a == b;
};
template <class A, class B>
concept ordered = requires(A a, B b) {
  a < b;
};
template <class A>
concept countable = requires(A a) {
  a + 1;
}
|| requires(A a) { ++a; };

static_assert(comparable<rule_id, rule_id> && ordered<rule_id, rule_id>);

// Ids of different things are different types.
static_assert(!std::is_convertible_v<rule_id, substance_id> && !std::is_constructible_v<substance_id, rule_id>);
static_assert(!std::is_convertible_v<bar_id, rule_id> && !std::is_constructible_v<rule_id, bar_id>);
static_assert(!std::is_assignable_v<zone_id&, condition_id>);
static_assert(!comparable<rule_id, substance_id> && !comparable<condition_id, zone_id>);
static_assert(!ordered<rule_id, bar_id>);

// An id is no number, and no number is an id.
static_assert(!std::is_convertible_v<std::uint32_t, rule_id> && !std::is_convertible_v<rule_id, std::uint32_t>);
static_assert(!comparable<rule_id, std::uint32_t> && !countable<rule_id>);

static_assert(sizeof(rule_id) == 4 && std::is_trivially_copyable_v<rule_id>);

TEST_CASE("an id is a position in its table") {
  CHECK(rule_id{7}.index() == 7);
  CHECK(rule_id{7} == rule_id{7});
  CHECK(rule_id{7} != rule_id{8});
  CHECK(rule_id{7} < rule_id{8});
}

TEST_CASE("what was not understood is no entry of any table") {
  CHECK(not_understood<substance_thing>.index() == 0xffffffffu);
  CHECK(not_understood<substance_thing> != substance_id{0});
}

}  // namespace
