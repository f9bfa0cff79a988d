#pragma once
#include "meaning.hpp"
#include "predicate_writer.hpp"
#include "rule_model.hpp"

#include <vector>

namespace clearance::resolving {

/// Lowers every rule into bars, adds the built-in `uncovered`, and builds the pack's indexes. Only for a pack in
/// which no error was found; what is told then is that there is too much of it. `vocabulary_at`: where the pack names
/// its vocabulary.
void lower(reading& r, std::vector<rule_model> models, const text_range& vocabulary_at, predicate_writer& predicates,
           pack& out);

}  // namespace clearance::resolving
