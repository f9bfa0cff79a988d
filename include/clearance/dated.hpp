#pragma once
#include <clearance/cell.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/predicate.hpp>
#include <clearance/predicate_facts.hpp>
#include <clearance/predicate_program.hpp>
#include <clearance/step.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

/// From when a predicate has a truth, other things staying as they are and the treatment's date moving on.
namespace clearance {

namespace predicates {

/// What becomes of a value while the treatment's date moves on. A truth rises from no over unknown to yes.
enum class direction : std::uint8_t { still, rising, falling, either };

constexpr direction turned(direction d) noexcept {
  return d == direction::rising ? direction::falling : d == direction::falling ? direction::rising : d;
}
constexpr direction together(direction a, direction b) noexcept {
  if (a == direction::still) return b;
  return b == direction::still || a == b ? a : direction::either;
}

/// How a value moves that is the product or quotient of one and a constant.
constexpr direction scaled(direction d, const step& by) noexcept {
  if (d == direction::still) return d;
  if (by.kind != step_kind::constant) return direction::either;
  const bool is_negative = by.low < 0;  // of doubles too: their sign is the highest bit
  return is_negative ? turned(d) : d;
}

/// Of the value that a step leaves.
inline direction direction_of(const step* last) noexcept {
  const operand_list all = operands(last);
  direction each[3] = {direction::still, direction::still, direction::still};
  for (std::size_t i = 0; i < all.count; ++i) each[i] = direction_of(all.at[i]);
  const direction a = each[0];
  const direction b = each[1];
  const direction any = together(together(a, b), each[2]);
  switch (last->kind) {
    case step_kind::treatment_date:
    case step_kind::happened: return direction::rising;
    case step_kind::leave: return direction_of(last - 1);
    case step_kind::after_window:
    case step_kind::before_window: return direction_of(written_out(*last).last());
    case step_kind::negate:
    case step_kind::negate_integer:
    case step_kind::negate_number: return turned(a);
    case step_kind::both:
    case step_kind::either:
    case step_kind::first_known:
    case step_kind::to_number:
    case step_kind::add_integers:
    case step_kind::add_numbers:
    case step_kind::add_window: return any;
    case step_kind::subtract_integers:
    case step_kind::subtract_numbers:
    case step_kind::subtract_window: return together(a, turned(b));
    case step_kind::years_between: return together(turned(a), b);
    case step_kind::multiply_integers:
    case step_kind::multiply_numbers:
      return a == direction::still   ? scaled(b, *all.at[0])
             : b == direction::still ? scaled(a, *all.at[1])
                                     : direction::either;
    case step_kind::divide_integers:
    case step_kind::divide_numbers: return b == direction::still ? scaled(a, *all.at[1]) : direction::either;
    case step_kind::choose: return a == direction::still ? together(b, each[2]) : direction::either;
    case step_kind::compare_numbers:
    case step_kind::compare_dates:
      switch (static_cast<comparison>(last->slot)) {
        case comparison::less:
        case comparison::at_most: return together(turned(a), b);
        case comparison::more:
        case comparison::at_least: return together(a, turned(b));
        case comparison::equal:
        case comparison::unequal: break;
      }
      break;
    default: break;
  }
  return any == direction::still ? any : direction::either;
}

/// Looks for the moments at which parts of a predicate change, then asks the predicate itself at each.
class dated_search {
 public:
  dated_search(const predicate_program& program, const zone_sets& zones, const facts& f, entry_values values,
               minute_time from) noexcept
      : program_(program),
        zones_(zones),
        facts_(f),
        values_(values),
        by_minutes_(f.treatment.written == precision::minute) {
    constexpr std::int32_t longest_days = 1000 * 366;
    constexpr std::int32_t last_day = cells::farthest_day - 1;
    const std::int32_t day = first_whole_day(from).days;
    const std::int32_t end = std::min(day + longest_days, last_day);
    first_ = by_minutes_ ? from.minutes : day;
    last_ = by_minutes_ ? start_of({end}).minutes : end;
    facts_.treatment.has_date = true;
  }

