#pragma once
#include <cstddef>
#include <cstdint>

/// Conditions as the engine runs them: steps of a small stack machine. Maps and texts of `when`, `unless`, `from`,
/// `earlier` and `either` all become these.
namespace clearance {

enum class step_kind : std::uint8_t {
  // Tests of one declared fact.
  between,     ///< low <= fact <= high
  one_of,      ///< bit `fact` of `low` is set (choices), or they share a bit (several choices)
  shares_bit,  ///< `fact` and `low` share a bit
  // The same of a date, with a window packed into `low` and a comparison in `high`: in one step what takes five.
  after_window,   ///< the fact and a window later, compared with the treatment's date
  before_window,  ///< the fact, compared with the treatment's date less a window

  // Other tests.
  indication,   ///< the treatment is for one of the conditions of set `slot` of `condition_sets`
  zone,         ///< a requested zone overlaps zone `slot`
  takes,        ///< an entry of `medications` means one of set `slot`
  has,          ///< an entry of `conditions` does, and its status is right: `low` holds a truth for each
  happened,     ///< an entry of `events` does, and is not after the treatment's day
  means,        ///< the entry of loop `owner` means one of set `slot`
  lies_within,  ///< the topmost date lies within the minutes `low` to `high`

  // Truths of truths.
  both,    ///< the two topmost, by Kleene's `&&`
  either,  ///< by Kleene's `||`
  negate,
  choose,       ///< of three: the second where the first is yes, the third where it is no
  first_known,  ///< of two: the first, else the second

  // Values.
  constant,        ///< `low` and `high` as in the cell; `slot`: the scale of a date
  constant_truth,  ///< `low`
  constant_text,   ///< `high` bytes of the program's texts from byte `low`
  fact_truth,      ///< a declared fact, by its answer
  fact_number,
  fact_choice,  ///< its text: `low` is the first of its answers
  fact_text,
  fact_date,
  fact_count,  ///< how many of several choices
  treatment_date,
  today,
  field_date,     ///< of the entry of loop `owner`; `slot`: a `fact_field`
  field_text,     ///< route or status; `low`: the first of their words among the answers
  field_truth,    ///< is it still taken?
  count_entries,  ///< of list `slot`

  // Arithmetic. Of two the lower one stands on the left.
  add_integers,
  subtract_integers,
  multiply_integers,
  divide_integers,
  remainder,
  negate_integer,
  add_numbers,
  subtract_numbers,
  multiply_numbers,
  divide_numbers,
  negate_number,
  to_number,    ///< an integer as a number
  make_window,  ///< `low` times an integer, in unit `slot`
  add_window,
  subtract_window,
  years_between,
  join_texts,
  text_size,

  // Comparisons: `slot` is a `comparison`.
  compare_truths,
  compare_numbers,  ///< `low`: bit 0 where the left is an integer, bit 1 the right
  compare_texts,
  compare_dates,
  starts_with,
  ends_with,
  contains,

  // A run of steps for each entry of list `slot`: `enter`, the `low` steps of the run, `leave`.
  enter,  ///< as loop `owner`; `high`: 0 exists, 1 all
  leave,  ///< by it the run is found from behind
};

enum class comparison : std::uint8_t { equal, unequal, less, at_most, more, at_least };

/// Whose fact a test reads. Of loops inside each other the outermost is the first.
enum class fact_owner : std::uint8_t { treatment, entry, patient, first_loop, second_loop, third_loop };
inline constexpr std::size_t most_loops = 3;

constexpr std::size_t loop_of(fact_owner o) noexcept {
  return static_cast<std::size_t>(o) - static_cast<std::size_t>(fact_owner::first_loop);
}

struct step {
  step_kind kind = step_kind::between;
  fact_owner owner = fact_owner::treatment;
  std::uint32_t slot = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// How many values a step takes from the stack; each leaves one. A run for each entry takes none, and its `leave`
/// stands for all of it.
constexpr std::size_t operands_of(step_kind k) noexcept {
  using enum step_kind;
  switch (k) {
    case choose: return 3;
    case both:
    case either:
    case first_known:
    case add_integers:
    case subtract_integers:
    case multiply_integers:
    case divide_integers:
    case remainder:
    case add_numbers:
    case subtract_numbers:
    case multiply_numbers:
    case divide_numbers:
    case add_window:
    case subtract_window:
    case years_between:
    case join_texts:
    case compare_truths:
    case compare_numbers:
    case compare_texts:
    case compare_dates:
    case starts_with:
    case ends_with:
    case contains: return 2;
    case lies_within:
    case negate:
    case negate_integer:
    case negate_number:
    case to_number:
    case make_window:
    case text_size: return 1;
    case between:
    case one_of:
    case shares_bit:
    case after_window:
    case before_window:
    case indication:
    case step_kind::zone:
    case takes:
    case has:
    case happened:
    case means:
    case constant:
    case constant_truth:
    case constant_text:
    case fact_truth:
    case fact_number:
    case fact_choice:
    case fact_text:
    case fact_date:
    case fact_count:
    case treatment_date:
    case today:
    case field_date:
    case field_text:
    case field_truth:
    case count_entries:
    case enter:
    case leave: break;
  }
  return 0;
}

/// The five steps that `after_window` and `before_window` stand for.
struct long_form {
  step steps[5];
  constexpr const step* last() const noexcept { return steps + 4; }
};
constexpr std::int64_t packed(std::int64_t count, std::int64_t unit) noexcept { return count * 4 + unit; }
constexpr std::int64_t packed_count(std::int64_t window) noexcept { return window >> 2; }
constexpr std::int64_t packed_unit(std::int64_t window) noexcept { return window & 3; }

constexpr long_form written_out(const step& s) noexcept {
  const step fact{step_kind::fact_date, s.owner, s.slot};
  const step treated{step_kind::treatment_date};
  const step window{step_kind::constant, fact_owner::treatment, 0, packed_count(s.low), packed_unit(s.low)};
  const step compare{step_kind::compare_dates, fact_owner::treatment, static_cast<std::uint32_t>(s.high)};
  if (s.kind == step_kind::after_window) return {{fact, window, {step_kind::add_window}, treated, compare}};
  return {{fact, treated, window, {step_kind::subtract_window}, compare}};
}

/// Does a step leave a text? The machine keeps those in pieces.
constexpr bool leaves_text(const step& s) noexcept {
  switch (s.kind) {
    case step_kind::constant_text:
    case step_kind::fact_choice:
    case step_kind::fact_text:
    case step_kind::field_text:
    case step_kind::join_texts: return true;
    case step_kind::choose:
    case step_kind::first_known: return s.slot == 1;
    default: return false;
  }
}

/// The first of the steps whose last leaves the value of all.
constexpr const step* first_of(const step* last) noexcept {
  std::size_t values = 1;  // still to be found
  for (const step* s = last;; --s) {
    if (s->kind == step_kind::leave)
      s -= s->low + 1;  // to its `enter`
    else
      values += operands_of(s->kind);
    if (--values == 0) return s;
  }
}

}  // namespace clearance
