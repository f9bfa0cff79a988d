#pragma once
#include <clearance/absent_lists.hpp>
#include <clearance/bar.hpp>
#include <clearance/bar_tests.hpp>
#include <clearance/earliest.hpp>
#include <clearance/entry_records.hpp>
#include <clearance/facts.hpp>
#include <clearance/finding_room.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/look.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/requirement.hpp>
#include <clearance/standing.hpp>
#include <clearance/time/period.hpp>
#include <clearance/time/window.hpp>
#include <clearance/treated_zones.hpp>
#include <clearance/treatment_scale.hpp>
#include <clearance/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

/// The evaluator: a pack and the facts of one patient give an outcome. It looks only at the bars that the facts
/// touch, allocates nothing, and knows no medical word.
namespace clearance {

template <class Watcher>
class evaluation {
 public:
  CLEARANCE_INLINE evaluation(const pack& p, const facts& f, std::span<fired> room, Watcher& watcher) noexcept
      : pack_(p),
        facts_(f),
        bars_(p.bars.data()),
        findings_(room, bars_),
        watcher_(watcher),
        latest_(f.has_today ? start_of(f.today) : never),
        treated_midnight_(midnight_before(first_minute_of(f.treatment))),
        quiet_(earlier(latest_, treated_midnight_).minutes) {}  // both are midnights

  CLEARANCE_INLINE outcome run() noexcept {
    leave_open(absent_lists(pack_, facts_));
    look_at_zones();
    look_at_all(facts_.medications);
    look_at_all(facts_.conditions);
    look_at_all(facts_.sessions);
    if (pack_.reads_events) look_at_events();
    look_at_patient();
    for (const requirement& r : pack_.requirements) look_at(r);
    if (errors_ != 0) [[unlikely]]
      hide_worst();
    if (winding_ && !blocked_ && latest_ != never) [[unlikely]]
      latest_ = earliest_search(pack_, facts_).from(latest_);

    if (facts_.in_error) decided_ = worse(decided_, verdict::incomplete);
    // By a table: which it is cannot be guessed.
    const minute_time earliest[] = {on_the_treatments_scale(latest_), never};
    return {decided_, worse(worst_possible_, decided_), earliest[blocked_], open_lists_, findings_.count()};
  }

 private:
  /// `||` with one branch for both: which of them it is cannot be guessed.
  static constexpr bool one_of(bool a, bool b) noexcept { return (int{a} | int{b}) != 0; }
  static constexpr minute_time earlier(minute_time a, minute_time b) noexcept { return a < b ? a : b; }

  // ---- entries ----

  /// One of long ago stands in for none: whether a list has one or none is hard to guess.
  template <class Entry>
  CLEARANCE_INLINE void look_at_all(std::span<const Entry> entries) noexcept {
    if constexpr (Watcher::watching) {
      for (const Entry& e : entries) look_at(e);
      return;
    }
    static constexpr Entry nobodys = long_ago(Entry{});
    const Entry* const begin[] = {entries.data(), &nobodys};  // not `?:`, which may become a branch
    const Entry* e = begin[entries.empty()];
    std::size_t more = entries.size() - !entries.empty();
    do look_at(*e++);
    while (more-- > 0);
  }

  struct place_of_entry {
    std::uint32_t entry;
    bool in_error;
    bool shares_entry;
    bool ongoing;
    bool planned = false;
  };