  std::optional<minute_time> run(predicate p, kleene wanted) noexcept {
    const step* const begin = program_.steps.data() + p.first;
    const step* const end = begin + p.count - 1;
    if (first_ > last_) return std::nullopt;
    if (truth_at(first_, begin, end) == wanted) return moment(first_);
    collect(end);
    if (is_lost_) return std::nullopt;
    std::sort(changes_, changes_ + count_);
    for (std::size_t i = 0; i < count_; ++i)
      if (truth_at(changes_[i], begin, end) == wanted) return moment(changes_[i]);
    return std::nullopt;
  }

 private:
  static constexpr std::size_t most_changes = 128;

  minute_time moment(std::int32_t at) const noexcept { return by_minutes_ ? minute_time{at} : start_of({at}); }

  void set(std::int32_t at) noexcept { facts_.treatment.when = by_minutes_ ? period{{at}, {at}} : whole_day({at}); }

  kleene truth_at(std::int32_t at, const step* begin, const step* last) noexcept {
    set(at);
    work_space w;
    machine(program_, zones_, facts_, values_).run(begin, last + 1, w);
    return w.top().truth;
  }

  /// The moments at which the truth that a step leaves may change.
  void collect(const step* last) noexcept {
    const direction d = direction_of(last);
    if (d == direction::still) return;
    const step* const begin = first_of(last);
    if (d != direction::either) return note_changes([&](std::int32_t at) { return truth_at(at, begin, last); });
    if (is_about_a_date(last->kind)) return collect(written_out(*last).last());
    const operand_list all = operands(last);
    switch (last->kind) {
      case step_kind::both:
      case step_kind::either:
      case step_kind::negate:
      case step_kind::choose:
      case step_kind::first_known:
      case step_kind::compare_truths:
        for (std::size_t i = 0; i < all.count; ++i) collect(all.at[i]);
        return;
      case step_kind::compare_dates:
      case step_kind::compare_numbers:
        // Equal is neither before nor after.
        if (together(direction_of(all.at[0]), turned(direction_of(all.at[1]))) != direction::either) {
          for (const comparison c : {comparison::at_most, comparison::at_least})
            note_changes([&](std::int32_t at) { return compared_at(at, all, *last, c); });
          return;
        }
        break;
      default: break;
    }
    is_lost_ = true;
  }

  kleene compared_at(std::int32_t at, const operand_list& all, const step& s, comparison c) noexcept {
    set(at);
    work_space w;
    machine m(program_, zones_, facts_, values_);
    m.run(first_of(all.at[0]), all.at[1] + 1, w);
    step one = s;
    one.slot = static_cast<std::uint32_t>(c);
    m.run(&one, &one + 1, w);
    return w.top().truth;
  }

  /// Of what rises or falls: at most two changes, each found by halving.
  template <class Truth>
  void note_changes(Truth truth) noexcept {
    const kleene at_last = truth(last_);
    std::int32_t from = first_;
    for (kleene now = truth(from); now != at_last; now = truth(from)) {
      std::int32_t to = last_;  // there it is different
      while (to - from > 1) {
        const std::int32_t middle = from + (to - from) / 2;
        (truth(middle) == now ? from : to) = middle;
      }
      from = to;
      if (count_ == most_changes) {
        is_lost_ = true;
        return;
      }
      changes_[count_++] = to;
    }
  }

  const predicate_program& program_;
  const zone_sets& zones_;
  facts facts_;  ///< with the date that is tried
  entry_values values_;
  bool by_minutes_;
  std::int32_t first_ = 0;
  std::int32_t last_ = 0;
  std::int32_t changes_[most_changes];
  std::size_t count_ = 0;
  bool is_lost_ = false;
};

}  // namespace predicates

/// The first moment of treatment at or after `from` (a day, where the treatment's date is one, else a minute) at which
/// a predicate has this truth, other things staying as they are. Nothing where there is none within a thousand years,
/// or where it cannot be found: the date stands in something that neither rises nor falls with it.
CLEARANCE_RARE inline std::optional<minute_time> first_when(predicate_id which, kleene wanted,
                                                            const predicate_program& program, const zone_sets& zones,
                                                            const facts& f, entry_values values,
                                                            minute_time from) noexcept {
  return predicates::dated_search(program, zones, f, values, from).run(program.predicates[which.index()], wanted);
}

}  // namespace clearance
