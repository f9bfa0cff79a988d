#include "read_sessions.hpp"

namespace clearance {

session_reader::session_reader(value_reader& values, const key_table& keys) : entry_parts(values), keys_(keys) {}

void session_reader::read(std::uint32_t entry) {
  raw_session s;
  s.entry = entry;
  values_.in().session_values.resize((entry + 1) * pack_.treatment_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/sessions", entry, {}), key, keys_, seen)) s.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/sessions", entry, key, s.in_error);
      read_key(*which, key, again, s);
    });
  } else {
    s.in_error = true;
    values_.wrong_type(entry_pointer("/sessions", entry, {}), "an object");
  }
  const civil_value date = s.date.kept();
  values_.in().session_dates.push_back(date);
  values_.in().sessions.push_back({date.covers, entry, date.offset, s.in_error});
}

void session_reader::read_key(std::uint32_t which, std::string_view key, bool again, raw_session& s) {
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
