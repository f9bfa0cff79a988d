#pragma once
#include <clearance/facts.hpp>

#include <cstdint>

namespace clearance {

/// How surely an entry's name means what a rule names.
enum class match_strength : std::uint8_t {
  none,
  ambiguous,  ///< one of several things that it may mean: certain becomes possible
  unrouted,   ///< meant, but by which route is not known: likewise
  sure,
};

/// Of the strengths for each `route`, two bits each.
constexpr match_strength strength_on(std::uint16_t by_route, route r) noexcept {
  return static_cast<match_strength>(by_route >> (2 * static_cast<unsigned>(r)) & 3);
}

}  // namespace clearance
