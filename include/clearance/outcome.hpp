#pragma once
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/verdict.hpp>

#include <cstddef>
#include <cstdint>

/// What evaluation yields: numbers in memory that the caller owns.
namespace clearance {

/// In place of an entry's position: the bar is about the patient, or about what is missing.
inline constexpr std::uint32_t whole_patient = 0xffffffffu;

/// A bar that stands, may stand, or can be avoided.
struct fired {
  bar_id bar;
  std::uint32_t entry = 0;    ///< position in the intake's list, or among the requested zones
  minute_time until = never;  ///< certainly free from here; `never` where there is no such date
  certainty how = certainty::certain;
};

struct outcome {
  verdict decided = verdict::clear;
  verdict worst_possible = verdict::clear;
  minute_time earliest = never;  ///< `never` where it cannot be said
  std::uint8_t open_lists = 0;   ///< bit `subject`: that list is absent and leaves rules open
  std::size_t fired_count = 0;   ///< more than the buffer holds: the rest was counted, not written

  bool is_open(subject s) const noexcept { return open_lists >> static_cast<unsigned>(s) & 1; }
};

}  // namespace clearance
