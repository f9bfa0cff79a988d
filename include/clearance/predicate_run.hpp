#pragma once
#include <clearance/cell.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/predicate_program.hpp>
#include <clearance/predicate_tests.hpp>
#include <clearance/step.hpp>
#include <clearance/joined_text.hpp>
#include <clearance/zone_sets.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

/// The machine that runs steps: a stack of fixed size, no allocation, and nothing that an intake holds can make it
/// fail.
namespace clearance::predicates {

/// Where values lie while steps run. Not set to anything by itself.
struct work_space {
  cell stack[deepest_predicate];
  union {
    std::string_view pieces[deepest_predicate];  ///< of the texts on the stack, in their order
  };
  std::uint32_t depth = 0;
  std::uint32_t piece_count = 0;

  work_space() noexcept {}

  joined_text text(const cell& c) const noexcept { return {pieces + c.low, static_cast<std::size_t>(c.high)}; }

  void push(const cell& c) noexcept { stack[depth++] = c; }
  void push(kleene k) noexcept { push(cells::of(k)); }
  void push_text(std::string_view t) noexcept {
    push({piece_count, 1, kleene::yes, date_scale::day});
    std::construct_at(&pieces[piece_count++], t);
  }
  void push_unknown_text() noexcept { push({piece_count, 0, kleene::unknown, date_scale::day}); }

  cell& top() noexcept { return stack[depth - 1]; }
};

class machine {
 public:
  machine(const predicate_program& program, const zone_sets& zones, const facts& f, entry_values entry) noexcept
      : program_(program), zones_(zones), facts_(f), entry_(entry) {}

  /// Leaves one more value in `w`.
  void run(const step* s, const step* const end, work_space& w) noexcept {
    for (; s != end; ++s) {
      if (s->kind == step_kind::enter) {
        const step* const body = s + 1;
        const step* const leave = body + s->low;
        w.push(over_entries(facts_, static_cast<fact_list>(s->slot), s->high != 0, [&](const entry_run& r) {
          loops_[loop_of(s->owner)] = r;
          run(body, leave, w);
          return w.stack[--w.depth].truth;
        }));
        s = leave;
      } else {
        take(*s, w);
      }
    }
  }

  /// The entry that a loop is at.
  entry_run& loop(fact_owner o) noexcept { return loops_[loop_of(o)]; }

  fact_value fact_of(const step& s) const noexcept {
    switch (s.owner) {
      case fact_owner::treatment: return value_at(facts_.treatment_values, s.slot);
      case fact_owner::entry: return value_at(entry_, s.slot);
      case fact_owner::patient: return value_at(facts_.patient_values, s.slot);
      case fact_owner::first_loop:
      case fact_owner::second_loop:
      case fact_owner::third_loop: break;
    }
    const entry_run& r = loops_[loop_of(s.owner)];
    const std::uint64_t width = program_.widths[static_cast<std::size_t>(r.list)];
    const std::uint64_t at = r.entry * width + s.slot;
    const entry_values values = values_of(facts_, r.list);
    return at < values.size() ? values[at] : fact_value{};
  }

