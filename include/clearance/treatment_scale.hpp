#pragma once
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/period.hpp>

/// Treatments on other dates are written as precisely as the one that is asked for.
namespace clearance {

/// The first treatment at or after `t`: a day is free only as a whole.
CLEARANCE_INLINE constexpr minute_time on_scale_of(const planned_treatment& treatment, minute_time t) noexcept {
  // Both are computed: which it is cannot be guessed.
  constexpr std::int32_t last_before_never = never.minutes - minutes_a_day;
  const minute_time day = start_of(first_whole_day({t.minutes < last_before_never ? t.minutes : last_before_never}));
  const bool stays = (int{t == never} | int{treatment.written == precision::minute}) != 0;
  return stays ? t : day;
}

/// Every minute at which a treatment that begins at `t`, a moment of its scale, may be.
constexpr period treated_at(const planned_treatment& treatment, minute_time t) noexcept {
  return treatment.written == precision::minute ? period{t, t} : whole_day(day_of(t));
}

}  // namespace clearance
