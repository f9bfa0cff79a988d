#pragma once
#include "check.hpp"
#include "lower.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace clearance::cel {

/// An expression, read and checked. `is_right` where nothing was told.
checked read(std::string_view text, const surroundings& around, mistakes& found);

/// Why an expression cannot give a fact: it is of another type. Nothing where it can.
std::optional<mistake> why_not_from(const checked& expression, const fact_declaration& fact);

/// `from` of each fact must not lead back to itself: the facts on such a way, the first again at its end; else empty.
std::vector<const fact_declaration*> circle_of(const fact_declaration& fact, const program_tables& tables);

}  // namespace clearance::cel
