#pragma once
#include <clearance/bar_tests.hpp>
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/in_order.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/touching.hpp>
#include <clearance/predicate_facts.hpp>
#include <clearance/treated_zones.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

/// Which unknown facts leave a decision open, the most decisive first.
namespace clearance {

class missing_facts {
 public:
  missing_facts(const pack& p, const facts& f, decision& d) : pack_(p), facts_(f), out_(d) {}

  /// Reads the decision's findings, fills its `missing`.
  void run() {
    for (const finding& f : out_.findings) {
      const bar& b = pack_.bars[f.bar.index()];
      if (b.unless != bar::none) need_unknown_tests(b.unless, b, f);
      if (b.where == place::treated && !pack_.zone_exclusions.empty()) need_what_is_left_out(f, b);
      if (f.how != certainty::possible) continue;
      const bool is_list_absent = f.because.entry == fact_pointer::whole_list && out_.result.is_open(b.on);
      if (is_list_absent)
        need(f.because, b);
      else
        need_for_entry(f, b);
    }
    if (out_.needs.empty()) return;
    gather();
    put_in_order(out_.missing, by_weight);
  }

 private:
  /// A condition that lies only where the zone may be left out, if a rule about the zone applies.
  void need_what_is_left_out(const finding& f, const bar& b) {
    const auto look = [&](const auto& record) {
      for (std::size_t i = 0; i < pack_.zone_exclusions.size(); ++i) {
        const bar& exclusion = pack_.bars[pack_.zone_exclusions[i].index()];
        if (exclusion.when == bar::none) continue;
        if (evaluate(exclusion.when, pack_.predicates, pack_.zones, facts_, {}) != kleene::unknown) continue;
        if (treated_zones(pack_, facts_).without(i).hold(record) == kleene::no)
          visit_unknown(exclusion.when, pack_.predicates, pack_.zones, facts_, {}, f.because,
                        [&](const fact_pointer& fact) { need(fact, b); });
      }
    };
    if (b.on == subject::condition)
      for (const condition& c : of_entry(facts_.conditions, f.because.entry)) look(c);
    if (b.on == subject::event)
      for (const event& e : of_entry(facts_.events, f.because.entry)) look(e);
  }

  void need_for_entry(const finding& f, const bar& b) {
    if (b.when != bar::none) need_unknown_tests(b.when, b, f);
    for (const requirement& r : pack_.requirements)
      if (r.bar == f.bar) return need_of(r, f, b);
    switch (b.on) {
      case subject::medication:
        for (const medication& m : of_entry(facts_.medications, f.because.entry)) need_of(m, f, b);
        break;
      case subject::condition:
        for (const condition& c : of_entry(facts_.conditions, f.because.entry)) need_of(c, f, b);
        break;
      case subject::session:
        for (const session& s : of_entry(facts_.sessions, f.because.entry))
          need_time(fact_list::sessions, fact_field::date, s.entry, s.when, b);
        break;
      case subject::event:
        for (const event& e : of_entry(facts_.events, f.because.entry)) need_of(e, f, b);
        break;
      case subject::patient:
      case subject::zone: break;
    }
  }

  void need_of(const event& e, const finding& f, const bar& b) {
    const match_strength match = strength_of(pack_, e, f.bar);
    const auto field = [&](fact_field which) { return fact_pointer{fact_list::events, which, e.entry}; };
    if (match == match_strength::ambiguous) need(field(fact_field::name), b);
    if (match == match_strength::none) return;
    if (b.timed)
      need_time(fact_list::events, fact_field::date, e.entry, e.when, b);
    else if (has_happened(e, facts_) == kleene::unknown)
      need(field(fact_field::date), b);
    if (b.where != place::treated) return;
    if (e.zones == given::absent) need(field(fact_field::zones), b);
    if (facts_.treatment.zones == given::absent) need({fact_list::treatment, fact_field::zones}, b);
  }

