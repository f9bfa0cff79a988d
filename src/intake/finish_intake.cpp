#include "finish_intake.hpp"

#include "problem_list.hpp"

namespace clearance {

void raw_intake::clear() {
  today = {};
  treatment_date = {};
  medications.clear();
  conditions.clear();
  sessions.clear();
  substances.clear();
  conditions_named.clear();
  events.clear();
  events_named.clear();
  started.clear();
  since.clear();
  ended.clear();
}

namespace {

class finisher {
 public:
  finisher(const pack& p, raw_intake& raw, intake& in) : pack_(p), raw_(raw), in_(in), facts_(in.facts) {}

  void run() {
    if (in_.treatment_values.empty()) in_.treatment_values.assign(pack_.treatment_facts.size(), {});
    settle_dates();
    for (raw_medication& m : raw_.medications) finish(m);
    for (raw_condition& c : raw_.conditions) finish(c);
    for (raw_session& s : raw_.sessions) finish(s);
    for (const raw_event& e : raw_.events) finish(e);
    in_.patient_values.resize(pack_.patient_facts.size());
  }

 private:
  void settle_dates() {
    raw_date& today = raw_.today;
    raw_date& treatment = raw_.treatment_date;
    if (today.state == reading_state::read && today.value.written != precision::day)
      refuse(today, "/today", "today is a day, such as 2026-11-22");
    if (treatment.state == reading_state::read && treatment.value.written != precision::day &&
        treatment.value.written != precision::minute)
      refuse(treatment, "/treatment/date",
             "the treatment's date is a day or a minute, such as 2026-12-08 or 2026-12-08T14:30");

    const bool has_today = today.state == reading_state::read;
    const bool has_treatment = treatment.state == reading_state::read;
    if (has_today) set_today(day_of(today.value.covers.first));
    if (has_treatment) set_treatment(treatment.value);
    if (!has_today && has_treatment) set_today(day_of(treatment.value.covers.first));
    if (has_today && treatment.state == reading_state::absent) set_treatment(today.value);
    if (today.state == reading_state::absent && treatment.state == reading_state::absent)
      tell("/treatment/date", "neither `today` nor the treatment's date is given");
    if (has_today && has_treatment && day_of(treatment.value.covers.first) < facts_.today)
      add_problem(in_, problem_weight::warning, "/treatment/date", "the treatment lies before today");
  }

  void refuse(raw_date& date, std::string at, std::string message) {
    date.state = reading_state::in_error;
    tell(std::move(at), std::move(message));
  }

  void set_today(date d) {
    facts_.today = d;
    facts_.has_today = true;
  }

  void set_treatment(const civil_value& v) {
    facts_.treatment.when = v.covers;
    facts_.treatment.offset = v.offset;
    facts_.treatment.written = v.written;
    facts_.treatment.has_date = true;
  }

  /// What a pack reads of each entry stands beside its records.
  static void finish(const record_list<raw_date>& of_entries, std::uint32_t entry, std::size_t records,
                     record_list<period>& out) {
    if (of_entries.empty()) return;
    const raw_date& d = of_entries[entry];
    out.resize(records, d.state == reading_state::read ? d.value.covers : period{});
  }

  void finish(raw_medication& m) {
    if (m.last_taken.state == reading_state::read && facts_.has_today &&
        day_of(m.last_taken.value.covers.first) > facts_.today) {
      m.in_error = true;
      refuse(m.last_taken, entry_pointer("/medications", m.entry, "last_taken"),
             "a last use after today; a plan is written as \"ongoing\": true");
    }
    medication out;
    out.entry = m.entry;
    out.by = m.by;
    out.in_error = m.in_error;
    out.taking = m.ongoing ? (*m.ongoing ? use::ongoing : use::stopped) : use::unstated;
    out.last_use = last_use(m);
    if (m.last_taken.state == reading_state::read && out.taking != use::ongoing) out.offset = m.last_taken.value.offset;
    in_.last_taken.push_back(m.last_taken.state == reading_state::read ? m.last_taken.value : civil_value{});
    if (m.substance_count == 0) in_.medications.push_back(out);
    for (std::uint32_t i = 0; i < m.substance_count; ++i) {
      out.substance = raw_.substances[m.first_substance + i];
      out.shares_entry = i > 0;
      in_.medications.push_back(out);
    }
    finish(raw_.started, m.entry, in_.medications.size(), in_.started);
  }

