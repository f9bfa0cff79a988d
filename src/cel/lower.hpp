#pragma once
#include "steps.hpp"
#include "tables.hpp"
#include "types.hpp"

namespace clearance::cel {

/// The steps of an expression that was found right. Tests that can never be true, or never false, are told.
steps lower(const checked& expression, program_tables& tables, mistakes& found);

/// The most steps that one expression may come to.
inline constexpr std::size_t most_steps = 4096;

// ---- for maps ----

/// The value of a declared fact, or what its own expression gives where it is not answered.
steps fact_value_of(const fact_declaration& fact, fact_owner owner, std::uint32_t slot, program_tables& tables);

/// Of `has`: a truth for each status (unknown, active, remission, resolved), two bits each, as in `bar::by_status`.
inline constexpr std::int64_t unless_resolved = 0b00'10'10'10;

}  // namespace clearance::cel
