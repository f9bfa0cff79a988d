#pragma once
#include <clearance/bar.hpp>
#include <clearance/bar_tests.hpp>
#include <clearance/earliest.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/requirement.hpp>
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

/// How one bar looked at one entry: every test's truth, and what came of them.
struct look {
  bar_id bar;
  std::uint32_t entry = 0;
  bar_tests tests;
  bool in_error = false;
  period free;                      ///< of a timed bar
  std::optional<certainty> stands;  ///< nothing: it does not
};

/// A watcher that is told nothing and costs nothing. One that sets `watching` gets a `look` for each bar and entry
/// that meet, also where the bar does not stand.
struct unwatched {
  static constexpr bool watching = false;
  void looked(const look&) noexcept {}
};

/// What absent lists leave open. Their bounds were computed when the pack was loaded; only rules with a `when` are
/// asked, one by one.
class absent_lists {
 public:
  absent_lists(const pack& p, const facts& f) noexcept {
    // Of the zones also where one is not understood: it may be any.
    if (f.treatment.zones != given::complete) [[unlikely]]
      add(p, f, subject::zone);
    if (f.medications_given == given::absent) [[unlikely]]
      add(p, f, subject::medication);
    if (f.conditions_given == given::absent) [[unlikely]]
      add(p, f, subject::condition);
    if (f.sessions_given == given::absent) [[unlikely]]
      add(p, f, subject::session);
    if (f.events_given == given::absent && p.reads_events) add(p, f, subject::event);
  }

  std::uint8_t lists = 0;  ///< bit `subject`: absent, and rules depend on it
  verdict worst = verdict::clear;
  bool timed = false;    ///< one of these rules is a time rule
  bool winding = false;  ///< one that is silent on the date asked for is not on others

 private:
  CLEARANCE_RARE void add(const pack& p, const facts& f, subject list) noexcept {
    const absence& a = p.absent[static_cast<unsigned>(list)];
    verdict worst_here = a.worst;
    timed = timed || a.timed;
    for (const bar_id id : a.conditional) {
      const bar& b = p.bars[id.index()];
      const auto truth = [&](predicate_id which) { return evaluate(which, p.predicates, p.zones, f, {}); };
      const bool is_silent = (b.when != bar::none && truth(b.when) == kleene::no) ||
                             (b.unless != bar::none && truth(b.unless) == kleene::yes);
      winding = winding || (b.dated && (b.timed || b.effect == verdict::defer));
      if (is_silent) continue;
      worst_here = worse(worst_here, b.effect);
      timed = timed || b.timed || (b.dated && b.effect == verdict::defer);
    }
    if (worst_here == verdict::clear) return;
    lists = static_cast<std::uint8_t>(lists | 1u << static_cast<unsigned>(list));
    worst = worse(worst, worst_here);
  }
};

template <class Watcher>
class evaluation {
 public:
  CLEARANCE_INLINE evaluation(const pack& p, const facts& f, std::span<fired> room, Watcher& watcher) noexcept
      : pack_(p),
        facts_(f),
        bars_(p.bars.data()),
        room_(room),
        watcher_(watcher),
        latest_(f.has_today ? start_of(f.today) : never),
        treated_from_(f.treatment.has_date ? f.treatment.when.first : distant_past) {}

  CLEARANCE_INLINE outcome run() noexcept {
    leave_open(absent_lists(pack_, facts_));
    look_at_zones();
    for (const medication& m : facts_.medications) look_at(m);
    for (const condition& c : facts_.conditions) look_at(c);
    for (const session& s : facts_.sessions) look_at(s);
    if (pack_.reads_events) look_at_events();
    look_at_patient();
    for (const requirement& r : pack_.requirements) look_at(r);
    if (errors_ != 0) [[unlikely]]
      hide_worst();
    if (winding_ && !blocked_ && latest_ != never) [[unlikely]]
      latest_ = earliest_search(pack_, facts_).from(latest_);

    if (facts_.in_error) out_.decided = worse(out_.decided, verdict::incomplete);
    out_.worst_possible = worse(out_.worst_possible, out_.decided);
    out_.earliest = blocked_ ? never : on_the_treatments_scale(latest_);
    return out_;
  }