 private:
  CLEARANCE_INLINE void take(const step& s, work_space& w) noexcept {
    using enum step_kind;
    switch (s.kind) {
      case between:
      case one_of:
      case shares_bit: return w.push(value_holds(s, fact_of(s)));
      case after_window:
      case before_window: return w.push(date_holds(s, facts_, fact_of(s)));
      case indication:
      case zone:
      case takes:
      case has:
      case happened: return w.push(holds(s, program_, zones_, facts_));
      case means: return w.push(entry_means(program_, facts_, loops_[loop_of(s.owner)], s.slot));
      case lies_within: return one(w, [&](const cell& a) { return cells::of(cells::lies_within(a, s.low, s.high)); });

      case both:
        --w.depth;
        w.top().truth = w.top().truth && w.stack[w.depth].truth;
        return;
      case either:
        --w.depth;
        w.top().truth = w.top().truth || w.stack[w.depth].truth;
        return;
      case negate: w.top().truth = !w.top().truth; return;
      case choose: return choose_one(s, w);
      case first_known: {
        --w.depth;
        pick(s, w, w.top().is_known() ? w.top() : w.stack[w.depth]);
        return;
      }

      case constant: return w.push({s.low, s.high, kleene::yes, static_cast<date_scale>(s.slot)});
      case constant_truth: return w.push(static_cast<kleene>(s.low));
      case constant_text: return w.push_text(words(s.low, s.high));
      case fact_truth: return w.push(fact_of(s).is_known() ? known(fact_of(s).raw != 0) : kleene::unknown);
      case fact_number: {
        const fact_value v = fact_of(s);
        return w.push(v.is_known() ? cells::number(static_cast<double>(v.raw) / static_cast<double>(fact_value::one))
                                   : cells::unknown);
      }
      case fact_choice: {
        const fact_value v = fact_of(s);
        return v.is_known() ? push_answer(s.low + v.raw, w) : w.push_unknown_text();
      }
      case fact_text: {
        const fact_value v = fact_of(s);
        return v.is_known() ? w.push_text(text_of(v, facts_.texts)) : w.push_unknown_text();
      }
      case fact_date: {
        const fact_value v = fact_of(s);
        return w.push(v.is_known() ? cells::date(period_of(v)) : cells::unknown);
      }
      case fact_count: {
        const fact_value v = fact_of(s);
        return w.push(v.is_known() ? cells::integer(std::popcount(static_cast<std::uint64_t>(v.raw))) : cells::unknown);
      }
      case treatment_date: return w.push(date_of_treatment(facts_));
      case today:
        return w.push(facts_.has_today ? cells::date(whole_day(facts_.today), date_scale::day) : cells::unknown);
      case field_date: {
        const period p = time_of(facts_, loops_[loop_of(s.owner)], static_cast<fact_field>(s.slot));
        return w.push(p == no_time ? cells::unknown : cells::date(p));
      }
      case field_text: {
        const entry_run& r = loops_[loop_of(s.owner)];
        // The first word of each is that nothing is known.
        const unsigned word = static_cast<fact_field>(s.slot) == fact_field::route
                                  ? static_cast<unsigned>(facts_.medications[r.first].by)
                                  : static_cast<unsigned>(facts_.conditions[r.first].now);
        return word == 0 ? w.push_unknown_text() : push_answer(s.low + word - 1, w);
      }
      case field_truth: return w.push(is_taken(facts_.medications[loops_[loop_of(s.owner)].first]));
      case count_entries: return w.push(count_of(facts_, static_cast<fact_list>(s.slot)));

      case add_integers: return two(w, cells::add_integers);
      case subtract_integers: return two(w, cells::subtract_integers);
      case multiply_integers: return two(w, cells::multiply_integers);
      case divide_integers: return two(w, cells::divide_integers);
      case remainder: return two(w, cells::remainder);
      case negate_integer: return one(w, cells::negate_integer);
      case add_numbers: return two(w, cells::add_numbers);
      case subtract_numbers: return two(w, cells::subtract_numbers);
      case multiply_numbers: return two(w, cells::multiply_numbers);
      case divide_numbers: return two(w, cells::divide_numbers);
      case negate_number: return one(w, cells::negate_number);
      case to_number: return one(w, cells::to_number);
      case make_window:
        return one(w, [&](const cell& a) { return cells::make_window(a, s.low, static_cast<window_unit>(s.slot)); });
      case add_window: return two(w, [](const cell& a, const cell& b) { return cells::add_window(a, b, 1); });
      case subtract_window: return two(w, [](const cell& a, const cell& b) { return cells::add_window(a, b, -1); });
      case years_between: return two(w, cells::years_between);
      case join_texts: {
        --w.depth;
        cell& a = w.top();
        const cell& b = w.stack[w.depth];
        if (a.is_known() && b.is_known()) {
          a.high += b.high;
        } else {
          w.piece_count = static_cast<std::uint32_t>(a.low);
          a = {a.low, 0, kleene::unknown, date_scale::day};
        }
        return;
      }
      case text_size: {
        cell& a = w.top();
        w.piece_count = static_cast<std::uint32_t>(a.low);
        if (a.is_known()) a = cells::integer(pieces::code_points(w.text(a)));
        return;
      }

      case compare_truths:
        return compare(w, [&](const cell& a, const cell& b) {
          const auto number = [](const cell& c) { return cells::integer(static_cast<std::int64_t>(c.truth)); };
          return cells::compare_numbers(static_cast<comparison>(s.slot), number(a), number(b), 3);
        });
      case compare_numbers:
        return compare(w, [&](const cell& a, const cell& b) {
          return cells::compare_numbers(static_cast<comparison>(s.slot), a, b, static_cast<unsigned>(s.low));
        });
      case compare_dates:
        return compare(w, [&](const cell& a, const cell& b) {
          return cells::compare_dates(static_cast<comparison>(s.slot), a, b);
        });
      case compare_texts:
        return compare_two_texts(w, [&](joined_text a, joined_text b) {
          const std::int64_t order = pieces::compare(pieces::cursor(a), pieces::cursor(b));
          return cells::compare_numbers(static_cast<comparison>(s.slot), cells::integer(order), cells::integer(0), 3);
        });
      case starts_with:
        return compare_two_texts(w, [](joined_text a, joined_text b) { return known(pieces::starts_with(a, b)); });
      case ends_with:
        return compare_two_texts(w, [](joined_text a, joined_text b) { return known(pieces::ends_with(a, b)); });
      case contains:
        return compare_two_texts(w, [](joined_text a, joined_text b) {
          if (pieces::length(b) > pieces::longest_sought) return kleene::unknown;
          return known(pieces::contains(a, b));
        });

      case enter:
      case leave: return;
    }
  }

