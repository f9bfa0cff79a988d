#pragma once
#include <clearance/batch/batch_rules.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_table.hpp>
#include <clearance/batch/outcome_columns.hpp>
#include <clearance/batch/processor.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/civil.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

/// The plain intakes among some rows, in passes over flat columns without a branch that could be guessed wrongly:
///
///     offsets  --spread-->   the row of each entry
///     columns  --key-->      the key of each entry        id, state and tested facts
///     keys     --expand-->   the touches                  most entries have none, some have several
///     touches  --settle-->   marks and days of rows       and those that fire
///     fired    --place-->    rows behind each other, lists in the order of `evaluate`
///
/// Rows that are not plain come out of it as noise and are marked; the caller evaluates them one by one.
namespace clearance {

/// What stays in the first caches while some rows are worked on.
struct chunk_memory {
  static constexpr std::size_t most_rows = 1024;
  static constexpr std::size_t most_entries = 4096;  ///< of each list
  static constexpr std::size_t most_touches = most_entries * key_touches::most;

  /// One list of these rows.
  struct list {
    const std::uint32_t* offsets = nullptr;  ///< of the first of these rows
    const plain_touch* touches = nullptr;
    std::size_t firing = 0;  ///< how many fire

    // By entry, with room behind for those that write several at a time.
    std::array<std::uint16_t, most_entries + 8> row_of;
    // By touch.
    std::array<std::uint16_t, most_touches + 4> touch;
    std::array<std::uint16_t, most_touches + 4> entry_of;
    // By what fires, in the order of the touches.
    std::array<std::uint16_t, most_touches + 1> fires;  ///< which touch of these
    std::array<std::int32_t, most_touches + 1> free;    ///< the day from which it does not
    std::array<mark, most_touches + 1> says;
  };

  // By row.
  static constexpr unsigned fired_shift = 16;
  std::array<std::uint32_t, most_rows> marks;  ///< 16 bits of `mark`; above them how many fire
  std::array<std::int32_t, most_rows> latest;  ///< the last day from which a time rule is free
  std::array<std::uint32_t, most_rows> fired;
  std::array<std::uint32_t, most_rows> position;  ///< in the result, of what fires next
  std::array<std::uint8_t, most_rows> is_odd;     ///< not plain

  std::array<std::uint32_t, most_entries> key;  ///< of each entry of the list at hand

  std::array<list, 4> lists;  ///< zones, medications, conditions, sessions
};

namespace plain_passes {

/// Wraps instead of overflowing: rows that are not plain may hold anything.
CLEARANCE_INLINE std::int32_t sum(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}
CLEARANCE_INLINE minute_time midnight(std::int32_t day) noexcept {
  return {static_cast<std::int32_t>(static_cast<std::uint32_t>(day) * std::uint32_t{minutes_a_day})};
}

/// Four lanes of one number, whatever the byte order.
CLEARANCE_INLINE std::uint64_t four_of(std::size_t n) noexcept { return n * 0x0001000100010001u; }

struct rows {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// The list at hand.
struct list_view {
  const entry_table& table;
  std::span<const std::uint32_t> offsets;
  rows of;
  chunk_memory::list& to;

