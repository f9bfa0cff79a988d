#include "inherit.hpp"

namespace clearance::resolving {
namespace {

void inherit_substances(const std::vector<meaning>& meanings, std::vector<substance>& substances) {
  std::vector<bool> own;
  for (const substance& s : substances) own.push_back(s.ask_prescriber);
  for (std::size_t i = 0; i < substances.size(); ++i) {
    substances[i].routes = allowed_routes(meanings[i]);
    for (const alternative& a : meanings[i])
      for (const std::uint32_t above : a.sure)
        substances[i].ask_prescriber = substances[i].ask_prescriber || own[above];
  }
}

void inherit_events(std::vector<event_entry>& events) {
  std::vector<int> state(events.size(), 0);
  const auto settle = [&](auto&& self, std::size_t i) -> void {
    if (state[i]++ != 0) return;
    event_entry& e = events[i];
    const bool has_own_zones = !e.usual_zones.empty();
    for (const event_id above : e.is) {
      self(self, above.index());
      const auto& theirs = events[above.index()].usual_zones;
      if (!has_own_zones) e.usual_zones.insert(e.usual_zones.end(), theirs.begin(), theirs.end());
    }
  };
  for (std::size_t i = 0; i < events.size(); ++i) settle(settle, i);
}

void inherit_conditions(std::vector<condition_entry>& conditions) {
  std::vector<int> state(conditions.size(), 0);
  const auto settle = [&](auto&& self, std::size_t i) -> void {
    if (state[i]++ != 0) return;
    condition_entry& c = conditions[i];
    const bool has_own_zones = !c.usual_zones.empty();
    for (const condition_id above : c.is) {
      self(self, above.index());
      const condition_entry& class_entry = conditions[above.index()];
      c.harmless = c.harmless || class_entry.harmless;
      if (!has_own_zones)
        c.usual_zones.insert(c.usual_zones.end(), class_entry.usual_zones.begin(), class_entry.usual_zones.end());
    }
    if (c.may_be.empty()) return;
    bool all_harmless = true;
    for (const condition_id other : c.may_be) {
      self(self, other.index());
      all_harmless = all_harmless && conditions[other.index()].harmless;
    }
    c.harmless = c.harmless || all_harmless;
  };
  for (std::size_t i = 0; i < conditions.size(); ++i) settle(settle, i);
}

}  // namespace

void inherit(const std::vector<meaning>& substances, vocabulary& words) {
  inherit_substances(substances, words.substances);
  inherit_conditions(words.conditions);
  inherit_events(words.events);
}

zone_sets zone_sets_of(const std::vector<zone>& zones) {
  zone_sets sets;
  sets.words = (zones.size() + 63) / 64;
  sets.parts.assign(zones.size() * sets.words, 0);
  std::vector<bool> done(zones.size());
  const auto settle = [&](auto&& self, std::size_t z) -> void {
    if (done[z]) return;
    done[z] = true;
    sets.parts[z * sets.words + z / 64] |= std::uint64_t{1} << (z % 64);
    for (const zone_id part : zones[z].parts) {
      self(self, part.index());
      for (std::size_t w = 0; w < sets.words; ++w)
        sets.parts[z * sets.words + w] |= sets.parts[part.index() * sets.words + w];
    }
  };
  for (std::size_t z = 0; z < zones.size(); ++z) settle(settle, z);
  sets.treated = sets.parts;
  sets.settle();
  return sets;
}

}  // namespace clearance::resolving
