#include "intake.hpp"

#include <cstring>
#include <type_traits>

namespace clearance {
namespace {

const facts nothing_known;
static_assert(std::is_trivially_copyable_v<facts>);

}  // namespace

void intake::clear() {
  id.clear();
  has_id = false;
  // For an assignment, compilers choose an instruction that takes longer to begin than this takes in all.
  std::memmove(&facts, &nothing_known, sizeof facts);
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
