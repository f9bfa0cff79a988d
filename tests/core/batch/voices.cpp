#include <clearance/batch/voices.hpp>

#include <doctest/doctest.h>

#include <cstdint>

namespace {

using namespace clearance;

bool is_heard(std::uint8_t voice, std::int32_t age) { return voices::heard_age(age) < voice; }

TEST_CASE("what reaches so many days is heard on the last of them, and not on the next") {
  for (const std::int32_t reach : {0, 1, 6, 186, 252, 253}) {
    const std::uint8_t voice = voices::of_reach(reach, false);
    CHECK(is_heard(voice, -100'000));  // a use that is yet to come
    CHECK(is_heard(voice, reach));
    CHECK_FALSE(is_heard(voice, reach + 1));
    CHECK_FALSE(is_heard(voice, 100'000));
  }
}

TEST_CASE("what reaches farther than a byte is heard at every age") {
  for (const std::int32_t reach : {254, 255, 366, plain_touch::always}) {
    CHECK(voices::of_reach(reach, false) == voices::loudest);
    CHECK(is_heard(voices::loudest, INT32_MAX));
  }
}

TEST_CASE("what ended before it began is heard no later than on its day") {
  CHECK(is_heard(voices::of_reach(-1, false), -1));
  CHECK_FALSE(is_heard(voices::of_reach(-1, false), 1));
}

TEST_CASE("what is ongoing is heard as on its day, and what says nothing never") {
  CHECK(is_heard(voices::of_reach(plain_touch::always, true), 0));
  CHECK(voices::of_reach(plain_touch::nothing, true) == voices::silent);
  CHECK(voices::of_reach(plain_touch::nothing, false) == voices::silent);
  CHECK_FALSE(is_heard(voices::silent, INT32_MIN));
}

}  // namespace
