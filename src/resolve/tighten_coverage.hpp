#pragma once
#include "reading.hpp"

#include "../yaml/tree.hpp"

#include <clearance/pack.hpp>

namespace clearance::resolving {

/// Tells where a layer that is `tighten-only` speaks of a condition that the pack below leaves to a practitioner, since
/// nothing there speaks of it, and lets some with it pass. `root` is the pack `p`, `layer` what is laid upon `below`.
void tell_loose_coverage(reading& r, const yaml::node& root, const yaml::node& layer, const pack& below, const pack& p);

}  // namespace clearance::resolving
