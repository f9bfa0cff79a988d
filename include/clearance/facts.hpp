#pragma once
#include <clearance/ids.hpp>
#include <clearance/kleene.hpp>
#include <clearance/time/period.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// What is known of one patient: interned ids and minute numbers, no text. A view: whoever fills it owns the memory.
namespace clearance {

/// How a medicine gets into the body.
enum class route : std::uint8_t { unknown, oral, topical, injected, ophthalmic, inhaled };
inline constexpr unsigned route_count = 6;

/// Is it still taken? `unstated`: a last use is known, but not that it was the last of all.
enum class use : std::uint8_t { stopped, unstated, ongoing };

enum class status : std::uint8_t { unknown, active, remission, resolved };

/// Was a list given? What is absent is unknown; `partly` holds entries that were not understood.
enum class given : std::uint8_t { absent, complete, partly };

/// The value of a declared fact: 0 or 1 for yes-no; the position among the answers of a choice, a bit for each of
/// several; millionths of a number; the minutes that a date covers; a piece of `facts::texts`.
struct fact_value {
  std::int64_t raw = not_known;
  static constexpr std::int64_t not_known = INT64_MIN;
  static constexpr std::int64_t one = 1'000'000;  ///< a number's unit
  constexpr bool is_known() const noexcept { return raw != not_known; }
};

/// A date as a fact's value: the ends of what it covers, 32 bits each. Written to the minute, both are one.
constexpr fact_value date_value(period p) noexcept {
  return {static_cast<std::int64_t>(static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.first.minutes)) << 32 |
                                    static_cast<std::uint32_t>(p.last.minutes))};
}
constexpr period period_of(fact_value v) noexcept {
  const auto bits = static_cast<std::uint64_t>(v.raw);
  return {{static_cast<std::int32_t>(static_cast<std::uint32_t>(bits >> 32))},
          {static_cast<std::int32_t>(static_cast<std::uint32_t>(bits))}};
}

/// The answer `never` to a question for a date: before every date.
inline constexpr fact_value never_happened = date_value({distant_past, distant_past});

/// A text as a fact's value: where it stands in `facts::texts`.
constexpr fact_value text_value(std::uint32_t begin, std::uint32_t length) noexcept {
  return {static_cast<std::int64_t>(std::uint64_t{begin} << 32 | length)};
}
constexpr std::string_view text_of(fact_value v, std::string_view texts) noexcept {
  return texts.substr(static_cast<std::size_t>(static_cast<std::uint64_t>(v.raw) >> 32),
                      static_cast<std::uint32_t>(v.raw));
}

/// One substance of one entry of `medications`. An entry that names several is several of these, side by side.
struct medication {
  period last_use;  ///< `{distant_past, never}` where nothing is known of it; the last minute of today while ongoing
  substance_id substance = not_understood<substance_thing>;
  std::uint32_t entry = 0;  ///< position in the intake's list
  utc_offset offset;
  use taking = use::stopped;
  route by = route::unknown;
  bool in_error = false;      ///< part of the entry was not understood
  bool shares_entry = false;  ///< not the first substance of its entry
  friend constexpr bool operator==(const medication&, const medication&) = default;
};

/// One condition of one entry of `conditions`.
struct condition {
  condition_id what = not_understood<condition_thing>;
  std::uint32_t entry = 0;
  std::uint32_t first_zone = 0;  ///< into `facts::condition_zones`
  std::uint32_t zone_count = 0;
  given zones = given::absent;
  status now = status::unknown;
  bool in_error = false;
  bool shares_entry = false;
  friend constexpr bool operator==(const condition&, const condition&) = default;
};

/// An earlier treatment.
struct session {
  period when;
  std::uint32_t entry = 0;
  utc_offset offset;
  bool in_error = false;
  friend constexpr bool operator==(const session&, const session&) = default;
};

/// One event of one entry of `events`: something that happened on a day, or is planned.
struct event {
  period when;  ///< `{distant_past, never}` where no date is given
  event_id what = not_understood<event_thing>;
  std::uint32_t entry = 0;
  std::uint32_t first_zone = 0;  ///< into `facts::event_zones`
  std::uint32_t zone_count = 0;
  utc_offset offset;
  given zones = given::absent;
  bool in_error = false;
  bool shares_entry = false;
  friend constexpr bool operator==(const event&, const event&) = default;
};

/// The treatment that is asked for.
struct planned_treatment {
  period when;
  utc_offset offset;
  precision written = precision::day;
  bool has_date = false;  ///< false: no usable date, every time rule stays open
  given zones = given::absent;
  given indication = given::absent;
  friend constexpr bool operator==(const planned_treatment&, const planned_treatment&) = default;
};

/// The records of one entry of a list, which are side by side and in the order of the entries.
template <class Record>
constexpr std::span<const Record> of_entry(std::span<const Record> records, std::uint32_t entry) noexcept {
  std::size_t begin = entry;
  const std::size_t size = records.size();
  // Most entries are one record: then its position is the entry's. One question for each end, nearly always answered
  // alike: whether an entry is the first or the last could not be guessed.
  const auto entry_at = [&](std::size_t i) { return records[i].entry; };
  const std::uint32_t one_before = entry == 0 ? 0 : 1;
  const auto begins_before = [&] {
    return one_before & static_cast<std::uint32_t>(entry_at(begin - one_before) == entry);
  };
  if (begin >= size || ((entry_at(begin) ^ entry) | begins_before()) != 0) [[unlikely]] {
    begin = 0;
    for (std::size_t end = size; begin < end;) {
      const std::size_t middle = begin + (end - begin) / 2;
      if (records[middle].entry < entry)
        begin = middle + 1;
      else
        end = middle;
    }
    if (begin == size) return {};
  }
  std::size_t end = begin;
  for (;; ++end) {
    const std::size_t is_end = end == size ? 1 : 0;
    if (((entry_at(end - is_end) ^ entry) | is_end) != 0) break;
  }
  return records.subspan(begin, end - begin);
}

struct facts {
  date today;
  bool has_today = false;
  bool in_error = false;  ///< an error stands in the intake's problems: no clearance
  bool zone_in_error = false;

  planned_treatment treatment;
  std::span<const zone_id> zones;             ///< those requested
  std::span<const condition_id> indications;  ///< what the treatment is for

  given medications_given = given::absent;
  given conditions_given = given::absent;
  given sessions_given = given::absent;
  given events_given = given::absent;
  std::span<const medication> medications;
  std::span<const condition> conditions;
  std::span<const session> sessions;
  std::span<const event> events;
  std::span<const zone_id> condition_zones;
  std::span<const zone_id> event_zones;

  // By record, beside `medications` and `conditions`; empty where no rule of the pack reads them.
  std::span<const period> started;  ///< of a medicine; `{distant_past, never}`: not known
  std::span<const period> since;    ///< of a sign
  std::span<const period> ended;    ///< of a condition

  // Declared facts, a row for each entry, a column for each fact of its kind; sessions carry the treatment's.
  std::span<const fact_value> treatment_values;
  std::span<const fact_value> medication_values;
  std::span<const fact_value> condition_values;
  std::span<const fact_value> session_values;
  std::span<const fact_value> event_values;
  std::span<const fact_value> patient_values;  ///< one row: the patient's answers
  std::string_view texts;                      ///< where text answers stand
};

}  // namespace clearance