  void need_of(const requirement& r, const finding& f, const bar& b) {
    if (r.list == subject::event) {
      for (const event& e : of_entry(facts_.events, f.because.entry)) {
        const match_strength match = r.events.on(e.what, route::unknown);
        if (match == match_strength::ambiguous) need({fact_list::events, fact_field::name, e.entry}, b);
        if (match == match_strength::sure) need({fact_list::events, fact_field::date, e.entry}, b, is_one_day(e.when));
      }
      return;
    }
    for (std::size_t i = 0; i < facts_.medications.size(); ++i) {
      const medication& m = facts_.medications[i];
      if (m.entry != f.because.entry) continue;
      switch (r.substances.on(m.substance, m.by)) {
        case match_strength::none: break;
        case match_strength::ambiguous: need({fact_list::medications, fact_field::name, m.entry}, b); break;
        case match_strength::unrouted: need({fact_list::medications, fact_field::route, m.entry}, b); break;
        case match_strength::sure:
          need({fact_list::medications, fact_field::started, m.entry}, b, is_one_day(period_at(facts_.started, i)));
          break;
      }
    }
  }

  static bool is_one_day(const period& p) noexcept {
    return p.last != never && p.first != distant_past && day_of(p.first) == day_of(p.last);
  }

  void need_of(const medication& m, const finding& f, const bar& b) {
    const match_strength match = strength_of(pack_, m, f.bar);
    if (match == match_strength::none) return;
    const auto field = [&](fact_field which) { return fact_pointer{fact_list::medications, which, m.entry}; };
    if (match == match_strength::ambiguous) need(field(fact_field::name), b);
    if (match == match_strength::unrouted) need(field(fact_field::route), b);
    if (b.on_use(m.taking) == kleene::unknown) need(field(fact_field::ongoing), b);
    if (m.taking != use::ongoing) need_time(fact_list::medications, fact_field::last_taken, m.entry, m.last_use, b);
  }

  void need_of(const condition& c, const finding& f, const bar& b) {
    const match_strength match = strength_of(pack_, c, f.bar);
    if (match == match_strength::none) return;
    const auto field = [&](fact_field which) { return fact_pointer{fact_list::conditions, which, c.entry}; };
    if (match == match_strength::ambiguous) need(field(fact_field::name), b);
    if (b.on_status(c.now) == kleene::unknown) need(field(fact_field::status), b);
    if (b.term == condition_term::after_end) need_end(c, b);
    if (b.term == condition_term::recovery) need_recovery(c, b);
    if (b.where != place::treated) return;
    if (c.zones == given::absent) need(field(fact_field::zones), b);
    if (facts_.treatment.zones == given::absent) need({fact_list::treatment, fact_field::zones}, b);
  }

  void need_end(const condition& c, const bar& b) {
    const period ended = period_at(facts_.ended, static_cast<std::size_t>(&c - facts_.conditions.data()));
    if (ended == period{})
      need({fact_list::conditions, fact_field::ended, c.entry}, b);
    else
      need_time(fact_list::conditions, fact_field::ended, c.entry, ended, b);
  }

  /// Which session led one to expect a sign, and whether the sign is older.
  void need_recovery(const condition& c, const bar& b) {
    if (facts_.sessions_given == given::absent) return need({fact_list::sessions}, b);
    const period since = period_at(facts_.since, static_cast<std::size_t>(&c - facts_.conditions.data()));
    if (since != period{} && !is_one_day(since)) need({fact_list::conditions, fact_field::since, c.entry}, b);
    const bool hours_decide = b.free_after.unit == window_unit::minutes;
    for (const session& s : facts_.sessions) {
      const bool one_day = is_one_day(s.when);
      if (!one_day || (hours_decide && s.when.first != s.when.last))
        need({fact_list::sessions, fact_field::date, s.entry}, b, one_day);
    }
  }

