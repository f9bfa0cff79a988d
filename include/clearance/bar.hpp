#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/inline.hpp>
#include <clearance/match_strength.hpp>
#include <clearance/named_set.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/window.hpp>
#include <clearance/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The one internal form. Every rule that can stand in the way is lowered into one or more bars:
///
///     entry of a list  --match-->  what the rule names
///                      --tests-->  use, status, place, when, unless
///                      --window->  free from (none: it stands as long as the entry does)
///                      ==>         effect
namespace clearance {

enum class place : std::uint8_t { anywhere, treated };

/// Packs a truth for each of an enumeration's values, in their order.
constexpr std::uint8_t truths(kleene a, kleene b, kleene c, kleene d = kleene::no) noexcept {
  return static_cast<std::uint8_t>(static_cast<unsigned>(a) | static_cast<unsigned>(b) << 2 |
                                   static_cast<unsigned>(c) << 4 | static_cast<unsigned>(d) << 6);
}
constexpr kleene truth_in(std::uint8_t truths, unsigned position) noexcept {
  return static_cast<kleene>(truths >> (2 * position) & 3);
}

/// A quick answer for what is long ago, without a look at the calendar: a last use so many minutes before a midnight is
/// free at that midnight for certain.
///
///     23:59 of a day + 7 days - 23:59 = midnight of the first free day
///
/// Exact for days, whatever the minute of the last use; more than that for months and minutes.
struct latest_end {
  std::int32_t minutes = INT32_MAX;

  constexpr latest_end() = default;
  constexpr explicit latest_end(window w) noexcept {
    constexpr std::int32_t of_last_day = minutes_a_day - 1;
    constexpr std::int32_t longest_shift = 2 * minutes_a_day;  // between two UTC offsets
    switch (w.unit) {
      case window_unit::minutes: minutes = w.count + longest_shift; return;
      case window_unit::days: minutes = w.count * minutes_a_day - of_last_day; return;
      case window_unit::months: minutes = (w.count * 31 + 1) * minutes_a_day - of_last_day; return;  // it may roll over
    }
  }
  static constexpr latest_end always_over() noexcept {
    latest_end e;
    e.minutes = INT32_MIN;
    return e;
  }

  /// What is free at all midnights from this minute on. In 64 bits, since `never` may be the last use.
  CLEARANCE_INLINE constexpr std::int64_t after(minute_time last_use) const noexcept {
    return std::int64_t{last_use.minutes} + minutes;
  }
};

/// What a condition's rule asks besides its status.
enum class condition_term : std::uint8_t {
  none,
  after_end,  ///< it stands while the condition lasts, and for `free_after` behind its end
  recovery,   ///< it stands where the sign outlasts `free_after` since a session
};

struct bar {
  static constexpr predicate_id none{0xffffffffu};

  rule_id rule;
  predicate_id when = none;
  predicate_id unless = none;
  window free_after;
  latest_end ends;
  subject on = subject::medication;
  verdict effect = verdict::defer;
  place where = place::anywhere;
  bool timed = false;         ///< passes with `free_after`
  bool dated = false;         ///< `when` or `unless` depends on the treatment's date
  bool has_siblings = false;  ///< other bars of its rule have the same effect: they meet in one finding
  condition_term term = condition_term::none;
  std::uint8_t by_use = 0x2a;  ///< a kleene truth for each `use`, two bits each; 0x2a is yes to all three
  std::uint8_t by_status = 0xaa;

  // `timed`, `free_after` and `ends` go together.
  constexpr void pass_after(window w) noexcept {
    timed = true;
    free_after = w;
    ends = latest_end(w);
  }
  constexpr void stay() noexcept {
    timed = false;
    ends = {};
  }

  constexpr bool has_predicates() const noexcept { return when != none || unless != none; }
  constexpr kleene on_use(use u) const noexcept { return truth_in(by_use, static_cast<unsigned>(u)); }
  constexpr kleene on_status(status s) const noexcept { return truth_in(by_status, static_cast<unsigned>(s)); }
};

/// A vocabulary entry touches a bar. How surely depends on the route that the patient's entry gives.
struct touch {
  bar_id bar;
  std::uint16_t by_route = 0;  ///< a `match_strength` for each `route`, two bits each
  // The bar's own, so that most is settled without a look at it.
  std::uint8_t by_state = 0;  ///< its `by_use` or `by_status`
  bool is_last = false;       ///< of the entry's
  latest_end ends = {};

