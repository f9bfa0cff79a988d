#pragma once
#include "meaning.hpp"

#include <clearance/vocabulary.hpp>
#include <clearance/zone_sets.hpp>

#include <vector>

namespace clearance::resolving {

/// What vocabulary entries have of those above them: who must be asked first, routes, usual zones, harmlessness.
/// `substances`: what each of them means.
void inherit(const std::vector<meaning>& substances, vocabulary& words);

/// Each zone with all its parts. Needs graphs without cycles.
zone_sets zone_sets_of(const std::vector<zone>& zones);

}  // namespace clearance::resolving
