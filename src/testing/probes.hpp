#pragma once
#include "varied_intake.hpp"

#include <clearance/pack.hpp>

#include <functional>
#include <string_view>

namespace clearance::testing {

/// Intakes about one rule, as it is in two packs of one vocabulary: what touches it in either, by every route, status
/// and place, with every answer, just before, at and just after the ends of its windows. `usual` is where they start
/// from. Until `visit` returns true, or there are no more.
void visit_probes(const varied_intake& usual, const pack& a, const pack& b, std::string_view rule,
                  const std::function<bool(const varied_intake&)>& visit);

}  // namespace clearance::testing
