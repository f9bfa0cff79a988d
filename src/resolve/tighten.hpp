#pragma once
#include "reading.hpp"

#include "../yaml/tree.hpp"

#include <string>

/// What a layer that is `tighten-only` may not do: let somebody pass whom the pack below stops. What cannot be
/// compared surely counts as loosening.
namespace clearance::resolving {

/// A rule of the layers below.
struct rule_below {
  const std::string& key;
  text_range declared;
};

void tell_removal(reading& r, const yaml::node& named, const text_range& declared);

/// A rule that the layer adds.
void tell_loose_addition(reading& r, const yaml::member& rule);

/// `change` holds the keys that the layer wrote, `before` and `after` the rule without and with them.
void tell_loosening(reading& r, const rule_below& rule, const yaml::node& before, const yaml::node& after,
                    const yaml::node& change);

}  // namespace clearance::resolving