 private:
  /// `||` with one branch for both: which of them it is cannot be guessed.
  static constexpr bool one_of(bool a, bool b) noexcept { return (int{a} | int{b}) != 0; }

  // What the records of entries have in common, and a requested zone's position, which has no record.
  static constexpr bool is_ongoing(const medication& m) noexcept { return m.taking == use::ongoing; }
  static constexpr bool is_ongoing(const session&) noexcept { return false; }
  static constexpr bool is_ongoing(const event&) noexcept { return false; }
  static constexpr period time_of(const medication& m) noexcept { return m.last_use; }
  static constexpr period time_of(const session& s) noexcept { return s.when; }
  static constexpr period time_of(const event& e) noexcept { return e.when; }

  // ---- entries ----

  struct place_of_entry {
    std::uint32_t entry;
    bool in_error;
    bool shares_entry;
    bool ongoing;
    bool planned = false;
  };

  CLEARANCE_INLINE void look_at(const medication& m) noexcept {
    note_error(subject::medication, m.in_error);
    const std::int64_t quiet = quiet_until(m);
    const std::int32_t of_its_day = minute_of_day(m.last_use.last);
    for (const touch& t : pack_.substance_touches.or_nobody(m.substance)) {
      const std::int64_t ends = t.ends.after(m.last_use.last, of_its_day);
      if (ends <= quiet) continue;
      bar_tests asked{t.on(m.by), t.on(m.taking)};
      if (Watcher::watching ? t.bar == touch_index::nobody
                            : one_of(asked.match == match_strength::none, asked.use == kleene::no))
        continue;
      const bar& b = bars_[t.bar.index()];
      const period free = b.timed ? free_of(b, m, ends, of_its_day) : period{};
      if (b.timed && free.last.minutes <= quiet) continue;
      if (b.has_predicates()) ask(b, values_of(m, pack_, facts_), asked);
      stand(t.bar, b, {m.entry, m.in_error, m.shares_entry, is_ongoing(m)}, asked, free, values_of(m, pack_, facts_));
    }
  }

  CLEARANCE_INLINE void look_at(const condition& c) noexcept {
    note_error(subject::condition, c.in_error);
    for (const touch& t : pack_.condition_touches.or_nobody(c.what)) {
      if (Watcher::watching ? t.bar == touch_index::nobody : t.on(c.now) == kleene::no) continue;
      const bar& b = bars_[t.bar.index()];
      bar_tests asked{t.on(route::unknown)};
      asked.status = t.on(c.now);
      if (b.where == place::treated) asked.place = treated_zones(pack_, facts_).hold(c);
      if (b.has_predicates()) ask(b, values_of(c, pack_, facts_), asked);
      const place_of_entry e{c.entry, c.in_error, c.shares_entry, false};
      if (b.term == condition_term::none) [[likely]]
        stand(t.bar, b, e, asked, {}, values_of(c, pack_, facts_));
      else
        stand_for_a_term(t.bar, b, c, e, asked);
    }
  }

  CLEARANCE_INLINE void look_at(const session& s) noexcept {
    note_error(subject::session, s.in_error);
    const std::int64_t quiet = quiet_until(s);
    const std::int32_t of_its_day = minute_of_day(s.when.last);
    for (const bar_id id : pack_.session_bars) {
      const bar& b = bars_[id.index()];
      bar_tests asked;
      if (b.has_predicates()) ask(b, values_of(s, pack_, facts_), asked);
      const std::int64_t ends = b.ends.after(s.when.last, of_its_day);
      if (!Watcher::watching && one_of(asked.truth() == kleene::no, ends <= quiet)) continue;
      const period free = free_of(b, s, ends, of_its_day);
      if (free.last.minutes <= quiet) continue;
      stand(id, b, {s.entry, s.in_error, false, false}, asked, free, values_of(s, pack_, facts_));
    }
  }

