#pragma once
#include <clearance/pack.hpp>

namespace clearance::testing {

/// Do two packs of one vocabulary decide every intake alike, but for the words in which they say so? Compares what
/// their rules were lowered to: the bars, what touches them by a route that it can have, their tests, and what advice
/// needs. `false` where they may decide alike all the same.
bool same_rules(const pack& a, const pack& b);

}  // namespace clearance::testing
