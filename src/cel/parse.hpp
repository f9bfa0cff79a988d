#pragma once
#include "ast.hpp"

#include <string_view>

namespace clearance::cel {

/// How deep an expression may be nested, and how many operations it may hold.
inline constexpr unsigned deepest_nesting = 32;
inline constexpr unsigned longest_chain = 64;  ///< of operators of one rank, such as `a + b + c`
inline constexpr unsigned highest_tree = 200;
inline constexpr std::size_t most_nodes = 2000;

/// The tree of a text. Every mistake of its syntax is told; what could not be read is a `wrong` node.
ast parse(std::string_view text, mistakes& found);

}  // namespace clearance::cel
