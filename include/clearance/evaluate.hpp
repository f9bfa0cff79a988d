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
  /// The tests of one bar on one entry.
  struct tests {
    match_strength match = match_strength::sure;
    kleene use = kleene::yes;
    kleene status = kleene::yes;
    kleene place = kleene::yes;
    kleene when = kleene::yes;
    kleene unless = kleene::no;

    /// An exception that is not known to hold does not lift.
    kleene truth() const noexcept {
      return unless == kleene::yes ? kleene::no : use && status && place && when;
    }
  };

  /// What an entry is, besides what a rule tests of it.
  struct entry_facts {
    std::uint32_t entry = 0;
    bool in_error = false;
    bool shares_entry = false;
    bool ongoing = false;
    utc_offset offset;
    period last_use;
  };

  void look_at(const medication& m) noexcept {
    if (m.in_error) hide_worst(subject::medication);
    const entry_facts e{m.entry, m.in_error, m.shares_entry, m.taking == use::ongoing, m.offset, m.last_use};
    for (const touch& t : pack_.substance_touches.of(m.substance)) {
      const match_strength match = t.on(m.by);
      if (!Watcher::watching && match == match_strength::none) continue;
      const bar& b = pack_.bars[t.bar.index()];
      period free;
      if (b.timed) {
        free = free_of(b, e);
        if (says_nothing_new(free, e)) continue;
      }
      tests asked{match};
      if (b.has_checks) {
        asked.use = b.on_use(m.taking);
        if (b.has_predicates()) ask(b, row(facts_.medication_values, pack_.medication_facts.size(), m.entry), asked);
      }
      stand(t.bar, b, e, asked, free);
    }
  }

  void look_at(const condition& c) noexcept {
    if (c.in_error) hide_worst(subject::condition);
    const entry_facts e{c.entry, c.in_error, c.shares_entry, false, {}, {}};
    for (const touch& t : pack_.condition_touches.of(c.what)) {
      const bar& b = pack_.bars[t.bar.index()];
      tests asked{t.on(route::unknown)};
      asked.status = b.on_status(c.now);
      if (!Watcher::watching && asked.status == kleene::no) continue;
      if (b.where == place::treated) asked.place = treated_zones(pack_, facts_).hold(c);
      if (b.has_predicates()) ask(b, row(facts_.condition_values, pack_.condition_facts.size(), c.entry), asked);
      stand(t.bar, b, e, asked, {});
    }
  }

  void look_at(const session& s) noexcept {
    if (s.in_error) hide_worst(subject::session);
    const entry_facts e{s.entry, s.in_error, false, false, s.offset, s.when};
    for (const bar_id id : pack_.session_bars) {
      const bar& b = pack_.bars[id.index()];
      const period free = free_of(b, e);
      if (says_nothing_new(free, e)) continue;
      tests asked;
      if (b.has_predicates()) ask(b, row(facts_.session_values, pack_.treatment_facts.size(), s.entry), asked);
      stand(id, b, e, asked, free);
    }
  }

  void look_at_zones() noexcept {
    // A requested zone that was not understood may be any.
    if (facts_.treatment.zones != given::complete) leave_open(subject::zone);
    if (facts_.zone_in_error) hide_worst(subject::zone);
    entry_facts e;
    for (const zone_id z : facts_.zones) {
      for (const touch& t : pack_.zone_touches.of(z)) {
        const bar& b = pack_.bars[t.bar.index()];
        tests asked;
        if (b.has_predicates()) ask(b, {}, asked);
        stand(t.bar, b, e, asked, {});
      }
      ++e.entry;
    }
  }

  void ask(const bar& b, entry_values entry, tests& asked) const noexcept {
    if (b.when != bar::none) asked.when = truth_of(b.when, entry);
    if (b.unless != bar::none) asked.unless = truth_of(b.unless, entry);
  }

  kleene truth_of(predicate_id which, entry_values entry) const noexcept {
    return evaluate(which, pack_.predicates, pack_.zones, facts_, entry);
  }

  period free_of(const bar& b, const entry_facts& e) const noexcept {
    const period free = free_from(e.last_use, b.free_after);
    return b.free_after.unit == window_unit::minutes ? on_clock_of(free, e.offset, facts_.treatment.offset) : free;
  }

  /// A window that has passed, and ends before what the earliest date waits for already: whatever the tests say, it
  /// changes nothing. Most are of this kind, so they are not asked.
  bool says_nothing_new(const period& free, const entry_facts& e) const noexcept {
    return !Watcher::watching && !e.ongoing && facts_.treatment.has_date && free.last <= facts_.treatment.when.first &&
           free.last <= latest_;
  }

  void stand(bar_id id, const bar& b, const entry_facts& e, const tests& asked, const period& free) noexcept {
    const kleene truth = asked.truth();
    std::optional<certainty> how;
    minute_time until = never;
    if (truth != kleene::no && asked.match != match_strength::none) {
      how = certainty::certain;
      if (b.timed) {
        if (latest_ < free.last) latest_ = free.last;
        if (!e.in_error) until = free.last;
        how = against(free, e.ongoing);
      }
      if (how) how = weakened(*how, e.in_error, truth == kleene::unknown || asked.match != match_strength::sure);
    }
    if constexpr (Watcher::watching)
      watcher_.looked(look{id, e.entry, asked.match, asked.use, asked.status, asked.place, asked.when, asked.unless,
                           e.in_error, free, how});
    if (!how) return;
    if (!b.timed && *how == certainty::certain) blocked_ = true;
    out_.decided = worse(out_.decided, contribution(b.effect, *how));
    if (*how != certainty::avoidable) out_.worst_possible = worse(out_.worst_possible, b.effect);
    keep({id, e.entry, until == never ? never : on_the_treatments_scale(until), *how}, e.shares_entry);
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
  static certainty weakened(certainty how, bool in_error, bool in_doubt) noexcept {
    if (in_error || (in_doubt && how == certainty::certain)) return certainty::possible;
    return how;
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
    tests asked;
    ask(pack_.bars[id.index()], {}, asked);
    return asked.truth() != kleene::no;
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
