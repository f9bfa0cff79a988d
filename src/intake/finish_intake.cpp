#include "finish_intake.hpp"

#include "problem_list.hpp"

namespace clearance {

namespace {

class finisher {
 public:
  finisher(const pack& p, raw_intake& raw, intake& in) : pack_(p), raw_(raw), in_(in), facts_(in.facts) {}

  void run() {
    if (in_.treatment_values.empty()) in_.treatment_values.assign(pack_.treatment_facts.size(), {});
    settle_dates();
    settle_medications();
    if (!in_.ended.empty()) settle_ends();
    settle_sessions();
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

  void settle_medications() {
    const end_of_today today = facts_.has_today ? end_of_today{end_of(facts_.today), true} : end_of_today{};
    if (!raw_.has_late_use && today == raw_.assumed) [[likely]]
      return;
    bool is_late = false;
    for (medication& m : in_.medications) {
      civil_value& taken = in_.last_taken[m.entry];
      if (!m.shares_entry) is_late = taken.covers.first > today.at;
      if (is_late) {
        if (!m.shares_entry)
          tell(entry_pointer("/medications", m.entry, "last_taken"),
               "a last use after today; a plan is written as \"ongoing\": true");
        taken = {};
        m.in_error = true;
      }
      settle_last_use(m, taken, today);
    }
  }

  void settle_ends() {
    bool is_wrong = false;
    for (std::size_t i = 0; i < in_.conditions.size(); ++i) {
      condition& c = in_.conditions[i];
      period& ended = in_.ended[i];
      if (!c.shares_entry) {
        is_wrong = c.now == status::active && facts_.has_today && ended.first != distant_past &&
                   day_of(ended.first) <= facts_.today;
        if (is_wrong)
          tell(entry_pointer("/conditions", c.entry, "ended"), "it is `active` and has ended: one of the two is wrong");
      }
      if (!is_wrong) continue;
      ended = {};
      c.in_error = true;
    }
  }

  void settle_sessions() {
    if (!facts_.treatment.has_date) return;
    const minute_time day_ends = end_of(day_of(facts_.treatment.when.first));
    if (raw_.latest_session <= day_ends) [[likely]]
      return;
    for (session& s : in_.sessions) {
      if (s.when.first <= day_ends) continue;
      tell(entry_pointer("/sessions", s.entry, "date"), "an earlier session after the treatment's day");
      s.in_error = true;
      s.when = {};
      s.offset = {};
      in_.session_dates[s.entry] = {};
    }
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
