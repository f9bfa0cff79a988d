// The patient for whom nothing stands in the way.
#include "trials.hpp"

#include <utility>

namespace clearance::linting {
namespace {

constexpr std::size_t most_zones_tried = 60;

}  // namespace

void trials::try_better(const change& c) {
  draft other = nobody_;
  c(other);
  const std::size_t before = judge(nobody_).size();
  if (judge(other).size() < before) nobody_ = std::move(other);
}

void trials::find_nobody() {
  const std::string of_treatment = json_day(treated);
  nobody_.today = of_treatment.substr(1, of_treatment.size() - 2);
  nobody_.has_events = pack_.reads_events;
  put(nobody_.treatment, "date", json_day(treated));
  const auto& zones = pack_.words.zones;
  std::vector<zone_id> smallest;  // so that something may lie elsewhere
  for (std::uint32_t z = 0; z < zones.size(); ++z)
    if (zones[z].parts.empty() && smallest.size() < most_zones_tried) smallest.push_back({z});
  const auto treat = [&](draft& d, zone_id z) {
    put(d.treatment, "zones", '[' + json_text(zones[z.index()].label) + ']');
  };
  if (!smallest.empty()) treat(nobody_, smallest.front());
  for (const condition_entry& c : pack_.words.conditions)
    if (c.harmless) {
      put(nobody_.treatment, "indication", json_text(c.label));
      break;
    }
  turning_points points = points_;
  // An adult, and no old one, where a date is asked for.
  points.windows.insert(points.windows.end(), {{18 * 12, window_unit::months}, {30 * 12, window_unit::months}});
  const auto values = [&](const fact_declaration& f) { return values_of(f, points, treated); };
  for (const fact_declaration& f : pack_.treatment_facts) put(nobody_.treatment, f.key, values(f).front());
  for (const fact_declaration& f : pack_.patient_facts) put(nobody_.answers, f.key, values(f).front());
  for (int round = 0; round < 2; ++round) {
    for (const fact_declaration& f : pack_.treatment_facts)
      for (const std::string& v : values(f)) try_better([&](draft& d) { put(d.treatment, f.key, v); });
    for (const fact_declaration& f : pack_.patient_facts)
      for (const std::string& v : values(f)) try_better([&](draft& d) { put(d.answers, f.key, v); });
    for (const zone_id z : smallest) try_better([&](draft& d) { treat(d, z); });
    for (const requirement& r : pack_.requirements)
      for (const date day : days_) {
        if (r.list == subject::event && r.event.index() < pack_.words.events.size())
          try_better([&](draft& d) {
            d.events.push_back(
                {{"name", json_text(pack_.words.events[r.event.index()].label)}, {"date", json_day(day)}});
          });
        if (r.list == subject::medication && r.substance.index() < pack_.words.substances.size())
          try_better([&](draft& d) {
            d.medications.push_back({{"name", json_text(pack_.words.substances[r.substance.index()].label)},
                                     {"started", json_day(day)},
                                     {"ongoing", "true"}});
          });
      }
  }
  for (const stand& s : judge(nobody_)) of_nobody_.push_back(s.rule);
  for (const zone_id z : smallest) {
    const std::string here = '[' + json_text(zones[z.index()].label) + ']';
    if (here != treated_zone()) continue;
    for (const zone_id other : smallest)
      if (elsewhere_.empty() && !pack_.zones.overlap(z, other))
        elsewhere_ = '[' + json_text(zones[other.index()].label) + ']';
  }
}

}  // namespace clearance::linting
