#pragma once
#include "intake.hpp"

#include <clearance/pack.hpp>

#include <cstdint>

namespace clearance {

/// Dates as they were written, before today and the treatment's date are known: they may stand anywhere in the text.
enum class reading_state : std::uint8_t { absent, read, in_error };

struct raw_date {
  reading_state state = reading_state::absent;
  civil_value value;
};

/// The end of today; `never` where it is not known.
struct end_of_today {
  minute_time at = never;
  bool is_known = false;
  friend bool operator==(end_of_today, end_of_today) = default;
};

struct raw_intake {
  raw_date today;
  raw_date treatment_date;

  // Most intakes say first what day it is. So entries are settled as they are read, and again only where that turns
  // out otherwise, or something is wrong: how many there are of a list cannot be guessed, and each loop over them asks.
  end_of_today assumed;
  bool has_late_use = false;  ///< a last use after today, as assumed
  minute_time latest_session = distant_past;

  /// Before the medications are read.
  void assume_today() noexcept {
    assumed = {};
    if (today.state == reading_state::read && today.value.written == precision::day)
      assumed = {today.value.covers.last, true};
  }
};

/// When it was last used: `taken` is what the entry says.
// Little is asked and much is chosen: what an entry says of its dates cannot be guessed.
inline void settle_last_use(medication& m, const civil_value& taken, end_of_today today) noexcept {
  const bool is_ongoing = m.taking == use::ongoing;
  const bool is_dated = taken.covers.first != distant_past;
  // What was used in a month was used in it up to today; what was stopped, at some time up to today.
  const bool ends_today = is_dated ? taken.written < precision::day : m.taking == use::stopped;
  const minute_time last = ends_today && today.at < taken.covers.last ? today.at : taken.covers.last;
  const minute_time first_if_ongoing = today.is_known ? today.at : distant_past;
  m.last_use.first = is_ongoing ? first_if_ongoing : taken.covers.first;
  m.last_use.last = is_ongoing ? today.at : last;
  m.offset.minutes = is_ongoing ? utc_offset::not_written : taken.offset.minutes;
  m.offset.as_z = !is_ongoing && taken.offset.as_z;
}

/// Settles today and the treatment's date, checks the dates of entries against them, and fills in what hangs on them:
/// when each medicine was last used.
void finish_intake(const pack& p, raw_intake& raw, intake& in);

}  // namespace clearance