  CLEARANCE_INLINE void look_at(const medication& m) noexcept {
    note_error(subject::medication, m.in_error);
    const std::int64_t quiet = quiet_for(m);
    const touch* t = pack_.substance_touches.first_or_nobody(m.substance);
    do {
      if (t->ends.after(m.last_use.last) <= quiet) continue;
      bar_tests asked{t->on(m.by), t->on(m.taking)};
      if (Watcher::watching ? t->bar == touch_index::nobody
                            : one_of(asked.match == match_strength::none, asked.use == kleene::no))
        continue;
      const bar& b = bars_[t->bar.index()];
      const auto values = [&] { return values_of(m, pack_, facts_); };
      const place_of_entry e{m.entry, m.in_error, m.shares_entry, is_ongoing(m)};
      if (!b.timed) [[unlikely]] {
        if (b.has_predicates()) ask(b, values, asked);
        stand(t->bar, b, e, asked, values);
        continue;
      }
      const period free = free_of(b.free_after, m, facts_.treatment);
      if (free.last.minutes <= quiet) continue;
      if (b.has_predicates()) ask(b, values, asked);
      stand_until(free, t->bar, b, e, asked, values);
    } while (!t++->is_last);
  }

  CLEARANCE_INLINE void look_at(const condition& c) noexcept {
    note_error(subject::condition, c.in_error);
    const touch* t = pack_.condition_touches.first_or_nobody(c.what);
    do {
      if (Watcher::watching ? t->bar == touch_index::nobody : t->on(c.now) == kleene::no) continue;
      const bar& b = bars_[t->bar.index()];
      bar_tests asked{t->on(route::unknown)};
      asked.status = t->on(c.now);
      if (b.where == place::treated) asked.place = treated_zones(pack_, facts_).hold(c);
      const auto values = [&] { return values_of(c, pack_, facts_); };
      if (b.has_predicates()) ask(b, values, asked);
      const place_of_entry e{c.entry, c.in_error, c.shares_entry, false};
      if (b.term == condition_term::none) [[likely]]
        stand(t->bar, b, e, asked, values);
      else
        stand_for_a_term(t->bar, b, c, e, asked);
    } while (!t++->is_last);
  }

  CLEARANCE_INLINE void look_at(const session& s) noexcept {
    note_error(subject::session, s.in_error);
    const std::int64_t quiet = quiet_for(s);
    for (const bar_id id : pack_.session_bars) {
      const bar& b = bars_[id.index()];
      bar_tests asked;
      const auto values = [&] { return values_of(s, pack_, facts_); };
      if (!Watcher::watching && b.ends.after(s.when.last) <= quiet) continue;
      if (b.has_predicates()) ask(b, values, asked);
      if (!Watcher::watching && asked.truth() == kleene::no) continue;
      const period free = free_of(b.free_after, s, facts_.treatment);
      if (free.last.minutes <= quiet) continue;
      stand_until(free, id, b, {s.entry, s.in_error, false, false}, asked, values);
    }
  }

  CLEARANCE_INLINE void look_at_zones() noexcept {
    note_error(subject::zone, facts_.zone_in_error);
    if (touch_nobody(facts_.zones)) [[likely]]
      return;
    for (std::uint32_t position = 0; position < facts_.zones.size(); ++position) {
      const zone_id z = facts_.zones[position];
      if (pack_.zone_touches.begin_of(z) != 0) look_at_zone(pack_.zone_touches.first_or_nobody(z), position);
    }
  }

  /// Few zones bar anything. Of a few zones all are looked up, some of them twice: how many there are is hard to guess.
  CLEARANCE_INLINE bool touch_nobody(std::span<const zone_id> zones) const noexcept {
    constexpr std::size_t few = 4;
    if (zones.size() - 1 >= few) [[unlikely]]
      return zones.empty();
    std::uint32_t touches = 0;
    for (std::size_t i = 0; i < few; ++i) touches |= pack_.zone_touches.begin_of(zones[i < zones.size() ? i : 0]);
    return touches == 0;
  }

  CLEARANCE_RARE void look_at_zone(const touch* t, std::uint32_t position) noexcept {
    do {
      const bar& b = bars_[t->bar.index()];
      bar_tests asked;
      if (b.has_predicates()) ask(b, no_values, asked);
      stand(t->bar, b, {position, false, false, false}, asked, no_values);
    } while (!t++->is_last);
  }