  CLEARANCE_INLINE std::size_t begin() const noexcept { return offsets[of.first]; }
  CLEARANCE_INLINE std::size_t count() const noexcept { return offsets[of.first + of.count] - begin(); }
};

// ---- spread ----

CLEARANCE_INLINE void spread_rows(const list_view& l) noexcept {
  const std::uint32_t* const offsets = l.offsets.data() + l.of.first;
  std::uint16_t* const all = l.to.row_of.data();
  const std::uint32_t base = offsets[0];
  for (std::size_t r = 0; r < l.of.count; ++r) {
    // Eight at once; where there are less, the next row writes over them.
    std::uint16_t* const at = all + (offsets[r] - base);
    const std::uint64_t lanes = four_of(r);
    std::memcpy(at, &lanes, sizeof lanes);
    std::memcpy(at + 4, &lanes, sizeof lanes);
    const std::size_t count = offsets[r + 1] - offsets[r];
    if (count > 8) [[unlikely]]
      std::fill(at + 8, at + count, static_cast<std::uint16_t>(r));
  }
}

template <class Record>
CLEARANCE_INLINE void mark_others(const list_view& l, const sparse_column<Record>& others, chunk_memory& m) noexcept {
  if (others.at.empty()) return;
  others.visit(l.begin(), l.begin() + l.count(),
               [&](std::size_t at, const Record&) { m.is_odd[l.to.row_of[at - l.begin()]] = 1; });
}

// ---- key ----

CLEARANCE_INLINE void key_by_id(const list_view& l, std::span<const std::uint16_t> ids, chunk_memory& m) noexcept {
  const std::uint16_t* const at = ids.data() + l.begin();
  const std::uint32_t none = l.table.ids;
  for (std::size_t e = 0, n = l.count(); e < n; ++e) m.key[e] = std::min<std::uint32_t>(at[e], none);
}

template <class State>
CLEARANCE_INLINE void add_state(const list_view& l, std::span<const State> states, std::uint32_t of_each,
                                chunk_memory& m) noexcept {
  if (states.empty()) return;
  const State* const at = states.data() + l.begin();
  const std::uint32_t stride = of_each * (l.table.ids + 1);
  for (std::size_t e = 0, n = l.count(); e < n; ++e) m.key[e] += static_cast<std::uint32_t>(at[e]) * stride;
}

/// The facts that rules test, as digits. `of_entries`: of the list; `of_rows`: of the treatment.
CLEARANCE_INLINE void add_digits(const list_view& l, std::span<const value_column> of_entries,
                                 std::span<const value_column> of_rows, chunk_memory& m) noexcept {
  std::uint32_t stride = l.table.states * (l.table.ids + 1);
  for (std::size_t i = l.table.facts.size(); i-- > 0;) {
    const tested_fact& f = l.table.facts[i];
    const bool is_of_entry = f.owner == fact_owner::entry;
    const std::span<const value_column> columns = is_of_entry ? of_entries : of_rows;
    const std::uint32_t of_this = stride;
    stride *= f.values + 1;
    if (f.slot >= columns.size()) continue;
    const value_column& c = columns[f.slot];
    const std::size_t n = l.count();
    if (!c.wide.empty()) {  // no choice has so many answers: somebody else's columns
      for (std::size_t e = 0; e < n; ++e) m.is_odd[l.to.row_of[e]] = 1;
      continue;
    }
    if (c.small.empty()) continue;
    const std::int8_t* const at = c.small.data() + (is_of_entry ? l.begin() : l.of.first);
    std::uint32_t too_large = 0;
    const auto digit = [&](std::int8_t v) {
      const std::uint32_t d = v == value_column::small_not_known ? 0 : static_cast<std::uint32_t>(v) + 1;
      const std::uint32_t is_too_large = d > f.values;
      too_large |= is_too_large;
      return is_too_large ? 0 : d;
    };
    if (is_of_entry)
      for (std::size_t e = 0; e < n; ++e) m.key[e] += digit(at[e]) * of_this;
    else
      for (std::size_t e = 0; e < n; ++e) m.key[e] += digit(at[l.to.row_of[e]]) * of_this;
    if (too_large != 0) [[unlikely]]
      for (std::size_t e = 0; e < n; ++e) m.is_odd[l.to.row_of[e]] = 1;
  }
}

// ---- expand ----

/// Gives the number of touches.
CLEARANCE_INLINE std::size_t expand(const list_view& l, chunk_memory& m) noexcept {
  const key_touches* const keys = l.table.keys.data();
  std::size_t count = 0;
  for (std::size_t e = 0, n = l.count(); e < n; ++e) {
    const key_touches& k = keys[m.key[e]];
    const std::uint64_t entry = four_of(e);
    std::memcpy(l.to.touch.data() + count, &k, sizeof k);  // those behind the last are written over
    std::memcpy(l.to.entry_of.data() + count, &entry, sizeof entry);
    if (k.count == key_touches::not_plain) [[unlikely]]
      m.is_odd[l.to.row_of[e]] = 1;
    else
      count += k.count;
  }
  return count;
}

// ---- settle ----

/// Writes down what fires, and adds it to its row.
class fire {
 public:
  CLEARANCE_INLINE fire(const list_view& l, chunk_memory& m) noexcept : m_(m), to_(l.to) {
    to_.offsets = l.offsets.data() + l.of.first;
    to_.touches = l.table.touches.data();
  }
  CLEARANCE_INLINE ~fire() { to_.firing = count_; }
  fire(const fire&) = delete;
  fire& operator=(const fire&) = delete;

