#include "member_groups.hpp"

#include <algorithm>

namespace clearance::resolving {
namespace {

using id_list = std::vector<std::uint32_t>;

/// For comparing windows of different units: a month as its mean length.
std::int64_t rough_minutes(window w) noexcept {
  switch (w.unit) {
    case window_unit::minutes: return w.count;
    case window_unit::days: return std::int64_t{w.count} * minutes_a_day;
    case window_unit::months: return std::int64_t{w.count} * 43'830;
  }
  return 0;
}

void sort_unique(id_list& l) {
  std::sort(l.begin(), l.end());
  l.erase(std::unique(l.begin(), l.end()), l.end());
}

std::uint16_t stronger(std::uint16_t a, std::uint16_t b) noexcept {
  std::uint16_t out = 0;
  for (unsigned r = 0; r < route_count; ++r)
    out = static_cast<std::uint16_t>(out | std::max(a >> (2 * r) & 3, b >> (2 * r) & 3) << (2 * r));
  return out;
}

}  // namespace

template <class Thing>
std::vector<member_group> groups_of(const std::vector<id<Thing>>& named, const std::vector<exception_to<Thing>>& except,
                                    window own, bool has_other_windows) {
  std::vector<member_group> groups(1);
  groups[0].waits = own;
  for (const id<Thing> n : named) groups[0].targets.push_back(n.value);
  sort_unique(groups[0].targets);
  for (const exception_to<Thing>& e : except) groups[0].excluded.push_back(e.what.value);
  sort_unique(groups[0].excluded);
  if (!has_other_windows) return groups;
  for (std::size_t i = 0; i < except.size(); ++i) {
    member_group g{{except[i].what.value}, {}, except[i].waits};
    for (std::size_t j = 0; j < except.size(); ++j) {
      const std::int64_t mine = rough_minutes(except[i].waits);
      const std::int64_t other = rough_minutes(except[j].waits);
      if (other > mine || (other == mine && j < i)) g.excluded.push_back(except[j].what.value);
    }
    sort_unique(g.excluded);
    groups.push_back(std::move(g));
  }
  return groups;
}

template std::vector<member_group> groups_of(const std::vector<substance_id>&,
                                             const std::vector<exception_to<substance_thing>>&, window, bool);
template std::vector<member_group> groups_of(const std::vector<condition_id>&,
                                             const std::vector<exception_to<condition_thing>>&, window, bool);
template std::vector<member_group> groups_of(const std::vector<event_id>&,
                                             const std::vector<exception_to<event_thing>>&, window, bool);

std::uint16_t group_strengths::of(std::uint32_t entry, const member_group& g, std::uint8_t routes) const {
  const std::uint16_t as_a_whole = strengths(meanings_[entry], g.targets, routes, g.excluded);
  if (g.excluded.empty() || entry >= inside_.size() || inside_[entry].empty()) return as_a_whole;
  if (std::binary_search(g.excluded.begin(), g.excluded.end(), entry)) return 0;
  std::uint16_t bits = as_a_whole;
  for (const std::uint32_t ingredient : inside_[entry]) bits = stronger(bits, of(ingredient, g, routes));
  return bits;
}

}  // namespace clearance::resolving
