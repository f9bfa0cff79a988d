#pragma once
#include <clearance/cell.hpp>
#include <clearance/fact_pointer.hpp>
#include <clearance/facts.hpp>
#include <clearance/happened.hpp>
#include <clearance/predicate.hpp>
#include <clearance/predicate_program.hpp>
#include <clearance/step.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

/// Which facts a predicate reads: those that leave it unknown, and those from which its truth comes.
namespace clearance {

namespace predicates {

/// The step that gives each operand, from left to right.
struct operand_list {
  const step* at[3] = {};
  std::size_t count = 0;
};
constexpr operand_list operands(const step* last) noexcept {
  operand_list all;
  all.count = operands_of(last->kind);
  const step* s = last - 1;
  for (std::size_t i = all.count; i-- > 0;) {
    all.at[i] = s;
    if (i > 0) s = first_of(s) - 1;
  }
  return all;
}

/// Does a value's last step leave a date?
constexpr bool leaves_date(const step* last) noexcept {
  switch (last->kind) {
    case step_kind::fact_date:
    case step_kind::treatment_date:
    case step_kind::today:
    case step_kind::field_date:
    case step_kind::add_window:
    case step_kind::subtract_window: return true;
    case step_kind::choose: return last->slot == 0 && leaves_date(operands(last).at[1]);
    case step_kind::first_known: return last->slot == 0 && leaves_date(operands(last).at[0]);
    default: return false;
  }
}

/// A window that is known is one.
constexpr bool leaves_window(const step* last) noexcept {
  switch (last->kind) {
    case step_kind::make_window:
    case step_kind::constant: return true;
    case step_kind::choose: return last->slot == 0 && leaves_window(operands(last).at[1]);
    default: return false;
  }
}

constexpr bool leaves_truth(const step& s) noexcept {
  switch (s.kind) {
    case step_kind::choose:
    case step_kind::first_known: return s.slot == 2;
    case step_kind::constant_truth:
    case step_kind::fact_truth:
    case step_kind::field_truth:
    case step_kind::leave: return true;
    default:
      return s.kind <= step_kind::negate || (s.kind >= step_kind::compare_truths && s.kind <= step_kind::contains);
  }
}

/// What the walks below have in common: the value of every part, and where its facts stand.
class fact_walk {
 public:
  fact_walk(const predicate_program& program, const zone_sets& zones, const facts& f, entry_values values,
            fact_pointer entry) noexcept
      : program_(program), facts_(f), entry_(entry), machine_(program, zones, f, values) {}

 protected:
  cell value(const step* last) noexcept {
    work_space w;
    machine_.run(first_of(last), last + 1, w);
    return w.top();
  }

  template <class Visit>
  void point_at_fact(const step& s, Visit& visit) noexcept {
    const auto declared = [&](fact_list list, std::uint32_t entry) {
      visit(fact_pointer{list, fact_field::declared, entry, s.slot});
    };
    switch (s.owner) {
      case fact_owner::treatment: return declared(fact_list::treatment, fact_pointer::whole_list);
      case fact_owner::patient: return declared(fact_list::answers, fact_pointer::whole_list);
      case fact_owner::entry:
        if (entry_.entry != fact_pointer::whole_list) declared(entry_.list, entry_.entry);
        return;
      case fact_owner::first_loop:
      case fact_owner::second_loop:
      case fact_owner::third_loop: break;
    }
    const entry_run& r = machine_.loop(s.owner);
    declared(r.list, r.entry);
  }

  const predicate_program& program_;
  const facts& facts_;
  fact_pointer entry_;
  machine machine_;
};

constexpr bool is_fact(step_kind k) noexcept {
  return is_about_a_fact(k) || (k >= step_kind::fact_truth && k <= step_kind::fact_count);
}
constexpr bool is_field(step_kind k) noexcept {
  return k == step_kind::field_date || k == step_kind::field_text || k == step_kind::field_truth;
}
constexpr fact_field field_of(const step& s) noexcept {
  return s.kind == step_kind::field_truth ? fact_field::ongoing : static_cast<fact_field>(s.slot);
}

template <class Visit>
class unknown_walk : fact_walk {
 public:
  unknown_walk(const predicate_program& program, const zone_sets& zones, const facts& f, entry_values values,
               fact_pointer entry, Visit& visit) noexcept
      : fact_walk(program, zones, f, values, entry), visit_(visit) {}

