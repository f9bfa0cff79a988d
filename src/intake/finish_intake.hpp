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

struct raw_intake {
  raw_date today;
  raw_date treatment_date;
};

/// Settles today and the treatment's date, checks the dates of entries against them, and fills in what hangs on them:
/// when each medicine was last used.
void finish_intake(const pack& p, raw_intake& raw, intake& in);

}  // namespace clearance
