#pragma once
#include <clearance/cell.hpp>
#include <clearance/fact_pointer.hpp>
#include <clearance/facts.hpp>
#include <clearance/happened.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/predicate_program.hpp>
#include <clearance/step.hpp>
#include <clearance/zone_sets.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// What a single step asks of the facts.
namespace clearance {

/// The facts of the entry that a rule looks at; empty where there is no entry: all unknown.
using entry_values = std::span<const fact_value>;

namespace predicates {

/// The value of a declared fact, known or not.
CLEARANCE_INLINE constexpr fact_value value_at(entry_values values, std::uint32_t slot) noexcept {
  return slot < values.size() ? values[slot] : fact_value{};
}

CLEARANCE_INLINE constexpr kleene value_holds(const step& s, fact_value value) noexcept {
  const std::int64_t v = value.raw;
  if (!value.is_known()) return kleene::unknown;
  if (s.kind == step_kind::between) return known((s.low <= v) & (v <= s.high));
  // A number that is none of the answers has no bit.
  const bool is_one = (static_cast<std::uint64_t>(v) <= 63) & (s.low >> (v & 63) & 1);
  return known(s.kind == step_kind::one_of ? is_one : (s.low & v) != 0);
}

/// When the treatment is, as it was written.
constexpr cell date_of_treatment(const facts& f) noexcept {
  if (!f.treatment.has_date) return cells::unknown;
  return cells::date(f.treatment.when, f.treatment.written == precision::minute ? date_scale::minute : date_scale::day);
}

/// `after_window` and `before_window`.
constexpr kleene date_holds(const step& s, const facts& f, fact_value value) noexcept {
  const cell treated = date_of_treatment(f);
  if (!value.is_known() || !treated.is_known()) return kleene::unknown;
  const cell date = cells::date(period_of(value));
  const cell window = cells::integers(packed_count(s.low), packed_unit(s.low));
  const auto c = static_cast<comparison>(s.high);
  return s.kind == step_kind::after_window ? cells::compare_dates(c, cells::add_window(date, window, 1), treated)
                                           : cells::compare_dates(c, date, cells::add_window(treated, window, -1));
}

CLEARANCE_INLINE constexpr entry_values values_of(fact_owner owner, const facts& f, entry_values entry) noexcept {
  return owner == fact_owner::treatment ? f.treatment_values : owner == fact_owner::entry ? entry : f.patient_values;
}

CLEARANCE_INLINE constexpr kleene answer_holds(const sole_answer& a, const facts& f, entry_values entry) noexcept {
  const std::int64_t v = value_at(values_of(a.owner, f, entry), a.slot).raw;
  // A number that is none of the answers has no bit, as one below zero has none.
  const bool is_one = (static_cast<std::uint64_t>(v) <= std::uint64_t{sole_answer::most}) & (a.answers >> (v & 63) & 1);
  return v == fact_value::not_known ? kleene::unknown : known(is_one);
}

/// Do the facts lie in their bands?
CLEARANCE_INLINE constexpr kleene bands_hold(std::span<const band> bands, entry_values values) noexcept {
  unsigned unknown = 0;
  for (const band& b : bands) {
    const fact_value v = value_at(values, b.slot);
    const unsigned is_known = v.is_known();
    const bool is_outside = static_cast<std::uint64_t>(v.raw) - static_cast<std::uint64_t>(b.low) > b.width;
    if ((is_known & is_outside) != 0) return kleene::no;
    unknown |= is_known ^ 1;
  }
  return unknown != 0 ? kleene::unknown : kleene::yes;
}

/// A test of one declared fact of the treatment, the patient or the entry that the rule looks at.
CLEARANCE_INLINE constexpr kleene fact_holds(const step& s, const facts& f, entry_values entry) noexcept {
  const fact_value value = value_at(values_of(s.owner, f, entry), s.slot);
  if (is_about_a_fact(s.kind)) [[likely]]
    return value_holds(s, value);
  return date_holds(s, f, value);
}

/// The entries of a list, one after the other: each is a run of records.
struct entry_run {
  fact_list list = fact_list::medications;
  std::uint32_t entry = 0;
  std::uint32_t first = 0;  ///< of its records
  std::uint32_t count = 0;
  bool in_error = false;
};

template <class Record>
constexpr entry_run run_at(fact_list list, std::span<const Record> records, std::size_t first) noexcept {
  entry_run r{list, records[first].entry, static_cast<std::uint32_t>(first), 0, false};
  for (std::size_t i = first; i < records.size() && records[i].entry == r.entry; ++i) {
    ++r.count;
    r.in_error = r.in_error || records[i].in_error;
  }
  return r;
}

/// Calls `visit` for each entry until it gives false.
template <class Visit>
constexpr void for_each_entry(const facts& f, fact_list list, Visit visit) {
  const auto walk = [&](auto records) {
    for (std::size_t i = 0; i < records.size();) {
      const entry_run r = run_at(list, records, i);
      if (!visit(r)) return;
      i += r.count;
    }
  };
  switch (list) {
    case fact_list::medications: return walk(f.medications);
    case fact_list::conditions: return walk(f.conditions);
    case fact_list::sessions: return walk(f.sessions);
    case fact_list::events: return walk(f.events);
    case fact_list::treatment:
    case fact_list::answers: return;
  }
}

constexpr given given_of(const facts& f, fact_list list) noexcept {
  switch (list) {
    case fact_list::medications: return f.medications_given;
    case fact_list::conditions: return f.conditions_given;
    case fact_list::sessions: return f.sessions_given;
    case fact_list::events: return f.events_given;
    case fact_list::treatment:
    case fact_list::answers: break;
  }
  return given::absent;
}

constexpr entry_values values_of(const facts& f, fact_list list) noexcept {
  switch (list) {
    case fact_list::medications: return f.medication_values;
    case fact_list::conditions: return f.condition_values;
    case fact_list::sessions: return f.session_values;
    case fact_list::events: return f.event_values;
    case fact_list::treatment: return f.treatment_values;
    case fact_list::answers: return f.patient_values;
  }
  return {};
}

inline constexpr period no_time{distant_past, never};

/// A time that is kept beside the records, where a rule of the pack reads it.
constexpr period beside(std::span<const period> times, std::uint32_t record) noexcept {
  return record < times.size() ? times[record] : no_time;
}

/// When something of an entry was; `no_time` where that is not known.
constexpr period time_of(const facts& f, const entry_run& r, fact_field field) noexcept {
  switch (r.list) {
    case fact_list::medications: {
      const medication& m = f.medications[r.first];
      if (field == fact_field::started) return beside(f.started, r.first);
      if (m.taking != use::ongoing) return m.last_use;
      return f.has_today ? whole_day(f.today) : no_time;  // still taken: used today
    }
    case fact_list::conditions: return beside(field == fact_field::since ? f.since : f.ended, r.first);
    case fact_list::sessions: return f.sessions[r.first].when;
    case fact_list::events: return f.events[r.first].when;
    case fact_list::treatment:
    case fact_list::answers: break;
  }
  return no_time;
}

/// Is a medicine still taken? A last use without a word about it was the last of all.
constexpr kleene is_taken(const medication& m) noexcept {
  if (m.taking == use::ongoing) return kleene::yes;
  return m.taking == use::unstated && m.last_use == no_time ? kleene::unknown : kleene::no;
}

/// How surely a vocabulary entry means something of a set. The bits are those of `touch::by_route`: 0 not at all, 3 for
/// sure.
inline kleene means(const predicate_program& program, std::uint32_t set, std::uint32_t entry, route by) noexcept {
  const predicate_program::range range = program.sets[set];
  const meant* at = program.meants.data() + range.first;
  std::size_t n = range.count;
  while (n > 0) {
    const std::size_t half = n / 2;
    const bool is_below = at[half].entry < entry;
    at = is_below ? at + half + 1 : at;
    n = is_below ? n - half - 1 : half;
  }
  if (at == program.meants.data() + range.first + range.count || at->entry != entry) return kleene::no;
  const unsigned strength = at->by_route >> (2 * static_cast<unsigned>(by)) & 3;
  return strength == 3 ? kleene::yes : strength == 0 ? kleene::no : kleene::unknown;
}

/// Does an entry mean something of a set? One that names several things means each.
inline kleene entry_means(const predicate_program& program, const facts& f, const entry_run& r,
                          std::uint32_t set) noexcept {
  kleene any = kleene::no;
  for (std::uint32_t i = r.first; i < r.first + r.count && any != kleene::yes; ++i) {
    switch (r.list) {
      case fact_list::medications:
        any = any || means(program, set, f.medications[i].substance.value, f.medications[i].by);
        break;
      case fact_list::conditions: any = any || means(program, set, f.conditions[i].what.value, route::unknown); break;
      case fact_list::events: any = any || means(program, set, f.events[i].what.value, route::unknown); break;
      case fact_list::sessions:
      case fact_list::treatment:
      case fact_list::answers: break;
    }
  }
  return any;
}

/// `takes`, `has` and `happened`, of one entry.
inline kleene entry_holds(const step& s, const predicate_program& program, const facts& f,
                          const entry_run& r) noexcept {
  if (r.in_error) return kleene::unknown;
  kleene truth = entry_means(program, f, r, s.slot);
  if (s.kind == step_kind::has) {
    const unsigned status = static_cast<unsigned>(f.conditions[r.first].now);
    truth = truth && static_cast<kleene>(s.low >> (2 * status) & 3);
  }
  if (s.kind == step_kind::happened && truth != kleene::no) truth = truth && has_happened(f.events[r.first], f);
  return truth;
}

constexpr fact_list list_of(step_kind k) noexcept {
  return k == step_kind::takes ? fact_list::medications
         : k == step_kind::has ? fact_list::conditions
                               : fact_list::events;
}

/// Is there an entry of which `holds` is true, or (`all`) is it true of each? What is in error may be anything.
template <class Holds>
kleene over_entries(const facts& f, fact_list list, bool all, Holds holds) noexcept {
  const given how = given_of(f, list);
  if (how == given::absent) return kleene::unknown;
  const kleene decided = all ? kleene::no : kleene::yes;
  kleene truth = how == given::complete ? !decided : kleene::unknown;
  for_each_entry(f, list, [&](const entry_run& r) {
    const kleene one = r.in_error ? kleene::unknown : holds(r);
    truth = all ? truth && one : truth || one;
    return truth != decided;
  });
  return truth;
}

/// A test that needs no stack.
inline kleene holds(const step& s, const predicate_program& program, const zone_sets& zones, const facts& f) noexcept {
  if (s.kind == step_kind::indication) {
    if (f.treatment.indication == given::absent) return kleene::unknown;
    kleene any = f.treatment.indication == given::complete ? kleene::no : kleene::unknown;
    for (const condition_id c : f.indications) any = any || program.condition_sets[s.slot][c.index()];
    return any;
  }
  if (s.kind == step_kind::zone) {
    if (f.treatment.zones == given::absent) return kleene::unknown;
    for (const zone_id z : f.zones)
      if (zones.overlap(z, zone_id{s.slot})) return kleene::yes;
    return f.treatment.zones == given::complete ? kleene::no : kleene::unknown;
  }
  return over_entries(f, list_of(s.kind), false, [&](const entry_run& r) { return entry_holds(s, program, f, r); });
}

}  // namespace predicates
}  // namespace clearance
