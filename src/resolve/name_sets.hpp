#pragma once
#include "meaning.hpp"
#include "predicate_writer.hpp"

#include <clearance/pack.hpp>

#include <cstdint>
#include <vector>

namespace clearance::resolving {

/// The meanings of a vocabulary's entries, and for each entry that may be meant those that may mean it.
struct meant_by {
  const std::vector<meaning>& meanings;
  const std::vector<std::vector<std::uint32_t>>& users;
};

/// Settles which entries mean something of each set that an expression names, and how surely.
void settle_name_sets(const predicate_writer& predicates, const meant_by& substances, const meant_by& conditions,
                      const meant_by& events, pack& out);

}  // namespace clearance::resolving
