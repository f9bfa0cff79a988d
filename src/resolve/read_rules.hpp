#pragma once
#include "predicate_writer.hpp"
#include "read_sources.hpp"
#include "read_vocabulary.hpp"
#include "rule_model.hpp"

#include <vector>

namespace clearance::resolving {

/// What rules may cite, and what they cite where they name nothing.
struct citable {
  const source_table& sources;
  const citation& by_default;
};

std::vector<rule_model> read_rules(reading& r, const yaml::member& rules, const word_table& words,
                                   predicate_writer& predicates, const citable& sources, pack& out);

}  // namespace clearance::resolving
