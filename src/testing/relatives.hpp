#pragma once
#include <clearance/vocabulary.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Names that an author may have written instead of another: those beside it in the vocabulary.
namespace clearance::testing {

/// The classes above a name (of a zone: the zones that it is part of), what lies directly below it, and the next of
/// what lies beside it. Nothing for what is no name.
std::vector<std::string> relatives(const vocabulary& words, std::string_view name);

}  // namespace clearance::testing
