#pragma once
#include "../diagnostics/source_file.hpp"

#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/pack.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// A rule as written, its names and values understood; not yet lowered.
namespace clearance::resolving {

/// `status:` of a rule about conditions.
enum class status_wanted : std::uint8_t { not_resolved, active, any };

/// A member that `except` takes out of a rule, or gives another window.
template <class Thing>
struct exception_to {
  id<Thing> what;
  window waits;  ///< where the rule has windows for its exceptions
  text_range at;
};

struct rule_model {
  rule words;  ///< key, kind, texts, windows: what the pack keeps for people
  text_range at;
  std::vector<substance_id> substances;
  std::vector<condition_id> conditions;
  std::vector<zone_id> zones;
  std::vector<event_id> events;
  std::uint8_t routes = 0;  ///< bit `route`; 0: any
  text_range routes_at;
  status_wanted status = status_wanted::not_resolved;
  place where = place::anywhere;
  bool while_taking_refers = false;
  window waits;  ///< washout, interval, defer, recovery: what must have passed
  bool has_wait = false;
  bool has_other_windows = false;  ///< `except` gives windows; else it leaves out
  std::vector<exception_to<substance_thing>> except_substances;
  std::vector<exception_to<condition_thing>> except_conditions;
  std::vector<exception_to<event_thing>> except_events;
  std::vector<exception_to<zone_thing>> except_zones;
  bool is_about_the_patient = false;
  bool else_refers = false;
  predicate_id about_sessions = bar::none;  ///< `earlier` or `either`
};

}  // namespace clearance::resolving
