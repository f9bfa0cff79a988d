#include "read_entries.hpp"

#include "kinship.hpp"

#include "../resolve/read_vocabulary.hpp"
#include "../resolve/reading.hpp"

#include <array>
#include <utility>

namespace clearance {
namespace {

enum medication_key : std::uint32_t { med_name, med_code, med_route, med_last_taken, med_ongoing, med_note, med_facts };
constexpr std::array<std::string_view, med_facts> medication_keys = {"name",       "code",    "route",
                                                                     "last_taken", "ongoing", "note"};
enum condition_key : std::uint32_t { cond_name, cond_code, cond_status, cond_zones, cond_note, cond_facts };
constexpr std::array<std::string_view, cond_facts> condition_keys = {"name", "code", "status", "zones", "note"};

constexpr std::array<std::string_view, 3> status_names = {"active", "remission", "resolved"};
const key_table statuses(status_names);

}  // namespace

entry_reader::entry_reader(value_reader& values, key_table& session_keys)
    : entry_parts(values),
      medication_keys_(medication_keys),
      condition_keys_(condition_keys),
      session_keys_(session_keys) {
  for (const fact_declaration& f : pack_.medication_facts) medication_keys_.add(f.key);
  for (const fact_declaration& f : pack_.condition_facts) condition_keys_.add(f.key);
  // Behind the facts, since few packs read them.
  const auto add_if = [](bool is_read, key_table& keys, std::string_view key) {
    if (!is_read) return nobody;
    keys.add(key);
    return static_cast<std::uint32_t>(keys.size() - 1);
  };
  started_ = add_if(pack_.reads_started, medication_keys_, "started");
  since_ = add_if(pack_.reads_since, condition_keys_, "since");
  ended_ = add_if(pack_.reads_ended, condition_keys_, "ended");
}

// ---- medications ----

void entry_reader::read_medication(std::uint32_t entry) {
  raw_medication m;
  m.entry = entry;
  substances_.clear();
  values_.in().medication_values.resize((entry + 1) * pack_.medication_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = medication_keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/medications", entry, {}), key, medication_keys_, seen))
          m.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/medications", entry, key, m.in_error);
      read_medication_key(*which, key, again, m);
    });
    require_a_name("/medications", m);
  } else {
    m.in_error = true;
    const auto at = [&] { return entry_pointer("/medications", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_substances(text, at, m); });
  }
  if (m.code != not_understood_code) join_code(m);
  if (m.by != route::unknown) check_route(m);
  keep(m);
}

void entry_reader::keep(const raw_medication& m) {
  intake& in = values_.in();
  in.last_taken.push_back(m.last_taken.kept());
  medication out;
  out.entry = m.entry;
  out.by = m.by;
  out.in_error = m.in_error;
  out.taking = m.ongoing ? (*m.ongoing ? use::ongoing : use::stopped) : use::unstated;
  if (substances_.empty()) in.medications.push_back(out);
  for (const substance_id s : substances_) {
    out.substance = s;
    in.medications.push_back(out);
    out.shares_entry = true;
  }
  if (started_ != nobody) in.started.resize(in.medications.size(), m.started.kept().covers);
}

void entry_reader::read_medication_key(std::uint32_t which, std::string_view key, bool again, raw_medication& m) {
  const auto at = [&] { return entry_pointer("/medications", m.entry, key); };
  switch (which) {
    case med_name:
      if (const auto text = values_.text(at, m.in_error)) name_substances(*text, at, m);
      return;
    case med_code:
      // Said twice it is an error; what each of them stands for still counts.
      if (again && m.code != not_understood_code) add_substance({std::exchange(m.code, not_understood_code)});
      return read_code(at(), pack_.names.substance_codes, m);
    case med_route:
      if (again) {
        m.by = route::unknown;
        return json_.skip();
      }
      if (const auto text = values_.text(at, m.in_error)) {
        if (const auto by = resolving::read_route(*text)) {
          m.by = *by;
        } else {
          values_.tell(at(), in_quotes(*text) + " is no route: use " + resolving::one_of(resolving::route_names));
          m.in_error = true;
        }
      }
      return;
    case med_last_taken:
      if (again) {
        m.last_taken.state = reading_state::in_error;
        return json_.skip();
      }
      values_.date(at, m.last_taken);
      m.in_error = m.in_error || m.last_taken.state == reading_state::in_error;
      return;
    case med_ongoing:
      if (again) {
        m.ongoing.reset();
        return json_.skip();
      }
      m.ongoing = values_.yes_no(at, m.in_error);
      return;
    case med_note: return json_.skip();
    default: {
      if (which == started_) return read_date(at, m.started, again, m.in_error);
      const std::size_t slot = which - med_facts;
      fact_value& place = values_.in().medication_values[m.entry * pack_.medication_facts.size() + slot];
      return read_fact(pack_.medication_facts[slot], "/medications", m.entry, again, place, m.in_error);
    }
  }
}

