#pragma once
#include <clearance/batch/sparse.hpp>
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/time/civil.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// The facts of many patients as columns, a row for each intake. Views: whoever fills them owns the memory.
///
/// A list is offsets and values, as Arrow lays it out. Row i's entries are those from offsets[i] to before offsets[i +
/// 1]:
///
///     offsets       0     2  2        5                      rows + 1 of them; none: nobody has an entry
///     substance     a  b     c  d  e
///     last_use      .  .     .  .  .                         one a value, beside them
///
/// What most rows have is narrow and dense. What few rows have (a month instead of a day, an entry in error, an offset
/// from UTC) is the whole record, kept aside: see `others`. So columns hold every fact, and the usual ones are small.
/// Where a record stands aside, the dense columns hold any values that their types can name.
/// An optional column that is empty stands for the value that is written behind it.
namespace clearance {

/// A 16-bit id for what was not understood. Larger ids go to `others`.
inline constexpr std::uint16_t narrow_not_understood = 0xffff;

/// One declared fact of all rows, or of all values of a list. Both empty: not known.
struct value_column {
  static constexpr std::int8_t small_not_known = INT8_MIN;

  std::span<const std::int8_t> small;  ///< yes-no, choices, small numbers of bits
  std::span<const std::int64_t> wide;  ///< `fact_value::raw`

  fact_value at(std::size_t position) const noexcept {
    if (!wide.empty()) return {wide[position]};
    if (small.empty() || small[position] == small_not_known) return {};
    return {small[position]};
  }
};

/// A list of ids for each row.
template <class Id>
struct list_column {
  std::span<const std::uint32_t> offsets;
  std::span<const Id> ids;
};

struct medication_columns {
  std::span<const std::uint32_t> offsets;
  std::span<const std::uint16_t> substance;
  std::span<const std::int32_t> last_use;  ///< days since 1970; of no meaning while ongoing
  std::span<const use> taking;             ///< optional: stopped
  std::span<const route> by;               ///< optional: unknown
  sparse_column<medication> others;        ///< in place of the above; by position among all values
  sparse_column<period> started;
  std::span<const value_column> values;  ///< by slot; an entry's facts stand with each of its values
};

struct condition_columns {
  std::span<const std::uint32_t> offsets;
  std::span<const std::uint16_t> what;
  std::span<const status> now;       ///< optional: unknown
  list_column<std::uint16_t> zones;  ///< of each value; none: not given
  sparse_column<condition> others;   ///< their zones stand in `zones` all the same
  sparse_column<period> since;
  sparse_column<period> ended;
  std::span<const value_column> values;
};

struct session_columns {
  std::span<const std::uint32_t> offsets;
  std::span<const std::int32_t> day;  ///< since 1970
  sparse_column<session> others;
  std::span<const value_column> values;
};

struct event_columns {
  std::span<const std::uint32_t> offsets;
  std::span<const std::uint16_t> what;
  std::span<const std::int32_t> day;  ///< since 1970
  list_column<std::uint16_t> zones;
  sparse_column<event> others;
  std::span<const value_column> values;
};

/// The lists of an intake, in whatever order suits `given_lists`.
enum class intake_list : std::uint8_t { zones, indications, medications, conditions, sessions, events };
inline constexpr unsigned intake_list_count = 6;

/// Which of them were given, two bits each.
struct given_lists {
  std::uint16_t bits = 0;

  constexpr given of(intake_list l) const noexcept { return static_cast<given>(bits >> shift(l) & 3); }
  constexpr given_lists with(intake_list l, given g) const noexcept {
    return {static_cast<std::uint16_t>((bits & ~(3u << shift(l))) | static_cast<unsigned>(g) << shift(l))};
  }
  friend constexpr bool operator==(given_lists, given_lists) = default;

