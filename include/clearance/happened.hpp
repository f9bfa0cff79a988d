#pragma once
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/time/civil.hpp>

namespace clearance {

/// Has an event happened by the treatment's day? One that lies behind it is a plan.
constexpr kleene has_happened(const event& e, const facts& f) noexcept {
  if (e.when.first == distant_past || !f.treatment.has_date) return kleene::unknown;
  if (day_of(e.when.last) <= day_of(f.treatment.when.first)) return kleene::yes;
  return day_of(e.when.first) > day_of(f.treatment.when.last) ? kleene::no : kleene::unknown;
}

}  // namespace clearance
