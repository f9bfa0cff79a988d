#pragma once
#include "meant_by.hpp"
#include "predicate_writer.hpp"

#include <clearance/pack.hpp>

namespace clearance::resolving {

/// Settles which entries mean something of each set that an expression names, and how surely.
void settle_name_sets(const predicate_writer& predicates, const meant_by& substances, const meant_by& conditions,
                      const meant_by& events, pack& out);

}  // namespace clearance::resolving