 private:
  static constexpr unsigned shift(intake_list l) noexcept { return 2 * static_cast<unsigned>(l); }
};

/// What an intake says besides its lists, where it is not the usual: a treatment on a day, today known, no error.
struct intake_head {
  date today;
  bool has_today = true;
  bool in_error = false;
  bool zone_in_error = false;
  planned_treatment treatment;
  given_lists lists;  ///< of zones and indications `treatment` tells as well
  friend constexpr bool operator==(const intake_head&, const intake_head&) = default;
};

struct intake_columns {
  std::size_t rows = 0;
  std::span<const std::int32_t> treated;  ///< days since 1970
  std::span<const std::int32_t> today;    ///< optional: the treatment's day
  std::span<const given_lists> lists;     ///< optional: `usual_lists`
  given_lists usual_lists;
  sparse_column<intake_head> others;  ///< in place of the above
  list_column<std::uint16_t> zones;   ///< those requested
  list_column<std::uint32_t> indications;
  medication_columns medications;
  condition_columns conditions;
  session_columns sessions;
  event_columns events;
  std::span<const value_column> treatment_values;  ///< by slot
  std::span<const value_column> patient_values;
  std::span<const std::uint32_t> text_offsets;  ///< optional: no texts
  std::span<const char> texts;                  ///< text answers are positions in their row's part
};

/// The values of a row, or of whatever else has a list.
struct value_range {
  std::size_t first = 0;
  std::size_t last = 0;
  constexpr std::size_t size() const noexcept { return last - first; }
};

constexpr value_range values_of_row(std::span<const std::uint32_t> offsets, std::size_t row) noexcept {
  if (offsets.empty()) return {};
  return {offsets[row], offsets[row + 1]};
}

// ---- what the dense columns say of one value ----

constexpr intake_head dense_head(date today, date treated, given_lists lists) noexcept {
  intake_head h;
  h.today = today;
  h.treatment.when = whole_day(treated);
  h.treatment.has_date = true;
  h.treatment.zones = lists.of(intake_list::zones);
  h.treatment.indication = lists.of(intake_list::indications);
  h.lists = lists;
  return h;
}

inline intake_head head_at(const intake_columns& c, std::size_t row) noexcept {
  if (const intake_head* const other = c.others.find(row)) return *other;
  return dense_head({c.today.empty() ? c.treated[row] : c.today[row]}, {c.treated[row]},
                    c.lists.empty() ? c.usual_lists : c.lists[row]);
}

template <class Thing>
constexpr id<Thing> widened(std::uint16_t narrow) noexcept {
  return narrow == narrow_not_understood ? not_understood<Thing> : id<Thing>{narrow};
}

/// `entry`: its position in the row's list.
inline medication dense_medication(const medication_columns& c, std::size_t at, std::uint32_t entry,
                                   date today) noexcept {
  medication m;
  m.substance = widened<substance_thing>(c.substance[at]);
  m.entry = entry;
  m.taking = c.taking.empty() ? use::stopped : c.taking[at];
  m.by = c.by.empty() ? route::unknown : c.by[at];
  m.last_use = m.taking == use::ongoing ? period{end_of(today), end_of(today)} : whole_day({c.last_use[at]});
  return m;
}

inline condition dense_condition(const condition_columns& c, std::size_t at, std::uint32_t entry) noexcept {
  condition out;
  out.what = widened<condition_thing>(c.what[at]);
  out.entry = entry;
  out.now = c.now.empty() ? status::unknown : c.now[at];
  out.zones = values_of_row(c.zones.offsets, at).size() == 0 ? given::absent : given::complete;
  return out;
}

inline session dense_session(const session_columns& c, std::size_t at, std::uint32_t entry) noexcept {
  session s;
  s.when = whole_day({c.day[at]});
  s.entry = entry;
  return s;
}

inline event dense_event(const event_columns& c, std::size_t at, std::uint32_t entry) noexcept {
  event e;
  e.what = widened<event_thing>(c.what[at]);
  e.entry = entry;
  e.when = whole_day({c.day[at]});
  e.zones = values_of_row(c.zones.offsets, at).size() == 0 ? given::absent : given::complete;
  return e;
}

}  // namespace clearance