  CLEARANCE_INLINE void look_at_zones() noexcept {
    note_error(subject::zone, facts_.zone_in_error);
    std::uint32_t position = 0;
    for (const zone_id z : facts_.zones) {
      for (const touch& t : pack_.zone_touches.or_nobody(z)) {
        if (t.bar == touch_index::nobody) break;
        const bar& b = bars_[t.bar.index()];
        bar_tests asked;
        if (b.has_predicates()) ask(b, {}, asked);
        stand(t.bar, b, {position, false, false, false}, asked, {}, {});
      }
      ++position;
    }
  }

  /// A condition that still counts when it has ended, or a sign that a session leads one to expect.
  CLEARANCE_RARE void stand_for_a_term(bar_id id, const bar& b, const condition& c, const place_of_entry& e,
                                       bar_tests asked) noexcept {
    const auto record = static_cast<std::size_t>(&c - facts_.conditions.data());
    const entry_values values = values_of(c, pack_, facts_);
    if (b.term == condition_term::recovery) {
      asked.counts = is_overdue(facts_, b.free_after, period_at(facts_.since, record));
      return stand(id, b, e, asked, {}, values);
    }
    const period ended = period_at(facts_.ended, record);
    if (ended == period{} && c.now != status::resolved) {
      bar lasting = b;
      lasting.stay();
      // Its end is not known: on no date is it certainly over.
      if (!b.dated && asked.match != match_strength::none && asked.truth() != kleene::no) latest_ = never;
      return stand(id, lasting, e, asked, {}, values);
    }
    stand(id, b, e, asked, free_from(ended, b.free_after), values);
  }

