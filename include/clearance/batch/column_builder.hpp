#pragma once
#include <clearance/bar_tests.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/sparse.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Facts of one patient after the other become columns. Nothing is lost: `row_reader` gives the same facts back.
namespace clearance {

namespace columns_memory {

/// One declared fact. It starts narrow and widens at the first value that does not fit.
class values {
 public:
  void add(fact_value v) {
    is_ever_known_ = is_ever_known_ || v.is_known();
    if (is_wide_) return wide_.push_back(v.raw);
    if (!v.is_known()) return small_.push_back(value_column::small_not_known);
    if (v.raw > INT8_MIN && v.raw <= INT8_MAX) return small_.push_back(static_cast<std::int8_t>(v.raw));
    widen();
    wide_.push_back(v.raw);
  }
  value_column column() const noexcept {
    if (!is_ever_known_) return {};
    if (is_wide_) return {{}, wide_};
    return {small_, {}};
  }

 private:
  void widen() {
    for (const std::int8_t v : small_) wide_.push_back(v == value_column::small_not_known ? fact_value::not_known : v);
    small_ = {};
    is_wide_ = true;
  }

  std::vector<std::int8_t> small_;
  std::vector<std::int64_t> wide_;
  bool is_wide_ = false;
  bool is_ever_known_ = false;
};

/// The declared facts of one kind, a column each.
class value_table {
 public:
  explicit value_table(std::size_t width) : values_(width) {}
  void add(entry_values row) {
    for (std::size_t slot = 0; slot < values_.size(); ++slot)
      values_[slot].add(slot < row.size() ? row[slot] : fact_value{});
  }
  /// Valid until the next call.
  std::span<const value_column> columns() {
    columns_.clear();
    for (const values& v : values_) columns_.push_back(v.column());
    return columns_;
  }

 private:
  std::vector<values> values_;
  std::vector<value_column> columns_;
};

/// Values behind offsets. The offsets are left out as long as no row has a value.
template <class Value>
struct list {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Value> all;

  void end_row() { offsets.push_back(static_cast<std::uint32_t>(all.size())); }
  std::span<const std::uint32_t> given_offsets() const noexcept {
    if (all.empty()) return {};
    return offsets;
  }
};

/// A column that is left out while it holds nothing but the usual value.
template <class Value>
class optional_column {
 public:
  explicit optional_column(Value usual) : usual_(usual) {}
  void add(Value v) {
    all_.push_back(v);
    is_usual_ = is_usual_ && v == usual_;
  }
  std::span<const Value> column() const noexcept {
    if (is_usual_) return {};
    return all_;
  }

 private:
  Value usual_;
  std::vector<Value> all_;
  bool is_usual_ = true;
};

}  // namespace columns_memory

class column_builder {
 public:
  /// For intakes that are judged by `p`.
  explicit column_builder(const pack& p)
      : medication_values_(p.medication_facts.size()),
        condition_values_(p.condition_facts.size()),
        session_values_(p.treatment_facts.size()),
        event_values_(p.event_facts.size()),
        treatment_values_(p.treatment_facts.size()),
        patient_values_(p.patient_facts.size()),
        pack_(p) {
    assert(p.words.zones.size() < narrow_not_understood);
  }

  void add(const facts& f) {
    add_head(f);
    for (const zone_id z : f.zones) zones_.all.push_back(static_cast<std::uint16_t>(z.value));
    zones_.end_row();
    for (const condition_id c : f.indications) indications_.all.push_back(c.value);
    indications_.end_row();
    for (std::size_t i = 0; i < f.medications.size(); ++i) add_medication(f, i);
    medications_.end_row();
    for (std::size_t i = 0; i < f.conditions.size(); ++i) add_condition(f, i);
    conditions_.end_row();
    for (std::size_t i = 0; i < f.sessions.size(); ++i) add_session(f, i);
    sessions_.end_row();
    for (std::size_t i = 0; i < f.events.size(); ++i) add_event(f, i);
    events_.end_row();
    treatment_values_.add(f.treatment_values);
    patient_values_.add(f.patient_values);
    texts_.all.insert(texts_.all.end(), f.texts.begin(), f.texts.end());
    texts_.end_row();
    ++rows_;
  }

