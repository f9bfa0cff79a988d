#pragma once
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/window.hpp>

#include <cstdint>

/// Days and minutes that a planned treatment gives, as precise as its own date.
namespace clearance {

class treatment_dates {
 public:
  explicit treatment_dates(const facts& f) noexcept : treatment_(f.treatment) {}

  CLEARANCE_INLINE moment scaled(minute_time t) const noexcept {
    const bool is_kept = (t == never) | (treatment_.written == precision::minute);
    // Both are counted, and one is taken by a mask: which could not be guessed.
    const auto kept = static_cast<std::uint32_t>(-static_cast<std::int32_t>(is_kept));
    const auto minutes = static_cast<std::uint32_t>(t.minutes);
    const date whole = first_whole_day({static_cast<std::int32_t>(minutes & ~kept)});
    const auto in_days = static_cast<std::uint32_t>(start_of(whole).minutes);
    return {{static_cast<std::int32_t>((minutes & kept) | (in_days & ~kept))},
            is_kept ? precision::minute : precision::day};
  }

  /// After a use until then, the treatment is certainly free of the window.
  moment latest_use_of(window w) const noexcept {
    const minute_time at = treatment_.when.first;
    if (w.unit != window_unit::minutes) return {start_of(latest_use(day_of(at), w)), precision::day};
    if (treatment_.written == precision::minute) return {{at.minutes - w.count}, precision::minute};
    return {start_of(latest_day_of_use(at, w)), precision::day};
  }

  /// The day, or minute, from which a use would be too late: the next day, or the last minute itself.
  moment avoid_from(window w) const noexcept {
    const moment last = latest_use_of(w);
    return last.written == precision::minute ? last : moment{start_of(add_days(day_of(last.at), 1)), precision::day};
  }

  /// When the window has passed since the treatment.
  moment after(window w) const noexcept {
    if (!treatment_.has_date) return {};
    return scaled(free_from(treatment_.when, w).last);
  }

 private:
  const planned_treatment& treatment_;
};

}  // namespace clearance
