#pragma once
#include <clearance/facts.hpp>
#include <clearance/match_strength.hpp>

#include <cstdint>

/// `touch::by_route`, where routes make no difference.
namespace clearance::resolving {

constexpr std::uint16_t by_every_route(match_strength s) noexcept {
  std::uint16_t bits = 0;
  for (unsigned r = 0; r < route_count; ++r)
    bits = static_cast<std::uint16_t>(bits | static_cast<unsigned>(s) << (2 * r));
  return bits;
}

inline constexpr std::uint16_t surely = by_every_route(match_strength::sure);

}  // namespace clearance::resolving
