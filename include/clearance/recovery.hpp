#pragma once
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/time/window.hpp>

#include <cstddef>

/// Is a sign still what a session leads one to expect?
namespace clearance {

/// The first minutes of the days that a time may lie on.
constexpr period days_of(period p) noexcept {
  if (p.first != distant_past) p.first = start_of(day_of(p.first));
  if (p.last != never) p.last = start_of(day_of(p.last));
  return p;
}

/// Has a sign that is there today lasted longer than `expected` since every earlier session? `since`: from when the
/// patient has it. Without a session nobody expects it.
///
///     session ------- expected -------|          today: overdue
///                                     `- the last day of a calendar window still counts
inline kleene is_overdue(const facts& f, window expected, period since) noexcept {
  if (f.sessions_given == given::absent || !f.has_today) return kleene::unknown;
  const period today = whole_day(f.today);
  const std::int32_t included = expected.unit == window_unit::minutes ? 1 : minutes_a_day;
  kleene overdue = kleene::yes;
  for (const session& s : f.sessions) {
    period over = free_from(s.when, expected);
    if (over.first != distant_past) over.first.minutes += included;
    if (over.last != never) over.last.minutes += included;
    // A session does not explain what was there on the days before it.
    const bool is_since_given = since.first != distant_past;
    const kleene began_before = is_since_given ? !at_or_after(days_of(since), days_of(s.when)) : kleene::no;
    const kleene is_over_by_now = at_or_after(today, days_of(s.when));  // one that is planned explains nothing
    const kleene explains = is_over_by_now && !at_or_after(today, over) && !began_before;
    overdue = overdue && !(explains && (s.in_error ? kleene::unknown : kleene::yes));
  }
  return overdue;
}

}  // namespace clearance
