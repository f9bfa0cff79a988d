#pragma once
#include "intake.hpp"

#include <clearance/match/name_index.hpp>

#include <string>
#include <string_view>

/// Problems of an intake: where they stand and how they are worded. A message holds the offending value at most.
namespace clearance {

/// `parent` and a key, escaped as RFC 6901 wants it.
std::string pointer(std::string_view parent, std::string_view key);

/// `/medications/3/name`; without a key, the entry.
std::string entry_pointer(std::string_view list, std::uint32_t entry, std::string_view key);

/// A value in quotes, cut where it is long.
std::string in_quotes(std::string_view value);
std::string excerpt(std::string_view value);

/// What a name that is not understood lacks, and the nearest names.
std::string why_not_understood(std::string_view text, const name_match& found, const name_index& names,
                           std::string_view what);

/// An error makes the decision `incomplete` at best; a warning does not count.
void add_problem(intake& in, problem_weight weight, std::string at, std::string message);

}  // namespace clearance
