#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/time/window.hpp>

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

class required {
 public:
  required(const requirement& r, const facts& f) noexcept : r_(r), facts_(f) {}

  /// Does an entry satisfy it? What was not understood may be the one.
  kleene satisfied() const noexcept {
    kleene any = kleene::no;
    for_each([&](std::uint32_t, validity v, kleene counts) {
      any = any || (counts && (facts_.treatment.has_date ? v.covers(facts_.treatment.when) : kleene::unknown));
    });
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

  /// The first treatment moment at or after `from` for which it is certainly there, or can be arranged.
  minute_time first_free(minute_time from) const noexcept {
    minute_time first = when_arranged();
    if (first <= from) return from;
    for_each([&](std::uint32_t, validity v, kleene counts) {
      if (counts != kleene::yes) return;
      const minute_time begins = v.begins.last < from ? from : v.begins.last;
      if (begins != never && begins < v.ends.first && begins < first) first = begins;
    });
    return first;
  }

  /// `visit(entry, validity, counts)` for each record that may be what is required.
  template <class Visit>
  void for_each(Visit visit) const noexcept {
    if (r_.list == subject::event) {
      for (const event& e : facts_.events)
        visit_one(e.entry, r_.events.on(e.what, route::unknown), e.in_error, e.when, e.offset, visit);
      return;
    }
    for (std::size_t i = 0; i < facts_.medications.size(); ++i) {
      const medication& m = facts_.medications[i];
      const period started = i < facts_.started.size() ? facts_.started[i] : period{};
      visit_one(m.entry, r_.substances.on(m.substance, m.by), m.in_error, started, utc_offset{}, visit);
    }
  }

 private:
  template <class Visit>
  void visit_one(std::uint32_t entry, match_strength match, bool in_error, period when, utc_offset offset,
                 Visit& visit) const noexcept {
    if (match == match_strength::none && !in_error) return;
    const bool in_doubt = in_error || match != match_strength::sure;
    visit(entry, validity_since(when, offset), in_doubt ? kleene::unknown : kleene::yes);
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
