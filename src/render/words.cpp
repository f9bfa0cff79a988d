#include "words.hpp"

#include "list_pointers.hpp"

#include <clearance/bar_tests.hpp>
#include <clearance/time/text.hpp>
#include <clearance/touching.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <span>

namespace clearance {
namespace {

/// Nothing for a whole list.
text_pen append_position(text_pen out, std::uint32_t position) {
  if (position == fact_pointer::whole_list) return out;
  char* const at = out.room(11);
  *at = '/';
  if (position < 10) {  // as most
    at[1] = static_cast<char>('0' + position);
    out.move_to(at + 2);
  } else {
    out.move_to(std::to_chars(at + 1, at + 11, position).ptr);
  }
  return out;
}

}  // namespace

text_pen words::append_pointer(text_pen out, const fact_pointer& f) const {
  static constexpr short_text fields[] = {"",         "/name",  "/route", "/last_taken", "/ongoing",
                                          "/status",  "/zones", "/date",  "/indication", "/",
                                          "/started", "/since", "/ended"};
  static_assert(std::size(fields) == static_cast<std::size_t>(fact_field::ended) + 1);
  out += pointer_to(f.list);
  const bool is_zone = f.list == fact_list::treatment && f.field == fact_field::zones;
  if (!is_zone) out = append_position(out, f.entry);
  out += fields[static_cast<std::size_t>(f.field)];
  if (f.field == fact_field::declared) out += declaration_of(f).key;
  if (is_zone && f.entry != fact_pointer::whole_list) out = append_position(out, in_.zone_entries[f.entry]);
  return out;
}

text_pen words::append_entry(text_pen out, const fact_pointer& f) const {
  const bool is_zone = f.list == fact_list::treatment && f.entry != fact_pointer::whole_list;
  return append_position(out, is_zone ? in_.zone_entries[f.entry] : f.entry);
}

text_pen words::append_reason(text_pen out, const finding& f) const {
  if (f.because.entry == fact_pointer::whole_list && is_given(f.because.list)) {
    const rule& r = pack_.rule_of(f.bar);
    if (r.kind == rule_kind::require) {
      out += f.how == certainty::possible    ? "whether it is needed is not known: "
             : f.how == certainty::avoidable ? "not there yet: "
                                             : "not there in time: ";
      out += r.names;
    } else {
      bool is_first = true;
      for (const fact_pointer& read : reasons_of(f)) {
        if (!is_first) out += ", ";
        is_first = false;
        out = append_fact(out, read);
      }
    }
    return out;
  }
  if (f.because.entry == fact_pointer::whole_list) {
    switch (f.because.list) {
      case fact_list::medications: out += "medications are not given"; return out;
      case fact_list::conditions: out += "conditions are not given"; return out;
      case fact_list::sessions: out += "earlier sessions are not given"; return out;
      case fact_list::events: out += "events are not given"; return out;
      case fact_list::answers: out += "the patient's answers are not given"; return out;
      case fact_list::treatment: out += "the zones to treat are not given"; return out;
    }
  }
  switch (f.because.list) {
    case fact_list::medications: return append_medication(out, f);
    case fact_list::conditions: return append_condition(out, f);
    case fact_list::sessions: return append_session(out, f);
    case fact_list::events: return append_event(out, f);
    case fact_list::answers: return out;
    case fact_list::treatment:
      out += labels_.of(in_.zones[f.because.entry]);
      out += " is to be treated";
      return out;
  }
  return out;
}

/// A date as the patient gave it.
text_pen words::append_given(text_pen out, const civil_value& v) const {
  if (days_ == nullptr || v.written != precision::day) return append_given_date(out, v, style_);
  out.move_to(days_->write(out.room(longest_civil_text), day_of(v.covers.first)));
  return out;
}

/// The medicine of an entry that a finding is about.
word_pieces::piece words::label_of_medication(std::span<const medication> entry, bar_id touched) const {
  if (entry.size() == 1) return labels_.of(entry[0].substance);  // as most
  const medication* const meant = first_touching(pack_, entry, touched);
  return meant == nullptr ? labels_.it() : labels_.of(meant->substance);
}

/// A medicine that is required, since when it is taken.
text_pen words::append_required_medication(text_pen out, const finding& f) const {
  const auto required = std::find_if(pack_.requirements.begin(), pack_.requirements.end(),
                                     [&](const requirement& r) { return r.bar == f.bar; });
  std::size_t meant = in_.medications.size();
  for (std::size_t i = in_.medications.size(); i-- > 0;)
    if (in_.medications[i].entry == f.because.entry &&
        (meant == in_.medications.size() ||
         required->substances.on(in_.medications[i].substance, in_.medications[i].by) != match_strength::none))
      meant = i;
  const substance_id what = in_.medications[meant].substance;
  out += what == not_understood<substance_thing> ? labels_.it() : labels_.of(what);
  const period started = period_at(in_.started, meant);
  if (started == period{}) {
    out += ", not said since when it is taken";
    return out;
  }
  out += ", taken since ";
  out = append_given_date(out, as_written(started), style_);
  return out;
}

text_pen words::append_medication(text_pen out, const finding& f) const {
  if (!pack_.requirements.empty() && pack_.rule_of(f.bar).kind == rule_kind::require)
    return append_required_medication(out, f);
  const std::span<const medication> entry = of_entry<medication>(in_.medications, f.because.entry);
  const medication& m = entry[0];
  out += label_of_medication(entry, f.bar);
  if (m.taking == use::ongoing) {
    out += ", still taken";
    return out;
  }
  if (m.last_use.first == distant_past) {
    out += m.taking == use::stopped ? ", stopped, but not said when" : ", not said when last taken";
    return out;
  }
  static constexpr short_text in = ", last taken in ";
  static constexpr short_text on = ", last taken ";
  out += in_.last_taken[f.because.entry].written < precision::day ? in : on;
  out = append_given(out, in_.last_taken[f.because.entry]);
  return out;
}

text_pen words::append_condition(text_pen out, const finding& f) const {
  const std::span<const condition> entry = of_entry<condition>(in_.conditions, f.because.entry);
  const condition* meant = &entry[0];
  if (entry.size() > 1) {  // few
    meant = first_touching(pack_, entry, f.bar);
    if (meant == nullptr) meant = &entry.back();
  }
  out += labels_.of(meant->what);
  for (std::uint32_t i = 0; i < meant->zone_count; ++i) {
    out += i == 0 ? " on " : i + 1 == meant->zone_count ? " and " : ", ";
    out += labels_.of(in_.condition_zones[meant->first_zone + i]);
  }
  const period ended = period_at(in_.ended, static_cast<std::size_t>(meant - in_.conditions.data()));
  if (ended != period{}) {
    out += ", ended ";
    out = append_given_date(out, as_written(ended), style_);
    return out;
  }
  static constexpr short_text now[] = {"", ", active", ", in remission", ", resolved"};  // by status
  out += now[static_cast<std::size_t>(meant->now)];
  return out;
}

bool words::is_given(fact_list l) const noexcept {
  switch (l) {
    case fact_list::medications: return in_.facts.medications_given != given::absent;
    case fact_list::conditions: return in_.facts.conditions_given != given::absent;
    case fact_list::sessions: return in_.facts.sessions_given != given::absent;
    case fact_list::events: return in_.facts.events_given != given::absent;
    case fact_list::treatment: return false;
    case fact_list::answers: return true;
  }
  return false;
}

text_pen words::append_event(text_pen out, const finding& f) const {
  const std::span<const event> records = of_entry<event>(in_.events, f.because.entry);
  const event* meant = records.data();
  for (const event& e : records)
    if (strength_of(pack_, e, f.bar) != match_strength::none) meant = &e;
  out += meant->what == not_understood<event_thing> ? labels_.it() : labels_.of(meant->what);
  for (std::uint32_t i = 0; i < meant->zone_count; ++i) {
    out += i == 0 ? " (" : ", ";
    out += labels_.of(in_.event_zones[meant->first_zone + i]);
  }
  if (meant->zone_count > 0) out += ')';
  if (meant->when.last == never) {
    out += ", not said when";
    return out;
  }
  out += in_.event_dates[f.because.entry].written < precision::day ? " in " : " on ";
  out = append_given(out, in_.event_dates[f.because.entry]);
  return out;
}

text_pen words::append_session(text_pen out, const finding& f) const {
  const session& s = of_entry<session>(in_.sessions, f.because.entry)[0];
  if (s.when.last == never) {
    out += "an earlier session, not said when";
  } else {
    out += in_.session_dates[f.because.entry].written < precision::day ? "session in " : "session on ";
    out = append_given(out, in_.session_dates[f.because.entry]);
  }
  const std::size_t width = pack_.treatment_facts.size();
  for (std::size_t slot = 0; slot < width; ++slot) {
    const fact_declaration& fact = pack_.treatment_facts[slot];
    const fact_value v = in_.session_values[f.because.entry * width + slot];
    if (fact.answer != answer_kind::choice || !v.is_known()) continue;
    out += ", ";
    out += fact.label_of(static_cast<std::size_t>(v.raw));
  }
  return out;
}

}  // namespace clearance
