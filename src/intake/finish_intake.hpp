#pragma once
#include "intake.hpp"

#include <clearance/pack.hpp>

#include <cstdint>

namespace clearance {

/// The keys of a treatment, and of the sessions, which carry the same: facts of the pack behind them.
enum treatment_key : std::uint32_t {
  treatment_date,
  treatment_zones,
  treatment_indication,
  treatment_note,
  treatment_facts_begin
};

/// Dates as they were written, before today and the treatment's date are known: they may stand anywhere in the text.
enum class reading_state : std::uint8_t { absent, read, in_error };

struct raw_date {
  reading_state state = reading_state::absent;
  civil_value value;

  /// What entries keep: of a date that is absent or in error, nothing.
  civil_value kept() const noexcept { return state == reading_state::read ? value : civil_value{}; }
};

struct raw_intake {
  raw_date today;
  raw_date treatment_date;
};

/// Settles today and the treatment's date, checks the dates of entries against them, and fills in what hangs on them:
/// when each medicine was last used.
void finish_intake(const pack& p, raw_intake& raw, intake& in);

}  // namespace clearance
