#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/period.hpp>
#include <clearance/time/window.hpp>
#include <clearance/treated_zones.hpp>
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
  match_strength match = match_strength::sure;
  kleene use = kleene::yes;
  kleene status = kleene::yes;
  kleene place = kleene::yes;
  kleene when = kleene::yes;
  kleene unless = kleene::no;
  bool in_error = false;
  period free;                     ///< of a timed bar
  std::optional<certainty> stands;  ///< nothing: it does not
};

/// A watcher that is told nothing and costs nothing. One that sets `watching` gets a `look` for each bar and entry
/// that meet, also where the bar does not stand.
struct unwatched {
  static constexpr bool watching = false;
  void looked(const look&) noexcept {}
};

template <class Watcher>
class evaluation {
 public:
  evaluation(const pack& p, const facts& f, std::span<fired> room, Watcher& watcher) noexcept
      : pack_(p), facts_(f), room_(room), watcher_(watcher), latest_(f.has_today ? start_of(f.today) : never) {}

  outcome run() noexcept {
    look_at_zones();
    if (facts_.medications_given == given::absent) leave_open(subject::medication);
    for (const medication& m : facts_.medications) look_at(m);
    if (facts_.conditions_given == given::absent) leave_open(subject::condition);
    for (const condition& c : facts_.conditions) look_at(c);
    if (facts_.sessions_given == given::absent) leave_open(subject::session);
    for (const session& s : facts_.sessions) look_at(s);

    if (facts_.in_error) out_.decided = worse(out_.decided, verdict::incomplete);
    out_.worst_possible = worse(out_.worst_possible, out_.decided);
    out_.earliest = blocked_ ? never : on_the_treatments_scale(latest_);
    return out_;
  }

 private:
  /// What the tests of one bar said of one entry, before its window is asked.
  struct standing {
    match_strength match = match_strength::sure;
    kleene tests = kleene::yes;
    bool in_error = false;
    bool shares_entry = false;
    bool ongoing = false;
  };

  void look_at(const medication& m) noexcept {
    if (m.in_error) hide_worst(subject::medication);
    for (const touch& t : pack_.substance_touches.of(m.substance)) {
      const match_strength match = t.on(m.by);
      if (!Watcher::watching && match == match_strength::none) continue;
      const bar& b = pack_.bars[t.bar.index()];
      look seen = start_look(t.bar, m.entry, match, m.in_error);
      kleene tests = kleene::yes;
      if (b.has_checks) {
        tests = seen.use = b.on_use(m.taking);
        tests = tests && ask(b, row(facts_.medication_values, pack_.medication_facts.size(), m.entry), seen);
      }
      const standing s{match, tests, m.in_error, m.shares_entry, m.taking == use::ongoing};
      stand(t.bar, b, m.entry, s, m.last_use, m.offset, seen);
    }
  }

  void look_at(const condition& c) noexcept {
    if (c.in_error) hide_worst(subject::condition);
    for (const touch& t : pack_.condition_touches.of(c.what)) {
      const match_strength match = t.on(route::unknown);
      const bar& b = pack_.bars[t.bar.index()];
      look seen = start_look(t.bar, c.entry, match, c.in_error);
      kleene tests = seen.status = b.on_status(c.now);
      if (b.where == place::treated) tests = tests && (seen.place = treated_zones(pack_, facts_).hold(c));
      if (b.has_checks)
        tests = tests && ask(b, row(facts_.condition_values, pack_.condition_facts.size(), c.entry), seen);
      stand(t.bar, b, c.entry, {match, tests, c.in_error, c.shares_entry, false}, {}, {}, seen);
    }
  }

  void look_at(const session& s) noexcept {
    if (s.in_error) hide_worst(subject::session);
    for (const bar_id id : pack_.session_bars) {
      const bar& b = pack_.bars[id.index()];
      look seen = start_look(id, s.entry, match_strength::sure, s.in_error);
      kleene tests = kleene::yes;
      if (b.has_checks) tests = ask(b, row(facts_.session_values, pack_.treatment_facts.size(), s.entry), seen);
      stand(id, b, s.entry, {match_strength::sure, tests, s.in_error, false, false}, s.when, s.offset, seen);
    }
  }

  void look_at_zones() noexcept {
    // A requested zone that was not understood may be any.
    if (facts_.treatment.zones != given::complete) leave_open(subject::zone);
    if (facts_.zone_in_error) hide_worst(subject::zone);
    std::uint32_t position = 0;
    for (const zone_id z : facts_.zones) {
      for (const touch& t : pack_.zone_touches.of(z)) {
        const bar& b = pack_.bars[t.bar.index()];
        look seen = start_look(t.bar, position, match_strength::sure, false);
        const kleene tests = b.has_checks ? ask(b, {}, seen) : kleene::yes;
        stand(t.bar, b, position, {match_strength::sure, tests, false, false, false}, {}, {}, seen);
      }
      ++position;
    }
  }

  /// `when` and not `unless`. An exception that is not known to hold does not lift.
  kleene ask(const bar& b, entry_values entry, look& seen) const noexcept {
    if (b.when != bar::none) seen.when = evaluate_predicate(b.when, entry);
    if (b.unless != bar::none) seen.unless = evaluate_predicate(b.unless, entry);
    return seen.unless == kleene::yes ? kleene::no : seen.when;
  }

