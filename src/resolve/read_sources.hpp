#pragma once
#include "reading.hpp"

#include <clearance/ids.hpp>
#include <clearance/pack.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// `sources:`, and the citations of them.
namespace clearance::resolving {

/// Sources by their keys, which stand in the tree.
using source_table = std::unordered_map<std::string_view, source_id>;
source_table read_sources(reading& r, const yaml::member& sources, pack& out);

/// What a rule may cite: `faq`, or `faq, a heading`. `default_source` is the pack's own.
struct citation {
  std::optional<source_id> source;
  std::string section;
};
citation read_citation(reading& r, const yaml::member& m, const source_table& sources);

}  // namespace clearance::resolving
