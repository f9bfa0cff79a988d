#include "member_groups.hpp"

#include "touch_strengths.hpp"

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

std::uint16_t stronger(std::uint16_t a, std::uint16_t b) noexcept {
  std::uint16_t out = 0;
  for (unsigned r = 0; r < route_count; ++r)
    out = static_cast<std::uint16_t>(out | std::max(a >> (2 * r) & 3, b >> (2 * r) & 3) << (2 * r));
  return out;
}

/// Of two things that a name may mean: sure only where both are.
std::uint16_t either(std::uint16_t a, std::uint16_t b) noexcept {
  constexpr auto ambiguous = static_cast<unsigned>(match_strength::ambiguous);
  unsigned out = 0;
  for (unsigned r = 0; r < route_count; ++r) {
    const unsigned one = a >> (2 * r) & 3;
    const unsigned other = b >> (2 * r) & 3;
    const unsigned both = one == 0 && other == 0 ? 0 : one == 0 || other == 0 ? ambiguous : std::min(one, other);
    out |= both << (2 * r);
  }
  return static_cast<std::uint16_t>(out);
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

group_strengths::group_strengths(const member_group& g, const meant_by& by)
    : group_(g), meanings_(by.meanings), parts_(by.parts) {
  if (g.excluded.empty()) return;
  // Again while there are more: whether a product is one depends on what it contains.
  for (std::size_t before = SIZE_MAX; before != others_.size();) {
    before = others_.size();
    for (const std::uint32_t t : g.targets)
      for (const std::uint32_t e : by.users[t])
        if (is_other_member(e)) others_.push_back(e);
    sort_unique(others_);
  }
}

bool group_strengths::is_other_member(std::uint32_t entry) const {
  if (!parts_[entry].is_empty()) return of_parts(entry, 0) != 0;
  const id_list& sure = meanings_[entry][0].sure;
  return share_one(sure, group_.targets) && !share_one(sure, group_.excluded);
}

std::uint16_t group_strengths::of(std::uint32_t entry, std::uint8_t routes) const {
  if (group_.excluded.empty()) return strengths(meanings_[entry], group_.targets, routes);
  if (!parts_[entry].is_empty()) {
    const std::uint16_t found = of_parts(entry, routes);  // a product may be a class too, of other products
    return found == 0 && is_above_another(entry) ? by_every_route(match_strength::ambiguous) : found;
  }
  const id_list& sure = meanings_[entry][0].sure;
  if (share_one(sure, group_.excluded)) return 0;
  // A class may hold only members that are left out.
  if (!share_one(sure, group_.targets) && !is_above_another(entry)) return 0;
  return strengths(meanings_[entry], group_.targets, routes);
}

/// What it is by itself decides before what it contains or may be.
std::uint16_t group_strengths::of_parts(std::uint32_t entry, std::uint8_t routes) const {
  const composition& it = parts_[entry];
  if (share_one(it.classes, group_.excluded)) return 0;
  if (share_one(it.classes, group_.targets)) return strengths(meanings_[entry], group_.targets, routes);
  if (!it.may_be.empty()) return of_options(entry, routes);
  std::uint16_t bits = 0;
  for (const std::uint32_t ingredient : it.ingredients) bits = stronger(bits, of(ingredient, routes));
  return bits;
}

std::uint16_t group_strengths::of_options(std::uint32_t entry, std::uint8_t routes) const {
  const id_list& options = parts_[entry].may_be;
  std::uint16_t bits = of(options[0], routes);
  for (const std::uint32_t option : options) bits = either(bits, of(option, routes));
  return bits;
}

/// Is it a class of one that is not left out?
bool group_strengths::is_above_another(std::uint32_t entry) const noexcept {
  return std::any_of(others_.begin(), others_.end(), [&](std::uint32_t other) {
    const id_list& above = parts_[other].is_empty() ? meanings_[other][0].sure : parts_[other].classes;
    return other != entry && std::binary_search(above.begin(), above.end(), entry);
  });
}

}  // namespace clearance::resolving
