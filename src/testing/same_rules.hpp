#pragma once
#include <clearance/pack.hpp>

#include <cstdint>

namespace clearance::testing {

/// Do two packs of one vocabulary decide every intake alike, but for the words in which they say so? Compares what
/// their rules were lowered to: the bars, what touches them by a route that it can have, their tests, and what advice
/// needs. `false` where they may decide alike all the same.
bool same_rules(const pack& a, const pack& b);

/// Of `touch::by_route`, the bits that an intake can come to: a route that a substance cannot have counts as unknown.
/// `routes`: those that it can have, as in `substance`.
std::uint16_t bits_that_count(std::uint8_t routes) noexcept;

}  // namespace clearance::testing
