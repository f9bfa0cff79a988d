#pragma once
#include <clearance/facts.hpp>
#include <clearance/io/screener.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace clearance {

/// One intake, read: owns what `facts` points to, and what words need besides.
struct intake {
  std::string id;
  bool has_id = false;
  clearance::facts facts;
  std::vector<problem> problems;

  std::vector<zone_id> zones;
  std::vector<std::uint32_t> zone_entries;  ///< of each requested zone: its position in the intake's list
  std::vector<condition_id> indications;
  std::vector<medication> medications;
  std::vector<condition> conditions;
  std::vector<session> sessions;
  std::vector<event> events;
  std::vector<zone_id> condition_zones;
  std::vector<zone_id> event_zones;
  std::vector<period> started;  ///< of `medications`, where the pack reads it; the same of the next two
  std::vector<period> since;
  std::vector<period> ended;
  std::vector<fact_value> treatment_values;
  std::vector<fact_value> medication_values;
  std::vector<fact_value> condition_values;
  std::vector<fact_value> session_values;
  std::vector<fact_value> event_values;
  std::vector<fact_value> patient_values;
  std::string texts;  ///< text answers, one behind the other

  // How entries were written, for words: by position in the intake's list.
  std::vector<civil_value> last_taken;  ///< of medications; a written year of `first_year` - 1 never occurs
  std::vector<civil_value> session_dates;
  std::vector<civil_value> event_dates;

  void clear();
  /// Points `facts` to what was collected.
  void settle();
};

}  // namespace clearance