  /// A condition that still counts when it has ended, or a sign that a session leads one to expect.
  CLEARANCE_RARE void stand_for_a_term(bar_id id, const bar& b, const condition& c, const place_of_entry& e,
                                       bar_tests asked) noexcept {
    const auto record = static_cast<std::size_t>(&c - facts_.conditions.data());
    const auto values = [&] { return values_of(c, pack_, facts_); };
    if (b.term == condition_term::recovery) {
      asked.counts = is_overdue(facts_, b.free_after, period_at(facts_.since, record));
      return stand(id, b, e, asked, values);
    }
    const period ended = period_at(facts_.ended, record);
    if (ended == period{} && c.now != status::resolved) {
      bar lasting = b;
      lasting.stay();
      // Its end is not known: on no date is it certainly over.
      if (!b.dated && asked.match != match_strength::none && asked.truth() != kleene::no) latest_ = never;
      return stand(id, lasting, e, asked, values);
    }
    stand_until(free_from(ended, b.free_after), id, b, e, asked, values);
  }

  CLEARANCE_RARE void look_at_events() noexcept {
    for (const event& e : facts_.events) {
      note_error(subject::event, e.in_error);
      const bool is_planned = !facts_.has_today || e.when.last > end_of(facts_.today);
      for (const touch& t : pack_.event_touches.of(e.what)) {
        const bar& b = bars_[t.bar.index()];
        bar_tests asked{t.on(route::unknown)};
        asked.counts = has_happened(e, facts_);
        if (b.where == place::treated) asked.place = treated_zones(pack_, facts_).hold(e);
        const auto values = [&] { return values_of(e, pack_, facts_); };
        if (b.has_predicates()) ask(b, values, asked);
        // On the days before it, a plan stands in nobody's way.
        winding_ = winding_ || is_planned || !facts_.treatment.has_date;
        const place_of_entry at{e.entry, e.in_error, e.shares_entry, false, is_planned};
        if (b.timed)
          stand_until(free_of(b.free_after, e, facts_.treatment), t.bar, b, at, asked, values);
        else
          stand(t.bar, b, at, asked, values);
      }
    }
  }

  CLEARANCE_INLINE void look_at_patient() noexcept {
    if (pack_.patient_bars.empty()) [[likely]]
      return;
    if constexpr (Watcher::watching)
      for (const bar_id b : pack_.patient_bars) look_at_patient(b);
    else
      pack_.patients.visit(facts_, [this](bar_id b) { look_at_patient(b); });
  }

  CLEARANCE_RARE void look_at_patient(bar_id id) noexcept {
    const bar& b = bars_[id.index()];
    bar_tests asked;
    ask(b, no_values, asked);
    stand(id, b, {whole_patient, false, false, false}, asked, no_values);
  }

  CLEARANCE_RARE void look_at(const requirement& r) noexcept {
    const bar& b = bars_[r.bar.index()];
    if ((r.list == subject::event ? facts_.events_given : facts_.medications_given) == given::absent) return;
    bar_tests asked;
    if (b.has_predicates()) ask(b, no_values, asked);
    const required wanted(r, facts_);
    asked.counts = !wanted.satisfied();
    const kleene truth = asked.truth();
    std::optional<certainty> how;
    // Also where it is there by then: on an earlier day it may not be.
    winding_ = true;
    if (truth != kleene::no) {
      const minute_time arranged = wanted.when_arranged();
      const bool in_time = facts_.treatment.has_date && arranged <= facts_.treatment.when.first;
      how = truth == kleene::unknown ? certainty::possible : in_time ? certainty::avoidable : certainty::certain;
    }
    const minute_time until = how ? wanted.first_free(today_begins(), arranging::counts) : never;
    const std::uint32_t entry =
        asked.counts == kleene::unknown ? wanted.open_entry().value_or(whole_patient) : whole_patient;
    if constexpr (Watcher::watching) watcher_.looked(look{r.bar, entry, asked, false, {until, until}, how});
    if (!how) return;
    decided_ = worse(decided_, contribution(b.effect, *how));
    if (*how != certainty::avoidable) worst_possible_ = worse(worst_possible_, b.effect);
    blocked_ = blocked_ || (*how == certainty::certain && b.effect > verdict::defer);
    findings_.keep({r.bar, entry, until, *how}, false);
  }

