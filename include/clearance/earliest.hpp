#pragma once
#include <clearance/applies.hpp>
#include <clearance/bar_tests.hpp>
#include <clearance/dated.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>
#include <clearance/requirement.hpp>
#include <clearance/time/window.hpp>
#include <clearance/treatment_scale.hpp>

#include <cstddef>
#include <optional>

/// The earliest date where more than windows decide. A window, once passed, stays passed; but a condition on the
/// treatment's date may hold again later, an event that is planned does not count before its day, and what was required
/// expires:
///
///     window     #########.........................
///     dated      ....######........######..........
///     required   ###...............................
///     earliest            ^
namespace clearance {

/// From when on a `when` or `unless` lets pass, at or after `from`; `never` where that is not known.
inline minute_time first_free_of_dated(const pack& p, const facts& f, const bar& b, entry_values values,
                                       minute_time from) noexcept {
  minute_time first = never;
  const auto try_one = [&](predicate_id which, kleene wanted) {
    if (which == bar::none) return;
    const std::optional<minute_time> at = first_when(which, wanted, p.predicates, p.zones, f, values, from);
    if (at && *at < first) first = *at;
  };
  try_one(b.when, kleene::no);
  try_one(b.unless, kleene::yes);
  return first;
}

/// Looks at the few rules that are not mere windows, again and again from the latest end so far. Allocates nothing.
class earliest_search {
 public:
  earliest_search(const pack& p, const facts& f) noexcept : pack_(p), facts_(f) {}

  /// The first moment at or after `t` at which all time rules are certainly free; `never` where there is none, or it
  /// is not found in a few rounds.
  minute_time from(minute_time t) const noexcept {
    t = on_scale_of(facts_.treatment, t);
    for (int round = 0; round < most_rounds && t != never; ++round) {
      const minute_time before = t;
      pass(t);
      if (t == before) return t;
    }
    return never;
  }

 private:
  static constexpr int most_rounds = 1000;

  void pass(minute_time& t) const noexcept {
    for (const medication& m : facts_.medications)
      for (const touch& u : pack_.substance_touches.of(m.substance))
        if (u.on(m.by) != match_strength::none && u.on(m.taking) != kleene::no) move(u.bar, m, time_of(u.bar, m), t);
    for (std::size_t i = 0; i < facts_.conditions.size(); ++i) {
      const condition& c = facts_.conditions[i];
      for (const touch& u : pack_.condition_touches.of(c.what))
        if (u.on(c.now) != kleene::no && lies_there(u.bar, c))
          move(u.bar, c, free_from(period_at(facts_.ended, i), pack_.bars[u.bar.index()].free_after), t);
    }
    for (const session& s : facts_.sessions)
      for (const bar_id b : pack_.session_bars) move(b, s, time_of(b, s), t);
    for (const event& e : facts_.events)
      for (const touch& u : pack_.event_touches.of(e.what))
        if (lies_there(u.bar, e)) move_past(u, e, t);
    for (const zone_id z : facts_.zones)
      for (const touch& u : pack_.zone_touches.of(z)) move_dated(u.bar, {}, never, t);
    for (const bar_id b : pack_.patient_bars) move_dated(b, {}, never, t);
    for (const requirement& r : pack_.requirements) move_past(r, t);
    if (facts_.treatment.zones != given::complete) pass_absent(subject::zone, t);
    if (facts_.medications_given == given::absent) pass_absent(subject::medication, t);
    if (facts_.conditions_given == given::absent) pass_absent(subject::condition, t);
    if (facts_.sessions_given == given::absent) pass_absent(subject::session, t);
    if (facts_.events_given == given::absent) pass_absent(subject::event, t);
  }

  /// What an absent list may hold has no date: only a condition on the treatment's date silences such a rule.
  void pass_absent(subject list, minute_time& t) const noexcept {
    for (const bar_id b : pack_.absent[static_cast<unsigned>(list)].conditional) move_dated(b, {}, never, t);
  }

  template <class Record>
  bool lies_there(bar_id b, const Record& r) const noexcept {
    return pack_.bars[b.index()].where != place::treated || treated_zones(pack_, facts_).hold(r) != kleene::no;
  }

