#pragma once
#include <clearance/facts.hpp>
#include <clearance/predicate.hpp>
#include <optional>
namespace clearance {
inline std::optional<minute_time> first_when(predicate_id, kleene, const predicate_program&, const zone_sets&,
                                             const facts&, entry_values, minute_time) noexcept {
  return std::nullopt;
}
}  // namespace clearance
