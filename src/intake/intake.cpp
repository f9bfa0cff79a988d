#include "intake.hpp"

namespace clearance {
namespace {

// One by one: to fill all of it with zeros, compilers choose an instruction that takes longer to begin than this takes.
// Each member has a name here, so that one more does not compile until it is forgotten here or pointed to in `settle`.
void forget(facts& f) {
  auto& [today, has_today, in_error, zone_in_error, treatment, zones, indications, medications_given, conditions_given,
         sessions_given, events_given, medications, conditions, sessions, events, condition_zones, event_zones, started,
         since, ended, treatment_values, medication_values, condition_values, session_values, event_values,
         patient_values, texts] = f;
  today = {};
  has_today = false;
  in_error = false;
  zone_in_error = false;
  treatment = {};
  medications_given = given::absent;
  conditions_given = given::absent;
  sessions_given = given::absent;
  events_given = given::absent;
}

}  // namespace

void intake::clear() {
  id = {};
  has_id = false;
  forget(facts);
  problems.clear();
  zones.clear();
  zone_entries.clear();
  indications.clear();
  medications.clear();
  conditions.clear();
  sessions.clear();
  events.clear();
  condition_zones.clear();
  event_zones.clear();
  started.clear();
  since.clear();
  ended.clear();
  treatment_values.clear();
  medication_values.clear();
  condition_values.clear();
  session_values.clear();
  event_values.clear();
  patient_values.clear();
  texts.clear();
  last_taken.clear();
  session_dates.clear();
  event_dates.clear();
}

void intake::settle() {
  facts.zones = zones;
  facts.indications = indications;
  facts.medications = medications;
  facts.conditions = conditions;
  facts.sessions = sessions;
  facts.events = events;
  facts.condition_zones = condition_zones;
  facts.event_zones = event_zones;
  facts.started = started;
  facts.since = since;
  facts.ended = ended;
  facts.treatment_values = treatment_values;
  facts.medication_values = medication_values;
  facts.condition_values = condition_values;
  facts.session_values = session_values;
  facts.event_values = event_values;
  facts.patient_values = patient_values;
  facts.texts = texts;
}

}  // namespace clearance
