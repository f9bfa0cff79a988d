#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/time/window.hpp>
#include <clearance/treatment_scale.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

/// Is what a rule requires there on the treatment's day, and if not, from when can it be?
namespace clearance {

/// Bounds of the treatment's minute; imprecise where the event is.
struct validity {
  period begins;  ///< from here
  period ends;    ///< before here

  constexpr kleene covers(period treated) const noexcept {
    return at_or_after(treated, begins) && !at_or_after(treated, ends);
  }
};

/// Does it help that it can still be done?
enum class arranging : std::uint8_t { idle, counts };

class required {
 public:
  required(const requirement& r, const facts& f) noexcept : r_(r), facts_(f) {}

  /// Does an entry satisfy it? What was not understood may be the one.
  kleene satisfied() const noexcept {
    if (facts_.treatment.has_date) return satisfied(facts_.treatment.when);
    kleene any = kleene::no;
    for_each([&](std::uint32_t, validity, kleene) { any = kleene::unknown; });
    return any;
  }

  /// The entry that leaves it open; nothing where it is none by itself.
  std::optional<std::uint32_t> open_entry() const noexcept {
    std::optional<std::uint32_t> open;
    for_each([&](std::uint32_t entry, validity v, kleene counts) {
      const kleene truth = facts_.treatment.has_date ? v.covers(facts_.treatment.when) : kleene::unknown;
      if (!open && (counts && truth) == kleene::unknown) open = entry;
    });
    return open;
  }

  /// From when it is there if it is done at the last minute of today. `never` where today is not known.
  minute_time when_arranged() const noexcept {
    if (!facts_.has_today) return never;
    return r_.before ? free_from(end_of(facts_.today), *r_.before) : start_of(facts_.today);
  }

  /// The first treatment at or after `from` for which it is surely there, or surely missing and `arranging` it in time
  /// cures that; `never` where none is found in a few steps.
  minute_time first_free(minute_time from, arranging cures) const noexcept {
    const minute_time arranged = cures == arranging::counts ? when_arranged() : never;
    minute_time t = on_scale_of(facts_.treatment, from);
    for (int step = 0; step < most_steps && t != never; ++step) {
      const kleene there = satisfied(treated_at(facts_.treatment, t));
      if (there == kleene::yes || (there == kleene::no && arranged <= t)) return t;
      t = on_scale_of(facts_.treatment, next_change(t, arranged));
    }
    return never;
  }

  /// `visit(entry, validity, counts)` for each record that may be what is required.
  template <class Visit>
  void for_each(Visit visit) const noexcept {
    if (r_.list == subject::event) {
      for (const event& e : facts_.events)
        visit_one(e.entry, r_.events.on(e.what, route::unknown), e.in_error, e.when, e.offset, {never, never}, visit);
      return;
    }
    for (std::size_t i = 0; i < facts_.medications.size(); ++i) {
      const medication& m = facts_.medications[i];
      const period started = i < facts_.started.size() ? facts_.started[i] : period{};
      visit_one(m.entry, r_.substances.on(m.substance, m.by), m.in_error, started, utc_offset{}, stopped(m, started),
                visit);
    }
  }

 private:
  static constexpr int most_steps = 1000;

  kleene satisfied(period treated) const noexcept {
    kleene any = kleene::no;
    for_each([&](std::uint32_t, validity v, kleene counts) { any = any || (counts && v.covers(treated)); });
    return any;
  }

  /// The first minute behind `t` at which what is there may change.
  minute_time next_change(minute_time t, minute_time arranged) const noexcept {
    minute_time next = t < arranged ? arranged : never;
    const auto consider = [&](minute_time change) {
      if (t < change && change < next) next = change;
    };
    for_each([&](std::uint32_t, validity v, kleene) {
      for (const minute_time change : {v.begins.first, v.begins.last, v.ends.first, v.ends.last}) consider(change);
    });
    return next;
  }

  template <class Visit>
  void visit_one(std::uint32_t entry, match_strength match, bool in_error, period when, utc_offset offset,
                 period stopped, Visit& visit) const noexcept {
    if (match == match_strength::none && !in_error) return;
    const bool in_doubt = in_error || match != match_strength::sure;
    validity v = validity_since(when, offset);
    if (stopped.first < v.ends.first) v.ends.first = stopped.first;
    if (stopped.last < v.ends.last) v.ends.last = stopped.last;
    visit(entry, v, in_doubt ? kleene::unknown : kleene::yes);
  }

  /// What is not taken any more covers no later treatment: the day behind its last use. `never` while it is taken,
  /// where no last use is said, and of what is to be started behind it.
  static period stopped(const medication& m, period started) noexcept {
    if (m.taking == use::ongoing || m.last_use.last == never || started.first > m.last_use.last) return {never, never};
    period p = days_of(m.last_use);
    if (p.first != distant_past) p.first.minutes += minutes_a_day;
    p.last.minutes += minutes_a_day;
    return p;
  }

  validity validity_since(period when, utc_offset offset) const noexcept {
    validity v;
    v.begins = r_.before ? passed(when, *r_.before, offset) : days_of(when);
    v.ends = r_.valid ? behind_last(when, *r_.valid, offset) : period{never, never};
    return v;
  }

  period passed(period when, window w, utc_offset offset) const noexcept {
    const period free = free_from(when, w);
    return w.unit == window_unit::minutes ? on_clock_of(free, offset, facts_.treatment.offset) : free;
  }

  /// The first minute at which it is too old.
  period behind_last(period when, window w, utc_offset offset) const noexcept {
    period end = passed(when, w, offset);
    const std::int32_t included = w.unit == window_unit::minutes ? 1 : minutes_a_day;
    if (end.first != distant_past) end.first.minutes += included;
    if (end.last != never) end.last.minutes += included;
    return end;
  }

  /// What happens on the treatment's day is there, whatever the hour.
  static period days_of(period when) noexcept {
    if (when.first != distant_past) when.first = start_of(day_of(when.first));
    if (when.last != never) when.last = start_of(day_of(when.last));
    return when;
  }

  const requirement& r_;
  const facts& facts_;
};

}  // namespace clearance