  minute_time today_begins() const noexcept { return facts_.has_today ? start_of(facts_.today) : never; }

  template <class Values>
  CLEARANCE_INLINE void ask(const bar& b, Values values, bar_tests& asked) const noexcept {
    if (b.when != bar::none) asked.when = truth_of(b.when, values);
    if (b.unless != bar::none) asked.unless = truth_of(b.unless, values);
  }
  template <class Values>
  CLEARANCE_INLINE kleene truth_of(predicate_id which, Values values) const noexcept {
    const sole_answer& sole = pack_.predicates.predicates[which.index()].sole;
    if (sole.answers != 0 && sole.owner != fact_owner::entry) [[likely]]
      return predicates::answer_holds(sole, facts_, {});
    return evaluate(which, pack_.predicates, pack_.zones, facts_, values());
  }

  // ---- time ----

  /// A window that has passed by then, and ends before what the earliest date waits for already: whatever the tests
  /// say, it changes nothing. Most are of this kind, so they are not asked. What is ongoing is told all the same.
  template <class Entry>
  CLEARANCE_INLINE std::int64_t quiet_for(const Entry& e) const noexcept {
    if (Watcher::watching) return INT64_MIN;
    return quiet_ - is_ongoing(e) * (std::int64_t{1} << 40);  // no branch: half of what is taken is ongoing
  }
  CLEARANCE_INLINE void settle_quiet() noexcept {
    quiet_ = midnight_before(earlier(latest_, treated_midnight_)).minutes;
  }
  CLEARANCE_INLINE void wait_until(minute_time free) noexcept {
    latest_ = latest_ < free ? free : latest_;
    if (quiet_ < treated_midnight_.minutes) [[unlikely]]
      settle_quiet();
  }

  /// As precise as the treatment's date: a day is free only as a whole.
  CLEARANCE_INLINE minute_time on_the_treatments_scale(minute_time t) const noexcept {
    return on_scale_of(facts_.treatment, t);
  }

  // ---- findings ----

  static constexpr auto no_values = [] { return entry_values{}; };

  /// Of a bar that stands as long as its entry does. `values`: gives the entry's, where they are needed.
  template <class Values>
  CLEARANCE_INLINE void stand(bar_id id, const bar& b, place_of_entry e, const bar_tests& asked,
                              Values values) noexcept {
    standing now;
    if (asked.may_hold()) now = {true, weakened(certainty::certain, e.in_error, asked)};
    if constexpr (Watcher::watching) watcher_.looked(look{id, e.entry, asked, e.in_error, {}, now.told()});
    const bool passes = b.dated && b.effect == verdict::defer;
    winding_ = winding_ || passes;
    if (!now.stands) return;
    blocked_ = one_of(blocked_, now.how == certainty::certain && !passes);
    tell(id, b, e, never, now.how, values);
  }

  /// Of a bar that passes with a window.
  template <class Values>
  CLEARANCE_INLINE void stand_until(period free, bar_id id, const bar& b, place_of_entry e, const bar_tests& asked,
                                    Values values) noexcept {
    standing now;
    if (asked.may_hold()) {
      if (!b.dated && !e.planned) [[likely]]
        wait_until(free.last);
      now = standing_against(facts_.treatment, free, e.ongoing);
      if (now.stands) now.how = weakened(now.how, e.in_error, asked);
    }
    if constexpr (Watcher::watching) watcher_.looked(look{id, e.entry, asked, e.in_error, free, now.told()});
    if (b.dated) [[unlikely]]
      winding_ = winding_ || b.effect == verdict::defer;
    if (now.stands) tell(id, b, e, e.in_error ? never : free.last, now.how, values);
  }