  period last_use(const raw_medication& m) const {
    const minute_time today_ends = facts_.has_today ? end_of(facts_.today) : never;
    if (m.ongoing.value_or(false)) return facts_.has_today ? period{today_ends, today_ends} : period{};
    if (m.last_taken.state == reading_state::read) {
      period p = m.last_taken.value.covers;
      const bool is_partial = m.last_taken.value.written < precision::day;
      if (is_partial && facts_.has_today && p.last > today_ends) p.last = today_ends;
      return p;
    }
    if (m.ongoing) return {distant_past, today_ends};  // stopped at some time up to today
    return {};
  }

  void finish(raw_condition& c) {
    if (!raw_.ended.empty()) check_end(c, raw_.ended[c.entry]);
    condition out;
    out.entry = c.entry;
    out.first_zone = c.first_zone;
    out.zone_count = c.zone_count;
    out.zones = c.zones;
    out.now = c.now;
    out.in_error = c.in_error;
    if (c.count == 0) in_.conditions.push_back(out);
    for (std::uint32_t i = 0; i < c.count; ++i) {
      out.what = raw_.conditions_named[c.first + i];
      out.shares_entry = i > 0;
      in_.conditions.push_back(out);
    }
    finish(raw_.since, c.entry, in_.conditions.size(), in_.since);
    finish(raw_.ended, c.entry, in_.conditions.size(), in_.ended);
  }

  void check_end(raw_condition& c, raw_date& ended) {
    if (ended.state != reading_state::read || c.now != status::active || !facts_.has_today ||
        day_of(ended.value.covers.first) > facts_.today)
      return;
    c.in_error = true;
    refuse(ended, entry_pointer("/conditions", c.entry, "ended"),
           "it is `active` and has ended: one of the two is wrong");
  }

  void finish(const raw_event& e) {
    event out;
    out.entry = e.entry;
    out.first_zone = e.first_zone;
    out.zone_count = e.zone_count;
    out.zones = e.zones;
    out.in_error = e.in_error;
    if (e.date.state == reading_state::read) {
      out.when = e.date.value.covers;
      out.offset = e.date.value.offset;
    }
    in_.event_dates.push_back(e.date.state == reading_state::read ? e.date.value : civil_value{});
    if (e.count == 0) in_.events.push_back(out);
    for (std::uint32_t i = 0; i < e.count; ++i) {
      out.what = raw_.events_named[e.first + i];
      out.shares_entry = i > 0;
      in_.events.push_back(out);
    }
  }

  void finish(raw_session& s) {
    if (s.date.state == reading_state::read && facts_.treatment.has_date &&
        day_of(s.date.value.covers.first) > day_of(facts_.treatment.when.first)) {
      s.in_error = true;
      refuse(s.date, entry_pointer("/sessions", s.entry, "date"), "an earlier session after the treatment's day");
    }
    session out;
    out.entry = s.entry;
    out.in_error = s.in_error;
    if (s.date.state == reading_state::read) {
      out.when = s.date.value.covers;
      out.offset = s.date.value.offset;
    }
    in_.session_dates.push_back(s.date.state == reading_state::read ? s.date.value : civil_value{});
    in_.sessions.push_back(out);
  }

  void tell(std::string at, std::string message) {
    add_problem(in_, problem_weight::error, std::move(at), std::move(message));
  }

  const pack& pack_;
  raw_intake& raw_;
  intake& in_;
  facts& facts_;
};

}  // namespace

void finish_intake(const pack& p, raw_intake& raw, intake& in) { finisher(p, raw, in).run(); }

}  // namespace clearance