  template <class Function>
  CLEARANCE_INLINE static void one(work_space& w, Function f) noexcept {
    cell& a = w.top();
    if (a.is_known()) a = f(a);
  }

  template <class Function>
  CLEARANCE_INLINE static void two(work_space& w, Function f) noexcept {
    --w.depth;
    cell& a = w.top();
    const cell& b = w.stack[w.depth];
    a = a.is_known() && b.is_known() ? f(a, b) : cells::unknown;
  }

  template <class Function>
  CLEARANCE_INLINE static void compare(work_space& w, Function f) noexcept {
    two(w, [&](const cell& a, const cell& b) { return cells::of(f(a, b)); });
  }

  template <class Function>
  static void compare_two_texts(work_space& w, Function f) noexcept {
    w.piece_count = static_cast<std::uint32_t>(w.stack[w.depth - 2].low);
    compare(w, [&](const cell& a, const cell& b) { return f(w.text(a), w.text(b)); });
  }

  /// Of two values on the stack, the lower at the top: one becomes it. `slot` is 1 where they are texts.
  static void pick(const step& s, work_space& w, cell chosen) noexcept {
    cell& place = w.top();
    if (s.slot == 1) {
      for (std::int64_t i = 0; i < chosen.high; ++i) w.pieces[place.low + i] = w.pieces[chosen.low + i];
      chosen.low = place.low;
      w.piece_count = static_cast<std::uint32_t>(place.low + chosen.high);
    }
    place = chosen;
  }

  /// Where it is not known which, it does not matter if both are the same.
  static void choose_one(const step& s, work_space& w) noexcept {
    w.depth -= 2;
    const kleene which = w.top().truth;
    const cell a = w.stack[w.depth];
    const cell b = w.stack[w.depth + 1];
    w.top() = a;  // the place where the chosen one goes
    if (which == kleene::unknown && !are_same(s, w, a, b)) return set_unknown(s, w);
    pick(s, w, which == kleene::no ? b : a);
  }

  static bool are_same(const step& s, const work_space& w, const cell& a, const cell& b) noexcept {
    if (a.truth != b.truth) return false;
    if (s.slot == 1) return pieces::compare(pieces::cursor(w.text(a)), pieces::cursor(w.text(b))) == 0;
    return a.low == b.low && a.high == b.high && a.scale == b.scale;
  }

  static void set_unknown(const step& s, work_space& w) noexcept {
    cell& place = w.top();
    if (s.slot == 1) {
      w.piece_count = static_cast<std::uint32_t>(place.low);
      place = {place.low, 0, kleene::unknown, date_scale::day};
    } else {
      place = cells::unknown;
    }
  }

  static cell count_of(const facts& f, fact_list list) noexcept {
    if (given_of(f, list) != given::complete) return cells::unknown;
    std::int64_t n = 0;
    for_each_entry(f, list, [&](const entry_run&) { return ++n, true; });
    return cells::integer(n);
  }

  std::string_view words(std::int64_t first, std::int64_t count) const noexcept {
    return std::string_view(program_.texts).substr(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
  }

  void push_answer(std::int64_t number, work_space& w) const noexcept {
    const predicate_program::range answer = program_.answers[static_cast<std::size_t>(number)];
    w.push_text(words(answer.first, answer.count));
  }

  const predicate_program& program_;
  const zone_sets& zones_;
  const facts& facts_;
  entry_values entry_;
  union {
    entry_run loops_[most_loops];  ///< not set to anything before a loop begins
  };
};

}  // namespace clearance::predicates
