#pragma once
#include <clearance/batch/columns.hpp>
#include <clearance/facts.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// One row of columns as the facts of one patient.
namespace clearance {

inline void read_values(std::vector<fact_value>& out, std::span<const value_column> columns, std::size_t row) {
  out.clear();
  for (const value_column& c : columns) out.push_back(c.at(row));
}

constexpr void read_given(facts& f, given_lists lists) noexcept {
  f.medications_given = lists.of(intake_list::medications);
  f.conditions_given = lists.of(intake_list::conditions);
  f.sessions_given = lists.of(intake_list::sessions);
  f.events_given = lists.of(intake_list::events);
}

/// Holds the facts of the row that was read last; its memory is used again.
class row_reader {
 public:
  /// Valid until the next call, and while the columns' memory is.
  const facts& read(const intake_columns& c, std::size_t row) {
    facts_ = {};
    read_head(c, row);
    read_ids(zones_, c.zones, row);
    read_ids(indications_, c.indications, row);
    read_medications(c.medications, row);
    read_conditions(c.conditions, row);
    read_sessions(c.sessions, row);
    read_events(c.events, row);
    read_values(treatment_values_, c.treatment_values, row);
    read_values(patient_values_, c.patient_values, row);
    if (const value_range texts = values_of_row(c.text_offsets, row); texts.size() > 0)
      facts_.texts = std::string_view(c.texts.data() + texts.first, texts.size());
    facts_.zones = zones_;
    facts_.indications = indications_;
    facts_.treatment_values = treatment_values_;
    facts_.patient_values = patient_values_;
    return facts_;
  }

 private:
  void read_head(const intake_columns& c, std::size_t row) {
    const intake_head h = head_at(c, row);
    facts_.today = h.today;
    facts_.has_today = h.has_today;
    facts_.in_error = h.in_error;
    facts_.zone_in_error = h.zone_in_error;
    facts_.treatment = h.treatment;
    read_given(facts_, h.lists);
  }

  template <class Out, class Id>
  static void read_ids(std::vector<Out>& out, const list_column<Id>& ids, std::size_t row) {
    out.clear();
    append_ids(out, ids, row);
  }
  template <class Out, class Id>
  static void append_ids(std::vector<Out>& out, const list_column<Id>& ids, std::size_t row) {
    const value_range r = values_of_row(ids.offsets, row);
    for (std::size_t i = r.first; i < r.last; ++i) out.push_back({ids.ids[i]});
  }

  void read_medications(const medication_columns& c, std::size_t row) {
    const value_range r = values_of_row(c.offsets, row);
    read_records(medications_, r, c.others,
                 [&](std::size_t at, std::uint32_t entry) { return dense_medication(c, at, entry, facts_.today); });
    read_entry_values(medication_values_, c.values, r, medications_);
    facts_.started = read_periods(started_, c.started, r);
    facts_.medications = medications_;
    facts_.medication_values = medication_values_;
  }

  void read_conditions(const condition_columns& c, std::size_t row) {
    const value_range r = values_of_row(c.offsets, row);
    read_records(conditions_, r, c.others,
                 [&](std::size_t at, std::uint32_t entry) { return dense_condition(c, at, entry); });
    read_sites(conditions_, condition_zones_, c.zones, r);
    read_entry_values(condition_values_, c.values, r, conditions_);
    facts_.since = read_periods(since_, c.since, r);
    facts_.ended = read_periods(ended_, c.ended, r);
    facts_.conditions = conditions_;
    facts_.condition_zones = condition_zones_;
    facts_.condition_values = condition_values_;
  }

  void read_sessions(const session_columns& c, std::size_t row) {
    const value_range r = values_of_row(c.offsets, row);
    read_records(sessions_, r, c.others,
                 [&](std::size_t at, std::uint32_t entry) { return dense_session(c, at, entry); });
    read_entry_values(session_values_, c.values, r, sessions_);
    facts_.sessions = sessions_;
    facts_.session_values = session_values_;
  }

  void read_events(const event_columns& c, std::size_t row) {
    const value_range r = values_of_row(c.offsets, row);
    read_records(events_, r, c.others, [&](std::size_t at, std::uint32_t entry) { return dense_event(c, at, entry); });
    read_sites(events_, event_zones_, c.zones, r);
    read_entry_values(event_values_, c.values, r, events_);
    facts_.events = events_;
    facts_.event_zones = event_zones_;
    facts_.event_values = event_values_;
  }

  template <class Record, class Dense>
  static void read_records(std::vector<Record>& out, value_range r, const sparse_column<Record>& others, Dense dense) {
    out.clear();
    std::size_t at = r.first;
    const auto read_dense = [&](std::size_t last) {
      for (; at < last; ++at) out.push_back(dense(at, static_cast<std::uint32_t>(at - r.first)));
    };
    others.visit(r.first, r.last, [&](std::size_t aside, const Record& other) {
      read_dense(aside);
      out.push_back(other);
      ++at;
    });
    read_dense(r.last);
  }

  template <class Record>
  static void read_sites(std::vector<Record>& records, std::vector<zone_id>& sites,
                         const list_column<std::uint16_t>& zones, value_range r) {
    sites.clear();
    for (Record& record : records) {
      record.first_zone = static_cast<std::uint32_t>(sites.size());
      append_ids(sites, zones, r.first++);
      record.zone_count = static_cast<std::uint32_t>(sites.size()) - record.first_zone;
    }
  }

  /// A row of facts for each entry, out of columns that have one for each record.
  template <class Record>
  static void read_entry_values(std::vector<fact_value>& out, std::span<const value_column> columns, value_range r,
                                const std::vector<Record>& records) {
    out.clear();
    if (columns.empty() || records.empty()) return;
    out.resize((std::size_t{records.back().entry} + 1) * columns.size());
    for (std::size_t i = 0; i < records.size(); ++i)
      for (std::size_t slot = 0; slot < columns.size(); ++slot)
        out[records[i].entry * columns.size() + slot] = columns[slot].at(r.first + i);
  }

  static std::span<const period> read_periods(std::vector<period>& out, const sparse_column<period>& periods,
                                              value_range r) {
    out.clear();
    periods.visit(r.first, r.last, [&](std::size_t at, period p) {
      out.resize(r.size());
      out[at - r.first] = p;
    });
    return out;
  }

  facts facts_;
  std::vector<zone_id> zones_;
  std::vector<condition_id> indications_;
  std::vector<medication> medications_;
  std::vector<condition> conditions_;
  std::vector<session> sessions_;
  std::vector<event> events_;
  std::vector<zone_id> condition_zones_;
  std::vector<zone_id> event_zones_;
  std::vector<period> started_;
  std::vector<period> since_;
  std::vector<period> ended_;
  std::vector<fact_value> treatment_values_;
  std::vector<fact_value> medication_values_;
  std::vector<fact_value> condition_values_;
  std::vector<fact_value> session_values_;
  std::vector<fact_value> event_values_;
  std::vector<fact_value> patient_values_;
};

}  // namespace clearance
