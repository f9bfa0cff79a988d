#pragma once
#include <clearance/batch/plain_touch.hpp>

#include <algorithm>
#include <cstdint>

/// How far an entry is heard, in a byte for its id: what is out of hearing says nothing of its intake.
namespace clearance::voices {

/// Of what has a day: it is heard at all ages below its voice. `silent` at none, `loudest` at all.
///
///     age     0 ......... 253     254
///             days                more than that
inline constexpr std::uint8_t silent = 0;
inline constexpr std::uint8_t loudest = 255;
inline constexpr std::int32_t oldest = loudest - 1;

constexpr std::uint8_t heard_age(std::int32_t days) noexcept {
  return static_cast<std::uint8_t>(std::clamp(days, 0, oldest));
}

/// Of what may say something up to so many days after its day, as `plain_touch::reach`. What is ongoing has the age 0.
constexpr std::uint8_t of_reach(std::int32_t days, bool is_ongoing) noexcept {
  if (days == plain_touch::nothing) return silent;
  if (is_ongoing) return 1;
  return days >= oldest ? loudest : static_cast<std::uint8_t>(std::max(days, 0) + 1);
}

/// Of what has none: a bit for each state in which it is heard.
constexpr std::uint8_t in_state(unsigned state) noexcept { return static_cast<std::uint8_t>(1u << (state & 7)); }

}  // namespace clearance::voices