  /// Valid until the next intake is added.
  intake_columns columns() {
    intake_columns c;
    c.rows = rows_;
    c.treated = treated_;
    if (today_differs_) c.today = today_;
    if (lists_differ_) c.lists = lists_;
    if (rows_ > 0) c.usual_lists = lists_.front();
    c.others = other_heads_.column();
    c.zones = {zones_.given_offsets(), zones_.all};
    c.indications = {indications_.given_offsets(), indications_.all};
    c.medications = {medications_.given_offsets(),
                     medications_.all,
                     last_uses_,
                     taking_.column(),
                     routes_.column(),
                     other_medications_.column(),
                     started_.column(),
                     medication_values_.columns()};
    c.conditions = {conditions_.given_offsets(),
                    conditions_.all,
                    statuses_.column(),
                    {condition_zones_.given_offsets(), condition_zones_.all},
                    other_conditions_.column(),
                    since_.column(),
                    ended_.column(),
                    condition_values_.columns()};
    c.sessions = {sessions_.given_offsets(), sessions_.all, other_sessions_.column(), session_values_.columns()};
    c.events = {events_.given_offsets(),
                events_.all,
                event_days_,
                {event_zones_.given_offsets(), event_zones_.all},
                other_events_.column(),
                event_values_.columns()};
    c.treatment_values = treatment_values_.columns();
    c.patient_values = patient_values_.columns();
    c.text_offsets = texts_.given_offsets();
    c.texts = texts_.all;
    return c;
  }

 private:
  static constexpr period unknown_period{};

  template <class Thing>
  static std::uint16_t narrowed(id<Thing> i) noexcept {
    return i.value < narrow_not_understood ? static_cast<std::uint16_t>(i.value) : narrow_not_understood;
  }

  static given_lists lists_of(const facts& f) noexcept {
    return given_lists{}
        .with(intake_list::zones, f.treatment.zones)
        .with(intake_list::indications, f.treatment.indication)
        .with(intake_list::medications, f.medications_given)
        .with(intake_list::conditions, f.conditions_given)
        .with(intake_list::sessions, f.sessions_given)
        .with(intake_list::events, f.events_given);
  }

  void add_head(const facts& f) {
    const intake_head h{f.today, f.has_today, f.in_error, f.zone_in_error, f.treatment, lists_of(f)};
    const bool has_day = f.treatment.has_date && is_day(f.treatment.when);
    treated_.push_back(has_day ? day_of(f.treatment.when.first).days : 0);
    today_.push_back(f.has_today ? f.today.days : treated_.back());
    lists_.push_back(h.lists);
    today_differs_ = today_differs_ || today_.back() != treated_.back();
    lists_differ_ = lists_differ_ || h.lists != lists_.front();
    if (dense_head({today_.back()}, {treated_.back()}, h.lists) != h) other_heads_.add(rows_, h);
  }

  void add_medication(const facts& f, std::size_t i) {
    const medication& m = f.medications[i];
    const std::size_t at = medications_.all.size();
    medications_.all.push_back(narrowed(m.substance));
    last_uses_.push_back(is_day(m.last_use) ? day_of(m.last_use.first).days : 0);
    taking_.add(m.taking);
    routes_.add(m.by);
    const medication dense = dense_medication(
        {{}, {&medications_.all.back(), 1}, {&last_uses_.back(), 1}, {&m.taking, 1}, {&m.by, 1}, {}, {}, {}}, 0,
        position_in_row(medications_), f.today);
    if (dense != m) other_medications_.add(at, m);
    if (const period p = period_at(f.started, i); p != unknown_period) started_.add(at, p);
    medication_values_.add(values_of(m, pack_, f));
  }

  void add_condition(const facts& f, std::size_t i) {
    const condition& c = f.conditions[i];
    const std::size_t at = conditions_.all.size();
    conditions_.all.push_back(narrowed(c.what));
    statuses_.add(c.now);
    add_sites(condition_zones_, f.condition_zones, c);
    condition dense;
    dense.what = widened<condition_thing>(conditions_.all.back());
    dense.entry = position_in_row(conditions_);
    dense.now = c.now;
    if (!is_dense_but_for_sites(dense, c)) other_conditions_.add(at, c);
    if (const period p = period_at(f.since, i); p != unknown_period) since_.add(at, p);
    if (const period p = period_at(f.ended, i); p != unknown_period) ended_.add(at, p);
    condition_values_.add(values_of(c, pack_, f));
  }

