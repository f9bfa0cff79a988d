#pragma once
#include "meaning.hpp"
#include "predicate_writer.hpp"
#include "rule_model.hpp"

#include <vector>

namespace clearance::resolving {

/// Lowers every rule into bars, adds the built-in `uncovered`, and builds the pack's indexes. Only for a pack in
/// which no error was found.
void lower(reading& r, std::vector<rule_model> models, predicate_writer& predicates, pack& out);

}  // namespace clearance::resolving