  /// `by_minutes`: of a date, the day alone is not enough.
  void walk(const step* last, bool by_minutes = false) {
    if (is_settled(last, by_minutes)) return;
    const step& s = *last;
    const operand_list all = operands(last);
    if (is_about_a_date(s.kind)) return walk(written_out(s).last());
    if (is_fact(s.kind)) return point_at_fact(s, visit_);
    if (is_field(s.kind)) return point_at(s, field_of(s));
    switch (s.kind) {
      case step_kind::indication:
        if (facts_.treatment.indication == given::absent) visit_({fact_list::treatment, fact_field::indication});
        return;
      case step_kind::zone:
        if (facts_.treatment.zones == given::absent) visit_({fact_list::treatment, fact_field::zones});
        return;
      case step_kind::takes:
      case step_kind::has:
      case step_kind::happened: return walk_entries(s);
      case step_kind::means: return point_at(s, fact_field::name);
      case step_kind::treatment_date: return visit_({fact_list::treatment, fact_field::date});
      case step_kind::count_entries: return visit_({static_cast<fact_list>(s.slot)});
      case step_kind::leave: return walk_loop(last);
      // A fact that can be asked is asked; else what its expression reads.
      case step_kind::first_known: return walk(all.at[s.low != 0 ? 0 : 1], by_minutes);
      case step_kind::choose: return walk_choice(all, by_minutes);
      case step_kind::compare_dates: {
        const bool is_clock =
            value(all.at[0]).scale == date_scale::clock || value(all.at[1]).scale == date_scale::clock;
        walk(all.at[0], is_clock);
        return walk(all.at[1], is_clock);
      }
      case step_kind::add_window:
      case step_kind::subtract_window: {
        const cell window = value(all.at[1]);
        const bool is_clock = window.is_known() && static_cast<window_unit>(window.high) == window_unit::minutes;
        walk(all.at[0], by_minutes && is_clock);
        return walk(all.at[1]);
      }
      default:
        for (std::size_t i = 0; i < all.count; ++i) walk(all.at[i]);
    }
  }

 private:
  bool is_settled(const step* last, bool by_minutes) noexcept {
    const cell c = value(last);
    if (!c.is_known()) return false;
    if (leaves_truth(*last) || leaves_text(*last)) return true;
    if (!leaves_date(last)) return c.low == c.high || leaves_window(last);
    return c.low == c.high || (!by_minutes && cells::is_one_day(c.covers()));
  }

  void point_at(const step& s, fact_field field) {
    const entry_run& r = machine_.loop(s.owner);
    visit_({r.list, field, r.entry});
  }

  void walk_choice(const operand_list& all, bool by_minutes) {
    const kleene which = value(all.at[0]).truth;
    walk(all.at[0]);
    if (which != kleene::no) walk(all.at[1], by_minutes);
    if (which != kleene::yes) walk(all.at[2], by_minutes);
  }

  void walk_loop(const step* leave) {
    const auto list = static_cast<fact_list>(leave->slot);
    if (given_of(facts_, list) == given::absent) return visit_({list});
    for_each_entry(facts_, list, [&](const entry_run& r) {
      if (!r.in_error) {  // what is in error is told as a problem
        machine_.loop(leave->owner) = r;
        walk(leave - 1);
      }
      return true;
    });
  }

  void walk_entries(const step& s) {
    const fact_list list = list_of(s.kind);
    if (given_of(facts_, list) == given::absent) return visit_({list});
    for_each_entry(facts_, list, [&](const entry_run& r) {
      if (r.in_error || entry_holds(s, program_, facts_, r) != kleene::unknown) return true;
      if (entry_means(program_, facts_, r, s.slot) == kleene::unknown) visit_({list, fact_field::name, r.entry});
      if (s.kind == step_kind::has && facts_.conditions[r.first].now == status::unknown &&
          static_cast<kleene>(s.low & 3) == kleene::unknown)
        visit_({list, fact_field::status, r.entry});
      if (s.kind == step_kind::happened && has_happened(facts_.events[r.first], facts_) == kleene::unknown) {
        if (facts_.treatment.has_date)
          visit_({list, fact_field::date, r.entry});
        else
          visit_({fact_list::treatment, fact_field::date});
      }
      return true;
    });
  }

  Visit& visit_;
};

template <class Visit>
class read_walk : fact_walk {
 public:
  read_walk(const predicate_program& program, const zone_sets& zones, const facts& f, entry_values values,
            fact_pointer entry, Visit& visit) noexcept
      : fact_walk(program, zones, f, values, entry), visit_(visit) {}