  void add_session(const facts& f, std::size_t i) {
    const session& s = f.sessions[i];
    const std::size_t at = sessions_.all.size();
    sessions_.all.push_back(is_day(s.when) ? day_of(s.when.first).days : 0);
    session dense;
    dense.when = whole_day({sessions_.all.back()});
    dense.entry = position_in_row(sessions_);
    if (dense != s) other_sessions_.add(at, s);
    session_values_.add(values_of(s, pack_, f));
  }

  void add_event(const facts& f, std::size_t i) {
    const event& e = f.events[i];
    const std::size_t at = events_.all.size();
    events_.all.push_back(narrowed(e.what));
    event_days_.push_back(is_day(e.when) ? day_of(e.when.first).days : 0);
    add_sites(event_zones_, f.event_zones, e);
    event dense;
    dense.what = widened<event_thing>(events_.all.back());
    dense.entry = position_in_row(events_);
    dense.when = whole_day({event_days_.back()});
    if (!is_dense_but_for_sites(dense, e)) other_events_.add(at, e);
    event_values_.add(values_of(e, pack_, f));
  }

  static bool is_day(period p) noexcept {
    return minute_of_day(p.first) == 0 && std::int64_t{p.last.minutes} - p.first.minutes == minutes_a_day - 1;
  }

  template <class Record>
  static void add_sites(columns_memory::list<std::uint16_t>& sites, std::span<const zone_id> zones, const Record& r) {
    for (const zone_id z : zones.subspan(r.first_zone, r.zone_count))
      sites.all.push_back(static_cast<std::uint16_t>(z.value));
    sites.end_row();
  }

  template <class Record>
  static bool is_dense_but_for_sites(Record dense, const Record& r) noexcept {
    dense.first_zone = r.first_zone;
    dense.zone_count = r.zone_count;
    dense.zones = r.zone_count == 0 ? given::absent : given::complete;
    return dense == r;
  }

  /// Of the value that was added last.
  template <class Value>
  static std::uint32_t position_in_row(const columns_memory::list<Value>& l) noexcept {
    return static_cast<std::uint32_t>(l.all.size()) - 1 - l.offsets.back();
  }

  std::size_t rows_ = 0;
  std::vector<std::int32_t> treated_;
  std::vector<std::int32_t> today_;
  std::vector<given_lists> lists_;
  bool today_differs_ = false;
  bool lists_differ_ = false;
  sparse_values<intake_head> other_heads_;
  columns_memory::list<std::uint16_t> zones_;
  columns_memory::list<std::uint32_t> indications_;

  columns_memory::list<std::uint16_t> medications_;
  std::vector<std::int32_t> last_uses_;
  columns_memory::optional_column<use> taking_{use::stopped};
  columns_memory::optional_column<route> routes_{route::unknown};
  sparse_values<medication> other_medications_;
  sparse_values<period> started_;
  columns_memory::value_table medication_values_;

  columns_memory::list<std::uint16_t> conditions_;
  columns_memory::optional_column<status> statuses_{status::unknown};
  columns_memory::list<std::uint16_t> condition_zones_;
  sparse_values<condition> other_conditions_;
  sparse_values<period> since_;
  sparse_values<period> ended_;
  columns_memory::value_table condition_values_;

  columns_memory::list<std::int32_t> sessions_;
  sparse_values<session> other_sessions_;
  columns_memory::value_table session_values_;

  columns_memory::list<std::uint16_t> events_;
  std::vector<std::int32_t> event_days_;
  columns_memory::list<std::uint16_t> event_zones_;
  sparse_values<event> other_events_;
  columns_memory::value_table event_values_;

  columns_memory::value_table treatment_values_;
  columns_memory::value_table patient_values_;
  columns_memory::list<char> texts_;
  const pack& pack_;
};

}  // namespace clearance