template <class At>
void entry_reader::name_substances(std::string_view text, At at, raw_medication& m) {
  m.is_named = true;
  const name_memo::answer found = values_.substances(text);
  for (const std::uint32_t s : found.entries) add_substance({s});
  if (found.not_understood == nullptr) return;
  m.in_error = true;
  values_.tell_unknown_substance(at(), text, *found.not_understood);
}

void entry_reader::add_substance(substance_id s) {
  for (const substance_id known : substances_)
    if (known == s) return;
  substances_.push_back(s);
}

/// A code must agree with the name; of two that agree, the narrower says more.
void entry_reader::join_code(raw_medication& m) {
  const substance_id coded{m.code};
  if (substances_.empty()) return add_substance(coded);
  for (substance_id& named : substances_) {
    if (named == coded || means(pack_.words, coded, named)) {
      named = coded;
      return;
    }
    if (means(pack_.words, named, coded)) return;
  }
  values_.tell(entry_pointer("/medications", m.entry, "code"),
               "the code is that of `" + pack_.words.substances[coded.index()].label + "`, which the name is not");
  m.in_error = true;
  add_substance(coded);
}

void entry_reader::check_route(raw_medication& m) {
  for (const substance_id named : substances_) {
    const substance& s = pack_.words.substances[named.index()];
    if (s.routes == 0 || s.routes >> static_cast<unsigned>(m.by) & 1) continue;
    values_.tell(entry_pointer("/medications", m.entry, "route"),
                 "`" + s.label + "` cannot be " + std::string(resolving::route_names[static_cast<unsigned>(m.by) - 1]) +
                     ": see its routes");
    m.in_error = true;
    m.by = route::unknown;  // every substance named counts, by every route that it can have
    return;
  }
}

// ---- conditions ----

void entry_reader::read_condition(std::uint32_t entry) {
  raw_condition c;
  c.entry = entry;
  conditions_.clear();
  c.first_zone = static_cast<std::uint32_t>(values_.in().condition_zones.size());
  values_.in().condition_values.resize((entry + 1) * pack_.condition_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = condition_keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/conditions", entry, {}), key, condition_keys_, seen)) c.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/conditions", entry, key, c.in_error);
      read_condition_key(*which, key, again, c);
    });
    require_a_name("/conditions", c);
  } else {
    c.in_error = true;
    const auto at = [&] { return entry_pointer("/conditions", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_conditions(text, at, c); });
  }
  if (c.code != not_understood_code) join_code(c);
  keep(c);
}

void entry_reader::keep(const raw_condition& c) {
  intake& in = values_.in();
  condition out;
  out.entry = c.entry;
  out.first_zone = c.first_zone;
  out.zone_count = static_cast<std::uint32_t>(in.condition_zones.size()) - c.first_zone;
  out.zones = c.zones;
  out.now = c.now;
  out.in_error = c.in_error;
  if (conditions_.empty()) in.conditions.push_back(out);
  for (const condition_id what : conditions_) {
    out.what = what;
    in.conditions.push_back(out);
    out.shares_entry = true;
  }
  if (since_ != nobody) in.since.resize(in.conditions.size(), c.since.kept().covers);
  if (ended_ != nobody) in.ended.resize(in.conditions.size(), c.ended.kept().covers);
}

