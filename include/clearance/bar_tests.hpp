#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/happened.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/recovery.hpp>
#include <clearance/treated_zones.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// What one bar asks of one entry.
namespace clearance {

struct bar_tests {
  match_strength match = match_strength::sure;
  kleene use = kleene::yes;
  kleene status = kleene::yes;
  kleene place = kleene::yes;
  kleene counts = kleene::yes;  ///< an event has happened by then; a sign has lasted too long
  kleene when = kleene::yes;
  kleene unless = kleene::no;

  /// An exception that is not known to hold does not lift.
  constexpr kleene truth() const noexcept {
    return unless == kleene::yes ? kleene::no : use && status && place && counts && when;
  }
  constexpr bool may_hold() const noexcept { return truth() != kleene::no && match != match_strength::none; }
  constexpr bool leave_doubt() const noexcept { return truth() == kleene::unknown || match != match_strength::sure; }
};

/// The declared facts of an entry, of a list's rows.
CLEARANCE_INLINE entry_values row_of(std::span<const fact_value> values, std::size_t width,
                                     std::uint32_t entry) noexcept {
  if (values.size() < (entry + 1) * width) return {};
  return values.subspan(entry * width, width);
}

CLEARANCE_INLINE entry_values values_of(const medication& m, const pack& p, const facts& f) noexcept {
  return row_of(f.medication_values, p.medication_facts.size(), m.entry);
}
CLEARANCE_INLINE entry_values values_of(const condition& c, const pack& p, const facts& f) noexcept {
  return row_of(f.condition_values, p.condition_facts.size(), c.entry);
}
CLEARANCE_INLINE entry_values values_of(const session& s, const pack& p, const facts& f) noexcept {
  return row_of(f.session_values, p.treatment_facts.size(), s.entry);
}
CLEARANCE_INLINE entry_values values_of(const event& e, const pack& p, const facts& f) noexcept {
  return row_of(f.event_values, p.event_facts.size(), e.entry);
}

/// What is not given of a record, or not read by the pack.
CLEARANCE_INLINE period period_at(std::span<const period> periods, std::size_t record) noexcept {
  return record < periods.size() ? periods[record] : period{};
}

}  // namespace clearance
