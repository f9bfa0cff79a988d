#pragma once
#include <cstdint>

/// Where in an intake a fact stands.
namespace clearance {

enum class fact_list : std::uint8_t { treatment, medications, conditions, sessions, events, answers };
enum class fact_field : std::uint8_t {
  whole,
  name,
  route,
  last_taken,
  ongoing,
  status,
  zones,
  date,
  indication,
  declared,
  started,
  since,
  ended
};

/// A fact of the intake: `/medications/2/route` is {medications, route, 2}.
struct fact_pointer {
  static constexpr std::uint32_t whole_list = 0xffffffffu;
  fact_list list = fact_list::treatment;
  fact_field field = fact_field::whole;
  std::uint32_t entry = whole_list;  ///< of `treatment`, `zones`: a position among those requested
  std::uint32_t slot = 0;            ///< of `declared`
  friend constexpr bool operator==(const fact_pointer&, const fact_pointer&) = default;
};

}  // namespace clearance