  kleene evaluate_predicate(predicate_id which, entry_values entry) const noexcept {
    return evaluate(which, pack_.predicates, pack_.zones, facts_, entry);
  }

  void stand(bar_id id, const bar& b, std::uint32_t entry, const standing& s, const period& last_use,
             utc_offset offset, look& seen) noexcept {
    std::optional<certainty> how;
    minute_time until = never;
    if (s.tests != kleene::no && s.match != match_strength::none) {
      how = certainty::certain;
      if (b.timed) {
        period free = free_from(last_use, b.free_after);
        if (b.free_after.unit == window_unit::minutes) free = on_clock_of(free, offset, facts_.treatment.offset);
        if (latest_ < free.last) latest_ = free.last;
        until = s.in_error ? never : free.last;
        if constexpr (Watcher::watching) seen.free = free;
        how = against(free, s.ongoing);
      }
      if (how) how = weakened(*how, s);
    }
    if constexpr (Watcher::watching) {
      seen.stands = how;
      watcher_.looked(seen);
    }
    if (!how) return;
    if (!b.timed && *how == certainty::certain) blocked_ = true;
    out_.decided = worse(out_.decided, contribution(b.effect, *how));
    if (*how != certainty::avoidable) out_.worst_possible = worse(out_.worst_possible, b.effect);
    keep({id, entry, until == never ? never : on_the_treatments_scale(until), *how}, s.shares_entry);
  }

  /// How a window stands against the treatment's date; nothing where it is certainly free.
  std::optional<certainty> against(const period& free, bool ongoing) const noexcept {
    if (!facts_.treatment.has_date) return certainty::possible;
    const kleene passed = at_or_after(facts_.treatment.when, free);
    if (ongoing) return passed == kleene::yes ? certainty::avoidable : certainty::certain;
    if (passed == kleene::yes) return std::nullopt;
    return passed == kleene::no ? certainty::certain : certainty::possible;
  }

  /// A doubt about the rule makes a certain finding possible. An avoidable one stays: whatever was meant, stopping in
  /// time cures it. An entry in error may be something else altogether: all of it is possible.
  static certainty weakened(certainty how, const standing& s) noexcept {
    if (s.in_error) return certainty::possible;
    const bool in_doubt = s.tests == kleene::unknown || s.match != match_strength::sure;
    return in_doubt && how == certainty::certain ? certainty::possible : how;
  }

  /// Once per bar and entry: substances of the same entry meet in one finding, the surest and latest of them.
  void keep(const fired& f, bool shares_entry) noexcept {
    if (shares_entry) {
      for (std::size_t i = out_.fired_count < room_.size() ? out_.fired_count : room_.size(); i-- > 0;) {
        if (room_[i].bar != f.bar || room_[i].entry != f.entry) continue;
        if (room_[i].how < f.how) room_[i].how = f.how;
        if (room_[i].until < f.until) room_[i].until = f.until;
        return;
      }
    }
    if (out_.fired_count < room_.size()) room_[out_.fired_count] = f;
    ++out_.fired_count;
  }

  /// An absent list leaves every rule of its kind open; the bounds were computed when the pack was loaded.
  void leave_open(subject list) noexcept {
    const absence& a = pack_.absent[static_cast<unsigned>(list)];
    verdict worst = a.worst;
    bool timed = a.timed;
    for (const bar_id id : a.conditional) {
      if (may_stand_unlisted(id)) {
        worst = worse(worst, pack_.bars[id.index()].effect);
        timed = timed || pack_.bars[id.index()].timed;
      }
    }
    if (worst == verdict::clear) return;
    out_.open_lists |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(list));
    out_.decided = worse(out_.decided, verdict::incomplete);
    out_.worst_possible = worse(out_.worst_possible, worst);
    if (timed) latest_ = never;
  }

  bool may_stand_unlisted(bar_id id) const noexcept {
    look unseen;
    return ask(pack_.bars[id.index()], {}, unseen) != kleene::no;
  }

  /// An entry in error may hide the worst rule of its kind, and the latest date.
  void hide_worst(subject list) noexcept {
    out_.worst_possible = worse(out_.worst_possible, pack_.absent[static_cast<unsigned>(list)].worst_entry);
    if (list == subject::medication || list == subject::session) latest_ = never;
  }

  /// As precise as the treatment's date: a day is free only as a whole.
  minute_time on_the_treatments_scale(minute_time t) const noexcept {
    if (t == never || facts_.treatment.written == precision::minute) return t;
    return start_of(first_whole_day(t));
  }

  static entry_values row(std::span<const fact_value> values, std::size_t width, std::uint32_t entry) noexcept {
    if (values.size() < (entry + 1) * width) return {};
    return values.subspan(entry * width, width);
  }

  static look start_look(bar_id b, std::uint32_t entry, match_strength match, bool in_error) noexcept {
    look seen;
    seen.bar = b;
    seen.entry = entry;
    seen.match = match;
    seen.in_error = in_error;
    return seen;
  }

  const pack& pack_;
  const facts& facts_;
  std::span<fired> room_;
  Watcher& watcher_;
  outcome out_;
  minute_time latest_;     ///< the last of all minutes from which a time rule is certainly free
  bool blocked_ = false;   ///< something stands that does not pass with time
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
