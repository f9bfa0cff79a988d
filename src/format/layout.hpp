#pragma once
#include "../yaml/tree.hpp"

#include <string>

namespace clearance::formatting {

class pieces;

/// The text of a tree in canonical layout. Scalars are copied and comments put beside what they stood beside: nothing
/// is left out.
std::string lay_out(const source_file& file, const yaml::tree& tree, const pieces& known);

}  // namespace clearance::formatting
