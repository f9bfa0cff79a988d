#pragma once
#include "intake.hpp"
#include "record_list.hpp"

#include <clearance/pack.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clearance {

inline constexpr std::uint32_t not_understood_code = 0xffffffffu;

/// The keys of a treatment, and of the sessions, which carry the same: facts of the pack behind them.
enum treatment_key : std::uint32_t {
  treatment_date,
  treatment_zones,
  treatment_indication,
  treatment_note,
  treatment_facts_begin
};

/// Entries as they were written, before today and the treatment's date are known: they may stand anywhere in the text.
enum class reading_state : std::uint8_t { absent, read, in_error };

struct raw_date {
  reading_state state = reading_state::absent;
  civil_value value;
};

struct raw_medication {
  std::uint32_t entry = 0;
  std::uint32_t first_substance = 0;
  std::uint32_t substance_count = 0;
  std::uint32_t code = not_understood_code;
  raw_date last_taken;
  std::optional<bool> ongoing;
  route by = route::unknown;
  bool is_named = false;
  bool in_error = false;
};

struct raw_condition {
  std::uint32_t entry = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t first_zone = 0;
  std::uint32_t zone_count = 0;
  std::uint32_t code = not_understood_code;
  given zones = given::absent;
  status now = status::unknown;
  bool is_named = false;
  bool in_error = false;
};

struct raw_event {
  std::uint32_t entry = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t first_zone = 0;
  std::uint32_t zone_count = 0;
  std::uint32_t code = not_understood_code;
  raw_date date;
  given zones = given::absent;
  bool is_named = false;
  bool in_error = false;
};

struct raw_session {
  std::uint32_t entry = 0;
  raw_date date;
  bool in_error = false;
};

struct raw_intake {
  raw_date today;
  raw_date treatment_date;
  record_list<raw_medication> medications;
  record_list<raw_condition> conditions;
  record_list<raw_session> sessions;
  record_list<raw_event> events;
  // Beside `medications` and `conditions`, where the pack reads them.
  record_list<raw_date> started;
  record_list<raw_date> since;
  record_list<raw_date> ended;
  record_list<substance_id> substances;
  record_list<condition_id> conditions_named;
  record_list<event_id> events_named;

  void clear();
};

/// Settles today and the treatment's date, checks every date against them, and fills in what evaluation reads.
void finish_intake(const pack& p, raw_intake& raw, intake& in);

}  // namespace clearance
