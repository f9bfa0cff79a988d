#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/inline.hpp>
#include <clearance/match_strength.hpp>
#include <clearance/pack.hpp>

#include <span>

/// How surely what the patient brings is what a bar speaks of.
namespace clearance {

CLEARANCE_INLINE match_strength strength_of(const pack& p, const medication& m, bar_id b) noexcept {
  return p.substance_touches.strength(m.substance, b, m.by);
}
CLEARANCE_INLINE match_strength strength_of(const pack& p, const condition& c, bar_id b) noexcept {
  return p.condition_touches.strength(c.what, b, route::unknown);
}
CLEARANCE_INLINE match_strength strength_of(const pack& p, const event& e, bar_id b) noexcept {
  return p.event_touches.strength(e.what, b, route::unknown);
}

/// The first of an entry's records of which a bar speaks; null where it speaks of none.
template <class Record>
const Record* first_touching(const pack& p, std::span<const Record> entry, bar_id b) noexcept {
  for (const Record& r : entry)
    if (strength_of(p, r, b) != match_strength::none) return &r;
  return nullptr;
}

}  // namespace clearance
