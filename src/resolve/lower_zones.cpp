#include "lower_zones.hpp"

#include "touch_strengths.hpp"

namespace clearance::resolving {

std::size_t zone_lowering::lower(const rule_model& m, bar_id id) {
  const bar& b = out_.bars[id.index()];
  const bool leaves_out = b.effect == verdict::exclude;
  const zone_bits area = area_of(m, m.zones);
  std::size_t touched_zones = 0;
  for (std::uint32_t z = 0; z < touches_.size(); ++z) {
    // What is excluded is left out of the zones that contain it; a `refer` or `defer` stands for those too.
    bool touched = false;
    for (std::size_t w = 0; w < area.size() && !leaves_out; ++w)
      touched = touched || (area[w] & out_.zones.part_word({z}, w)) != 0;
    if (leaves_out) touched = area[z / 64] >> (z % 64) & 1;
    if (!touched) continue;
    touches_[z].push_back({id, surely});
    ++touched_zones;
  }
  if (!leaves_out) return touched_zones;
  for (const zone_id target : m.zones) {
    const zone_bits excluded = area_of(m, {&target, 1});
    if (b.has_predicates()) {
      out_.zone_exclusions.push_back(id);
      out_.zone_exclusion_areas.insert(out_.zone_exclusion_areas.end(), excluded.begin(), excluded.end());
    } else if (left_out_.insert(excluded).second) {
      leave_out(excluded);
    }
  }
  return touched_zones;
}

/// Zones and their parts, a bit for each, without what a rule's `except` leaves out.
zone_lowering::zone_bits zone_lowering::area_of(const rule_model& m, std::span<const zone_id> targets) const {
  zone_bits area(out_.zones.words);
  for (std::size_t w = 0; w < area.size(); ++w) {
    for (const zone_id target : targets) area[w] |= out_.zones.part_word(target, w);
    for (const auto& e : m.except_zones) area[w] &= ~out_.zones.part_word(e.what, w);
  }
  return area;
}

void zone_lowering::leave_out(const zone_bits& area) {
  zone_sets& sets = out_.zones;
  for (std::uint32_t z = 0; z < touches_.size(); ++z) {
    if (area[z / 64] >> (z % 64) & 1) continue;  // requested by itself, it is no part that is left out
    for (std::size_t w = 0; w < sets.words; ++w) sets.treated[z * sets.words + w] &= ~area[w];
  }
}

}  // namespace clearance::resolving