  CLEARANCE_INLINE void operator()(std::size_t row, std::size_t touch, mark says, std::int32_t free) noexcept {
    const std::uint32_t fires = says.bits >> 15;
    to_.fires[count_] = static_cast<std::uint16_t>(touch);
    to_.free[count_] = free;
    to_.says[count_] = says;
    count_ += fires;
    m_.marks[row] = (m_.marks[row] | says.bits) + (fires << chunk_memory::fired_shift);
  }

 private:
  chunk_memory& m_;
  chunk_memory::list& to_;
  std::size_t count_ = 0;
};

CLEARANCE_INLINE void settle_standing(const list_view& l, std::size_t touches, chunk_memory& m) noexcept {
  fire fires(l, m);
  const plain_touch* const table = l.table.touches.data();
  for (std::size_t t = 0; t < touches; ++t) {
    const std::size_t e = l.to.entry_of[t];
    fires(l.to.row_of[e], t, table[l.to.touch[t]].early, plain_touch::no_window);
  }
}

/// `day`: of each entry; `treated`, `today`: of each row.
CLEARANCE_INLINE void settle_timed(const list_view& l, const std::int32_t* day, const std::int32_t* treated,
                                   const std::int32_t* today, std::size_t touches, chunk_memory& m) noexcept {
  fire fires(l, m);
  const plain_touch* const table = l.table.touches.data();
  for (std::size_t t = 0; t < touches; ++t) {
    const std::size_t e = l.to.entry_of[t];
    const std::size_t row = l.to.row_of[e];
    const plain_touch& p = table[l.to.touch[t]];
    const std::int32_t from = p.is_ongoing ? today[row] : day[e];
    std::int32_t certain = sum(from, p.certain_days);
    std::int32_t free = sum(from, p.free_days);
    if (p.months != 0) [[unlikely]]
      certain = free = add_months({from}, p.months).days;
    const std::int32_t on = treated[row];
    const mark not_early = on < free ? p.between : p.late;
    const mark says = on < certain ? p.early : not_early;
    m.latest[row] = std::max(m.latest[row], free);
    fires(row, t, says, free);
  }
}

/// Does a condition lie on what is treated? As `treated_zones` says.
CLEARANCE_INLINE mark by_place(const plain_touch& p, const pack& rules, const intake_columns& c, std::size_t row,
                               std::size_t at) noexcept {
  const value_range requested = values_of_row(c.zones.offsets, row);
  const value_range sites = values_of_row(c.conditions.zones.offsets, at);
  const auto reaches = [&](zone_id site) {
    for (std::size_t z = requested.first; z < requested.last; ++z)
      if (rules.zones.reach({c.zones.ids[z]}, site)) return true;
    return false;
  };
  if (sites.size() != 0) {
    for (std::size_t s = sites.first; s < sites.last; ++s)
      if (reaches({c.conditions.zones.ids[s]})) return p.early;
    return p.late;
  }
  for (const zone_id site : rules.words.conditions[c.conditions.what[at]].usual_zones)
    if (reaches(site)) return p.early;
  return p.between;
}

CLEARANCE_INLINE void settle_placed(const list_view& l, const pack& rules, const intake_columns& c, std::size_t touches,
                                    chunk_memory& m) noexcept {
  fire fires(l, m);
  const plain_touch* const table = l.table.touches.data();
  for (std::size_t t = 0; t < touches; ++t) {
    const std::size_t e = l.to.entry_of[t];
    const std::size_t row = l.to.row_of[e];
    const plain_touch& p = table[l.to.touch[t]];
    mark says = p.early;
    if (p.is_placed) says = by_place(p, rules, c, l.of.first + row, l.begin() + e);
    fires(row, t, says, plain_touch::no_window);
  }
}

// ---- the whole ----

CLEARANCE_INLINE void begin_rows(const batch_rules& rules, const intake_columns& c, rows of, const std::int32_t* today,
                                 chunk_memory& m, std::uint8_t* open_lists) noexcept {
  for (std::size_t r = 0; r < of.count; ++r) m.latest[r] = today[r];
  const auto begin = [&](std::size_t r, const opening& o) {
    m.marks[r] = o.marks;
    m.is_odd[r] = !o.is_plain;
    open_lists[r] = o.lists;
  };
  if (c.lists.empty()) {
    const opening& o = rules.opening_at(c.usual_lists);
    for (std::size_t r = 0; r < of.count; ++r) begin(r, o);
  } else {
    for (std::size_t r = 0; r < of.count; ++r) begin(r, rules.opening_at(c.lists[of.first + r]));
  }
  c.others.visit(of.first, of.first + of.count,
                 [&](std::size_t at, const intake_head&) { m.is_odd[at - of.first] = 1; });
}

/// The worst verdict of a set of them, one bit each.
CLEARANCE_INLINE verdict worst_of(unsigned set) noexcept {
  static_assert(verdict_count == 6);
  return static_cast<verdict>((set >= 2) + (set >= 4) + (set >= 8) + (set >= 16) + (set >= 32));
}

CLEARANCE_INLINE void finish_rows(rows of, chunk_memory& m, verdict* decided, verdict* worst_possible,
                                  minute_time* earliest) noexcept {
  constexpr unsigned verdicts = (1u << verdict_count) - 1;
  for (std::size_t r = 0; r < of.count; ++r) m.fired[r] = m.marks[r] >> chunk_memory::fired_shift;
  for (std::size_t r = 0; r < of.count; ++r) decided[r] = worst_of(m.marks[r] & verdicts);
  for (std::size_t r = 0; r < of.count; ++r)
    worst_possible[r] = worst_of((m.marks[r] | m.marks[r] >> mark::worst_shift) & verdicts);
  for (std::size_t r = 0; r < of.count; ++r)
    earliest[r] = (m.marks[r] & mark::blocks) != 0 ? never : midnight(m.latest[r]);
}

struct row_results {
  verdict* decided;
  verdict* worst_possible;
  minute_time* earliest;
  std::uint8_t* open_lists;
};

/// All passes but the last: marks which rows are odd, and finishes the others but for their fired list.
CLEARANCE_INLINE void run(const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m,
                          const row_results& out) noexcept {
  const std::int32_t* const treated = c.treated.data() + of.first;
  const std::int32_t* const today = c.today.empty() ? treated : c.today.data() + of.first;
  begin_rows(rules, c, of, today, m, out.open_lists);
  for (chunk_memory::list& l : m.lists) l.firing = 0;

  if (!c.zones.offsets.empty()) {
    const list_view l{rules.zones, c.zones.offsets, of, m.lists[0]};
    spread_rows(l);
    key_by_id(l, c.zones.ids, m);
    add_digits(l, {}, c.treatment_values, m);
    settle_standing(l, expand(l, m), m);
  }
  if (!c.medications.offsets.empty()) {
    const list_view l{rules.medications, c.medications.offsets, of, m.lists[1]};
    spread_rows(l);
    mark_others(l, c.medications.others, m);
    key_by_id(l, c.medications.substance, m);
    add_state(l, c.medications.taking, entry_table::state_of(use::unstated, route::unknown), m);
    add_state(l, c.medications.by, 1, m);
    add_digits(l, c.medications.values, c.treatment_values, m);
    settle_timed(l, c.medications.last_use.data() + l.begin(), treated, today, expand(l, m), m);
  }
  if (!c.conditions.offsets.empty()) {
    const list_view l{rules.conditions, c.conditions.offsets, of, m.lists[2]};
    spread_rows(l);
    mark_others(l, c.conditions.others, m);
    key_by_id(l, c.conditions.what, m);
    add_state(l, c.conditions.now, 1, m);
    add_digits(l, c.conditions.values, c.treatment_values, m);
    settle_placed(l, rules.pack(), c, expand(l, m), m);
  }
  if (!c.sessions.offsets.empty()) {
    const list_view l{rules.sessions, c.sessions.offsets, of, m.lists[3]};
    spread_rows(l);
    mark_others(l, c.sessions.others, m);
    for (std::size_t e = 0, n = l.count(); e < n; ++e) m.key[e] = 0;
    add_digits(l, c.sessions.values, c.treatment_values, m);
    settle_timed(l, c.sessions.day.data() + l.begin(), treated, today, expand(l, m), m);
  }
  if (rules.pack().reads_events && !c.events.offsets.empty())
    for (std::size_t r = 0; r < of.count; ++r)
      if (values_of_row(c.events.offsets, of.first + r).size() != 0) m.is_odd[r] = 1;
  finish_rows(of, m, out.decided, out.worst_possible, out.earliest);
}

/// The last pass: `position` holds where each row's begin. `stood` has room.
CLEARANCE_INLINE void place_fired(chunk_memory& m, fired_columns& stood) noexcept {
  bar_id* const bars = stood.bar_data();
  std::uint32_t* const entries = stood.entry_data();
  minute_time* const until = stood.until_data();
  certainty* const how = stood.how_data();
  for (const chunk_memory::list& list : m.lists) {
    for (std::size_t i = 0; i < list.firing; ++i) {
      const std::size_t t = list.fires[i];
      const std::size_t e = list.entry_of[t];
      const std::size_t row = list.row_of[e];
      const std::uint32_t at = m.position[row]++;
      bars[at] = list.touches[list.touch[t]].which;
      entries[at] = static_cast<std::uint32_t>(e) - (list.offsets[row] - list.offsets[0]);
      // Long ago stands for no window; what no date can hold is not that long ago.
      until[at] = list.free[i] < plain_touch::no_window / 2 ? never : midnight(list.free[i]);
      how[at] = list.says[i].how();
    }
  }
}

// ---- for each processor ----

#define CLEARANCE_PASSES(name, attribute)                                                                          \
  attribute inline void run_on_##name(const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m, \
                                      const row_results& out) noexcept {                                           \
    run(rules, c, of, m, out);                                                                                     \
  }                                                                                                                \
  attribute inline void place_on_##name(chunk_memory& m, fired_columns& stood) noexcept { place_fired(m, stood); }
CLEARANCE_FOR_PROCESSORS(CLEARANCE_PASSES)
#undef CLEARANCE_PASSES

inline void run(processor on, const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m,
                const row_results& out) noexcept {
  switch (on) {
#define CLEARANCE_PASSES(name, attribute) \
  case processor::name: return run_on_##name(rules, c, of, m, out);
    CLEARANCE_FOR_PROCESSORS(CLEARANCE_PASSES)
#undef CLEARANCE_PASSES
  }
}

inline void place_fired(processor on, chunk_memory& m, fired_columns& stood) noexcept {
  switch (on) {
#define CLEARANCE_PASSES(name, attribute) \
  case processor::name: return place_on_##name(m, stood);
    CLEARANCE_FOR_PROCESSORS(CLEARANCE_PASSES)
#undef CLEARANCE_PASSES
  }
}

}  // namespace plain_passes

}  // namespace clearance