  void walk(const step* last) {
    const step& s = *last;
    const operand_list all = operands(last);
    if (is_about_a_date(s.kind)) return walk(written_out(s).last());
    if (is_fact(s.kind)) {
      if (value(last).is_known()) point_at_fact(s, visit_);
      return;
    }
    if (is_field(s.kind)) {
      const entry_run& r = machine_.loop(s.owner);
      if (value(last).is_known()) visit_({r.list, field_of(s), r.entry});
      return;
    }
    switch (s.kind) {
      case step_kind::indication:
        if (facts_.treatment.indication != given::absent) visit_({fact_list::treatment, fact_field::indication});
        return;
      case step_kind::zone:
        if (facts_.treatment.zones != given::absent) visit_({fact_list::treatment, fact_field::zones});
        return;
      case step_kind::takes:
      case step_kind::has:
      case step_kind::happened: return walk_entries(s, value(last).truth);
      case step_kind::means: {
        const entry_run& r = machine_.loop(s.owner);
        return visit_({r.list, fact_field::whole, r.entry});
      }
      case step_kind::treatment_date:
        if (facts_.treatment.has_date) visit_({fact_list::treatment, fact_field::date});
        return;
      case step_kind::count_entries:
        if (value(last).is_known()) visit_({static_cast<fact_list>(s.slot)});
        return;
      case step_kind::leave: return walk_loop(last, value(last).truth);
      case step_kind::both:
      case step_kind::either: return walk_deciding(all, value(last).truth);
      case step_kind::first_known: return walk(all.at[value(all.at[0]).is_known() ? 0 : 1]);
      case step_kind::choose: {
        const kleene which = value(all.at[0]).truth;
        walk(all.at[0]);
        if (which != kleene::no) walk(all.at[1]);
        if (which != kleene::yes) walk(all.at[2]);
        return;
      }
      default:
        for (std::size_t i = 0; i < all.count; ++i) walk(all.at[i]);
    }
  }

 private:
  /// Of `a || b` that holds by `b`, the facts of `b`.
  void walk_deciding(const operand_list& all, kleene truth) {
    for (std::size_t i = 0; i < all.count; ++i)
      if (truth == kleene::unknown || value(all.at[i]).truth == truth) walk(all.at[i]);
  }

  void walk_loop(const step* leave, kleene truth) {
    const auto list = static_cast<fact_list>(leave->slot);
    if (given_of(facts_, list) == given::absent) return;
    const kleene deciding = leave->high != 0 ? kleene::no : kleene::yes;
    if (truth == !deciding) return visit_({list});  // every entry had its say
    for_each_entry(facts_, list, [&](const entry_run& r) {
      machine_.loop(leave->owner) = r;
      if (!r.in_error && value(leave - 1).truth == truth) walk(leave - 1);
      return true;
    });
  }

  void walk_entries(const step& s, kleene truth) {
    const fact_list list = list_of(s.kind);
    if (given_of(facts_, list) == given::absent) return;
    if (truth == kleene::no) return visit_({list});
    for_each_entry(facts_, list, [&](const entry_run& r) {
      if (entry_holds(s, program_, facts_, r) == truth) visit_({list, fact_field::whole, r.entry});
      return true;
    });
  }

  Visit& visit_;
};

}  // namespace predicates

/// Calls `visit(fact_pointer)` for each fact whose absence or imprecision leaves a predicate unknown; of what is
/// decided without it (`false && x`) none. `entry`: the entry that the rule looks at, of which `values` are the facts.
template <class Visit>
void visit_unknown(predicate_id which, const predicate_program& program, const zone_sets& zones, const facts& f,
                   entry_values values, fact_pointer entry, Visit visit) {
  const predicate p = program.predicates[which.index()];
  predicates::unknown_walk<Visit>(program, zones, f, values, entry, visit)
      .walk(program.steps.data() + p.first + p.count - 1);
}

/// The same for each known fact from which the predicate's truth comes.
template <class Visit>
void visit_read(predicate_id which, const predicate_program& program, const zone_sets& zones, const facts& f,
                entry_values values, fact_pointer entry, Visit visit) {
  const predicate p = program.predicates[which.index()];
  predicates::read_walk<Visit>(program, zones, f, values, entry, visit)
      .walk(program.steps.data() + p.first + p.count - 1);
}

}  // namespace clearance
