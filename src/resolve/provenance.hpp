#pragma once
#include "layers.hpp"

#include <clearance/pack.hpp>

namespace clearance::resolving {

/// Says of every rule which layer wrote which value, and of what was removed, by whom. `root` is the pack as its
/// rules were read from it.
void keep_provenance(const layered_pack& layers, const yaml::node& root, pack& out);

}  // namespace clearance::resolving