  CLEARANCE_RARE void look_at_events() noexcept {
    for (const event& e : facts_.events) {
      note_error(subject::event, e.in_error);
      const std::int32_t of_its_day = minute_of_day(e.when.last);
      const bool is_planned = !facts_.has_today || e.when.last > end_of(facts_.today);
      for (const touch& t : pack_.event_touches.of(e.what)) {
        const bar& b = bars_[t.bar.index()];
        bar_tests asked{t.on(route::unknown)};
        asked.counts = has_happened(e, facts_);
        if (b.where == place::treated) asked.place = treated_zones(pack_, facts_).hold(e);
        if (b.has_predicates()) ask(b, values_of(e, pack_, facts_), asked);
        const period free = b.timed ? free_of(b, e, t.ends.after(e.when.last, of_its_day), of_its_day) : period{};
        // On the days before it, a plan stands in nobody's way.
        winding_ = winding_ || is_planned || !facts_.treatment.has_date;
        stand(t.bar, b, {e.entry, e.in_error, e.shares_entry, false, is_planned}, asked, free,
              values_of(e, pack_, facts_));
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
    ask(b, {}, asked);
    stand(id, b, {whole_patient, false, false, false}, asked, {}, {});
  }

  CLEARANCE_RARE void look_at(const requirement& r) noexcept {
    const bar& b = bars_[r.bar.index()];
    if ((r.list == subject::event ? facts_.events_given : facts_.medications_given) == given::absent) return;
    bar_tests asked;
    if (b.has_predicates()) ask(b, {}, asked);
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
    out_.decided = worse(out_.decided, contribution(b.effect, *how));
    if (*how != certainty::avoidable) out_.worst_possible = worse(out_.worst_possible, b.effect);
    blocked_ = blocked_ || (*how == certainty::certain && b.effect > verdict::defer);
    keep({r.bar, entry, until, *how}, false);
  }

  minute_time today_begins() const noexcept { return facts_.has_today ? start_of(facts_.today) : never; }

  CLEARANCE_INLINE void ask(const bar& b, entry_values entry, bar_tests& asked) const noexcept {
    if (b.when != bar::none) asked.when = evaluate(b.when, pack_.predicates, pack_.zones, facts_, entry);
    if (b.unless != bar::none) asked.unless = evaluate(b.unless, pack_.predicates, pack_.zones, facts_, entry);
  }

  // ---- time ----

  /// Every minute that may be the first free one. `ends` is what `latest_end` says, exact for days.
  template <class Entry>
  CLEARANCE_INLINE period free_of(const bar& b, const Entry& e, std::int64_t ends,
                                  std::int32_t of_its_day) const noexcept {
    const period last_use = time_of(e);
    if (b.free_after.unit == window_unit::days && last_use.last != never) [[likely]] {
      const minute_time last{static_cast<std::int32_t>(ends)};
      if (last_use.first.minutes >= last_use.last.minutes - of_its_day) [[likely]]
        return {last, last};
      return {last_use.first == distant_past ? distant_past : free_from(last_use.first, b.free_after), last};
    }
    const period free = free_from(last_use, b.free_after);
    return b.free_after.unit == window_unit::minutes ? on_clock_of(free, e.offset, facts_.treatment.offset) : free;
  }

  /// A window that has passed by then, and ends before what the earliest date waits for already: whatever the tests
  /// say, it changes nothing. Most are of this kind, so they are not asked. What is ongoing is told all the same.
  template <class Entry>
  CLEARANCE_INLINE std::int64_t quiet_until(const Entry& e) const noexcept {
    if (Watcher::watching) return INT64_MIN;
    const std::int64_t both = treated_from_ < latest_ ? treated_from_.minutes : latest_.minutes;
    return both - is_ongoing(e) * (std::int64_t{1} << 40);  // no branch: half of what is taken is ongoing
  }

  /// How a bar stands, if it does.
  // No `std::optional`: GCC 12 takes the value of an empty one for used.
  struct standing {
    bool stands = false;
    certainty how = certainty::possible;

    constexpr std::optional<certainty> told() const noexcept {
      return stands ? std::optional<certainty>(how) : std::nullopt;
    }
  };

  /// How a window stands against the treatment's date.
  CLEARANCE_INLINE standing against(const period& free, bool ongoing) const noexcept {
    if (!facts_.treatment.has_date) [[unlikely]]
      return {true, certainty::possible};
    const kleene passed = at_or_after(facts_.treatment.when, free);
    if (ongoing) return {true, passed == kleene::yes ? certainty::avoidable : certainty::certain};
    return {passed != kleene::yes, passed == kleene::no ? certainty::certain : certainty::possible};
  }

  /// As precise as the treatment's date: a day is free only as a whole.
  CLEARANCE_INLINE minute_time on_the_treatments_scale(minute_time t) const noexcept {
    return on_scale_of(facts_.treatment, t);
  }

  // ---- findings ----

  static constexpr std::uint32_t whole_patient = 0xffffffffu;

  CLEARANCE_INLINE void stand(bar_id id, const bar& b, place_of_entry e, const bar_tests& asked, period free,
                              entry_values values) noexcept {
    const kleene truth = asked.truth();
    standing now;
    minute_time until = never;
    if (truth != kleene::no && asked.match != match_strength::none) {
      now = {true, certainty::certain};
      if (b.timed) {
        if (latest_ < free.last && !b.dated && !e.planned) latest_ = free.last;
        if (!e.in_error) until = free.last;
        now = against(free, e.ongoing);
      }
      if (now.stands)
        now.how = weakened(now.how, e.in_error, truth == kleene::unknown || asked.match != match_strength::sure);
    }
    if constexpr (Watcher::watching) watcher_.looked(look{id, e.entry, asked, e.in_error, free, now.told()});
    if (b.dated) [[unlikely]]
      winding_ = winding_ || b.effect == verdict::defer;
    if (!now.stands) return;
    if (b.dated) [[unlikely]]
      until = until_of_dated(b, values, until);
    blocked_ = blocked_ || (!b.timed && now.how == certainty::certain && !(b.dated && b.effect == verdict::defer));
    out_.decided = worse(out_.decided, contribution(b.effect, now.how));
    if (now.how != certainty::avoidable) out_.worst_possible = worse(out_.worst_possible, b.effect);
    // Only a clock's window ends within a day.
    if (b.free_after.unit == window_unit::minutes) until = on_the_treatments_scale(until);
    keep({id, e.entry, until, now.how}, one_of(e.shares_entry, b.has_siblings));
  }

  /// A `when` or `unless` on the treatment's date passes by itself, perhaps before the window does.
  CLEARANCE_RARE minute_time until_of_dated(const bar& b, entry_values values, minute_time of_window) noexcept {
    const minute_time from = facts_.treatment.has_date ? facts_.treatment.when.first : today_begins();
    if (from == never) return of_window;
    const minute_time passes = first_free_of_dated(pack_, facts_, b, values, from);
    return passes < of_window ? passes : of_window;
  }

  /// A doubt about the rule makes a certain finding possible. An avoidable one stays: whatever was meant, stopping in
  /// time cures it. An entry in error may be something else altogether: all of it is possible.
  CLEARANCE_INLINE static certainty weakened(certainty how, bool in_error, bool in_doubt) noexcept {
    if (in_error || (in_doubt && how == certainty::certain)) return certainty::possible;
    return how;
  }

  /// Once per bar and entry: substances of the same entry meet in one finding, the surest and latest of them.
  CLEARANCE_INLINE void keep(const fired& f, bool shares_entry) noexcept {
    if (shares_entry) [[unlikely]] {
      for (std::size_t i = out_.fired_count < room_.size() ? out_.fired_count : room_.size(); i-- > 0;) {
        if (room_[i].entry != f.entry || !are_one_finding(room_[i].bar, f.bar)) continue;
        if (room_[i].how < f.how) room_[i].how = f.how;
        if (room_[i].until < f.until) {
          room_[i].until = f.until;
          room_[i].bar = f.bar;
        }
        return;
      }
    }
    if (out_.fired_count < room_.size()) room_[out_.fired_count] = f;
    ++out_.fired_count;
  }

  bool are_one_finding(bar_id a, bar_id b) const noexcept {
    const bar& one = bars_[a.index()];
    const bar& other = bars_[b.index()];
    return a == b || (one.rule == other.rule && one.on == other.on && one.effect == other.effect);
  }

  // ---- what is not known ----

  CLEARANCE_INLINE void leave_open(const absent_lists& open) noexcept {
    out_.open_lists = open.lists;
    winding_ = open.winding;
    if (open.lists == 0) [[likely]]
      return;
    out_.decided = verdict::incomplete;
    out_.worst_possible = open.worst;
    if (open.timed) latest_ = never;
  }

  CLEARANCE_INLINE void note_error(subject list, bool in_error) noexcept {
    if (in_error) [[unlikely]]
      errors_ = static_cast<std::uint8_t>(errors_ | 1u << static_cast<unsigned>(list));
  }

  /// An entry in error may hide the worst rule of its kind, and the latest date.
  CLEARANCE_INLINE void hide_worst() noexcept {
    for (unsigned list = 0; list < subject_count; ++list)
      if (errors_ >> list & 1) out_.worst_possible = worse(out_.worst_possible, pack_.absent[list].worst_entry);
    constexpr unsigned dated = 1u << static_cast<unsigned>(subject::medication) |
                               1u << static_cast<unsigned>(subject::session) |
                               1u << static_cast<unsigned>(subject::event);
    if (errors_ & dated) latest_ = never;
  }

  const pack& pack_;
  const facts& facts_;
  const bar* bars_;
  std::span<fired> room_;
  Watcher& watcher_;
  outcome out_;
  minute_time latest_;        ///< the last of all minutes from which a time rule is certainly free
  minute_time treated_from_;  ///< `distant_past` where there is no date: nothing has passed by then
  bool blocked_ = false;      ///< something stands that does not pass with time
  bool winding_ = false;      ///< a time rule may hold again after it has passed: see `earliest_search`
  std::uint8_t errors_ = 0;   ///< bit `subject`: an entry is in error
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
