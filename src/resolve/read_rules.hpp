#pragma once
#include "predicate_writer.hpp"
#include "read_vocabulary.hpp"
#include "rule_model.hpp"

#include <vector>

namespace clearance::resolving {

void read_sources(reading& r, const yaml::member& sources, pack& out);

/// What a rule may cite: `faq`, or `faq, a heading`. `default_source` is the pack's own.
struct citation {
  std::optional<source_id> source;
  std::string section;
};
citation read_citation(reading& r, const yaml::member& m, const pack& p);

std::vector<rule_model> read_rules(reading& r, const yaml::member& rules, const word_table& words,
                                   predicate_writer& predicates, const citation& default_source, pack& out);

}  // namespace clearance::resolving