  /// A window is open because one of its ends is not known, or not precisely enough.
  void need_time(fact_list list, fact_field field, std::uint32_t entry, const period& when, const bar& b) {
    if (!b.timed) return;
    const bool hours_decide = b.free_after.unit == window_unit::minutes;
    const bool one_day = is_one_day(when);
    if (!one_day || (hours_decide && when.first != when.last)) need({list, field, entry}, b, one_day);
    const planned_treatment& t = facts_.treatment;
    if (!t.has_date || (hours_decide && t.written != precision::minute))
      need({fact_list::treatment, fact_field::date}, b, t.has_date);
  }

  void need_unknown_tests(predicate_id which, const bar& b, const finding& f) {
    const auto row = [&](std::span<const fact_value> values, std::size_t width) {
      const std::size_t at = f.because.entry * width;
      const bool is_there = f.because.entry != fact_pointer::whole_list && at + width <= values.size();
      return is_there ? values.subspan(at, width) : entry_values();
    };
    entry_values values;
    switch (b.on) {
      case subject::medication: values = row(facts_.medication_values, pack_.medication_facts.size()); break;
      case subject::condition: values = row(facts_.condition_values, pack_.condition_facts.size()); break;
      case subject::session: values = row(facts_.session_values, pack_.treatment_facts.size()); break;
      case subject::event: values = row(facts_.event_values, pack_.event_facts.size()); break;
      case subject::patient:
      case subject::zone: break;
    }
    visit_unknown(which, pack_.predicates, pack_.zones, facts_, values, f.because,
                  [&](const fact_pointer& fact) { need(fact, b); });
  }

  void need(const fact_pointer& fact, const bar& b, bool wants_time = false) {
    const auto turn = static_cast<std::uint32_t>(out_.needs.size());
    clearance::need& n = out_.needs.emplace_back();
    n.fact = fact;
    n.rule = b.rule;
    n.turn = turn;
    n.effect = b.effect;
    n.wants_time = wants_time;
  }

  /// Different for different facts. A pack has less than 2^24 facts.
  static std::uint64_t number_of(const fact_pointer& f) noexcept {
    return std::uint64_t{f.entry} << 32 | static_cast<std::uint64_t>(f.field) << 28 |
           static_cast<std::uint64_t>(f.list) << 24 | f.slot;
  }

  static wide_key by_fact_and_rule(const clearance::need& n) noexcept {
    return {number_of(n.fact), std::uint64_t{n.rule.value} << 32 | n.turn};
  }

  // Sorting brings the needs of one fact together. Looking for the fact each time would take the square of the
  // time, and an intake may have 10,000 entries that say nothing.
  void gather() {
    auto& needs = out_.needs;
    put_in_order(needs, by_fact_and_rule);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const clearance::need& n = needs[i];
      const bool is_new = i == 0 || number_of(n.fact) != number_of(needs[kept - 1].fact);
      if (is_new) {
        missing_fact& m = out_.missing.emplace_back();
        m.fact = n.fact;
        m.first_need = static_cast<std::uint32_t>(kept);
        m.turn = n.turn;
        m.wants_time = true;
      }
      missing_fact& m = out_.missing.back();
      m.turn = std::min(m.turn, n.turn);
      m.worst = worse(m.worst, n.effect);
      m.wants_time &= n.wants_time;
      if (!is_new && needs[kept - 1].rule == n.rule) continue;
      if (kept != i) needs[kept] = n;
      ++kept;
      ++m.need_count;
    }
    needs.resize(kept);
  }

  /// The worst first, then what most rules wait for, then what was met first.
  static wide_key by_weight(const missing_fact& m) noexcept {
    return {std::uint64_t{verdict_count} - static_cast<unsigned>(m.worst),
            (std::uint64_t{UINT32_MAX} - m.need_count) << 32 | m.turn};
  }

  const pack& pack_;
  const facts& facts_;
  decision& out_;
};

}  // namespace clearance
