#include <clearance/outcome.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>

namespace {

using namespace clearance;

static_assert(std::is_trivially_copyable_v<outcome> && std::is_trivially_copyable_v<fired>);

TEST_CASE("each list is open by itself") {
  for (unsigned open = 0; open < subject_count; ++open) {
    outcome o;
    o.open_lists = static_cast<std::uint8_t>(1u << open);
    for (unsigned s = 0; s < subject_count; ++s) CHECK(o.is_open(static_cast<subject>(s)) == (s == open));
  }
}

TEST_CASE("where no date can be said there is none") {
  CHECK(outcome{}.earliest == never);
  CHECK(fired{}.until == never);
}

}  // namespace
