#include "words.hpp"

#include <clearance/bar_tests.hpp>
#include <clearance/predicate_facts.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>

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
  const precision written = p.first == p.last             ? precision::minute
                            : first == last               ? precision::day
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
      out += f.how == certainty::possible    ? "whether it is needed is not known: "
             : f.how == certainty::avoidable ? "not there yet: "
                                             : "not there in time: ";
      out += r.names;
    } else {
      bool is_first = true;
      for (const fact_pointer& read : reasons_of(f)) {
        if (!is_first) out += ", ";
        is_first = false;
        append_fact(out, read);
      }
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

/// A medicine that is required, since when it is taken.
void words::append_required_medication(text_buffer& out, const finding& f) const {
  const auto required = std::find_if(pack_.requirements.begin(), pack_.requirements.end(),
                                     [&](const requirement& r) { return r.bar == f.bar; });
  std::size_t meant = in_.medications.size();
  for (std::size_t i = in_.medications.size(); i-- > 0;)
    if (in_.medications[i].entry == f.because.entry &&
        (meant == in_.medications.size() ||
         required->substances.on(in_.medications[i].substance, in_.medications[i].by) != match_strength::none))
      meant = i;
  const substance_id what = in_.medications[meant].substance;
  out += what == not_understood<substance_thing> ? "it" : std::string_view(pack_.words.substances[what.index()].label);
  const period started = period_at(in_.started, meant);
  if (started == period{}) {
    out += ", not said since when it is taken";
    return;
  }
  out += ", taken since ";
  append_given_date(out, as_written(started), style_);
}

void words::append_medication(text_buffer& out, const finding& f) const {
  if (pack_.rule_of(f.bar).kind == rule_kind::require) return append_required_medication(out, f);
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

std::vector<fact_pointer> words::reasons_of(const finding& f) const {
  const bar& b = pack_.bars[f.bar.index()];
  if (b.on != subject::patient) return {f.because};
  std::vector<fact_pointer> read;
  visit_read(b.when, pack_.predicates, pack_.zones, in_.facts, {}, f.because, [&](const fact_pointer& p) {
    if (std::find(read.begin(), read.end(), p) == read.end()) read.push_back(p);
  });
  if (read.empty()) read.push_back(f.because);
  return read;
}

void words::append_fact(text_buffer& out, const fact_pointer& f) const {
  if (f.field == fact_field::declared) {
    const fact_declaration& fact = declaration_of(f);
    std::string name = fact.key;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    out += name;
    out += ": ";
    return append_value(out, fact, value_of(f));
  }
  if (f.list == fact_list::treatment && f.field == fact_field::date) {
    out += "treatment on ";
    const planned_treatment& t = in_.facts.treatment;
    return append_date(out, {t.when.first, t.written}, t.offset, style_);
  }
  if (f.list == fact_list::treatment && f.field == fact_field::indication) {
    out += "what the treatment is for";
    return;
  }
  static constexpr std::string_view lists[] = {"the treatment",    "the medications", "the conditions",
                                               "earlier sessions", "the events",      "the patient's answers"};
  const bool is_entry = f.entry != fact_pointer::whole_list && f.list != fact_list::treatment &&
                        f.list != fact_list::sessions && f.list != fact_list::answers;
  out += is_entry ? label_of(f) : lists[static_cast<std::size_t>(f.list)];
}

fact_value words::value_of(const fact_pointer& f) const {
  const auto in = [&](const record_list<fact_value>& values, std::size_t width) {
    const std::size_t at = (f.entry == fact_pointer::whole_list ? 0 : f.entry) * width + f.slot;
    return at < values.size() ? values[at] : fact_value{};
  };
  switch (f.list) {
    case fact_list::treatment: return in(in_.treatment_values, pack_.treatment_facts.size());
    case fact_list::medications: return in(in_.medication_values, pack_.medication_facts.size());
    case fact_list::conditions: return in(in_.condition_values, pack_.condition_facts.size());
    case fact_list::sessions: return in(in_.session_values, pack_.treatment_facts.size());
    case fact_list::events: return in(in_.event_values, pack_.event_facts.size());
    case fact_list::answers: return in(in_.patient_values, pack_.patient_facts.size());
  }
  return {};
}

void words::append_value(text_buffer& out, const fact_declaration& fact, fact_value v) const {
  if (!v.is_known()) {
    out += "not known";
    return;
  }
  switch (fact.answer) {
    case answer_kind::yes_no: out += v.raw != 0 ? "yes" : "no"; return;
    case answer_kind::choice: out += fact.choices[static_cast<std::size_t>(v.raw)]; return;
    case answer_kind::several: {
      bool any = false;
      for (std::size_t c = 0; c < fact.choices.size(); ++c) {
        if ((v.raw >> c & 1) == 0) continue;
        if (any) out += ", ";
        any = true;
        out += fact.choices[c];
      }
      if (!any) out += "none";
      return;
    }
    case answer_kind::number: {
      std::string text = std::to_string(v.raw / fact_value::one);
      if (v.raw < 0 && v.raw > -fact_value::one) text = "-0";
      std::int64_t rest = v.raw % fact_value::one;
      if (rest < 0) rest = -rest;
      if (rest != 0) {
        std::string decimals = std::to_string(fact_value::one + rest).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += '.' + decimals;
      }
      out += text;
      return;
    }
    case answer_kind::date:
    case answer_kind::date_or_never:
      if (v.raw == never_happened.raw)
        out += "never";
      else
        append_given_date(out, as_written(period_of(v)), style_);
      return;
    case answer_kind::text: out += text_of(v, in_.texts); return;
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
          out += "Which medicines and supplements does the patient take, or has the patient taken lately?";
          return;
        case fact_list::conditions: out += "Which conditions does the patient have, or has the patient had?"; return;
        case fact_list::sessions: out += "Which earlier sessions were there, and when?"; return;
        case fact_list::events: out += "Which procedures and other events were there or are planned, and when?"; return;
        case fact_list::answers: out += "What does the patient answer?"; return;
        case fact_list::treatment: out += "Which treatment is planned?"; return;
      }
      return;
    case fact_field::name:
      return ask(
          m.fact.list == fact_list::medications ? "Which product exactly is meant by " : "What exactly is meant by ",
          "?");
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
