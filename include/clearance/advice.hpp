#pragma once
#include <clearance/advice_plan.hpp>
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/treatment_dates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

/// What those whom nothing stops should know: what to avoid from when, when to resume, and the like.
namespace clearance {

class advising {
 public:
  advising(const pack& p, const facts& f, decision& d) : pack_(p), facts_(f), out_(d), dates_(f) {}

  /// Fills the decision's `advised`.
  void run() {
    count_windows();
    for (const advising_rule& r : pack_.advice.rules()) {
      const kleene concerned = r.when == bar::none ? kleene::yes : truth(r.when, {});
      if (concerned == kleene::no) continue;
      switch (r.kind) {
        case rule_kind::washout:
        case rule_kind::aftercare:
        case rule_kind::recovery: advise(r.rule, from_of(r), until_of(r)); break;
        case rule_kind::interval: advise_interval(r.rule); break;
        case rule_kind::course:
          if (concerned == kleene::yes) advise(r.rule, {}, {});
          break;
        case rule_kind::accept: advise_accepted(r.rule); break;
        case rule_kind::exclude:
        case rule_kind::refer:
        case rule_kind::defer:
        case rule_kind::require:
        case rule_kind::uncovered: break;
      }
    }
  }

 private:
  void advise(rule_id rule, moment from, moment until) {
    advice& a = out_.advised.emplace_back();
    a.rule = rule;
    a.from = from;
    a.until = until;
  }

  void count_windows() noexcept {
    if (!facts_.treatment.has_date) return;
    moment* counted = counted_.data();
    for (const advice_plan::dated& d : pack_.advice.windows()) *++counted = count(d);
  }

  moment count(const advice_plan::dated& d) const noexcept {
    return d.is_last_use ? dates_.avoid_from(d.of) : dates_.after(d.of);
  }

  moment from_of(const advising_rule& r) const noexcept {
    if (r.from != advice_plan::by_the_rule) return counted_[r.from];
    return facts_.treatment.has_date ? dates_.avoid_from(*pack_.rules[r.rule.index()].before) : moment{};
  }
  moment until_of(const advising_rule& r) const noexcept {
    if (r.until != advice_plan::by_the_rule) return counted_[r.until];
    return dates_.after(*pack_.rules[r.rule.index()].after);
  }

  /// For those whom it concerns.
  void advise_accepted(rule_id id) {
    for (const acceptance& a : pack_.acceptances) {
      if (a.rule != id) continue;
      bool is_met = false;
      for (const medication& m : facts_.medications)
        is_met = is_met || a.substances.on(m.substance, m.by) != match_strength::none;
      for (const condition& c : facts_.conditions)
        is_met =
            is_met || (c.now != status::resolved && a.conditions.on(c.what, route::unknown) != match_strength::none);
      for (const event& e : facts_.events)
        is_met = is_met || a.events.on(e.what, route::unknown) != match_strength::none;
      if (is_met) advise(id, {}, {});
    }
  }

  /// This treatment will be the earlier one of the next.
  void advise_interval(rule_id id) {
    const rule& r = pack_.rules[id.index()];
    for (const bar_id b : pack_.session_bars) {
      const bar& of_rule = pack_.bars[b.index()];
      if (of_rule.rule != id) continue;
      if (of_rule.when != bar::none && truth(of_rule.when, facts_.treatment_values) != kleene::yes) return;
      advise(id, dates_.after(*r.before), *r.before == *r.after ? moment{} : dates_.after(*r.after));
    }
  }

  kleene truth(predicate_id which, entry_values entry) const noexcept {
    return evaluate(which, pack_.predicates, pack_.zones, facts_, entry);
  }

  const pack& pack_;
  const facts& facts_;
  decision& out_;
  treatment_dates dates_;
  std::array<moment, advice_plan::most_windows + 1> counted_;  ///< by position in the plan; the first is of no window
};

}  // namespace clearance
