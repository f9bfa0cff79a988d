#include "words.hpp"

#include <clearance/bar_tests.hpp>
#include <clearance/time/text.hpp>

#include <charconv>
#include <iterator>

namespace clearance {
namespace {

constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

void append_number(text_buffer& out, std::uint32_t n) {
  char* const digits = out.room(10);
  out.extend_to(std::to_chars(digits, digits + 10, n).ptr);
}

/// Nothing for a whole list.
void append_position(text_buffer& out, std::uint32_t position) {
  if (position == fact_pointer::whole_list) return;
  char* const at = out.room(11);
  *at = '/';
  if (position < 10) {  // as most
    at[1] = static_cast<char>('0' + position);
    out.extend_to(at + 2);
  } else {
    out.extend_to(std::to_chars(at + 1, at + 11, position).ptr);
  }
}

void append_written_day(text_buffer& out, date d) {
  const year_month_day ymd = to_year_month_day(d);
  append_number(out, static_cast<std::uint32_t>(ymd.day));
  out += ' ';
  out += months[ymd.month - 1];
  out += ' ';
  append_number(out, static_cast<std::uint32_t>(ymd.year));
}

void append_iso(text_buffer& out, minute_time t, utc_offset offset, precision p) {
  char* const text = out.room(longest_civil_text);
  out.extend_to(p == precision::minute ? write(text, t, offset) : write(text, day_of(t)));
}

constexpr bool is_midnight(minute_time t) noexcept { return start_of(day_of(t)) == t; }

}  // namespace

void append_date(text_buffer& out, const moment& m, utc_offset offset, date_style style) {
  if (style == date_style::iso) return append_iso(out, m.at, offset, m.written);
  append_written_day(out, day_of(m.at));
  if (m.written == precision::day || (is_midnight(m.at) && !offset.is_written())) return;
  char text[longest_civil_text];
  char* const end = write(text, m.at, offset);
  out += " at ";
  out += std::string_view(text + 11, end);
}

civil_value as_written(const period& p) noexcept {
  const date first = day_of(p.first);
  const date last = day_of(p.last);
  const precision written = p.first == p.last        ? precision::minute
                            : first == last          ? precision::day
                            : last.days - first.days < 31 ? precision::month
                                                     : precision::year;
  return {p, written, {}};
}

void append_given_date(text_buffer& out, const civil_value& v, date_style style) {
  if (v.written >= precision::day) return append_date(out, {v.covers.first, v.written}, v.offset, style);
  const date first = day_of(v.covers.first);
  if (style == date_style::iso) {
    char* const text = out.room(longest_civil_text);
    write(text, first);
    out.extend_to(text + (v.written == precision::year ? 4 : 7));
    return;
  }
  const year_month_day ymd = to_year_month_day(first);
  if (v.written == precision::month) {
    out += months[ymd.month - 1];
    out += ' ';
  }
  append_number(out, static_cast<std::uint32_t>(ymd.year));
}

void words::append_pointer(text_buffer& out, const fact_pointer& f) const {
  static constexpr short_text lists[] = {"/treatment", "/medications", "/conditions",
                                         "/sessions",  "/events",      "/answers"};
  static constexpr short_text fields[] = {"",         "/name",  "/route", "/last_taken", "/ongoing",
                                          "/status",  "/zones", "/date",  "/indication", "/",
                                          "/started", "/since", "/ended"};
  static_assert(std::size(lists) == static_cast<std::size_t>(fact_list::answers) + 1);
  static_assert(std::size(fields) == static_cast<std::size_t>(fact_field::ended) + 1);
  out.append(lists[static_cast<std::size_t>(f.list)]);
  const bool is_zone = f.list == fact_list::treatment && f.field == fact_field::zones;
  if (!is_zone) append_position(out, f.entry);
  out.append(fields[static_cast<std::size_t>(f.field)]);
  if (f.field == fact_field::declared) out += declaration_of(f).key;
  if (is_zone && f.entry != fact_pointer::whole_list) append_position(out, in_.zone_entries[f.entry]);
}

const fact_declaration& words::declaration_of(const fact_pointer& f) const {
  switch (f.list) {
    case fact_list::medications: return pack_.medication_facts[f.slot];
    case fact_list::conditions: return pack_.condition_facts[f.slot];
    case fact_list::events: return pack_.event_facts[f.slot];
    case fact_list::answers: return pack_.patient_facts[f.slot];
    case fact_list::treatment:
    case fact_list::sessions: break;  // sessions carry the treatment's facts
  }
  return pack_.treatment_facts[f.slot];
}

void words::append_reason(text_buffer& out, const finding& f) const {
  const rule& r = pack_.rule_of(f.bar);
  if (f.because.entry == fact_pointer::whole_list && is_given(f.because.list)) {
    if (r.kind == rule_kind::require) {
      out += f.how == certainty::possible ? "whether it is needed is not known: " : "not there in time: ";
      out += r.names;
    } else {
      out += "the patient's answers";
    }
    return;
  }
  if (f.because.entry == fact_pointer::whole_list) {
    switch (f.because.list) {
      case fact_list::medications: out += "medications are not given"; return;
      case fact_list::conditions: out += "conditions are not given"; return;
      case fact_list::sessions: out += "earlier sessions are not given"; return;
      case fact_list::events: out += "events are not given"; return;
      case fact_list::answers: out += "the patient's answers are not given"; return;
      case fact_list::treatment: out += "the zones to treat are not given"; return;
    }
  }
  switch (f.because.list) {
    case fact_list::medications: return append_medication(out, f);
    case fact_list::conditions: return append_condition(out, f);
    case fact_list::sessions: return append_session(out, f);
    case fact_list::events: return append_event(out, f);
    case fact_list::answers: return;
    case fact_list::treatment:
      out += pack_.words.zones[in_.zones[f.because.entry].index()].label;
      out += " is to be treated";
      return;
  }
}

std::string_view words::label_of_medication(std::uint32_t entry, bar_id touched) const {
  for (const medication& m : of_entry<medication>(in_.medications, entry))
    for (const touch& t : pack_.substance_touches.of(m.substance))
      if (t.bar == touched && t.on(m.by) != match_strength::none)
        return pack_.words.substances[m.substance.index()].label;
  return {};
}

void words::append_medication(text_buffer& out, const finding& f) const {
  out += label_of_medication(f.because.entry, f.bar);
  const medication& m = of_entry<medication>(in_.medications, f.because.entry)[0];
  if (m.taking == use::ongoing) {
    out += ", still taken";
    return;
  }
  if (m.last_use.first == distant_past) {
    out += m.taking == use::stopped ? ", stopped, but not said when" : ", not said when last taken";
    return;
  }
  out += in_.last_taken[f.because.entry].written < precision::day ? ", last taken in " : ", last taken ";
  append_given_date(out, in_.last_taken[f.because.entry], style_);
}

void words::append_condition(text_buffer& out, const finding& f) const {
  const condition* meant = nullptr;
  for (const condition& c : of_entry<condition>(in_.conditions, f.because.entry))
    for (const touch& t : pack_.condition_touches.of(c.what))
      if (t.bar == f.bar && meant == nullptr) meant = &c;
  if (meant == nullptr) return;
  out += pack_.words.conditions[meant->what.index()].label;
  for (std::uint32_t i = 0; i < meant->zone_count; ++i) {
    out += i == 0 ? " on " : i + 1 == meant->zone_count ? " and " : ", ";
    out += pack_.words.zones[in_.condition_zones[meant->first_zone + i].index()].label;
  }
  const period ended = period_at(in_.ended, static_cast<std::size_t>(meant - in_.conditions.data()));
  if (ended != period{}) {
    out += ", ended ";
    append_given_date(out, as_written(ended), style_);
    return;
  }
  switch (meant->now) {
    case status::unknown: break;
    case status::active: out += ", active"; break;
    case status::remission: out += ", in remission"; break;
    case status::resolved: out += ", resolved"; break;
  }
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

void words::append_event(text_buffer& out, const finding& f) const {
  const std::span<const event> records = of_entry<event>(in_.events, f.because.entry);
  const event* meant = records.data();
  for (const event& e : records)
    for (const touch& t : pack_.event_touches.of(e.what))
      if (t.bar == f.bar) meant = &e;
  out += meant->what == not_understood<event_thing> ? "it"
                                                    : std::string_view(pack_.words.events[meant->what.index()].label);
  for (std::uint32_t i = 0; i < meant->zone_count; ++i) {
    out += i == 0 ? " (" : ", ";
    out += pack_.words.zones[in_.event_zones[meant->first_zone + i].index()].label;
  }
  if (meant->zone_count > 0) out += ')';
  if (meant->when.last == never) {
    out += ", not said when";
    return;
  }
  out += in_.event_dates[f.because.entry].written < precision::day ? " in " : " on ";
  append_given_date(out, in_.event_dates[f.because.entry], style_);
}

void words::append_session(text_buffer& out, const finding& f) const {
  const session& s = of_entry<session>(in_.sessions, f.because.entry)[0];
  if (s.when.last == never) {
    out += "an earlier session, not said when";
  } else {
    out += in_.session_dates[f.because.entry].written < precision::day ? "session in " : "session on ";
    append_given_date(out, in_.session_dates[f.because.entry], style_);
  }
  const std::size_t width = pack_.treatment_facts.size();
  for (std::size_t slot = 0; slot < width; ++slot) {
    const fact_declaration& fact = pack_.treatment_facts[slot];
    const fact_value v = in_.session_values[f.because.entry * width + slot];
    if (fact.answer != answer_kind::choice || !v.is_known()) continue;
    out += ", ";
    out += fact.label_of(static_cast<std::size_t>(v.raw));
  }
}

std::string_view words::label_of(const fact_pointer& f) const {
  if (f.list == fact_list::medications) {
    const medication& m = of_entry<medication>(in_.medications, f.entry)[0];
    if (m.substance != not_understood<substance_thing>) return pack_.words.substances[m.substance.index()].label;
  }
  if (f.list == fact_list::conditions) {
    const condition& c = of_entry<condition>(in_.conditions, f.entry)[0];
    if (c.what != not_understood<condition_thing>) return pack_.words.conditions[c.what.index()].label;
  }
  if (f.list == fact_list::events) {
    const event& e = of_entry<event>(in_.events, f.entry)[0];
    if (e.what != not_understood<event_thing>) return pack_.words.events[e.what.index()].label;
  }
  return "it";
}

void words::append_question(text_buffer& out, const missing_fact& m) const {
  const fact_pointer& f = m.fact;
  const auto ask = [&](std::string_view before, std::string_view after) {
    out += before;
    out += label_of(f);
    out += after;
  };
  switch (f.field) {
    case fact_field::whole:
      switch (f.list) {
        case fact_list::medications:
          out += "Which medicines and supplements does the patient take, or took lately?";
          return;
        case fact_list::conditions: out += "Which conditions does the patient have, or had?"; return;
        case fact_list::sessions: out += "Which earlier sessions were there, and when?"; return;
        case fact_list::events: out += "Which procedures and other events were there or are planned, and when?"; return;
        case fact_list::answers: out += "What does the patient answer?"; return;
        case fact_list::treatment: out += "Which treatment is planned?"; return;
      }
      return;
    case fact_field::name: return ask("Which product exactly is meant by ", "?");
    case fact_field::route: return ask("How is ", " taken: oral, topical, injected, ophthalmic or inhaled?");
    case fact_field::last_taken:
      return m.wants_time ? ask("At what time was ", " last taken?") : ask("On which day was ", " last taken?");
    case fact_field::started: return ask("When did the patient begin to take ", "?");
    case fact_field::since: return ask("Since when is there ", "?");
    case fact_field::ended: return ask("When did ", " end?");
    case fact_field::ongoing: return ask("Does the patient still take ", "?");
    case fact_field::status: return ask("Is ", " active, in remission or resolved?");
    case fact_field::indication: out += "What is the treatment for?"; return;
    case fact_field::declared: out += declaration_of(f).ask; return;
    case fact_field::date:
      if (f.list == fact_list::sessions)
        out += "On which day was the earlier session?";
      else if (f.list == fact_list::events)
        ask("On which day was ", "?");
      else
        out += m.wants_time ? "At what time is the treatment?" : "When is the treatment?";
      return;
    case fact_field::zones:
      if (f.list == fact_list::treatment)
        out += "Which zones are to be treated?";
      else
        ask("Where is ", "?");
      return;
  }
}

}  // namespace clearance