  template <class Entry>
  period time_of(bar_id b, const Entry& e) const noexcept {
    const bar& of = pack_.bars[b.index()];
    period last;
    if constexpr (requires { e.last_use; })
      last = e.last_use;
    else
      last = e.when;
    const period free = free_from(last, of.free_after);
    return of.free_after.unit == window_unit::minutes ? on_clock_of(free, e.offset, facts_.treatment.offset) : free;
  }

  template <class Entry>
  void move(bar_id b, const Entry& e, period free, minute_time& t) const noexcept {
    const bar& of = pack_.bars[b.index()];
    if (of.dated) move_dated(b, values_of(e, pack_, facts_), of.timed ? free.last : never, t);
  }

  /// Free where the condition on the date does not hold, or the window has passed.
  void move_dated(bar_id b, entry_values values, minute_time window_ends, minute_time& t) const noexcept {
    const bar& of = pack_.bars[b.index()];
    const bool passes_with_time = of.timed || of.effect == verdict::defer;
    if (!of.dated || !passes_with_time || t == never || window_ends <= t) return;
    const minute_time passes = first_free_of_dated(pack_, facts_, of, values, t);
    t = on_scale_of(facts_.treatment, passes < window_ends ? passes : window_ends);
  }

  void move_past(const touch& u, const event& e, minute_time& t) const noexcept {
    const bar& of = pack_.bars[u.bar.index()];
    const entry_values values = values_of(e, pack_, facts_);
    if (t == never || (of.timed && of.effect != verdict::defer)) return;
    const bool is_still_a_plan = e.when.first != distant_past && day_of(t) < day_of(e.when.first);
    if (is_still_a_plan) return;
    if (!of.timed && stands_from_its_day_on(u, e, values, t)) t = never;
    if (of.dated) return move_dated(u.bar, values, of.timed ? time_of(u.bar, e).last : never, t);
    if (!of.timed || applies(of, pack_, facts_, values) == kleene::no) return;
    const minute_time ends = time_of(u.bar, e).last;
    if (t < ends) t = on_scale_of(facts_.treatment, ends);
  }

  /// For certain, though it does not on the date asked for: there it is a plan, or there is no date.
  bool stands_from_its_day_on(const touch& u, const event& e, entry_values values, minute_time t) const noexcept {
    const bar& of = pack_.bars[u.bar.index()];
    const bool passes_with_time = of.dated && of.effect == verdict::defer;
    return !passes_with_time && !e.in_error && u.on(route::unknown) == match_strength::sure &&
           day_of(e.when.last) <= day_of(t) && applies_at(of, values, t) == kleene::yes &&
           (of.where != place::treated || treated_zones(pack_, facts_).hold(e) == kleene::yes);
  }

  void move_past(const requirement& r, minute_time& t) const noexcept {
    const bar& of = pack_.bars[r.bar.index()];
    const given list = r.list == subject::event ? facts_.events_given : facts_.medications_given;
    if (t == never || list == given::absent) return;
    const kleene applies = applies_at(of, {}, t);
    if (applies == kleene::no) return;
    // What is arranged without need cures nothing: while the rule only may apply, the thing must be there.
    minute_time free = required(r, facts_).first_free(t, applies == kleene::yes ? arranging::counts : arranging::idle);
    if (of.dated) {
      const minute_time lapses = on_scale_of(facts_.treatment, first_free_of_dated(pack_, facts_, of, {}, t));
      if (lapses < free) free = lapses;
      const minute_time surely = of.when == bar::none || applies != kleene::unknown ? never : when_surely(of, t);
      if (surely < free) free = surely;  // from there on it can be arranged
    }
    t = free;
  }

  minute_time when_surely(const bar& b, minute_time from) const noexcept {
    const std::optional<minute_time> at =
        first_when(b.when, kleene::yes, pack_.predicates, pack_.zones, facts_, {}, from);
    return at ? on_scale_of(facts_.treatment, *at) : never;
  }

  /// Would it apply to a treatment at `t`?
  kleene applies_at(const bar& b, entry_values values, minute_time t) const noexcept {
    if (!b.has_predicates()) return kleene::yes;
    facts then = facts_;
    then.treatment.when = treated_at(facts_.treatment, t);
    then.treatment.has_date = true;
    return applies(b, pack_, then, values);
  }

  const pack& pack_;
  const facts& facts_;
};

}  // namespace clearance
