#pragma once
#include "record_list.hpp"

#include <clearance/facts.hpp>
#include <clearance/io/screener.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// One intake, read: owns what `facts` points to, and what words need besides.
struct intake {
  std::string_view id;  ///< in the reader's text, which stays until it reads the next; of a line in the caller's
  bool has_id = false;
  clearance::facts facts;
  std::vector<problem> problems;

  record_list<zone_id> zones;
  record_list<std::uint32_t> zone_entries;  ///< of each requested zone: its position in the intake's list
  record_list<condition_id> indications;
  record_list<medication> medications;
  record_list<condition> conditions;
  record_list<session> sessions;
  record_list<event> events;
  record_list<zone_id> condition_zones;
  record_list<zone_id> event_zones;
  record_list<period> started;  ///< of `medications`, where the pack reads it; the same of the next two
  record_list<period> since;
  record_list<period> ended;
  record_list<fact_value> treatment_values;
  record_list<fact_value> medication_values;
  record_list<fact_value> condition_values;
  record_list<fact_value> session_values;
  record_list<fact_value> event_values;
  record_list<fact_value> patient_values;
  std::string texts;  ///< text answers, one behind the other

  // How entries were written, for words: by position in the intake's list.
  record_list<civil_value> last_taken;  ///< of medications; a written year of `first_year` - 1 never occurs
  record_list<civil_value> session_dates;
  record_list<civil_value> event_dates;

  void clear();
  /// Points `facts` to what was collected.
  void settle();
};

}  // namespace clearance
