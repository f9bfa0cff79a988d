#include "intake.hpp"

namespace clearance {

void intake::clear() {
  id.clear();
  has_id = false;
  facts = {};
  problems.clear();
  zones.clear();
  zone_entries.clear();
  indications.clear();
  medications.clear();
  conditions.clear();
  sessions.clear();
  condition_zones.clear();
  treatment_values.clear();
  medication_values.clear();
  condition_values.clear();
  session_values.clear();
  last_taken.clear();
  session_dates.clear();
}

void intake::settle() {
  facts.zones = zones;
  facts.indications = indications;
  facts.medications = medications;
  facts.conditions = conditions;
  facts.sessions = sessions;
  facts.condition_zones = condition_zones;
  facts.treatment_values = treatment_values;
  facts.medication_values = medication_values;
  facts.condition_values = condition_values;
  facts.session_values = session_values;
}

}  // namespace clearance