  template <class Values>
  CLEARANCE_INLINE void tell(bar_id id, const bar& b, place_of_entry e, minute_time until, certainty how,
                             Values values) noexcept {
    if (b.dated) [[unlikely]]
      until = until_of_dated(b, values(), until);
    decided_ = worse(decided_, contribution(b.effect, how));
    if (how != certainty::avoidable) worst_possible_ = worse(worst_possible_, b.effect);
    // Only a clock's window ends within a day.
    if (b.free_after.unit == window_unit::minutes) [[unlikely]]
      until = on_the_treatments_scale(until);
    findings_.keep({id, e.entry, until, how}, one_of(e.shares_entry, b.has_siblings));
  }

  /// A `when` or `unless` on the treatment's date passes by itself, perhaps before the window does.
  CLEARANCE_RARE minute_time until_of_dated(const bar& b, entry_values values, minute_time of_window) noexcept {
    const minute_time from = facts_.treatment.has_date ? facts_.treatment.when.first : today_begins();
    if (from == never) return of_window;
    const minute_time passes = first_free_of_dated(pack_, facts_, b, values, from);
    return passes < of_window ? passes : of_window;
  }

  // ---- what is not known ----

  CLEARANCE_INLINE void leave_open(const absent_lists& open) noexcept {
    open_lists_ = open.lists;
    winding_ = open.winding;
    if (open.lists == 0) [[likely]]
      return;
    decided_ = verdict::incomplete;
    worst_possible_ = open.worst;
    if (open.timed) latest_ = never;
  }

  CLEARANCE_INLINE void note_error(subject list, bool in_error) noexcept {
    if (in_error) [[unlikely]]
      errors_ = static_cast<std::uint8_t>(errors_ | 1u << static_cast<unsigned>(list));
  }

  /// An entry in error may hide the worst rule of its kind, and the latest date.
  CLEARANCE_INLINE void hide_worst() noexcept {
    for (unsigned list = 0; list < subject_count; ++list)
      if (errors_ >> list & 1) worst_possible_ = worse(worst_possible_, pack_.absent[list].worst_entry);
    constexpr unsigned dated = 1u << static_cast<unsigned>(subject::medication) |
                               1u << static_cast<unsigned>(subject::session) |
                               1u << static_cast<unsigned>(subject::event);
    if (errors_ & dated) latest_ = never;
  }

  const pack& pack_;
  const facts& facts_;
  const bar* bars_;
  finding_room findings_;
  Watcher& watcher_;
  verdict decided_ = verdict::clear;
  verdict worst_possible_ = verdict::clear;
  std::uint8_t open_lists_ = 0;
  minute_time latest_;            ///< the last of all minutes from which a time rule is certainly free
  minute_time treated_midnight_;  ///< before the treatment's first minute
  std::int64_t quiet_;            ///< the midnight up to which ends change nothing: see `quiet_for`
  bool blocked_ = false;          ///< something stands that does not pass with time
  bool winding_ = false;          ///< a time rule may hold again after it has passed: see `earliest_search`
  std::uint8_t errors_ = 0;       ///< bit `subject`: an entry is in error
};

/// Decides. What fired is written into `room`, in the order zones, medications, conditions, sessions; where it does
/// not fit, `fired_count` tells how much room is needed (the verdict is right all the same). Never throws.
inline outcome evaluate(const pack& p, const facts& f, std::span<fired> room) noexcept {
  unwatched nobody;
  return evaluation<unwatched>(p, f, room, nobody).run();
}

template <class Watcher>
outcome evaluate(const pack& p, const facts& f, std::span<fired> room, Watcher& watcher) noexcept {
  return evaluation<Watcher>(p, f, room, watcher).run();
}

}  // namespace clearance
