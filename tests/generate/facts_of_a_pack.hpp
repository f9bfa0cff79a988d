#pragma once
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include "random_source.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Random facts for any pack, without text: whatever `facts` can hold, wherever a reader of intakes would have stopped.
namespace generate {

class facts_generator {
 public:
  /// `odd_percent`: of what is imprecise, in error or otherwise not the usual.
  facts_generator(std::uint64_t seed, const clearance::pack& p, unsigned odd_percent)
      : random_(seed), pack_(p), odd_percent_(odd_percent) {}

  /// Valid until the next call.
  const clearance::facts& next() {
    using namespace clearance;
    f_ = {};
    clear();
    f_.has_today = !is_odd();
    f_.today = add_days(to_date({2026, 1, 1}), random_.between(0, 900));
    f_.in_error = is_odd();
    f_.zone_in_error = is_odd();
    add_treatment();
    f_.medications_given = list_given();
    f_.conditions_given = list_given();
    f_.sessions_given = list_given();
    f_.events_given = random_.in_percent(50) ? given::absent : list_given();
    if (f_.medications_given != given::absent) add_medications();
    if (f_.conditions_given != given::absent) add_conditions();
    if (f_.sessions_given != given::absent) add_sessions();
    if (f_.events_given != given::absent && random_.in_percent(30)) add_events();
    add_values(patient_values_, pack_.patient_facts);
    point();
    return f_;
  }

 private:
  using value_list = std::vector<clearance::fact_value>;

  void clear() {
    zones_.clear();
    indications_.clear();
    medications_.clear();
    conditions_.clear();
    sessions_.clear();
    events_.clear();
    condition_zones_.clear();
    event_zones_.clear();
    started_.clear();
    since_.clear();
    ended_.clear();
    for (value_list* v : {&treatment_values_, &medication_values_, &condition_values_, &session_values_, &event_values_,
                          &patient_values_})
      v->clear();
    texts_.clear();
  }

  void point() {
    f_.zones = zones_;
    f_.indications = indications_;
    f_.medications = medications_;
    f_.conditions = conditions_;
    f_.sessions = sessions_;
    f_.events = events_;
    f_.condition_zones = condition_zones_;
    f_.event_zones = event_zones_;
    f_.started = started_;
    f_.since = since_;
    f_.ended = ended_;
    f_.treatment_values = treatment_values_;
    f_.medication_values = medication_values_;
    f_.condition_values = condition_values_;
    f_.session_values = session_values_;
    f_.event_values = event_values_;
    f_.patient_values = patient_values_;
    f_.texts = texts_;
  }

  bool is_odd() { return odd_percent_ > 0 && random_.below(400) < odd_percent_; }

  clearance::given list_given() {
    using enum clearance::given;
    if (!is_odd()) return complete;
    return random_.in_percent(50) ? absent : partly;
  }

  void add_treatment() {
    using namespace clearance;
    planned_treatment& t = f_.treatment;
    const date on = add_days(f_.today, random_.in_percent(40) ? 0 : random_.between(0, 200));
    t.has_date = !is_odd();
    if (t.has_date) t.when = whole_day(on);
    if (t.has_date && is_odd()) {
      const minute_time at{start_of(on).minutes + random_.between(0, minutes_a_day - 1)};
      t.when = {at, at};
      t.written = precision::minute;
      if (random_.in_percent(50)) t.offset = some_offset();
    }
    t.zones = list_given();
    if (t.zones != given::absent)
      for (int n = random_.between(1, 3); n > 0; --n) zones_.push_back(any_zone());
    if (random_.in_percent(30) && !pack_.words.conditions.empty()) {
      t.indication = given::complete;
      indications_.push_back({static_cast<std::uint32_t>(random_.below(pack_.words.conditions.size()))});
    }
    add_values(treatment_values_, pack_.treatment_facts);
  }

  template <class Entries>
  std::uint32_t any_id(const Entries& entries) {
    if (entries.empty() || is_odd()) return 0xffffffffu;
    return static_cast<std::uint32_t>(random_.below(entries.size()));
  }
  clearance::zone_id any_zone() { return {static_cast<std::uint32_t>(random_.below(pack_.words.zones.size()))}; }
  clearance::utc_offset some_offset() {
    return {static_cast<std::int16_t>(60 * random_.between(-12, 14)), random_.in_percent(10)};
  }

  /// A day near the usual windows' ends, or something less precise.
  clearance::period some_time(int least, int most) {
    using namespace clearance;
    static constexpr int edges[] = {0, 1, 2, 3, 6, 7, 8, 13, 14, 15, 27, 28, 29, 180, 181, 182, 183, 184, 185};
    const date treated = day_of(f_.treatment.has_date ? f_.treatment.when.first : start_of(f_.today));
    const int ago = random_.in_percent(70) ? random_.one_of(edges) : random_.between(least, most);
    const date on = add_days(random_.in_percent(70) ? treated : f_.today, -ago);
    if (!is_odd()) return whole_day(on);
    const minute_time at{start_of(on).minutes + random_.between(0, minutes_a_day - 1)};
    switch (random_.below(4)) {
      case 0: return {at, at};
      case 1: return {start_of(on), end_of(add_days(on, 30))};
      case 2: return {};
      default: return {distant_past, end_of(on)};
    }
  }

  /// An entry is mostly one record; `shares` tells the next of the same entry.
  bool next_of_entry(bool& shares, std::uint32_t& entry, bool is_first) {
    shares = !is_first && is_odd();
    if (!shares && !is_first) ++entry;
    if (is_odd()) ++entry, shares = false;
    return shares;
  }