  constexpr match_strength on(route r) const noexcept { return strength_on(by_route, r); }
  constexpr kleene on(use u) const noexcept { return truth_in(by_state, static_cast<unsigned>(u)); }
  constexpr kleene on(status s) const noexcept { return truth_in(by_state, static_cast<unsigned>(s)); }
};

/// From a vocabulary entry to the bars that it touches, in pack order.
///
///     begins    0    1    0    3    0        what touches no bar begins at the first of all: one that is always over
///     touches   over   a   b   c
class touch_index {
 public:
  touch_index() : touch_index({}, {}) {}
  /// `by_entry` speaks of `bars`.
  explicit touch_index(const std::vector<std::vector<touch>>& by_entry, std::span<const bar> bars) {
    touch over{nobody};
    over.ends = latest_end::always_over();
    over.is_last = true;
    touches_.push_back(over);
    for (const auto& touches : by_entry) append(touches, bars);
    begins_.push_back(0);
    count_ = static_cast<std::uint32_t>(by_entry.size());
  }

  /// Nothing for what was not understood.
  template <class Thing>
  std::span<const touch> of(id<Thing> entry) const noexcept {
    if (begin_of(entry) == 0) return {};
    const touch* const first = first_or_nobody(entry);
    const touch* last = first;
    while (!last->is_last) ++last;
    return {first, last + 1};
  }

  /// How surely an entry touches one bar.
  template <class Thing>
  match_strength strength(id<Thing> entry, bar_id b, route r) const noexcept {
    unsigned is = 0;
    const touch* t = first_or_nobody(entry);
    for (;; ++t) {
      // Taken by a mask: which of an entry's touches it is could not be guessed.
      const unsigned of_bar = 0u - static_cast<unsigned>(t->bar == b);
      is = (is & ~of_bar) | (static_cast<unsigned>(t->on(r)) & of_bar);
      if (t->is_last) return static_cast<match_strength>(is);
    }
  }

  /// The same up to the one that `is_last`, and never none, so that evaluation needs no guess whether there is anything
  /// to look at.
  template <class Thing>
  const touch* first_or_nobody(id<Thing> entry) const noexcept {
    return reinterpret_cast<const touch*>(reinterpret_cast<const std::byte*>(touches_.data()) + begin_of(entry));
  }

  /// Where its touches begin, in bytes; 0: it touches no bar.
  template <class Thing>
  std::uint32_t begin_of(id<Thing> entry) const noexcept {
    return begins_[entry.value < count_ ? entry.value : count_];
  }

  static constexpr bar_id nobody{0xffffffffu};

 private:
  void append(const std::vector<touch>& touches, std::span<const bar> bars) {
    begins_.push_back(touches.empty() ? 0 : static_cast<std::uint32_t>(touches_.size() * sizeof(touch)));
    for (touch t : touches) {
      const bar& b = bars[t.bar.index()];
      t.by_state = b.on == subject::medication ? b.by_use : b.by_status;
      t.ends = b.ends;
      t.is_last = false;
      touches_.push_back(t);
    }
    touches_.back().is_last = true;
  }

  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> begins_;  ///< of each entry, then of what was not understood
  std::vector<touch> touches_;
};

/// A rule that wants something done before the treatment: its bar stands unless an entry satisfies it.
///
///     event, or medicine started      [ earliest treatment ........ latest treatment ]
///              |------ before ------->|
///              |------------------------------- valid ------------>|
struct requirement {
  bar_id bar;
  subject list = subject::event;  ///< or medications
  std::optional<window> before;
  std::optional<window> valid;  ///< its last day or minute included
  named_set<substance_thing> substances;
  named_set<event_thing> events;
  substance_id substance;  ///< the first that the rule names, for its action
  event_id event;
};

/// A rule that only says what is known and allowed.
struct acceptance {
  rule_id rule;
  named_set<substance_thing> substances;
  named_set<condition_thing> conditions;
  named_set<event_thing> events;
};

/// What an absent list leaves open, so that no evaluation walks through every rule of a kind.
struct absence {
  verdict worst = verdict::clear;        ///< over bars without `when`; clear: there are none
  bool timed = false;                    ///< one of them is a time rule: no earliest date
  verdict worst_entry = verdict::clear;  ///< over all bars of the kind: what an entry in error may hide
  std::vector<bar_id> conditional;       ///< bars with a `when` or an `unless`, to be asked one by one
};

}  // namespace clearance
