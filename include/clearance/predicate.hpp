#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/predicate_program.hpp>
#include <clearance/predicate_run.hpp>
#include <clearance/predicate_tests.hpp>
#include <clearance/step.hpp>
#include <clearance/zone_sets.hpp>

#include <cstdint>
#include <span>

/// Conditions: three-valued, since what is not known makes a test unknown.
namespace clearance {

/// Which lists a rule can look at.
enum class subject : std::uint8_t { medication, condition, session, zone, event, patient };
inline constexpr unsigned subject_count = 6;

namespace predicates {

/// Tests of facts alone, each but the first followed by `both` or `either`. What cannot change the truth is not asked.
CLEARANCE_RARE inline kleene run_chain(const predicate& p, const predicate_program& program, const facts& f,
                                       entry_values entry) noexcept {
  const step* s = program.steps.data() + p.first;
  const step* const end = s + p.count;
  kleene truth = fact_holds(*s++, f, entry);
  for (; s != end; s += 2) {
    const bool is_both = s[1].kind == step_kind::both;
    if (truth == (is_both ? kleene::no : kleene::yes)) continue;
    const kleene next = fact_holds(*s, f, entry);
    truth = is_both ? truth && next : truth || next;
  }
  return truth;
}

/// Any steps.
CLEARANCE_RARE inline kleene run(const predicate& p, const predicate_program& program, const zone_sets& zones,
                                 const facts& f, entry_values entry) noexcept {
  const step* const first = program.steps.data() + p.first;
  work_space w;
  machine(program, zones, f, entry).run(first, first + p.count, w);
  return w.top().truth;
}

}  // namespace predicates

/// The truth of a predicate for a patient and, where the rule looks at one, an entry.
CLEARANCE_INLINE kleene evaluate(predicate_id which, const predicate_program& program, const zone_sets& zones,
                                 const facts& f, entry_values entry) noexcept {
  const predicate& p = program.predicates[which.index()];
  if (p.sole.answers != 0) [[likely]]
    return predicates::answer_holds(p.sole, f, entry);
  if (p.in_bands.count == 0)
    return p.is_chain ? predicates::run_chain(p, program, f, entry) : predicates::run(p, program, zones, f, entry);
  return predicates::bands_hold({program.bands.data() + p.in_bands.first, p.in_bands.count},
                                predicates::values_of(p.in_bands.owner, f, entry));
}

}  // namespace clearance