  void add_medications() {
    using namespace clearance;
    std::uint32_t entry = 0;
    for (int i = 0, n = random_.between(0, 4); i < n; ++i) {
      medication m;
      next_of_entry(m.shares_entry, entry, i == 0);
      m.entry = entry;
      m.substance = {any_id(pack_.words.substances)};
      m.taking = random_.in_percent(70) ? use::stopped : random_.in_percent(70) ? use::ongoing : use::unstated;
      m.last_use = m.taking == use::ongoing ? period{end_of(f_.today), end_of(f_.today)} : some_time(0, 400);
      m.by = random_.in_percent(70) ? route::unknown : static_cast<route>(random_.below(route_count));
      if (is_odd()) m.offset = some_offset();
      m.in_error = is_odd();
      medications_.push_back(m);
      if (pack_.reads_started) started_.push_back(random_.in_percent(80) ? period{} : some_time(0, 400));
    }
    add_rows(medication_values_, medications_, pack_.medication_facts);
  }

  template <class Record>
  void add_sites(Record& r, std::vector<clearance::zone_id>& sites) {
    using namespace clearance;
    r.first_zone = static_cast<std::uint32_t>(sites.size());
    if (random_.in_percent(60))
      for (int n = random_.between(1, 2); n > 0; --n) sites.push_back(any_zone());
    r.zone_count = static_cast<std::uint32_t>(sites.size()) - r.first_zone;
    r.zones = r.zone_count == 0 ? given::absent : given::complete;
    if (is_odd()) r.zones = given::partly;
  }

  void add_conditions() {
    using namespace clearance;
    std::uint32_t entry = 0;
    for (int i = 0, n = random_.between(0, 3); i < n; ++i) {
      condition c;
      next_of_entry(c.shares_entry, entry, i == 0);
      c.entry = entry;
      c.what = {any_id(pack_.words.conditions)};
      c.now = static_cast<status>(random_.below(4));
      add_sites(c, condition_zones_);
      c.in_error = is_odd();
      conditions_.push_back(c);
      if (pack_.reads_since) since_.push_back(random_.in_percent(80) ? period{} : some_time(0, 30));
      if (pack_.reads_ended) ended_.push_back(random_.in_percent(80) ? period{} : some_time(0, 60));
    }
    add_rows(condition_values_, conditions_, pack_.condition_facts);
  }

  void add_sessions() {
    using namespace clearance;
    for (int i = 0, n = random_.between(0, 2); i < n; ++i) {
      session s;
      s.entry = static_cast<std::uint32_t>(i);
      s.when = some_time(0, 60);
      if (is_odd()) s.offset = some_offset();
      s.in_error = is_odd();
      sessions_.push_back(s);
    }
    add_rows(session_values_, sessions_, pack_.treatment_facts);
  }

  void add_events() {
    using namespace clearance;
    std::uint32_t entry = 0;
    for (int i = 0, n = random_.between(0, 2); i < n; ++i) {
      event e;
      next_of_entry(e.shares_entry, entry, i == 0);
      e.entry = entry;
      e.what = {any_id(pack_.words.events)};
      e.when = some_time(-20, 200);
      add_sites(e, event_zones_);
      if (is_odd()) e.offset = some_offset();
      e.in_error = is_odd();
      events_.push_back(e);
    }
    add_rows(event_values_, events_, pack_.event_facts);
  }

  template <class Record>
  void add_rows(value_list& values, const std::vector<Record>& records,
                const std::vector<clearance::fact_declaration>& facts) {
    if (records.empty()) return;
    for (std::uint32_t entry = 0; entry <= records.back().entry; ++entry) add_values(values, facts);
  }

  void add_values(value_list& values, const std::vector<clearance::fact_declaration>& facts) {
    for (const clearance::fact_declaration& f : facts)
      values.push_back(random_.in_percent(20) ? clearance::fact_value{} : value_of(f));
  }

  clearance::fact_value value_of(const clearance::fact_declaration& f) {
    using namespace clearance;
    switch (f.answer) {
      case answer_kind::yes_no: return {random_.between(0, 1)};
      case answer_kind::choice: return {static_cast<std::int64_t>(random_.below(f.choices.size()))};
      case answer_kind::several: return {static_cast<std::int64_t>(random_.below(std::size_t{1} << f.choices.size()))};
      case answer_kind::number: return {random_.between(0, 100) * fact_value::one};
      case answer_kind::date: return some_date();
      case answer_kind::date_or_never: return random_.in_percent(30) ? never_happened : some_date();
      case answer_kind::text: {
        const std::uint32_t begin = static_cast<std::uint32_t>(texts_.size());
        texts_ += random_.in_percent(50) ? "Ebnat" : "Ulm";
        return text_value(begin, static_cast<std::uint32_t>(texts_.size()) - begin);
      }
    }
    return {};
  }

  clearance::fact_value some_date() {
    const clearance::date on = clearance::add_days(f_.today, -random_.between(0, 60));
    return clearance::date_value({clearance::start_of(on), clearance::end_of(add_days(on, is_odd() ? 30 : 0))});
  }

  random_source random_;
  const clearance::pack& pack_;
  unsigned odd_percent_;
  clearance::facts f_;
  std::vector<clearance::zone_id> zones_;
  std::vector<clearance::condition_id> indications_;
  std::vector<clearance::medication> medications_;
  std::vector<clearance::condition> conditions_;
  std::vector<clearance::session> sessions_;
  std::vector<clearance::event> events_;
  std::vector<clearance::zone_id> condition_zones_;
  std::vector<clearance::zone_id> event_zones_;
  std::vector<clearance::period> started_;
  std::vector<clearance::period> since_;
  std::vector<clearance::period> ended_;
  value_list treatment_values_;
  value_list medication_values_;
  value_list condition_values_;
  value_list session_values_;
  value_list event_values_;
  value_list patient_values_;
  std::string texts_;
};

}  // namespace generate
