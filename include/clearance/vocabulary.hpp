#pragma once
#include <clearance/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// The words that packs share: substances, conditions, events and zones, each a directed graph without cycles.
namespace clearance {

/// A medicine, a class of medicines, a product, or a name that may mean several.
struct substance {
  std::string key;
  std::string label;
  std::vector<substance_id> is;        ///< the classes it belongs to
  std::vector<substance_id> contains;  ///< a product's ingredients
  std::vector<substance_id> may_be;    ///< what an ambiguous name may mean
  std::uint8_t routes = 0;             ///< bit `route`: it can be taken so; 0: nothing is said
  bool ask_prescriber = false;         ///< said of it, of a class above, or of what it contains or may be
};

/// A disease, a sign, or a reason to be treated.
struct condition_entry {
  std::string key;
  std::string label;
  std::vector<condition_id> is;
  std::vector<condition_id> may_be;
  std::vector<zone_id> usual_zones;  ///< its own, else those of the classes above
  bool harmless = false;
};

/// A procedure, an exposure, a test: what happens on a day.
struct event_entry {
  std::string key;
  std::string label;
  std::vector<event_id> is;
  std::vector<event_id> may_be;
  std::vector<zone_id> usual_zones;  ///< its own, else those of the classes above
};

/// A part of the body.
struct zone {
  std::string key;
  std::string label;
  std::vector<zone_id> parts;
};

struct vocabulary {
  std::vector<substance> substances;
  std::vector<condition_entry> conditions;
  std::vector<event_entry> events;
  std::vector<zone> zones;
};

}  // namespace clearance
