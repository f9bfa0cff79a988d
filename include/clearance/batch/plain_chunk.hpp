#pragma once
#include <clearance/batch/batch_rules.hpp>
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_keys.hpp>
#include <clearance/batch/entry_rows.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/loud_entries.hpp>
#include <clearance/batch/outcome_columns.hpp>
#include <clearance/batch/processor.hpp>
#include <clearance/batch/settle.hpp>
#include <clearance/inline.hpp>
#include <clearance/time/civil.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

/// The plain intakes among some rows, in passes over flat columns without a branch that could be guessed wrongly:
///
///     offsets  --spread-->   the row of each entry        without days of the loud alone, behind `find`
///     columns  --find-->     the loud entries             most touch nothing, or what is long over
///     loud     --key-->      their keys                   id, state, and the facts that rules test
///     keys     --settle-->   marks and days of rows       and which touches fire
///     rows     --settle-->   the same of `row_rules`      one by one: few packs have any
///     marks    --finish-->   verdicts and dates
///     fired    --place-->    rows behind each other, lists in the order of `evaluate`
///
/// Rows that are not plain come out of it as noise and are marked; the caller evaluates them one by one.
namespace clearance::plain_passes {

CLEARANCE_INLINE minute_time midnight(std::int32_t day) noexcept {
  return {static_cast<std::int32_t>(static_cast<std::uint32_t>(day) * std::uint32_t{minutes_a_day})};
}

CLEARANCE_INLINE void begin_rows(const batch_rules& rules, const intake_columns& c, rows of,
                                 const std::int32_t* treated, const std::int32_t* today, chunk_memory& m,
                                 std::uint8_t* open_lists) noexcept {
  for (std::size_t r = 0; r < of.count; ++r) m.latest[r] = today[r];
  for (std::size_t r = 0; r < of.count; ++r) m.tag[r] = chunk_memory::tagged(r, std::min(today[r], treated[r]));
  if (c.lists.empty()) {
    const opening& o = rules.opening_at(c.usual_lists);
    std::fill_n(m.marks.begin(), of.count, mark{o.marks});
    std::fill_n(m.is_odd.begin(), of.count, static_cast<std::uint8_t>(!o.is_plain));
    std::fill_n(open_lists, of.count, o.lists);
  } else {
    for (std::size_t r = 0; r < of.count; ++r) {
      const opening& o = rules.opening_at(c.lists[of.first + r]);
      m.marks[r] = {o.marks};
      m.is_odd[r] = !o.is_plain;
      open_lists[r] = o.lists;
    }
  }
  c.others.visit(of.first, of.first + of.count,
                 [&](std::size_t at, const intake_head&) { m.is_odd[at - of.first] = 1; });
  std::fill_n(m.count.begin(), of.count, std::uint32_t{0});
  m.fired = 0;
}

/// The worst verdict of a set of them, one bit each.
CLEARANCE_INLINE verdict worst_of(unsigned set) noexcept {
  static_assert(verdict_count == 6);
  return static_cast<verdict>((set >= 2) + (set >= 4) + (set >= 8) + (set >= 16) + (set >= 32));
}

CLEARANCE_INLINE void finish_rows(rows of, const chunk_memory& m, verdict* decided, verdict* worst_possible,
                                  minute_time* earliest) noexcept {
  constexpr unsigned verdicts = (1u << verdict_count) - 1;
  for (std::size_t r = 0; r < of.count; ++r) decided[r] = worst_of(m.marks[r].bits & verdicts);
  for (std::size_t r = 0; r < of.count; ++r)
    worst_possible[r] = worst_of((m.marks[r].bits | m.marks[r].bits >> mark::worst_shift) & verdicts);
  for (std::size_t r = 0; r < of.count; ++r)
    earliest[r] = (m.marks[r].bits & mark::blocks) != 0 ? never : midnight(m.latest[r]);
}

/// The passes over the lists.
CLEARANCE_INLINE void run_passes(processor on, const batch_rules& rules, const intake_columns& c, rows of,
                                 chunk_memory& m, std::uint8_t* open_lists) noexcept {
  const std::int32_t* const treated = c.treated.data() + of.first;
  const std::int32_t* const today = c.today.empty() ? treated : c.today.data() + of.first;
  begin_rows(rules, c, of, treated, today, m, open_lists);

  if (!c.zones.offsets.empty()) {
    const list_view l{rules.zones, c.zones.offsets, of};
    find_loud_by_state(on, l, c.zones.ids, std::span<const status>{}, m);
    find_rows_of_loud(l, m);
    key_loud(l, c.zones.ids, m);
    add_digits(l, {}, c.treatment_values, m);
    settle_standing(l, m);
  }
  if (!c.medications.offsets.empty()) {
    const list_view l{rules.medications, c.medications.offsets, of};
    const std::int32_t* const day = c.medications.last_use.data() + l.begin();
    mark_others(l, c.medications.others, m);
    spread_rows(l, m);
    find_loud_by_age(on, l, c.medications.substance, day, c.medications.taking, m);
    key_loud(l, c.medications.substance, m);
    add_state(l, c.medications.taking, entry_table::state_of(use::unstated, route::unknown), m);
    add_state(l, c.medications.by, 1, m);
    add_digits(l, c.medications.values, c.treatment_values, m);
    settle_timed(l, day, treated, today, m);
  }
  if (!c.conditions.offsets.empty()) {
    const list_view l{rules.conditions, c.conditions.offsets, of};
    mark_others(l, c.conditions.others, m);
    find_loud_by_state(on, l, c.conditions.what, c.conditions.now, m);
    find_rows_of_loud(l, m);
    key_loud(l, c.conditions.what, m);
    add_state(l, c.conditions.now, 1, m);
    add_digits(l, c.conditions.values, c.treatment_values, m);
    settle_placed(l, rules.pack(), c, m);
  }
  if (!c.sessions.offsets.empty()) {
    const list_view l{rules.sessions, c.sessions.offsets, of};
    const std::int32_t* const day = c.sessions.day.data() + l.begin();
    mark_others(l, c.sessions.others, m);
    spread_rows(l, m);
    find_loud_by_age(on, l, {}, day, {}, m);
    std::fill_n(m.key.begin(), m.loud_count, 0);
    add_digits(l, c.sessions.values, c.treatment_values, m);
    settle_timed(l, day, treated, today, m);
  }
  if (rules.pack().reads_events && !c.events.offsets.empty())
    for (std::size_t r = 0; r < of.count; ++r)
      if (values_of_row(c.events.offsets, of.first + r).size() != 0) m.is_odd[r] = 1;
}

/// The last pass: `position` holds where each row's begin. `stood` has room.
CLEARANCE_INLINE void place_fired(chunk_memory& m, fired_columns& stood) noexcept {
  bar_id* const bars = stood.bar_data();
  std::uint32_t* const entries = stood.entry_data();
  minute_time* const until = stood.until_data();
  certainty* const how = stood.how_data();
  for (std::size_t i = 0; i < m.fired; ++i) {
    const std::uint32_t at = m.position[m.rows[i]]++;
    bars[at] = m.bars[i];
    entries[at] = m.entries[i];
    // Long ago stands for no window; what no date can hold is not that long ago.
    until[at] = m.free[i] < plain_touch::no_window / 2 ? never : midnight(m.free[i]);
    how[at] = m.says[i].how();
  }
}

// ---- for each processor ----

#define CLEARANCE_PASSES(name, attribute)                                                                           \
  attribute inline void run_on_##name(const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m,  \
                                      std::uint8_t* open_lists) noexcept {                                          \
    run_passes(processor::name, rules, c, of, m, open_lists);                                                       \
  }                                                                                                                 \
  attribute inline void finish_on_##name(rows of, const chunk_memory& m, verdict* decided, verdict* worst_possible, \
                                         minute_time* earliest) noexcept {                                          \
    finish_rows(of, m, decided, worst_possible, earliest);                                                          \
  }                                                                                                                 \
  attribute inline void place_on_##name(chunk_memory& m, fired_columns& stood) noexcept { place_fired(m, stood); }
CLEARANCE_FOR_PROCESSORS(CLEARANCE_PASSES)
#undef CLEARANCE_PASSES

inline void run(processor on, const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m,
                std::uint8_t* open_lists) noexcept {
  switch (on) {
#define CLEARANCE_PASSES(name, attribute) \
  case processor::name: return run_on_##name(rules, c, of, m, open_lists);
    CLEARANCE_FOR_PROCESSORS(CLEARANCE_PASSES)
#undef CLEARANCE_PASSES
  }
}

inline void finish_rows(processor on, rows of, const chunk_memory& m, verdict* decided, verdict* worst_possible,
                        minute_time* earliest) noexcept {
  switch (on) {
#define CLEARANCE_PASSES(name, attribute) \
  case processor::name: return finish_on_##name(of, m, decided, worst_possible, earliest);
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

}  // namespace clearance::plain_passes
