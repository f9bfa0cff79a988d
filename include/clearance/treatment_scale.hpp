#pragma once
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/period.hpp>

/// Treatments on other dates are written as precisely as the one that is asked for.
namespace clearance {

/// The first treatment at or after `t`: a day is free only as a whole.
CLEARANCE_INLINE constexpr minute_time on_scale_of(const planned_treatment& treatment, minute_time t) noexcept {
  if (t == never || treatment.written == precision::minute) return t;
  return start_of(first_whole_day(t));
}

/// Every minute at which a treatment that begins at `t`, a moment of its scale, may be.
constexpr period treated_at(const planned_treatment& treatment, minute_time t) noexcept {
  return treatment.written == precision::minute ? period{t, t} : whole_day(day_of(t));
}

}  // namespace clearance