void entry_reader::read_condition_key(std::uint32_t which, std::string_view key, bool again, raw_condition& c) {
  const auto at = [&] { return entry_pointer("/conditions", c.entry, key); };
  switch (which) {
    case cond_name:
      if (const auto text = values_.text(at, c.in_error)) name_conditions(*text, at, c);
      return;
    case cond_code: return again ? json_.skip() : read_code(at(), pack_.names.condition_codes, c);
    case cond_status:
      if (again) {
        c.now = status::unknown;
        return json_.skip();
      }
      if (const auto text = values_.text(at, c.in_error)) read_status(*text, key, c);
      return;
    case cond_zones: {
      if (again) {
        forget_zones(c);
        return json_.skip();
      }
      bool any = false;
      const bool understood = values_.zones(
          at, [&](zone_id z, std::uint32_t) { values_.in().condition_zones.push_back(z); }, &any);
      if (any) c.zones = given::complete;
      if (!understood) {
        c.zones = given::partly;
        c.in_error = true;
      }
      return;
    }
    case cond_note: return json_.skip();
    default: {
      if (which == since_) return read_date(at, c.since, again, c.in_error);
      if (which == ended_) return read_date(at, c.ended, again, c.in_error);
      const std::size_t slot = which - cond_facts;
      fact_value& place = values_.in().condition_values[c.entry * pack_.condition_facts.size() + slot];
      return read_fact(pack_.condition_facts[slot], "/conditions", c.entry, again, place, c.in_error);
    }
  }
}

void entry_reader::read_status(std::string_view text, std::string_view key, raw_condition& c) {
  if (const auto which = statuses.find(text)) {
    c.now = static_cast<status>(*which + 1);
    return;
  }
  values_.tell(entry_pointer("/conditions", c.entry, key),
               in_quotes(text) + " is no status: use " + resolving::one_of(status_names));
  c.in_error = true;
}

void entry_reader::forget_zones(raw_condition& c) {
  c.zones = given::absent;
  values_.in().condition_zones.resize(c.first_zone);
}

template <class At>
void entry_reader::name_conditions(std::string_view text, At at, raw_condition& c) {
  c.is_named = true;
  const name_memo::answer found = values_.conditions(text);
  for (const std::uint32_t s : found.entries) conditions_.push_back({s});
  if (found.not_understood == nullptr) return;
  c.in_error = true;
  values_.tell_unknown_condition(at(), text, *found.not_understood);
}

void entry_reader::join_code(raw_condition& c) {
  const condition_id coded{c.code};
  for (condition_id& named : conditions_) {
    if (is_kind_of(pack_.words, named, coded)) return;
    if (is_kind_of(pack_.words, coded, named)) {
      named = coded;
      return;
    }
  }
  if (!conditions_.empty()) {
    values_.tell(entry_pointer("/conditions", c.entry, "code"),
                 "the code is that of `" + pack_.words.conditions[coded.index()].label + "`, which the name is not");
    c.in_error = true;
  }
  conditions_.push_back(coded);
}

// ---- sessions ----

void entry_reader::read_session(std::uint32_t entry) {
  raw_session s;
  s.entry = entry;
  values_.in().session_values.resize((entry + 1) * pack_.treatment_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = session_keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/sessions", entry, {}), key, session_keys_, seen)) s.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/sessions", entry, key, s.in_error);
      read_session_key(*which, key, again, s);
    });
  } else {
    s.in_error = true;
    values_.wrong_type(entry_pointer("/sessions", entry, {}), "an object");
  }
  const civil_value date = s.date.kept();
  values_.in().session_dates.push_back(date);
  values_.in().sessions.push_back({date.covers, entry, date.offset, s.in_error});
}

void entry_reader::read_session_key(std::uint32_t which, std::string_view key, bool again, raw_session& s) {
  const auto at = [&] { return entry_pointer("/sessions", s.entry, key); };
  if (which >= treatment_facts_begin) {
    const std::size_t slot = which - treatment_facts_begin;
    fact_value& place = values_.in().session_values[s.entry * pack_.treatment_facts.size() + slot];
    return read_fact(pack_.treatment_facts[slot], "/sessions", s.entry, again, place, s.in_error);
  }
  if (again && which == treatment_date) s.date.state = reading_state::in_error;
  if (again) return json_.skip();
  switch (static_cast<treatment_key>(which)) {
    case treatment_date:
      values_.date(at, s.date);
      s.in_error = s.in_error || s.date.state == reading_state::in_error;
      return;
    case treatment_zones:
      // No rule reads where an earlier session was; a wrong zone is told all the same.
      if (!values_.zones(at, [](zone_id, std::uint32_t) {})) s.in_error = true;
      return;
    case treatment_indication: {
      unread_indications_.clear();
      given unread = given::absent;
      if (!values_.indication(at, unread, unread_indications_)) s.in_error = true;
      return;
    }
    case treatment_note: return json_.skip();
    case treatment_facts_begin: return;
  }
}

}  // namespace clearance
